#include "tests/faults/clerk.h"

#include <regex>
#include <thread>

#include "domain/date.h"
#include "tests/json.h"

namespace radcert::faults {
namespace {

using namespace std::chrono_literals;
using tests::json;

constexpr auto patience = 2500ms; ///< less than a server is stopped for

bool says(const tests::RawAnswer& answer, std::string_view words)
{
    return answer.body.find(words) != std::string::npos;
}

/// The first group of a pattern in a text; empty: it is not there.
std::string found_in(const std::string& text, const char* pattern)
{
    std::smatch match;
    return std::regex_search(text, match, std::regex{pattern, std::regex::icase}) ? match[1].str() : "";
}

std::string escaped(std::string_view text)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (std::isalnum(byte) != 0 && byte < 0x80)
            out += c;
        else
            out.append(1, '%').append(1, digits[byte >> 4]).append(1, digits[byte & 15]);
    }
    return out;
}

/// The words of one act, by which the register tells it from all others.
std::string mark_of(long number)
{
    return "việc " + std::to_string(number);
}

std::string text_or_none(const json& value)
{
    return value.is_null() ? "none" : value.get<std::string>();
}

} // namespace

// Asking.

/// A server that was not killed just now; waits for one.
std::uint16_t Clerk::find_server()
{
    constexpr int tries = 500;
    for (int i = 0; i < tries; ++i) {
        if (const std::uint16_t port = run_.servers[pick(run_.servers.size())]->port()) return port;
        std::this_thread::sleep_for(20ms);
    }
    throw std::runtime_error{"no server answers"};
}

Clerk::Asked Clerk::ask(const std::string& method, const std::string& path, const std::string& headers,
                        const std::string& body)
{
    std::string request = method + ' ' + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" +
                          "Accept-Language: en\r\nSec-Fetch-Site: same-origin\r\n" + headers;
    if (!cookie_.empty()) request += "Cookie: __Host-radcert=" + cookie_ + "\r\n";
    if (method != "GET") request += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    request += "\r\n" + body;
    Asked asked;
    try {
        tests::RawClient client{find_server()};
        asked.called = run_.now();
        asked.sent = true;
        client.send(request);
        if (gives_up_)
            client.close();
        else
            asked.answer = client.answer(false, patience);
        notes.given_up += gives_up_;
    } catch (const std::runtime_error&) {
        std::this_thread::sleep_for(20ms);
    }
    gives_up_ = false;
    asked.returned = run_.now();
    return asked;
}

Clerk::Asked Clerk::send_form(const std::string& path, Fields fields)
{
    fields.emplace_back("csrf", csrf_);
    std::string body;
    for (const auto& [name, value] : fields) body += (body.empty() ? "" : "&") + name + '=' + escaped(value);
    return ask("POST", path, "Content-Type: application/x-www-form-urlencoded\r\n", body);
}

bool Clerk::sign_in()
{
    cookie_.clear();
    const Asked in = send_form(
        "/sign-in", {{"code", ServedRegister::clerk(number_)}, {"password", ServedRegister::password}});
    cookie_ = found_in(in.answer.head, "set-cookie: __Host-radcert=([^;]+)");
    if (cookie_.empty()) return false;
    const Asked page = ask("GET", "/account");
    csrf_ = found_in(page.answer.body, "name=\"csrf\" value=\"([0-9a-f]+)\"");
    return !csrf_.empty();
}

/// What an address shows; nothing, where it was not shown.
std::optional<Clerk::Asked> Clerk::look_at(const std::string& path)
{
    Asked asked = ask("GET", "/api/v1" + path);
    if (asked.answer.status == 200) return asked;
    ++notes.left_out;
    std::this_thread::sleep_for(50ms);
    if (asked.answer.status == 401)
        cookie_.clear();
    else if (asked.answer.status != 0 && asked.answer.status < 500)
        notes.odd.push_back(path + ": " + std::to_string(asked.answer.status) + ' ' + asked.answer.body);
    return {};
}

Said Clerk::said_by(const Asked& asked)
{
    const tests::RawAnswer& answer = asked.answer;
    if (!asked.sent) return Said::not_done;
    if (answer.status == 0) return Said::unknown;
    if (answer.status < 400 || says(answer, "the act is recorded")) return Said::done;
    if (says(answer, "NOT KNOWN") || says(answer, "was broken off")) return Said::unknown;
    if (says(answer, "nothing was recorded") && answer.status != 412) return Said::not_done;
    if (answer.status == 412 || says(answer, "is not possible") || says(answer, "was issued on application"))
        return Said::refused;
    if (says(answer, "is writing to the register")) return Said::not_done;
    if (answer.status >= 500) return Said::unknown;
    if (answer.status == 401)
        cookie_.clear();
    else
        notes.odd.push_back(std::to_string(answer.status) + ' ' + answer.body.substr(0, 3000));
    return Said::not_done;
}

// Noting.

void Clerk::note_read(const std::string& thing, const Asked& asked, const std::string& told)
{
    notes.noted.push_back({thing, {number_, "read", {}, {}, told, asked.called, asked.returned}, {}});
}

void Clerk::note_act(const std::string& thing, Exchange operation, const Asked& asked,
                     const std::string& mark, const std::string& told)
{
    operation.client = number_;
    operation.called = asked.called;
    const Said said = said_by(asked);
    const bool not_done = said == Said::not_done || said == Said::refused;
    if (not_done && !mark.empty()) notes.not_done.push_back(mark);
    if (said == Said::not_done) {
        ++notes.left_out;
        std::this_thread::sleep_for(50ms);
        return;
    }
    operation.told = said == Said::refused ? "refused" : told;
    // One that was done, but whose answer does not say with what, is as good as not answered.
    if (said != Said::unknown && !operation.told.empty()) operation.returned = asked.returned;
    notes.noted.push_back({thing, std::move(operation), not_done ? "" : mark});
}

// Certificates: the last day by a form that two persons sign, and the status.

void Clerk::read_certificate(const IssuedCertificate& certificate)
{
    const auto asked = look_at("/certificates/" + certificate.number);
    if (!asked) return;
    const json shown = tests::parsed(asked->answer.body);
    note_read("certificate " + certificate.number, *asked,
              text_or_none(shown.at("valid_to")) + ' ' + shown.at("status").get<std::string>());
}

void Clerk::correct(const IssuedCertificate& certificate)
{
    const long number = ++run_.acts;
    const std::string mark = mark_of(number);
    const std::string last_day =
        to_iso(*parse_date("2040-01-01") + std::chrono::days{number}); // nobody else's
    Fields fields{{"role", certificate.role},
                  {"facility", certificate.facility},
                  {"valid_to", last_day},
                  {"reason", mark},
                  {"legal_basis", "Điều 1"},
                  {"second", ServedRegister::second},
                  {"second_password", ServedRegister::password},
                  {"confirm", "yes"}};
    for (const std::string& type : certificate.equipment_types) fields.emplace_back("equipment_types", type);
    const Asked asked = send_form("/certificates/" + certificate.number + "/correct", fields);
    note_act("certificate " + certificate.number, {0, "correct", last_day, {}, {}}, asked, mark, "ok");
}

void Clerk::amend(const IssuedCertificate& certificate, const char* act)
{
    const std::string mark = mark_of(++run_.acts);
    const Asked asked =
        send_form("/certificates/" + certificate.number + '/' + act, Fields{{"reason", mark}});
    note_act("certificate " + certificate.number, {0, act, {}, {}, {}}, asked, mark, "ok");
}

// The note on their holders, by programs: whoever changes it says which state they saw.

std::optional<Clerk::Read> Clerk::read_worker(const std::string& worker)
{
    const auto asked = look_at("/workers/" + worker);
    if (!asked) return {};
    Read read{text_or_none(tests::parsed(asked->answer.body).at("note")),
              found_in(asked->answer.head, "\r\netag: ([^\r]+)")};
    note_read("worker " + worker, *asked, read.value);
    return read;
}

void Clerk::change_note(const std::string& worker)
{
    const auto seen = read_worker(worker);
    if (!seen) return;
    const std::string mark = mark_of(++run_.acts);
    const Asked asked = ask("PATCH", "/api/v1/workers/" + worker,
                            "Content-Type: application/merge-patch+json\r\nX-CSRF-Token: " + csrf_ +
                                "\r\nIf-Match: " + seen->tag + "\r\n",
                            json{{"note", mark}}.dump());
    note_act("worker " + worker, {0, "cas", mark, seen->value, {}}, asked, mark, "ok");
}

// Applications: each grant gives one certificate.

void Clerk::issue(const std::string& application)
{
    const Asked asked = send_form("/applications/" + application + "/issue",
                                  Fields{{"without_end", "yes"}, {"confirm", "yes"}});
    note_act("grant " + application, {0, "issue", {}, {}, {}}, asked, {},
             found_in(asked.answer.head, "(66-[0-9]{4}-[0-9]{5})"));
}

void Clerk::read_grant(const std::string& application)
{
    const auto asked = look_at("/applications/" + application);
    if (!asked) return;
    note_read("grant " + application, *asked,
              text_or_none(tests::parsed(asked->answer.body).at("certificate")));
}

/// A program that sends its request again with the same key until it knows.
void Clerk::screen(const std::string& application)
{
    const std::string headers = "X-CSRF-Token: " + csrf_ + "\r\nIdempotency-Key: " +
                                escaped(ServedRegister::clerk(number_) + mark_of(++run_.acts)) + "\r\n";
    constexpr int tries = 6;
    Asked all;
    bool perhaps = false;
    for (int i = 0; i < tries; ++i) {
        const Asked asked = ask("POST", "/api/v1/applications/" + application + "/screenings", headers);
        if (i == 0) all.called = asked.called;
        all.sent = all.sent || asked.sent;
        all.answer = asked.answer;
        all.returned = asked.returned;
        const Said said = said_by(asked);
        if (said == Said::done) break;
        perhaps = perhaps || said == Said::unknown;
        std::this_thread::sleep_for(50ms * (i + 1));
    }
    const bool done = all.answer.status == 201;
    if (!done && perhaps) all.answer = {}; // one of them may have been done
    note_act("screenings " + application, {0, "add", {}, {}, {}}, all, {},
             done ? std::to_string(tests::parsed(all.answer.body).at("screening").get<long>()) : "");
}

void Clerk::count_screenings(const std::string& application)
{
    const auto asked = look_at("/applications/" + application + "/screenings");
    if (!asked) return;
    note_read("screenings " + application, *asked,
              std::to_string(tests::parsed(asked->answer.body).at("screenings").size()));
}

// By lot.

void Clerk::act()
{
    for (int tries = 0; cookie_.empty() && tries < 500; ++tries)
        if (!sign_in()) cookie_.clear();
    const ServedRegister& served = run_.served;
    // Half of all goes to a few certificates, so that clerks meet there.
    constexpr std::size_t busy = 5;
    const std::size_t most =
        pick(2) == 0 ? std::min(busy, served.certificates.size()) : served.certificates.size();
    const IssuedCertificate& certificate = served.certificates[pick(most)];
    const std::string& granted = served.granted[pick(served.granted.size())];
    const std::string& to_screen = served.to_screen[pick(served.to_screen.size())];
    gives_up_ = pick(50) == 0;
    const std::size_t lot = pick(100);
    if (lot < 28)
        read_certificate(certificate);
    else if (lot < 46)
        correct(certificate);
    else if (lot < 63)
        amend(certificate, pick(2) == 0 ? "suspend" : "restore");
    else if (lot < 69)
        read_worker(certificate.worker);
    else if (lot < 82)
        change_note(certificate.worker);
    else if (lot < 88)
        issue(granted);
    else if (lot < 91)
        read_grant(granted);
    else if (lot < 97)
        screen(to_screen);
    else
        count_screenings(to_screen);
}

void Clerk::read_all()
{
    sign_in();
    const auto surely = [this](const auto& read) {
        constexpr int tries = 20;
        const std::size_t before = notes.noted.size();
        for (int i = 0; i < tries && notes.noted.size() == before; ++i) read();
        if (notes.noted.size() == before) notes.odd.emplace_back("at the end something cannot be read");
    };
    for (const IssuedCertificate& certificate : run_.served.certificates) {
        surely([&] { read_certificate(certificate); });
        surely([&] { read_worker(certificate.worker); });
    }
    for (const std::string& application : run_.served.granted) surely([&] { read_grant(application); });
    for (const std::string& application : run_.served.to_screen)
        surely([&] { count_screenings(application); });
}

} // namespace radcert::faults
