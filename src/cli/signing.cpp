#include "cli/signing.h"

#include "casework/signed_papers.h"
#include "cli/desk.h"
#include "cli/files.h"

namespace radcert::cli {
namespace {

/// First line of the file: a password never stands on the command line.
std::string password_of(const std::string& file)
{
    if (file.empty()) return "";
    std::string text = read_file(file);
    return text.substr(0, text.find_first_of("\r\n"));
}

} // namespace

void add_signing_options(Command& command, SigningOptions& options, const char* reason)
{
    options.reason = reason;
    auto* sign =
        command.add_option("--sign", options.identity, "Khóa ký PKCS#12 / signing key")->type_name("P12");
    command
        .add_option("--password-file", options.password_file,
                    "Mật khẩu ở dòng đầu tệp / password, first line")
        ->type_name("FILE")
        ->needs(sign);
    command.add_option("--reason", options.reason, "Lý do trong chữ ký / reason in the signature")
        ->needs(sign);
}

std::optional<documents::SigningIdentity> signing_identity(const SigningOptions& options, Timestamp at)
{
    if (options.identity.empty()) return std::nullopt;
    return documents::SigningIdentity{read_file(options.identity), password_of(options.password_file),
                                      options.reason, at.utc.substr(0, 19) + "Z"};
}

void add_signed_copy_options(Command& command, SignedCopyOptions& options)
{
    command
        .add_option("FILE", options.file,
                    "Tệp PDF đã ký; '-' là đầu vào chuẩn / the signed file; '-' is standard input")
        ->required();
    command.add_option("--trust", options.trusted, "Chứng thư tin cậy, PEM / certificates to trust")
        ->type_name("PEM");
}

void take_signed_copy(const Settings& settings, Writing& writing, const registry::Paper& paper,
                      const SignedCopyOptions& options, const std::string& next)
{
    const auto keys = registry::KeyFile::load(key_file(settings));
    const std::string trusted = options.trusted.empty() ? "" : read_file(options.trusted);
    const auto kept = casework::attach_signed(writing.scope(), keys, paper, read_file(options.file), trusted);
    const Words signer = casework::signer_words(kept);
    writing.done(paper.record, {"đã lưu bản ký bởi " + signer.vi, "kept the copy signed by " + signer.en},
                 next);
}

} // namespace radcert::cli
