#include <algorithm>

#include "casework/history_words.h"
#include "casework/known_facts.h"
#include "casework/words_of.h"
#include "registry/journal.h"
#include "web/dossier.h"
#include "web/nouns.h"
#include "web/told_values.h"
#include "web/visit.h"

namespace radcert::web {
namespace {

using casework::KnownPart;
using Parts = std::vector<KnownPart>;

/// The moments that are compared: what was recorded by the end of each day, and what was in force on it.
struct Moment {
    Date day{};
    AsOf as_of;
};

Moment moment_on(Visit& visit, Date day)
{
    Moment moment{day, {day}};
    moment.as_of.known_on = day;
    if (day < visit.today()) {
        const auto end = parse_timestamp(to_iso(day));
        moment.as_of.known_by = registry::event_known_by(visit.database(), *end);
    }
    return moment;
}

/// From `a` to `b`; a year ago and today where the address does not say.
std::pair<Moment, Moment> moments(Visit& visit)
{
    const Date b = visit.day("b").value_or(visit.today());
    constexpr int a_year = -12;
    return {moment_on(visit, visit.day("a").value_or(plus_months(b, a_year))), moment_on(visit, b)};
}

Form days_form(Visit& visit, const std::string& action, Date a, Date b)
{
    Form form{
        .action = action, .asks = true, .submit = {"So sánh", "Compare"}, .inline_form = true, .id = "days"};
    const auto field = [&](const char* name, const Words& label, Date day) {
        form.fields.push_back({.kind = Field::Kind::day,
                               .name = name,
                               .label = label,
                               .values = {visit.query().find(name).value_or(to_dmy(day))}});
    };
    field("a", {"Hết ngày", "The end of"}, a);
    field("b", {"so với hết ngày", "against the end of"}, b);
    return form;
}

Words as_of_words(Date day)
{
    return {"Đến hết " + to_dmy(day), "By the end of " + to_dmy(day)};
}

/// A value as a page shows it: officers by name, digests by their first digits; programs get all of it.
Cell on_page(Visit& visit, const std::string& field, const Cell& value)
{
    if (names_officer(field) && !value.absent()) return officer_cell(visit, value.word());
    if (!is_digest(value.word())) return value;
    const std::string brief = brief_digest(value.word());
    return Cell::coded(value.word(), {brief, brief});
}

Listing difference_list(Visit& visit, const std::vector<casework::KnownDifference>& differences, Date a,
                        Date b)
{
    documents::Table table{{"record", {"Bản ghi", "Record"}},
                           {"field", {"Thông tin", "Field"}},
                           {"a", as_of_words(a)},
                           {"b", as_of_words(b)}};
    for (const auto& one : differences)
        table.row({Cell::coded(one.record, casework::history_record_name(one.record)),
                   Cell::coded(one.field.key, one.field.heading), on_page(visit, one.field.key, one.before),
                   on_page(visit, one.field.key, one.after)});
    Listing list{"differences", {"Những điểm khác nhau", "What differs"}, std::move(table)};
    list.empty = {"Hai thời điểm không có gì khác nhau.", "The two moments tell the same."};
    return list;
}

const KnownPart* part_of(const Parts& parts, const std::string& record)
{
    const auto found = std::ranges::find(parts, record, &KnownPart::record);
    return found == parts.end() ? nullptr : &*found;
}

/// One record at one moment; what the other moment tells otherwise is marked.
std::vector<Block> side(Visit& visit, const KnownPart* part,
                        const std::vector<casework::KnownDifference>& differences, Date day)
{
    std::vector<Block> blocks{Heading{as_of_words(day), 4}};
    if (part == nullptr) {
        blocks.emplace_back(Paragraph{
            {"Lúc đó sổ chưa ghi, hoặc không còn ghi.", "It was not recorded then, or not any more."}});
        return blocks;
    }
    Facts facts;
    for (const auto& field : part->facts.fields()) {
        const bool differs = std::ranges::any_of(differences, [&](const auto& one) {
            return one.record == part->record && one.field.key == field.column.key;
        });
        facts.add(field.column, on_page(visit, field.column.key, field.value), {},
                  differs ? Tone::near : Tone::plain, differs ? Words{"khác nhau", "differs"} : Words{});
    }
    blocks.emplace_back(std::move(facts));
    return blocks;
}

Page compare_page(Visit& visit, const Words& title, const std::string& record, const Parts& before,
                  const Parts& after, Date a, Date b)
{
    Page page{title};
    page.section = '/' + visit.route().path.substr(1, visit.route().path.find('/', 1) - 1);
    page.lead = {"Những gì sổ đã biết đến hết mỗi ngày, cạnh nhau.",
                 "What the register knew by the end of each day, side by side."};
    page.acts.push_back({{"Về bản ghi", "To the record"}, record, true});
    page.add(days_form(visit, record + "/compare", a, b));
    const auto differences = casework::differences_between(before, after);
    page.add(difference_list(visit, differences, a, b));
    if (!visit.twin().empty()) return page;
    Folded same{{"Không thay đổi", "Unchanged"}, {}, false};
    const auto add = [&](const KnownPart& one) {
        const bool differs = std::ranges::find(differences, one.record, &casework::KnownDifference::record) !=
                             differences.end();
        std::vector<Block>& blocks = differs ? page.blocks : same.blocks;
        blocks.emplace_back(Heading{casework::history_record_name(one.record), 3});
        blocks.emplace_back(Beside{{side(visit, part_of(before, one.record), differences, a),
                                    side(visit, part_of(after, one.record), differences, b)}});
    };
    for (const KnownPart& one : before) add(one);
    for (const KnownPart& one : after) {
        if (part_of(before, one.record) == nullptr) add(one);
    }
    if (!same.blocks.empty()) page.add(std::move(same));
    return page;
}

/// What both moments know of the record that the path names.
template <class Known, class Id>
Reply compare(Visit& visit, const Words& title, const std::string& record, Known known, const Id& id)
{
    const auto [a, b] = moments(visit);
    const auto at = [&](const Moment& moment) {
        return known(visit.database(), casework::FieldCells{visit.words(), moment.day, visit.language()}, id,
                     moment.as_of);
    };
    return compare_page(visit, title, record, at(a), at(b), a.day, b.day);
}

Words compare_title(const std::string& what_vi, const std::string& what_en)
{
    return {what_vi + ": hai thời điểm", what_en + ": two moments"};
}

Reply compare_worker(Visit& visit)
{
    const std::string& id = visit.part("worker");
    return compare(visit, compare_title(id, id), address({"workers", id}), casework::worker_as_known,
                   casework::parse_worker(id));
}

Reply compare_facility(Visit& visit)
{
    const std::string& id = visit.part("facility");
    return compare(visit, compare_title(id, id), address({"facilities", id}), casework::facility_as_known,
                   casework::parse_facility(id));
}

Reply compare_equipment(Visit& visit)
{
    const std::string& id = visit.part("equipment");
    return compare(visit, compare_title(id, id), address({"equipment", id}), casework::equipment_as_known,
                   casework::parse_equipment(id));
}

Reply compare_application(Visit& visit)
{
    const std::string& number = visit.part("application");
    return compare(visit, compare_title("Hồ sơ " + number, "Application " + number),
                   address({"applications", number}), casework::application_as_known, number);
}

Reply compare_certificate(Visit& visit)
{
    const std::string& number = visit.part("certificate");
    return compare(visit, compare_title("Chứng chỉ " + number, "Certificate " + number),
                   address({"certificates", number}), casework::certificate_as_known, number);
}

} // namespace

void add_compare_routes(Routes& routes)
{
    const auto comparison = [&](const char* path, Duties duties, Names names, bool personal,
                                Handler handler) {
        routes.page(path,
                    {.access = only(duties),
                     .names = names,
                     .summary = {"So sánh hai thời điểm", "Compare two moments"},
                     .twins = true,
                     .personal = personal,
                     .asks = {"a", "b"}},
                    handler);
    };
    comparison("/workers/{worker}/compare", readers_and_own, Names::worker, true, compare_worker);
    comparison("/facilities/{facility}/compare", readers_and_operators, Names::facility, false,
               compare_facility);
    comparison("/equipment/{equipment}/compare", readers_and_operators, Names::equipment, false,
               compare_equipment);
    comparison("/applications/{application}/compare", readers, Names::application, true, compare_application);
    comparison("/certificates/{certificate}/compare", readers_and_own, Names::certificate, true,
               compare_certificate);
}

} // namespace radcert::web
