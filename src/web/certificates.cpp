#include "casework/words_of.h"
#include "registry/certificate_search.h"
#include "registry/workers.h"
#include "web/certificate_parts.h"
#include "web/clocks.h"
#include "web/nouns.h"
#include "web/paging.h"
#include "web/record_form.h"
#include "web/visit.h"
#include "web/word_choices.h"

namespace radcert::web {
namespace {

constexpr std::array<const char*, 7> statuses{"in_force",  "suspended", "expired", "revoked",
                                              "withdrawn", "replaced",  "not_yet"};

registry::CertificatesAsked asked_of(Visit& visit)
{
    const casework::Scope scope = visit.scope();
    registry::CertificatesAsked asked;
    asked.number = visit.text("q").value_or("");
    asked.status = visit.text("status");
    asked.role = visit.text("role");
    asked.equipment_type = visit.text("equipment");
    asked.issued_by = visit.text("issued_by");
    if (const auto worker = visit.text("worker")) asked.worker = casework::parse_worker(*worker);
    asked.facility = typed_facility(visit, "facility");
    asked.province = visit.text("province");
    asked.expires_from = visit.day("expires_from");
    asked.expires_to = visit.day("expires_to");
    asked.seen_province = scope.province;
    asked.seen_facility = scope.facility;
    asked.seen_worker = scope.worker;
    if (visit.text("order") == "expiry") asked.order = registry::CertificateOrder::expiry;
    return asked;
}

/// A field filled with what the address asks.
Field& ask(Form& form, const Visit& visit, Field field)
{
    field.values = visit.all(field.name);
    return form.fields.emplace_back(std::move(field));
}

std::vector<Choice> status_choices()
{
    std::vector<Choice> choices;
    for (const char* status : statuses) choices.push_back({status, casework::status_name(status)});
    return choices;
}

Form filters(Visit& visit)
{
    const bool own = visit.scope().worker.has_value();
    Form form{.action = "/certificates",
              .asks = true,
              .submit = {"Lọc", "Filter"},
              .inline_form = true,
              .live = "certificates"};
    ask(form, visit, {.kind = Field::Kind::search, .name = "q", .label = {"Số chứng chỉ có", "Number has"}});
    ask(form, visit,
        {.kind = Field::Kind::choice,
         .name = "status",
         .label = casework::field_label("status"),
         .choices = status_choices()});
    ask(form, visit,
        {.kind = Field::Kind::choice,
         .name = "role",
         .label = casework::field_label("role"),
         .choices = role_choices(visit.words())});
    ask(form, visit,
        {.kind = Field::Kind::choice,
         .name = "equipment",
         .label = {"Loại thiết bị", "Equipment type"},
         .choices = choices_of(visit.words().equipment_types)});
    ask(form, visit,
        {.kind = Field::Kind::day, .name = "expires_from", .label = {"Hết hạn từ ngày", "Ends from"}});
    ask(form, visit,
        {.kind = Field::Kind::day, .name = "expires_to", .label = {"Hết hạn đến ngày", "Ends until"}});
    if (!own) {
        ask(form, visit,
            {.name = "worker", .label = {"Nhân viên", "Worker"}, .hint = {"ví dụ W-17", "such as W-17"}});
        ask(form, visit, facility_field("facility", casework::field_label("facility")));
        if (!visit.scope().province)
            ask(form, visit,
                {.kind = Field::Kind::choice,
                 .name = "province",
                 .label = casework::field_label("province"),
                 .choices = province_choices(visit.words(), visit.as_of().in_force)});
        ask(form, visit,
            {.kind = Field::Kind::choice,
             .name = "issued_by",
             .label = casework::field_label("issued_by"),
             .choices = authority_choices(visit, visit.as_of().in_force)});
    }
    ask(form, visit,
        {.kind = Field::Kind::choice,
         .name = "order",
         .label = {"Xếp theo", "Order"},
         .choices = {{"number", {"số chứng chỉ", "number"}}, {"expiry", {"ngày hết hạn", "day of end"}}}});
    for (const char* clock : {"in_force", "known_by"}) {
        if (visit.query().has(clock)) ask(form, visit, {.kind = Field::Kind::hidden, .name = clock});
    }
    return form;
}

/// A table of certificates with the names of who holds them.
class CertificateRows {
public:
    explicit CertificateRows(Visit& visit)
        : visit_{visit}, cells_{visit.cells()}, own_{registry::load_register(visit.database()).authority}
    {
    }

    Listing listing(const std::vector<registry::Certificate>& certificates)
    {
        Listing list{"certificates",
                     {"Chứng chỉ tìm thấy", "Certificates found"},
                     documents::Table{casework::column("certificate"), casework::column("status"),
                                      casework::column("worker"), casework::column("full_name"),
                                      casework::column("role"), casework::column("equipment_types"),
                                      casework::column("facility"), casework::column("issued_by"),
                                      casework::column("issued_on"), casework::column("valid_to")}};
        for (const auto& one : certificates) add(list, one);
        list.empty = {"Không có chứng chỉ nào như vậy.", "There is no such certificate."};
        return list;
    }

private:
    void add(Listing& list, const registry::Certificate& one)
    {
        const AsOf as_of = visit_.as_of();
        registry::Database& database = visit_.database();
        const std::string status =
            registry::status_on(one, registry::statuses_of(database, one, as_of.known_by), as_of.in_force);
        list.table.row({one.certificate, casework::status_cell(status), cells_("worker", one.worker),
                        registry::load_worker(database, one.worker, as_of.known_by).full_name,
                        cells_("role", one.role), cells_("equipment_types", one.equipment_types),
                        cells_("facility", one.facility),
                        authority_cell(visit_, one.issued_by, one.issued_on), to_iso(one.issued_on),
                        visit_.twin().empty() ? end_cell(one.valid_to) : cells_("valid_to", one.valid_to)});
        const std::string issued_by =
            one.issued_by == own_ ? "" : one.issued_by; // numbers of others may be ours, too
        const std::string to_worker = address({"workers", casework::worker_name(one.worker)});
        list.links.push_back({address({"certificates", one.certificate}, {{"issued_by", issued_by}}), "",
                              to_worker, to_worker, "", "",
                              one.facility ? facility_address(visit_, *one.facility) : ""});
        list.tones.push_back({Tone::plain, status_tone(status)});
    }

    Visit& visit_;
    casework::FieldCells cells_;
    std::string own_; ///< the authority that keeps this register
};

Reply show_list(Visit& visit)
{
    const registry::CertificatesAsked asked = asked_of(visit);
    Paging paging{visit};
    auto found =
        registry::find_certificates(visit.database(), asked, visit.as_of(), paging.skip(), paging.asked());
    paging.cut(found);
    Page page{{"Chứng chỉ", "Certificates"}};
    if (visit.may({Duty::case_officer, Duty::head}))
        page.acts.push_back(
            {{"Ghi chứng chỉ nơi khác cấp", "Record another authority's"}, "/certificates/new"});
    if (visit.may(readers))
        page.acts.push_back({{"Tệp thu hồi", "Revocations"}, "/certificates/revocations", true});
    page.blocks = clock_notice(visit);
    page.add(filters(visit));
    Listing list = CertificateRows{visit}.listing(found);
    paging.tell(list);
    page.add(std::move(list));
    return page;
}

} // namespace

void add_certificates_routes(Routes& routes)
{
    routes.page("/certificates",
                {.access = only(readers_and_own),
                 .summary = {"Danh sách chứng chỉ", "Certificates"},
                 .twins = true,
                 .asks = {"q", "status", "role", "equipment", "issued_by", "worker", "facility", "province",
                          "expires_from", "expires_to", "order"}},
                show_list);
    add_certificate_page_routes(routes);
    add_certificate_act_routes(routes);
    add_certificate_record_routes(routes);
    add_certificate_paper_routes(routes);
}

} // namespace radcert::web
