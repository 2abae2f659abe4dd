#include "casework/answer_eligibility.h"
#include "casework/words_of.h"
#include "registry/workers.h"
#include "web/finding_blocks.h"
#include "web/nouns.h"
#include "web/plan_blocks.h"
#include "web/record_form.h"
#include "web/word_choices.h"

namespace radcert::web {
namespace {

using casework::EligibilityAnswer;
using casework::worker_name;

std::vector<Choice> choices_for(const casework::FieldCells& cells, std::string_view field)
{
    std::vector<Choice> choices;
    for (auto& [word, name] : cells.choices(field)) choices.push_back({word, name});
    return choices;
}

/// The role that is asked for; else the one that the person is in post for.
std::vector<std::string> role_to_ask(Visit& visit, std::int64_t worker)
{
    if (visit.text("role")) return visit.all("role");
    const std::string role =
        role_in_post(visit.database(), worker, visit.as_of().in_force, visit.scope().facility);
    return role.empty() ? std::vector<std::string>{} : std::vector{role};
}

Form question_form(Visit& visit, std::int64_t worker)
{
    const auto cells = visit.cells();
    Form form{.action = address({"workers", worker_name(worker), "eligibility"}),
              .asks = true,
              .submit = {"Xét thử", "Check"},
              .legend = {"Nếu nộp hồ sơ hôm nay thì đủ gì, thiếu gì",
                         "What a file filed today would have and lack"},
              .id = "question"};
    form.fields.push_back({.kind = Field::Kind::choice,
                           .name = "role",
                           .label = casework::field_label("role"),
                           .values = role_to_ask(visit, worker),
                           .choices = needed_role_choices(choices_for(cells, "role")),
                           .required = true});
    if (!visit.scope().facility && !visit.scope().worker) {
        Field facility =
            facility_field("facility", {"Cơ sở", "Facility"}, visit.text("facility").value_or(""));
        facility.hint = {"để trống: nơi người này đang làm việc", "empty: where the person is in post"};
        form.fields.push_back(std::move(facility));
    }
    Field types{.kind = Field::Kind::checks,
                .name = "equipment",
                .label = casework::field_label("equipment_types"),
                .hint = {"không chọn: thiết bị cơ sở đang dùng", "none: what the facility has in use"},
                .values = visit.all("equipment"),
                .choices = choices_for(cells, "equipment_types")};
    form.fields.push_back(std::move(types));
    return form;
}

/// What was asked about, as it was understood.
Facts eligibility_facts(Visit& visit, const casework::EligibilityQuestion& question,
                        const EligibilityAnswer& answer)
{
    const auto cells = visit.cells();
    Facts facts;
    facts.add(casework::column("role"), cells("role", question.role));
    facts.add(casework::column("facility"), answer.facility == "-" ? Cell{} : Cell{answer.facility});
    facts.add(casework::column("equipment_types"), cells("equipment_types", answer.equipment_types));
    const Words authority = authority_words(answer.findings);
    if (!authority.empty())
        facts.add({"authority", {"Thẩm quyền", "Authority"}}, Cell::coded(authority.vi, authority));
    facts.add({"verdict", {"Kết quả", "Verdict"}}, Cell::coded(word(answer.verdict), name(answer.verdict)),
              {}, tone_of(answer.verdict));
    return facts;
}

void tell_answer(Visit& visit, Page& page, std::int64_t worker, const std::string& role)
{
    casework::EligibilityQuestion question{worker, role, visit.all("equipment"),
                                           typed_facility(visit, "facility")};
    if (visit.scope().facility) question.facility = visit.scope().facility;
    EligibilityAnswer answer;
    try {
        const AsOf as_of = visit.as_of();
        const auto& rules = visit.rulebooks().in_force(visit.database(), as_of.known_by);
        answer = casework::answer_eligibility(visit.database(), rules, question, as_of);
    } catch (const Error& error) {
        if (error.fault() != Fault::invalid_input) throw;
        page.add(Notice{Notice::Kind::wrong,
                        error.sentence(),
                        {{"Chọn công việc và loại thiết bị rồi xét lại.",
                          "Choose a role and equipment types, then ask again."}}});
        return;
    }
    page.add(verdict_notice(answer.verdict));
    page.add(eligibility_facts(visit, question, answer));
    for (Block& block : finding_blocks(answer.findings)) page.add(std::move(block));
    for (Block& block : plan_blocks(answer.work)) page.add(std::move(block));
}

Reply show_eligibility(Visit& visit)
{
    const std::int64_t id = casework::parse_worker(visit.part("worker"));
    const registry::Worker worker = registry::load_worker(visit.database(), id, visit.as_of().known_by);
    const std::string who = worker.full_name + " (" + worker_name(id) + ')';
    Page page{{"Xét điều kiện", "Eligibility"}};
    page.lead = {who + ". Chỉ xét thử: không nộp, không ghi gì.",
                 who + ". A trial only: nothing is filed or recorded."};
    page.acts.push_back({{"Về trang của người này", "Back to the person's page"}, worker_address(id), true});
    if (const auto role = visit.text("role")) tell_answer(visit, page, id, *role);
    page.add(question_form(visit, id));
    return page;
}

} // namespace

void add_worker_eligibility_routes(Routes& routes)
{
    routes.page("/workers/{worker}/eligibility",
                {.access = only(readers_and_own),
                 .names = Names::worker,
                 .summary = {"Nếu nộp hồ sơ thì đủ gì, thiếu gì", "What a file would have and lack"},
                 .personal = true,
                 .asks = {"role", "equipment", "facility"}},
                show_eligibility);
}

} // namespace radcert::web
