#include "casework/issue_certificate.h"

#include <algorithm>

#include "casework/dossiers.h"
#include "casework/four_eyes.h"
#include "casework/open_application.h"
#include "casework/words_of.h"
#include "registry/applications.h"
#include "registry/certificates.h"
#include "registry/workers.h"
#include "rules/citation.h"
#include "rules/validity.h"
#include "text/read_dossier.h"
#include "text/vietnamese.h"

namespace radcert::casework {

using registry::Certificate;

namespace {

registry::Decision load_grant(registry::Database& database, const std::string& application)
{
    const auto decision = registry::find_decision(database, application);
    if (decision && decision->outcome == "granted") return *decision;
    registry::load_application(database, application);
    const bool refused = decision && decision->outcome == "refused";
    throw Error{Fault::refused,
                {"hồ sơ " + application + (refused ? " đã bị từ chối" : " chưa được quyết định cấp"),
                 "application " + application + (refused ? " was refused" : " has not been granted")},
                {"quyết định: radcert application decide " + application,
                 "decide it: radcert application decide " + application}};
}

void refuse_second_issue(registry::Database& database, const std::string& application)
{
    const auto issued = registry::find_certificate_on(database, application);
    if (!issued) return;
    throw Error{Fault::conflict,
                {"hồ sơ " + application + " đã được cấp chứng chỉ " + issued->certificate,
                 "certificate " + issued->certificate + " was issued on application " + application},
                {"xem: radcert certificate show " + issued->certificate,
                 "see: radcert certificate show " + issued->certificate}};
}

registry::Screening load_screening(registry::Database& database, const registry::Decision& decision)
{
    for (auto& version : registry::screenings_of(database, decision.application)) {
        if (version.record.screening == decision.screening) return std::move(version.record);
    }
    throw Error{
        Fault::integrity,
        {"hồ sơ " + decision.application + ": thiếu lần xem xét mà quyết định dựa vào",
         "application " + decision.application + ": the screening that the decision rests on is missing"},
        {"kiểm tra sổ: radcert register verify", "check the register: radcert register verify"}};
}

/// The end by the law of the day of issue; where no rule sets one, the officer's statement.
void set_validity(Certificate& certificate, const IssueRequest& request, const rules::Validity& law)
{
    using Term = rules::Validity::Term;
    const bool stated = request.valid_to || request.without_end;
    if (law.term == Term::stated_by_officer) {
        if (!stated || (request.valid_to && request.without_end)) {
            throw Error{Fault::refused,
                        {"không có quy định về thời hạn cho ngày cấp " + to_dmy(certificate.issued_on) +
                             "; cán bộ phải nêu thời hạn",
                         "no rule sets the validity for the day of issue, " + to_dmy(certificate.issued_on) +
                             "; the officer has to state it"},
                        {"thêm --valid-to NGÀY hoặc --without-end", "add --valid-to DAY or --without-end"}};
        }
        certificate.validity = "stated";
        certificate.valid_to = request.valid_to;
        return;
    }
    if (stated && (law.term == Term::unlimited ? !request.without_end : request.valid_to != law.expires_on)) {
        const std::string end = law.expires_on ? to_dmy(*law.expires_on) : "-";
        throw Error{
            Fault::refused,
            {"quy định " + law.rule->id + " đã định thời hạn (" + end + "); không thể nêu khác",
             "rule " + law.rule->id + " sets the validity (" + end + "); another one cannot be stated"},
            {"bỏ --valid-to, --without-end", "leave out --valid-to and --without-end"}};
    }
    certificate.validity = law.rule->id;
    certificate.valid_to = law.expires_on;
}

registry::WordList equipment_types(const radcert::Application& application, const Vocabulary& words)
{
    registry::WordList types;
    for (const Device& device : application.facility.devices)
        types.push_back(words.equipment_types.word(device.type));
    std::ranges::sort(types);
    const auto [end, last] = std::ranges::unique(types);
    types.erase(end, last);
    return types;
}

registry::CertificateStatus status_entry(const Certificate& certificate, std::int64_t entry,
                                         std::string status, Date from)
{
    registry::CertificateStatus made;
    made.certificate = certificate.certificate;
    made.issued_by = certificate.issued_by;
    made.entry = entry;
    made.worker = certificate.worker;
    made.status = std::move(status);
    made.from_day = from;
    return made;
}

/// The entry that ends a certificate because another took its place.
registry::CertificateStatus replaced_entry(registry::Database& database, const Certificate& old,
                                           const Certificate& by)
{
    const auto entries = registry::statuses_of(database, old);
    const std::string status = registry::status_on(old, entries, by.issued_on);
    if (status == "revoked" || status == "replaced" || status == "withdrawn") {
        throw Error{Fault::conflict,
                    {"chứng chỉ " + old.certificate + " không thể được thay: tình trạng '" + status + "'",
                     "certificate " + old.certificate + " cannot be replaced: it is '" + status + "'"},
                    {"xem: radcert certificate history " + old.certificate,
                     "see: radcert certificate history " + old.certificate}};
    }
    auto entry = status_entry(old, std::int64_t(entries.size()) + 1, "replaced", by.issued_on);
    entry.reason = by.certificate;
    return entry;
}

} // namespace

namespace {

void replace_in(std::string& text, std::string_view word, const std::string& by)
{
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + by.size()))
        text.replace(at, word.size(), by);
}

/// The next number of the register's series.
void give_next_number(registry::Database& database, Certificate& certificate)
{
    const registry::Register office = registry::load_register(database);
    const auto year = int(std::chrono::year_month_day{certificate.issued_on}.year());
    give_number(certificate, office, registry::next_ordinal(database, office.authority, year));
}

} // namespace

void give_number(Certificate& certificate, const registry::Register& office, std::int64_t ordinal)
{
    certificate.issued_by = office.authority;
    const auto year = int(std::chrono::year_month_day{certificate.issued_on}.year());
    certificate.year = year;
    certificate.ordinal = ordinal;
    std::string digits = std::to_string(ordinal);
    digits.insert(0, digits.size() < 5 ? 5 - digits.size() : 0, '0');
    const std::size_t colon = office.authority.find(':');
    certificate.certificate = office.series;
    replace_in(certificate.certificate, "{place}",
               colon == std::string::npos ? office.authority : office.authority.substr(colon + 1));
    replace_in(certificate.certificate, "{year}", std::to_string(year));
    replace_in(certificate.certificate, "{ordinal}", digits);
}

void refuse_if_halted(registry::Database& database)
{
    const auto halt = registry::find_halt(database);
    if (!halt || !halt->halted) return;
    throw Error{Fault::refused,
                {"ĐANG DỪNG CẤP CHỨNG CHỈ: " + halt->reason, "ISSUING IS HALTED: " + halt->reason},
                {"cho cấp lại cần hai người: radcert halt --lift --reason ... --second ...",
                 "lifting it takes two persons: radcert halt --lift --reason ... --second ..."}};
}

TermByLaw term_by_law(registry::Database& database, Rulebooks& rulebooks, const std::string& application,
                      Date on)
{
    const RulebookInUse& rules = rulebooks.in_force(database);
    text::JsonReader reader;
    const Dossier dossier =
        text::read_dossier(reader, compose_dossier(database, application), rules.book.vocabulary);
    const rules::Validity law = rules::validity_on(rules.book, on, dossier.application);
    TermByLaw term;
    term.to_be_stated = law.term == rules::Validity::Term::stated_by_officer;
    term.expires_on = law.expires_on;
    if (law.rule == nullptr) return term;
    term.rule = law.rule->id;
    term.title = law.rule->title;
    term.citation = rules::citation_text(rules.book, *law.rule);
    return term;
}

Certificate issue_certificate(registry::WriteScope& write, Rulebooks& rulebooks, const IssueRequest& request)
{
    registry::Database& database = write.database();
    refuse_if_halted(database);
    refuse_second_issue(database, request.application);
    const registry::Decision grant = load_grant(database, request.application);
    refuse_changed_facts(database, load_screening(database, grant));

    const RulebookInUse& rules = rulebooks.in_force(database);
    text::JsonReader reader;
    const Dossier dossier =
        text::read_dossier(reader, compose_dossier(database, request.application), rules.book.vocabulary);
    const registry::Application application = registry::load_application(database, request.application);

    Certificate certificate;
    certificate.worker = application.worker;
    certificate.facility = application.facility;
    certificate.role = application.role;
    certificate.equipment_types = equipment_types(dossier.application, rules.book.vocabulary);
    certificate.issued_on = day_of_act(write, request.on, {"cấp chứng chỉ", "issuing"});
    certificate.application = request.application;
    check_order(grant.decided_on, certificate.issued_on);
    set_validity(certificate, request,
                 rules::validity_on(rules.book, certificate.issued_on, dossier.application));
    check_order(certificate.issued_on, certificate.valid_to);
    give_next_number(database, certificate);

    std::vector<registry::AnyRecord> records;
    if (request.renews) {
        const Certificate old = registry::load_certificate(database, *request.renews);
        if (old.worker != certificate.worker) {
            throw Error{Fault::invalid_input,
                        {"chứng chỉ " + old.certificate + " là của người khác",
                         "certificate " + old.certificate + " is somebody else's"}};
        }
        certificate.replaces = old.certificate;
        records.emplace_back(replaced_entry(database, old, certificate));
    }
    records.emplace_back(certificate);
    records.emplace_back(status_entry(certificate, 1, "in_force", certificate.issued_on));
    write.record(request.renews ? "certificate.renew" : "certificate.issue",
                 registry::load_worker(database, certificate.worker).subject, records);
    return certificate;
}

Certificate replace_certificate(registry::WriteScope& write, const ReplaceRequest& request)
{
    registry::Database& database = write.database();
    refuse_if_halted(database);
    const Certificate old = registry::load_certificate(database, request.certificate, request.issued_by);
    Certificate fresh = old;
    fresh.issued_on = day_of_act(write, request.on, {"cấp lại chứng chỉ", "replacing a certificate"});
    fresh.replaces = old.certificate;
    fresh.application.reset(); // the old one is the one that was issued on it
    filled(request.reason, {"lý do (--reason)", "the reason (--reason)"});
    give_next_number(database, fresh);
    registry::CertificateStatus ended = replaced_entry(database, old, fresh);
    ended.reason = text::nfc(request.reason);
    write.record("certificate.replace", registry::load_worker(database, old.worker).subject,
                 {ended, fresh, status_entry(fresh, 1, "in_force", fresh.issued_on)});
    return fresh;
}

Certificate record_certificate(registry::WriteScope& write, const Vocabulary& vocabulary,
                               Certificate certificate, const std::string& status)
{
    registry::Database& database = write.database();
    const std::string subject = registry::load_worker(database, certificate.worker).subject;
    filled(certificate.certificate, {"số chứng chỉ", "the certificate's number"});
    check_word(vocabulary.roles, certificate.role, {"công việc", "role"});
    for (const std::string& type : certificate.equipment_types)
        check_word(vocabulary.equipment_types, type, {"loại thiết bị", "equipment type"});
    if (!registry::find_authority(database, certificate.issued_by, certificate.issued_on)) {
        throw Error{
            Fault::invalid_input,
            {"ngày " + to_dmy(certificate.issued_on) + " chưa có cơ quan '" + certificate.issued_by + "'",
             "there was no authority '" + certificate.issued_by + "' on " + to_dmy(certificate.issued_on)},
            {"xem: radcert register authorities", "see: radcert register authorities"}};
    }
    if (certificate.issued_by == registry::load_register(database).authority && write.act().second.empty())
        require_second(write, {"ghi chứng chỉ do chính cơ quan này cấp trước khi có sổ",
                               "recording a certificate of this authority from before the register"});
    check_order(certificate.issued_on, certificate.valid_to);
    refuse_future(write.today(), certificate.issued_on);
    for (const Certificate& other : registry::find_certificates(database, certificate.certificate)) {
        if (other.issued_by == certificate.issued_by) refuse_nothing_changed(certificate.certificate);
    }
    if (certificate.validity.empty()) certificate.validity = "recorded";
    auto entry = status_entry(certificate, 1, status.empty() ? "in_force" : status, certificate.issued_on);
    check_word(vocabulary.certificate_statuses, entry.status, {"tình trạng", "status"});
    write.record("certificate.record", subject, {certificate, entry});
    return certificate;
}

} // namespace radcert::casework
