#include "casework/certificate_paper.h"
#include "casework/signed_papers.h"
#include "cli/desk.h"
#include "cli/output.h"
#include "cli/papers.h"
#include "cli/reading.h"
#include "cli/signing.h"
#include "cli/verb.h"

namespace radcert::cli {
namespace {

struct PdfOptions {
    std::string certificate, file;
    SigningOptions signing;
};

void certificate_pdf(const Settings& settings, const PdfOptions& options)
{
    Writing writing{settings};
    const auto keys = registry::KeyFile::load(key_file(settings));
    const auto identity = signing_identity(options.signing, writing.scope().at());
    const auto made = casework::issue_certificate_paper(writing.scope(), writing.rulebooks(), keys,
                                                        options.certificate, identity);
    if (!settings.dry_run) save_file(options.file, made.pdf);
    const Words signer = identity ? casework::signer_words(made.record) : Words{};
    writing.done(options.certificate,
                 {"đã xuất " + options.file + (identity ? ", ký bởi " + signer.vi : ""),
                  "written to " + options.file + (identity ? ", signed by " + signer.en : "")},
                 options.file == "-" ? "radcert certificate show " + options.certificate
                                     : "radcert verify-certificate " + options.file,
                 options.file);
}

struct AttachOptions {
    std::string certificate;
    SignedCopyOptions copy;
};

void attach_signed_certificate(const Settings& settings, const AttachOptions& options)
{
    Writing writing{settings};
    registry::load_certificate(writing.database(), options.certificate); // says so where there is none
    const auto paper = casework::given_out_paper(writing.database(), options.certificate, {});
    take_signed_copy(settings, writing, paper, options.copy,
                     "radcert certificate show " + options.certificate);
}

} // namespace

void add_certificate_paper_commands(Command& certificate, Settings& settings)
{
    auto [command, options] = add_verb(
        certificate, "pdf", "In chứng chỉ ra PDF, ký nếu có khóa PKCS#12 / draw the certificate, sign it",
        settings, certificate_pdf);
    command->add_option("CERTIFICATE", options->certificate, "Số chứng chỉ / number")->required();
    command->add_option("FILE", options->file, "Tệp PDF; '-' là đầu ra chuẩn / '-' is standard output")
        ->required();
    add_signing_options(*command, options->signing, "Cấp chứng chỉ nhân viên bức xạ");
    add_write_options(*command, settings);

    auto [attach, of_attach] =
        add_verb(certificate, "attach-signed",
                 "Nhận PDF đã ký bằng thiết bị của cơ quan / a PDF that was signed elsewhere", settings,
                 attach_signed_certificate);
    attach->add_option("CERTIFICATE", of_attach->certificate, "Số chứng chỉ / number")->required();
    add_signed_copy_options(*attach, of_attach->copy);
    add_write_options(*attach, settings);
}

} // namespace radcert::cli
