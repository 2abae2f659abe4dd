#include "cli/impact_page.h"
#include "rules/citation.h"
#include "text/json_writer.h"

namespace radcert::cli {
namespace {

using text::JsonWriter;

void write_words(JsonWriter& json, std::string_view key, const std::vector<std::string>& words)
{
    json.key(key);
    json.open_array();
    for (const std::string& word : words) json.string(word);
    json.close_array();
}

void write_number(JsonWriter& json, std::string_view key, std::size_t number)
{
    json.key(key);
    json.number(number);
}

void write_counts(JsonWriter& json, const casework::Impact& impact)
{
    json.key("counts");
    json.open_array();
    for (std::size_t kind = 0; kind < casework::touched_count; ++kind) {
        for (std::size_t from = 0; from < casework::verdict_count; ++from) {
            for (std::size_t to = 0; to < casework::verdict_count; ++to) {
                const std::size_t count = impact.counts[kind][from][to];
                if (count == 0) continue;
                json.open_object();
                json.member("kind", word(casework::Touched(kind)));
                json.member("before", word(Verdict(from)));
                json.member("after", word(Verdict(to)));
                write_number(json, "count", count);
                json.close_object();
            }
        }
    }
    json.close_array();
}

void write_clauses(JsonWriter& json, const casework::FlipGroup& group)
{
    json.key("clauses");
    json.open_array();
    for (const casework::ClauseChange& clause : group.clauses) {
        json.open_object();
        json.member("requirement", clause.row);
        if (!clause.before.empty()) json.member("before", clause.before);
        if (!clause.after.empty()) json.member("after", clause.after);
        json.close_object();
    }
    json.close_array();
}

void write_groups(JsonWriter& json, const casework::Impact& impact, bool dossiers)
{
    json.key("groups");
    json.open_array();
    for (const casework::FlipGroup& group : impact.groups) {
        json.open_object();
        json.member("kind", word(group.touched));
        json.member("before", word(group.before));
        json.member("after", word(group.after));
        write_clauses(json, group);
        write_number(json, "count", group.count);
        json.member("first_day", to_iso(group.first_day));
        json.key("witness");
        json.open_object();
        json.member("number", group.witness);
        if (dossiers) { // personal data leave only where they were asked for
            json.key("dossier");
            json.raw(group.dossier);
        }
        json.close_object();
        json.close_object();
    }
    json.close_array();
}

void write_flips(JsonWriter& json, const casework::Impact& impact)
{
    json.key("flips");
    json.open_array();
    for (const casework::Flip& flip : impact.flips) {
        json.open_object();
        write_number(json, "group", flip.group);
        json.member("number", flip.number);
        json.member("worker", "W-" + std::to_string(flip.worker));
        if (flip.facility != 0) json.member("facility", "F-" + std::to_string(flip.facility));
        json.member("province", flip.province);
        json.member("role", flip.role);
        write_words(json, "equipment_types", flip.equipment_types);
        json.member("from", to_iso(flip.day));
        json.close_object();
    }
    json.close_array();
}

void write_totals(JsonWriter& json, const casework::Impact& impact)
{
    json.key("by_facility");
    json.open_array();
    for (const auto& each : impact.by_facility) {
        json.open_object();
        if (each.facility != 0) json.member("facility", "F-" + std::to_string(each.facility));
        json.member("name", each.name);
        json.member("province", each.province);
        write_number(json, "count", each.count);
        json.close_object();
    }
    json.close_array();
    json.key("by_equipment");
    json.open_array();
    for (const auto& each : impact.by_equipment) {
        json.open_object();
        json.member("type", each.type);
        write_number(json, "count", each.count);
        json.close_object();
    }
    json.close_array();
}

void write_transition(JsonWriter& json, const casework::Impact& impact)
{
    json.key("transition");
    json.open_array();
    for (const auto& each : impact.hang) {
        json.open_object();
        json.member("number", each.application);
        json.member("worker", "W-" + std::to_string(each.worker));
        json.member("filed_on", to_iso(each.filed_on));
        json.member("by_filing_day", word(each.by_filing_day));
        json.member("by_new_law", word(each.by_new_law));
        write_words(json, "rows", each.rows);
        json.close_object();
    }
    json.close_array();
}

void write_not_asked(JsonWriter& json, const casework::Impact& impact)
{
    json.key("not_asked");
    json.open_array();
    for (const auto& each : impact.not_asked) {
        json.open_object();
        json.member("kind", word(each.touched));
        json.member("number", each.number);
        json.key("reason");
        json.open_object();
        json.member("vi", each.reason.vi);
        json.member("en", each.reason.en);
        json.close_object();
        json.close_object();
    }
    json.close_array();
}

void write_book(JsonWriter& json, std::string_view key, const rules::Rulebook& book)
{
    json.key(key);
    json.open_object();
    json.member("version", book.version);
    json.member("digest", "sha256:" + book.digest);
    json.close_object();
}

} // namespace

std::string impact_json(const ImpactTold& told)
{
    std::string out;
    JsonWriter json{out};
    json.open_object();
    write_book(json, "before", told.before);
    write_book(json, "after", told.after);
    json.key("days");
    json.open_array();
    for (const Date day : told.impact.days) json.string(to_iso(day));
    json.close_array();
    write_counts(json, told.impact);
    write_groups(json, told.impact, !told.witnesses.empty());
    write_totals(json, told.impact);
    write_transition(json, told.impact);
    write_not_asked(json, told.impact);
    write_flips(json, told.impact);
    json.close_object();
    return out + '\n';
}

} // namespace radcert::cli
