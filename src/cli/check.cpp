#include <memory>
#include <optional>

#include "cli/commands.h"
#include "cli/exit_status.h"
#include "cli/files.h"
#include "cli/json_lines.h"
#include "cli/output.h"
#include "cli/report.h"
#include "domain/error.h"
#include "rules/screen.h"
#include "rules/write_determination.h"
#include "text/json_writer.h"
#include "text/read_dossier.h"

namespace radcert::cli {
namespace {

struct CheckOptions {
    std::vector<std::string> files;
    bool json{false};
    bool json_lines{false};
    std::string as_of;
    std::string decide_on{"secondary"};
};

rules::ScreenOptions screen_options(const CheckOptions& options)
{
    rules::ScreenOptions made;
    made.decide_on = *standing_from(options.decide_on);
    if (!options.as_of.empty()) {
        made.as_of = parse_date(options.as_of);
        if (!made.as_of) {
            throw Error{Fault::usage,
                        {"--as-of " + options.as_of + ": không phải một ngày có thật",
                         "--as-of " + options.as_of + ": not a day that exists"},
                        {"viết NĂM-THÁNG-NGÀY: 2025-07-01", "write YYYY-MM-DD: 2025-07-01"}};
        }
    }
    return made;
}

/// Screens files one after another and writes each answer in the form that was asked for.
class FileCheck {
public:
    FileCheck(const rules::Program& program, const Settings& settings, const CheckOptions& options)
        : program_{program}, settings_{settings}, options_{options},
          screener_{program, screen_options(options)}, writer_{program}
    {
    }

    /// @return whether every file was valid input.
    bool run()
    {
        bool valid = true;
        for (const std::string& file : options_.files) valid = one(file) && valid;
        if (options_.json && options_.files.size() > 1) write_out(text::indented('[' + json_ + ']') + '\n');
        return valid;
    }

private:
    bool one(const std::string& file)
    {
        const auto dossier = read(file);
        if (dossier) answer(screener_.screen(*dossier));
        return dossier.has_value();
    }

    /// The dossier of a file; empty when it is not valid input, which has then been said.
    std::optional<Dossier> read(const std::string& file)
    {
        try {
            return text::read_dossier(reader_, read_file(file), program_.book.vocabulary);
        } catch (const Error& error) {
            Place place = error.place();
            // A file that cannot be opened names itself in its sentence.
            if (error.fault() == Fault::invalid_input) place.file = file == "-" ? "stdin" : file;
            const Error located{error.fault(), error.sentence(), error.hint(), place};
            write_error(located, settings_.spoken());
            if (options_.json && options_.files.size() > 1) error_object(located, file);
            return std::nullopt;
        }
    }

    void answer(const rules::Screening& screening)
    {
        if (!options_.json) {
            write_out(separator_ + report(program_, screening, settings_.spoken(), colour_wanted()));
            separator_ = "\n" + std::string(report_width, '=') + "\n\n";
            return;
        }
        if (options_.files.size() > 1) {
            comma();
            writer_.append(json_, screening);
        } else {
            writer_.append(json_, screening);
            write_out(text::indented(json_) + '\n');
        }
    }

    void error_object(const Error& error, const std::string& file)
    {
        comma();
        text::JsonWriter json{json_};
        json.open_object();
        json.member("file", file);
        json.key("error");
        json.open_object();
        json.member("pointer", error.place().pointer);
        json.member("message", located_sentence(error, settings_.spoken()));
        json.close_object();
        json.close_object();
    }

    void comma()
    {
        if (!json_.empty()) json_ += ',';
    }

    const rules::Program& program_;
    const Settings& settings_;
    const CheckOptions& options_;
    rules::Screener screener_;
    rules::DeterminationWriter writer_;
    text::JsonReader reader_;
    std::string json_;
    std::string separator_;
};

void check(const Settings& settings, CheckOptions options, int& status)
{
    const rules::ScreenOptions screening =
        screen_options(options); // a wrong day is refused before any file is read
    if (options.files.empty() && !options.json_lines) {
        throw Error{Fault::usage,
                    {"chưa cho biết hồ sơ nào", "no dossier was named"},
                    {"radcert check HỒ-SƠ.json; '-' là đầu vào chuẩn",
                     "radcert check FILE.json; '-' is standard input"}};
    }
    const rules::Rulebook book = load_rulebook(settings.rules, settings.overlays);
    const rules::Program program{book};
    if (options.json_lines) {
        if (options.files.empty()) options.files.emplace_back("-");
        const bool valid = screen_lines(program, screening, options.files, settings.spoken());
        status = valid ? 0 : exit_status(Fault::invalid_input);
        return;
    }
    status = FileCheck{program, settings, options}.run() ? 0 : exit_status(Fault::invalid_input);
}

} // namespace

void add_check_command(Command& app, Settings& settings, int& status)
{
    auto options = std::make_shared<CheckOptions>();
    auto* command = app.add_subcommand(
        "check",
        "Xem xét hồ sơ theo quy định của ngày nộp / screen dossiers against the law of the filing day");
    command
        ->add_option(
            "files", options->files,
            "Hồ sơ, mỗi tệp một hồ sơ; '-' là đầu vào chuẩn / dossiers, one a file; '-' is standard input")
        ->type_name("FILE");
    auto* json = command->add_flag("--json", options->json, "Kết quả JSON / determinations as JSON");
    command
        ->add_flag("--jsonl", options->json_lines,
                   "Mỗi dòng vào một hồ sơ, mỗi dòng ra một kết quả / one dossier a line in, one "
                   "determination a line out")
        ->excludes(json);
    command
        ->add_option("--as-of", options->as_of,
                     "Theo luật của ngày khác / law of another day than the filing day")
        ->type_name("DATE");
    command
        ->add_option("--decide-on", options->decide_on,
                     "Mức tin cậy yếu nhất được tự quyết định / weakest standing that may decide by itself")
        ->one_of({"text", "copy", "official", "secondary", "inferred"})
        ->type_name("STANDING")
        ->show_default();
    add_shared_options(*command, settings);
    command->footer(
        "Ví dụ / Examples:\n"
        "  radcert check ho-so.json\n"
        "  radcert check --lang en --overlay quy-dinh-tinh.json ho-so.json\n"
        "  radcert check --decide-on text ho-so.json      chỉ dựa vào toàn văn / rest on full texts only\n"
        "  zcat ho-so.jsonl.gz | radcert check --jsonl | jq -r .determination | sort | uniq -c");
    command->callback([&settings, &status, options] { check(settings, *options, status); });
}

} // namespace radcert::cli
