#include "casework/reminders.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <sstream>

#include "cli/desk.h"
#include "cli/output.h"
#include "cli/reading.h"
#include "cli/verb.h"
#include "registry/kept_file.h"
#include "text/utf8.h"

namespace radcert::cli {
namespace {

namespace fs = std::filesystem;
using casework::Reminder;

struct ReminderOptions {
    std::string on, outbox;
};

std::string one_line(std::string text)
{
    std::ranges::replace_if(text, [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
    return text::printable(text);
}

/// Headers, the Vietnamese text, and the English one below it.
std::string letter(const Reminder& reminder)
{
    const std::string address =
        reminder.address.empty() ? "chưa ghi địa chỉ / no address recorded" : reminder.address;
    return "To: " + one_line(reminder.to) + " <" + one_line(address) +
           ">\nSubject: " + one_line(reminder.first_line.vi) + "\n\n" + one_line(reminder.first_line.vi) +
           "\n\n" + reminder.text.vi + "\n-- \n" + one_line(reminder.first_line.en) + "\n\n" +
           reminder.text.en;
}

/// A folder of texts that the office's mailer takes away. What was written once is remembered there in
/// written.txt, so that nothing is written again when its file is gone.
class Outbox {
public:
    explicit Outbox(fs::path folder) : folder_{std::move(folder)}
    {
        std::error_code failed;
        fs::create_directories(folder_, failed);
        if (failed) {
            throw Error{Fault::unavailable,
                        {folder_.string() + ": không tạo được thư mục (" + failed.message() + ")",
                         folder_.string() + ": the folder cannot be made (" + failed.message() + ")"},
                        {"kiểm tra quyền của thư mục", "look at the folder's permissions"}};
        }
        std::istringstream lines{registry::read_kept_file(ledger()).value_or("")};
        for (std::string id; std::getline(lines, id);) written_.insert(id);
    }

    /// @return whether it is new
    bool put(const Reminder& reminder)
    {
        if (!written_.insert(reminder.id).second) return false;
        registry::write_kept_file(folder_ / (reminder.id + ".txt"), letter(reminder));
        return true;
    }

    void close() const
    {
        std::string lines;
        for (const std::string& id : written_) lines += id + '\n';
        registry::write_kept_file(ledger(), lines);
    }

private:
    fs::path ledger() const { return folder_ / "written.txt"; }

    fs::path folder_;
    std::set<std::string> written_;
};

void show_reminders(const Settings& settings, const ReminderOptions& options)
{
    Reading reading{settings};
    casework::Rulebooks rulebooks;
    AsOf clocks = reading.as_of();
    clocks.in_force = day_option(options.on, "--on").value_or(clocks.in_force);
    const auto& rules = rulebooks.in_force(reading.database(), clocks.known_by);
    std::optional<Outbox> outbox;
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
