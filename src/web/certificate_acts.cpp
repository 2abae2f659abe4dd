#include "casework/amend_certificate.h"
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

using casework::Amendment;

/// The page of one act on a certificate.
struct ActPage {
    const char* path;   ///< last segment of its address
    Words title, means; ///< what it is, and what comes of it
    Words done;         ///< what is said of it afterwards, before the day
    bool grave{false};
    Words confirm{};
};

const ActPage& page_of(Amendment amendment)
{
    static const ActPage pages[] = {
        {"suspend",
         {"Đình chỉ", "Suspend"},
         {"Chứng chỉ không có hiệu lực trong thời gian đình chỉ. Để trống ngày cuối thì đình chỉ đến khi "
          "khôi phục.",
          "It is not in force while it is suspended. Without a last day it is suspended until it is "
          "restored."},
         {"đã đình chỉ từ ngày", "suspended from"}},
        {"restore",
         {"Khôi phục", "Restore"},
         {"Chứng chỉ có hiệu lực trở lại từ ngày ghi dưới đây.", "It is in force again from the day below."},
         {"đã khôi phục từ ngày", "restored from"}},
        {"revoke",
         {"Thu hồi", "Revoke"},
         {"Chứng chỉ đã thu hồi không khôi phục được; muốn có lại phải làm hồ sơ mới. Việc này cần hai người "
          "và căn cứ "
          "pháp lý.",
          "A revoked certificate does not come back: a new application is needed. It takes two persons and a "
          "legal "
          "basis."},
         {"đã thu hồi từ ngày", "revoked from"},
         true,
         {"Tôi đã đọc: thu hồi không hoàn lại được.", "I have read it: revoking cannot be undone."}},
        {"withdraw",
         {"Hủy vì cấp sai", "Withdraw"},
         {"Dùng khi chứng chỉ lẽ ra không được cấp. Không hoàn lại được. Việc này cần hai người và căn cứ "
          "pháp lý.",
          "For a certificate that should not have been issued. It cannot be undone, and takes two persons "
          "and a legal "
          "basis."},
         {"đã hủy từ ngày", "withdrawn from"},
         true,
         {"Tôi đã đọc: hủy không hoàn lại được.", "I have read it: withdrawing cannot be undone."}},
    };
    return pages[std::size_t(amendment)];
}

Field reason_field()
{
    return {.kind = Field::Kind::text,
            .name = "reason",
            .label = casework::field_label("reason"),
            .hint = {"người được cấp và thanh tra sẽ đọc", "the holder and the auditor will read it"},
            .required = true};
}

Field legal_basis_field(bool required)
{
    return {.name = "legal_basis",
            .label = casework::field_label("legal_basis"),
            .hint = {"văn bản, điều, khoản", "text, article, paragraph"},
            .required = required};
}

Field day_field(Visit& visit)
{
    return {.kind = Field::Kind::day,
            .name = "on",
            .label = {"Từ ngày", "From"},
            .hint = {"ngày đã qua thì cần người thứ hai", "a day that is past takes a second person"},
            .values = {to_dmy(visit.today())}};
}

/// What the act is about, so that nobody takes one certificate for another.
Facts about(Visit& visit, const registry::Certificate& one)
{
    const casework::FieldCells cells = visit.cells();
    const Date today = visit.today();
    const std::string status = registry::status_on(one, registry::statuses_of(visit.database(), one), today);
    Facts facts;
    facts.add(casework::column("certificate"), one.certificate, certificate_address(visit));
    facts.add(casework::column("status"), casework::status_cell(status), {}, status_tone(status));
    facts.add(casework::column("full_name"), registry::load_worker(visit.database(), one.worker).full_name,
              worker_address(one.worker));
    facts.add(casework::column("role"), cells("role", one.role));
    facts.add(casework::column("equipment_types"), cells("equipment_types", one.equipment_types));
    facts.add(casework::column("valid_to"), end_cell(one.valid_to));
    return facts;
}

Page page_about(Visit& visit, const registry::Certificate& one, const ActPage& act)
{
    Page page{
        {act.title.vi + ": chứng chỉ " + one.certificate, act.title.en + ": certificate " + one.certificate}};
    page.lead = act.means;
    page.acts.push_back({{"Về chứng chỉ", "Back to the certificate"}, certificate_address(visit), true});
    page.add(about(visit, one));
    return page;
}

Form form_of(const Visit& visit, const ActPage& act)
{
    return Form{.action = certificate_address(visit, act.path),
                .submit = act.title,
                .grave = act.grave,
                .confirm = act.confirm,
                .second = true,
                .id = act.path};
}

/// Grave acts are not sent off without the second person and the legal basis that casework will ask for.
void need_grave_fields(const Visit& visit)
{
    visit.needed("legal_basis", casework::field_label("legal_basis"));
    visit.needed("second", {"mã người thứ hai", "code of the second person"});
}

std::optional<std::string> issued_by(const Visit& visit)
{
    return visit.query().find("issued_by");
}

template <Amendment amendment>
Reply show_amend(Visit& visit)
{
    const ActPage& act = page_of(amendment);
    Page page = page_about(visit, certificate_asked(visit), act);
    Form form = form_of(visit, act);
    form.fields.push_back(reason_field());
    form.fields.push_back(legal_basis_field(act.grave));
    form.fields.push_back(day_field(visit));
    if (amendment == Amendment::suspend)
        form.fields.push_back({.kind = Field::Kind::day,
                               .name = "to",
                               .label = {"Đến hết ngày", "Through"},
                               .hint = {"để trống: đến khi khôi phục", "empty: until it is restored"}});
    page.add(std::move(form));
    return page;
}

template <Amendment amendment>
Reply amend(Visit& visit)
{
    const ActPage& act = page_of(amendment);
    casework::AmendRequest request;
    request.certificate = visit.part("certificate");
    request.issued_by = issued_by(visit);
    request.amendment = amendment;
    request.reason = visit.needed("reason", casework::field_label("reason"));
    request.legal_basis = visit.text("legal_basis").value_or("");
    request.on = visit.day("on");
    if (amendment == Amendment::suspend) request.to = visit.day("to");
    if (act.grave) need_grave_fields(visit);
    registry::CertificateStatus entry;
    record_act(visit,
               [&](registry::WriteScope& write) { entry = casework::amend_certificate(write, request); });
    const std::string day = to_dmy(entry.from_day);
    return Redirect{certificate_address(visit), {act.done.vi + ' ' + day, act.done.en + ' ' + day}};
}

const ActPage replacing{"replace",
                        {"Cấp lại tờ mới", "Replace the paper"},
                        {"Cho tờ bị mất, hỏng hoặc in sai: chứng chỉ mới mang số tiếp theo, cùng nội dung và "
                         "thời hạn; số cũ hết giá trị từ "
                         "ngày đó.",
                         "For a paper that is lost, damaged or misprinted: a new certificate with the next "
                         "number, the same scope and end; "
                         "the old number ends on that day."},
                        {}};

Reply show_replace(Visit& visit)
{
    Page page = page_about(visit, certificate_asked(visit), replacing);
    Form form = form_of(visit, replacing);
    form.fields.push_back(reason_field());
    form.fields.push_back(day_field(visit));
    page.add(std::move(form));
    return page;
}

Reply replace(Visit& visit)
{
    casework::ReplaceRequest request;
    request.certificate = visit.part("certificate");
    request.issued_by = issued_by(visit);
    request.reason = visit.needed("reason", casework::field_label("reason"));
    request.on = visit.day("on");
    registry::Certificate fresh;
    record_act(visit,
               [&](registry::WriteScope& write) { fresh = casework::replace_certificate(write, request); });
    return Redirect{
        address({"certificates", fresh.certificate}),
        {"đã cấp chứng chỉ " + fresh.certificate + " thay cho " + request.certificate,
         "certificate " + fresh.certificate + " was issued in the place of " + request.certificate}};
}

const ActPage correcting{"correct",
                         {"Sửa nội dung", "Correct"},
                         {"Chỉ khi chứng chỉ ghi khác với điều đã quyết định. Bản đã in hết giá trị và phải "
                          "in lại. Việc này cần hai người và "
                          "căn cứ pháp lý; tên người được cấp thì sửa ở hồ sơ nhân viên.",
                          "Only where the certificate says something else than was decided. What was printed "
                          "is no longer good. It takes two "
                          "persons and a legal basis; a name is corrected on the worker's record."},
                         {},
                         true,
                         {"Tôi đã so với quyết định cấp.", "I have compared it with the decision."}};

Reply show_correct(Visit& visit)
{
    const registry::Certificate one = certificate_asked(visit);
    Page page = page_about(visit, one, correcting);
    Form form = form_of(visit, correcting);
    const casework::FieldCells cells = visit.cells();
    RecordForm record{form, cells};
    record.ask(one, "role", true);
    record.ask(one, "equipment_types");
    form.fields.push_back(facility_field("facility", casework::field_label("facility"),
                                         one.facility ? casework::facility_name(*one.facility) : ""));
    record.ask(one, "issued_on", true);
    record.ask(one, "valid_to");
    form.fields.push_back(reason_field());
    form.fields.push_back(legal_basis_field(true));
    page.add(std::move(form));
    return page;
}

Reply correct(Visit& visit)
{
    casework::Correction correction;
    correction.certificate = visit.part("certificate");
    correction.issued_by = issued_by(visit);
    const auto facility = certificate_asked(visit).facility;
    const bool other = !facility || visit.text("facility") != casework::facility_name(*facility);
    if (other) correction.facility = typed_facility(visit, "facility");
    correction.role = visit.text("role");
    correction.equipment_types = visit.all("equipment_types");
    correction.issued_on = visit.day("issued_on");
    correction.valid_to = visit.day("valid_to");
    correction.reason = visit.needed("reason", casework::field_label("reason"));
    correction.legal_basis = visit.text("legal_basis").value_or("");
    need_grave_fields(visit);
    const Vocabulary& words = visit.words();
    record_act(visit,
               [&](registry::WriteScope& write) { casework::correct_certificate(write, words, correction); });
    return Redirect{certificate_address(visit),
                    {"đã sửa; cần in lại chứng chỉ", "corrected; the certificate has to be printed again"}};
}

/// Binds the page of an act and the act itself.
void bind(Routes& routes, const ActPage& act, std::vector<std::string> fields, Handler show, Handler work)
{
    const std::string path = "/certificates/{certificate}/" + std::string{act.path};
    const Words summary{act.title.vi + " chứng chỉ", act.title.en + " a certificate"};
    routes.page(path,
                {.access = only({Duty::head}),
                 .names = Names::certificate,
                 .summary = summary,
                 .asks = {"issued_by"}},
                show);
    routes.act(path,
               {.access = only({Duty::head}),
                .names = Names::certificate,
                .summary = summary,
                .fields = std::move(fields),
                .asks = {"issued_by"},
                .confirmed = !act.confirm.empty()},
               work);
}

template <Amendment amendment>
void bind_amendment(Routes& routes, std::vector<std::string> fields)
{
    bind(routes, page_of(amendment), std::move(fields), show_amend<amendment>, amend<amendment>);
}

} // namespace

void add_certificate_act_routes(Routes& routes)
{
    bind_amendment<Amendment::suspend>(routes, {"reason", "legal_basis", "on", "to"});
    bind_amendment<Amendment::restore>(routes, {"reason", "legal_basis", "on"});
    bind_amendment<Amendment::revoke>(routes, {"reason", "legal_basis", "on"});
    bind_amendment<Amendment::withdraw>(routes, {"reason", "legal_basis", "on"});
    bind(routes, replacing, {"reason", "on"}, show_replace, replace);
    bind(routes, correcting,
         {"role", "equipment_types", "facility", "issued_on", "valid_to", "reason", "legal_basis"},
         show_correct, correct);
}

} // namespace radcert::web
