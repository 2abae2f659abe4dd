#include "web/trouble.h"

#include <algorithm>

#include "web/address.h"
#include "web/http_status.h"
#include "web/problem.h"
#include "web/routes.h"

namespace radcert::web {
namespace {

/// A question is not recorded, whatever is wrong with it.
Words title_of(const Request& request, int status)
{
    if (status == 422 && is_safe(request.method)) return {"Chưa hiển thị được", "This cannot be shown yet"};
    return status_title(status);
}

/// The page whose form sent an act; empty: there is none.
std::string form_page(const Request& request)
{
    const auto sent = parse_address(request.target);
    const auto match = sent ? all_routes().find(request.method, sent->segments) : std::nullopt;
    if (!match || match->route->rule.json) return {};
    const bool own = match->route->rule.form_on.empty();
    const auto segments = filled_path(own ? match->route->path : match->route->rule.form_on, match->parts);
    const auto shown = all_routes().find(Method::get, segments);
    if (!shown) return {};
    std::string page;
    for (const std::string& segment : segments) page += '/' + escaped(segment);
    Parameters asked;
    for (const auto& [name, value] : sent->query.pairs()) {
        const auto& asks = shown->route->rule.asks;
        if (std::ranges::find(asks, name) != asks.end()) asked.add(name, value);
    }
    const std::string query = asked.text();
    return (page.empty() ? "/" : page) + (query.empty() ? "" : '?' + query);
}

/// The same question without one of what it asks; empty: it does not ask that.
std::string question_without(const Request& request, const std::string& pointer)
{
    const auto asked = parse_address(request.target);
    if (!asked || pointer.size() < 2 || !asked->query.has(pointer.substr(1))) return {};
    const std::string query = asked->query.with(pointer.substr(1), "").text();
    return request.target.substr(0, request.target.find('?')) + (query.empty() ? "" : '?' + query);
}

} // namespace

Page trouble_page(const Request& request, int status, const Words& sentence, const Words& hint,
                  const std::string& pointer)
{
    Page page{title_of(request, status)};
    page.status = status;
    const std::string path = request.target.substr(0, request.target.find('?'));
    page.section = path.substr(0, path.find('/', 1));
    Notice notice{Notice::Kind::wrong, sentence};
    if (!hint.empty()) notice.more.push_back(hint);
    const bool question = is_safe(request.method);
    const std::string again = question ? question_without(request, pointer) : form_page(request);
    if (!again.empty() && question)
        notice.next.push_back({{"Mở lại, bỏ điều kiện này", "Ask again without it"}, again});
    if (!again.empty() && !question)
        notice.next.push_back({{"Mở lại trang có biểu mẫu", "Open the page with the form again"}, again});
    notice.next.push_back({{"Về trang đầu", "To the first page"}, "/", true});
    page.add(std::move(notice));
    return page;
}

Page trouble_page(const Request& request, const Error& error)
{
    return trouble_page(request, http_status(error.fault()), error.sentence(), error.hint(),
                        error.place().pointer);
}

std::string address_to_return_to(const Request& request)
{
    if (!is_safe(request.method)) {
        const std::string page = form_page(request);
        return page.empty() ? "/" : page;
    }
    return parse_address(request.target) ? request.target : "/";
}

} // namespace radcert::web
