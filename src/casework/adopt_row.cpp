#include "casework/adopt_row.h"

#include <algorithm>

#include "casework/four_eyes.h"
#include "casework/words_of.h"
#include "domain/body.h"
#include "text/field.h"
#include "text/json_writer.h"
#include "text/vietnamese.h"

namespace radcert::casework {
namespace {

/// The overlay that radcert itself writes: nothing but adoptions of single rows. The register keeps overlays
/// by their place, so it is known by its id.
constexpr std::string_view own_overlay = "adopted-rows";

bool is_own(const rules::SourceFile& file)
{
    text::JsonReader reader;
    const text::Field root{reader, reader.read(file.text)};
    return root.at("overlay").at("id").as_string() == own_overlay;
}

std::string capitals_of(std::string id)
{
    std::ranges::transform(id, id.begin(), [](unsigned char c) { return char(std::toupper(c)); });
    return id;
}

const rules::Row* find_adoptable(const rules::Rulebook& book, const std::string& id)
{
    const rules::Row* found = nullptr;
    const auto look = [&](const auto& rows) {
        const auto row = std::ranges::find(rows, id, &rules::Row::id);
        if (row != rows.end()) found = &*row;
    };
    look(book.requirements);
    look(book.authorities);
    look(book.procedures);
    return found;
}

const rules::Row& unconfirmed_row(const rules::Rulebook& book, const std::string& id)
{
    const rules::Row* const found = find_adoptable(book, id);
    if (found == nullptr) {
        throw Error{Fault::not_found,
                    {"bộ quy định không có yêu cầu, thẩm quyền hay thủ tục " + id,
                     "the rulebook has no requirement, authority or procedure " + id},
                    {"xem những dòng còn để ngỏ: radcert rules coverage",
                     "see what is open: radcert rules coverage"}};
    }
    if (found->standing > Standing::secondary) return *found;
    throw Error{Fault::refused,
                {"dòng " + id + " tự quyết định (mức " + std::string{word(found->standing)} + ")",
                 "row " + id + " decides by itself (standing " + std::string{word(found->standing)} + ")"},
                {"không cần áp dụng", "nothing has to be adopted"}};
}

void refuse_past(Date today, Date day)
{
    if (day >= today) return;
    throw Error{Fault::refused,
                {"ngày " + to_dmy(day) + " đã qua: không áp dụng lùi ngày",
                 "the day " + to_dmy(day) + " is over: nothing is adopted for the past"},
                {"hôm nay là " + to_dmy(today), "today is " + to_dmy(today)}};
}

Body own_body(registry::Database& database)
{
    const std::string authority = registry::load_register(database).authority;
    return *parse_body(authority);
}

/// The adoptions of the own overlay as they were read; those of other overlays stay where they are.
std::vector<rules::Adoption> own_adoptions(const RulebookFiles& files)
{
    const auto file = std::ranges::find_if(files.overlays, is_own);
    if (file == files.overlays.end()) return {};
    return rules::read_rulebook(files.files, {*file}).adoptions;
}

void write_words(text::JsonWriter& json, std::string_view key, const Words& words)
{
    json.key(key);
    json.open_object();
    json.member("vi", words.vi);
    json.member("en", words.en);
    json.close_object();
}

void write_span(text::JsonWriter& json, const rules::Span& span)
{
    json.key("in_force");
    json.open_object();
    json.member("from", to_iso(span.from));
    if (span.to) json.member("to", to_iso(*span.to));
    json.close_object();
}

std::string overlay_text(const std::vector<rules::Adoption>& adoptions, const std::string& signed_by)
{
    const Date first = std::ranges::min_element(adoptions, {}, [](const auto& each) {
                           return each.in_force.from;
                       })->in_force.from;
    std::string out;
    text::JsonWriter json{out};
    json.open_object();
    json.key("overlay");
    json.open_object();
    json.member("id", own_overlay);
    write_words(json, "title", {"Các dòng được cơ quan áp dụng", "Rows adopted by the authority"});
    json.member("authority", to_word(adoptions.front().authority));
    write_span(json, {first, {}});
    write_words(json, "basis", {"Từng quyết định áp dụng, ghi tại mỗi dòng", "each adoption's own document"});
    json.member("signed_by", signed_by);
    json.close_object();
    json.key("adoptions");
    json.open_array();
    for (const rules::Adoption& each : adoptions) {
        json.open_object();
        json.member("row", each.row);
        json.member("authority", to_word(each.authority));
        write_span(json, each.in_force);
        json.member("by", each.by);
        json.member("second", each.second);
        write_words(json, "basis", each.basis);
        json.close_object();
    }
    json.close_array();
    json.close_object();
    return text::indented(out) + '\n';
}

std::string name_of_officer(registry::Database& database, const std::string& code)
{
    const auto officer = registry::find_officer(database, code);
    return officer ? officer->name + " (" + code + ")" : code;
}

/// Adopts the rulebook in use with these adoptions in place of those of the own overlay.
registry::Rulebook adopt_with(registry::WriteScope& write, RulebookFiles files,
                              const std::vector<rules::Adoption>& adoptions, const std::string& basis)
{
    std::erase_if(files.overlays, is_own);
    if (!adoptions.empty()) {
        files.overlays.push_back(
            {std::string{own_overlay} + ".json",
             overlay_text(adoptions, name_of_officer(write.database(), write.act().officer))});
    }
    return adopt_rulebook(write, files, basis);
}

} // namespace

void keep_adoptions(registry::Database& database, RulebookFiles& files)
{
    if (registry::rulebook_versions(database).empty()) return;
    const RulebookFiles used = rulebook_files_in_force(database);
    const auto own = std::ranges::find_if(used.overlays, is_own);
    const auto given = std::ranges::find_if(files.overlays, is_own);
    if (own != used.overlays.end() && given == files.overlays.end()) files.overlays.push_back(*own);
}

registry::Rulebook adopt_row(registry::WriteScope& write, Rulebooks& rulebooks, const RowAdoption& adoption)
{
    require_second(write, {"áp dụng một dòng chưa được xác nhận", "adopting an unconfirmed row"});
    registry::Database& database = write.database();
    const rules::Rulebook& book = rulebooks.in_force(database).book;
    rules::Adoption made;
    made.row = capitals_of(adoption.row);
    const rules::Row& row = unconfirmed_row(book, made.row);
    made.authority = own_body(database);
    made.in_force.from = adoption.from.value_or(write.today());
    refuse_past(write.today(), made.in_force.from);
    std::string basis =
        filled(text::nfc(adoption.basis), {"văn bản làm căn cứ (--basis)", "the document (--basis)"});
    if (!adoption.document.empty()) basis += " (sha256:" + adoption.document + ")";
    made.basis = {basis, basis};
    made.by = name_of_officer(database, write.act().officer);
    made.second = name_of_officer(database, write.act().second);
    for (const rules::Adoption& each : book.adoptions) {
        if (each.row != made.row || each.authority != made.authority ||
            (each.in_force.to && *each.in_force.to < made.in_force.from))
            continue;
        throw Error{Fault::conflict,
                    {"dòng " + made.row + " đã được áp dụng từ " + to_dmy(each.in_force.from),
                     "row " + made.row + " is adopted already, from " + to_dmy(each.in_force.from)},
                    {"xem: radcert rules adoptions", "see: radcert rules adoptions"}};
    }
    RulebookFiles files = rulebook_files_in_force(database);
    auto adoptions = own_adoptions(files);
    adoptions.push_back(made);
    return adopt_with(write, std::move(files), adoptions, "áp dụng " + row.id + ": " + basis);
}

registry::Rulebook end_adoption(registry::WriteScope& write, const std::string& row,
                                std::optional<Date> last_day, const std::string& basis)
{
    require_second(write, {"thôi áp dụng một dòng", "ending an adoption"});
    registry::Database& database = write.database();
    const std::string id = capitals_of(row);
    const Date last = last_day.value_or(write.today());
    refuse_past(write.today(), last);
    RulebookFiles files = rulebook_files_in_force(database);
    auto adoptions = own_adoptions(files);
    const auto found = std::ranges::find_if(adoptions, [&](const rules::Adoption& each) {
        return each.row == id && (!each.in_force.to || *each.in_force.to > last);
    });
    if (found == adoptions.end()) {
        throw Error{Fault::not_found,
                    {"dòng " + id + " hiện không được áp dụng bằng rules adopt " + id,
                     "row " + id + " is not adopted by rules adopt " + id},
                    {"xem: radcert rules adoptions", "see: radcert rules adoptions"}};
    }
    if (found->in_force.from > last)
        adoptions.erase(found);
    else
        found->in_force.to = last;
    const std::string why = filled(text::nfc(basis), {"lý do (--basis)", "why (--basis)"});
    return adopt_with(write, std::move(files), adoptions, "thôi áp dụng " + id + ": " + why);
}

Words why_superfluous(const rules::Rulebook& book, const rules::Adoption& adoption, Date today)
{
    const rules::Row* const row = find_adoptable(book, adoption.row);
    if (row == nullptr || (adoption.in_force.to && *adoption.in_force.to < today)) return {};
    if (row->standing <= Standing::secondary) return {"dòng tự quyết định", "the row decides by itself"};
    if (row->in_force.to && *row->in_force.to < today)
        return {"dòng hết hiệu lực ngày " + to_dmy(*row->in_force.to),
                "the row ended on " + to_iso(*row->in_force.to)};
    return {};
}

} // namespace radcert::casework
