#include <memory>

#include "casework/amend_certificate.h"
#include "casework/history.h"
#include "casework/issue_certificate.h"
#include "casework/words_of.h"
#include "cli/certificate_changes.h"
#include "cli/certificate_proofs.h"
#include "cli/desk.h"
#include "cli/fields.h"
#include "cli/history.h"
#include "cli/output.h"
#include "cli/papers.h"
#include "cli/reading.h"
#include "cli/table.h"
#include "registry/certificates.h"
#include "registry/facilities.h"
#include "registry/workers.h"

namespace radcert::cli {
namespace {

Cell role_cell(const Vocabulary& words, const std::string& role)
{
    const auto code = words.roles.find(role);
    return code ? Cell::coded(role, words.roles.name(*code)) : Cell{role};
}

Cell certificate_day(const std::optional<Date>& day)
{
    return day ? Cell{to_iso(*day)} : Cell{};
}

struct ShowOptions {
    std::string number, issued_by;
};

void show_certificate(const Settings& settings, const ShowOptions& options)
{
    Reading reading{settings};
    registry::Database& database = reading.database();
    const AsOf clocks = reading.as_of();
    const FieldCells cells{reading};
    const Vocabulary& words = reading.words();
    const auto certificate =
        registry::load_certificate(database, options.number, text_option(options.issued_by), clocks.known_by);
    const auto entries = registry::statuses_of(database, certificate, clocks.known_by);
    Record record;
    record.field("certificate", {"Số chứng chỉ", "Certificate"}, certificate.certificate);
    record.field("status", {"Tình trạng", "Status"},
                 status_cell(registry::status_on(certificate, entries, clocks.in_force)));
    record.field("on", {"Ngày xét", "On"}, cells("on", clocks.in_force));
    record.field("issued_by", {"Nơi cấp", "Issued by"}, cells("issued_by", certificate.issued_by));
    record.field("issued_on", {"Ngày cấp", "Issued on"}, cells("issued_on", certificate.issued_on));
    record.field("valid_to", {"Có giá trị đến hết", "Valid through"},
                 cells("valid_to", certificate.valid_to));
    record.field("validity", {"Căn cứ thời hạn", "Validity set by"},
                 Cell::coded(certificate.validity, casework::validity_name(certificate.validity)));
    record.field("worker", {"Người được cấp", "Holder"}, casework::worker_name(certificate.worker));
    record.field("full_name", {"Họ và tên", "Name"},
                 registry::load_worker(database, certificate.worker, clocks.known_by).full_name);
    record.field("role", {"Công việc", "Role"}, role_cell(words, certificate.role));
    record.field("equipment_types", {"Thiết bị", "Equipment"},
                 cells("equipment_types", certificate.equipment_types));
    record.field("facility", {"Cơ sở", "Facility"},
                 certificate.facility ? Cell{casework::facility_name(*certificate.facility)} : Cell{});
    record.field("application", {"Hồ sơ", "Application"}, certificate.application);
    record.field("replaces", {"Thay cho", "Replaces"}, certificate.replaces);
    for (const auto& entry : entries) {
        const auto line = [&](const std::string& status, std::string (*day)(Date)) {
            return status + ", " + day(entry.from_day) + (entry.to_day ? " - " + day(*entry.to_day) : "") +
                   (entry.reason ? ": " + *entry.reason : "") +
                   (entry.legal_basis ? " (" + *entry.legal_basis + ")" : "");
        };
        const Words status = cells.name("status", entry.status);
        record.field(
            "entry_" + std::to_string(entry.entry), {"Diễn biến", "History"},
            Cell::coded(line(entry.status, to_iso), {line(status.vi, to_dmy), line(status.en, to_dmy)}));
    }
    record.print(output_format(settings.json), settings.spoken());
}

struct CertificateListOptions {
    std::string worker, facility, role, equipment, status, expires_from, expires_to;
    std::size_t most{200};
};

registry::CertificateFilter filter_of(const CertificateListOptions& options, Date in_force)
{
    registry::CertificateFilter filter;
    if (!options.worker.empty()) filter.worker = casework::parse_worker(options.worker);
    if (!options.facility.empty()) filter.facility = casework::parse_facility(options.facility);
    filter.role = text_option(options.role);
    filter.equipment_type = text_option(options.equipment);
    filter.status = text_option(options.status);
    filter.expires_from = day_option(options.expires_from, "--expires-from");
    filter.expires_to = day_option(options.expires_to, "--expires-to");
    filter.in_force = in_force;
    return filter;
}

void list_certificates(const Settings& settings, const CertificateListOptions& options)
{
    registry::Database database = open_register(settings);
    const registry::ReadScope one_state{database};
    const AsOf clocks = as_of(database, settings);
    casework::Rulebooks rulebooks;
    const Vocabulary& words = rulebooks.in_force(database).book.vocabulary;
    Table table{{"certificate", {"Số chứng chỉ", "Certificate"}},
                {"status", {"Tình trạng", "Status"}},
                {"worker", {"Nhân viên", "Worker"}},
                {"full_name", {"Họ và tên", "Name"}},
                {"role", {"Công việc", "Role"}},
                {"equipment_types", {"Thiết bị", "Equipment"}},
                {"issued_on", {"Ngày cấp", "Issued"}},
                {"valid_to", {"Đến hết", "Through"}}};
    const auto found = registry::list_certificates(database, filter_of(options, clocks.in_force),
                                                   clocks.known_by, options.most);
    for (const auto& certificate : found) {
        const auto entries = registry::statuses_of(database, certificate, clocks.known_by);
        table.row({certificate.certificate,
                   status_cell(registry::status_on(certificate, entries, clocks.in_force)),
                   casework::worker_name(certificate.worker),
                   registry::load_worker(database, certificate.worker, clocks.known_by).full_name,
                   role_cell(words, certificate.role),
                   Cell::raw_json(registry::to_json(certificate.equipment_types),
                                  joined(certificate.equipment_types, ", ")),
                   to_iso(certificate.issued_on), certificate_day(certificate.valid_to)});
    }
    table.print(settings);
}

void add_list(Command& noun, Settings& settings)
{
    auto* command = noun.add_subcommand("list", "Danh sách chứng chỉ / list certificates");
    const auto options = std::make_shared<CertificateListOptions>();
    command->add_option("--worker", options->worker, "Của một người / of a worker")->type_name("W-N");
    command->add_option("--facility", options->facility, "Của một cơ sở / of a facility")->type_name("F-N");
    command->add_option("--role", options->role, "Công việc / role")->type_name("ROLE");
    command->add_option("--equipment", options->equipment, "Loại thiết bị / equipment type")
        ->type_name("TYPE");
    command->add_option("--status", options->status, "Tình trạng trong ngày xét / status on the day")
        ->one_of({"in_force", "suspended", "revoked", "expired", "replaced", "withdrawn"});
    command->add_option("--expires-from", options->expires_from, "Hết hạn từ ngày / expiring from")
        ->type_name("DAY");
    command->add_option("--expires-to", options->expires_to, "Hết hạn đến ngày / expiring until")
        ->type_name("DAY");
    command->add_option("--most", options->most, "Nhiều nhất / at most (200)")->type_name("N");
    add_read_options(*command, settings);
    add_export_options(*command, settings);
    command->callback([&settings, options] { list_certificates(settings, *options); });
}

void add_show(Command& noun, Settings& settings)
{
    const auto options = std::make_shared<ShowOptions>();
    auto* one = noun.add_subcommand(
        "show", "Một chứng chỉ, nay hoặc trước kia / one certificate, now or as it stood");
    auto* past = noun.add_subcommand("history", "Ai làm gì, khi nào, trước đó ghi gì / who did what, when");
    for (auto* command : {one, past}) {
        command->add_option("CERTIFICATE", options->number, "Số chứng chỉ / number")->required();
        command->add_option("--issued-by", options->issued_by, "Nơi cấp / authority that issued it")
            ->type_name("BODY");
        add_read_options(*command, settings);
    }
    one->callback([&settings, options] { show_certificate(settings, *options); });
    past->callback([&settings, options] {
        Reading reading{settings};
        print_history(casework::certificate_history(reading.database(), options->number,
                                                    text_option(options->issued_by), reading.known_by()),
                      reading);
    });
}

} // namespace

void add_certificate_commands(Command& app, Settings& settings, int& status)
{
    auto* noun =
        app.add_subcommand("certificate", "Chứng chỉ: cấp, đình chỉ, thu hồi, tra cứu / certificates");
    noun->require_subcommand();
    add_certificate_changes(*noun, settings);
    add_certificate_proof_commands(*noun, settings, status);
    add_certificate_paper_commands(*noun, settings);
    add_show(*noun, settings);
    add_list(*noun, settings);
}

} // namespace radcert::cli
