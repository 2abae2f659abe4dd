#include <charconv>
#include <map>

#include "casework/event_words.h"
#include "casework/journal_question.h"
#include "casework/words_of.h"
#include "registry/export.h"
#include "registry/opened_event.h"
#include "web/moments.h"
#include "web/nouns.h"
#include "web/part.h"
#include "web/visit.h"

namespace radcert::web {
namespace {

/// Whose record it is: "W-17", and where it stands.
struct Owner {
    std::string name, to;
};

/// Whether the account sees a record, by what kind it is.
bool sees(Visit& visit, const std::string& kind, const std::string& record)
{
    const casework::Scope scope = visit.scope();
    if (scope.is_everything()) return true;
    registry::Database& database = visit.database();
    const AsOf now{visit.today()};
    if (kind == "worker") return casework::sees_worker(database, scope, casework::parse_worker(record), now);
    if (kind == "facility")
        return casework::sees_facility(database, scope, casework::parse_facility(record), now);
    if (kind == "equipment")
        return casework::sees_equipment(database, scope, casework::parse_equipment(record), now);
    if (kind == "application") return casework::sees_application(database, scope, record, now);
    return kind == "certificate" && casework::sees_certificate(database, scope, record, now);
}

std::string address_of_record(const Visit& visit, const std::string& kind, const std::string& record)
{
    if (!visit.may(readers)) return {};
    if (kind == "worker") return address({"workers", record});
    if (kind == "facility") return address({"facilities", record});
    if (kind == "equipment") return address({"equipment", record});
    if (kind == "application") return address({"applications", record});
    return kind == "certificate" ? address({"certificates", record}) : "";
}

/// Names the subjects of a page's events, each looked up once.
class Owners {
public:
    explicit Owners(Visit& visit) : visit_{visit} {}

    const Owner& of(const std::string& subject)
    {
        const auto known = owners_.find(subject);
        return known != owners_.end() ? known->second
                                      : owners_.emplace(subject, look_up(subject)).first->second;
    }

private:
    Owner look_up(const std::string& subject)
    {
        const auto found = registry::find_owner(visit_.database(), visit_.office().keys(), subject);
        if (!found) return {};
        const Language language = visit_.language();
        if (found->kind == "register") return {Words{"sổ đăng ký", "the register"}.in(language), {}};
        if (found->kind == "officer") return {found->officer, {}};
        if (found->number == 0) return {};
        const std::string name = found->kind == "worker" ? casework::worker_name(found->number)
                                                         : casework::facility_name(found->number);
        if (found->erased && visit_.scope().is_everything())
            return {name + Words{" (đã xóa)", " (erased)"}.in(language), {}};
        if (!sees(visit_, found->kind, name)) return {};
        return {name, address_of_record(visit_, found->kind, name)};
    }

    Visit& visit_;
    std::map<std::string, Owner> owners_;
};

class Officers {
public:
    explicit Officers(registry::Database& database) : database_{database} {}

    /// Code for programs, code and name for the eye; the reference alone where nobody bears it.
    const Cell& cell(const std::string& reference)
    {
        const auto known = cells_.find(reference);
        if (known != cells_.end()) return known->second;
        const auto found = registry::find_officer_by_reference(database_, reference);
        const std::string shown = found ? found->code + " – " + found->name : reference;
        const Cell cell = found ? Cell::coded(found->code, {shown, shown}) : Cell{reference};
        return cells_.emplace(reference, cell).first->second;
    }

private:
    registry::Database& database_;
    std::map<std::string, Cell> cells_;
};

// The search.

std::vector<Choice> action_choices()
{
    std::vector<Choice> choices;
    std::string group;
    for (const auto& [action, name] : casework::known_actions()) {
        const std::string here{action.substr(0, action.find('.'))};
        if (here != group) {
            const Words all = casework::action_group_name(here);
            choices.push_back({here, {"— mọi việc về " + all.vi, "— everything about " + all.en}});
            group = here;
        }
        choices.push_back({std::string{action}, name});
    }
    return choices;
}

constexpr std::size_t most_officers_offered = 200;

Field officer_field(Visit& visit)
{
    Field field{.name = "officer", .label = {"Cán bộ", "Officer"}};
    const auto officers = registry::list_officers(visit.database());
    if (officers.size() > most_officers_offered) {
        field.hint = {"mã đăng nhập", "code"};
        return field;
    }
    field.kind = Field::Kind::choice;
    for (const auto& officer : officers) {
        const std::string name = officer.code + " – " + officer.name;
        field.choices.push_back({officer.code, {name, name}});
    }
    return field;
}

Form search_form(Visit& visit)
{
    Form form{
        .action = "/journal", .asks = true, .submit = {"Tìm", "Search"}, .inline_form = true, .id = "search"};
    form.fields.push_back({.kind = Field::Kind::day, .name = "from_day", .label = {"Từ ngày", "From"}});
    form.fields.push_back({.kind = Field::Kind::day, .name = "to_day", .label = {"Đến ngày", "To"}});
    form.fields.push_back(officer_field(visit));
    form.fields.push_back({.kind = Field::Kind::choice,
                           .name = "action",
                           .label = {"Việc", "Act"},
                           .choices = action_choices()});
    form.fields.push_back({.kind = Field::Kind::line,
                           .name = "record",
                           .label = {"Về", "About"},
                           .hint = {"W-17, F-3, E-8, số hồ sơ hoặc số chứng chỉ",
                                    "W-17, F-3, E-8, number of a file or certificate"}});
    form.fields.push_back({.kind = Field::Kind::choice,
                           .name = "door",
                           .label = {"Qua", "Through"},
                           .choices = {{"web", casework::door_name("web")},
                                       {"cli", casework::door_name("cli")},
                                       {"demo", casework::door_name("demo")}}});
    for (Field& field : form.fields) field.values = visit.query().all(field.name);
    return form;
}

/// What the address asks. @throws Error  not_found: a record that the account does not see, or none.
casework::JournalQuestion question_of(Visit& visit)
{
    casework::JournalQuestion question;
    question.from_day = visit.day("from_day");
    question.to_day = visit.day("to_day");
    question.officer = visit.text("officer").value_or("");
    question.action = visit.text("action").value_or("");
    question.door = visit.text("door").value_or("");
    question.record = visit.text("record").value_or("");
    question.newest = visit.number("from");
    if (!question.record.empty() && !visit.scope().is_everything()) {
        const std::string kind = casework::kind_of_record(visit.database(), question.record);
        if (!sees(visit, kind, question.record))
            throw Error{
                Fault::not_found,
                {"không tìm thấy, hoặc không thuộc phạm vi của bạn", "not found, or not yours to see"}};
    }
    return question;
}

Listing event_list(Visit& visit, const registry::FoundEvents& found)
{
    documents::Table table{{"event", {"Sự kiện", "Event"}},
                           {"at", {"Lúc", "At"}},
                           {"officer", {"Cán bộ", "Officer"}},
                           {"action", {"Việc", "Act"}},
                           {"about", {"Về", "About"}},
                           {"door", {"Qua", "Through"}},
                           {"subject", {"Chủ thể trong nhật ký", "Subject in the journal"}}};
    Officers officers{visit.database()};
    Owners owners{visit};
    std::vector<std::vector<std::string>> links;
    for (const registry::Event& event : found.events) {
        const Owner& owner = owners.of(event.subject);
        const std::string brief = event.subject.substr(0, 8) + "…";
        table.row({event.number, moment_cell(event.at), officers.cell(event.actor),
                   Cell::coded(event.action, casework::action_name(event.action)),
                   owner.name.empty() ? Cell{} : Cell{owner.name},
                   Cell::coded(event.door, casework::door_name(event.door)),
                   Cell::coded(event.subject, {brief, brief})});
        links.push_back({address({"journal", std::to_string(event.number)}), "", "", "", owner.to});
    }
    Listing list{"events", {"Sự kiện, mới nhất trước", "Events, the newest first"}, std::move(table)};
    list.links = std::move(links);
    list.empty = {"Không có sự kiện nào như vậy trong phần đã xem.",
                  "There is no such event in the part that was looked at."};
    list.whole = found.whole;
    return list;
}

std::string search_address(const Visit& visit, EventNumber newest)
{
    return "/journal?" + visit.query().with("from", std::to_string(newest)).text();
}

void tell_pages(const Visit& visit, const registry::FoundEvents& found, Listing& list)
{
    if (!found.whole) list.after = search_address(visit, found.looked_from - 1);
    const bool plain = visit.query().with("from", "").text().empty();
    if (plain && visit.query().find("from"))
        list.before = search_address(visit, found.looked_to + EventNumber(rows_of_a_page));
}

Paragraph looked_at(const registry::FoundEvents& found)
{
    const std::string from = std::to_string(found.looked_from), to = std::to_string(found.looked_to);
    Words words{"Đã xem các sự kiện từ số " + from + " đến số " + to + ".",
                "Events " + from + " to " + to + " were looked at."};
    if (!found.whole) {
        words.vi += " Trang sau xem tiếp các sự kiện cũ hơn.";
        words.en += " The next page goes on with older ones.";
    }
    return {words, true};
}

Reply search_journal(Visit& visit)
{
    Page page{{"Nhật ký", "Journal"}};
    page.lead = {
        "Mọi việc đã ghi vào sổ: ai, việc gì, lúc nào. Không ai sửa hay bỏ được mà không bị phát hiện.",
        "Everything that was recorded: who, what, when. Nobody can change or drop any of it unseen."};
    page.acts = {{{"Tình trạng, kiểm tra", "State, verification"}, "/journal/state", false},
                 {{"Kiểm tra ngoại tuyến", "Offline audit"}, "/journal/offline", true}};
    page.add(search_form(visit));
    const bool twin = !visit.twin().empty();
    constexpr std::size_t leaves_of_a_page = 20'000, leaves_of_a_twin = 200'000;
    const registry::SearchLimits limits{twin ? rows_of_a_twin : rows_of_a_page,
                                        twin ? leaves_of_a_twin : leaves_of_a_page};
    const auto found =
        casework::ask_journal(visit.database(), visit.office().keys(), question_of(visit), limits);
    Listing list = event_list(visit, found);
    tell_pages(visit, found, list);
    page.add(std::move(list));
    if (found.looked_to >= found.looked_from) page.add(looked_at(found));
    return page;
}

// One event.

EventNumber event_named(Visit& visit)
{
    const std::string& text = visit.part("event");
    EventNumber number = -1;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = failed == std::errc{} && end == text.data() + text.size();
    if (whole && number >= 0 && number < registry::journal_size(visit.database())) return number;
    throw Error{Fault::not_found, {"nhật ký không có sự kiện " + text, "the journal has no event " + text}};
}

Facts event_facts(Visit& visit, const registry::Event& event)
{
    const auto officer = registry::find_officer_by_reference(visit.database(), event.actor);
    const Owner owner = Owners{visit}.of(event.subject);
    Facts facts;
    facts.add({"event", {"Sự kiện", "Event"}}, event.number);
    facts.add({"at", {"Lúc", "At"}}, moment_cell(event.at));
    facts.add({"officer", {"Cán bộ", "Officer"}}, officer ? officer->code : event.actor, {}, Tone::plain,
              officer ? Words{officer->name, officer->name} : Words{});
    facts.add({"action", {"Việc", "Act"}}, Cell::coded(event.action, casework::action_name(event.action)));
    facts.add({"door", {"Qua", "Through"}}, Cell::coded(event.door, casework::door_name(event.door)));
    facts.add({"about", {"Về", "About"}}, owner.name.empty() ? Cell{} : Cell{owner.name}, owner.to);
    facts.add({"subject", {"Chủ thể trong nhật ký", "Subject in the journal"}}, event.subject);
    facts.add({"commit", {"Cam kết về nội dung (SHA-256)", "Commitment to the content (SHA-256)"}},
              event.commit);
    return facts;
}

Listing record_list(Visit& visit, const std::vector<registry::AnyRecord>& records)
{
    documents::Table table{{"kind", {"Loại bản ghi", "Kind of record"}},
                           {"record", {"Bản ghi", "Record"}},
                           {"of", {"Thuộc về", "Belongs to"}}};
    std::vector<std::vector<std::string>> links;
    for (const registry::AnyRecord& record : records) {
        const casework::MadeRecord made = casework::name_record(record);
        const bool shown = made.of.empty() ? visit.scope().is_everything() : sees(visit, made.of, made.owner);
        table.row({Cell{made.kind.in(visit.language())},
                   shown && !made.which.empty() ? Cell{made.which} : Cell{},
                   shown && !made.owner.empty() ? Cell{made.owner} : Cell{}});
        links.push_back({"", "", shown ? address_of_record(visit, made.of, made.owner) : ""});
    }
    Listing list{
        "records", {"Bản ghi mà việc này tạo hoặc đổi", "Records that it made or changed"}, std::move(table)};
    list.links = std::move(links);
    list.empty = {"Việc này không đổi bản ghi nào (ví dụ: một lần xem).",
                  "It changed no record (a look at a file, for instance)."};
    return list;
}

void add_content(Visit& visit, Page& page, const registry::Event& event)
{
    const auto opened = registry::open_event(visit.database(), visit.office().keys(), event.number);
    using State = registry::OpenedEvent::State;
    if (opened.state == State::destroyed) {
        page.add(Notice{Notice::Kind::note,
                        {"Nội dung của việc này đã được hủy vì người liên quan đã được xóa khỏi sổ; việc vẫn "
                         "còn trong nhật ký.",
                         "What this act said was destroyed, as the person was forgotten; the act still "
                         "stands in the journal."}});
    } else if (opened.state == State::damaged) {
        page.add(Notice{Notice::Kind::wrong,
                        {"Nội dung niêm phong không mở được, hoặc không khớp cam kết của sự kiện.",
                         "The sealed content does not open, or is not what the event commits to."},
                        {{"Chạy kiểm tra nhật ký và báo quản trị hệ thống.",
                          "Verify the journal, and tell the administrator."}},
                        {{{"Kiểm tra nhật ký", "Verify the journal"}, "/journal/state", false}}});
    }
    if (opened.state == State::opened) page.add(record_list(visit, opened.records));
}

Reply show_event(Visit& visit)
{
    const EventNumber number = event_named(visit);
    const registry::Event event = registry::load_event(visit.database(), number);
    const std::string name = std::to_string(number);
    Page page{{"Sự kiện " + name, "Event " + name}};
    page.lead = casework::action_name(event.action);
    if (number > 0)
        page.acts.push_back(
            {{"← Sự kiện trước", "← Event before"}, address({"journal", std::to_string(number - 1)}), true});
    if (number + 1 < registry::journal_size(visit.database()))
        page.acts.push_back(
            {{"Sự kiện sau →", "Event after →"}, address({"journal", std::to_string(number + 1)}), true});
    page.add(event_facts(visit, event));
    add_content(visit, page, event);
    page.add(
        Verbatim{{"Lá trong cây nhật ký, đúng như đã ghi", "The leaf in the journal's tree, as it stands"},
                 registry::load_leaf(visit.database(), number)});
    Folded proof{
        {"Chứng minh sự kiện có trong nhật ký", "Proof that the event stands in the journal"}, {}, false};
    proof.blocks.emplace_back(Paragraph{{"Tệp C2SP tlog-proof dưới điểm kiểm mới nhất; kiểm tra bằng công cụ "
                                         "thông thường, xem trang Kiểm tra ngoại tuyến, mục 4.",
                                         "A C2SP tlog-proof under the newest checkpoint; checked with common "
                                         "tools, see Offline audit, section 4."}});
    proof.blocks.emplace_back(Verbatim{{}, registry::prove_event(visit.database(), number)});
    proof.blocks.emplace_back(
        Links{{{{"Tải tệp chứng minh", "Download the proof"}, address({"journal", name, "proof"}), false},
               {{"Cách kiểm tra ngoại tuyến", "How to check it offline"}, "/journal/offline", true}}});
    page.add(std::move(proof));
    return page;
}

Reply download_proof(Visit& visit)
{
    const EventNumber number = event_named(visit);
    return Download{"text/plain; charset=utf-8", std::to_string(number) + ".tlog-proof",
                    registry::prove_event(visit.database(), number)};
}

} // namespace

void add_journal_routes(Routes& routes)
{
    constexpr Duties who = readers | Duties{Duty::administrator};
    routes.page("/journal",
                {.access = only(who),
                 .summary = {"Tìm trong nhật ký", "Search the journal"},
                 .twins = true,
                 .asks = {"from_day", "to_day", "officer", "action", "record", "door"}},
                search_journal);
    routes.page("/journal/{event}",
                {.access = only(who),
                 .summary = {"Một sự kiện của nhật ký", "One event of the journal"},
                 .twins = true},
                show_event);
    routes.page("/journal/{event}/proof",
                {.access = only(who), .summary = {"Tệp chứng minh một sự kiện", "The proof of one event"}},
                download_proof);
}

} // namespace radcert::web
