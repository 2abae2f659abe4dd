#include "cli/fields.h"

#include <algorithm>
#include <charconv>

#include "casework/words_of.h"
#include "cli/desk.h"
#include "domain/body.h"
#include "domain/error.h"

namespace radcert::cli {
namespace {

bool is_one_of(std::string_view field, std::initializer_list<std::string_view> fields)
{
    return std::ranges::find(fields, field) != fields.end();
}

const char* type_name(std::string_view field)
{
    if (is_one_of(field, {"medical", "registered", "answer"})) return "yes|no";
    if (is_one_of(field, {"programme", "year", "birth_year"}) || field.ends_with("_msv")) return "NUMBER";
    const bool day = field.ends_with("_on") || field.ends_with("_day") || field.ends_with("_date") ||
                     field.starts_with("in_use_") || field == "status_since";
    if (day) return "DAY";
    if (is_one_of(field, {"role", "type", "level", "field", "conclusion", "facility_level",
                          "certificate_status", "mobility", "subject_matter"}))
        return "WORD";
    if (field == "sex") return "male|female";
    if (field == "equipment_types") return "TYPE,...";
    return "TEXT";
}

[[noreturn]] void refuse(const std::string& option, const std::string& text, const Words& wanted)
{
    throw Error{
        Fault::usage,
        {option + " " + text + ": không phải " + wanted.vi, option + " " + text + ": not " + wanted.en}};
}

} // namespace

FieldCells::FieldCells(const Reading& reading)
    : casework::FieldCells{reading.words(), reading.as_of().in_force,
                           reading.format() == Format::terminal ? std::optional{reading.language()}
                                                                : std::nullopt}
{
}

Option* FieldOptions::add(Command& command, const std::string& option, const std::string& field,
                          const Words& help)
{
    Given& given = options_.emplace_back(Given{option, field, {}});
    const Words label = help.empty() ? field_label(field) : help;
    Option* parsed = command.add_option(option, given.text, label.vi + " / " + label.en);
    parsed->type_name(type_name(field));
    given.parsed = parsed;
    return parsed;
}

bool FieldOptions::given() const
{
    return std::ranges::any_of(options_, [](const Given& one) { return one.parsed->given(); });
}

const FieldOptions::Given* FieldOptions::find(std::string_view field) const
{
    const auto found = std::ranges::find(options_, field, &Given::field);
    return found != options_.end() && found->parsed->given() ? &*found : nullptr;
}

void FieldOptions::put(const Given& given, std::int64_t& value)
{
    if (given.field == "facility") {
        value = casework::parse_facility(given.text);
        return;
    }
    const char* const end = given.text.data() + given.text.size();
    const auto [stop, failed] = std::from_chars(given.text.data(), end, value);
    if (failed != std::errc{} || stop != end)
        refuse(given.option, given.text, {"số nguyên", "a whole number"});
}

void FieldOptions::put(const Given& given, double& value)
{
    std::string text = given.text; // the desk writes a decimal comma
    if (std::ranges::count(text, ',') == 1 && text.find('.') == std::string::npos)
        std::ranges::replace(text, ',', '.');
    const char* const end = text.data() + text.size();
    const auto [stop, failed] = std::from_chars(text.data(), end, value, std::chars_format::fixed);
    if (failed != std::errc{} || stop != end) refuse(given.option, given.text, {"một số", "a number"});
}

void FieldOptions::put(const Given& given, bool& value)
{
    value = truth_option(given.text, given.option.c_str()).value_or(false);
}

void FieldOptions::put(const Given& given, Date& value)
{
    const auto day = day_option(given.text, given.option.c_str());
    if (!day) refuse(given.option, "\"\"", {"một ngày", "a day"});
    value = *day;
}

void FieldOptions::put(const Given& given, registry::WordList& value)
{
    std::size_t start = 0;
    while (start <= given.text.size()) {
        const std::size_t end = std::min(given.text.find(',', start), given.text.size());
        if (end > start) value.push_back(given.text.substr(start, end - start));
        start = end + 1;
    }
}

std::optional<std::string> province_option(const std::string& text, const Vocabulary& words, Date first,
                                           Date last)
{
    if (text.empty()) return std::nullopt;
    const auto body = parse_body("province:" + text);
    if (!body || words.find_province(body->province, first) == nullptr)
        casework::check_province(words, text, last);
    return text;
}

void add_papers_option(Command& command, std::vector<std::string>& papers, const Words& help)
{
    command
        .add_option("--paper", papers,
                    help.vi + ", lặp lại được / " + help.en +
                        ", repeatable: application_form, degree:print, photo:print:3 …")
        ->type_name("KIND[:FORMAT[:COPIES]]")
        ->one_value_each();
}

std::string joined(const std::vector<std::string>& words, std::string_view between)
{
    std::string text;
    for (const std::string& word : words) {
        if (!text.empty()) text += between;
        text += word;
    }
    return text;
}

} // namespace radcert::cli
