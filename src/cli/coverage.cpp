#include "casework/coverage.h"

#include <memory>

#include "casework/eligibility.h"
#include "casework/words_of.h"
#include "cli/commands.h"
#include "cli/desk.h"
#include "cli/output.h"
#include "cli/page.h"
#include "cli/reading.h"
#include "cli/report.h"
#include "rules/screen.h"
#include "rules/write_determination.h"
#include "text/json_writer.h"
#include "text/read_dossier.h"

namespace radcert::cli {
namespace {

using casework::Coverage;
using casework::CoverageState;
using casework::RoleCoverage;

void member(text::JsonWriter& json, std::string_view name, const std::optional<Date>& day)
{
    json.key(name);
    if (day)
        json.string(to_iso(*day));
    else
        json.null();
}

void write_role(text::JsonWriter& json, const RoleCoverage& role)
{
    json.open_object();
    json.member("role", role.role);
    json.key("at_least");
    json.raw(role.at_least ? std::to_string(*role.at_least) : "null");
    json.member("state", word(role.state));
    json.key("surely_asked");
    json.boolean(role.surely_asked);
    json.member("standing", word(role.standing));
    json.key("rules");
    json.raw(registry::to_json(role.rules));
    json.member("certificate_need", word(role.certificate));
    member(json, "uncovered_from", role.uncovered_from);
    json.key("single_point");
    json.boolean(role.single_point);
    json.key("holders");
    json.open_array();
    for (const auto& holder : role.holders) {
        json.open_object();
        json.member("worker", casework::worker_name(holder.worker));
        json.member("full_name", holder.full_name);
        json.member("certificate", holder.certificate);
        json.key("post_recorded");
        json.boolean(holder.post_recorded);
        json.key("lapsed");
        json.boolean(holder.lapsed);
        json.key("counts");
        json.boolean(holder.counts);
        member(json, "from", holder.from);
        member(json, "to", holder.to);
        json.close_object();
    }
    json.close_array();
    json.close_object();
}

std::string coverage_json(const Coverage& coverage)
{
    std::string out;
    text::JsonWriter json{out};
    json.open_object();
    json.member("facility", casework::facility_name(coverage.facility));
    json.member("on", to_iso(coverage.on));
    json.key("equipment");
    json.number(coverage.equipment);
    json.key("rules_known");
    json.boolean(coverage.anything_known);
    member(json, "uncovered_from", coverage.uncovered_from);
    json.key("roles");
    json.open_array();
    for (const RoleCoverage& role : coverage.roles) write_role(json, role);
    json.close_array();
    json.close_object();
    return text::indented(out) + "\n";
}

void print_holder(Page& page, const casework::RoleHolder& holder)
{
    std::string line = casework::worker_name(holder.worker) + "  " + holder.full_name;
    if (!holder.certificate.empty())
        line += "; " + holder.certificate;
    else if (holder.lapsed)
        line += page.say({"; chứng chỉ không còn hiệu lực", "; certificate not in force"});
    else
        line += page.say({"; chưa ghi chứng chỉ", "; no certificate on record"});
    if (!holder.post_recorded) line += page.say({"; chưa ghi vị trí công tác", "; no post on record"});
    const std::string until = holder.to ? page.say({"đến hết ", "until "}) + to_dmy(*holder.to)
                                        : page.say({"không thời hạn", "no end"});
    page.line(line, holder.counts ? until : "", 6, holder.counts ? "    +" : "    ?",
              holder.counts ? Colour::green : Colour::yellow);
}

void print_role(Page& page, const RoleCoverage& role, const Vocabulary& words)
{
    const auto code = words.roles.find(role.role);
    std::string head = code ? page.say(words.roles.name(*code)) : role.role;
    head += role.at_least ? page.say({", ít nhất ", ", at least "}) + std::to_string(*role.at_least)
                          : page.say({", mỗi người làm việc đó", ", everyone who does the work"});
    const Colour colour = role.state == CoverageState::covered     ? Colour::green
                          : role.state == CoverageState::uncovered ? Colour::red
                                                                   : Colour::yellow;
    page.line(head, page.say(name(role.state)), 2, "", colour);
    for (const auto& holder : role.holders) print_holder(page, holder);
    if (role.holders.empty() && role.state != CoverageState::not_asked)
        page.paragraph(page.say({"sổ chưa ghi ai cho công việc này", "nobody is on record for this role"}),
                       4);
    if (role.uncovered_from && role.state == CoverageState::covered) {
        const std::string day = to_dmy(*role.uncovered_from);
        page.paragraph(page.say({"thiếu người từ ngày " + day, "uncovered from " + day}), 4, Colour::yellow);
    }
    if (role.single_point)
        page.paragraph(page.say({"chỉ cần một người nghỉ là thiếu", "one person less and it is uncovered"}),
                       4, Colour::yellow);
    std::string basis = std::string{word(role.standing)} + ":";
    for (const std::string& rule : role.rules) basis += " " + rule;
    if (!role.certificate_rule.empty())
        basis += page.say({"; cần chứng chỉ: ", "; certificate: "}) + role.certificate_rule;
    if (!role.surely_asked)
        basis += page.say({" (chưa chắc được áp dụng: một người phải xác định)",
                           " (not sure to apply: a person has to say)"});
    page.paragraph(basis, 4, Colour::dim);
}

std::string as_page(const Coverage& coverage, const std::string& name, const Vocabulary& words,
                    Language language)
{
    Page page{report_width, language, colour_wanted()};
    page.heading(casework::facility_name(coverage.facility) + "  " + name, Colour::bold);
    const std::string units = std::to_string(coverage.equipment), day = to_dmy(coverage.on);
    page.paragraph(page.say({"Ngày " + day + ", " + units + " thiết bị đang dùng",
                             "On " + day + ", " + units + " units in use"}),
                   0);
    page.blank();
    if (!coverage.anything_known) {
        page.paragraph(page.say({"Bộ quy định không có quy định nào về nhân lực cho ngày này. Không có nghĩa "
                                 "là không cần ai.",
                                 "The rulebook holds no staffing rule for this day. That does not mean that "
                                 "nobody is asked for."}),
                       0, Colour::yellow);
        return page.take();
    }
    for (const RoleCoverage& role : coverage.roles) print_role(page, role, words);
    page.blank();
    const bool gap = coverage.uncovered_from.has_value();
    const std::string first = gap ? to_dmy(*coverage.uncovered_from) : "";
    page.heading(gap ? page.say({"Ngày đầu tiên thiếu người: " + first,
                                 "First day that something is uncovered: " + first})
                     : page.say({"Chưa thấy ngày nào thiếu người trong những việc chắc chắn phải có.",
                                 "No day is known on which a role that is surely asked for is uncovered."}),
                 gap ? Colour::red : Colour::green);
    page.paragraph(
        page.say({"Công việc không thể hiện qua thiết bị (ví dụ sản xuất đồng vị) không nằm trong bảng này.",
                  "Work that equipment does not show (such as making radioisotopes) is not in this table."}),
        0, Colour::dim);
    return page.take();
}

struct CoverageOptions {
    std::string facility, on;
};

void show_coverage(const Settings& settings, const CoverageOptions& options)
{
    Reading reading{settings};
    casework::Rulebooks rulebooks;
    AsOf clocks = reading.as_of();
    clocks.in_force = day_option(options.on, "--on").value_or(clocks.in_force);
    const std::int64_t facility = casework::parse_facility(options.facility);
    const auto found = casework::facility_coverage(
        reading.database(), rulebooks.in_force(reading.database(), clocks.known_by), facility, clocks);
    if (settings.json) {
        write_out(coverage_json(found));
        return;
    }
    const std::string name = registry::load_facility(reading.database(), facility, clocks.known_by).name;
    write_out(as_page(found, name, reading.words(), settings.spoken()));
}

struct EligibilityOptions {
    std::string worker, role, facility, on;
    std::vector<std::string> equipment;
};

void eligibility(const Settings& settings, const EligibilityOptions& options)
{
    Reading reading{settings};
    casework::Rulebooks rulebooks;
    AsOf clocks = reading.as_of();
    clocks.in_force = day_option(options.on, "--on").value_or(clocks.in_force);
    casework::EligibilityQuestion question{
        casework::parse_worker(options.worker), options.role, options.equipment, {}};
    if (!options.facility.empty()) question.facility = casework::parse_facility(options.facility);
    const auto& rules = rulebooks.in_force(reading.database(), clocks.known_by);
    const std::string dossier =
        casework::eligibility_dossier(reading.database(), rules.book.vocabulary, question, clocks);
    text::JsonReader reader;
    const Dossier read = text::read_dossier(reader, dossier, rules.book.vocabulary);
    rules::Screener screener{rules.program};
    const auto& screening = screener.screen(read);
    if (!settings.json) {
        write_out(report(rules.program, screening, settings.spoken(), colour_wanted()));
        return;
    }
    std::string json;
    rules::DeterminationWriter{rules.program}.append(json, screening);
    write_out(text::indented(json) + "\n");
}

} // namespace

void add_coverage_command(Command& facility, Settings& settings, int&)
{
    auto* command = facility.add_subcommand(
        "coverage", "Đủ người có chứng chỉ không, đến bao giờ / certified roles: who fills them until when");
    const auto options = std::make_shared<CoverageOptions>();
    command->add_option("FACILITY", options->facility, "Cơ sở / facility")->required()->type_name("F-N");
    command->add_option("--on", options->on, "Ngày xét / day (today)")->type_name("DAY");
    add_read_options(*command, settings);
    command->callback([&settings, options] { show_coverage(settings, *options); });
}

void add_eligibility_command(Command& worker, Settings& settings, int&)
{
    auto* command = worker.add_subcommand("eligibility", "Nếu nộp hồ sơ thì đủ gì, thiếu gì; không ghi gì / "
                                                         "what a file would have and lack; nothing is filed");
    const auto options = std::make_shared<EligibilityOptions>();
    command->add_option("WORKER", options->worker, "Nhân viên / worker")->required()->type_name("W-N");
    command->add_option("--role", options->role, "Công việc / role")->required()->type_name("ROLE");
    command
        ->add_option("--equipment", options->equipment,
                     "Loại thiết bị, lặp lại được / equipment type, repeatable")
        ->type_name("TYPE")
        ->one_value_each();
    command->add_option("--facility", options->facility, "Cơ sở / facility")->type_name("F-N");
    command->add_option("--on", options->on, "Ngày xét / day (today)")->type_name("DAY");
    add_read_options(*command, settings);
    command->callback([&settings, options] { eligibility(settings, *options); });
}

} // namespace radcert::cli
