#include "casework/rule_pages.h"

#include <algorithm>

#include "casework/book_rows.h"
#include "rules/citation.h"
#include "text/field.h"
#include "text/json_writer.h"
#include "text/vietnamese.h"

namespace radcert::casework {
namespace {

/// Whether every word of `wanted` begins a word of the line.
bool is_about(const RuleLine& line, const std::vector<std::string>& wanted)
{
    if (wanted.empty()) return true;
    const std::string all =
        ' ' +
        text::folded(line.id + ' ' + line.title.vi + ' ' + line.title.en + ' ' + line.citation.vi + ' ' +
                     line.topic + ' ' + line.topic_name.vi + ' ' + line.topic_name.en + ' ' + line.kind.vi);
    return std::ranges::all_of(
        wanted, [&](const std::string& word) { return all.find(' ' + word) != std::string::npos; });
}

/// The JSON object that begins at a byte of a text that was read once.
std::string_view object_at(std::string_view text, std::size_t begin)
{
    int depth = 0;
    bool quoted = false;
    for (std::size_t at = begin; at < text.size(); ++at) {
        const char c = text[at];
        if (quoted) {
            if (c == '\\')
                ++at;
            else if (c == '"')
                quoted = false;
        } else if (c == '"') {
            quoted = true;
        } else if (c == '{') {
            ++depth;
        } else if (c == '}' && --depth == 0) {
            return text.substr(begin, at - begin + 1);
        }
    }
    return {};
}

Words about_file(const std::string& text)
{
    text::JsonReader reader;
    const text::Field root{reader, reader.read(text)};
    const auto overlay = root.find("overlay");
    const auto about = overlay ? overlay->find("title") : root.find("about");
    if (!about) return {};
    return {std::string{about->at("vi").as_string()}, std::string{about->at("en").as_string()}};
}

} // namespace

const Words& name(RowForce force)
{
    static const Words names[]{{"tự quyết định", "decides by itself"},
                               {"quyết định do cơ quan áp dụng", "decides, adopted by the authority"},
                               {"không quyết định, để ngỏ", "decides nothing, open"}};
    return names[std::size_t(force)];
}

std::vector<RuleLine> rule_lines(const RulebookInUse& rules, const RuleQuestion& question)
{
    const auto wanted = text::folded_words(question.text);
    std::vector<RuleLine> lines;
    for (const BookRow& one : rows_of(rules.book)) {
        if (!question.every_day && !one.row->in_force.holds(question.on)) continue;
        if (!question.topic.empty() && one.topic.word != question.topic) continue;
        RuleLine line = line_of(rules.book, one, question.on, question.authority);
        if (is_about(line, wanted)) lines.push_back(std::move(line));
    }
    return lines;
}

std::vector<RuleLine> adoptable_rows(const RulebookInUse& rules, Date on, const std::string& authority)
{
    std::vector<RuleLine> lines;
    for (const BookRow& one : rows_of(rules.book)) {
        const bool over = one.row->in_force.to && *one.row->in_force.to < on;
        const bool adopted = std::ranges::any_of(rules.book.adoptions, [&](const rules::Adoption& each) {
            return each.row == one.row->id && !each.in_force.to && to_word(each.authority) == authority;
        });
        if (!over && !adopted && may_be_adopted(one))
            lines.push_back(line_of(rules.book, one, on, authority));
    }
    return lines;
}

RuleNames::RuleNames(const RulebookInUse& rules)
{
    for (const BookRow& one : rows_of(rules.book))
        names_[one.row->id] = {one.row->title,
                               {citation_text(rules.book, *one.row, Language::vi),
                                citation_text(rules.book, *one.row, Language::en)}};
}

const RuleNames::Name* RuleNames::find(const std::string& id) const
{
    const auto found = names_.find(id);
    return found == names_.end() ? nullptr : &found->second;
}

std::vector<RowAdopted> adopted_rows(const RulebookInUse& rules, Date today)
{
    std::vector<RowAdopted> all;
    for (const rules::Adoption& each : rules.book.adoptions)
        all.push_back(adopted_row(rules.book, each, today));
    return all;
}

std::string rule_source(registry::Database& database, const RulebookInUse& rules, const std::string& id)
{
    const rules::Origin origin = find_book_row(rules.book, id).row->origin;
    const RulebookFiles files = adopted_files(database, rules.book.digest);
    const bool is_overlay = origin.file >= files.files.size();
    const auto& file =
        is_overlay ? files.overlays.at(origin.file - files.files.size()) : files.files[origin.file];
    return text::indented(object_at(file.text, origin.offset));
}

RulebookSheet rulebook_sheet(registry::Database& database, const RulebookInUse& rules)
{
    const rules::Rulebook& book = rules.book;
    RulebookSheet sheet{book.version,
                        book.digest,
                        book.requirements.size(),
                        book.authorities.size(),
                        book.instruments.size(),
                        {}};
    const RulebookFiles files = adopted_files(database, book.digest);
    for (const auto* const list : {&files.files, &files.overlays}) {
        for (const rules::SourceFile& file : *list)
            sheet.files.push_back({file.path, about_file(file.text), file.text.size()});
    }
    return sheet;
}

std::string rulebook_file(registry::Database& database, const std::string& digest, const std::string& path)
{
    const RulebookFiles files = adopted_files(database, digest);
    for (const auto* const list : {&files.files, &files.overlays}) {
        const auto found = std::ranges::find(*list, path, &rules::SourceFile::path);
        if (found != list->end()) return text::indented(found->text) + '\n';
    }
    throw Error{Fault::not_found,
                {"bộ quy định không có tệp " + path, "the rulebook has no file " + path},
                {"xem danh sách tệp của bộ quy định", "see the files of the rulebook"}};
}

} // namespace radcert::casework
