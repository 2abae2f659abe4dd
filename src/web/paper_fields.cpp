#include "web/paper_fields.h"

#include <algorithm>
#include <map>

#include "text/json.h"

namespace radcert::web {
namespace {

constexpr std::size_t most_kinds = 30; // a form's fields are named in its route, before a rulebook is known
constexpr int most_copies = 4;

std::string paper_field(std::size_t place)
{
    return "paper_" + std::to_string(place);
}

std::map<std::string, std::string> copies_held(const std::optional<registry::JsonText>& filed)
{
    std::map<std::string, std::string> held;
    if (!filed) return held;
    text::JsonReader reader;
    for (const text::JsonValue& paper : reader.read(filed->text).array()) {
        std::string kind, copies;
        for (const auto& [name, said] : paper.object()) {
            if (name == "kind") kind = said.string();
            if (name == "copies") copies = " × " + std::to_string(said.integer);
        }
        held[kind] = copies;
    }
    return held;
}

/// "print:3": "bản giấy × 3".
std::vector<Choice> form_choices(const Vocabulary& words)
{
    std::vector<Choice> choices;
    for (const auto& form : words.document_formats) {
        for (int copies = 1; copies <= most_copies; ++copies) {
            const std::string count = std::to_string(copies);
            choices.push_back(
                {form.word + ":" + count, {form.name.vi + " × " + count, form.name.en + " × " + count}});
        }
    }
    std::ranges::stable_partition(choices, [](const Choice& one) { return one.value.starts_with("print:"); });
    return choices;
}

} // namespace

void ask_papers(Visit& visit, Form& form, const std::optional<registry::JsonText>& filed)
{
    const auto held = copies_held(filed);
    const auto choices = form_choices(visit.words());
    std::size_t place = 0;
    for (const auto& kind : visit.words().document_kinds) {
        if (++place > most_kinds) break;
        Words hint;
        if (const auto known = held.find(kind.word); known != held.end())
            hint = {"hồ sơ đã có" + known->second + "; chỉ chọn khi nộp lại",
                    "the file has it" + known->second + "; choose only where it came anew"};
        form.fields.push_back({.kind = Field::Kind::choice,
                               .name = paper_field(place),
                               .label = {"Giấy tờ: " + kind.name.vi, "Paper: " + kind.name.en},
                               .hint = hint,
                               .choices = choices});
    }
}

std::vector<std::string> typed_papers(const Visit& visit, const Vocabulary& words)
{
    const auto choices = form_choices(words);
    std::vector<std::string> papers;
    std::size_t place = 0;
    for (const auto& kind : words.document_kinds) {
        if (++place > most_kinds) break;
        const auto chosen = visit.text(paper_field(place));
        if (!chosen) continue;
        if (std::ranges::find(choices, *chosen, &Choice::value) == choices.end())
            refuse_field(paper_field(place), {"chọn một dạng trong danh sách", "choose a form of the list"});
        papers.push_back(kind.word + ":" + *chosen);
    }
    return papers;
}

std::vector<std::string> paper_field_names()
{
    std::vector<std::string> names;
    for (std::size_t place = 1; place <= most_kinds; ++place) names.push_back(paper_field(place));
    return names;
}

} // namespace radcert::web
