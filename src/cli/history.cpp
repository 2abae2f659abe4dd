#include "cli/history.h"

#include <algorithm>
#include <sstream>

#include "cli/fields.h"
#include "cli/output.h"
#include "text/json_writer.h"
#include "text/utf8.h"

namespace radcert::cli {

using casework::FieldChange;
using casework::HistoryEntry;

namespace {

/// "21/11/2026 08:30", Viet Nam's time.
std::string moment(const Timestamp& at)
{
    const auto digits = [&](std::size_t from) { return (at.utc[from] - '0') * 10 + at.utc[from + 1] - '0'; };
    const int hour = (digits(11) + 7) % 24;
    const std::string text = std::to_string(hour);
    return to_dmy(day_in_vietnam(at)) + (hour < 10 ? " 0" : " ") + text + ":" + at.utc.substr(14, 2);
}

Words record_word(std::string_view word)
{
    if (word == "paper") return {"Giấy tờ", "Identity paper"};
    if (word == "decision") return {"Quyết định", "Decision"};
    if (word == "finding") return {"Kết luận của cán bộ", "Officer's finding"};
    if (word == "status") return {"Tình trạng chứng chỉ", "Certificate's status"};
    return field_label(word);
}

/// "Nhân viên W-17" for "worker W-17".
std::string record_name(const std::string& record, Language language)
{
    const std::size_t space = record.find(' ');
    return record_word(std::string_view{record}.substr(0, space)).in(language) + record.substr(space);
}

std::optional<std::string> told(const HistoryEntry& entry, const FieldChange& change,
                                const std::optional<std::string>& value, bool full)
{
    const bool personal = entry.record.starts_with("paper ") && change.field == "number";
    return value && personal && !full ? masked_number(*value) : value;
}

/// A value as the eye reads it.
std::string shown(const FieldCells& cells, const std::string& field, const std::optional<std::string>& value,
                  Language language)
{
    if (!value) return "-";
    if (const auto day = parse_date(*value)) return to_dmy(*day);
    if (*value == "true" || *value == "false") return Cell{*value == "true"}.terminal(language);
    if (field != "equipment_types") return cells(field, *value).terminal(language);
    std::string types = *value; // named one by one, as the record has them
    std::erase(types, ' ');
    registry::WordList words;
    std::istringstream list{types};
    for (std::string word; std::getline(list, word, ',');) words.push_back(word);
    return cells(field, words).terminal(language);
}

void print_lines(const std::vector<HistoryEntry>& history, bool full)
{
    Table table{{"event", {}},  {"at", {}},    {"officer", {}}, {"action", {}},
                {"record", {}}, {"field", {}}, {"before", {}},  {"after", {}}};
    for (const HistoryEntry& entry : history) {
        const registry::Event& event = entry.event;
        const auto row = [&](Cell field, Cell before, Cell after) {
            table.row({event.number, event.at.utc, entry.officer, event.action, entry.record,
                       std::move(field), std::move(before), std::move(after)});
        };
        if (entry.changes.empty()) row({}, {}, {});
        for (const FieldChange& change : entry.changes)
            row(change.field, told(entry, change, change.before, full),
                told(entry, change, change.after, full));
    }
    table.print(Format::tabs, Language::en);
}

std::string changes_json(const HistoryEntry& entry, bool full)
{
    std::string out;
    text::JsonWriter json{out};
    json.open_array();
    for (const FieldChange& change : entry.changes) {
        json.open_object();
        json.member("field", change.field);
        json.key("before");
        json.raw(Cell{told(entry, change, change.before, full)}.json());
        json.key("after");
        json.raw(Cell{told(entry, change, change.after, full)}.json());
        json.close_object();
    }
    json.close_array();
    return out;
}

void print_json(const std::vector<HistoryEntry>& history, bool full)
{
    Table table{{"event", {}},  {"at", {}},   {"officer", {}}, {"officer_name", {}},
                {"action", {}}, {"door", {}}, {"record", {}},  {"changes", {}}};
    for (const HistoryEntry& entry : history) {
        const registry::Event& event = entry.event;
        table.row({event.number, event.at.utc, entry.officer, entry.officer_name, event.action, event.door,
                   entry.record, Cell::raw_json(changes_json(entry, full), {})});
    }
    table.print(Format::json, Language::en);
}

std::string page(const std::vector<HistoryEntry>& history, const Reading& reading, bool full)
{
    const Language language = reading.language();
    const FieldCells cells{reading};
    std::string out;
    EventNumber last = -1;
    for (const HistoryEntry& entry : history) {
        if (entry.event.number != last) {
            out += (last < 0 ? "" : "\n") + moment(entry.event.at) + "  " + entry.event.action + "  " +
                   entry.officer + " (" + entry.officer_name + ")  #" + std::to_string(entry.event.number) +
                   "\n";
            last = entry.event.number;
        }
        out += "  " + record_name(entry.record, language) + "\n";
        for (const FieldChange& change : entry.changes) {
            const auto before = told(entry, change, change.before, full);
            out += "    " + field_label(change.field).in(language) + ": ";
            if (before) out += shown(cells, change.field, before, language) + " → ";
            out += shown(cells, change.field, told(entry, change, change.after, full), language) + "\n";
        }
    }
    return out;
}

/// Makes what people typed safe for a terminal, line by line.
std::string printable_lines(const std::string& text)
{
    std::string out;
    std::size_t start = 0;
    while (start < text.size()) {
        const std::size_t end = std::min(text.find('\n', start), text.size());
        out += text::printable(std::string_view{text}.substr(start, end - start)) + '\n';
        start = end + 1;
    }
    return out;
}

} // namespace

void print_history(const std::vector<HistoryEntry>& history, const Reading& reading, bool full)
{
    switch (reading.format()) {
    case Format::terminal: write_out(printable_lines(page(history, reading, full))); return;
    case Format::tabs: print_lines(history, full); return;
    case Format::json: break;
    }
    print_json(history, full);
}

} // namespace radcert::cli
