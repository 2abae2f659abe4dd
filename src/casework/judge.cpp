#include <algorithm>

#include "casework/four_eyes.h"
#include "casework/open_application.h"
#include "casework/screen_application.h"
#include "casework/words_of.h"
#include "registry/workers.h"
#include "text/json.h"
#include "text/vietnamese.h"

namespace radcert::casework {
namespace {

/// The topic that a judgement is about: named, or that of its requirement.
std::string topic_of(const Vocabulary& words, const Judgement& judgement)
{
    if (judgement.requirement.empty()) {
        if (topic_from(judgement.topic)) return judgement.topic;
        throw Error{
            Fault::invalid_input,
            {"không có nội dung '" + judgement.topic + "'", "there is no topic '" + judgement.topic + "'"},
            {"ví dụ: qualification, training, certificate_need; hoặc --requirement MÃ",
             "for example: qualification, training, certificate_need; or --requirement ID"}};
    }
    const auto row = words.requirements.find(judgement.requirement);
    if (row == words.requirements.end()) {
        throw Error{Fault::invalid_input,
                    {"bộ quy định không có yêu cầu " + judgement.requirement,
                     "the rulebook has no requirement " + judgement.requirement},
                    {"xem: radcert rules list", "see: radcert rules list"}};
    }
    const std::string topic{word(row->second)};
    if (judgement.topic.empty() || judgement.topic == topic) return topic;
    throw Error{
        Fault::invalid_input,
        {"yêu cầu " + judgement.requirement + " thuộc nội dung " + topic + ", không phải " + judgement.topic,
         "requirement " + judgement.requirement + " belongs to topic " + topic + ", not " + judgement.topic}};
}

/// A judgement settles what data leave open, and nothing else. Refused where the latest screening of the same
/// facts settled the requirement from the file, so that nobody believes to have changed it.
void refuse_settled(registry::Database& database, const Judgement& judgement, const std::string& topic)
{
    const auto screenings = registry::screenings_of(database, judgement.application);
    if (judgement.requirement.empty() || screenings.empty()) return;
    const registry::Screening& latest = screenings.back().record;
    const auto judged = registry::findings_of(database, judgement.application);
    if (std::ranges::any_of(judged, [&](const auto& one) { return one.topic == topic; })) return;
    if (facts_changed_since(database, latest)) return;
    text::JsonReader reader;
    for (const text::JsonValue& finding : reader.read(latest.findings.text).array()) {
        const auto parts = finding.array();
        if (parts[0].string() != judgement.requirement || parts[1].string() == "undetermined") continue;
        const std::string number = std::to_string(latest.screening), &row = judgement.requirement;
        const bool met = parts[1].string() == "met";
        throw Error{
            Fault::refused,
            {"lần xem xét " + number + " đã kết luận " + row + " theo dữ kiện của hồ sơ (" +
                 (met ? "đạt" : "không đạt") + "): đánh giá không thay được dữ kiện",
             "screening " + number + " settled " + row + " from the file (" + (met ? "met" : "not met") +
                 "): a judgement does not replace facts"},
            {"ghi điều còn thiếu rồi xem xét lại: radcert application screen " + judgement.application +
                 "; quyết định khác kết quả thì nêu căn cứ: radcert application decide … --legal-basis",
             "record what is missing and screen again: radcert application screen " + judgement.application +
                 "; to decide otherwise, state the basis: decide … --legal-basis"}};
    }
}

} // namespace

registry::OfficerFinding judge(registry::WriteScope& write, const RulebookInUse& rules,
                               const Judgement& judgement)
{
    registry::Database& database = write.database();
    const registry::Application application = load_open_application(database, judgement.application);
    const std::string topic = topic_of(rules.book.vocabulary, judgement);
    if (judgement.outcome != "met" && judgement.outcome != "not_met") {
        throw Error{Fault::invalid_input,
                    {"kết luận '" + judgement.outcome + "' không hợp lệ",
                     "the outcome '" + judgement.outcome + "' is none"},
                    {"chọn met (đạt) hoặc not_met (không đạt)", "choose met or not_met"}};
    }
    refuse_settled(database, judgement, topic);
    registry::OfficerFinding finding;
    finding.application = judgement.application;
    finding.finding = registry::next_finding(database, judgement.application);
    finding.worker = application.worker;
    finding.topic = topic;
    if (!judgement.requirement.empty()) finding.requirement = judgement.requirement;
    finding.outcome = judgement.outcome;
    finding.status = "recorded";
    finding.by_officer = write.act().officer;
    finding.judged_on = day_of_act(write, judgement.on, {"đánh giá", "judging"});
    finding.reason = filled(text::nfc(judgement.reason), {"lý do (--reason)", "the reason (--reason)"});
    for (const auto& other : registry::findings_of(database, judgement.application)) {
        const bool clash = other.topic == finding.topic && other.requirement == finding.requirement &&
                           other.judged_on == finding.judged_on && other.outcome != finding.outcome;
        if (!clash) continue;
        const std::string number = std::to_string(other.finding);
        throw Error{
            Fault::conflict,
            {"hồ sơ " + judgement.application + ": cùng ngày đã có đánh giá ngược lại (số " + number + ")",
             "application " + judgement.application + ": judgement " + number +
                 " of the same day says the opposite"},
            {"rút đánh giá kia trước: radcert application unjudge " + judgement.application + " " + number,
             "take that one back first: radcert application unjudge " + judgement.application + " " +
                 number}};
    }
    write.record("application.judge", registry::load_worker(database, application.worker).subject, {finding});
    return finding;
}

void withdraw_judgement(registry::WriteScope& write, const std::string& application, std::int64_t number)
{
    registry::Database& database = write.database();
    const registry::Application file = load_open_application(database, application);
    for (registry::OfficerFinding& finding : registry::findings_of(database, application)) {
        if (finding.finding != number) continue;
        finding.status = "withdrawn";
        write.record("application.unjudge", registry::load_worker(database, file.worker).subject, {finding});
        return;
    }
    throw Error{
        Fault::not_found,
        {"hồ sơ " + application + " không có đánh giá số " + std::to_string(number),
         "application " + application + " has no judgement " + std::to_string(number)},
        {"xem: radcert application show " + application, "see: radcert application show " + application}};
}

} // namespace radcert::casework
