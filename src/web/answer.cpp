#include "web/answer.h"

#include <algorithm>

#include "casework/record_access.h"
#include "casework/words_of.h"
#include "registry/applications.h"
#include "registry/certificates.h"
#include "registry/workers.h"
#include "web/answered_once.h"
#include "web/asset_address.h"
#include "web/entity_tag.h"
#include "web/form_check.h"
#include "web/html.h"
#include "web/http_status.h"
#include "web/problem.h"
#include "web/response_text.h"
#include "web/security.h"
#include "web/sign_in.h"
#include "web/trouble.h"
#include "web/twin.h"
#include "web/typed_back.h"
#include "web/visit.h"

namespace radcert::web {

namespace {

Language language_of(const Request& request)
{
    if (const auto chosen = cookie(request, language_cookie))
        return *chosen == "en" ? Language::en : Language::vi;
    const auto accepted = request.header("accept-language");
    return accepted && accepted->starts_with("en") ? Language::en : Language::vi;
}

std::string path_of(const std::string& target)
{
    return target.substr(0, target.find('?'));
}

} // namespace

/// Answers the requests of one thread.
class Clerk {
public:
    explicit Clerk(Office& office) : shelf_{office, office.open_reader()} {}

    Response answer(const Request& request);

private:
    Response answer_route(const Request& request, Address address, Match match,
                          const registry::ReadScope& state);
    std::optional<Response> refused(Visit& visit);
    std::optional<Response> check_program(const Visit& visit);
    Response act(Visit& visit);
    Response work(Visit& visit);
    void check_names(Visit& visit);
    void note_view(Visit& visit);
    Response after_failure(Visit& visit, const Error& error);
    Response show_again(Visit& visit, const Match& shown, const Error& error);
    Response respond(Visit& visit, Reply reply);
    Response respond_page(Visit& visit, Page page);
    Response trouble(const Request& request, int status, std::string_view code, const Words& sentence,
                     const Words& hint);
    Response trouble(const Request& request, const Error& error);
    Response cannot_use_register(const Request& request, const Error& error);
    Response trouble_response(const Request& request, const Page& page);
    Frame frame_of(Visit& visit, const Page& page);
    Frame bare_frame(Language language, const std::string& here);

    Shelf shelf_;
};

namespace {

Response html_response(int status, std::string body)
{
    return {status, {{"content-type", "text/html; charset=utf-8"}}, std::move(body)};
}

/// Where the register lies is nobody's business who has not signed in, nor are the words of its engine.
bool names_place(const Error& error, const registry::RegisterPlace& place)
{
    return !error.is_perhaps_done() && error.sentence().en.find(place.name()) != std::string::npos;
}

bool wants_json(const Request& request)
{
    const std::string path = path_of(request.target);
    return path.starts_with("/api/") || path.ends_with(".json");
}

} // namespace

Response Clerk::answer(const Request& request)
{
    Response response;
    bool kept = false;
    try {
        auto address = parse_address(request.target);
        if (!address) {
            response = trouble(request, 400, "bad_address",
                               {"địa chỉ không đọc được", "the address cannot be read"}, {});
        } else if (address->segments.size() == 3 && address->segments[0] == "assets" &&
                   is_safe(request.method)) {
            response = asset_response(address->segments[1], address->segments[2]);
            kept = response.status == 200;
        } else if (auto match = all_routes().find_page(request.method, address->segments)) {
            const std::string label = match->route->path;
            const registry::ReadScope one_state{shelf_.database};
            response = answer_route(request, std::move(*address), std::move(*match), one_state);
            response.add("x-radcert-route", label);
        } else if (const auto methods = all_routes().methods(address->segments); !methods.empty()) {
            response = trouble(request, 405, "method", status_title(405), {});
            std::string allowed;
            for (const Method method : methods)
                allowed += (allowed.empty() ? "" : ", ") + std::string{word(method)};
            response.add("allow", allowed);
        } else {
            response =
                trouble(request, 404, "not_found", {"không có trang này", "there is no such page"}, {});
        }
    } catch (const Error& error) {
        response = names_place(error, shelf_.database.place()) ? cannot_use_register(request, error)
                                                               : trouble(request, error);
    } catch (const std::exception&) {
        response = trouble(request, 500, "unexpected",
                           {"chương trình gặp lỗi không mong đợi; không có gì được ghi",
                            "the program met something that it did not expect; nothing was recorded"},
                           {});
    }
    add_entity_tag(request, response);
    add_security_headers(response, request.secure, kept);
    return response;
}

Response Clerk::answer_route(const Request& request, Address address, Match match,
                             const registry::ReadScope& state)
{
    Visit visit{shelf_, request, std::move(match), std::move(address.query), language_of(request)};
    visit.who_ = who_asks(shelf_, request);
    if (visit.signed_in()) state.narrow(visit.scope());
    if (auto response = refused(visit)) return std::move(*response);
    check_names(visit);
    check_query(visit);
    if (is_safe(request.method)) {
        try {
            Reply reply = visit.route().handler(visit);
            note_view(visit);
            return respond(visit, std::move(reply));
        } catch (const Error& error) {
            if (wants_json(request) || !visit.signed_in() || !visit.twin().empty()) throw;
            return respond_page(visit, trouble_page(request, error));
        }
    }
    if (visit.route().rule.json) {
        if (auto response = check_program(visit)) return std::move(*response);
    } else {
        visit.body_ = read_form(request);
        check_form(visit, visit.body_);
    }
    try {
        if (visit.route().rule.confirmed && !visit.form().find("confirm"))
            refuse_field("confirm", {"đánh dấu ô xác nhận trước", "tick the box that confirms it first"});
        return act(visit);
    } catch (const Error& error) {
        return after_failure(visit, error);
    }
}

std::optional<Response> Clerk::refused(Visit& visit)
{
    const Access access = visit.route().rule.access;
    const Request& request = visit.request();
    if (access.who == Access::Who::anybody) return std::nullopt;
    if (!visit.signed_in()) {
        const bool page = is_safe(request.method) && !visit.route().rule.json && visit.twin().empty();
        if (page) {
            const std::string next = request.target == "/" ? "" : request.target;
            return respond(visit, Redirect{web::address({"sign-in"}, {{"next", next}})});
        }
        Response response = trouble(
            request, 401, "signed_out",
            {"phiên làm việc đã hết hoặc chưa đăng nhập", "nobody is signed in, or the session is over"},
            {"đăng nhập rồi làm lại", "sign in, then do it again"});
        response.add("www-authenticate", "Bearer realm=\"radcert\"");
        return response;
    }
    const bool allowed = access.who == Access::Who::signed_in ||
                         (access.who == Access::Who::these && visit.may(access.duties));
    if (allowed) return std::nullopt;
    const Words sentence{"tài khoản của bạn không có quyền làm việc này", "your account may not do this"};
    const Words hint{"quyền do quản trị hệ thống giao", "the administrator gives duties"};
    if (wants_json(request)) return trouble(request, 403, "not_yours", sentence, hint);
    return respond_page(visit, trouble_page(request, 403, sentence, hint));
}

/// An act of a program: JSON, or nothing. One that nobody signed in for is nobody's, and comes from anywhere.
std::optional<Response> Clerk::check_program(const Visit& visit)
{
    const Request& request = visit.request();
    if (visit.signed_in()) check_origin(visit, request.header("x-csrf-token").value_or(""));
    const std::string_view type = request.header("content-type").value_or("");
    const std::string_view kind = type.substr(0, type.find(';'));
    if (request.body.empty() || kind == "application/json" || kind == "application/merge-patch+json")
        return std::nullopt;
    return trouble(request, 415, "content_type",
                   {"địa chỉ này chỉ nhận JSON", "this address takes JSON only"},
                   {"gửi kèm content-type: application/json", "send it with content-type: application/json"});
}

/// What fails when the act is recorded must not read as though nothing had been: it is asked for once.
Response Clerk::work(Visit& visit)
{
    const auto recorded = [] {
        return Error{Fault::unavailable,
                     {"việc này đã được ghi vào sổ, nhưng chưa làm xong trang trả lời",
                      "the act is recorded, but the answer to it could not be made"},
                     {"đừng làm lại; mở hồ sơ để xem việc đã ghi",
                      "do not do it again; open the record and see what was recorded"}}
            .perhaps_done();
    };
    try {
        return respond(visit, visit.route().handler(visit));
    } catch (const std::exception&) {
        if (visit.recorded() != Visit::Recorded::yes) throw;
        throw recorded();
    }
}

/// Does the act; one of a program that bears a key is done once, however often it is sent.
Response Clerk::act(Visit& visit)
{
    const Request& request = visit.request();
    const bool keyed = visit.route().rule.json && visit.signed_in() && request.method == Method::post &&
                       request.header("idempotency-key");
    if (!keyed) return work(visit);
    AnsweredOnce once{shelf_.office, visit.who().officer.officer, request};
    if (once.before()) return *once.before();
    try {
        Response response = work(visit);
        once.keep(response);
        return response;
    } catch (const std::exception&) {
        if (visit.recorded() != Visit::Recorded::no) once.leave_claimed();
        throw;
    }
}

/// The record that the path names lies in the rows that the account sees, or there is none such.
void Clerk::check_names(Visit& visit)
{
    const Names names = visit.route().rule.names;
    if (names == Names::nothing) return;
    const std::string& part = visit.part(path_part(names));
    const AsOf as_of{visit.today()};
    const casework::Scope scope = visit.scope();
    bool seen = false;
    try {
        switch (names) {
        case Names::nothing: break;
        case Names::worker:
            seen = casework::sees_worker(shelf_.database, scope, casework::parse_worker(part), as_of);
            break;
        case Names::facility:
            seen = casework::sees_facility(shelf_.database, scope, casework::parse_facility(part), as_of);
            break;
        case Names::equipment:
            seen = casework::sees_equipment(shelf_.database, scope, casework::parse_equipment(part), as_of);
            break;
        case Names::application:
            seen = casework::sees_application(shelf_.database, scope, part, as_of);
            break;
        case Names::certificate:
            seen = casework::sees_certificate(shelf_.database, scope, part, as_of);
            break;
        }
    } catch (const Error& error) {
        if (error.fault() != Fault::not_found && error.fault() != Fault::usage) throw;
    }
    if (!seen)
        throw Error{Fault::not_found,
                    {"không tìm thấy, hoặc không thuộc phạm vi của bạn", "not found, or not yours to see"}};
}

/// Whoever looked at a person's file is told by the journal, before anything is shown.
void Clerk::note_view(Visit& visit)
{
    const Rule& rule = visit.route().rule;
    if (!rule.personal || !visit.signed_in()) return;
    registry::Database& database = shelf_.database;
    std::int64_t worker = 0;
    const std::string& part = visit.part(path_part(rule.names));
    if (rule.names == Names::worker) worker = casework::parse_worker(part);
    if (rule.names == Names::application) worker = registry::load_application(database, part).worker;
    if (rule.names == Names::certificate) worker = registry::find_certificates(database, part).at(0).worker;
    const std::string subject = registry::load_worker(database, worker).subject;
    shelf_.office.write([&](registry::Writer& writer) {
        registry::WriteScope scope{writer, {visit.who().officer.code, "", "web", false}};
        casework::record_view(scope, subject);
        scope.commit();
    });
}

/// The page whose form failed, with what was typed and what was wrong.
Response Clerk::after_failure(Visit& visit, const Error& error)
{
    const Request& request = visit.request();
    const Route& route = visit.route();
    const std::string& path = route.rule.form_on.empty() ? route.path : route.rule.form_on;
    const auto shown = route.rule.json
                           ? std::nullopt
                           : all_routes().find(Method::get, filled_path(path, visit.match_.parts));
    if (!shown || !(shown->route->rule.access.who == Access::Who::anybody || visit.signed_in())) {
        if (!route.rule.json) throw Error{error};
        return respond(visit, problem(error, path_of(request.target), visit.language()));
    }
    try {
        return show_again(visit, *shown, error);
    } catch (const std::exception&) {
        throw Error{error}; // that the form cannot be shown is the lesser trouble, and may say otherwise
    }
}

Response Clerk::show_again(Visit& visit, const Match& shown, const Error& error)
{
    const Request& request = visit.request();
    Request again = request;
    again.method = Method::get;
    again.target = address_to_return_to(request);
    Visit looking{shelf_, again, shown, visit.query(), visit.language()};
    looking.who_ = visit.who_;
    if (refused(looking)) throw Error{error};
    check_names(looking);
    Reply reply = shown.route->handler(looking);
    note_view(looking);
    auto* page = std::get_if<Page>(&reply);
    if (page == nullptr) throw Error{error};
    put_back(*page, path_of(request.target), visit.form(), error);
    page->status = http_status(error.fault());
    return respond_page(looking, std::move(*page));
}

Response Clerk::respond(Visit& visit, Reply reply)
{
    if (auto* page = std::get_if<Page>(&reply)) return respond_page(visit, std::move(*page));
    if (auto* redirect = std::get_if<Redirect>(&reply)) {
        Response response{303, {{"location", redirect->to}}, ""};
        for (Header& header : redirect->headers) response.headers.push_back(std::move(header));
        if (!redirect->said.empty())
            response.add("set-cookie",
                         set_cookie(said_cookie, escaped(redirect->said.in(visit.language())), 60));
        return response;
    }
    if (auto* file = std::get_if<Download>(&reply)) {
        Response response{200, {{"content-type", file->type}}, std::move(file->bytes)};
        response.add("content-disposition",
                     std::string{file->shown ? "inline" : "attachment"} + "; filename=\"" + file->name + '"');
        return response;
    }
    auto& raw = std::get<Raw>(reply);
    Response response{raw.status, {{"content-type", raw.type}}, std::move(raw.text)};
    for (Header& header : raw.headers) response.headers.push_back(std::move(header));
    return response;
}

Response Clerk::respond_page(Visit& visit, Page page)
{
    const std::string& twin = visit.twin();
    if (twin == "json") return {page.status, {{"content-type", "application/json"}}, to_json(page) + '\n'};
    if (twin == "csv" || twin == "xlsx") {
        const bool csv = twin == "csv";
        Download file{csv ? "text/csv; charset=utf-8"
                          : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                      file_name(page) + '.' + twin,
                      csv ? to_csv(page, visit.language()) : to_workbook(page, visit.language())};
        return respond(visit, std::move(file));
    }
    page.twins = page.status == 200 && (page.twins || visit.route().rule.twins);
    Frame frame = frame_of(visit, page);
    Response response = html_response(page.status, to_html(page, frame));
    if (page.retry_after > 0) response.add("retry-after", std::to_string(page.retry_after));
    if (!frame.said.empty()) response.add("set-cookie", set_cookie(said_cookie, "", 0));
    return response;
}

Frame Clerk::bare_frame(Language language, const std::string& here)
{
    Frame frame;
    frame.language = language;
    frame.here = here;
    frame.version = shelf_.office.options().version;
    frame.today = to_dmy(day_in_vietnam(shelf_.database.now()));
    return frame;
}

Frame Clerk::frame_of(Visit& visit, const Page& page)
{
    Frame frame = bare_frame(visit.language(), visit.request().target);
    frame.sections = sections_for(visit);
    frame.section = page.section.empty()
                        ? '/' + visit.route().path.substr(1, visit.route().path.find('/', 1) - 1)
                        : page.section;
    if (frame.section == "/equipment") frame.section = "/facilities"; // the menu has no entry of its own
    frame.idle_minutes = int(shelf_.office.options().idle.count() / 60);
    frame.print = visit.query().has("print");
    const auto& book = registry::load_rulebook_in_force(shelf_.database);
    frame.rulebook = book.version + " (" + book.digest.substr(0, 8) + ")";
    if (visit.signed_in()) {
        frame.who = visit.who().officer.name;
        frame.csrf = visit.who().csrf;
    }
    if (const auto said = cookie(visit.request(), said_cookie)) {
        if (const auto read = parse_parameters("said=" + *said)) {
            const std::string text = read->find("said").value_or("");
            frame.said = {text, text};
        }
    }
    if (const auto halt = registry::find_halt(shelf_.database); halt && halt->halted && visit.may(desk)) {
        frame.halted = true;
        frame.halt_reason = halt->reason;
    }
    return frame;
}

Response Clerk::trouble(const Request& request, int status, std::string_view code, const Words& sentence,
                        const Words& hint)
{
    const Language language = language_of(request);
    if (wants_json(request)) {
        Raw raw = problem(status, code, sentence, hint, "", path_of(request.target), language);
        return {raw.status, {{"content-type", raw.type}}, std::move(raw.text)};
    }
    return trouble_response(request, trouble_page(request, status, sentence, hint));
}

Response Clerk::trouble(const Request& request, const Error& error)
{
    if (!wants_json(request)) return trouble_response(request, trouble_page(request, error));
    Raw raw = problem(error, path_of(request.target), language_of(request));
    return {raw.status, {{"content-type", raw.type}}, std::move(raw.text)};
}

/// Whoever runs the server reads why in its log.
Response Clerk::cannot_use_register(const Request& request, const Error& error)
{
    Response response = trouble(
        request, Error{error.fault(),
                       {"lúc này chưa dùng được sổ đăng ký; không có gì được ghi",
                        "the register cannot be used just now; nothing was recorded"},
                       {"đợi một chút rồi làm lại; nếu kéo dài, báo quản trị hệ thống xem nhật ký máy chủ",
                        "wait a moment, then do it again; if it lasts, ask the administrator to read the "
                        "server's log"}});
    response.add(trouble_header, error.sentence().en);
    return response;
}

/// A page that no route made, in the frame of whoever asks; a bare one where nobody can be found out.
Response Clerk::trouble_response(const Request& request, const Page& page)
{
    static const Route nowhere{Method::get, "/", {}, nullptr};
    const Language language = language_of(request);
    const std::string here = address_to_return_to(request);
    Frame frame;
    try {
        Visit visit{shelf_, request, Match{&nowhere, {}, {}}, {}, language};
        visit.who_ = who_asks(shelf_, request);
        frame = frame_of(visit, page);
        frame.here = here;
    } catch (const std::exception&) {
        frame = bare_frame(language, here);
    }
    Response response = html_response(page.status, to_html(page, frame));
    if (!frame.said.empty()) response.add("set-cookie", set_cookie(said_cookie, "", 0));
    return response;
}

AnswerMaker answer_maker(Office& office)
{
    return [&office]() -> Answer {
        const auto clerk = std::make_shared<Clerk>(office);
        return [clerk](const Request& request) { return clerk->answer(request); };
    };
}

} // namespace radcert::web
