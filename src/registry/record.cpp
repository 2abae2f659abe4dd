#include "registry/record.h"

#include "text/json.h"
#include "text/json_writer.h"

namespace radcert::registry {

std::string to_json(const WordList& words)
{
    std::string json;
    text::JsonWriter writer{json};
    writer.open_array();
    for (const std::string& word : words) writer.string(word);
    writer.close_array();
    return json;
}

WordList words_from_json(std::string_view json)
{
    text::JsonReader reader;
    WordList words;
    for (const text::JsonValue& word : reader.read(json).array()) words.emplace_back(word.string());
    return words;
}

} // namespace radcert::registry
