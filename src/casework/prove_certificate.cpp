#include "casework/prove_certificate.h"

#include <algorithm>
#include <map>

#include "registry/erasures.h"
#include "registry/facilities.h"
#include "registry/journal.h"
#include "registry/offices.h"
#include "registry/signed_note.h"
#include "text/digest.h"

namespace radcert::casework {
namespace {

using documents::Listed;
using documents::NotGood;

constexpr std::string_view salt_tag{"radcert holder salt v1\n"};
constexpr std::size_t salt_size = 16;

std::string salt_of(const registry::Certificate& certificate, EventNumber event,
                    const registry::SigningKey& key)
{
    const std::string signature = key.sign(std::string{salt_tag} + certificate.certificate + '\n' +
                                           certificate.issued_by + '\n' + std::to_string(event));
    return std::string{text::view(text::sha256({salt_tag, signature})).substr(0, salt_size)};
}

registry::Register own_register(registry::Database& database, const registry::KeyFile& keys)
{
    registry::Register own = registry::load_register(database);
    if (own.origin == keys.origin()) return own;
    throw Error{Fault::conflict,
                {"tệp khóa thuộc nhật ký " + keys.origin() + ", sổ này là " + own.origin,
                 "the key file belongs to the log " + keys.origin() + "; this register is " + own.origin},
                {"dùng tệp khóa của chính sổ đăng ký này", "use the key file of this register"}};
}

documents::Statement compose_statement(registry::Database& database, const ProvenCertificate& proven,
                                       const registry::KeyFile& keys)
{
    const registry::Certificate& certificate = proven.certificate;
    documents::Statement says;
    says.authority = certificate.issued_by;
    says.origin = keys.origin();
    says.number = certificate.certificate;
    says.role = certificate.role;
    says.equipment_types = certificate.equipment_types;
    says.facility = proven.facility;
    says.initials = documents::initials_of(proven.holder.full_name);
    says.commitment = documents::holder_commitment(salt_of(certificate, proven.event, keys.signing()),
                                                   proven.holder.full_name, proven.holder.birth_date);
    says.issued_on = certificate.issued_on;
    says.valid_to = certificate.valid_to;
    says.event = proven.event;
    says.log_size = registry::first_checkpoint_over(database, proven.event);
    return says;
}

NotGood kind_of(const registry::VersionNotInForce& version)
{
    static const std::map<std::string_view, NotGood> kinds{{"revoked", NotGood::revoked},
                                                           {"withdrawn", NotGood::withdrawn},
                                                           {"replaced", NotGood::replaced},
                                                           {"expired", NotGood::expired},
                                                           {"suspended", NotGood::suspended}};
    const auto kind = kinds.find(version.status);
    const bool ends_by_itself = kind == kinds.end() || kind->second >= NotGood::expired;
    if (version.corrected && ends_by_itself) return NotGood::superseded; // which does not end
    return kind == kinds.end() ? NotGood::withdrawn : kind->second;
}

} // namespace

ProvenCertificate prove_certificate(registry::Database& database, const registry::KeyFile& keys,
                                    std::string_view number, const std::optional<std::string>& issued_by)
{
    own_register(database, keys);
    auto version = registry::load_certificate_version(database, number, issued_by);
    ProvenCertificate proven;
    proven.certificate = std::move(version.record);
    proven.event = version.since;
    proven.recorded_at = registry::load_event(database, version.since).at;
    proven.holder = registry::load_worker(database, proven.certificate.worker, version.since);
    if (proven.certificate.facility)
        proven.facility = registry::load_facility(database, *proven.certificate.facility, version.since).name;
    proven.statement = compose_statement(database, proven, keys);
    proven.statement_text = documents::statement_text(
        proven.statement, keys.signing().sign(documents::statement_body(proven.statement)));
    proven.signer = keys.verifying();
    return proven;
}

std::string prove_credential(const ProvenCertificate& proven, const registry::KeyFile& keys)
{
    const documents::PublicPoint& point = keys.signing().point();
    const std::string document = documents::unsigned_credential(
        {proven.statement, proven.statement_text, proven.holder.full_name, proven.holder.birth_date}, point);
    const std::string options =
        documents::proof_options(document, point, proven.recorded_at.utc.substr(0, 19) + "Z");
    return documents::secured_document(document, options,
                                       keys.signing().sign(documents::hash_data(options, document)));
}

std::vector<Listed> list_not_good(registry::Database& database, Date day)
{
    std::map<EventNumber, Listed> listed;
    for (const auto& version : registry::versions_not_in_force(database, day)) {
        Listed one{version.since, kind_of(version)};
        if (one.why == NotGood::suspended) one.until = version.to_day;
        listed.insert_or_assign(one.event, one);
    }
    for (const EventNumber event : registry::forgotten_events(database))
        listed.insert_or_assign(event, Listed{event, NotGood::forgotten});
    std::vector<Listed> all;
    for (const auto& [event, one] : listed) all.push_back(one);
    return all;
}

std::optional<Listed> find_not_good(registry::Database& database, const documents::Statement& statement,
                                    Date day)
{
    for (const auto& version :
         registry::certificate_versions(database, statement.number, statement.authority)) {
        if (version.since != statement.event) continue;
        registry::VersionNotInForce found{
            version.since, version.until != registry::still_said, "in_force", {}};
        for (const auto& entry : registry::statuses_of(database, version.record)) {
            if (entry.from_day > day || (entry.to_day && *entry.to_day < day)) continue;
            found.status = entry.status;
            found.to_day = entry.to_day;
        }
        if (!found.corrected && found.status == "in_force") return std::nullopt;
        Listed one{version.since, kind_of(found)};
        if (one.why == NotGood::suspended) one.until = found.to_day;
        return one;
    }
    const auto forgotten = [&](const registry::Event& event) {
        return std::ranges::any_of(registry::list_erasures(database),
                                   [&](const auto& erasure) { return erasure.subject == event.subject; });
    };
    if (forgotten(registry::load_event(database, statement.event)))
        return Listed{statement.event, NotGood::forgotten};
    throw Error{Fault::not_found,
                {"sổ này không có chứng chỉ " + statement.number + " như mã QR nói",
                 "this register has no certificate " + statement.number + " as the QR code says"},
                {"xem: radcert certificate history " + statement.number,
                 "see: radcert certificate history " + statement.number}};
}

std::string export_revocations(registry::Database& database, const registry::KeyFile& keys, int valid_days)
{
    if (valid_days < 1 || valid_days > 366) {
        throw Error{Fault::usage,
                    {"--valid-days: từ 1 đến 366 ngày", "--valid-days: 1 to 366 days"},
                    {"thường là 7", "usually 7"}};
    }
    const registry::ReadScope one_state{database};
    documents::RevocationHead head;
    const registry::Register own = own_register(database, keys);
    head.origin = own.origin;
    head.authority = own.authority;
    head.made_at = database.now();
    head.log_size = std::uint64_t(registry::journal_size(database));
    const Date today = day_in_vietnam(head.made_at);
    head.due = today + std::chrono::days{valid_days};
    const auto listed = list_not_good(database, today);
    const std::string body = documents::revocation_body(listed);
    const std::string lines = documents::revocation_lines(documents::describe_body(head, listed, body));
    return lines + '\n' + registry::signature_line(lines, keys) + body;
}

} // namespace radcert::casework
