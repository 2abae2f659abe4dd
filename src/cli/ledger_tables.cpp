#include "cli/ledger_tables.h"

#include "casework/one_stop_report.h"
#include "casework/words_of.h"
#include "cli/fields.h"
#include "text/json_writer.h"

namespace radcert::cli {
namespace {

using casework::LedgerLine;
using casework::OverrideKind;

Cell text_cell(const std::string& text)
{
    return text.empty() ? Cell{} : Cell{text};
}

/// Percent; absent where there is nothing to share.
Cell rate_cell(std::size_t part, std::size_t whole)
{
    const auto tenths = casework::per_mille(part, whole);
    return tenths ? Cell{double(*tenths) / 10} : Cell{};
}

/// Who judged how: [{"by":"lan","met":3,"judged":4}] for programs.
Cell shares_cell(const std::map<std::string, casework::JudgedOutcomes>& shares)
{
    std::string out;
    text::JsonWriter json{out};
    json.open_array();
    for (const auto& [code, judged] : shares) {
        json.open_object();
        json.member("by", code);
        json.key("met");
        json.number(judged.met);
        json.key("judged");
        json.number(judged.all());
        json.close_object();
    }
    json.close_array();
    return Cell::raw_json(out, shares_text(shares));
}

Cell kind_cell(const std::optional<OverrideKind>& kind)
{
    if (!kind) return Cell::coded("judgement", {"đánh giá", "judgement"});
    if (*kind == OverrideKind::granted)
        return Cell::coded("granted_against",
                           {"cấp khi kết quả không phải đủ điều kiện", "granted though not found eligible"});
    if (*kind == OverrideKind::refused)
        return Cell::coded("refused_against", {"từ chối khi đủ điều kiện", "refused though eligible"});
    return Cell::coded("refused_open", {"từ chối khi chưa kết luận", "refused though undetermined"});
}

} // namespace

Table clause_table(const std::vector<LedgerLine>& lines, const LedgerNames& name_of)
{
    Table table{
        {"clause", {"Điểm", "Clause"}},
        {"whole_topic", {"Cả nội dung", "Whole topic"}},
        {"citation", {"Căn cứ", "Citation"}},
        {"name", {"Nội dung", "Name"}},
        {"asked", {"Hồ sơ được hỏi", "Files asked"}},
        {"open", {"Để ngỏ", "Left open"}},
        {"left_to_person", {"Cần người xét", "A person is needed"}},
        {"unsettled", {"Còn để ngỏ", "Still open"}},
        {"judged_files", {"Hồ sơ cán bộ đã đánh giá", "Judged in"}},
        {"judged_percent", {"% được xét", "% judged"}},
        {"judgements", {"Đánh giá", "Judgements"}},
        {"met", {"Đạt", "Met"}},
        {"not_met", {"Không đạt", "Not met"}},
        {"met_percent", {"% đạt", "% met"}},
        {"officers", {"Số cán bộ", "Officers"}},
        {"divided", {"Đánh giá khác nhau", "Officers differ"}},
        {"by_officer", {"Theo cán bộ", "By officer"}},
        {"by_office", {"Theo nơi nhận", "By office"}},
        {"withdrawn", {"Đã rút", "Withdrawn"}},
        {"granted_against", {"Cấp khi kết quả không phải đủ điều kiện", "Granted, not found eligible"}},
        {"refused_against", {"Từ chối khi đủ điều kiện", "Refused, eligible"}},
        {"refused_open", {"Từ chối khi chưa kết luận", "Refused, undetermined"}},
        {"without_basis", {"Không ghi căn cứ", "Without basis"}}};
    for (const LedgerLine& line : lines) {
        const LedgerName called = name_of(line);
        table.row({text_cell(line.key),
                   Cell{line.whole_topic},
                   text_cell(called.citation),
                   text_cell(called.name),
                   line.asked,
                   line.open,
                   line.left_to_person(),
                   line.unsettled,
                   line.judged_files,
                   rate_cell(line.judged_files, line.asked),
                   line.judged.all(),
                   line.judged.met,
                   line.judged.not_met,
                   rate_cell(line.judged.met, line.judged.all()),
                   line.by_officer.size(),
                   Cell{line.is_divided()},
                   shares_cell(line.by_officer),
                   shares_cell(line.by_office),
                   line.withdrawn,
                   line.overrides.number(OverrideKind::granted),
                   line.overrides.number(OverrideKind::refused),
                   line.overrides.number(OverrideKind::refused_open),
                   line.overrides.without_basis});
    }
    return table;
}

Table group_table(const std::vector<LedgerLine>& lines, const std::string& by, const LedgerNames& name_of)
{
    Table table{
        {by, by == "officer"  ? Words{"Cán bộ", "Officer"}
             : by == "office" ? Words{"Nơi nhận", "Office"}
                              : Words{"Tỉnh", "Province"}},
        {"name", {"Tên", "Name"}},
        {"files", {"Hồ sơ đã xem xét", "Files screened"}},
        {"open", {"Có điểm để ngỏ", "Something left open"}},
        {"judged_files", {"Hồ sơ cán bộ đã đánh giá", "Judged in"}},
        {"judged_percent", {"% được xét", "% judged"}},
        {"judgements", {"Đánh giá", "Judgements"}},
        {"met", {"Đạt", "Met"}},
        {"not_met", {"Không đạt", "Not met"}},
        {"met_percent", {"% đạt", "% met"}},
        {"withdrawn", {"Đã rút", "Withdrawn"}},
        {"decisions", {"Quyết định", "Decisions"}},
        {"taken_back", {"Mở lại", "Taken back"}},
        {"granted_against", {"Cấp khi kết quả không phải đủ điều kiện", "Granted, not found eligible"}},
        {"refused_against", {"Từ chối khi đủ điều kiện", "Refused, eligible"}},
        {"refused_open", {"Từ chối khi chưa kết luận", "Refused, undetermined"}},
        {"without_basis", {"Không ghi căn cứ", "Without basis"}},
        {"override_percent", {"% khác kết quả", "% overrides"}}};
    const auto of_files = [&](std::size_t count) { return by == "officer" ? Cell{} : Cell{count}; };
    for (const LedgerLine& line : lines) {
        table.row({line.key, text_cell(name_of(line).name), of_files(line.asked), of_files(line.open),
                   of_files(line.judged_files), rate_cell(line.judged_files, line.asked), line.judged.all(),
                   line.judged.met, line.judged.not_met, rate_cell(line.judged.met, line.judged.all()),
                   line.withdrawn, line.decisions, line.taken_back,
                   line.overrides.number(OverrideKind::granted), line.overrides.number(OverrideKind::refused),
                   line.overrides.number(OverrideKind::refused_open), line.overrides.without_basis,
                   rate_cell(line.overrides.all(), line.decisions)});
    }
    return table;
}

Table entry_table(const std::vector<casework::LedgerEntry>& entries,
                  const std::function<std::string(const std::string&)>& officer_name)
{
    Table table{{"day", {"Ngày", "Day"}},
                {"application", {"Hồ sơ", "Application"}},
                {"kind", {"Loại", "Kind"}},
                {"stands", {"Còn giá trị", "Stands"}},
                {"about", {"Yêu cầu, nội dung", "Requirement or topic"}},
                {"outcome", {"Kết luận", "Outcome"}},
                {"officer", {"Cán bộ", "Officer"}},
                {"officer_name", {"Họ và tên", "Name"}},
                {"reason", {"Lý do", "Reason"}},
                {"legal_basis", {"Căn cứ pháp lý", "Legal basis"}},
                {"office", {"Nơi nhận", "Office"}},
                {"province", {"Tỉnh", "Province"}}};
    for (const casework::LedgerEntry& entry : entries) {
        const auto outcome = outcome_from(entry.outcome);
        table.row(
            {to_iso(entry.on), entry.application, kind_cell(entry.override_kind), Cell{entry.stands},
             text_cell(joined(entry.about)),
             Cell::coded(entry.outcome, outcome ? name(*outcome) : casework::status_name(entry.outcome)),
             entry.officer, text_cell(officer_name(entry.officer)), text_cell(entry.reason),
             entry.legal_basis, entry.office, entry.province});
    }
    return table;
}

} // namespace radcert::cli
