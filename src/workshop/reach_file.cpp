#include <algorithm>

#include "text/field.h"
#include "text/json_writer.h"
#include "workshop/reach.h"

namespace radcert::workshop {
namespace {

using text::Field;

/// All of them are not named.
template <class Mask>
void write_mask(text::JsonWriter& json, std::string_view key, const CodeList& list, Mask mask)
{
    const Mask all = (Mask{1} << list.size()) - 1;
    if ((mask & all) == all) return;
    json.key(key);
    json.open_array();
    for (Code code = 0; code < list.size(); ++code)
        if ((mask >> code & 1) != 0) json.string(list.word(code));
    json.close_array();
}

template <class Mask>
Mask read_mask(const std::optional<Field>& field, const CodeList& list)
{
    if (!field) return (Mask{1} << list.size()) - 1;
    Mask mask = 0;
    field->each_element([&](const Field& element) {
        const auto code = list.find(element.as_string());
        if (!code) element.refuse({"một trong: " + list.words(), "one of: " + list.words()});
        mask |= Mask{1} << *code;
    });
    return mask;
}

ReachLine read_line(const Field& field, const Vocabulary& words)
{
    field.expect_only({"from", "to", "roles", "procedure", "medical", "equipment", "rows"});
    ReachLine line;
    line.from = field.at("from").as_date();
    if (const auto to = field.find("to")) line.to = to->as_date();
    line.roles = read_mask<std::uint32_t>(field.find("roles"), words.roles);
    line.equipment = read_mask<rules::DeviceSet>(field.find("equipment"), words.equipment_types);
    if (const auto procedure = field.find("procedure")) {
        line.procedure = words.procedures.find(procedure->as_string());
        if (!line.procedure) procedure->refuse({words.procedures.words(), words.procedures.words()});
    }
    if (const auto medical = field.find("medical")) line.medical = medical->as_boolean();
    field.at("rows").each_element([&](const Field& row) { line.rows.emplace_back(row.as_filled_string()); });
    std::ranges::sort(line.rows);
    return line;
}

} // namespace

std::string reach_text(const std::vector<ReachLine>& lines, const Vocabulary& vocabulary)
{
    // One line of text a line: a change shows as such.
    std::string out = "{\"reach\": [";
    const char* between = "\n  ";
    for (const ReachLine& line : lines) {
        std::string text;
        text::JsonWriter json{text};
        json.open_object();
        json.key("rows");
        json.open_array();
        for (const std::string& row : line.rows) json.string(row);
        json.close_array();
        json.member("from", to_iso(line.from));
        if (line.to) json.member("to", to_iso(*line.to));
        write_mask(json, "roles", vocabulary.roles, line.roles);
        if (line.procedure) json.member("procedure", vocabulary.procedures.word(*line.procedure));
        if (line.medical) {
            json.key("medical");
            json.boolean(*line.medical);
        }
        write_mask(json, "equipment", vocabulary.equipment_types, line.equipment);
        json.close_object();
        out += between + text;
        between = ",\n  ";
    }
    return out + "\n]}\n";
}

std::vector<ReachLine> read_reach(const rules::SourceFile& file, const Vocabulary& vocabulary)
{
    try {
        text::JsonReader reader;
        const Field root{reader, reader.read(file.text)};
        root.expect_only({"reach"});
        std::vector<ReachLine> lines;
        root.at("reach").each_element(
            [&](const Field& line) { lines.push_back(read_line(line, vocabulary)); });
        std::ranges::sort(lines);
        return lines;
    } catch (const Error& error) {
        Place place = error.place();
        place.file = file.path;
        throw Error{error.fault(), error.sentence(), error.hint(), place};
    }
}

} // namespace radcert::workshop
