#include "cli/reading.h"

#include "cli/desk.h"
#include "cli/output.h"
#include "text/json_writer.h"

namespace radcert::cli {

Reading::Reading(const Settings& settings)
    : database_{open_register(settings)}, scope_{database_}, rules_{rulebooks_.in_force(database_)},
      as_of_{cli::as_of(database_, settings)}, format_{output_format(settings.json)},
      language_{settings.spoken()}
{
}

Writing::Writing(const Settings& settings)
    : settings_{settings}, writer_{open_writer(settings)}, scope_{writer_, act(settings)},
      rules_{rulebooks_.in_force(scope_.database())}
{
}

void Writing::done(const std::string& record, const Words& what, const std::string& next,
                   const std::string& file)
{
    scope_.commit();
    say_dry_run(settings_);
    const bool vi = settings_.spoken() == Language::vi, dry = settings_.dry_run;
    const std::string said = (!dry ? "" : vi ? "làm thử: " : "dry run: ") + what.in(settings_.spoken());
    std::string out;
    if (settings_.json) {
        text::JsonWriter json{out};
        json.open_object();
        json.member("record", record);
        json.member("said", said);
        json.member("next", dry ? "" : next);
        json.key("dry_run");
        json.boolean(dry);
        json.close_object();
        out = text::indented(out);
    } else {
        out = record + ": " + said;
        if (!dry) out += (vi ? "; tiếp theo: " : "; next: ") + next;
    }
    say_of(file, out + '\n');
}

} // namespace radcert::cli
