#include "casework/history.h"

#include <algorithm>

#include "casework/event_words.h"
#include "casework/history_words.h"
#include "casework/words_of.h"
#include "web/clocks.h"
#include "web/dossier.h"
#include "web/moments.h"
#include "web/nouns.h"
#include "web/part.h"
#include "web/told_values.h"
#include "web/visit.h"

namespace radcert::web {
namespace {

using casework::HistoryEntry;
using History = std::vector<HistoryEntry>;

/// One act of the journal and the records of the history that it made.
struct Act {
    const registry::Event* event;
    std::vector<const HistoryEntry*> records;
};

/// By act, the newest first.
std::vector<Act> acts_of(const History& history)
{
    std::vector<Act> acts;
    for (auto entry = history.rbegin(); entry != history.rend(); ++entry) {
        if (acts.empty() || acts.back().event->number != entry->event.number)
            acts.push_back({&entry->event, {}});
        auto& records = acts.back().records;
        records.insert(records.begin(), &*entry);
    }
    return acts;
}

/// A value as a page shows it: officers by name, digests by their first digits.
std::string value_on_page(Visit& visit, const casework::FieldCells& cells, const std::string& field,
                          const std::optional<std::string>& value, Language language)
{
    if (value && is_digest(*value)) return brief_digest(*value);
    if (value && names_officer(field)) return officer_shown(visit, *value);
    return casework::shown_value(cells, field, value, language);
}

/// "Nhân viên W-17 – Ngày sinh: 30/04/1985 → 30/05/1985; Giới tính: nam".
Words record_words(Visit& visit, const casework::FieldCells& cells, const HistoryEntry& entry)
{
    const auto in = [&](Language language) {
        std::string line = casework::history_record_name(entry.record).in(language);
        const char* gap = " – ";
        for (const auto& change : entry.changes) {
            const auto before = casework::told_value(entry, change, change.before);
            const auto after = casework::told_value(entry, change, change.after);
            line += gap + casework::field_label(change.field).in(language) + ": " +
                    (before ? value_on_page(visit, cells, change.field, before, language) + " → " : "") +
                    value_on_page(visit, cells, change.field, after, language);
            gap = "; ";
        }
        return line;
    };
    return {in(Language::vi), in(Language::en)};
}

/// "minh – Trần Văn Minh"
std::string who_shown(const HistoryEntry& entry)
{
    return entry.officer_name.empty() ? entry.officer : entry.officer + " – " + entry.officer_name;
}

Cell who_cell(const HistoryEntry& entry)
{
    const std::string shown = who_shown(entry);
    return Cell::coded(entry.officer, {shown, shown});
}

Timeline::Entry timeline_entry(Visit& visit, const casework::FieldCells& cells, const Act& act)
{
    const HistoryEntry& first = *act.records.front();
    Timeline::Entry entry;
    entry.when = shown_moment(act.event->at);
    entry.what = casework::action_name(act.event->action);
    entry.who = who_shown(first);
    if (visit.may(readers)) entry.to = address({"journal", std::to_string(act.event->number)});
    for (const HistoryEntry* const record : act.records)
        entry.more.push_back(record_words(visit, cells, *record));
    return entry;
}

/// The same for programs and spreadsheets: one line a changed field.
documents::Table change_table(Visit& visit, const casework::FieldCells& cells, const std::vector<Act>& acts,
                              std::size_t first, std::size_t last)
{
    documents::Table table{{"event", {"Sự kiện", "Event"}},    {"at", {"Lúc", "At"}},
                           {"officer", {"Cán bộ", "Officer"}}, {"action", {"Việc", "Action"}},
                           {"record", {"Bản ghi", "Record"}},  {"field", {"Thông tin", "Field"}},
                           {"before", {"Trước", "Before"}},    {"after", {"Sau", "After"}}};
    for (std::size_t i = first; i < last; ++i) {
        const registry::Event& event = *acts[i].event;
        for (const HistoryEntry* const entry : acts[i].records) {
            const auto row = [&](Cell field, Cell before, Cell after) {
                table.row({event.number, moment_cell(event.at), who_cell(*entry),
                           Cell::coded(event.action, casework::action_name(event.action)),
                           Cell::coded(entry->record, casework::history_record_name(entry->record)),
                           std::move(field), std::move(before), std::move(after)});
            };
            const auto cell = [&](const casework::FieldChange& change,
                                  const std::optional<std::string>& value) {
                const auto told = casework::told_value(*entry, change, value);
                return told ? Cell::coded(*told,
                                          {value_on_page(visit, cells, change.field, told, Language::vi),
                                           value_on_page(visit, cells, change.field, told, Language::en)})
                            : Cell{};
            };
            if (entry->changes.empty()) row({}, {}, {});
            for (const auto& change : entry->changes)
                row(Cell::coded(change.field, casework::field_label(change.field)),
                    cell(change, change.before), cell(change, change.after));
        }
    }
    return table;
}

Page history_page(Visit& visit, const Words& title, const std::string& record, const History& history)
{
    Page page{title};
    page.section = '/' + visit.route().path.substr(1, visit.route().path.find('/', 1) - 1);
    page.lead = {"Ai đã ghi gì, khi nào, và trước đó ghi thế nào; mới nhất trước.",
                 "Who recorded what and when, and what it said before; the newest first."};
    page.acts.push_back({{"Về bản ghi", "To the record"}, record, true});
    page.add(clock_form(visit));
    for (Block& block : clock_notice(visit)) page.blocks.push_back(std::move(block));
    const auto acts = acts_of(history);
    const Part part{visit, acts.size()};
    Timeline timeline{{"Diễn biến", "What was done"}, {}};
    const casework::FieldCells cells = visit.cells();
    for (std::size_t i = part.first(); i < part.last() && visit.twin().empty(); ++i)
        timeline.entries.push_back(timeline_entry(visit, cells, acts[i]));
    page.add(std::move(timeline));
    Listing changes{"changes",
                    {"Từng thông tin thay đổi", "Field by field"},
                    change_table(visit, cells, acts, part.first(), part.last())};
    changes.empty = {"Chưa có gì được ghi đến lúc đó.", "Nothing had been recorded by then."};
    part.tell(changes);
    page.add(std::move(changes));
    return page;
}

Words history_title(const std::string& what)
{
    return {"Lịch sử " + what, "History of " + what};
}

/// The other page of a record: its comparison of two moments.
void link_comparison(Page& page, const std::string& to)
{
    page.acts.push_back({{"So sánh hai thời điểm", "Compare two moments"}, to, true});
}

/// This page with the looks told or left out, from its first entry on.
std::string with_looks(const Visit& visit, const char* asked)
{
    const std::string& target = visit.request().target;
    const std::string query = visit.query().with("from", "").with("looks", asked).text();
    return target.substr(0, target.find('?')) + (query.empty() ? "" : '?' + query);
}

/// Every look at a person's file is an event, and there are more looks than acts: a page leaves them out and
/// says how many. Programs get them all.
Links take_looks_out(const Visit& visit, History& history)
{
    if (!visit.twin().empty()) return {};
    const auto is_look = [](const HistoryEntry& entry) { return entry.event.action == "worker.view"; };
    if (visit.query().find("looks") == "yes")
        return {{{{"Ẩn những lần xem dữ liệu", "Leave looks at the file out"}, with_looks(visit, ""), true}}};
    const std::string count = std::to_string(std::erase_if(history, is_look));
    if (count == "0") return {};
    return {{{{"Ẩn " + count + " lần xem dữ liệu; hiện tất cả",
               count + " looks at the file are left out; show all"},
              with_looks(visit, "yes"),
              true}}};
}

Reply show_worker_history(Visit& visit)
{
    const std::string& id = visit.part("worker");
    History history =
        casework::worker_history(visit.database(), casework::parse_worker(id), visit.as_of().known_by);
    Links looks = take_looks_out(visit, history);
    Page page = history_page(visit, history_title(id), address({"workers", id}), history);
    if (!looks.links.empty()) {
        const auto timeline = std::ranges::find_if(
            page.blocks, [](const Block& block) { return std::holds_alternative<Timeline>(block.value); });
        page.blocks.insert(timeline, Block{std::move(looks)});
    }
    link_comparison(page, address({"workers", id, "compare"}));
    return page;
}

Reply show_facility_history(Visit& visit)
{
    const std::string& id = visit.part("facility");
    Page page = history_page(
        visit, history_title(id), address({"facilities", id}),
        casework::facility_history(visit.database(), casework::parse_facility(id), visit.as_of().known_by));
    link_comparison(page, address({"facilities", id, "compare"}));
    return page;
}

Reply show_equipment_history(Visit& visit)
{
    const std::string& id = visit.part("equipment");
    Page page = history_page(
        visit, history_title(id), address({"equipment", id}),
        casework::equipment_history(visit.database(), casework::parse_equipment(id), visit.as_of().known_by));
    link_comparison(page, address({"equipment", id, "compare"}));
    return page;
}

Reply show_application_history(Visit& visit)
{
    const std::string& number = visit.part("application");
    Page page = history_page(visit, {"Lịch sử hồ sơ " + number, "History of application " + number},
                             address({"applications", number}),
                             casework::application_history(visit.database(), number, visit.as_of().known_by));
    link_comparison(page, address({"applications", number, "compare"}));
    return page;
}

Reply show_certificate_history(Visit& visit)
{
    const std::string& number = visit.part("certificate");
    Page page = history_page(visit, {"Lịch sử chứng chỉ " + number, "History of certificate " + number},
                             address({"certificates", number}),
                             casework::certificate_history(visit.database(), number, visit.text("issued_by"),
                                                           visit.as_of().known_by));
    link_comparison(page, address({"certificates", number, "compare"}));
    return page;
}

} // namespace

void add_history_routes(Routes& routes)
{
    const auto history = [&](const char* path, Duties duties, Names names, bool personal,
                             const Words& summary, Handler handler, std::vector<std::string> asks = {}) {
        routes.page(path,
                    {.access = only(duties),
                     .names = names,
                     .summary = summary,
                     .twins = true,
                     .personal = personal,
                     .asks = std::move(asks)},
                    handler);
    };
    history("/workers/{worker}/history", readers_and_own, Names::worker, true,
            {"Lịch sử của một nhân viên", "A worker's history"}, show_worker_history, {"looks"});
    history("/facilities/{facility}/history", readers_and_operators, Names::facility, false,
            {"Lịch sử của một cơ sở", "A facility's history"}, show_facility_history);
    history("/equipment/{equipment}/history", readers_and_operators, Names::equipment, false,
            {"Lịch sử của một thiết bị", "A unit's history"}, show_equipment_history);
    // What was determined of a file is the office's until the file has its result.
    history("/applications/{application}/history", readers, Names::application, true,
            {"Lịch sử của một hồ sơ", "An application's history"}, show_application_history);
    history("/certificates/{certificate}/history", readers_and_own, Names::certificate, true,
            {"Lịch sử của một chứng chỉ", "A certificate's history"}, show_certificate_history,
            {"issued_by"});
}

} // namespace radcert::web
