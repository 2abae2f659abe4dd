#include <memory>

#include "casework/erase_worker.h"
#include "casework/words_of.h"
#include "cli/commands.h"
#include "cli/reading.h"

namespace radcert::cli {
namespace {

struct EraseOptions {
    std::string worker, confirmed, reason, legal_basis;
};

void erase(const Settings& settings, const EraseOptions& options)
{
    const std::int64_t worker = casework::parse_worker(options.worker);
    const std::string name = casework::worker_name(worker);
    if (options.confirmed != name && !settings.dry_run) {
        throw Error{Fault::refused,
                    {"xóa " + name + " không thể lấy lại", "forgetting " + name + " cannot be undone"},
                    {"xác nhận bằng cách gõ lại số: --confirm " + name,
                     "confirm by typing the number again: --confirm " + name}};
    }
    Writing writing{settings};
    casework::erase_worker(writing.scope(), worker, options.reason, options.legal_basis);
    writing.done(name,
                 {"đã xóa dữ liệu cá nhân; nhật ký vẫn kiểm chứng được; bản sao lưu cũ vẫn còn dữ liệu",
                  "the person is forgotten, the journal still verifies; older backups still hold the data"},
                 "radcert journal verify");
}

} // namespace

void add_erase_command(Command& worker, Settings& settings, int&)
{
    auto* command =
        worker.add_subcommand("erase", "Xóa dữ liệu một người (hai người) / forget a person (two persons)");
    const auto options = std::make_shared<EraseOptions>();
    command->add_option("WORKER", options->worker, "Nhân viên / worker")->required()->type_name("W-N");
    command->add_option("--confirm", options->confirmed, "Gõ lại số để xác nhận / type the number again")
        ->type_name("W-N");
    command->add_option("--reason", options->reason, "Lý do / reason")->type_name("TEXT");
    command->add_option("--legal-basis", options->legal_basis, "Căn cứ pháp lý / legal basis")
        ->type_name("TEXT");
    add_write_options(*command, settings);
    command->callback([&settings, options] { erase(settings, *options); });
}

} // namespace radcert::cli
