#include "casework/record_application.h"
#include "casework/screen_application.h"
#include "casework/words_of.h"
#include "web/certificate_parts.h"
#include "web/dossier.h"
#include "web/nouns.h"
#include "web/paper_fields.h"
#include "web/record_form.h"
#include "web/word_choices.h"

namespace radcert::web {
namespace {

/// How well the text of a rule has to be known to decide: those that may.
constexpr Standing deciding_standings[] = {Standing::text, Standing::copy, Standing::official,
                                           Standing::secondary, Standing::inferred};

std::vector<Choice> standing_choices()
{
    std::vector<Choice> choices;
    for (const Standing standing : deciding_standings)
        choices.push_back({std::string{word(standing)}, name(standing)});
    return choices;
}

Reply show_screen(Visit& visit)
{
    const FileAtHand at_hand = file_at_hand(visit);
    Page page = file_act_page(visit, at_hand, {"Xem xét", "Screen"});
    page.add(Notice{
        Notice::Kind::note,
        {"Hồ sơ được xem xét theo bộ quy định đang dùng và pháp luật của ngày nộp; kết quả được giữ lại.",
         "The file is screened by the rulebook in force and the law of its filing day; what comes out is "
         "kept."}});
    Form form{.action = dossier_address(at_hand.file.application, "screen"),
              .submit = {"Xem xét", "Screen"},
              .id = "screen"};
    form.fields.push_back({.kind = Field::Kind::day,
                           .name = "as_of",
                           .label = {"Theo pháp luật của ngày khác", "By the law of another day"},
                           .hint = {"để trống: ngày nộp hồ sơ", "empty: the filing day"}});
    form.fields.push_back(
        {.kind = Field::Kind::choice,
         .name = "decide_on",
         .label = {"Mức tin cậy yếu nhất được quyết định", "Weakest standing that may decide"},
         .hint = {"để trống: như thường lệ", "empty: as usual"},
         .choices = standing_choices()});
    page.add(std::move(form));
    return page;
}

Reply do_screen(Visit& visit)
{
    casework::ScreenRequest request{visit.part("application"), visit.day("as_of")};
    if (const auto typed = visit.text("decide_on")) {
        const auto standing = standing_from(*typed);
        if (!standing || *standing > Standing::inferred)
            refuse_field("decide_on",
                         {"không phải một mức có thể quyết định", "not a standing that may decide"});
        request.decide_on = *standing;
    }
    Words said;
    return done_on_file(visit, said, [&](registry::WriteScope& write) {
        const auto made = casework::screen_application(write, visit.rulebooks(), request);
        const Words verdict = casework::verdict_name(made.record.verdict);
        const std::string which = std::to_string(made.record.screening);
        said = {"Đã xem xét lần " + which + ": " + verdict.vi, "Screening " + which + ": " + verdict.en};
    });
}

Reply show_file_change(Visit& visit)
{
    const FileAtHand at_hand = file_at_hand(visit);
    Page page = file_act_page(visit, at_hand, {"Ghi giấy tờ, dữ kiện", "Papers and facts"});
    page.add(Notice{
        Notice::Kind::note,
        {"Chỉ điền những gì cần ghi hoặc sửa; ô để trống giữ nguyên điều đã ghi.",
         "Fill in what has to be recorded or corrected; an empty field leaves what is recorded."},
        {{"Minh chứng (văn bằng, đào tạo, khám sức khỏe, liều) ghi ở trang nhân viên.",
          "Evidence (degrees, trainings, health checks, doses) is recorded on the worker's page."}},
        {{{"Đến trang nhân viên", "To the worker's page"}, worker_address(at_hand.file.worker), true}}});
    Form form{.action = dossier_address(at_hand.file.application, "change"),
              .submit = {"Ghi", "Record"},
              .id = "change"};
    ask_papers(visit, form, at_hand.file.documents);
    const auto day = [&](const char* field, const std::optional<Date>& kept) {
        Field asked{.kind = Field::Kind::day, .name = field, .label = casework::field_label(field)};
        if (kept) asked.hint = {"đang ghi: " + to_dmy(*kept), "recorded: " + to_dmy(*kept)};
        form.fields.push_back(std::move(asked));
    };
    day("fee_paid_on", at_hand.file.fee_paid_on);
    day("completed_on", at_hand.file.completed_on);
    form.fields.push_back({.kind = Field::Kind::choice,
                           .name = "channel",
                           .label = casework::field_label("channel"),
                           .choices = choices_of(visit.words().channels)});
    form.fields.push_back({.kind = Field::Kind::choice,
                           .name = "filed_with",
                           .label = casework::field_label("filed_with"),
                           .hint = {"để trống: không đổi", "empty: as it is"},
                           .choices = authority_choices(visit, at_hand.file.filed_on)});
    form.fields.push_back(
        {.kind = Field::Kind::checks,
         .name = "screen",
         .choices = {{"yes", {"Xem xét lại hồ sơ ngay sau khi ghi", "Screen the file again at once"}}}});
    page.add(std::move(form));
    return page;
}

Reply do_file_change(Visit& visit)
{
    const std::string number = visit.part("application");
    const casework::ApplicationChange change{visit.day("fee_paid_on"), visit.day("completed_on"),
                                             visit.text("channel"), visit.text("filed_with"),
                                             typed_papers(visit, visit.words())};
    const bool again = visit.text("screen") == "yes";
    Words said{"Đã ghi", "Recorded"};
    return done_on_file(visit, said, [&](registry::WriteScope& write) {
        casework::change_application(write, visit.rules(), number, change);
        if (!again) return;
        const auto made = casework::screen_application(write, visit.rulebooks(), {number, {}});
        const Words verdict = casework::verdict_name(made.record.verdict);
        said = {"Đã ghi. Kết quả xem xét lại: " + verdict.vi, "Recorded. Screened again: " + verdict.en};
    });
}

} // namespace

void add_screen_act_routes(Routes& routes)
{
    routes.page("/applications/{application}/screen",
                {.access = only(case_officers),
                 .names = Names::application,
                 .summary = {"Xem xét hồ sơ", "Screen a file"}},
                show_screen);
    routes.act("/applications/{application}/screen",
               {.access = only(case_officers),
                .names = Names::application,
                .summary = {"Xem xét hồ sơ", "Screen a file"},
                .fields = {"as_of", "decide_on"}},
               do_screen);
    const Duties duties = counter | case_officers;
    routes.page("/applications/{application}/change",
                {.access = only(duties),
                 .names = Names::application,
                 .summary = {"Ghi giấy tờ, dữ kiện", "Papers and facts"}},
                show_file_change);
    std::vector<std::string> fields = paper_field_names();
    for (const char* field : {"fee_paid_on", "completed_on", "channel", "filed_with", "screen"})
        fields.emplace_back(field);
    routes.act("/applications/{application}/change",
               {.access = only(duties),
                .names = Names::application,
                .summary = {"Ghi giấy tờ, dữ kiện", "Papers and facts"},
                .fields = std::move(fields)},
               do_file_change);
}

} // namespace radcert::web
