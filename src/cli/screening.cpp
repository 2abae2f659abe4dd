#include "cli/screening.h"

#include <memory>

#include "casework/decide.h"
#include "casework/dossiers.h"
#include "casework/screen_application.h"
#include "cli/desk.h"
#include "cli/files.h"
#include "cli/output.h"
#include "cli/reading.h"
#include "cli/report.h"
#include "cli/table.h"
#include "rules/screen.h"
#include "text/json_writer.h"
#include "text/read_dossier.h"

namespace radcert::cli {
namespace {

Standing standing_option(const std::string& word)
{
    const auto standing = standing_from(word);
    if (standing && *standing != Standing::unknown && *standing != Standing::no_rule) return *standing;
    throw Error{Fault::usage,
                {"--decide-on " + word + ": không phải một mức có thể quyết định",
                 "--decide-on " + word + ": not a standing that may decide"},
                {"chọn text, copy, official, secondary hoặc inferred",
                 "choose text, copy, official, secondary or inferred"}};
}

/// The page an officer reads, of a dossier that the register composed.
void print_screening(const casework::RulebookInUse& rules, const std::string& dossier,
                     const rules::ScreenOptions& options, Language language)
{
    text::JsonReader reader;
    const Dossier read = text::read_dossier(reader, dossier, rules.book.vocabulary);
    rules::Screener screener{rules.program, options};
    write_out(report(rules.program, screener.screen(read), language, colour_wanted()));
}

void screen(const Settings& settings, const casework::ScreenRequest& request)
{
    registry::Writer writer = open_writer(settings);
    casework::Rulebooks rulebooks;
    registry::WriteScope write{writer, act(settings)};
    const auto screened = casework::screen_application(write, rulebooks, request);
    const std::string dossier = casework::compose_dossier(write.database(), request.application);
    write.commit();
    say_dry_run(settings);
    if (settings.json)
        write_out(text::indented(screened.determination) + "\n");
    else
        print_screening(rulebooks.in_force(writer.database()), dossier, {request.as_of, request.decide_on},
                        settings.spoken());
}

void judge_finding(const Settings& settings, const casework::Judgement& judgement)
{
    Writing writing{settings};
    const auto finding = casework::judge(writing.scope(), writing.rules(), judgement);
    const std::string number = std::to_string(finding.finding);
    const std::string about = finding.requirement.value_or(finding.topic) + " ";
    const bool met = finding.outcome == "met";
    writing.done(finding.application,
                 {"đánh giá số " + number + ": " + about + (met ? "đạt" : "không đạt"),
                  "judgement " + number + ": " + about + finding.outcome},
                 "radcert application screen " + finding.application);
}

void unjudge(const Settings& settings, const std::string& application, std::int64_t number)
{
    Writing writing{settings};
    casework::withdraw_judgement(writing.scope(), application, number);
    const std::string which = std::to_string(number);
    writing.done(application, {"đã rút đánh giá số " + which, "took back judgement " + which},
                 "radcert application screen " + application);
}

void decide(const Settings& settings, const casework::DecisionRequest& request)
{
    Writing writing{settings};
    const auto decision = casework::decide(writing.scope(), writing.rules(), request);
    const std::string on = to_dmy(decision.decided_on);
    const bool granted = decision.outcome == "granted";
    writing.done(decision.application,
                 granted ? Words{"quyết định cấp, ngày " + on, "granted on " + on}
                         : Words{"quyết định từ chối, ngày " + on, "refused on " + on},
                 (granted ? "radcert certificate issue " : "radcert application show ") +
                     decision.application);
}

void reopen_application(const Settings& settings, const std::string& application, const std::string& reason)
{
    Writing writing{settings};
    casework::reopen(writing.scope(), writing.rules(), application, reason);
    writing.done(application, {"đã mở lại", "open again"}, "radcert application screen " + application);
}

struct ReplayOptions {
    std::string application, under;
    std::int64_t screening{0};
    bool adopted{false};
};

/// Under another rulebook or the law of another day: both determinations beside each other.
void compare(registry::Database& database, casework::Rulebooks& rulebooks, const casework::Replay& past,
             const Settings& settings, const std::string& under)
{
    // What looks like a day is one, or a slip: no rulebook's folder is called like that.
    const bool like_a_day = under.find_first_not_of("0123456789-/") == std::string::npos;
    const auto day = like_a_day ? day_option(under, "--under") : std::nullopt;
    const casework::RulebookInUse* rules = nullptr;
    std::unique_ptr<casework::RulebookInUse> read;
    if (day) {
        rules = &rulebooks.adopted(database, past.record.rulebook);
    } else if (under == "in-force") {
        rules = &rulebooks.in_force(database);
    } else {
        read = std::make_unique<casework::RulebookInUse>(load_rulebook(under, settings.overlays));
        rules = read.get();
    }
    const std::string other = casework::screen_under(past, *rules, day ? day : past.record.as_of);
    if (settings.json) {
        write_out(text::indented("{\"then\":" + past.determination + ",\"under\":" + other + "}") + "\n");
        return;
    }
    print_screening(*rules, past.dossier,
                    {day ? day : past.record.as_of, *standing_from(past.record.decide_on)},
                    settings.spoken());
}

void replay(const Settings& settings, const ReplayOptions& options)
{
    registry::Database database = open_register(settings);
    const registry::ReadScope one_state{database};
    casework::Rulebooks rulebooks;
    const auto wanted = options.screening > 0 ? std::optional{options.screening} : std::nullopt;
    const auto past = casework::replay_screening(database, rulebooks, options.application, wanted);
    if (!past.same_dossier || !past.same_determination) {
        throw Error{
            Fault::integrity,
            {"hồ sơ " + options.application + ": xem xét lại cho kết quả khác lần " +
                 std::to_string(past.record.screening),
             "application " + options.application + ": screening " + std::to_string(past.record.screening) +
                 " made again gives other bytes"},
            {"kiểm tra sổ: radcert register verify; chương trình khác phiên bản có thể viết câu chữ khác",
             "check the register: radcert register verify; another version of radcert may word its findings "
             "differently"}};
    }
    if (!options.under.empty()) {
        compare(database, rulebooks, past, settings, options.under);
        return;
    }
    if (settings.json) {
        write_out(past.determination + "\n");
        return;
    }
    const auto& rules = rulebooks.adopted(database, past.record.rulebook);
    print_screening(rules, past.dossier, {past.record.as_of, *standing_from(past.record.decide_on)},
                    settings.spoken());
    write_out("\n" + std::string(settings.spoken() == Language::vi ? "Lần xem xét " : "Screening ") +
              std::to_string(past.record.screening) + ", " + past.at.utc + ", " +
              (settings.spoken() == Language::vi ? "giống từng byte\n" : "identical to the byte\n") +
              "  dossier sha256:" + past.record.dossier + "\n  determination sha256:" +
              past.record.determination + "\n  rulebook sha256:" + past.record.rulebook + "\n");
}

void add_screen(Command& noun, Settings& settings)
{
    struct Options {
        std::string application, as_of, decide_on{"secondary"};
    };
    const auto options = std::make_shared<Options>();
    auto* command =
        noun.add_subcommand("screen", "Xem xét theo bộ quy định đang dùng / screen by the rulebook in force");
    command->add_option("APPLICATION", options->application, "Số hồ sơ / number")->required();
    command->add_option("--as-of", options->as_of, "Pháp luật của ngày khác / law of another day")
        ->type_name("DAY");
    command->add_option("--decide-on", options->decide_on,
                        "Mức hiểu biết yếu nhất được quyết định / weakest standing that may decide");
    add_write_options(*command, settings);
    command->callback([&settings, options] {
        screen(settings, {options->application, day_option(options->as_of, "--as-of"),
                          standing_option(options->decide_on)});
    });
}

void add_judge(Command& noun, Settings& settings)
{
    struct Options {
        casework::Judgement judgement;
        std::string on;
    };
    const auto options = std::make_shared<Options>();
    auto* command = noun.add_subcommand("judge", "Ghi đánh giá của cán bộ / record an officer's judgement");
    command->add_option("APPLICATION", options->judgement.application, "Số hồ sơ / number")->required();
    command->add_option("--topic", options->judgement.topic, "Nội dung / topic, e.g. qualification");
    command->add_option("--requirement", options->judgement.requirement,
                        "Một yêu cầu / one requirement, e.g. LAW-QUALIFY-1");
    command->add_option("--outcome", options->judgement.outcome, "met (đạt), not_met (không đạt)")
        ->required();
    command->add_option("--reason", options->judgement.reason, "Lý do / reason")->type_name("TEXT");
    command->add_option("--on", options->on, "Ngày đánh giá / day (today)")->type_name("DAY");
    add_write_options(*command, settings);
    command->callback([&settings, options] {
        auto judgement = options->judgement;
        judgement.on = day_option(options->on, "--on");
        judge_finding(settings, judgement);
    });

    struct Back {
        std::string application;
        std::int64_t number{};
    };
    const auto back = std::make_shared<Back>();
    auto* undo = noun.add_subcommand("unjudge", "Rút một đánh giá ghi nhầm / take a judgement back");
    undo->add_option("APPLICATION", back->application, "Số hồ sơ / number")->required();
    undo->add_option("NUMBER", back->number, "Số đánh giá / which judgement")->required();
    add_write_options(*undo, settings);
    undo->callback([&settings, back] { unjudge(settings, back->application, back->number); });
}

void add_decide(Command& noun, Settings& settings)
{
    struct Options {
        casework::DecisionRequest request;
        std::string outcome, on;
    };
    const auto options = std::make_shared<Options>();
    auto* command = noun.add_subcommand("decide", "Quyết định cấp hoặc từ chối / grant or refuse");
    command->add_option("APPLICATION", options->request.application, "Số hồ sơ / number")->required();
    command->add_option("OUTCOME", options->outcome, "grant (cấp), refuse (từ chối)")
        ->required()
        ->one_of({"grant", "refuse"});
    command->add_option("--reason", options->request.reason, "Lý do / reason")->type_name("TEXT");
    command->add_option("--legal-basis", options->request.legal_basis, "Căn cứ pháp lý / legal basis")
        ->type_name("TEXT");
    command->add_option("--on", options->on, "Ngày quyết định / day (today)")->type_name("DAY");
    add_write_options(*command, settings);
    command->callback([&settings, options] {
        auto request = options->request;
        request.outcome = options->outcome == "grant" ? "granted" : "refused";
        request.on = day_option(options->on, "--on");
        decide(settings, request);
    });
}

void add_reopen(Command& noun, Settings& settings)
{
    auto* command = noun.add_subcommand(
        "reopen",
        "Mở lại hồ sơ đã quyết định, chưa cấp (hai người) / open a decided one again (two persons)");
    const auto application = std::make_shared<std::string>(), reason = std::make_shared<std::string>();
    command->add_option("APPLICATION", *application, "Số hồ sơ / number")->required();
    command->add_option("--reason", *reason, "Lý do / reason")->type_name("TEXT");
    add_write_options(*command, settings);
    command->callback(
        [&settings, application, reason] { reopen_application(settings, *application, *reason); });
}

} // namespace

void add_screening_commands(Command& noun, Settings& settings)
{
    add_screen(noun, settings);
    add_judge(noun, settings);
    add_decide(noun, settings);
    add_reopen(noun, settings);
    const auto options = std::make_shared<ReplayOptions>();
    auto* command =
        noun.add_subcommand("replay", "Lặp lại một lần xem xét đã qua / make a past screening again");
    command->add_option("APPLICATION", options->application, "Số hồ sơ / number")->required();
    command->add_option("--screening", options->screening, "Lần thứ mấy (mới nhất) / which one (the latest)")
        ->type_name("N");
    command
        ->add_option("--under", options->under,
                     "So với: một ngày, 'in-force', hoặc thư mục bộ quy định / a day, 'in-force', or a "
                     "rulebook's folder")
        ->type_name("WHAT");
    add_read_options(*command, settings);
    command->callback([&settings, options] { replay(settings, *options); });
}

} // namespace radcert::cli
