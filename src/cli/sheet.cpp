#include "cli/sheet.h"

#include <sstream>

#include "cli/output.h"

namespace radcert::cli {
namespace {

/// JSON without the white space that is there for the eye.
std::string compact(std::string_view json)
{
    std::string out;
    bool in_string = false;
    for (std::size_t i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (!in_string && (c == ' ' || c == '\n')) continue;
        out += c;
        if (c == '"') in_string = !in_string;
        if (in_string && c == '\\') out += json[++i];
    }
    return out;
}

} // namespace

void Sheet::list(std::string_view key, const Words& heading, Table table)
{
    lists_.push_back({std::string{key}, heading, std::move(table)});
}

void Sheet::print(Format format, Language language) const
{
    if (format == Format::json) {
        Record whole = record;
        for (const List& list : lists_)
            whole.field(list.key, list.heading,
                        Cell::raw_json(compact(list.table.text(format, language, 0)), {}));
        whole.print(format, language);
        return;
    }
    record.print(format, language);
    for (const List& list : lists_) {
        if (list.table.size() == 0) continue;
        if (format == Format::terminal) {
            write_out("\n" + list.heading.in(language) + " (" + std::to_string(list.table.size()) + ")\n");
            list.table.print(format, language);
            continue;
        }
        std::istringstream lines{list.table.text(format, language, 0)};
        std::string out;
        for (std::string line; std::getline(lines, line);) out += list.key + '\t' + line + '\n';
        write_out(out);
    }
}

} // namespace radcert::cli
