#include "cli/certificate_proofs.h"

#include "casework/prove_certificate.h"
#include "cli/desk.h"
#include "cli/output.h"
#include "cli/verb.h"

namespace radcert::cli {
namespace {

struct ProofOptions {
    std::string number, issued_by;
};

struct Proof {
    registry::KeyFile keys;
    casework::ProvenCertificate proven;
};

Proof prove(const Settings& settings, const ProofOptions& options)
{
    registry::Database database = open_register(settings);
    const registry::ReadScope one_state{database};
    const registry::KeyFile keys = registry::KeyFile::load(key_file(settings));
    return {keys,
            casework::prove_certificate(database, keys, options.number, text_option(options.issued_by))};
}

void print_statement(const Settings& settings, const ProofOptions& options)
{
    write_out(prove(settings, options).proven.statement_text + '\n');
}

void print_credential(const Settings& settings, const ProofOptions& options)
{
    const Proof proof = prove(settings, options);
    write_out(casework::prove_credential(proof.proven, proof.keys) + '\n');
}

void add(Command& certificate, Settings& settings, const char* verb, const char* help,
         void (*print)(const Settings&, const ProofOptions&))
{
    auto [command, options] = add_verb(certificate, verb, help, settings, print);
    command->add_option("CERTIFICATE", options->number, "Số chứng chỉ / number")->required();
    command->add_option("--issued-by", options->issued_by, "Nơi cấp / authority that issued it")
        ->type_name("BODY");
    add_register_options(*command, settings);
}

} // namespace

void add_certificate_proof_commands(Command& certificate, Settings& settings, int&)
{
    add(certificate, settings, "statement", "Nội dung mã QR, đã ký / the signed text of the QR code",
        print_statement);
    add(certificate, settings, "credential",
        "Chứng chỉ số JSON đã ký (W3C), có họ tên và ngày sinh / a W3C credential, with name and birth date",
        print_credential);
}

} // namespace radcert::cli
