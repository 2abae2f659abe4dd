#include "casework/erase_worker.h"

#include "casework/file_application.h"
#include "casework/four_eyes.h"
#include "casework/words_of.h"
#include "registry/certificates.h"
#include "registry/desk.h"
#include "registry/workers.h"
#include "text/vietnamese.h"

namespace radcert::casework {
namespace {

void refuse_held_certificates(const registry::WriteScope& write,
                              const std::vector<registry::Certificate>& held)
{
    for (const registry::Certificate& certificate : held) {
        const auto entries = registry::statuses_of(write.database(), certificate);
        const std::string status = registry::status_on(certificate, entries, write.today());
        if (status != "in_force" && status != "suspended" && status != "not_yet") continue;
        throw Error{Fault::refused,
                    {worker_name(certificate.worker) + " có chứng chỉ " + certificate.certificate +
                         " còn hiệu lực hoặc đang đình chỉ; sổ phải giữ",
                     worker_name(certificate.worker) + " holds certificate " + certificate.certificate +
                         " (" + status + "); the register has to keep it"},
                    {"việc xóa chỉ sau khi chứng chỉ đã hết hiệu lực",
                     "a person can be forgotten once no certificate stands"}};
    }
}

/// Places in series of numbers that the person's files and papers took.
std::vector<registry::ErasedOrdinal> ordinals_of(registry::Database& database, std::int64_t worker)
{
    std::vector<registry::ErasedOrdinal> ordinals;
    for (const std::string& application : registry::applications_of(database, worker)) {
        if (auto file = numbered_here(registry::load_application(database, application)))
            ordinals.push_back(std::move(*file));
        for (const registry::Paper& paper : registry::papers_of(database, application))
            if (paper.series && paper.year && paper.ordinal)
                ordinals.push_back({*paper.series, *paper.year, *paper.ordinal});
    }
    return ordinals;
}

} // namespace

registry::Erasure erase_worker(registry::WriteScope& write, std::int64_t worker, const std::string& reason,
                               const std::string& legal_basis)
{
    registry::Database& database = write.database();
    const registry::Worker person = registry::load_worker(database, worker);
    const auto held = registry::certificates_of(database, worker);
    refuse_held_certificates(write, held);
    filled(reason, {"lý do (--reason)", "the reason (--reason)"});
    filled(legal_basis, {"căn cứ pháp lý (--legal-basis)", "the legal basis (--legal-basis)"});
    const Words act{"xóa dữ liệu một người", "forgetting a person"};
    require_second(write, act);

    registry::Erasure erasure{person.subject, worker, text::nfc(reason), text::nfc(legal_basis),
                              write.act().second};
    std::vector<registry::AnyRecord> records{erasure};
    for (const registry::Certificate& certificate : held) {
        records.emplace_back(registry::ErasedNumber{certificate.certificate, certificate.issued_by,
                                                    certificate.year, certificate.ordinal});
    }
    for (const registry::ErasedOrdinal& ordinal : ordinals_of(database, worker))
        records.emplace_back(ordinal);
    // About the register, not about the person: this event is not to be forgotten with the others.
    write.record("worker.erase", registry::load_register(database).subject, records);
    write.forget();
    return erasure;
}

} // namespace radcert::casework
