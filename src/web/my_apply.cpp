#include "casework/applicant_acts.h"
#include "casework/words_of.h"
#include "registry/certificates.h"
#include "registry/equipment.h"
#include "registry/workers.h"
#include "web/command_words.h"
#include "web/my_facility.h"
#include "web/nouns.h"
#include "web/paper_fields.h"
#include "web/record_form.h"
#include "web/word_choices.h"

namespace radcert::web {
namespace {

using casework::worker_name;

Facts person_facts(Visit& visit, const registry::Worker& worker)
{
    const casework::FieldCells cells = visit.cells();
    Facts facts;
    facts.add(casework::column("worker"), worker_name(worker.worker), worker_address(worker.worker));
    facts.add(casework::column("full_name"), worker.full_name);
    facts.add(casework::column("birth_date"), worker.birth_date ? cells("birth_date", worker.birth_date)
                                                                : cells("birth_year", worker.birth_year));
    facts.add(casework::column("sex"), cells("sex", worker.sex));
    const auto papers = registry::papers_of(visit.database(), worker.worker);
    facts.add({"identity_number", {"Số giấy tờ", "Identity number"}},
              papers.empty() ? Cell{} : Cell{casework::masked_number(papers.front().number)}, {}, Tone::plain,
              papers.empty() ? Words{"chưa ghi: báo bộ phận một cửa", "not recorded: tell the desk"}
                             : Words{});
    return facts;
}

// What is renewed.

/// An application or certificate of the facility's people that a new application follows.
struct Renewed {
    std::int64_t worker{};
    std::string role;
    std::optional<registry::Application> application; ///< whose papers and equipment are taken over
};

/// @throws Error  not_found: there is none that the account sees
Renewed renewed_by(Visit& visit, const std::string& number)
{
    registry::Database& database = visit.database();
    const casework::Scope scope = visit.scope();
    const AsOf now{visit.today()};
    if (const auto file = registry::find_application(database, number);
        file && casework::sees_application(database, scope, *file, now))
        return {file->worker, file->role, file};
    for (const auto& one : registry::find_certificates(database, number)) {
        if (!casework::sees_certificate(database, scope, one, now)) continue;
        Renewed found{one.worker, one.role, {}};
        if (one.application) {
            auto file = registry::find_application(database, *one.application);
            if (file && file->facility == own_facility(visit)) found.application = std::move(file);
        }
        return found;
    }
    throw Error{Fault::not_found,
                {"không tìm thấy hồ sơ hay chứng chỉ " + number + ", hoặc không thuộc phạm vi của bạn",
                 "no application or certificate " + number + ", or not yours to see"}};
}

std::string apply_address(std::int64_t worker, const std::string& role, const std::string& renews)
{
    return address({"my-facility", "workers", worker_name(worker), "apply"},
                   {{"role", role}, {"renews", renews}});
}

/// First of all who, and for what; what is renewed says both.
Reply choose_applicant(Visit& visit)
{
    if (const auto renews = visit.text("renews")) {
        const Renewed found = renewed_by(visit, *renews);
        return Redirect{apply_address(found.worker, found.role, *renews)};
    }
    const auto worker = visit.text("worker"), role = visit.text("role");
    if (worker && role) return Redirect{apply_address(casework::parse_worker(*worker), *role, "")};
    Page page{{"Lập hồ sơ", "Prepare an application"}};
    page.section = "/my-facility";
    page.lead = {"Bước 1: chọn người và công việc. Những gì sổ đã biết sẽ được dùng lại.",
                 "Step 1: choose the person and the role. What the register knows is reused."};
    page.acts.push_back(back_to_facility());
    page.add(Form{.action = "/my-facility/applications/new",
                  .asks = true,
                  .submit = {"Tiếp tục", "Go on"},
                  .fields = worker_and_role(visit),
                  .id = "applicant"});
    Form renew{
        .action = "/my-facility/applications/new",
        .asks = true,
        .submit = {"Lập hồ sơ cấp lại", "Prepare the renewal"},
        .legend = {"Hoặc làm lại từ hồ sơ, chứng chỉ cũ", "Or from an earlier application or certificate"},
        .id = "renew"};
    renew.fields.push_back(
        {.name = "renews",
         .label = {"Số hồ sơ hoặc số chứng chỉ cũ", "Number of the earlier application or certificate"},
         .required = true});
    page.add(std::move(renew));
    return page;
}

// The application form.

Field equipment_field(Visit& visit, const std::optional<registry::Application>& earlier)
{
    Field field{.kind = Field::Kind::checks,
                .name = "equipment",
                .label = {"Thiết bị", "Equipment"},
                .hint = {"thiết bị cơ sở đang dùng; bỏ dấu những thiết bị mà người này không làm việc với",
                         "what the facility has in use; untick what this person does not work with"}};
    const casework::FieldCells cells = visit.cells();
    for (const auto& unit : registry::equipment_of(visit.database(), own_facility(visit), visit.today())) {
        const std::string id = casework::equipment_name(unit.equipment);
        const std::string more =
            (unit.model ? ", " + *unit.model : "") + (unit.serial ? ", " + *unit.serial : "") + " – " + id;
        const Words type = cells.name("type", unit.type);
        field.choices.push_back(
            {id, {(type.empty() ? unit.type : type.vi) + more, (type.empty() ? unit.type : type.en) + more}});
        const std::string in_dossier = '"' + unit.reference.value_or(id) + '"';
        const bool had = !earlier || earlier->devices.text.find(in_dossier) != std::string::npos;
        if (had) field.values.push_back(id);
    }
    return field;
}

Form application_form(Visit& visit, std::int64_t worker, const std::optional<registry::Application>& earlier)
{
    Form form{.action =
                  apply_address(worker, visit.text("role").value_or(""), visit.text("renews").value_or("")),
              .submit = {"Lưu hồ sơ nháp", "Keep the draft"},
              .legend = {"Bước 2: hồ sơ", "Step 2: the application"},
              .id = "application"};
    form.fields.push_back({.kind = Field::Kind::radio,
                           .name = "procedure",
                           .label = {"Thủ tục", "Procedure"},
                           .hint = {"chứng chỉ sắp hết hạn hoặc đã hết hạn: cấp mới; mất, hỏng, sai: cấp lại",
                                    "a certificate that expires or has: new; lost, damaged, wrong: re-issue"},
                           .values = {"new"},
                           .choices = choices_of(visit.words().procedures),
                           .required = true});
    form.fields.push_back(equipment_field(visit, earlier));
    ask_own_papers(visit, form, earlier ? earlier->documents : std::nullopt);
    return form;
}

Reply show_apply(Visit& visit)
{
    const std::int64_t id = casework::parse_worker(visit.part("worker"));
    const auto role = visit.text("role");
    if (!role)
        return Redirect{address({"my-facility", "applications", "new"}, {{"worker", worker_name(id)}})};
    const auto worker = registry::load_worker(visit.database(), id);
    const auto renews = visit.text("renews");
    const auto earlier = renews ? renewed_by(visit, *renews).application : std::nullopt;
    Page page{{"Lập hồ sơ cho " + worker.full_name, "An application for " + worker.full_name}};
    page.section = "/my-facility";
    page.acts.push_back(back_to_facility());
    Facts facts = person_facts(visit, worker);
    facts.add(casework::column("role"), visit.cells()("role", *role));
    if (renews) facts.add({"renews", {"Làm lại từ", "Follows"}}, *renews);
    page.add(std::move(facts));
    const casework::EligibilityQuestion question{id, *role, {}, own_facility(visit)};
    try {
        const auto answer =
            casework::answer_eligibility(visit.database(), visit.rules(), question, {visit.today()});
        for (Block& block : answer_blocks(visit, answer, id)) page.add(std::move(block));
    } catch (const Error& error) {
        if (error.fault() != Fault::invalid_input) throw;
        const Error told = without_commands(error);
        page.add(Notice{Notice::Kind::wrong, told.sentence(), {told.hint()}});
        return page;
    }
    page.add(application_form(visit, id, earlier));
    return page;
}

Reply keep_draft(Visit& visit)
{
    casework::Draft draft;
    draft.worker = visit.part("worker");
    draft.role = visit.query().find("role").value_or("");
    draft.procedure = visit.needed("procedure", {"thủ tục", "the procedure"});
    draft.equipment = visit.all("equipment");
    draft.papers = typed_papers(visit, visit.words());
    if (draft.equipment.empty())
        refuse_field("equipment", {"chọn ít nhất một thiết bị", "choose one unit at least"});
    const auto& rules = visit.rules();
    registry::Application made;
    try {
        visit.record([&](registry::WriteScope& write) {
            made = casework::prepare_draft(write, rules, own_facility(visit), draft);
        });
    } catch (const Error& error) {
        throw without_commands(error);
    }
    return Redirect{own_file_address(made.application),
                    {"đã lưu hồ sơ nháp " + made.application + "; chưa nộp",
                     "kept the draft " + made.application + "; it is not submitted"}};
}

} // namespace

void add_my_apply_routes(Routes& routes)
{
    const Access operators = only({Duty::facility_operator});
    routes.page("/my-facility/applications/new",
                {.access = operators,
                 .summary = {"Lập hồ sơ: chọn người", "Prepare an application: who"},
                 .asks = {"worker", "role", "renews"}},
                choose_applicant);
    const Rule apply{.access = operators,
                     .names = Names::worker,
                     .summary = {"Lập hồ sơ", "Prepare an application"},
                     .personal = true,
                     .asks = {"role", "renews"}};
    routes.page("/my-facility/workers/{worker}/apply", apply, show_apply);
    Rule keeps = apply;
    keeps.fields = paper_field_names();
    keeps.fields.insert(keeps.fields.end(), {"procedure", "equipment"});
    routes.act("/my-facility/workers/{worker}/apply", keeps, keep_draft);
}

} // namespace radcert::web
