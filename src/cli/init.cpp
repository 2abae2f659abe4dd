#include <memory>
#include <sys/stat.h>

#include "casework/amend_certificate.h"
#include "casework/found_register.h"
#include "cli/account.h"
#include "cli/adopt.h"
#include "cli/ask.h"
#include "cli/desk.h"
#include "cli/output.h"
#include "cli/service.h"

namespace radcert::cli {
namespace {

struct InitOptions {
    std::string authority, name, series, origin;
};

/// What no option says is asked at a terminal. @throws Error usage: there is no terminal to ask at.
casework::Founding founding(const Settings& settings, const InitOptions& options)
{
    const Language language = settings.spoken();
    return {
        register_place(settings),
        key_file(settings),
        ask_unless(configured(options.authority, "authority"), "--authority",
                   {"Cơ quan giữ sổ (province:66, varans, ministry)",
                    "Authority that keeps the register (province:66, varans, ministry)"},
                   language),
        options.origin,
        options.series,
        ask_unless(act(settings).officer, "--as",
                   {"Mã cán bộ đầu tiên, là quản trị hệ thống (ví dụ: lan)",
                    "Code of the first officer, who is the administrator (such as: lan)"},
                   language),
        ask_unless(options.name, "--name", {"Họ và tên cán bộ đó", "Full name of that officer"}, language),
        rulebook_to_adopt(settings)};
}

void init(const Settings& settings, const InitOptions& options)
{
    ::umask(S_IRWXG | S_IRWXO); // a register is its owner's alone
    const casework::Founding what = founding(settings, options);
    const registry::RegisterPlace& place = what.place;
    const auto& keys = what.key_file;
    casework::found_register(what);
    const auto first = [&] {
        registry::Database database{place, registry::Access::read};
        return registry::find_officer(database, what.officer);
    }();
    const std::string link = make_welcome_link(settings, *first, {});
    const std::string days = std::to_string(welcome_days);
    const bool vi = settings.spoken() == Language::vi;
    std::string said = (vi ? "đã lập sổ đăng ký " : "made the register ") + place.name() + "\n";
    said += vi ? "  khóa:      " + keys.string() + "  (giữ bản sao ở nơi khác, không để cùng sổ)\n"
               : "  keys:      " + keys.string() + "  (keep a copy elsewhere, not with the register)\n";
    said += (vi ? "  điểm kiểm: " : "  checkpoint: ") + registry::kept_checkpoint_file(place).string() + "\n";
    said += (vi ? "  đăng nhập: " : "  sign in:    ") + link +
            (vi ? "  (một lần, trong " + days + " ngày; " + first->code + " là quản trị hệ thống)\n"
                : "  (once, within " + days + " days; " + first->code + " is the administrator)\n");
    write_out(said + start_service(settings).in(settings.spoken()) + "\n");
}

void run_halt(const Settings& settings, bool lift, const std::string& reason)
{
    registry::Writer writer = open_writer(settings);
    registry::WriteScope write{writer, act(settings)};
    casework::halt(write, !lift, reason);
    write.commit();
    say_dry_run(settings);
    const Words said = lift ? Words{"đã cho cấp chứng chỉ trở lại", "issuing goes on"}
                            : Words{"ĐÃ DỪNG CẤP CHỨNG CHỈ; cho cấp lại: radcert halt --lift",
                                    "ISSUING IS HALTED; to let it go on: radcert halt --lift"};
    write_out(said.in(settings.spoken()) + "\n");
}

} // namespace

void add_init_commands(Command& app, Settings& settings, int&)
{
    auto* command = app.add_subcommand("init", "Lập sổ đăng ký mới / make a register");
    const auto options = std::make_shared<InitOptions>();
    command
        ->add_option("--authority", options->authority,
                     "Cơ quan giữ sổ / authority that keeps it: province:66, varans, ministry")
        ->type_name("BODY");
    command->add_option("--name", options->name, "Họ và tên cán bộ đầu tiên / full name of the first officer")
        ->type_name("NAME");
    command
        ->add_option("--series", options->series,
                     "Mẫu số chứng chỉ / pattern of certificate numbers: {place}-{year}-{ordinal}")
        ->type_name("PATTERN");
    command
        ->add_option("--origin", options->origin,
                     "Tên trong các điểm kiểm đã ký / name in signed checkpoints")
        ->type_name("NAME");
    command->add_option("--as", settings.officer, "Mã cán bộ đầu tiên / code of the first officer")
        ->type_name("CODE");
    command->add_option("--rules", settings.rules, "Thư mục bộ quy định khác / folder of another rulebook")
        ->type_name("DIR");
    command
        ->add_option("--overlay", settings.overlays, "Quy định diễn giải của tỉnh / a province's own rules")
        ->type_name("FILE")
        ->one_value_each();
    add_register_options(*command, settings);
    command->callback([&settings, options] { init(settings, *options); });

    auto* stop = app.add_subcommand("halt", "Dừng cấp chứng chỉ ngay / stop issuing at once");
    const auto lift = std::make_shared<bool>(false);
    const auto reason = std::make_shared<std::string>();
    stop->add_flag("--lift", *lift, "Cho cấp trở lại (hai người) / let it go on (two persons)");
    stop->add_option("--reason", *reason, "Lý do / reason")->type_name("TEXT");
    add_write_options(*stop, settings);
    stop->callback([&settings, lift, reason] { run_halt(settings, *lift, *reason); });
}

} // namespace radcert::cli
