#include "web/response_text.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

namespace radcert::web {
namespace {

std::string_view reason_phrase(int status)
{
    constexpr std::array<std::pair<int, std::string_view>, 34> reasons{
        {{200, "OK"},
         {201, "Created"},
         {202, "Accepted"},
         {204, "No Content"},
         {206, "Partial Content"},
         {301, "Moved Permanently"},
         {302, "Found"},
         {303, "See Other"},
         {304, "Not Modified"},
         {307, "Temporary Redirect"},
         {308, "Permanent Redirect"},
         {400, "Bad Request"},
         {401, "Unauthorized"},
         {403, "Forbidden"},
         {404, "Not Found"},
         {405, "Method Not Allowed"},
         {406, "Not Acceptable"},
         {408, "Request Timeout"},
         {409, "Conflict"},
         {410, "Gone"},
         {412, "Precondition Failed"},
         {413, "Content Too Large"},
         {414, "URI Too Long"},
         {415, "Unsupported Media Type"},
         {417, "Expectation Failed"},
         {421, "Misdirected Request"},
         {422, "Unprocessable Content"},
         {428, "Precondition Required"},
         {429, "Too Many Requests"},
         {431, "Request Header Fields Too Large"},
         {500, "Internal Server Error"},
         {501, "Not Implemented"},
         {503, "Service Unavailable"},
         {505, "HTTP Version Not Supported"}}};
    const auto found = std::ranges::find(reasons, status, &std::pair<int, std::string_view>::first);
    return found == reasons.end() ? std::string_view{} : found->second;
}

bool is_control(char byte)
{
    return (static_cast<unsigned char>(byte) < ' ' && byte != '\t') || byte == '\x7F';
}

bool fits_line(const Header& header)
{
    const bool named = !header.name.empty() && std::ranges::all_of(header.name, [](char byte) {
        return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '-';
    });
    return named && std::ranges::none_of(header.value, is_control);
}

bool is_servers_own(std::string_view name)
{
    return name == "content-length" || name == "transfer-encoding" || name == "connection" ||
           name == "date" || name == "keep-alive" || name == "upgrade";
}

bool has_no_body(int status)
{
    return status == 204 || status == 304;
}

void add_header_line(std::string& text, std::string_view name, std::string_view value)
{
    text.append(name).append(": ").append(value).append("\r\n");
}

} // namespace

Response refusal_response(const Refusal& refusal)
{
    Response response{.status = refusal.status, .headers = {}, .body = {}};
    response.add("content-type", "text/plain; charset=utf-8");
    response.add("cache-control", "no-store");
    response.body = refusal.sentence.vi + "\n" + refusal.sentence.en + "\n";
    return response;
}

Response failure_response()
{
    return refusal_response({500,
                             {"máy chủ gặp lỗi; thử lại sau, hoặc báo người quản trị",
                              "the server failed; try again later, or tell its administrator"}});
}

std::string take_note(Response& response, std::string_view header)
{
    const auto found = std::ranges::find(response.headers, header, &Header::name);
    if (found == response.headers.end()) return {};
    std::string note = fits_line(*found) ? std::move(found->value) : std::string{};
    std::erase_if(response.headers, [&](const Header& one) { return one.name == header; });
    return note;
}

bool can_be_sent(const Response& response)
{
    return response.status >= 200 && response.status < 600 &&
           std::ranges::all_of(response.headers, fits_line);
}

std::string head_text(const Response& response, const Sending& sending)
{
    std::string text = "HTTP/1.1 " + std::to_string(response.status) + " ";
    text.append(reason_phrase(response.status)).append("\r\n");
    for (const Header& header : response.headers)
        if (!is_servers_own(header.name)) add_header_line(text, header.name, header.value);
    if (!sending.date.empty()) add_header_line(text, "date", sending.date);
    if (!has_no_body(response.status))
        add_header_line(text, "content-length", std::to_string(response.body.size()));
    if (sending.close) add_header_line(text, "connection", "close");
    return text + "\r\n";
}

std::string_view body_text(const Response& response, const Sending& sending)
{
    if (sending.head || has_no_body(response.status)) return {};
    return response.body;
}

std::string http_date(std::int64_t seconds)
{
    using namespace std::chrono;
    static constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const sys_seconds moment{std::chrono::seconds{seconds}};
    const sys_days day = floor<std::chrono::days>(moment);
    const year_month_day date{day};
    const hh_mm_ss time{moment - day};
    const auto two = [](auto number) {
        const std::string digits = std::to_string(number);
        return digits.size() < 2 ? "0" + digits : digits;
    };
    return std::string{days[weekday{day}.c_encoding()]} + ", " + two(unsigned{date.day()}) + " " +
           months[unsigned{date.month()} - 1] + " " + std::to_string(int{date.year()}) + " " +
           two(time.hours().count()) + ":" + two(time.minutes().count()) + ":" + two(time.seconds().count()) +
           " GMT";
}

} // namespace radcert::web
