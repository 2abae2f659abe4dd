#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace radcert::web {

/// Names and values of a query or a form, in the order in which they stand.
class Parameters {
public:
    using Pair = std::pair<std::string, std::string>;

    Parameters() = default;
    Parameters(std::initializer_list<Pair> pairs) : pairs_{pairs} {}

    void add(std::string name, std::string value) { pairs_.emplace_back(std::move(name), std::move(value)); }

    /// The first value of that name; empty where there is none, or where it is nothing but blanks.
    std::optional<std::string> find(std::string_view name) const;
    std::vector<std::string> all(std::string_view name) const; ///< those that are not blank
    bool has(std::string_view name) const;
    const std::vector<Pair>& pairs() const { return pairs_; }

    /// "q=thinh&role=operator"; names without value are left out.
    std::string text() const;
    /// The same parameters with one changed; an empty value takes it out.
    Parameters with(std::string_view name, std::string value) const;

private:
    std::vector<Pair> pairs_;
};

/// An address taken apart: "/certificates/12%2FCC?in_force=2025-07-01".
struct Address {
    std::vector<std::string> segments; ///< decoded
    Parameters query;
};

/// Empty where it is no address of ours: an escape that is none, a NUL or control character, text that is not
/// UTF-8, "." or "..", an empty segment.
std::optional<Address> parse_address(std::string_view target);

/// Pairs of a query; at most 1,000. Empty: an escape that is none, a control character that ends no line, or
/// not UTF-8.
std::optional<Parameters> parse_parameters(std::string_view text);

/// Pairs of an application/x-www-form-urlencoded body: as a query, but any character except NUL may stand in
/// a value, so that whoever pasted it is told which field holds it.
std::optional<Parameters> parse_form(std::string_view text);

/// "/certificates/12%2FCC?x=1": every segment and value escaped, so that nothing in it can end it.
std::string address(std::initializer_list<std::string_view> segments, const Parameters& query = {});

/// Percent-encodes everything but letters, digits and "-._~" (RFC 3986).
std::string escaped(std::string_view text);

/// Whether a text is an address of this program, to which one may be sent on: it begins with one "/".
bool is_own_address(std::string_view text);

} // namespace radcert::web
