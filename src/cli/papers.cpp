#include "cli/papers.h"

#include <iostream>
#include <type_traits>

#include "casework/desk_acts.h"
#include "casework/desk_papers.h"
#include "casework/signed_papers.h"
#include "cli/desk.h"
#include "cli/fields.h"
#include "cli/output.h"
#include "cli/reading.h"
#include "cli/signing.h"
#include "cli/verb.h"
#include "documents/paper_tools.h"

namespace radcert::cli {
namespace {

struct PaperOptions {
    std::string application, kind, file, dated;
    std::int64_t amount{-1};
    bool another{false};
    SigningOptions signing;
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
    const auto identity = signing_identity(options.signing, writing.scope().at());
    const auto made = casework::issue_paper(writing.scope(), writing.rulebooks(), request, identity);
    if (!settings.dry_run) save_file(options.file, made.pdf);
    say_what_is_missing(settings, casework::load_letterhead(writing.database()));
    const Words signer = made.record.signer ? casework::signer_words(made.record) : Words{};
    const std::string which =
        std::to_string(made.record.paper) + " (" + made.record.number + ") → " + options.file;
    writing.done(options.application,
                 {"giấy số " + which + (identity ? ", ký bởi " + signer.vi : ""),
                  "paper " + which + (identity ? ", signed by " + signer.en : "")},
                 "radcert application desk " + options.application, options.file);
}

struct PaperAttachOptions {
    std::string application;
    std::int64_t paper{0};
    SignedCopyOptions copy;
};

void attach_signed_paper(const Settings& settings, const PaperAttachOptions& options)
{
    Writing writing{settings};
    const auto paper = casework::given_out_paper(writing.database(), options.application, options.paper);
    take_signed_copy(settings, writing, paper, options.copy,
                     "radcert application open-paper " + options.application + ' ' +
                         std::to_string(options.paper) + " FILE");
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
    save_file(options.file, casework::open_paper(database, keys, options.record, options.paper));
}

struct RegisterOptions {
    std::string from, to, file;
};

void register_page(const Settings& settings, const RegisterOptions& options)
{
    Reading reading{settings};
    casework::Rulebooks rulebooks;
    const auto letter = casework::compose_register_page(
        reading.database(), rulebooks, *day_option(options.from, "--from"), *day_option(options.to, "--to"),
        reading.as_of().in_force, reading.known_by());
    save_file(options.file, documents::paper_tools().draw(letter));
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

void add_application_paper_commands(Command& application, Settings& settings)
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
        ->between(0, 1'000'000'000)
        ->type_name("DONG");
    command->add_flag("--another", options->another,
                      "Lập thêm một giấy với số mới / though there is one, a new number");
    add_signing_options(*command, options->signing, "Phát hành giấy tờ của hồ sơ");
    add_write_options(*command, settings);

    auto [attach, of_attach] =
        add_verb(application, "attach-signed",
                 "Nhận bản đã ký bằng thiết bị của cơ quan / a paper that was signed elsewhere", settings,
                 attach_signed_paper);
    attach->add_option("APPLICATION", of_attach->application, "Số hồ sơ / number")->required();
    attach->add_option("N", of_attach->paper, "Giấy thứ mấy / which paper")->required();
    add_signed_copy_options(*attach, of_attach->copy);
    add_write_options(*attach, settings);

    auto [open, of_open] =
        add_verb(application, "open-paper", "Mở lại một giấy đã lập / a paper that was made out, again",
                 settings, open_paper);
    open->add_option("RECORD", of_open->record, "Số hồ sơ hoặc chứng chỉ / number")->required();
    open->add_option("N", of_open->paper, "Giấy thứ mấy / which paper")->required();
    open->add_option("FILE", of_open->file, "Tệp PDF; '-' là đầu ra chuẩn / '-' is standard output")
        ->required();
    add_register_options(*open, settings);

    auto [page, of_page] =
        add_verb(application, "register", "Sổ theo dõi hồ sơ (mẫu 06) ra PDF / the register of files",
                 settings, register_page);
    page->add_option("FILE", of_page->file, "Tệp PDF; '-' là đầu ra chuẩn / '-' is standard output")
        ->required();
    page->add_option("--from", of_page->from, "Từ ngày / first day")->required()->type_name("DAY");
    page->add_option("--to", of_page->to, "Đến ngày / last day")->required()->type_name("DAY");
    add_read_options(*page, settings);
}

void add_letterhead_command(Command& reg, Settings& settings)
{
    auto [command, typed] = add_verb(reg, "letterhead", "Tên cơ quan in trên giấy tờ / what the papers bear",
                                     settings, letterhead);
    command->add_option("--parent", typed->parent, "Cơ quan chủ quản / body above it: ỦY BAN NHÂN DÂN TỈNH …")
        ->type_name("NAME");
    command->add_option("--body", typed->body, "Tên cơ quan / name of the body: SỞ KHOA HỌC VÀ CÔNG NGHỆ")
        ->type_name("NAME");
    command->add_option("--place", typed->place, "Địa danh / place")->type_name("NAME");
    command
        ->add_option("--abbreviation", typed->abbreviation,
                     "Chữ viết tắt trong số văn bản / letters in numbers of papers: 12/TB-SKHCN")
        ->type_name("LETTERS");
    command
        ->add_option("--unit-code", typed->unit_code,
                     "Mã đơn vị trong số hồ sơ / code in numbers of files: H15.20")
        ->type_name("CODE");
    command->add_option("--capacity", typed->capacity, "Chức vụ người ký / office of who signs: GIÁM ĐỐC")
        ->type_name("NAME");
    command->add_option("--signatory", typed->signatory, "Người ký / who signs")->type_name("NAME");
    command->add_option("--check-at", typed->check_at, "Cách kiểm tra, in cạnh mã QR / how to check")
        ->type_name("TEXT");
    add_write_options(*command, settings);
}

} // namespace radcert::cli
