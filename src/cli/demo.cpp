#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <memory>

#include "casework/accounts.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "demo/sample_register.h"
#include "domain/error.h"
#include "text/json_writer.h"

namespace radcert::cli {
namespace {

namespace fs = std::filesystem;

struct DemoOptions {
    std::string folder, size;
    std::size_t workers{200};
    std::uint64_t seed{1};
};

constexpr std::size_t most_workers = 20'000;
const Words size_help{"Cỡ sổ: S (500 cơ sở, 5.000 người, 10.000 chứng chỉ, 100.000 sự kiện), M (10.000, "
                      "100.000, 250.000, 2 triệu), "
                      "L (100.000, 1 triệu, 3 triệu, 20 triệu; nên lập trong PostgreSQL)",
                      "size: facilities, people, certificates, events; L is for PostgreSQL"};

fs::path prepared_file(const std::string& folder)
{
    const fs::path file = fs::path{folder} / "radcert.db";
    std::error_code failed;
    if (fs::exists(file, failed)) {
        throw Error{Fault::conflict,
                    {folder + ": đã có một sổ đăng ký", folder + ": there is a register already"},
                    {"chọn thư mục khác: radcert demo THƯ-MỤC", "choose another folder: radcert demo DIR"}};
    }
    fs::create_directories(folder, failed);
    if (!fs::is_directory(folder, failed)) {
        throw Error{Fault::unavailable,
                    {folder + ": không tạo được thư mục", folder + ": cannot make the folder"}};
    }
    return file;
}

/// A folder for a file, or a database, named in its place or with --register. What the configuration says of
/// the office's own register counts for nothing here.
registry::RegisterPlace place_of(const Settings& settings, const DemoOptions& options)
{
    const std::string& named = settings.register_file;
    if (options.folder.empty() == named.empty()) {
        throw Error{Fault::usage,
                    {"nêu một chỗ cho sổ mẫu: thư mục, hoặc --register postgresql://…",
                     "name one place for it: a folder, or --register postgresql://…"},
                    {"radcert demo THƯ-MỤC", "radcert demo DIR"}};
    }
    const registry::RegisterPlace given{named.empty() ? options.folder : named};
    if (given.is_file())
        return named.empty() ? registry::RegisterPlace{prepared_file(options.folder)} : given;
    fs::path keys = settings.key_file;
    if (keys.empty()) return given;
    if (keys.extension() == ".key") keys.replace_extension();
    return {given.address(), keys}; // what belongs to a database on this machine lies beside its keys
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

/// What was made, and what it took.
struct Made {
    registry::RegisterPlace place;
    fs::path key_file;
    bool large{};
    demo::SampleContents contents;
    std::int64_t seconds{};
};

/// How the commands that are shown name the register.
std::string register_options(const Made& made)
{
    std::string options =
        " --register " + (made.place.is_file() ? made.place.file().string() : made.place.name());
    if (made.key_file != made.place.beside(".key")) options += " --key-file " + made.key_file.string();
    return options;
}

std::string told_counts(const Made& all, bool vi)
{
    const demo::SampleContents& made = all.contents;
    const auto count = [](std::int64_t number, const char* what) {
        return "  " + std::to_string(number) + " " + what + "\n";
    };
    std::string out = count(made.facilities, vi ? "cơ sở" : "facilities");
    out += count(made.workers, vi ? "nhân viên bức xạ" : "radiation workers");
    out += count(made.applications,
                 vi ? "hồ sơ, trong đó 58 hồ sơ hè 2025" : "applications, 58 of the summer of 2025");
    out += count(made.issued, vi ? "chứng chỉ cấp tại đây" : "certificates issued here");
    out += count(made.elsewhere, vi ? "chứng chỉ nơi khác cấp" : "certificates issued elsewhere");
    out += count(made.events, vi ? "sự kiện trong nhật ký" : "events in the journal");
    if (!all.large) return out;
    constexpr std::int64_t mebibyte = 1 << 20;
    out += "  " + std::to_string((made.bytes + mebibyte - 1) / mebibyte) + " MiB, " +
           std::to_string(all.seconds) +
           (vi ? " giây; gốc cây nhật ký " : " s; root of the journal's tree ") + made.root + "\n";
    return out;
}

std::string told(const Made& all, bool vi)
{
    const demo::SampleContents& made = all.contents;
    std::string out = (vi ? "đã lập sổ đăng ký mẫu " : "made a sample register: ") + all.place.name() + "\n";
    out += vi ? "  Đắk Lắk (66) và Lâm Đồng (68), 01/2018 đến 11/2026; mọi người và cơ sở đều không có thật\n"
              : "  Đắk Lắk (66) and Lâm Đồng (68), 01/2018 to 11/2026; no person or facility in it exists\n";
    out += told_counts(all, vi);
    out += told_accounts(made.accounts, vi);
    const std::string with = register_options(all) + (vi ? "" : " --lang en");
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

std::string as_json(const Made& all)
{
    const demo::SampleContents& made = all.contents;
    std::string out;
    text::JsonWriter json{out};
    const auto number = [&](const char* name, std::int64_t value) {
        json.key(name);
        json.number(std::uint64_t(value));
    };
    json.open_object();
    json.member("register", all.place.name());
    number("facilities", made.facilities);
    number("workers", made.workers);
    number("applications", made.applications);
    number("issued", made.issued);
    number("elsewhere", made.elsewhere);
    number("events", made.events);
    json.member("root", made.root);
    number("bytes", made.bytes);
    number("seconds", all.seconds);
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

std::atomic<bool> told_to_stop{false};

/// Ctrl-C, while a large register is made: what was made so far is removed first.
void stop_if_told()
{
    if (!told_to_stop) return;
    throw Error{Fault::unavailable,
                {"đã dừng theo yêu cầu; không giữ lại gì", "stopped as asked; nothing was kept"},
                {"chạy lại để lập sổ mẫu", "run it again to make the register"}};
}

Made make(const Settings& settings, const DemoOptions& options)
{
    demo::SampleOptions sample;
    const auto size = std::ranges::find(demo::sizes, options.size, &demo::Size::name);
    if (size != demo::sizes.end()) sample.size = *size;
    sample.rules = {rulebook_files(rulebook_folder(settings.rules)), {}};
    sample.place = place_of(settings, options);
    sample.key_file = settings.key_file.empty() ? sample.place.beside(".key") : fs::path{settings.key_file};
    sample.workers = options.workers;
    sample.seed = options.seed;
    ProgressBar bar{settings.spoken() == Language::vi ? "lập sổ mẫu" : "making the register"};
    sample.progress = [&](std::int64_t done, std::int64_t all) {
        stop_if_told();
        bar(std::size_t(done), std::size_t(all));
    };
    if (sample.size) {
        std::signal(SIGINT, [](int) { told_to_stop = true; });
        std::signal(SIGTERM, [](int) { told_to_stop = true; });
    }
    const auto began = std::chrono::steady_clock::now();
    Made made{sample.place, sample.key_file, sample.size.has_value(), demo::make_sample_register(sample), 0};
    const auto took = std::chrono::steady_clock::now() - began;
    made.seconds = std::chrono::duration_cast<std::chrono::seconds>(took).count();
    return made;
}

} // namespace

void add_demo_commands(Command& app, Settings& settings, int&)
{
    auto* command = app.add_subcommand(
        "demo", "Lập sổ mẫu với người và cơ sở không có thật / make a sample register of made-up people");
    const auto options = std::make_shared<DemoOptions>();
    command->add_option("folder", options->folder, "Thư mục cho sổ mẫu / folder for it")->type_name("DIR");
    command->add_option("--size", options->size, size_help.vi + " / " + size_help.en)
        ->one_of({"S", "M", "L"})
        ->type_name("SIZE");
    command->add_option("--workers", options->workers, "Số nhân viên / how many workers")
        ->between(10, most_workers)
        ->type_name("N");
    command->add_option("--seed", options->seed, "Số gieo: cùng số, cùng sổ / the same for the same number")
        ->type_name("S");
    command
        ->add_option("--register", settings.register_file,
                     "Thay thư mục: cơ sở dữ liệu hoặc tệp / in place of a folder: postgresql://…, or a file")
        ->type_name("FILE");
    command->add_option("--key-file", settings.key_file, "Tệp khóa / its keys")->type_name("FILE");
    command->add_option("--rules", settings.rules, "Thư mục bộ quy định khác / folder of another rulebook")
        ->type_name("DIR");
    command->add_flag("--json", settings.json, "Kết quả JSON / answer in JSON");
    command->add_option("--lang", settings.language, "Ngôn ngữ / language: vi, en")
        ->one_of({"vi", "en"})
        ->type_name("LANG");
    command->callback([&settings, options] {
        const Made made = make(settings, *options);
        write_out(settings.json ? as_json(made) : told(made, settings.spoken() == Language::vi));
    });
}

} // namespace radcert::cli
