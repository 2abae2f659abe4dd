#pragma once

#include <chrono>
#include <filesystem>
#include <initializer_list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "demo/sample_register.h"
#include "web/answer.h"

namespace radcert::tests {

namespace fs = std::filesystem;

class WebDesk;

/// What a form sends, in order; a name may stand several times.
using FormFields = std::vector<std::pair<std::string, std::string>>;

/// A file that a form sends.
struct FormFile {
    std::string field, name, type, bytes;
};

/// One browser before a desk: it keeps cookies, remembers the token that the last page's forms carry, and
/// says of its posts that they come from a page of ours. It does not follow redirects by itself.
///
///     WebDesk desk;
///     Browser lan = desk.sign_in("lan");
///     CHECK_THAT(lan.page("/workers"), Contains("Nhân viên"));
///     const web::Response done = lan.post("/certificates/1%2FA/suspend", {{"reason", "..."}});
///     CHECK(location(done) == "/certificates/1%2FA");
///     CHECK(lan.follow(done).status == 200); // with what the act said
class Browser {
public:
    web::Response get(const std::string& address);
    web::Response post(const std::string& address, FormFields fields = {});
    /// A form with files, multipart/form-data.
    web::Response post(const std::string& address, const FormFields& fields,
                       const std::vector<FormFile>& files);
    /// What `post` would send, for an answerer of the test's own.
    web::Request form_request(const std::string& address, FormFields fields) const;
    /// Where a redirect leads.
    web::Response follow(const web::Response& redirect);

    /// The body of a page that has to be there: the test fails where the status is not 200.
    std::string page(const std::string& address);

    /// Any request, with this browser's cookies and what `headers` says besides. Nothing else is added.
    web::Response send(web::Method method, const std::string& address, std::string body = {},
                       std::vector<web::Header> headers = {});

    /// A body that is not among what the desk's own forms send: no form token, unless one is set.
    void forget_token() { token_.clear(); }

    std::string peer{"192.0.2.1"}; ///< address that it asks from
    bool secure{true};             ///< over TLS
    std::map<std::string, std::string> cookies;

private:
    friend class WebDesk;
    explicit Browser(WebDesk& desk) : desk_{&desk} {}

    web::Request request(web::Method method, const std::string& address, std::string body,
                         std::vector<web::Header> headers) const;
    web::Response send(const web::Request& request);
    void keep_cookies(const web::Response& response);

    WebDesk* desk_;
    std::string token_; ///< csrf
};

/// A web desk in process, without sockets: the sample register of `radcert demo` in a folder of its own, with
/// people in every state and one account for each duty. Made once a program and copied for each desk, so that
/// a test may change what it likes.
///
/// Codes of the accounts, all with `demo::sample_password`: lan (administrator), minh (head), hoa
/// (reception), nam (case_officer), thanh.tra (auditor), co.so.mot and co.so.hai (facility_operator), and
/// "W-N" of `contents().holder` (worker): see `code_of`.
///
/// The clock stands at the morning after the register's last day and moves a millisecond with each question,
/// or by `wait`.
class WebDesk {
public:
    WebDesk();
    ~WebDesk();
    WebDesk(const WebDesk&) = delete;
    WebDesk& operator=(const WebDesk&) = delete;

    /// The same desk at the same moment, over a copy of its register in a file.
    static std::unique_ptr<WebDesk> copy_in_a_file(WebDesk& desk);

    Browser browser() { return Browser{*this}; } ///< somebody who has not signed in
    /// Somebody who has. The test fails where the password is not taken.
    Browser sign_in(const std::string& code);

    /// The first account of a duty: "minh" for "head".
    std::string code_of(std::string_view duty) const;
    /// "F-3", "W-17": whose rows that account sees.
    std::string rows_of(std::string_view code) const;

    const demo::SampleContents& contents() const;
    const fs::path& folder() const { return folder_; }
    fs::path key() const { return folder_ / "radcert.db.key"; }
    registry::KeyFile keys() const { return registry::KeyFile::load(key()); }
    web::Office& office() { return *office_; }
    registry::Database reader() { return office_->open_reader(); } ///< to look at what was recorded

    web::Response answer(const web::Request& request) { return answer_(request); }
    Date today() const;
    void wait(std::chrono::seconds seconds) { *now_ += seconds.count() * 1'000'000; }

    /// One act as one of the register's officers, past the pages: to prepare what a test needs.
    void record(const std::string& officer, const std::string& second,
                const std::function<void(registry::WriteScope&)>& work);

private:
    explicit WebDesk(const fs::path& folder);
    WebDesk(fs::path folder, registry::RegisterPlace place, std::int64_t now);

    fs::path folder_;
    registry::RegisterPlace place_;
    std::shared_ptr<std::int64_t> now_; ///< microseconds since 1970
    std::unique_ptr<web::Office> office_;
    web::Answer answer_;
};

/// Where an answer sends its reader; empty: nowhere.
std::string location(const web::Response& response);

/// The value of a header; empty: there is none.
std::string header(const web::Response& response, std::string_view name);

/// What an answer's HTML says, without tags, references resolved, white space as single blanks: what a reader
/// reads.
std::string text_of_html(std::string_view html);

} // namespace radcert::tests
