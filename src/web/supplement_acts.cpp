#include "casework/desk_acts.h"

#include <algorithm>

#include "casework/desk_papers.h"
#include "casework/screen_application.h"
#include "web/command_words.h"
#include "web/dossier.h"
#include "web/letter_blocks.h"
#include "web/nouns.h"

namespace radcert::web {
namespace {

constexpr int own_items = 3; ///< fields for the officer's own items

/// What the address asks: own items and the day, so that the letter can be looked at before it goes out.
Form preview_question(Visit& visit, const FileAtHand& at_hand)
{
    Form form{.action = dossier_address(at_hand.file.application, "supplement"),
              .asks = true,
              .submit = {"Xem trước phiếu", "Look at the letter"},
              .legend = {"Thêm nội dung của cán bộ", "Items of your own"},
              .id = "preview"};
    const auto own = visit.query().all("also");
    for (int i = 0; i < own_items; ++i) {
        Field field{.name = "also", .label = {"Nội dung khác", "Item of your own"}};
        if (std::size_t(i) < own.size()) field.values = {own[std::size_t(i)]};
        form.fields.push_back(std::move(field));
    }
    Field due{.kind = Field::Kind::day,
              .name = "due",
              .label = {"Đề nghị bổ sung trước ngày", "Wanted by"},
              .hint = {"luật không định ngày; một ngày làm việc", "the law names no day; a working day"}};
    if (const auto typed = visit.query().find("due")) due.values = {*typed};
    form.fields.push_back(std::move(due));
    if (visit.query().has("dated"))
        form.fields.push_back({.kind = Field::Kind::hidden, .name = "dated", .values = {"yes"}});
    return form;
}

/// The act itself; what was looked at goes along.
Form supplement_form(Visit& visit, const FileAtHand& at_hand, std::size_t requests_before)
{
    const Parameters query = visit.query().with("dated", "");
    Form form{.action = dossier_address(at_hand.file.application, "supplement", query),
              .submit = {"Yêu cầu bổ sung", "Request the supplement"},
              .legend = {"Ghi yêu cầu bổ sung", "Record the request"},
              .id = "supplement"};
    for (const std::string& own : visit.query().all("also"))
        form.fields.push_back({.kind = Field::Kind::hidden, .name = "also", .values = {own}});
    if (const auto due = visit.query().find("due"))
        form.fields.push_back({.kind = Field::Kind::hidden, .name = "due", .values = {*due}});
    if (requests_before > 0) {
        form.fields.push_back(
            {.kind = Field::Kind::text,
             .name = "reason",
             .label = {"Vì sao phải yêu cầu thêm lần nữa", "Why another request is needed"},
             .hint =
                 {"việc bổ sung chỉ được hướng dẫn một lần, đầy đủ (Nghị định 61/2018/NĐ-CP Điều 15 khoản 3)",
                  "what is missing is explained once, fully (Decree 61/2018/NĐ-CP Art. 15(3))"},
             .required = true});
        form.second = true;
    }
    ask_day(visit, form);
    return form;
}

/// The letter as it would be, or why there is none yet.
std::vector<Block> planned_letter(Visit& visit, const casework::PlannedPaper& planned)
{
    try {
        const auto letter =
            casework::compose_planned_paper(visit.database(), visit.rulebooks(), planned, visit.today());
        return letter_blocks(letter);
    } catch (const Error& error) {
        const Error shown = without_commands(error);
        return {Notice{Notice::Kind::warning, shown.sentence(),
                       shown.hint().empty() ? std::vector<Words>{} : std::vector{shown.hint()}}};
    }
}

Reply show_supplement(Visit& visit)
{
    const FileAtHand at_hand = file_at_hand(visit);
    const std::string& number = at_hand.file.application;
    Page page = file_act_page(visit, at_hand, {"Yêu cầu bổ sung", "Request a supplement"});
    if (!at_hand.place.allows("request_supplement")) {
        page.add(
            Notice{Notice::Kind::warning,
                   {"Hồ sơ đang ở bước “" + at_hand.place.name.vi + "”: không yêu cầu bổ sung được",
                    "The file stands at \"" + at_hand.place.name.en + "\": no supplement can be requested"}});
        return page;
    }
    if (!casework::screened_as_it_is(visit.database(), number)) {
        page.add(
            Notice{Notice::Kind::warning,
                   {"Hồ sơ chưa được xem xét, hoặc dữ kiện đã thay đổi sau lần xem xét: xem xét lại trước.",
                    "The file was not screened, or facts were changed since: screen it first."}});
        if (visit.may(case_officers))
            page.add(Form{.action = dossier_address(number, "screen"),
                          .submit = {"Xem xét", "Screen"},
                          .inline_form = true,
                          .id = "screen"});
        return page;
    }
    const auto requests = registry::supplement_requests_of(visit.database(), number);
    const auto items = casework::missing_items(visit.database(), visit.rulebooks(), number);
    const casework::PlannedPaper planned{number,          "supplement", {}, {}, visit.query().all("also"),
                                         visit.day("due")};
    page.add(Notice{items.empty() ? Notice::Kind::warning : Notice::Kind::note,
                    items.empty()
                        ? Words{"Lần xem xét mới nhất không thấy gì người nộp có thể bổ sung: chỉ gửi nội "
                                "dung của cán bộ.",
                                "The latest screening finds nothing that the applicant could add: only items "
                                "of your own."}
                        : Words{"Mọi thứ còn thiếu được yêu cầu một lần: " + std::to_string(items.size()) +
                                    " nội dung từ kết quả xem xét.",
                                "All that is missing is asked for at once: " + std::to_string(items.size()) +
                                    " items of the screening."},
                    {{"Thời hạn đang chạy dừng lại, và tính lại từ đầu khi nhận đủ bổ sung.",
                      "Running clocks end, and start from zero when the supplement came."}}});
    page.add(preview_question(visit, at_hand));
    if (!items.empty() || !planned.also.empty()) {
        page.add(Heading{{"Phiếu sẽ gửi người nộp", "The letter to the applicant"}, 2, "letter"});
        for (Block& block : planned_letter(visit, planned)) page.blocks.push_back(std::move(block));
        page.add(supplement_form(visit, at_hand, requests.size()));
        offer_earlier_day(visit, page);
    }
    return page;
}

Reply do_supplement(Visit& visit)
{
    casework::SupplementAct act{visit.part("application"), visit.all("also"), visit.day("due"),
                                visit.text("reason").value_or(""), visit.day("on")};
    return done_on_file(
        visit,
        {"Đã ghi yêu cầu bổ sung; lập phiếu để gửi người nộp",
         "The request was recorded; make out the letter"},
        [&](registry::WriteScope& write) { casework::request_supplement(write, visit.rulebooks(), act); });
}

} // namespace

void add_supplement_act_routes(Routes& routes)
{
    const Words summary{"Yêu cầu bổ sung", "Request a supplement"};
    routes.page("/applications/{application}/supplement",
                {.access = only(case_officers),
                 .names = Names::application,
                 .summary = summary,
                 .personal = true,
                 .asks = {"also", "due", "dated"}},
                show_supplement);
    routes.act("/applications/{application}/supplement",
               {.access = only(case_officers),
                .names = Names::application,
                .summary = summary,
                .fields = {"also", "due", "reason", "on"},
                .asks = {"also", "due", "dated"}},
               do_supplement);
}

} // namespace radcert::web
