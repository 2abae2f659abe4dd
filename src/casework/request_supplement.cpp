#include "casework/deadlines.h"
#include "casework/desk.h"
#include "casework/desk_acts.h"
#include "casework/finding_words.h"
#include "casework/four_eyes.h"
#include "casework/open_application.h"
#include "casework/words_of.h"
#include "registry/workers.h"
#include "text/field.h"
#include "text/json_writer.h"
#include "text/vietnamese.h"

namespace radcert::casework {
namespace {

registry::JsonText items_json(const std::vector<SupplementItem>& items)
{
    registry::JsonText made;
    text::JsonWriter json{made.text};
    json.open_array();
    for (const SupplementItem& item : items) {
        json.open_array();
        json.string(item.requirement);
        json.string(item.sentence);
        json.close_array();
    }
    json.close_array();
    return made;
}

void refuse_second_request(const registry::WriteScope& write, const SupplementAct& act, std::size_t before)
{
    if (before == 0) return;
    if (act.reason.empty()) {
        throw Error{
            Fault::refused,
            {"hồ sơ " + act.application + " đã được yêu cầu bổ sung " + std::to_string(before) +
                 " lần; việc bổ sung chỉ được hướng dẫn một lần, đầy đủ",
             "application " + act.application + " was asked for a supplement " + std::to_string(before) +
                 (before == 1 ? " time" : " times") + "; what is missing is explained once, fully"},
            {"nếu vẫn cần: thêm --reason và --second (Nghị định 61/2018/NĐ-CP Điều 15 khoản 3)",
             "if it is needed all the same: add --reason and --second (Decree 61/2018/NĐ-CP Art. 15(3))"}};
    }
    require_second(write, {"yêu cầu bổ sung thêm một lần nữa", "a further supplement request"});
}

} // namespace

std::vector<SupplementItem> missing_items(registry::Database& database, Rulebooks& rulebooks,
                                          const std::string& application)
{
    std::vector<SupplementItem> items;
    const auto screened = latest_findings(database, rulebooks, application);
    if (!screened) return items;
    for (const FindingWords& finding : curable(*screened)) {
        std::string sentence = finding.title.vi + " (" + finding.citation + ").";
        if (!finding.explanation.vi.empty()) sentence += " " + finding.explanation.vi;
        if (!finding.remedy.vi.empty()) sentence += " " + finding.remedy.vi;
        items.push_back({finding.requirement, std::move(sentence)});
    }
    return items;
}

std::vector<SupplementItem> items_of(const registry::SupplementRequest& request)
{
    std::vector<SupplementItem> items;
    text::JsonReader reader;
    text::Field{reader, reader.read(request.items.text)}.each_element([&](const text::Field& item) {
        std::vector<std::string> parts;
        item.each_element([&](const text::Field& part) { parts.emplace_back(part.as_string()); });
        items.push_back({parts.at(0), parts.at(1)});
    });
    return items;
}

registry::SupplementRequest request_supplement(registry::WriteScope& write, Rulebooks& rulebooks,
                                               const SupplementAct& act)
{
    registry::Database& database = write.database();
    const registry::Application file = load_open_application(database, act.application);
    const auto screening = load_latest_screening(database, act.application);
    refuse_changed_facts(database, screening);
    const auto before = registry::supplement_requests_of(database, act.application);
    refuse_second_request(write, act, before.size());
    auto items = missing_items(database, rulebooks, act.application);
    for (const std::string& own : act.also)
        items.push_back({"", filled(text::nfc(own), {"nội dung bổ sung (--also)", "what to add (--also)"})});
    if (items.empty()) {
        throw Error{Fault::refused,
                    {"hồ sơ " + act.application + ": lần xem xét " + std::to_string(screening.screening) +
                         " không thấy gì người nộp có thể bổ sung",
                     "application " + act.application + ": screening " + std::to_string(screening.screening) +
                         " finds nothing that the applicant could add"},
                    {"nếu cán bộ cần giấy tờ khác: --also \"...\"",
                     "to ask for something of your own: --also \"...\""}};
    }
    registry::SupplementRequest made;
    made.application = act.application;
    made.request = std::int64_t(before.size()) + 1;
    made.worker = file.worker;
    made.requested_on = day_of_act(write, act.on, {"yêu cầu bổ sung", "requesting a supplement"});
    made.screening = screening.screening;
    made.items = items_json(items);
    made.due_on = act.due_on;
    if (!act.reason.empty()) made.reason = text::nfc(act.reason);
    const RulebookInUse& rules = rulebooks.in_force(database);
    if (made.due_on)
        check_named_day(rules.book, desk_of(database), made.requested_on, *made.due_on,
                        {"ngày bổ sung (--due)", "the day for the supplement (--due)"});
    auto records = desk_step(write, rules, file, {"request_supplement", made.requested_on, made.reason, {}});
    records.emplace_back(made);
    write.record("application.request_supplement", registry::load_worker(database, file.worker).subject,
                 records);
    return made;
}

} // namespace radcert::casework
