#include <algorithm>
#include <memory>

#include "casework/check_certificate.h"
#include "cli/checked_paper_page.h"
#include "cli/commands.h"
#include "cli/desk.h"
#include "cli/exit_status.h"
#include "cli/fields.h"
#include "cli/files.h"
#include "cli/output.h"
#include "cli/paper_source.h"
#include "cli/table.h"
#include "cli/trusted_keys.h"
#include "documents/typed_statement.h"

namespace radcert::cli {
namespace {

using casework::CheckedPaper;
using casework::PaperAnswer;

struct VerifyOptions {
    std::vector<std::string> what, trust;
    std::string snapshot, name, born, signers;
    bool compare_name{false};
};

int status_of(PaperAnswer answer)
{
    switch (answer) { // no default: the compiler names the case we forget
    case PaperAnswer::forged:
    case PaperAnswer::mismatch: return exit_status(Fault::integrity);
    case PaperAnswer::revoked:
    case PaperAnswer::suspended:
    case PaperAnswer::expired:
    case PaperAnswer::not_yet: return exit_status(Fault::refused);
    case PaperAnswer::unproven:
    case PaperAnswer::stale: return exit_status(Fault::unavailable);
    case PaperAnswer::valid: return 0;
    }
    return 1;
}

/// A signature of the PDF that does not hold says that the page may show something else than what was signed.
void judge_signatures(const PaperSource& source, CheckedPaper& checked)
{
    if (source.signatures.empty()) return;
    const bool intact = std::ranges::all_of(source.signatures, [](const auto& one) { return one.intact; });
    if (intact && source.signatures.back().covers_all) return;
    checked.answer = std::min(checked.answer, PaperAnswer::mismatch);
    checked.reasons.insert(checked.reasons.begin(), {"tệp PDF đã bị thay đổi sau khi ký số",
                                                     "the PDF was changed after it was signed"});
}

CheckedPaper check_paper(const std::string& statement, const VerifyOptions& options, Trust& trust,
                         const std::optional<std::string>& snapshot)
{
    casework::PaperToCheck paper;
    paper.statement = statement;
    paper.trusted = trust.keys;
    if (snapshot) paper.snapshot = *snapshot;
    if (options.compare_name) paper.full_name = options.name;
    paper.birth_date = day_option(options.born, "--born");
    paper.today = trust.today;
    return trust.database ? check_paper(paper, *trust.database) : check_paper(paper);
}

/// The reading of a text, maybe broken into lines, that somebody trusted signed; else the first.
CheckedPaper check_text(const std::string& text, const VerifyOptions& options, Trust& trust,
                        const std::optional<std::string>& snapshot)
{
    std::optional<CheckedPaper> first;
    for (const std::string& reading : documents::statement_readings(text)) {
        CheckedPaper checked = check_paper(reading, options, trust, snapshot);
        if (checked.statement) return checked;
        if (!first) first = std::move(checked);
    }
    return *first;
}

CheckedPaper check_source(const PaperSource& source, const std::string& text, const VerifyOptions& options,
                          Trust& trust, const std::optional<std::string>& snapshot)
{
    if (source.kind == PaperSource::Kind::text) return check_text(text, options, trust, snapshot);
    if (source.kind != PaperSource::Kind::credential) return check_paper(text, options, trust, snapshot);
    try {
        return check_paper(casework::open_credential(text, trust.keys), options, trust, snapshot);
    } catch (const Error& error) { // a credential that is none is the answer
        CheckedPaper forged;
        forged.reasons.push_back(error.sentence());
        return forged;
    }
}

[[noreturn]] void refuse_without_keys()
{
    throw Error{Fault::usage,
                {"chưa biết tin khóa nào", "no key is trusted yet"},
                {"thêm --trust: dòng khóa mà cơ quan cấp công bố (radcert journal vkey)",
                 "add --trust: the key line that the issuing office publishes (radcert journal vkey)"}};
}

int verify(const Settings& settings, const VerifyOptions& options)
{
    Trust trust = load_trust(settings, options.trust);
    if (trust.keys.empty()) refuse_without_keys();
    const auto read_if_named = [](const std::string& file) {
        return file.empty() ? std::nullopt : std::optional{read_file(file)};
    };
    const auto snapshot = read_if_named(options.snapshot);
    const std::string signers = read_if_named(options.signers).value_or("");
    const Vocabulary words = load_rulebook(settings.rules, {}).vocabulary;
    const Format format = output_format(settings.json);
    std::vector<std::string> pages;
    auto worst = PaperAnswer::valid;
    for (const std::string& what : options.what) {
        const PaperSource source = read_paper(what, signers);
        for (const std::string& text : source.statements) {
            CheckedPaper checked = check_source(source, text, options, trust, snapshot);
            judge_signatures(source, checked);
            worst = std::min(worst, checked.answer);
            if (trust.left_out && checked.statement && checked.statement->origin == *trust.left_out)
                checked.reasons.push_back(
                    {"sổ ở máy này cùng tên nhưng khóa của nó không có trong --trust: không hỏi",
                     "the register at hand has this name, but its key is not in --trust: not asked"});
            const Record page = checked_paper_page(checked, source, words, trust.today, settings.spoken());
            pages.push_back(page.text(format, settings.spoken(), 100));
        }
    }
    if (format == Format::json && pages.size() > 1)
        write_out("[" + joined(pages, ",") + "]\n");
    else
        write_out(joined(pages, "\n"));
    return status_of(worst);
}

} // namespace

void add_verify_certificate_command(Command& app, Settings& settings, int& status)
{
    const auto options = std::make_shared<VerifyOptions>();
    auto* command = app.add_subcommand(
        "verify-certificate", "Kiểm tra giấy chứng chỉ, không cần sổ / check a certificate's paper, offline");
    command
        ->add_option("WHAT", options->what,
                     "Nội dung mã QR, '-', hoặc tệp: văn bản, JSON, PDF, PNG, JPEG / the QR code's text, "
                     "'-', or a file")
        ->required();
    add_trust_option(*command, options->trust);
    command
        ->add_option("--snapshot", options->snapshot,
                     "Tệp thu hồi / revocation snapshot (revocations export)")
        ->type_name("FILE");
    auto* name = command->add_option("--name", options->name, "Họ tên trên giấy / name on the paper")
                     ->type_name("NAME");
    command->add_option("--born", options->born, "Ngày sinh trên giấy / day of birth on the paper")
        ->type_name("DAY")
        ->needs(name);
    command
        ->add_option(
            "--signers", options->signers,
            "Chứng thư gốc (PEM) để kiểm chữ ký số của PDF / root certificates for the PDF's signature")
        ->type_name("FILE");
    add_register_options(*command, settings);
    command->footer(
        "Mã thoát / Exit status: 0 có hiệu lực / valid · 5 thu hồi, đình chỉ, hết hạn / revoked, suspended, "
        "expired\n  8 giả mạo hoặc của người khác / forged or somebody else's · 9 chưa rõ, chưa kiểm được / "
        "stale, not proven\n"
        "Ví dụ / Example:\n"
        "  radcert verify-certificate giay.pdf --trust khoa.vkey --snapshot thu-hoi.radrev");
    command->callback([&settings, &status, options, name] {
        options->compare_name = name->given();
        status = verify(settings, *options);
    });
}

} // namespace radcert::cli
