#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <unistd.h>

#include "casework/amend_certificate.h"
#include "casework/decide.h"
#include "casework/erase_worker.h"
#include "casework/found_register.h"
#include "casework/issue_certificate.h"
#include "casework/record_application.h"
#include "casework/record_facility.h"
#include "casework/record_worker.h"
#include "casework/screen_application.h"
#include "registry/applications.h"
#include "registry/certificates.h"
#include "registry/workers.h"
#include "tests/catch.h"
#include "tests/files.h"
#include "tests/refusal.h"
#include "tests/rules/sample_rulebook.h"

namespace radcert::tests {

namespace fs = std::filesystem;

/// A register in a folder of its own, with two officers, lan and minh, and a clock that stands where a test
/// puts it: every act comes a second after the one before.
class Office {
public:
    explicit Office(Date today = date(2025, 8, 12));
    ~Office();
    Office(const Office&) = delete;
    Office& operator=(const Office&) = delete;

    fs::path folder() const { return folder_; }
    const registry::RegisterPlace& place() const { return place_; }
    fs::path key() const { return folder_ / "radcert.db.key"; }
    void open()
    {
        writer_.emplace(registry::Database{place(), registry::Access::write, clock()},
                        registry::KeyFile::load(key()));
    }
    void close() { writer_.reset(); }
    void today(Date day) { now_ = moment(day); }

    registry::Writer& writer() { return *writer_; }
    registry::Database& database() { return writer_->database(); }
    const casework::RulebookInUse& rules() { return rulebooks_.in_force(database()); }
    casework::Rulebooks& rulebooks() { return rulebooks_; }

    /// One act of lan's, with minh beside where `second` says so, committed.
    template <class Work>
    auto act(Work work, const std::string& second = {})
    {
        registry::WriteScope write{*writer_, {"lan", second, "test", false}};
        if constexpr (std::is_void_v<decltype(work(write))>) {
            work(write);
            write.commit();
        } else {
            auto made = work(write);
            write.commit();
            return made;
        }
    }
    template <class Work>
    auto act_of_two(Work work)
    {
        return act(work, "minh");
    }

    casework::RecordedApplication record(const std::string& dossier)
    {
        return act(
            [&](auto& write) { return casework::record_application(write, rules(), dossier, "typed"); });
    }
    casework::ScreenedApplication screen(const std::string& application)
    {
        return act(
            [&](auto& write) { return casework::screen_application(write, rulebooks_, {application, {}}); });
    }
    registry::Decision decide(casework::DecisionRequest request, const std::string& second = {})
    {
        return act([&](auto& write) { return casework::decide(write, rules(), request); }, second);
    }
    registry::Certificate issue(casework::IssueRequest request, const std::string& second = {})
    {
        return act([&](auto& write) { return casework::issue_certificate(write, rulebooks_, request); },
                   second);
    }
    /// Records, screens, grants and issues one that is eligible.
    registry::Certificate certify(const std::string& dossier)
    {
        const auto recorded = record(dossier);
        screen(recorded.application);
        decide({recorded.application, "granted", {}, {}, {}});
        return issue({recorded.application, {}, {}, false, {}});
    }
    registry::CertificateStatus amend(const std::string& number, casework::Amendment amendment,
                                      const std::string& second = {}, std::optional<Date> on = {},
                                      const std::string& basis = "Điều 1")
    {
        casework::AmendRequest request;
        request.certificate = number;
        request.amendment = amendment;
        request.reason = "thử nghiệm";
        request.legal_basis = basis;
        request.on = on;
        return act([&](auto& write) { return casework::amend_certificate(write, request); }, second);
    }
    std::string status_of(const std::string& number, Date day)
    {
        const auto certificate = registry::load_certificate(database(), number);
        return registry::status_on(certificate, registry::statuses_of(database(), certificate), day);
    }

private:
    static std::int64_t moment(Date day)
    {
        constexpr std::int64_t second = 1'000'000, nine_in_hanoi = 2 * 3'600 * second;
        return day.time_since_epoch().count() * 86'400 * second + nine_in_hanoi;
    }
    registry::Clock clock()
    {
        return [this] { return timestamp(now_ += 1'000'000); };
    }

    fs::path folder_;
    registry::RegisterPlace place_;
    std::int64_t now_;
    std::optional<registry::Writer> writer_;
    casework::Rulebooks rulebooks_;
};

/// The dossier of a published case; every one has "b-ct-complete"'s shape: "dossier" beside "why" and
/// "expect".
std::string contract_dossier(const std::string& name);

/// An eligible application of 2024 in Đắk Lắk, with other numbers: one person, one file each.
std::string eligible_dossier(const std::string& application, const std::string& national_id,
                             const std::string& name);

} // namespace radcert::tests
