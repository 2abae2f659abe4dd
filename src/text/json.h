#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace radcert::text {

struct JsonMember;

enum class JsonKind : std::uint8_t { null, boolean, integer, number, string, array, object };

/// One value of a document that was read. Plain view into the reader's memory: copy it freely, use it only
/// until the reader reads again.
struct JsonValue {
    JsonKind kind{JsonKind::null};
    std::uint32_t offset{0}; ///< byte of the text where the value begins
    std::uint32_t size{0};   ///< bytes of a string, elements of an array, members of an object
    union {
        bool boolean;
        std::int64_t integer;
        double number;
        const char* chars;
        const JsonValue* elements;
        const JsonMember* members;
    };

    JsonValue() : integer{0} {}
    std::string_view string() const { return {chars, size}; }
    std::span<const JsonValue> array() const;
    std::span<const JsonMember> object() const;
};

struct JsonMember {
    std::string_view key;
    JsonValue value;
};

inline std::span<const JsonValue> JsonValue::array() const
{
    return {elements, size};
}
inline std::span<const JsonMember> JsonValue::object() const
{
    return {members, size};
}

/// Deepest nesting that any input may have.
constexpr int deepest_nesting = 64;

/// Largest integer that every reader of JSON holds exactly, 2^53 - 1.
constexpr std::int64_t largest_integer = (std::int64_t{1} << 53) - 1;

/// Longest text that the reader takes, in bytes.
constexpr std::size_t longest_text = 64u << 20;

/// The strict door for all JSON. Reads RFC 8259 text and refuses, with line and JSON Pointer, what a
/// certificate file must never rest on: nesting deeper than 64, duplicate keys, NUL bytes, invalid UTF-8,
/// lone surrogates, numbers that a double cannot hold, integers beyond 2^53 - 1, where it no longer holds
/// every one (RFC 7493). A leading byte order mark is skipped.
///
/// One reader serves many texts one after another and keeps its memory; it is not shared between threads.
class JsonReader {
public:
    JsonReader();
    ~JsonReader();
    JsonReader(JsonReader&&) noexcept;
    JsonReader& operator=(JsonReader&&) noexcept;

    /// Reads `text`, which is copied. The value lives until the next call.
    /// @throws Error  invalid_input, with line and pointer; the file name is the caller's to add.
    const JsonValue& read(std::string_view text);

    /// Line of a byte of the text last read; the first is 1.
    std::size_t line_of(std::size_t offset) const;

private:
    struct Memory;
    std::unique_ptr<Memory> memory_;
};

/// `segment` as one reference token of a JSON Pointer, with "/" in front (RFC 6901).
std::string pointer_segment(std::string_view segment);

} // namespace radcert::text
