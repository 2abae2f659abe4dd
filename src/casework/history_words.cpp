#include "casework/history_words.h"

#include <algorithm>
#include <charconv>
#include <sstream>

#include "casework/words_of.h"

namespace radcert::casework {
namespace {

Words history_record_word(std::string_view word)
{
    if (word == "paper") return {"Giấy tờ", "Identity paper"};
    if (word == "decision") return {"Quyết định", "Decision"};
    if (word == "finding") return {"Kết luận của cán bộ", "Officer's finding"};
    if (word == "status") return {"Tình trạng chứng chỉ", "Certificate's status"};
    return field_label(word);
}

} // namespace

Words history_record_name(const std::string& record)
{
    const std::size_t space = std::min(record.find(' '), record.size());
    const Words word = history_record_word(std::string_view{record}.substr(0, space));
    return {word.vi + record.substr(space), word.en + record.substr(space)};
}

std::optional<std::string> told_value(const HistoryEntry& entry, const FieldChange& change,
                                      const std::optional<std::string>& value, bool whole_numbers)
{
    const bool personal = entry.record.starts_with("paper ") && change.field == "number";
    return value && personal && !whole_numbers ? masked_number(*value) : value;
}

std::string shown_value(const FieldCells& cells, std::string_view field,
                        const std::optional<std::string>& value, Language language)
{
    if (!value) return "-";
    if (const auto day = parse_date(*value)) return to_dmy(*day);
    if (*value == "true" || *value == "false") return documents::Cell{*value == "true"}.shown(language);
    if (field.ends_with("_msv")) {
        double dose = 0;
        const char* const end = value->data() + value->size();
        if (std::from_chars(value->data(), end, dose).ptr == end)
            return documents::Cell{dose}.shown(language);
    }
    if (field == "validity") return validity_name(*value).in(language);
    if (field == "verdict") return verdict_name(*value).in(language);
    if (field == "decide_on") {
        const auto standing = standing_from(*value);
        return standing ? name(*standing).in(language) : *value;
    }
    if (field == "devices" || field == "documents")
        return cells(field, registry::JsonText{*value}).shown(language);
    if (field != "equipment_types") return cells(field, *value).shown(language);
    std::string types = *value; // named one by one, as the record has them
    std::erase(types, ' ');
    registry::WordList words;
    std::istringstream list{types};
    for (std::string word; std::getline(list, word, ',');) words.push_back(word);
    return cells(field, words).shown(language);
}

} // namespace radcert::casework
