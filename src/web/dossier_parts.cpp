#include <algorithm>

#include "casework/deadlines.h"
#include "casework/desk.h"
#include "casework/words_of.h"
#include "registry/facilities.h"
#include "registry/workers.h"
#include "web/command_words.h"
#include "web/dossier.h"
#include "web/record_form.h"

namespace radcert::web {

const std::vector<FileAct>& file_acts()
{
    static const std::vector<FileAct> acts{
        {"submit", "submit", {"Nộp hồ sơ", "Hand in"}, counter},
        {"receive", "receive", {"Tiếp nhận", "Receive"}, counter},
        {"refuse_intake", "refuse-intake", {"Từ chối tiếp nhận", "Refuse to accept"}, counter},
        {"request_supplement", "supplement", {"Yêu cầu bổ sung", "Request a supplement"}, case_officers},
        {"supplemented", "supplemented", {"Nhận bổ sung", "Supplement received"}, counter},
        {"complete", "complete", {"Hồ sơ hợp lệ", "Complete and valid"}, case_officers},
        {"notify_fee", "fee-notice", {"Thông báo nộp phí", "Fee notice"}, case_officers},
        {"pay_fee", "fee-paid", {"Đã nộp phí", "Fee paid"}, counter},
        {"to_sign", "for-signature", {"Trình ký", "Submit for signature"}, case_officers},
        {"grant", "decide", {"Quyết định", "Decide"}, heads},
        {"return", "return", {"Trả lại thụ lý", "Return to the officer"}, heads},
        {"issue", "issue", {"Cấp chứng chỉ", "Issue the certificate"}, heads},
        {"deliver", "deliver", {"Trả kết quả", "Hand the result over"}, counter},
        {"appointment", "appointment", {"Hẹn ngày trả", "Name the day"}, counter | case_officers},
        {"consult", "consult", {"Lấy ý kiến", "Consult"}, case_officers},
        {"change", "change", {"Ghi giấy tờ, dữ kiện", "Papers and facts"}, counter | case_officers},
        {"extend", "apologise", {"Xin lỗi và hẹn lại", "Apologise, new date"}, heads},
        {"reopen", "reopen", {"Mở lại", "Open again"}, heads},
        {"withdraw",
         "withdraw",
         {"Người nộp rút hồ sơ", "Withdrawn by the applicant"},
         counter | case_officers},
    };
    return acts;
}

std::string dossier_address(const std::string& application, std::string_view path, const Parameters& query)
{
    if (path.empty()) return address({"applications", application}, query);
    return address({"applications", application, path}, query);
}

FileAtHand file_at_hand(Visit& visit)
{
    registry::Database& database = visit.database();
    const EventNumber known_by = visit.as_of().known_by;
    FileAtHand at_hand;
    at_hand.file = registry::load_application(database, visit.part("application"), known_by);
    at_hand.full_name = registry::load_worker(database, at_hand.file.worker, known_by).full_name;
    at_hand.facility_name = registry::load_facility(database, at_hand.file.facility, known_by).name;
    at_hand.place = casework::place_of(database, visit.rules(), at_hand.file, known_by);
    return at_hand;
}

Facts file_facts(Visit& visit, const FileAtHand& at_hand)
{
    const casework::FieldCells cells = visit.cells();
    const registry::Application& file = at_hand.file;
    Facts facts;
    facts.add({"application", {"Hồ sơ", "Application"}}, file.application, dossier_address(file.application));
    facts.add(
        {"full_name", {"Người đề nghị", "Applicant"}},
        Cell::coded(at_hand.full_name, {at_hand.full_name + " (" + casework::worker_name(file.worker) + ")",
                                        at_hand.full_name + " (" + casework::worker_name(file.worker) + ")"}),
        worker_address(file.worker));
    facts.add(casework::column("role"), cells("role", file.role));
    facts.add(casework::column("facility"), at_hand.facility_name, facility_address(visit, file.facility));
    const Words acts = at_hand.place.acts.empty()
                           ? Words{}
                           : Words{"xử lý: " + at_hand.place.acts.vi, "with: " + at_hand.place.acts.en};
    facts.add({"desk", {"Đang ở bước", "At the desk"}}, Cell::coded(at_hand.place.status, at_hand.place.name),
              "", Tone::plain, acts);
    return facts;
}

Page file_act_page(Visit& visit, const FileAtHand& at_hand, const Words& title)
{
    const std::string& number = at_hand.file.application;
    Page page{{title.vi + " – hồ sơ " + number, title.en + " – application " + number}};
    page.section = "/applications";
    page.acts.push_back({{"Về hồ sơ", "Back to the file"}, dossier_address(number), true});
    page.add(file_facts(visit, at_hand));
    return page;
}

void ask_day(Visit& visit, Form& form)
{
    if (!visit.query().has("dated")) return;
    form.fields.push_back({.kind = Field::Kind::day,
                           .name = "on",
                           .label = {"Ngày làm việc này", "Day on which it was done"},
                           .hint = {"một ngày đã qua; ghi lùi ngày cần hai người",
                                    "a day gone by; an earlier day takes two persons"},
                           .required = true});
    form.second = true;
    form.action += form.action.find('?') == std::string::npos ? "?dated=yes" : "&dated=yes";
}

void offer_earlier_day(Visit& visit, Page& page)
{
    if (visit.query().has("dated")) return;
    const std::string& target = visit.request().target;
    const std::string query = visit.query().with("dated", "yes").text();
    page.add(Links{{{{"Việc này đã làm vào một ngày trước? Ghi lùi ngày (cần hai người)",
                      "Was it done on an earlier day? Record that day (takes two persons)"},
                     target.substr(0, target.find('?')) + '?' + query,
                     true}}});
}

Redirect done_on_file(Visit& visit, const Words& said, const std::function<void(registry::WriteScope&)>& work)
{
    const std::string number = visit.part("application");
    Words place;
    try {
        visit.record([&](registry::WriteScope& write) {
            work(write);
            place = told_place(write.database(), visit.rules(), number);
        });
    } catch (const Error& error) {
        throw without_commands(error);
    }
    return {dossier_address(number), {said.vi + ". " + place.vi, said.en + ". " + place.en}};
}

Words told_place(registry::Database& database, const casework::RulebookInUse& rules,
                 const std::string& application)
{
    const auto file = registry::load_application(database, application);
    const casework::DeskPlace place = casework::place_of(database, rules, file);
    Words words{"Hồ sơ đang ở bước: " + place.name.vi, "The file stands at: " + place.name.en};
    if (const auto due = casework::next_due(registry::deadlines_of(database, application))) {
        words.vi += ", hạn " + to_dmy(due->due_on) + (due->provisional ? " (lịch tạm tính)" : "");
        words.en += ", due " + to_dmy(due->due_on) + (due->provisional ? " (provisional calendar)" : "");
    } else if (place.allows("refuse") && !casework::has_clocks_by_rule(database, rules, file)) {
        words.vi += ", chưa có hạn trả kết quả: hãy hẹn ngày trả";
        words.en += ", no day of the result yet: name one";
    }
    return {words.vi + ".", words.en + "."};
}

std::string officer_shown(Visit& visit, const std::string& code)
{
    const auto officer = registry::find_officer(visit.database(), code, visit.as_of().known_by);
    return officer ? officer->code + " – " + officer->name : code;
}

Cell officer_cell(Visit& visit, const std::string& code)
{
    const std::string shown = officer_shown(visit, code);
    return Cell::coded(code, {shown, shown});
}

Cell officer_cell(Visit& visit, const std::optional<std::string>& code)
{
    return code && !code->empty() ? officer_cell(visit, *code) : Cell{};
}

std::vector<registry::OfficerFinding> judged_since(Visit& visit, const std::string& application,
                                                   EventNumber screened)
{
    const EventNumber known_by = visit.as_of().known_by;
    std::vector<registry::OfficerFinding> judged;
    for (auto& version : registry::finding_versions(visit.database(), application)) {
        const bool said = version.since > screened && version.since <= known_by && version.until > known_by;
        if (said && version.record.status == "recorded") judged.push_back(std::move(version.record));
    }
    return judged;
}

bool is_judged(const std::vector<registry::OfficerFinding>& judgements, const casework::FindingWords& finding)
{
    if (finding.outcome != Outcome::undetermined) return false; // a judgement settles what is open only
    return std::ranges::any_of(judgements, [&](const registry::OfficerFinding& one) {
        return one.requirement ? *one.requirement == finding.requirement : one.topic == word(finding.topic);
    });
}

Cell judged_cell(Visit& visit, const registry::OfficerFinding& judgement)
{
    if (!judgement.requirement) return visit.cells()("topic", judgement.topic);
    const std::string& row = *judgement.requirement;
    const auto& rows = visit.rules().book.requirements;
    const auto found = std::ranges::find(rows, row, &rules::Row::id);
    if (found == rows.end()) return row;
    return Cell::coded(row, {row + " – " + found->title.vi, row + " – " + found->title.en});
}

Tone tone_of(casework::DueMark mark)
{
    switch (mark) {
    case casework::DueMark::none: return Tone::plain;
    case casework::DueMark::in_time: return Tone::good;
    case casework::DueMark::near: return Tone::near;
    case casework::DueMark::late: return Tone::bad;
    }
    return Tone::plain;
}

} // namespace radcert::web
