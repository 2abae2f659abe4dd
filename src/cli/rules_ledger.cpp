#include "cli/rules_ledger.h"

#include <algorithm>

#include "cli/desk.h"
#include "cli/fields.h"
#include "cli/ledger_page.h"
#include "cli/ledger_tables.h"
#include "cli/output.h"
#include "cli/verb.h"
#include "registry/erasures.h"
#include "registry/offices.h"

namespace radcert::cli {
namespace {

using casework::LedgerLine;
using casework::OverrideLedger;

struct LedgerOptions {
    std::string from, to, by{"clause"};
    bool list{false};
};

/// The ledger that was asked for, of the year until today where no period was; and what its lines are called.
struct AskedLedger {
    AskedLedger(const Settings& settings, const LedgerOptions& options)
        : reading{settings}, cells{reading},
          book{rulebooks.in_force(reading.database(), reading.known_by()).book},
          officers{registry::list_officers(reading.database(), reading.known_by())}
    {
        casework::LedgerQuestion question;
        const Date today = std::min(reading.as_of().in_force, reading.as_of().known_on);
        question.to = day_option(options.to, "--to").value_or(today);
        const std::chrono::year_month_day last{question.to};
        question.from = day_option(options.from, "--from").value_or(date(int(last.year()), 1, 1));
        question.known_by = reading.known_by();
        ledger = casework::override_ledger(reading.database(), rulebooks, question);
    }

    std::string officer_name(const std::string& code) const
    {
        const auto known = std::ranges::find(officers, code, &registry::Officer::code);
        return known != officers.end() ? known->name : std::string{};
    }
    LedgerName name(const LedgerLine& line, const std::string& by) const
    {
        if (by == "clause") return clause_name(book, line, reading.language());
        if (by == "officer") return {officer_name(line.key), {}};
        return {cells.name(by == "office" ? "filed_with" : "province", line.key).in(reading.language()), {}};
    }
    const std::vector<LedgerLine>& lines(const std::string& by) const
    {
        if (by == "officer") return ledger.officers;
        if (by == "office") return ledger.offices;
        return by == "province" ? ledger.provinces : ledger.clauses;
    }

    Reading reading;
    FieldCells cells;
    casework::Rulebooks rulebooks;
    const rules::Rulebook& book;
    std::vector<registry::Officer> officers;
    OverrideLedger ledger;
};

std::vector<std::string> ledger_notes(AskedLedger& asked)
{
    const bool vi = asked.reading.language() == Language::vi;
    std::vector<std::string> lines{
        vi ? "Hồ sơ tính theo lần xem xét mới nhất trong kỳ; đánh giá theo ngày đánh giá, quyết định theo "
             "ngày quyết định; điều đã rút tính riêng. Đánh giá khác nhau là ở những hồ sơ khác nhau: đó là "
             "chỗ cần thống nhất cách hiểu, không nói ai sai. Một quyết định khác kết quả tính ở mỗi điều "
             "khoản khi đó chưa đạt hoặc còn để ngỏ."
           : "Files count by their latest screening in the period, judgements and decisions by their own "
             "day; what was withdrawn counts apart. Officers who differ judged different files: that shows "
             "where a common reading is needed, not who is wrong. An override counts at each clause that "
             "was not met or open then."};
    if (const std::size_t erased = registry::list_erasures(asked.reading.database()).size(); erased > 0)
        lines.push_back((vi ? "Đã xóa dữ liệu theo luật, không còn trong số liệu: "
                            : "Erased by law and in no count any more: ") +
                        std::to_string(erased) +
                        (vi            ? " người."
                         : erased == 1 ? " person."
                                       : " people."));
    return lines;
}

void rules_ledger(const Settings& settings, const LedgerOptions& options)
{
    AskedLedger asked{settings, options};
    const std::string& by = options.by;
    const LedgerNames names = [&](const LedgerLine& line) { return asked.name(line, by); };
    if (options.list)
        return entry_table(asked.ledger.entries,
                           [&](const std::string& code) { return asked.officer_name(code); })
            .print(settings);
    if (settings.json || settings.csv || !settings.xlsx.empty())
        return (by == "clause" ? clause_table(asked.lines(by), names)
                               : group_table(asked.lines(by), by, names))
            .print(settings);
    const LedgerSection section{asked.lines(by), by == "clause", names};
    write_out(ledger_page(asked.ledger, section, ledger_notes(asked), settings.spoken()));
}

} // namespace

void add_rules_ledger_command(Command& rules, Settings& settings)
{
    auto [command, options] =
        add_verb<LedgerOptions>(rules, "ledger",
                                "Người đã đánh giá, quyết định khác kết quả ở đâu / what people judged and "
                                "overrode, by clause",
                                settings, rules_ledger);
    command->add_option("--from", options->from, "Ngày đầu kỳ / first day (1 January)")->type_name("DAY");
    command->add_option("--to", options->to, "Ngày cuối kỳ / last day (today)")->type_name("DAY");
    auto* by = command->add_option("--by", options->by, "clause, office, officer, province");
    by->one_of({"clause", "office", "officer", "province"})->show_default();
    command
        ->add_flag(
            "--list", options->list,
            "Từng đánh giá và quyết định khác kết quả, mỗi dòng một việc / each judgement and override")
        ->excludes(by);
    add_read_options(*command, settings);
    add_export_options(*command, settings);
    command->footer("Ví dụ / Examples:\n"
                    "  radcert rules ledger --from 2025-07-01 --to 2025-12-31\n"
                    "  radcert rules ledger --by officer --xlsx danh-gia.xlsx\n"
                    "  radcert rules ledger --list --csv");
}

} // namespace radcert::cli
