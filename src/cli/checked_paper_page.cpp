#include "cli/checked_paper_page.h"

#include "cli/fields.h"
#include "cli/output.h"
#include "domain/body.h"
#include "registry/record.h"

namespace radcert::cli {
namespace {

using casework::CheckedPaper;
using casework::PaperAnswer;

Cell named(const CodeList& words, const std::string& word)
{
    const auto code = words.find(word);
    return code ? Cell::coded(word, words.name(*code)) : Cell{word};
}

Words names_of(const CodeList& words, const std::vector<std::string>& all)
{
    Words names;
    for (const std::string& word : all) {
        const auto code = words.find(word);
        const Words name = code ? words.name(*code) : Words{word, word};
        names.vi += (names.vi.empty() ? "" : "; ") + name.vi;
        names.en += (names.en.empty() ? "" : "; ") + name.en;
    }
    return names;
}

/// "province:66" with the province's name on that day.
Cell issuer(const Vocabulary& words, const std::string& authority, Date day)
{
    const std::optional<Body> body = parse_body(authority);
    if (!body || body->kind != Body::Kind::province) return authority;
    const Province* const province = words.find_province(body->province, day);
    if (province == nullptr) return authority;
    const std::string shown = province->name + " (" + authority + ")";
    return Cell::coded(authority, {shown, shown});
}

void add_comparison(Record& page, const documents::Statement& says, const Vocabulary& words)
{
    const auto label = [](const char* vi, const char* en) {
        return Words{std::string{"So với giấy: "} + vi, std::string{"Compare with the paper: "} + en};
    };
    page.field("number", label("số", "number"), says.number);
    page.field("initials", label("chữ đầu họ tên", "initials"), says.initials);
    page.field("role", label("công việc", "role"), named(words.roles, says.role));
    page.field("equipment_types", label("thiết bị", "equipment"),
               Cell::raw_json(registry::to_json(says.equipment_types), joined(says.equipment_types, ", "),
                              names_of(words.equipment_types, says.equipment_types)));
    page.field("facility", label("cơ sở", "facility"), says.facility);
    page.field("issued_by", label("nơi cấp", "issued by"), issuer(words, says.authority, says.issued_on));
    page.field("issued_on", label("ngày cấp", "issued on"), to_iso(says.issued_on));
    page.field("valid_to", label("ngày cuối", "last day"),
               says.valid_to ? Cell{to_iso(*says.valid_to)} : Cell{});
    page.field("log_index", {"Số sự kiện", "Log index"}, says.event);
}

/// The first source's fields have the plain names; a second one's are numbered, and then each says what the
/// answer would be by it alone.
void add_freshness(Record& page, const CheckedPaper& checked)
{
    if (checked.revocations.empty()) page.field("revocations", {"Dữ liệu thu hồi", "Revocations"}, Cell{});
    int number = 0;
    for (const casework::RevocationsKnown& known : checked.revocations) {
        const std::string name = ++number == 1 ? "revocations" : "revocations_" + std::to_string(number);
        page.field(name, {"Dữ liệu thu hồi", "Revocations"},
                   known.from_register
                       ? Cell::coded("register", {"sổ đăng ký, hỏi lúc này", "the register, asked now"})
                       : Cell::coded("snapshot", {"tệp thu hồi", "a snapshot"}));
        page.field(name + "_as_of", {"Tính đến (UTC)", "As of (UTC)"}, known.made_at.utc);
        page.field(name + "_due", {"Dùng đến hết ngày", "Fresh through"},
                   known.due ? Cell{to_iso(*known.due)} : Cell{});
        if (checked.revocations.size() > 1)
            page.field(name + "_says", {"Riêng nguồn này", "By it alone"},
                       Cell::coded(casework::name_of(known.says), casework::words_for(known.says)));
    }
}

void add_signatures(Record& page, const PaperSource& source, Language language)
{
    if (source.kind != PaperSource::Kind::pdf) return;
    const bool vi = language == Language::vi;
    int number = 0;
    for (const auto& one : source.signatures) {
        std::string line = one.signer + (one.signed_at.empty() ? "" : ", " + one.signed_at);
        line += one.intact ? (vi ? "; nguyên vẹn" : "; intact") : (vi ? "; KHÔNG ĐÚNG" : "; WRONG");
        if (!one.covers_all) line += vi ? "; có phần thêm sau khi ký" : "; something was added afterwards";
        line += one.trusted ? (vi ? "; người ký được tin cậy" : "; signer trusted")
                            : (vi ? "; chưa kiểm được người ký" : "; signer not trusted here");
        if (!one.trouble.en.empty()) line += " (" + one.trouble.in(language) + ")";
        page.field("pdf_signature_" + std::to_string(++number), {"Chữ ký số của PDF", "Signature of the PDF"},
                   line);
    }
    if (number == 0)
        page.field("pdf_signature_1", {"Chữ ký số của PDF", "Signature of the PDF"},
                   vi ? "không có" : "none");
}

} // namespace

Record checked_paper_page(const CheckedPaper& checked, const PaperSource& source, const Vocabulary& words,
                          Date today, Language language)
{
    Record page;
    page.field("answer", {"Kết quả", "Answer"},
               Cell::coded(casework::name_of(checked.answer), casework::words_for(checked.answer)));
    std::vector<Words> reasons = checked.reasons;
    if (checked.answer == PaperAnswer::valid)
        reasons.insert(
            reasons.begin(),
            {"chữ ký đúng và không bị ghi là hết giá trị; còn phải so từng dòng dưới đây với giấy",
             "rightly signed and not listed as ended; what is left is to compare each line with the paper"});
    int number = 0;
    for (const Words& reason : reasons)
        page.field("reason_" + std::to_string(++number), {"Vì", "Because"}, reason.in(language));
    page.field("checked_on", {"Kiểm tra ngày", "Checked on"}, to_iso(today));
    if (checked.signed_by) page.field("signed_by", {"Sổ đã ký", "Signed by"}, checked.signed_by->name);
    if (checked.statement) {
        add_freshness(page, checked);
        page.field("name_compared", {"Đã so họ tên, ngày sinh", "Name and birth compared"},
                   checked.name_compared);
        add_comparison(page, *checked.statement, words);
    }
    add_signatures(page, source, language);
    return page;
}

} // namespace radcert::cli
