#include "cli/history.h"

#include "casework/event_words.h"
#include "casework/history_words.h"
#include "cli/fields.h"
#include "cli/output.h"
#include "text/json_writer.h"
#include "text/utf8.h"

namespace radcert::cli {

using casework::FieldChange;
using casework::HistoryEntry;
using casework::told_value;

namespace {

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
            row(change.field, told_value(entry, change, change.before, full),
                told_value(entry, change, change.after, full));
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
        json.raw(Cell{told_value(entry, change, change.before, full)}.json());
        json.key("after");
        json.raw(Cell{told_value(entry, change, change.after, full)}.json());
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
            out += (last < 0 ? "" : "\n") + casework::shown_moment(entry.event.at) + "  " +
                   entry.event.action + "  " + entry.officer + " (" + entry.officer_name + ")  #" +
                   std::to_string(entry.event.number) + "\n";
            last = entry.event.number;
        }
        out += "  " + casework::history_record_name(entry.record).in(language) + "\n";
        for (const FieldChange& change : entry.changes) {
            const auto before = told_value(entry, change, change.before, full);
            out += "    " + field_label(change.field).in(language) + ": ";
            if (before) out += casework::shown_value(cells, change.field, before, language) + " → ";
            out += casework::shown_value(cells, change.field, told_value(entry, change, change.after, full),
                                         language) +
                   "\n";
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
