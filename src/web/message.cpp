#include "web/message.h"

#include <algorithm>
#include <array>

namespace radcert::web {

std::string_view word(Method method)
{
    static constexpr std::array words{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"};
    return words[std::size_t(method)];
}

std::optional<std::string_view> Request::header(std::string_view name) const
{
    const auto found = std::ranges::find(headers, name, &Header::name);
    if (found == headers.end()) return std::nullopt;
    return found->value;
}

void Response::set(std::string_view name, std::string value)
{
    const auto found = std::ranges::find(headers, name, &Header::name);
    if (found == headers.end())
        add(name, std::move(value));
    else
        found->value = std::move(value);
}

void Response::add(std::string_view name, std::string value)
{
    headers.push_back({std::string{name}, std::move(value)});
}

} // namespace radcert::web
