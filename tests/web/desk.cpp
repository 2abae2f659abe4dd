#include "tests/web/desk.h"

#include <unistd.h>

#include "registry/copy_register.h"
#include "tests/catch.h"
#include "tests/registers.h"
#include "tests/rules/sample_rulebook.h"
#include "web/address.h"
#include "web/sign_in.h"

namespace radcert::tests {
namespace {

constexpr std::int64_t second = 1'000'000, millisecond = 1'000;

fs::path new_folder()
{
    std::string name = (fs::temp_directory_path() / "radcert-web-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) FAIL("no temporary folder");
    return name;
}

/// The register that every desk copies.
struct Template {
    Template() : folder{new_folder()}
    {
        place = new_place(folder / "radcert.db");
        contents =
            demo::make_sample_register({place, folder / "radcert.db.key", 60, 1, {shipped_files(), {}}});
    }
    ~Template()
    {
        std::error_code ignored;
        fs::remove_all(folder, ignored);
    }
    Template(const Template&) = delete;
    Template& operator=(const Template&) = delete;

    fs::path folder;
    registry::RegisterPlace place;
    demo::SampleContents contents;
};

const Template& sample()
{
    static const Template made;
    return made;
}

/// 8:00 in Viet Nam of Monday, 16 November 2026: the register's last day is the Friday before.
std::int64_t first_moment()
{
    constexpr Date day{std::chrono::year{2026} / 11 / 16};
    return day.time_since_epoch().count() * 86'400 * second + 3'600 * second;
}

std::string multipart(const std::string& boundary, const FormFields& fields,
                      const std::vector<FormFile>& files)
{
    std::string body;
    for (const auto& [name, value] : fields)
        body += "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" +
                value + "\r\n";
    for (const FormFile& file : files)
        body += "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + file.field +
                "\"; filename=\"" + file.name + "\"\r\nContent-Type: " + file.type + "\r\n\r\n" + file.bytes +
                "\r\n";
    return body + "--" + boundary + "--\r\n";
}

/// The token in a page's forms; empty: it has none.
std::string token_in(std::string_view html)
{
    constexpr std::string_view before{"name=\"csrf\" value=\""};
    const std::size_t at = html.find(before);
    if (at == html.npos) return {};
    html.remove_prefix(at + before.size());
    return std::string{html.substr(0, html.find('"'))};
}

} // namespace

web::Request Browser::request(web::Method method, const std::string& address, std::string body,
                              std::vector<web::Header> headers) const
{
    web::Request request{method, address, std::move(headers), std::move(body), peer, secure};
    request.headers.push_back({"host", "localhost"});
    std::string line;
    for (const auto& [name, value] : cookies) line += (line.empty() ? "" : "; ") + name + '=' + value;
    if (!line.empty()) request.headers.push_back({"cookie", line});
    return request;
}

web::Response Browser::send(const web::Request& request)
{
    web::Response response = desk_->answer(request);
    keep_cookies(response);
    if (std::string token = token_in(response.body); !token.empty()) token_ = std::move(token);
    return response;
}

web::Response Browser::send(web::Method method, const std::string& address, std::string body,
                            std::vector<web::Header> headers)
{
    return send(request(method, address, std::move(body), std::move(headers)));
}

web::Response Browser::get(const std::string& address)
{
    return send(web::Method::get, address, {}, {{"sec-fetch-site", "same-origin"}});
}

web::Response Browser::post(const std::string& address, FormFields fields)
{
    return send(form_request(address, std::move(fields)));
}

web::Request Browser::form_request(const std::string& address, FormFields fields) const
{
    if (!token_.empty()) fields.emplace_back("csrf", token_);
    std::string body;
    for (const auto& [name, value] : fields)
        body += (body.empty() ? "" : "&") + web::escaped(name) + '=' + web::escaped(value);
    return request(
        web::Method::post, address, body,
        {{"sec-fetch-site", "same-origin"}, {"content-type", "application/x-www-form-urlencoded"}});
}

web::Response Browser::post(const std::string& address, const FormFields& fields,
                            const std::vector<FormFile>& files)
{
    const std::string boundary = "----radcert-form-boundary-7b1c";
    FormFields all = fields;
    if (!token_.empty()) all.emplace_back("csrf", token_);
    return send(
        web::Method::post, address, multipart(boundary, all, files),
        {{"sec-fetch-site", "same-origin"}, {"content-type", "multipart/form-data; boundary=" + boundary}});
}

web::Response Browser::follow(const web::Response& redirect)
{
    REQUIRE(redirect.status == 303);
    return get(location(redirect));
}

std::string Browser::page(const std::string& address)
{
    web::Response response = get(address);
    INFO(address << " answers " << response.status << ": " << text_of_html(response.body).substr(0, 600));
    REQUIRE(response.status == 200);
    return std::move(response.body);
}

void Browser::keep_cookies(const web::Response& response)
{
    for (const web::Header& one : response.headers) {
        if (one.name != "set-cookie") continue;
        const std::string pair = one.value.substr(0, one.value.find(';'));
        const std::string name = pair.substr(0, pair.find('='));
        if (one.value.find("Max-Age=0") != std::string::npos)
            cookies.erase(name);
        else
            cookies[name] = pair.substr(name.size() + 1);
    }
}

WebDesk::WebDesk(fs::path folder, registry::RegisterPlace place, std::int64_t now)
    : folder_{std::move(folder)}, place_{std::move(place)}, now_{std::make_shared<std::int64_t>(now)}
{
    web::OfficeOptions options;
    options.place = place_;
    options.key_file = key();
    options.version = "test";
    options.clock = [now = now_] { return timestamp(*now += millisecond); };
    office_ = std::make_unique<web::Office>(std::move(options));
    answer_ = web::answer_maker(*office_)();
}

namespace {

/// A folder with what lies beside the sample register.
fs::path copied_folder()
{
    const fs::path folder = new_folder();
    fs::copy(sample().folder, folder, fs::copy_options::overwrite_existing | fs::copy_options::recursive);
    return folder;
}

registry::RegisterPlace copied_register(const fs::path& folder)
{
    return copied_place(sample().place, folder / "radcert.db");
}

} // namespace

WebDesk::WebDesk() : WebDesk{copied_folder()} {}

WebDesk::WebDesk(const fs::path& folder) : WebDesk{folder, copied_register(folder), first_moment()} {}

std::unique_ptr<WebDesk> WebDesk::copy_in_a_file(WebDesk& desk)
{
    const fs::path folder = new_folder();
    registry::Database reader = desk.reader();
    registry::copy_register(reader, folder / "radcert.db", desk.keys().verifying());
    fs::copy_file(desk.key(), folder / "radcert.db.key");
    return std::unique_ptr<WebDesk>{new WebDesk{folder, folder / "radcert.db", *desk.now_}};
}

WebDesk::~WebDesk()
{
    answer_ = nullptr;
    office_.reset();
    drop_place(place_);
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
}

Browser WebDesk::sign_in(const std::string& code)
{
    Browser somebody = browser();
    const web::Response response =
        somebody.post("/sign-in", {{"code", code}, {"password", demo::sample_password}});
    INFO(code << ": " << text_of_html(response.body).substr(0, 600));
    REQUIRE(response.status == 303);
    somebody.get("/account"); // its forms carry the token
    REQUIRE_FALSE(somebody.token_.empty());
    return somebody;
}

std::string WebDesk::code_of(std::string_view duty) const
{
    for (const demo::SampleAccount& account : contents().accounts) {
        if (account.duty == duty) return account.code;
    }
    FAIL("no sample account has the duty " << duty);
    return {};
}

std::string WebDesk::rows_of(std::string_view code) const
{
    for (const demo::SampleAccount& account : contents().accounts) {
        if (account.code == code) return account.rows;
    }
    FAIL("no sample account has the code " << code);
    return {};
}

const demo::SampleContents& WebDesk::contents() const
{
    return sample().contents;
}

Date WebDesk::today() const
{
    return day_in_vietnam(timestamp(*now_));
}

void WebDesk::record(const std::string& officer, const std::string& second_officer,
                     const std::function<void(registry::WriteScope&)>& work)
{
    office_->write([&](registry::Writer& writer) {
        registry::WriteScope write{writer, {officer, second_officer, "test", false}};
        work(write);
        write.commit();
    });
}

std::string location(const web::Response& response)
{
    return header(response, "location");
}

std::string header(const web::Response& response, std::string_view name)
{
    for (const web::Header& one : response.headers) {
        if (one.name == name) return one.value;
    }
    return {};
}

std::string text_of_html(std::string_view html)
{
    static const std::pair<std::string_view, char> references[] = {
        {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}, {"&#x27;", '\''}};
    std::string text;
    const auto put = [&](char letter) {
        const bool blank = letter == ' ' || letter == '\n' || letter == '\t' || letter == '\r';
        if (!blank)
            text += letter;
        else if (!text.empty() && text.back() != ' ')
            text += ' ';
    };
    while (!html.empty()) {
        if (html.front() == '<') {
            html.remove_prefix(
                std::min(html.size(), html.find('>') == html.npos ? html.size() : html.find('>') + 1));
            put(' ');
            continue;
        }
        const auto* const reference =
            std::ranges::find_if(references, [&](const auto& pair) { return html.starts_with(pair.first); });
        const bool found = reference != std::end(references);
        put(found ? reference->second : html.front());
        html.remove_prefix(found ? reference->first.size() : 1);
    }
    return text;
}

} // namespace radcert::tests
