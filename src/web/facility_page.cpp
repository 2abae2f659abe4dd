#include "casework/words_of.h"
#include "registry/certificate_search.h"
#include "registry/equipment.h"
#include "registry/facilities.h"
#include "registry/workers.h"
#include "web/certificate_parts.h"
#include "web/clocks.h"
#include "web/coverage_blocks.h"
#include "web/nouns.h"
#include "web/record_form.h"

namespace radcert::web {
namespace {

using casework::column;
using casework::facility_name;
using documents::Table;

constexpr std::size_t most_rows =
    200; ///< of certificates and files on a facility's page; the lists have the rest

/// Everything that hangs on a facility's record, block by block.
class FacilityPage {
public:
    explicit FacilityPage(Visit& visit)
        : visit_{visit}, database_{visit.database()}, as_of_{visit.as_of()}, cells_{visit.cells()},
          id_{casework::parse_facility(visit.part("facility"))}, name_{facility_name(id_)},
          facility_{registry::load_facility(database_, id_, as_of_.known_by)},
          page_{{facility_.name, facility_.name}}
    {
    }

    Page make()
    {
        page_.lead = {"Cơ sở " + name_, "Facility " + name_};
        if (visit_.may(desk)) page_.acts.push_back({{"Sửa", "Change"}, to("change")});
        page_.acts.push_back({{"Lịch sử", "History"}, to("history"), true});
        for (Block& block : clock_notice(visit_)) page_.add(std::move(block));
        Facts facts;
        add_facts(facts, cells_, facility_);
        page_.add(std::move(facts));
        for (Block& block : coverage_blocks(visit_, coverage())) page_.add(std::move(block));
        equipment();
        posts();
        appointments();
        certificates();
        files();
        licences();
        practices();
        page_.add(Folded{{"Xem theo một ngày khác", "As of another day"}, {clock_form(visit_)}});
        return std::move(page_);
    }

private:
    std::string to(std::string_view act) const { return address({"facilities", name_, act}); }

    Listing& add(const char* key, const Words& caption, Table table)
    {
        page_.blocks.emplace_back(Listing{key, caption, std::move(table)});
        return std::get<Listing>(page_.blocks.back().value);
    }

    void link(const Words& text, std::string where)
    {
        if (visit_.may(desk)) page_.add(Links{{{text, std::move(where), true}}});
    }

    std::optional<std::string> called(std::int64_t worker)
    {
        const auto found = registry::find_worker(database_, worker, as_of_.known_by);
        return found ? std::optional{found->full_name} : std::nullopt;
    }

    /// By the rulebook that was in force when it was known.
    casework::Coverage coverage()
    {
        const auto& rules = visit_.rulebooks().in_force(database_, as_of_.known_by);
        return casework::facility_coverage(database_, rules, id_, as_of_);
    }

    void equipment()
    {
        Listing& list = add("equipment", {"Thiết bị đang dùng", "Equipment in use"},
                            {column("equipment"), column("type"), column("model"), column("serial"),
                             column("licence"), column("declared_on"), column("exempt_by")});
        for (const auto& one : registry::equipment_of(database_, id_, as_of_.in_force, as_of_.known_by)) {
            list.table.row({cells_("equipment", one.equipment), cells_("type", one.type), one.model,
                            one.serial, one.licence, cells_("declared_on", one.declared_on), one.exempt_by});
            list.links.push_back({address({"equipment", casework::equipment_name(one.equipment)})});
        }
        page_.add(Links{{{{"Mọi thiết bị, kể cả không còn dùng", "Every unit, those out of use too"},
                          address({"equipment"}, {{"facility", name_}, {"all", "yes"}}),
                          true}}});
        link({"Thêm thiết bị", "Add a unit"}, address({"equipment", "new"}, {{"facility", name_}}));
    }

    void posts()
    {
        Listing& list = add("posts", {"Người đang làm việc", "People in post"},
                            {column("worker"), column("full_name"), column("role"), column("title"),
                             column("from_day"), column("to_day")});
        for (const auto& one : registry::posts_at(database_, id_, as_of_)) {
            list.table.row({cells_("worker", one.worker), called(one.worker), cells_("role", one.role),
                            one.title, cells_("from_day", one.from_day), cells_("to_day", one.to_day)});
            list.links.push_back({person(one.worker), person(one.worker)});
        }
    }

    void appointments()
    {
        Listing& list = add("appointments", {"Người được bổ nhiệm", "People appointed"},
                            {column("worker"), column("full_name"), column("role"), column("number"),
                             column("appointed_on"), column("to_day")});
        for (const auto& one : registry::appointments_at(database_, id_, as_of_)) {
            list.table.row({cells_("worker", one.worker), called(one.worker), cells_("role", one.role),
                            one.number, cells_("appointed_on", one.appointed_on),
                            cells_("to_day", one.to_day)});
            list.links.push_back({person(one.worker), person(one.worker)});
        }
    }

    /// The person's page, where whoever asks sees it: who left is not theirs any more.
    std::string person(std::int64_t worker)
    {
        const bool seen = casework::sees_worker(database_, visit_.scope(), worker, AsOf{visit_.today()});
        return seen ? worker_address(worker) : std::string{};
    }

    void certificates()
    {
        registry::CertificatesAsked asked;
        const casework::Scope scope = visit_.scope();
        asked.facility = id_;
        asked.seen_province = scope.province;
        asked.seen_facility = scope.facility;
        asked.seen_worker = scope.worker;
        auto found = registry::find_certificates(database_, asked, as_of_, 0, most_rows + 1);
        Listing& list = add("certificates", {"Chứng chỉ", "Certificates"},
                            {column("certificate"), column("worker"), column("full_name"), column("role"),
                             column("valid_to"), column("status")});
        list.whole = found.size() <= most_rows;
        if (!list.whole) found.resize(most_rows);
        for (const auto& one : found) {
            const auto entries = registry::statuses_of(database_, one, as_of_.known_by);
            const std::string status = registry::status_on(one, entries, as_of_.in_force);
            list.table.row({one.certificate, cells_("worker", one.worker), called(one.worker),
                            cells_("role", one.role), cells_("valid_to", one.valid_to),
                            casework::status_cell(status)});
            list.links.push_back({address({"certificates", one.certificate}, {{"issued_by", one.issued_by}}),
                                  person(one.worker), person(one.worker)});
            list.tones.push_back(
                {Tone::plain, Tone::plain, Tone::plain, Tone::plain, Tone::plain, status_tone(status)});
        }
    }

    /// Files that were received and are neither decided nor withdrawn.
    void files()
    {
        Listing& list = add("applications", {"Hồ sơ chưa có kết quả", "Open applications"},
                            {column("application"), column("worker"), column("full_name"), column("role"),
                             column("filed_on")});
        for (const std::string& number : registry::applications_at(database_, id_)) {
            const auto one = registry::find_application(database_, number, as_of_.known_by);
            if (!one || one->status != "received" || one->facility != id_) continue;
            if (registry::find_decision(database_, number, as_of_.known_by)) continue;
            if (!casework::sees_application(database_, visit_.scope(), *one, AsOf{visit_.today()})) continue;
            list.table.row({number, cells_("worker", one->worker), called(one->worker),
                            cells_("role", one->role), cells_("filed_on", one->filed_on)});
            list.links.push_back(
                {address({"applications", number}), person(one->worker), person(one->worker)});
        }
    }

    void licences()
    {
        Listing& list = add("licences", {"Giấy phép", "Licences"},
                            {column("licence"), column("issued_by"), column("issued_on"),
                             column("expires_on"), column("scope")});
        for (const auto& one : registry::licences_of(database_, id_, as_of_.known_by)) {
            list.table.row({one.licence, cells_("issued_by", one.issued_by),
                            cells_("issued_on", one.issued_on), cells_("expires_on", one.expires_on),
                            one.scope});
            const bool over = one.expires_on && *one.expires_on < as_of_.in_force;
            list.tones.push_back({Tone::plain, Tone::plain, Tone::plain, over ? Tone::bad : Tone::plain});
            list.links.push_back({visit_.may(desk)
                                      ? address({"facilities", name_, "licence"}, {{"number", one.licence}})
                                      : ""});
        }
        link({"Ghi giấy phép", "Record a licence"}, to("licence"));
    }

    void practices()
    {
        Listing& list = add("practices", {"Công việc bức xạ", "Practices"},
                            {column("practice"), column("from_day"), column("to_day")});
        for (const auto& one : registry::practices_of(database_, id_, as_of_.known_by))
            list.table.row({one.practice, cells_("from_day", one.from_day), cells_("to_day", one.to_day)});
        link({"Ghi công việc bức xạ", "Record a practice"}, to("practice"));
    }

    Visit& visit_;
    registry::Database& database_;
    const AsOf as_of_;
    const casework::FieldCells cells_;
    const std::int64_t id_;
    const std::string name_;
    const registry::Facility facility_;
    Page page_;
};

Reply show_facility(Visit& visit)
{
    return FacilityPage{visit}.make();
}

} // namespace

void add_facility_page_routes(Routes& routes)
{
    routes.page("/facilities/{facility}",
                {.access = only(readers_and_operators),
                 .names = Names::facility,
                 .summary = {"Một cơ sở", "A facility"},
                 .twins = true},
                show_facility);
}

} // namespace radcert::web
