#include "cli/papers.h"

#include <CLI/CLI.hpp>

#include <iostream>
#include <type_traits>

#include "casework/certificate_paper.h"
#include "casework/desk_acts.h"
#include "casework/desk_papers.h"
#include "cli/desk.h"
#include "cli/fields.h"
#include "cli/files.h"
#include "cli/output.h"
#include "cli/reading.h"
#include "cli/verb.h"
#include "documents/paper_tools.h"
#include "registry/kept_file.h"

namespace radcert::cli {
namespace {

void save(const std::string& file, const std::string& bytes)
{
    if (file == "-")
        write_out(bytes);
    else
        registry::write_kept_file(file, bytes);
}

struct PaperOptions {
    std::string application, kind, file, dated;
    std::int64_t amount{-1};
    bool another{false};
};

/// On standard error: the paper was made all the same.
void say_what_is_missing(const Settings& settings, const registry::Letterhead& head)
{
    std::string all;
    for (const Words& one : casework::missing_on(head))
        all += (all.empty() ? "" : ", ") + one.in(settings.spoken());
    if (all.empty() || settings.json) return;
    std::cerr << (settings.spoken() == Language::vi ? "radcert: giấy tờ còn thiếu: "
                                                    : "radcert: the papers lack: ")
              << all << " (radcert register letterhead)\n";
}

void paper(const Settings& settings, const PaperOptions& options)
{
    Writing writing{settings};
    casework::PaperRequest request{
        options.application, options.kind, day_option(options.dated, "--dated"), {}};
    if (options.amount >= 0) request.amount = options.amount;
    request.another = options.another;
    const auto made = casework::issue_paper(writing.scope(), writing.rulebooks(), request);
    if (!settings.dry_run) save(options.file, made.pdf);
    say_what_is_missing(settings, casework::load_letterhead(writing.database()));
    writing.done(
        options.application,
        {"giấy số " + std::to_string(made.record.paper) + " (" + made.record.number + ") → " + options.file,
         "paper " + std::to_string(made.record.paper) + " (" + made.record.number + ") → " + options.file},
        "radcert application desk " + options.application);
}

struct OpenOptions {
    std::string record, file;
    std::int64_t paper{0};
};

void open_paper(const Settings& settings, const OpenOptions& options)
{
    registry::Database database = open_register(settings);
    const registry::ReadScope one_state{database};
    const auto keys = registry::KeyFile::load(key_file(settings));
    save(options.file, casework::open_paper(database, keys, options.record, options.paper));
}

struct RegisterOptions {
    std::string from, to, file;
};

void register_page(const Settings& settings, const RegisterOptions& options)
{
    Reading reading{settings};
    casework::Rulebooks rulebooks;
    const auto letter =
        casework::compose_register_page(reading.database(), rulebooks, *day_option(options.from, "--from"),
                                        *day_option(options.to, "--to"), reading.known_by());
    save(options.file, documents::paper_tools().draw(letter));
}

struct CertificateOptions {
    std::string certificate, file, identity, password_file, reason{"Cấp chứng chỉ nhân viên bức xạ"}, trusted;
};

/// First line of the file: a password never stands on the command line.
std::string password_of(const std::string& file)
{
    if (file.empty()) return "";
    std::string text = read_file(file);
    return text.substr(0, text.find_first_of("\r\n"));
}

void certificate_pdf(const Settings& settings, const CertificateOptions& options)
{
    Writing writing{settings};
    const auto keys = registry::KeyFile::load(key_file(settings));
    std::optional<documents::SigningIdentity> identity;
    if (!options.identity.empty()) {
        identity = documents::SigningIdentity{read_file(options.identity), password_of(options.password_file),
                                              options.reason, writing.scope().at().utc.substr(0, 19) + "Z"};
    }
    const auto made = casework::issue_certificate_paper(writing.scope(), writing.rulebooks(), keys,
                                                        options.certificate, identity);
    if (!settings.dry_run) save(options.file, made.pdf);
    const std::string signer = identity ? made.record.signer.value_or("") : "";
    writing.done(options.certificate,
                 signer.empty() ? Words{"đã xuất " + options.file, "written to " + options.file}
                                : Words{"đã xuất " + options.file + ", ký bởi " + signer,
                                        "written to " + options.file + ", signed by " + signer},
                 "radcert verify-certificate " + options.file);
}

void attach_signed(const Settings& settings, const CertificateOptions& options)
{
    Writing writing{settings};
    const auto keys = registry::KeyFile::load(key_file(settings));
    const std::string trusted = options.trusted.empty() ? "" : read_file(options.trusted);
    const auto made = casework::attach_signed_certificate(writing.scope(), keys, options.certificate,
                                                          read_file(options.file), trusted);
    const std::string signer = made.signer.value_or("");
    writing.done(options.certificate, {"đã lưu bản ký bởi " + signer, "kept the copy signed by " + signer},
                 "radcert certificate show " + options.certificate);
}

void letterhead(const Settings& settings, const registry::Letterhead& typed)
{
    std::string all;
    registry::Letterhead::fields(typed, [&](const char*, const auto& value) {
        if constexpr (std::is_same_v<std::decay_t<decltype(value)>, std::string>) all += value;
    });
    if (all.empty()) { // nothing to record: show what is there
        Reading reading{settings};
        Record page;
        FieldCells{reading}.add(page, casework::load_letterhead(reading.database()), {"entry"});
        page.print(reading.format(), reading.language());
        return;
    }
    Writing writing{settings};
    auto made = registry::find_letterhead(writing.database()).value_or(registry::Letterhead{});
    const auto put = [](std::string& kept, const std::string& given) {
        if (!given.empty()) kept = given;
    };
    put(made.parent, typed.parent);
    put(made.body, typed.body);
    put(made.place, typed.place);
    put(made.abbreviation, typed.abbreviation);
    put(made.unit_code, typed.unit_code);
    put(made.capacity, typed.capacity);
    put(made.signatory, typed.signatory);
    put(made.check_at, typed.check_at);
    casework::set_letterhead(writing.scope(), made);
    say_what_is_missing(settings, made);
    writing.done("letterhead", {made.body + ", " + made.place, made.body + ", " + made.place},
                 "radcert application paper");
}

} // namespace

void add_application_paper_commands(CLI::App& application, Settings& settings)
{
    auto [command, options] =
        add_verb(application, "paper",
                 "Lập giấy tờ của hồ sơ ra PDF: receipt, supplement, refuse_intake, fee_notice, "
                 "refusal, apology, control_slip / make out a paper",
                 settings, paper);
    command->add_option("APPLICATION", options->application, "Số hồ sơ / number")->required();
    command->add_option("KIND", options->kind, "Loại giấy / kind of paper")->required();
    command->add_option("FILE", options->file, "Tệp PDF; '-' là đầu ra chuẩn / '-' is standard output")
        ->required();
    command->add_option("--dated", options->dated, "Ngày trên giấy / day on it (today)")->type_name("DAY");
    command
        ->add_option("--amount", options->amount, "Số tiền lệ phí, khi bộ quy định không biết / fee in dong")
        ->check(CLI::Range(std::int64_t{0}, std::int64_t{1'000'000'000}))
        ->type_name("DONG");
    command->add_flag("--another", options->another,
                      "Lập thêm một giấy với số mới / though there is one, a new number");
    add_write_options(*command, settings);

    auto [open, of_open] =
        add_verb(application, "open-paper", "Mở lại một giấy đã lập / a paper that was made out, again",
                 settings, open_paper);
    open->add_option("RECORD", of_open->record, "Số hồ sơ hoặc chứng chỉ / number")->required();
    open->add_option("N", of_open->paper, "Giấy thứ mấy / which paper")->required();
    open->add_option("FILE", of_open->file, "Tệp PDF")->required();
    add_register_options(*open, settings);

    auto [page, of_page] =
        add_verb(application, "register", "Sổ theo dõi hồ sơ (mẫu 06) ra PDF / the register of files",
                 settings, register_page);
    page->add_option("FILE", of_page->file, "Tệp PDF")->required();
    page->add_option("--from", of_page->from, "Từ ngày / first day")->required()->type_name("DAY");
    page->add_option("--to", of_page->to, "Đến ngày / last day")->required()->type_name("DAY");
    add_read_options(*page, settings);
}

void add_certificate_paper_commands(CLI::App& certificate, Settings& settings)
{
    auto [command, options] = add_verb(
        certificate, "pdf", "In chứng chỉ ra PDF, ký nếu có khóa PKCS#12 / draw the certificate, sign it",
        settings, certificate_pdf);
    command->add_option("CERTIFICATE", options->certificate, "Số chứng chỉ / number")->required();
    command->add_option("FILE", options->file, "Tệp PDF")->required();
    command->add_option("--sign", options->identity, "Khóa ký PKCS#12 / signing key")->type_name("P12");
    command
        ->add_option("--password-file", options->password_file,
                     "Mật khẩu ở dòng đầu tệp / password, first line")
        ->type_name("FILE");
    command->add_option("--reason", options->reason, "Lý do trong chữ ký / reason in the signature");
    add_write_options(*command, settings);

    auto [attach, of_attach] =
        add_verb(certificate, "attach-signed",
                 "Nhận PDF đã ký bằng thiết bị của cơ quan / a PDF that was signed elsewhere", settings,
                 attach_signed);
    attach->add_option("CERTIFICATE", of_attach->certificate, "Số chứng chỉ / number")->required();
    attach->add_option("FILE", of_attach->file, "Tệp PDF đã ký / the signed file")->required();
    attach->add_option("--trust", of_attach->trusted, "Chứng thư tin cậy, PEM / certificates to trust")
        ->type_name("PEM");
    add_write_options(*attach, settings);
}

void add_letterhead_command(CLI::App& reg, Settings& settings)
{
    auto [command, typed] = add_verb(reg, "letterhead", "Tên cơ quan in trên giấy tờ / what the papers bear",
                                     settings, letterhead);
    command->add_option("--parent", typed->parent, "ỦY BAN NHÂN DÂN TỈNH …")->type_name("NAME");
    command->add_option("--body", typed->body, "SỞ KHOA HỌC VÀ CÔNG NGHỆ")->type_name("NAME");
    command->add_option("--place", typed->place, "Địa danh / place")->type_name("NAME");
    command->add_option("--abbreviation", typed->abbreviation, "Trong số văn bản: 12/TB-SKHCN")
        ->type_name("LETTERS");
    command->add_option("--unit-code", typed->unit_code, "Trong số hồ sơ: H15.20")->type_name("CODE");
    command->add_option("--capacity", typed->capacity, "GIÁM ĐỐC")->type_name("NAME");
    command->add_option("--signatory", typed->signatory, "Người ký / who signs")->type_name("NAME");
    command->add_option("--check-at", typed->check_at, "Cách kiểm tra, in cạnh mã QR / how to check")
        ->type_name("TEXT");
    add_write_options(*command, settings);
}

} // namespace radcert::cli
