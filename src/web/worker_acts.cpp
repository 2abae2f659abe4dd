#include "casework/record_worker.h"
#include "casework/words_of.h"
#include "registry/workers.h"
#include "web/nouns.h"
#include "web/record_form.h"

namespace radcert::web {
namespace {

using casework::worker_name;

constexpr std::array<std::string_view, 5> person_fields{"full_name", "birth_date", "birth_year", "sex",
                                                        "note"};
constexpr std::array<std::string_view, 4> paper_fields{"kind", "number", "issued_on", "issued_by"};
constexpr std::array<std::string_view, 4> post_fields{"role", "title", "from_day", "to_day"};
constexpr std::array<std::string_view, 4> appointment_fields{"role", "number", "appointed_on", "to_day"};
constexpr std::array<std::string_view, 1> facility_only{"facility"}, end_fields{"to_day"};

std::int64_t worker_asked(Visit& visit)
{
    return casework::parse_worker(visit.part("worker"));
}

/// The page of an act about one person: whom it is about, and its form.
Page act_page(Visit& visit, const Words& title, Form form)
{
    const std::int64_t id = worker_asked(visit);
    const std::string who =
        registry::load_worker(visit.database(), id).full_name + " (" + worker_name(id) + ')';
    Page page{title};
    page.lead = {who, who};
    page.acts.push_back({{"Về trang của người này", "Back to the person's page"}, worker_address(id), true});
    page.add(std::move(form));
    return page;
}

Form act_form(Visit& visit, std::initializer_list<std::string_view> path, const Words& submit)
{
    std::string action = worker_address(worker_asked(visit));
    for (const auto segment : path) action += address({segment});
    return {.action = std::move(action), .submit = submit, .id = "act"};
}

Reply done(std::int64_t worker, Words said)
{
    return Redirect{worker_address(worker), std::move(said)};
}

Reply show_worker_correction(Visit& visit)
{
    const auto cells = visit.cells();
    const registry::Worker worker = registry::load_worker(visit.database(), worker_asked(visit));
    const bool certified = !registry::certificates_of(visit.database(), worker.worker).empty();
    Form form = act_form(visit, {"correct"}, {"Ghi sửa đổi", "Record the correction"});
    RecordForm fields{form, cells};
    fields.ask(worker, "full_name", true);
    fields.ask(worker, "birth_date");
    fields.ask(worker, "birth_year").hint = {"chỉ khi không biết ngày", "only where the day is not known"};
    fields.ask(worker, "sex");
    fields.ask(worker, "note").kind = Field::Kind::text;
    form.second = certified;
    Page page = act_page(visit, {"Sửa nhân viên", "Correct a worker"}, std::move(form));
    if (certified)
        page.blocks.insert(
            page.blocks.begin(),
            Notice{Notice::Kind::note,
                   {"Người này đã có chứng chỉ: sửa họ tên hoặc ngày sinh cần người thứ hai.",
                    "This person holds certificates: correcting name or birth takes a second person."}});
    return page;
}

Reply correct_worker(Visit& visit)
{
    const std::int64_t id = worker_asked(visit);
    visit.record([&](registry::WriteScope& write) {
        registry::Worker worker = registry::load_worker(write.database(), id);
        TypedRecord{visit}.into(worker, person_fields);
        casework::correct_worker(write, worker, {});
    });
    return done(id, {"đã sửa " + worker_name(id), worker_name(id) + " was corrected"});
}

std::vector<registry::IdentityPaper> papers_of(Visit& visit)
{
    return registry::papers_of(visit.database(), worker_asked(visit));
}

/// How a form names a paper that is recorded: "cccd 999•••••1234".
std::string masked_paper(const registry::IdentityPaper& paper)
{
    return paper.kind + ' ' + casework::masked_number(paper.number);
}

Form withdraw_form(Visit& visit)
{
    const auto cells = visit.cells();
    Form form = act_form(visit, {"papers", "withdraw"}, {"Rút giấy tờ", "Withdraw the paper"});
    form.legend = {"Rút giấy tờ ghi nhầm", "Withdraw a paper that was recorded by mistake"};
    form.id = "withdraw";
    form.grave = true;
    form.confirm = {"Giấy tờ này ghi nhầm; nó vẫn còn trong lịch sử.",
                    "This paper was recorded by mistake; it stays in the history."};
    Field paper{.kind = Field::Kind::radio, .name = "paper", .label = {"Giấy tờ", "Paper"}, .required = true};
    for (const auto& one : papers_of(visit)) {
        const Words kind = cells.name("kind", one.kind);
        const std::string number = ' ' + casework::masked_number(one.number);
        paper.choices.push_back({masked_paper(one), {kind.vi + number, kind.en + number}});
    }
    form.fields.push_back(std::move(paper));
    return form;
}

Reply show_paper(Visit& visit)
{
    const auto cells = visit.cells();
    registry::IdentityPaper paper;
    paper.kind = "cccd";
    Form form = act_form(visit, {"papers", "new"}, {"Ghi giấy tờ", "Record the paper"});
    RecordForm fields{form, cells};
    Field& kind = fields.ask(paper, "kind", true);
    kind.kind = Field::Kind::choice;
    for (const char* const word : {"cccd", "cmnd", "passport", "other"})
        kind.choices.push_back({word, cells.name("kind", word)});
    fields.ask(paper, "number", true).hint = {
        "đúng như in; đã có số này thì sửa ngày và nơi cấp",
        "as printed; where it is recorded, its day and issuer are changed"};
    fields.ask(paper, "issued_on");
    fields.ask(paper, "issued_by");
    Page page = act_page(visit, {"Giấy tờ tùy thân", "Identity papers"}, std::move(form));
    if (!papers_of(visit).empty()) page.add(withdraw_form(visit));
    return page;
}

Reply record_paper(Visit& visit)
{
    registry::IdentityPaper paper;
    TypedRecord{visit}.into(paper, paper_fields);
    paper.worker = worker_asked(visit);
    for (const registry::IdentityPaper& known : papers_of(visit)) {
        if (known.kind != paper.kind || known.number != paper.number) continue;
        if (!paper.issued_on) paper.issued_on = known.issued_on;
        if (!paper.issued_by) paper.issued_by = known.issued_by;
    }
    visit.record([&](registry::WriteScope& write) { casework::record_paper(write, paper); });
    const std::string number = casework::masked_number(paper.number);
    return done(paper.worker, {"đã ghi giấy tờ " + number, "the paper " + number + " was recorded"});
}

Reply withdraw_paper(Visit& visit)
{
    const std::string meant = visit.needed("paper", {"giấy tờ", "the paper"});
    const auto known = papers_of(visit);
    const auto found = std::ranges::find(known, meant, masked_paper);
    if (found == known.end()) refuse_field("paper", {"chọn một giấy tờ", "choose a paper"});
    registry::IdentityPaper paper = *found;
    paper.status = "withdrawn";
    visit.record([&](registry::WriteScope& write) { casework::record_paper(write, paper); });
    const std::string number = casework::masked_number(paper.number);
    return done(paper.worker, {"đã rút giấy tờ " + number, "the paper " + number + " was withdrawn"});
}

Reply show_new_post(Visit& visit)
{
    const auto cells = visit.cells();
    Form form = act_form(visit, {"posts", "new"}, {"Ghi vị trí", "Record the post"});
    Field facility = facility_field("facility", {"Cơ sở", "Facility"});
    facility.required = true;
    form.fields.push_back(std::move(facility));
    RecordForm{form, cells}.ask_all(registry::Post{}, post_fields);
    return act_page(visit, {"Thêm vị trí công tác", "Add a post"}, std::move(form));
}

Reply record_post(Visit& visit)
{
    registry::Post post;
    TypedRecord{visit}.into(post, post_fields);
    post.facility = needed_facility(visit, "facility");
    post.worker = worker_asked(visit);
    const Vocabulary& words = visit.words();
    visit.record([&](registry::WriteScope& write) { post = casework::record_post(write, words, post); });
    const std::string at = casework::facility_name(post.facility);
    return done(post.worker, {"đã ghi vị trí tại " + at, "a post at " + at + " was recorded"});
}

Reply show_new_appointment(Visit& visit)
{
    const auto cells = visit.cells();
    Form form = act_form(visit, {"appointments", "new"}, {"Ghi bổ nhiệm", "Record the appointment"});
    Field facility = facility_field("facility", {"Cơ sở bổ nhiệm", "Facility that appoints"});
    facility.required = true;
    form.fields.push_back(std::move(facility));
    RecordForm fields{form, cells};
    const registry::Appointment none;
    fields.ask(none, "role", true);
    fields.ask(none, "number").label = {"Số quyết định", "Number of the decision"};
    fields.ask(none, "appointed_on", true);
    fields.ask(none, "to_day");
    return act_page(visit, {"Thêm quyết định bổ nhiệm", "Add an appointment"}, std::move(form));
}

Reply record_appointment(Visit& visit)
{
    registry::Appointment appointment;
    TypedRecord{visit}.into(appointment, appointment_fields);
    appointment.facility = needed_facility(visit, "facility");
    appointment.worker = worker_asked(visit);
    const Vocabulary& words = visit.words();
    visit.record(
        [&](registry::WriteScope& write) { casework::record_appointment(write, words, appointment); });
    const std::string at = casework::facility_name(appointment.facility);
    return done(appointment.worker,
                {"đã ghi bổ nhiệm tại " + at, "an appointment at " + at + " was recorded"});
}

/// The post or appointment that the path names. @throws Error not_found
template <class Kept>
Kept load_numbered(Visit& visit, const std::vector<Kept>& all, std::string_view part,
                   std::int64_t Kept::* number)
{
    for (const Kept& one : all) {
        if (std::to_string(one.*number) == visit.part(part)) return one;
    }
    const std::string name = worker_name(worker_asked(visit)), which = visit.part(part);
    throw Error{Fault::not_found, {name + ": không có số " + which, name + ": there is no number " + which}};
}

registry::Post post_asked(Visit& visit, registry::Database& database)
{
    return load_numbered(visit, registry::posts_of(database, worker_asked(visit)), "post",
                         &registry::Post::post);
}

registry::Appointment appointment_asked(Visit& visit, registry::Database& database)
{
    return load_numbered(visit, registry::appointments_of(database, worker_asked(visit)), "appointment",
                         &registry::Appointment::appointment);
}

template <class Kept>
Form end_form(Visit& visit, const Kept& record, std::string_view noun, std::string_view part)
{
    Form form = act_form(visit, {noun, visit.part(part), "end"}, {"Ghi ngày kết thúc", "Record its end"});
    const auto cells = visit.cells();
    Field& last = RecordForm{form, cells}.ask(record, "to_day", true);
    last.label = {"Ngày cuối cùng", "Last day"};
    last.hint = {"còn làm hết ngày này", "the last day that counts"};
    return form;
}

Words at_facility(const Words& what, std::int64_t facility)
{
    const std::string at = casework::facility_name(facility);
    return {what.vi + " tại " + at, what.en + " at " + at};
}

Reply show_end_post(Visit& visit)
{
    const registry::Post post = post_asked(visit, visit.database());
    return act_page(visit, at_facility({"Kết thúc vị trí", "End of the post"}, post.facility),
                    end_form(visit, post, "posts", "post"));
}

Reply end_post(Visit& visit)
{
    visit.needed("to_day", {"ngày cuối cùng", "the last day"});
    const Vocabulary& words = visit.words();
    registry::Post post;
    visit.record([&](registry::WriteScope& write) {
        post = post_asked(visit, write.database());
        TypedRecord{visit}.into(post, end_fields);
        casework::record_post(write, words, post);
    });
    const std::string number = std::to_string(post.post), last = to_dmy(*post.to_day);
    return done(post.worker,
                {"vị trí " + number + " hết ngày " + last, "post " + number + " ends on " + last});
}

Reply show_end_appointment(Visit& visit)
{
    const registry::Appointment appointment = appointment_asked(visit, visit.database());
    return act_page(visit, at_facility({"Kết thúc bổ nhiệm", "End of the appointment"}, appointment.facility),
                    end_form(visit, appointment, "appointments", "appointment"));
}

Reply end_appointment(Visit& visit)
{
    visit.needed("to_day", {"ngày cuối cùng", "the last day"});
    const Vocabulary& words = visit.words();
    registry::Appointment appointment;
    visit.record([&](registry::WriteScope& write) {
        appointment = appointment_asked(visit, write.database());
        TypedRecord{visit}.into(appointment, end_fields);
        casework::record_appointment(write, words, appointment);
    });
    const std::string number = std::to_string(appointment.appointment), last = to_dmy(*appointment.to_day);
    return done(appointment.worker,
                {"bổ nhiệm " + number + " hết ngày " + last, "appointment " + number + " ends on " + last});
}

/// The page with a form, and the act that it sends.
void act_with_page(Routes& routes, const std::string& path, const Words& summary,
                   std::vector<std::string> fields, Handler show, Handler act, bool personal = false)
{
    routes.page(
        path, {.access = only(desk), .names = Names::worker, .summary = summary, .personal = personal}, show);
    routes.act(
        path, {.access = only(desk), .names = Names::worker, .summary = summary, .fields = std::move(fields)},
        act);
}

} // namespace

void add_worker_acts_routes(Routes& routes)
{
    act_with_page(routes, "/workers/{worker}/correct", {"Sửa nhân viên", "Correct a worker"},
                  field_names(person_fields), show_worker_correction, correct_worker, true);
    act_with_page(routes, "/workers/{worker}/papers/new",
                  {"Ghi giấy tờ tùy thân", "Record an identity paper"}, field_names(paper_fields), show_paper,
                  record_paper);
    routes.act("/workers/{worker}/papers/withdraw",
               {.access = only(desk),
                .names = Names::worker,
                .summary = {"Rút giấy tờ tùy thân", "Withdraw an identity paper"},
                .fields = {"paper"},
                .confirmed = true,
                .form_on = "/workers/{worker}/papers/new"},
               withdraw_paper);
    act_with_page(routes, "/workers/{worker}/posts/new", {"Ghi vị trí công tác", "Record a post"},
                  field_names(post_fields, facility_only), show_new_post, record_post);
    act_with_page(routes, "/workers/{worker}/posts/{post}/end", {"Kết thúc vị trí", "End a post"},
                  field_names(end_fields), show_end_post, end_post);
    act_with_page(routes, "/workers/{worker}/appointments/new",
                  {"Ghi quyết định bổ nhiệm", "Record an appointment"},
                  field_names(appointment_fields, facility_only), show_new_appointment, record_appointment);
    act_with_page(routes, "/workers/{worker}/appointments/{appointment}/end",
                  {"Kết thúc bổ nhiệm", "End an appointment"}, field_names(end_fields), show_end_appointment,
                  end_appointment);
}

} // namespace radcert::web
