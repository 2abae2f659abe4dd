#include "cli/plan.h"

#include "casework/dossiers.h"
#include "casework/eligibility.h"
#include "casework/words_of.h"
#include "cli/desk.h"
#include "cli/files.h"
#include "cli/output.h"
#include "cli/page.h"
#include "cli/reading.h"
#include "cli/report.h"
#include "cli/verb.h"
#include "registry/clock.h"
#include "rules/citation.h"
#include "rules/plan.h"
#include "text/json_writer.h"
#include "text/read_dossier.h"

namespace radcert::cli {
namespace {

using rules::Plan;
using rules::PlanAnswer;
using rules::PlanQuestion;

class PlanPage {
public:
    PlanPage(const rules::Rulebook& book, const Settings& settings)
        : book_{book}, page_{report_width, settings.spoken(), colour_wanted()}
    {
    }

    std::string write(const PlanAnswer& answer, const PlanQuestion& question)
    {
        page_.line(page_.say(name(answer.now)),
                   (question.supplement ? page_.say({"bổ sung từ ", "supplement from "})
                                        : page_.say({"nộp ngày ", "filed on "})) +
                       to_dmy(question.start),
                   0, "", Colour::bold);
        page_.blank();
        if (!answer.cheapest) {
            stuck(answer);
        } else if (answer.cheapest->steps.empty()) {
            page_.paragraph(page_.say({"không phải làm gì thêm", "nothing has to be done"}), 0,
                            Colour::green);
        } else {
            plan(*answer.cheapest, question, {"ÍT CÔNG NHẤT", "LEAST WORK"});
            if (answer.fastest->filing < answer.cheapest->filing)
                plan(*answer.fastest, question, {"SỚM NHẤT", "SOONEST"});
            estimates();
        }
        return page_.take();
    }

private:
    void plan(const Plan& plan, const PlanQuestion& question, const Words& heading)
    {
        page_.line(page_.say(heading),
                   (question.supplement ? page_.say({"đủ từ ", "complete on "})
                                        : page_.say({"nộp sớm nhất ", "file on "})) +
                       to_dmy(plan.filing) + page_.say({", công ", ", effort "}) +
                       std::to_string(plan.effort),
                   0, "", Colour::green);
        int number = 0;
        for (const rules::PlanStep& step : plan.steps) {
            page_.line(std::to_string(++number) + ". " + page_.say(step.remedy->title),
                       page_.say({"bắt đầu chậm nhất ", "begin by "}) + to_dmy(step.begin), 2, "",
                       Colour::none);
            for (const std::uint16_t row : step.satisfies) page_.paragraph(row_text(row), 5, Colour::dim);
        }
        page_.blank();
    }

    std::string row_text(std::uint16_t index) const
    {
        const rules::Requirement& row = book_.requirements[index];
        return row.id + " (" + rules::citation_text(book_, row, page_.language()) +
               "): " + page_.say(row.title);
    }

    void stuck(const PlanAnswer& answer)
    {
        page_.paragraph(page_.say({"Không có cách nào trong bộ quy định làm hồ sơ này đủ điều kiện:",
                                   "No remedy of the rulebook makes this file eligible:"}),
                        0, Colour::red);
        for (const std::uint16_t row : answer.stuck) page_.paragraph(row_text(row), 2);
        if (answer.stuck.empty())
            page_.paragraph(page_.say({"bộ quy định không ghi biện pháp nào (remedies)",
                                       "the rulebook states no remedies"}),
                            2);
    }

    void estimates()
    {
        page_.paragraph(page_.say({"Ngày và công là ước lượng của bộ quy định, không phải luật. Việc xét là "
                                   "của cán bộ; kế hoạch chỉ "
                                   "giả định kết quả đạt.",
                                   "Days and effort are the rulebook's estimates, not law. A judgement is "
                                   "the officer's; a plan "
                                   "only assumes that it grants."}),
                        0, Colour::dim);
    }

    const rules::Rulebook& book_;
    Page page_;
};

void write_plan(text::JsonWriter& json, const rules::Rulebook& book, std::string_view key,
                const std::optional<Plan>& plan, Language language)
{
    json.key(key);
    if (!plan) return json.null();
    json.open_object();
    json.member("filing", to_iso(plan->filing));
    json.key("effort");
    json.number(std::uint64_t(plan->effort));
    json.key("steps");
    json.open_array();
    for (const rules::PlanStep& step : plan->steps) {
        json.open_object();
        json.member("remedy", step.remedy->id);
        json.member("title", step.remedy->title.in(language));
        json.member("begin", to_iso(step.begin));
        json.key("satisfies");
        json.open_array();
        for (const std::uint16_t row : step.satisfies) json.string(book.requirements[row].id);
        json.close_array();
        json.close_object();
    }
    json.close_array();
    json.close_object();
}

void show_plan(const rules::Program& program, const Dossier& dossier, const PlanQuestion& question,
               const Settings& settings)
{
    rules::Planner planner{program};
    const PlanAnswer answer = planner.plan(dossier, question);
    if (!settings.json) return write_out(PlanPage{program.book, settings}.write(answer, question));
    std::string out;
    text::JsonWriter json{out};
    json.open_object();
    json.member("now", word(answer.now));
    write_plan(json, program.book, "cheapest", answer.cheapest, settings.spoken());
    write_plan(json, program.book, "fastest", answer.fastest, settings.spoken());
    json.key("stuck");
    json.open_array();
    for (const std::uint16_t row : answer.stuck) json.string(program.book.requirements[row].id);
    json.close_array();
    json.close_object();
    write_out(text::indented(out) + '\n');
}

struct PlanOptions {
    std::string of, from, role, facility;
    std::vector<std::string> equipment;
    bool supplement{false};
};

Dossier dossier_from(const std::string& text, const Vocabulary& vocabulary, const std::string& file)
{
    text::JsonReader reader;
    try {
        return text::read_dossier(reader, text, vocabulary);
    } catch (const Error& error) {
        Place place = error.place();
        place.file = file;
        throw Error{error.fault(), error.sentence(), error.hint(), place};
    }
}

void plan_dossier(const Settings& settings, const PlanOptions& options)
{
    const rules::Rulebook book = load_rulebook(settings.rules, settings.overlays);
    const rules::Program program{book};
    const Dossier dossier =
        dossier_from(read_file(options.of), book.vocabulary, options.of == "-" ? "stdin" : options.of);
    const Date today = day_in_vietnam(registry::system_time());
    const Date start =
        day_option(options.from, "--from")
            .value_or(options.supplement ? today : std::max(today, dossier.application.filed_on));
    show_plan(program, dossier, {start, options.supplement}, settings);
}

void plan_application(const Settings& settings, const PlanOptions& options)
{
    Reading reading{settings};
    casework::Rulebooks rulebooks;
    const auto& rules = rulebooks.in_force(reading.database(), reading.known_by());
    const Dossier dossier =
        dossier_from(casework::compose_dossier(reading.database(), options.of, reading.known_by()),
                     rules.book.vocabulary, {});
    const Date start = day_option(options.from, "--from").value_or(reading.as_of().in_force);
    show_plan(rules.program, dossier, {start, true}, settings);
}

void plan_worker(const Settings& settings, const PlanOptions& options)
{
    Reading reading{settings};
    casework::Rulebooks rulebooks;
    AsOf clocks = reading.as_of();
    clocks.in_force = day_option(options.from, "--from").value_or(clocks.in_force);
    casework::EligibilityQuestion question{
        casework::parse_worker(options.of), options.role, options.equipment, {}};
    if (!options.facility.empty()) question.facility = casework::parse_facility(options.facility);
    const auto& rules = rulebooks.in_force(reading.database(), clocks.known_by);
    const std::string dossier =
        casework::eligibility_dossier(reading.database(), rules.book.vocabulary, question, clocks);
    show_plan(rules.program, dossier_from(dossier, rules.book.vocabulary, {}), {clocks.in_force, false},
              settings);
}

} // namespace

void add_plan_command(Command& app, Settings& settings, int&)
{
    auto [command, options] = add_verb<PlanOptions>(
        app, "plan", "Việc cần làm để hồ sơ đủ điều kiện / what to do until a file is eligible", settings,
        plan_dossier);
    command
        ->add_option("dossier", options->of, "Hồ sơ; '-' là đầu vào chuẩn / dossier; '-' is standard input")
        ->required()
        ->type_name("FILE");
    command->add_option("--from", options->from, "Bắt đầu làm từ ngày / work can begin on (today)")
        ->type_name("DAY");
    command->add_flag("--supplement", options->supplement,
                      "Hồ sơ đã nộp: giữ ngày nộp, bổ sung giấy tờ / the file was filed: its day stays");
    command->add_flag("--json", settings.json, "JSON");
    add_shared_options(*command, settings);
    command->footer("Ví dụ / Examples:\n"
                    "  radcert plan ho-so.json\n"
                    "  radcert plan --supplement --from 2025-08-18 ho-so.json");
}

void add_application_plan_command(Command& application, Settings& settings)
{
    auto [command, options] = add_verb<PlanOptions>(
        application, "plan",
        "Việc cần làm để hồ sơ đã nộp đủ điều kiện / what to do until a filed one is eligible", settings,
        plan_application);
    command->add_option("APPLICATION", options->of, "Số hồ sơ / file number")
        ->required()
        ->type_name("NUMBER");
    command->add_option("--from", options->from, "Bắt đầu làm từ ngày / work can begin on (today)")
        ->type_name("DAY");
    add_read_options(*command, settings);
}

void add_worker_plan_command(Command& worker, Settings& settings)
{
    auto [command, options] = add_verb<PlanOptions>(
        worker, "plan",
        "Việc cần làm trước khi nộp hồ sơ; không ghi gì / what to do before filing; nothing is filed",
        settings, plan_worker);
    command->add_option("WORKER", options->of, "Nhân viên / worker")->required()->type_name("W-N");
    command->add_option("--role", options->role, "Công việc / role")->required()->type_name("ROLE");
    command
        ->add_option("--equipment", options->equipment,
                     "Loại thiết bị, lặp lại được / equipment type, repeatable")
        ->type_name("TYPE")
        ->one_value_each();
    command->add_option("--facility", options->facility, "Cơ sở / facility")->type_name("F-N");
    command->add_option("--from", options->from, "Bắt đầu làm từ ngày / work can begin on (today)")
        ->type_name("DAY");
    add_read_options(*command, settings);
}

} // namespace radcert::cli
