#include "casework/issue_certificate.h"
#include "casework/words_of.h"
#include "registry/workers.h"
#include "web/certificate_parts.h"
#include "web/nouns.h"
#include "web/record_form.h"
#include "web/visit.h"
#include "web/word_choices.h"

namespace radcert::web {
namespace {

/// Whether the address asks for a certificate of this authority from before its register: that takes two
/// persons.
bool is_own(const Visit& visit)
{
    return visit.query().find("own").has_value();
}

std::string own_authority_of(Visit& visit)
{
    return registry::load_register(visit.database()).authority;
}

/// Who can have issued it: each authority once, by its newest name.
Field issuer_field(Visit& visit)
{
    Field field{.kind = Field::Kind::choice,
                .name = "issued_by",
                .label = casework::field_label("issued_by"),
                .required = true};
    const std::string own = own_authority_of(visit);
    std::vector<Choice> choices = authority_choices(visit);
    std::erase_if(choices, [&](const Choice& one) { return is_own(visit) != (one.value == own); });
    if (is_own(visit))
        field.choices = std::move(choices);
    else
        field.choices = needed_choices(std::move(choices));
    return field;
}

Field status_field(const Visit& visit, const Vocabulary& words)
{
    Field field{.kind = Field::Kind::choice,
                .name = "status",
                .label = {"Tình trạng hiện biết", "Status as known"},
                .values = {"in_force"},
                .choices = choices_of(words.certificate_statuses),
                .required = true};
    if (const auto typed = visit.query().find("status")) field.values = {*typed};
    return field;
}

Form record_form(Visit& visit)
{
    const casework::FieldCells cells = visit.cells();
    Form form{.action = address({"certificates", "new"}, {{"own", is_own(visit) ? "yes" : ""}}),
              .submit = {"Ghi vào sổ", "Record it"},
              .second = is_own(visit),
              .id = "record"};
    registry::Certificate none;
    form.fields.push_back({.name = "worker",
                           .label = {"Người được cấp", "Holder"},
                           .hint = {"số nhân viên, ví dụ W-17", "the worker's number, such as W-17"},
                           .values = visit.query().all("worker"),
                           .required = true});
    form.fields.push_back({.name = "certificate",
                           .label = {"Số chứng chỉ, như in trên giấy", "Number, as printed"},
                           .required = true});
    form.fields.push_back(issuer_field(visit));
    RecordForm record{form, cells};
    record.ask(none, "issued_on", true);
    record.ask(none, "valid_to").hint = {"ngày cuối in trên giấy; để trống nếu không ghi",
                                         "the last day printed on it; empty where there is none"};
    record.ask(none, "role", true);
    record.ask(none, "equipment_types");
    form.fields.push_back(facility_field("facility", casework::field_label("facility")));
    form.fields.push_back(status_field(visit, visit.words()));
    return form;
}

Reply show_new(Visit& visit)
{
    Page page{is_own(visit) ? Words{"Ghi chứng chỉ của cơ quan này từ trước khi có sổ",
                                    "Record a certificate of this authority from before the register"}
                            : Words{"Ghi chứng chỉ nơi khác cấp",
                                    "Record a certificate that another authority issued"}};
    page.lead = {"Ghi đúng như bản giấy. Sổ này không cấp lại số cho chứng chỉ ghi theo cách này.",
                 "As its paper says. No number of this register is given to it."};
    if (is_own(visit))
        page.acts.push_back(
            {{"Chứng chỉ nơi khác cấp", "Another authority's certificate"}, "/certificates/new", true});
    else
        page.acts.push_back(
            {{"Của chính cơ quan này, từ trước khi có sổ", "This authority's own, from before"},
             "/certificates/new?own=yes",
             true});
    page.add(record_form(visit));
    return page;
}

std::int64_t needed_worker(Visit& visit)
{
    const std::string typed = visit.needed("worker", {"số nhân viên", "the worker's number"});
    std::int64_t worker = 0;
    try {
        worker = casework::parse_worker(typed);
    } catch (const Error& error) {
        refuse_field("worker", error.sentence(), error.hint());
    }
    const bool known = registry::find_worker(visit.database(), worker).has_value();
    if (!known || !casework::sees_worker(visit.database(), visit.scope(), worker, visit.as_of()))
        refuse_field("worker", {"“" + typed + "”: không có nhân viên này, hoặc không thuộc phạm vi của bạn",
                                "\"" + typed + "\": there is no such worker, or not yours to see"});
    return worker;
}

Reply record_new(Visit& visit)
{
    registry::Certificate certificate;
    certificate.worker = needed_worker(visit);
    certificate.certificate = visit.needed("certificate", {"số chứng chỉ", "the number"});
    certificate.issued_by = visit.needed("issued_by", casework::field_label("issued_by"));
    visit.needed("issued_on", casework::field_label("issued_on"));
    certificate.issued_on = *visit.day("issued_on");
    certificate.valid_to = visit.day("valid_to");
    certificate.role = visit.needed("role", casework::field_label("role"));
    certificate.equipment_types = visit.all("equipment_types");
    certificate.facility = typed_facility(visit, "facility");
    if (certificate.issued_by == own_authority_of(visit))
        visit.needed("second", {"mã người thứ hai", "code of the second person"});
    const std::string status = visit.text("status").value_or("");
    const Vocabulary& words = visit.words();
    record_act(visit, [&](registry::WriteScope& write) {
        casework::record_certificate(write, words, certificate, status);
    });
    return Redirect{
        address({"certificates", certificate.certificate}, {{"issued_by", certificate.issued_by}}),
        {"đã ghi chứng chỉ " + certificate.certificate,
         "certificate " + certificate.certificate + " was recorded"}};
}

} // namespace

void add_certificate_record_routes(Routes& routes)
{
    const Words summary{"Ghi chứng chỉ nơi khác cấp", "Record another authority's certificate"};
    const Access access = only({Duty::case_officer, Duty::head});
    routes.page("/certificates/new",
                {.access = access, .summary = summary, .asks = {"own", "worker", "status"}}, show_new);
    routes.act("/certificates/new",
               {.access = access,
                .summary = summary,
                .fields = {"worker", "certificate", "issued_by", "issued_on", "valid_to", "role",
                           "equipment_types", "facility", "status"},
                .asks = {"own", "worker", "status"}},
               record_new);
}

} // namespace radcert::web
