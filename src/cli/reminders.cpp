#include "casework/reminders.h"

#include "casework/outbox.h"
#include "cli/desk.h"
#include "cli/output.h"
#include "cli/reading.h"
#include "cli/verb.h"

namespace radcert::cli {
namespace {

using casework::Reminder;

struct ReminderOptions {
    std::string on, outbox;
};

void show_reminders(const Settings& settings, const ReminderOptions& options)
{
    Reading reading{settings};
    casework::Rulebooks rulebooks;
    AsOf clocks = reading.as_of();
    clocks.in_force = day_option(options.on, "--on").value_or(clocks.in_force);
    const auto& rules = rulebooks.in_force(reading.database(), clocks.known_by);
    std::optional<casework::Outbox> outbox;
    if (!options.outbox.empty()) outbox.emplace(options.outbox);
    Table table{{"due", {"Ngày", "Day"}},
                {"kind", {"Việc", "Kind"}},
                {"about", {"Về", "About"}},
                {"stage", {"Mức", "Stage"}},
                {"to", {"Gửi", "To"}},
                {"address", {"Địa chỉ", "Address"}},
                {"text", {"Nội dung", "Text"}},
                {"id", {"Mã", "Id"}},
                {"written", {"Đã ghi mới", "Written now"}}};
    for (const Reminder& one : casework::reminders(reading.database(), rules, clocks)) {
        const Cell written = outbox ? Cell{outbox->put(one)} : Cell{};
        table.row({to_iso(one.due), Cell::coded(word(one.kind), name(one.kind)), one.about,
                   Cell::coded(one.stage, stage_name(one)), one.to,
                   one.address.empty() ? Cell{} : Cell{one.address}, one.first_line.in(settings.spoken()),
                   one.id, written});
    }
    if (outbox) outbox->close();
    table.print(settings);
}

} // namespace

void add_reminders_command(Command& app, Settings& settings, int&)
{
    auto [command, options] = add_verb(app, "reminders", "Ai cần được nhắc việc gì / who must be told what",
                                       settings, show_reminders);
    command->add_option("--on", options->on, "Ngày xét / day (today)")->type_name("DAY");
    command
        ->add_option("--outbox", options->outbox,
                     "Ghi thư vào thư mục, mỗi lời nhắc một lần / write texts into a folder, each once")
        ->type_name("FOLDER");
    add_read_options(*command, settings);
    add_export_options(*command, settings);
    command->footer(
        "Ví dụ / Examples:\n"
        "  radcert reminders --on 2026-11-21\n"
        "  radcert reminders --outbox thu-di\n"
        "Chương trình không gửi thư: hộp thư của cơ quan lấy tệp trong thư mục. / The program sends nothing: "
        "the office's mailer takes the files.");
}

} // namespace radcert::cli
