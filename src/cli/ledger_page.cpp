#include "cli/ledger_page.h"

#include <algorithm>

#include "casework/one_stop_report.h"
#include "cli/output.h"
#include "cli/page.h"
#include "cli/report.h"
#include "rules/citation.h"

namespace radcert::cli {
namespace {

using casework::LedgerLine;
using casework::OverrideKind;

class LedgerPage {
public:
    explicit LedgerPage(Language language) : page_{report_width, language, colour_wanted()} {}

    std::string write(const casework::OverrideLedger& ledger, const LedgerSection& section,
                      const std::vector<std::string>& notes)
    {
        page_.heading(
            page_.say({"ĐÁNH GIÁ CỦA CÁN BỘ VÀ QUYẾT ĐỊNH KHÁC KẾT QUẢ XEM XÉT", "JUDGEMENTS AND OVERRIDES"}),
            Colour::bold);
        page_.paragraph(page_.say({"Từ ngày ", "From "}) + to_dmy(ledger.question.from) +
                            page_.say({" đến hết ngày ", " to the end of "}) + to_dmy(ledger.question.to),
                        0);
        group(ledger.total);
        all(section);
        page_.blank();
        for (const std::string& note : notes) page_.paragraph(note, 0, Colour::dim);
        return page_.take();
    }

private:
    /// A clause that is open only because papers are missing says nothing about the law: it is counted.
    void all(const LedgerSection& section)
    {
        std::size_t only_unrecorded = 0;
        for (const LedgerLine& line : section.lines) {
            const bool silent = line.left_to_person() + line.judged.all() + line.withdrawn == 0;
            if (section.clauses && silent && line.overrides.all() == 0)
                ++only_unrecorded;
            else
                one(line, section);
        }
        if (section.lines.empty() || only_unrecorded > 0) page_.blank();
        if (section.lines.empty()) page_.paragraph(page_.say({"không có gì", "nothing"}), 2);
        if (only_unrecorded > 0)
            page_.paragraph(page_.say({"Ngoài ra, số điểm chỉ để ngỏ vì thiếu giấy tờ: ",
                                       "Besides, clauses left open only for want of a record: "}) +
                                number(only_unrecorded),
                            0);
    }

    void one(const LedgerLine& line, const LedgerSection& section)
    {
        const LedgerName called = section.name(line);
        const std::string space = line.key.empty() || called.name.empty() ? "" : " ";
        const Words whole{"cả nội dung", "the whole topic"};
        page_.blank();
        page_.line(line.key + space + called.name, line.whole_topic ? page_.say(whole) : called.citation, 0,
                   "", section.clauses && line.is_divided() ? Colour::yellow : Colour::bold);
        section.clauses ? clause(line) : group(line);
    }

    void say(std::string_view text) { page_.paragraph(text, 2); }
    static std::string number(std::size_t count) { return std::to_string(count); }

    /// "3 (75 %)"; of nothing there is no rate, "0 (-)".
    std::string share(std::size_t part, std::size_t whole) const
    {
        const auto tenths = casework::per_mille(part, whole);
        if (!tenths) return number(part) + " (-)";
        std::string percent = std::to_string(*tenths / 10);
        if (*tenths % 10 != 0)
            percent += (page_.language() == Language::vi ? ',' : '.') + std::to_string(*tenths % 10);
        return number(part) + " (" + percent + " %)";
    }

    void clause(const LedgerLine& line)
    {
        if (!line.key.empty())
            say(page_.say({"Đã hỏi ", "Asked of "}) + number(line.asked) +
                page_.say({" hồ sơ; để ngỏ ", " files; left open in "}) + share(line.open, line.asked) +
                page_.say({", trong đó cần người xét ", ", of these a person is needed in "}) +
                number(line.left_to_person()) + page_.say({"; cán bộ đã đánh giá ở ", "; judged in "}) +
                share(line.judged_files, line.asked));
        judgements(line);
        officers(line);
        if (line.overrides.all() > 0)
            say(page_.say({"Quyết định khác kết quả: ", "Overrides: "}) + overrides(line.overrides));
    }

    void group(const LedgerLine& line)
    {
        if (line.asked > 0)
            say(page_.say({"Đã xem xét ", "Screened "}) + number(line.asked) +
                page_.say({" hồ sơ; có điểm để ngỏ ", " files; something left open in "}) +
                share(line.open, line.asked) + page_.say({"; cán bộ đã đánh giá ở ", "; judged in "}) +
                share(line.judged_files, line.asked));
        judgements(line);
        if (line.decisions + line.taken_back == 0) return;
        say(page_.say({"Quyết định ", "Decisions "}) + number(line.decisions) +
            page_.say({", mở lại ", ", taken back "}) + number(line.taken_back) +
            page_.say({"; khác kết quả ", "; overrides "}) + share(line.overrides.all(), line.decisions) +
            (line.overrides.all() > 0 ? ": " + overrides(line.overrides) : ""));
    }

    void judgements(const LedgerLine& line)
    {
        if (line.judged.all() + line.withdrawn == 0) return;
        say(page_.say({"Đánh giá ", "Judgements "}) + number(line.judged.all()) +
            page_.say({": đạt ", ": met "}) + share(line.judged.met, line.judged.all()) +
            page_.say({", không đạt ", ", not met "}) + number(line.judged.not_met) +
            page_.say({"; đã rút ", "; withdrawn "}) + number(line.withdrawn));
    }

    void officers(const LedgerLine& line)
    {
        if (line.judged.all() == 0) return;
        if (!line.is_divided())
            return say(page_.say({"Số cán bộ đã đánh giá ", "Officers who judged "}) +
                       number(line.by_officer.size()));
        page_.paragraph(page_.say({"! cán bộ đánh giá khác nhau (đạt trên số đánh giá): ",
                                   "! officers differ (met of judged): "}) +
                            shares_text(line.by_officer),
                        2, Colour::yellow);
        if (line.by_office.size() > 1)
            page_.paragraph(page_.say({"! theo nơi nhận: ", "! by office: "}) + shares_text(line.by_office),
                            2, Colour::yellow);
    }

    std::string overrides(const casework::OverrideCount& count) const
    {
        return page_.say({"cấp khi kết quả không phải đủ điều kiện ", "granted though not found eligible "}) +
               number(count.number(OverrideKind::granted)) +
               page_.say({", từ chối khi đủ điều kiện ", ", refused though eligible "}) +
               number(count.number(OverrideKind::refused)) +
               page_.say({", từ chối khi chưa kết luận ", ", refused though undetermined "}) +
               number(count.number(OverrideKind::refused_open)) +
               page_.say({"; không ghi căn cứ ", "; without legal basis "}) + number(count.without_basis);
    }

    Page page_;
};

} // namespace

LedgerName clause_name(const rules::Rulebook& book, const LedgerLine& clause, Language language)
{
    if (clause.key.empty())
        return {Words{"(không điểm nào của kết quả xem xét trái với quyết định)",
                      "(no finding stood against the decision)"}
                    .in(language),
                {}};
    if (clause.whole_topic) return {name(topic_from(clause.key).value_or(Topic::other)).in(language), {}};
    const auto called = [&](const auto& rows) -> std::optional<LedgerName> {
        const auto row = std::ranges::find(rows, clause.key, &rules::Row::id);
        if (row == rows.end()) return std::nullopt;
        return LedgerName{row->title.in(language), rules::citation_text(book, *row, language)};
    };
    if (const auto row = called(book.requirements)) return *row;
    return called(book.authorities).value_or(LedgerName{});
}

std::string shares_text(const std::map<std::string, casework::JudgedOutcomes>& shares)
{
    std::string out;
    for (const auto& [code, judged] : shares)
        out += (out.empty() ? "" : ", ") + code + " " + std::to_string(judged.met) + "/" +
               std::to_string(judged.all());
    return out;
}

std::string ledger_page(const casework::OverrideLedger& ledger, const LedgerSection& section,
                        const std::vector<std::string>& notes, Language language)
{
    return LedgerPage{language}.write(ledger, section, notes);
}

} // namespace radcert::cli
