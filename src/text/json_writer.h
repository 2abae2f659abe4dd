#pragma once

#include <string>
#include <string_view>

#include "text/canonical_json.h"

namespace radcert::text {

/// Appends JSON to a string, member by member: commas and quotes are right by construction, order is the
/// caller's.
class JsonWriter {
public:
    explicit JsonWriter(std::string& out) : out_{out} {}

    void open_object() { open('{'); }
    void close_object() { close('}'); }
    void open_array() { open('['); }
    void close_array() { close(']'); }

    void key(std::string_view name)
    {
        comma();
        append_json_string(out_, name);
        out_ += ':';
        first_ = true;
    }
    void string(std::string_view value)
    {
        comma();
        append_json_string(out_, value);
    }
    void boolean(bool value) { raw(value ? "true" : "false"); }
    void number(std::uint64_t value) { raw(std::to_string(value)); }
    void null() { raw("null"); }
    /// Text that is JSON already.
    void raw(std::string_view json)
    {
        comma();
        out_ += json;
    }

    void member(std::string_view name, std::string_view value)
    {
        key(name);
        string(value);
    }

private:
    void comma()
    {
        if (!first_) out_ += ',';
        first_ = false;
    }
    void open(char bracket)
    {
        comma();
        out_ += bracket;
        first_ = true;
    }
    void close(char bracket)
    {
        out_ += bracket;
        first_ = false;
    }

    std::string& out_;
    bool first_{true};
};

/// `json` (valid, without white space) with two spaces a level, one member a line; for people who read it.
std::string indented(std::string_view json);

} // namespace radcert::text
