#include "casework/filed_papers.h"

#include <algorithm>
#include <charconv>

#include "casework/words_of.h"
#include "domain/error.h"
#include "text/json_writer.h"

namespace radcert::casework {
namespace {

std::vector<std::string> parts_of(const std::string& text)
{
    std::vector<std::string> parts{""};
    for (const char c : text) {
        if (c == ':')
            parts.emplace_back();
        else
            parts.back() += c;
    }
    return parts;
}

[[noreturn]] void refuse_paper(const std::string& paper)
{
    throw Error{Fault::invalid_input,
                {"giấy tờ '" + paper + "' không đọc được", "the paper '" + paper + "' cannot be read"},
                {"viết LOẠI, LOẠI:DẠNG hoặc LOẠI:DẠNG:SỐ BẢN, ví dụ photo:print:3",
                 "write KIND, KIND:FORMAT or KIND:FORMAT:COPIES, for example photo:print:3"}};
}

void write_paper(text::JsonWriter& json, const std::string& paper, const Vocabulary& words)
{
    const auto parts = parts_of(paper);
    if (parts.size() > 3) refuse_paper(paper);
    check_word(words.document_kinds, parts[0], {"loại giấy tờ", "kind of paper"});
    std::uint64_t copies = 0;
    if (parts.size() > 2) {
        const auto [end, error] = std::from_chars(parts[2].data(), parts[2].data() + parts[2].size(), copies);
        if (error != std::errc{} || end != parts[2].data() + parts[2].size() || copies > 100)
            refuse_paper(paper);
    }
    json.open_object();
    if (parts.size() > 2) {
        json.key("copies");
        json.number(copies);
    }
    if (parts.size() > 1 && !parts[1].empty()) {
        check_word(words.document_formats, parts[1], {"dạng giấy tờ", "format of a paper"});
        json.member("format", parts[1]);
    }
    json.member("kind", parts[0]);
    json.close_object();
}

bool is_of_kind(const text::JsonValue& filed, std::string_view kind)
{
    return std::ranges::any_of(filed.object(), [&](const text::JsonMember& member) {
        return member.key == "kind" && member.value.string() == kind;
    });
}

} // namespace

std::optional<registry::JsonText> filed_papers(const std::vector<std::string>& papers,
                                               const Vocabulary& words)
{
    if (papers.empty()) return std::nullopt;
    registry::JsonText made;
    text::JsonWriter json{made.text};
    json.open_array();
    for (const std::string& paper : papers) write_paper(json, paper, words);
    json.close_array();
    return made;
}

std::optional<registry::JsonText> with_papers(const std::optional<registry::JsonText>& filed,
                                              const std::vector<std::string>& papers, const Vocabulary& words)
{
    if (papers.empty() || !filed) return papers.empty() ? filed : filed_papers(papers, words);
    text::JsonReader reader;
    registry::JsonText made;
    text::JsonWriter json{made.text};
    json.open_array();
    for (const text::JsonValue& paper : reader.read(filed->text).array()) {
        const bool brought = std::ranges::any_of(
            papers, [&](const std::string& one) { return is_of_kind(paper, parts_of(one).front()); });
        if (!brought) json.raw(text::canonical_json(paper));
    }
    for (const std::string& paper : papers) write_paper(json, paper, words);
    json.close_array();
    return made;
}

} // namespace radcert::casework
