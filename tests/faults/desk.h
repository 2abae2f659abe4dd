#pragma once

#include "casework/amend_certificate.h"
#include "casework/decide.h"
#include "casework/erase_worker.h"
#include "casework/found_register.h"
#include "casework/issue_certificate.h"
#include "casework/record_application.h"
#include "casework/screen_application.h"
#include "registry/applications.h"
#include "registry/certificates.h"
#include "registry/workers.h"
#include "tests/faults/stage.h"

namespace radcert::faults {

/// A register opened for writing, and the acts of an officer with a colleague beside, each a commit.
class Desk {
public:
    explicit Desk(const Copy& copy)
        : writer_{registry::Database{copy.file(), registry::Access::write},
                  registry::KeyFile::load(copy.key())}
    {
    }

    registry::Database& database() { return writer_.database(); }

    template <class Act>
    auto act(Act what)
    {
        registry::WriteScope write{writer_, {"lan", "minh", "cli", false}};
        if constexpr (std::is_void_v<decltype(what(write))>) {
            what(write);
            write.commit();
        } else {
            auto made = what(write);
            write.commit();
            return made;
        }
    }

    casework::RecordedApplication record(const std::string& dossier)
    {
        return act([&](registry::WriteScope& write) {
            return casework::record_application(write, rules(write), dossier, "typed");
        });
    }
    void import(const std::vector<std::string>& dossiers)
    {
        act([&](registry::WriteScope& write) {
            for (const std::string& dossier : dossiers)
                casework::record_application(write, rules(write), dossier, "import.jsonl");
        });
    }
    void screen(const std::string& application)
    {
        act([&](registry::WriteScope& write) {
            casework::ScreenRequest request;
            request.application = application;
            casework::screen_application(write, rulebooks_, request);
        });
    }
    void decide(const std::string& application)
    {
        act([&](registry::WriteScope& write) {
            casework::decide(write, rules(write), {application, "granted", "thử nghiệm", "Điều 1", {}});
        });
    }
    std::string issue(const std::string& application)
    {
        return act([&](registry::WriteScope& write) {
                   casework::IssueRequest request;
                   request.application = application;
                   request.without_end = true;
                   return casework::issue_certificate(write, rulebooks_, request);
               })
            .certificate;
    }
    void revoke(const std::string& certificate)
    {
        act([&](registry::WriteScope& write) {
            casework::AmendRequest request;
            request.certificate = certificate;
            request.amendment = casework::Amendment::revoke;
            request.reason = "thử nghiệm";
            request.legal_basis = "Điều 1";
            casework::amend_certificate(write, request);
        });
    }
    void erase(std::int64_t worker)
    {
        act([&](registry::WriteScope& write) {
            casework::erase_worker(write, worker, "thử nghiệm", "Điều 1");
        });
    }

private:
    const casework::RulebookInUse& rules(registry::WriteScope& write)
    {
        return rulebooks_.in_force(write.database());
    }

    registry::Writer writer_;
    casework::Rulebooks rulebooks_;
};

} // namespace radcert::faults
