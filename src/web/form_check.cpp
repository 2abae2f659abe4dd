#include "web/form_check.h"

#include <algorithm>

#include "domain/error.h"
#include "web/security.h"

namespace radcert::web {
namespace {

bool is_asked_for(const Rule& rule, const std::string& name)
{
    static const std::vector<std::string> everywhere{"in_force", "known_by", "from", "print"};
    return std::ranges::find(rule.asks, name) != rule.asks.end() ||
           std::ranges::find(everywhere, name) != everywhere.end();
}

bool is_sent(const Rule& rule, const std::string& name)
{
    static const std::vector<std::string> every_form{"csrf", "second", "second_password", "confirm"};
    return std::ranges::find(rule.fields, name) != rule.fields.end() ||
           std::ranges::find(every_form, name) != every_form.end();
}

std::string joined(const std::vector<std::string>& words)
{
    std::string out;
    for (const std::string& word : words) out += (out.empty() ? "" : ", ") + word;
    return out;
}

[[noreturn]] void refuse_query(const std::string& name, const Rule& rule)
{
    const std::string known = rule.asks.empty() ? "in_force, known_by" : joined(rule.asks);
    throw Error{
        Fault::usage,
        {"địa chỉ này không hỏi theo “" + name + "”", "this address is not asked by \"" + name + "\""},
        {"hỏi được theo: " + known, "it can be asked by: " + known}};
}

} // namespace

void check_query(const Visit& visit)
{
    for (const auto& pair : visit.query().pairs()) {
        if (!is_asked_for(visit.route().rule, pair.first)) refuse_query(pair.first, visit.route().rule);
    }
}

FormBody read_form(const Request& request)
{
    const std::string type{request.header("content-type").value_or("")};
    std::optional<FormBody> body;
    if (type.starts_with("application/x-www-form-urlencoded")) {
        if (auto values = parse_form(request.body)) body = FormBody{std::move(*values), {}};
    } else if (type.starts_with("multipart/form-data")) {
        body = parse_multipart(type, request.body);
    } else {
        throw Error{Fault::usage, {"trang này chỉ nhận biểu mẫu", "this address takes a form only"}};
    }
    if (!body)
        throw Error{Fault::usage,
                    {"biểu mẫu gửi lên không đọc được", "the form that was sent cannot be read"}};
    return std::move(*body);
}

void check_origin(const Visit& visit, std::string_view csrf)
{
    const bool by_program = visit.signed_in() && visit.who().token.empty();
    const bool own = by_program || comes_from_here(visit.request());
    const bool token = !visit.signed_in() || by_program || same_secret(csrf, visit.who().csrf);
    if (own && token) return;
    if (own && csrf.empty())
        throw Error{Fault::refused,
                    {"trang được mở từ trước khi đăng nhập", "the page was opened before signing in"},
                    {"mở lại trang rồi gửi lại; chưa có gì được ghi",
                     "open the page again, then send it; nothing was recorded"}};
    if (own)
        throw Error{Fault::refused,
                    {"trang được mở từ lần đăng nhập trước", "the page was opened in an earlier session"},
                    {"mở lại trang rồi gửi lại; chưa có gì được ghi",
                     "open the page again, then send it; nothing was recorded"}};
    throw Error{
        Fault::refused,
        {"yêu cầu không đến từ trang của chương trình này", "the request does not come from a page of ours"},
        {"mở lại trang rồi gửi lại", "open the page again, then send it"}};
}

void check_form(const Visit& visit, const FormBody& form)
{
    check_origin(visit, form.values.find("csrf").value_or(""));
    const auto check = [&](const std::string& name) {
        if (!is_sent(visit.route().rule, name))
            throw Error{
                Fault::usage,
                {"biểu mẫu này không có ô “" + name + "”", "this form has no field \"" + name + "\""}};
    };
    for (const auto& pair : form.values.pairs()) check(pair.first);
    for (const Upload& upload : form.uploads) check(upload.field);
}

} // namespace radcert::web
