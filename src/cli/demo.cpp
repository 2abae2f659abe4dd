#include <filesystem>
#include <memory>

#include "casework/accounts.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "cli/output.h"
#include "demo/sample_register.h"
#include "domain/error.h"
#include "text/json_writer.h"

namespace radcert::cli {
namespace {

namespace fs = std::filesystem;

struct DemoOptions {
    std::string folder;
    std::size_t workers{200};
    std::uint64_t seed{1};
};

constexpr std::size_t most_workers = 20'000;

fs::path prepared_file(const DemoOptions& options)
{
    const fs::path file = fs::path{options.folder} / "radcert.db";
    std::error_code failed;
    if (fs::exists(file, failed)) {
        throw Error{
            Fault::conflict,
            {options.folder + ": đã có một sổ đăng ký", options.folder + ": there is a register already"},
            {"chọn thư mục khác: radcert demo THƯ-MỤC", "choose another folder: radcert demo DIR"}};
    }
    fs::create_directories(options.folder, failed);
    if (!fs::is_directory(options.folder, failed)) {
        throw Error{
            Fault::unavailable,
            {options.folder + ": không tạo được thư mục", options.folder + ": cannot make the folder"}};
    }
    return file;
}

/// Who can sign in, with which password.
std::string told_accounts(const std::vector<demo::SampleAccount>& accounts, bool vi)
{
    std::string out = vi ? "Tài khoản mẫu, mật khẩu mẫu chung cho tất cả: "
                         : "Sample accounts, one sample password for all: ";
    out += std::string{demo::sample_password} + '\n';
    for (const demo::SampleAccount& account : accounts) {
        const Words duty = casework::duty_name(account.duty);
        out += "  " + account.code + std::string(12 - std::min<std::size_t>(account.code.size(), 11), ' ') +
               (vi ? duty.vi : duty.en) + (account.rows.empty() ? "" : " " + account.rows) + '\n';
    }
    return out;
}

std::string told(const fs::path& file, const demo::SampleContents& made, bool vi)
{
    const auto count = [](std::int64_t number, const char* what) {
        return "  " + std::to_string(number) + " " + what + "\n";
    };
    std::string out = (vi ? "đã lập sổ đăng ký mẫu " : "made a sample register: ") + file.string() + "\n";
    out += vi ? "  Đắk Lắk (66) và Lâm Đồng (68), 01/2018 đến 11/2026; mọi người và cơ sở đều không có thật\n"
              : "  Đắk Lắk (66) and Lâm Đồng (68), 01/2018 to 11/2026; no person or facility in it exists\n";
    out += count(made.facilities, vi ? "cơ sở" : "facilities");
    out += count(made.workers, vi ? "nhân viên bức xạ" : "radiation workers");
    out += count(made.applications,
                 vi ? "hồ sơ, trong đó 58 hồ sơ hè 2025" : "applications, 58 of the summer of 2025");
    out += count(made.issued, vi ? "chứng chỉ cấp tại đây" : "certificates issued here");
    out += count(made.elsewhere, vi ? "chứng chỉ nơi khác cấp" : "certificates issued elsewhere");
    out += count(made.events, vi ? "sự kiện trong nhật ký" : "events in the journal");
    out += told_accounts(made.accounts, vi);
    const std::string with = " --register " + file.string() + (vi ? "" : " --lang en");
    out += vi ? "Thử tiếp:\n" : "Try next:\n";
    out += "  radcert worker search \"" + made.name_to_search + "\"" + with + "\n";
    out += "  radcert certificate history " + made.certificate + with + "\n";
    out +=
        "  radcert facility coverage F-" + std::to_string(made.facility) + " --on 2025-06-02" + with + "\n";
    out += "  radcert application show " + made.application + with + "\n";
    out += "  radcert journal verify --read-data" + with + "\n";
    out += "  radcert serve" + with + "\n";
    return out;
}

std::string as_json(const fs::path& file, const demo::SampleContents& made)
{
    std::string out;
    text::JsonWriter json{out};
    const auto number = [&](const char* name, std::int64_t value) {
        json.key(name);
        json.number(std::uint64_t(value));
    };
    json.open_object();
    json.member("register", file.string());
    number("facilities", made.facilities);
    number("workers", made.workers);
    number("applications", made.applications);
    number("issued", made.issued);
    number("elsewhere", made.elsewhere);
    number("events", made.events);
    json.member("certificate", made.certificate);
    json.member("application", made.application);
    json.member("worker", "W-" + std::to_string(made.holder));
    json.member("facility", "F-" + std::to_string(made.facility));
    json.member("name", made.name_to_search);
    json.member("sample_password", demo::sample_password);
    json.key("accounts");
    json.open_array();
    for (const demo::SampleAccount& account : made.accounts) {
        json.open_object();
        json.member("code", account.code);
        json.member("duty", account.duty);
        json.member("rows", account.rows);
        json.close_object();
    }
    json.close_array();
    json.close_object();
    return text::indented(out) + "\n";
}

void make_demo(const Settings& settings, const DemoOptions& options)
{
    casework::RulebookFiles rules{rulebook_files(rulebook_folder(settings.rules)), {}};
    const fs::path file = prepared_file(options);
    const demo::SampleOptions sample{file, file.string() + ".key", options.workers, options.seed,
                                     std::move(rules)};
    const demo::SampleContents made = demo::make_sample_register(sample);
    write_out(settings.json ? as_json(file, made) : told(file, made, settings.spoken() == Language::vi));
}

} // namespace

void add_demo_commands(Command& app, Settings& settings, int&)
{
    auto* command = app.add_subcommand(
        "demo", "Lập sổ mẫu với người và cơ sở không có thật / make a sample register of made-up people");
    const auto options = std::make_shared<DemoOptions>();
    command->add_option("folder", options->folder, "Thư mục cho sổ mẫu / folder for it")
        ->required()
        ->type_name("DIR");
    command->add_option("--workers", options->workers, "Số nhân viên / how many workers")
        ->between(10, most_workers)
        ->type_name("N");
    command->add_option("--seed", options->seed, "Số gieo: cùng số, cùng sổ / the same for the same number")
        ->type_name("S");
    command->add_option("--rules", settings.rules, "Thư mục bộ quy định khác / folder of another rulebook")
        ->type_name("DIR");
    command->add_flag("--json", settings.json, "Kết quả JSON / answer in JSON");
    command->add_option("--lang", settings.language, "Ngôn ngữ / language: vi, en")
        ->one_of({"vi", "en"})
        ->type_name("LANG");
    command->callback([&settings, options] { make_demo(settings, *options); });
}

} // namespace radcert::cli
