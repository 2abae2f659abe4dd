#include "casework/amend_certificate.h"
#include "casework/decide.h"
#include "casework/dossiers.h"
#include "casework/issue_certificate.h"
#include "casework/screen_application.h"
#include "demo/sample.h"
#include "rules/validity.h"
#include "text/field.h"
#include "text/read_dossier.h"

namespace radcert::demo {
namespace {

using std::chrono::days;

/// One file on its way through the desk.
struct Way {
    Sample& sample;
    std::string application, renews;
    std::optional<std::size_t> person;
    int number{}; ///< of the file; decides what happens to hard cases
};

std::string screen(const Way& way, registry::WriteScope& write)
{
    return casework::screen_application(write, way.sample.rulebooks, {way.application, {}, {}})
        .record.verdict;
}

/// Judges what the latest screening left open to a person.
void judge_open(const Way& way, registry::WriteScope& write)
{
    text::JsonReader reader;
    const auto latest = registry::screenings_of(write.database(), way.application).back().record;
    const text::Field findings{reader, reader.read(latest.findings.text)};
    std::vector<std::string> open;
    findings.each_element([&](const text::Field& finding) {
        std::vector<std::string> words;
        finding.each_element([&](const text::Field& word) { words.emplace_back(word.as_string()); });
        const bool a_person_may = words.at(2) == "officer_judgement" || words.at(2) == "rule_unconfirmed" ||
                                  words.at(2) == "no_rule_in_force";
        if (words.at(1) == "undetermined" && a_person_may) open.push_back(words.at(0));
    });
    for (const std::string& requirement : open) {
        casework::judge(write, way.sample.rules(write),
                        {way.application,
                         {},
                         requirement,
                         "met",
                         "Đã đối chiếu giấy tờ trong hồ sơ; chấp nhận, ghi rõ căn cứ là ý kiến của phòng.",
                         {}});
    }
}

/// The end of validity is the officer's to state where no rule sets it.
casework::IssueRequest issue_request(const Way& way, registry::WriteScope& write)
{
    constexpr int stated_months = 60;
    casework::IssueRequest request;
    request.application = way.application;
    if (!way.renews.empty()) request.renews = way.renews;
    const auto& book = way.sample.rules(write).book;
    text::JsonReader reader;
    const Dossier dossier = text::read_dossier(
        reader, casework::compose_dossier(write.database(), way.application), book.vocabulary);
    const auto law = rules::validity_on(book, write.today(), dossier.application);
    if (law.term == rules::Validity::Term::stated_by_officer)
        request.valid_to = plus_months(write.today(), stated_months);
    return request;
}

void issue(const Way& way, registry::WriteScope& write)
{
    const auto halt = registry::find_halt(write.database());
    if (halt && halt->halted) {
        way.sample.diary.on(write.today() + days{1}, [way](auto& later) { issue(way, later); });
        return;
    }
    const auto latest = registry::screenings_of(write.database(), way.application).back().record;
    if (casework::facts_changed_since(write.database(), latest)) return; // granted, and left to a person
    casework::IssueRequest request = issue_request(way, write);
    if (request.renews) {
        const auto old = registry::load_certificate(write.database(), *request.renews);
        const auto status =
            registry::status_on(old, registry::statuses_of(write.database(), old), write.today());
        if (status != "in_force" && status != "expired" && status != "suspended") request.renews.reset();
    }
    const auto certificate = casework::issue_certificate(write, way.sample.rulebooks, request);
    plan_life(way.sample, certificate, way.person);
}

std::string refusal_reason(const std::string& verdict)
{
    return verdict == "not_required" ? "Vị trí này không phải có chứng chỉ (thử nghiệm)."
                                     : "Hồ sơ không đáp ứng yêu cầu (thử nghiệm).";
}

void refuse(const Way& way, Date day, const std::string& verdict)
{
    way.sample.diary.on(day, [way, verdict](auto& write) {
        screen(way, write);
        casework::decide(write, way.sample.rules(write),
                         {way.application, "refused", refusal_reason(verdict), {}, {}});
    });
}

/// A rule is not confirmed, and the department answers for the decision. Two persons act.
void grant_over_open_points(const Way& way, registry::WriteScope& write)
{
    casework::decide(write, way.sample.rules(write),
                     {way.application,
                      "granted",
                      "Quy định chưa được xác nhận; phòng đã xin ý kiến và thống nhất (thử nghiệm).",
                      "Ý kiến của cơ quan cấp trên số TN-01 (thử nghiệm)",
                      {}});
    issue(way, write);
}

/// Screens once more where something was added since, and decides.
void decide(const Way& way, registry::WriteScope& write)
{
    auto latest = registry::screenings_of(write.database(), way.application).back().record;
    std::string verdict = latest.verdict;
    if (casework::facts_changed_since(write.database(), latest)) verdict = screen(way, write);
    if (verdict == "eligible") {
        casework::decide(write, way.sample.rules(write), {way.application, "granted", {}, {}, {}});
        issue(way, write);
    } else if (verdict == "undetermined") {
        way.sample.diary.on_by_two(write.today() + days{4}, [way](auto& later) {
            const auto now = registry::screenings_of(later.database(), way.application).back().record;
            if (casework::facts_changed_since(later.database(), now)) screen(way, later);
            grant_over_open_points(way, later);
        });
    } else {
        refuse(way, write.today() + days{2}, verdict);
    }
}

void first_look(const Way& way, registry::WriteScope& write)
{
    const std::string verdict = screen(way, write);
    const Date today = write.today();
    const bool lately = today > date(2026, 6, 30);
    if (verdict == "eligible") {
        way.sample.diary.on(today + days{4}, [way](auto& later) { decide(way, later); });
    } else if (verdict == "undetermined") {
        if (way.number % 9 == 7 && lately) return; // nobody got to it
        if (way.number % 9 != 2)                   // those are granted over what stays open
            way.sample.diary.on(today + days{2}, [way](auto& later) { judge_open(way, later); });
        way.sample.diary.on(today + days{5}, [way](auto& later) { decide(way, later); });
    } else if (verdict != "incomplete" || way.number % 4 != 3 || !lately) { // some incomplete ones stay open
        refuse(way, today + days{20}, verdict);
    }
}

} // namespace

std::string screen_file(Sample& sample, registry::WriteScope& write, const std::string& application)
{
    return screen({sample, application, {}, {}, 0}, write);
}

void settle_file(Sample& sample, registry::WriteScope& write, const std::string& application)
{
    const Way way{sample, application, {}, {}, 0};
    std::string verdict = screen(way, write);
    if (verdict == "undetermined") {
        judge_open(way, write);
        verdict = screen(way, write);
    }
    if (verdict == "eligible") {
        casework::decide(write, sample.rules(write), {application, "granted", {}, {}, {}});
        issue(way, write);
    } else if (verdict == "undetermined") {
        grant_over_open_points(way, write);
    } else {
        casework::decide(write, sample.rules(write),
                         {application, "refused", refusal_reason(verdict), {}, {}});
    }
}

void plan_screening(Sample& sample, const std::string& application, Date day, const std::string& renews,
                    std::optional<std::size_t> person)
{
    const Way way{sample, application, renews, person, sample.files};
    sample.diary.on(day, [way](auto& write) { first_look(way, write); });
}

} // namespace radcert::demo
