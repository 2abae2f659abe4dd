#include <map>

#include "casework/record_worker.h"
#include "casework/words_of.h"
#include "registry/facilities.h"
#include "registry/worker_search.h"
#include "registry/workers.h"
#include "web/clocks.h"
#include "web/html.h"
#include "web/nouns.h"
#include "web/paging.h"
#include "web/record_form.h"

namespace radcert::web {
namespace {

using casework::column;
using casework::worker_name;
using documents::Table;

bool holds_on(std::optional<Date> from, std::optional<Date> to, Date day)
{
    return (!from || *from <= day) && (!to || *to >= day);
}

/// Words one after another, each once: for programs and for the eye.
class Several {
public:
    void add(const std::string& word, const Words& name)
    {
        if (std::ranges::find(words_, word) != words_.end()) return;
        const char* const gap = words_.empty() ? "" : "; ";
        all_ += gap + word;
        shown_.vi += gap + name.vi;
        shown_.en += gap + name.en;
        words_.push_back(word);
    }
    Cell cell() const { return words_.empty() ? Cell{} : Cell::coded(all_, shown_); }

private:
    std::vector<std::string> words_;
    std::string all_;
    Words shown_;
};

/// Rows of the list of workers: who they are, and where they are today.
class WorkerRows {
public:
    explicit WorkerRows(Visit& visit)
        : database_{visit.database()}, as_of_{visit.as_of()}, cells_{visit.cells()},
          listing_{"workers",
                   {"Nhân viên bức xạ", "Radiation workers"},
                   Table{column("worker"),
                         column("full_name"),
                         column("birth_date"),
                         {"identity_number", {"Số giấy tờ", "Identity number"}},
                         {"facility", {"Nơi làm việc", "Facility"}},
                         column("role")}}
    {
        listing_.empty = {"Không tìm thấy ai. Thử ít chữ hơn, không cần gõ dấu.",
                          "Nobody was found. Try fewer letters; marks are not needed."};
    }

    void add(std::int64_t id)
    {
        const auto worker = registry::find_worker(database_, id, as_of_.known_by);
        if (!worker) return;
        const auto papers = registry::papers_of(database_, id, as_of_.known_by);
        Several places, roles;
        for (const auto& post : registry::posts_of(database_, id, as_of_.known_by)) {
            if (holds_on(post.from_day, post.to_day, as_of_.in_force))
                stands(post.facility, post.role, places, roles);
        }
        for (const auto& one : registry::appointments_of(database_, id, as_of_.known_by)) {
            if (holds_on(one.appointed_on, one.to_day, as_of_.in_force))
                stands(one.facility, one.role, places, roles);
        }
        listing_.table.row({worker_name(id), worker->full_name, birth(*worker),
                            papers.empty() ? Cell{} : Cell{casework::masked_number(papers.front().number)},
                            places.cell(), roles.cell()});
        listing_.links.push_back({worker_address(id), worker_address(id)});
    }

    Listing take() { return std::move(listing_); }

private:
    Cell birth(const registry::Worker& worker) const
    {
        if (worker.birth_date) return cells_("birth_date", *worker.birth_date);
        return worker.birth_year ? Cell{std::to_string(*worker.birth_year)} : Cell{};
    }

    void stands(std::int64_t facility, const std::optional<std::string>& role, Several& places,
                Several& roles)
    {
        const std::string name = casework::facility_name(facility) + ' ' + facility_called(facility);
        places.add(casework::facility_name(facility), {name, name});
        if (!role) return;
        const Words called = cells_.name("role", *role);
        roles.add(*role, called.empty() ? Words{*role, *role} : called);
    }

    const std::string& facility_called(std::int64_t facility)
    {
        const auto [found, fresh] = names_.try_emplace(facility);
        if (fresh) {
            const auto record = registry::find_facility(database_, facility, as_of_.known_by);
            if (record) found->second = record->name;
        }
        return found->second;
    }

    registry::Database& database_;
    const AsOf as_of_;
    const casework::FieldCells cells_;
    Listing listing_;
    std::map<std::int64_t, std::string> names_;
};

registry::WorkerFilter rows_seen(Visit& visit)
{
    const casework::Scope scope = visit.scope();
    registry::WorkerFilter filter;
    filter.province = scope.province;
    filter.facility = scope.facility;
    filter.worker = scope.worker;
    filter.seen_on = visit.today();
    return filter;
}

/// Whom a number means, W-17 or that of an identity paper, among those who are seen; empty: it is no number.
std::optional<std::vector<std::int64_t>> meant_by_number(Visit& visit, const std::string& typed)
{
    std::vector<std::int64_t> meant;
    if (typed.starts_with("W-") || typed.starts_with("w-")) {
        const bool digits =
            typed.size() < 12 && typed.find_first_not_of("0123456789", 2) == std::string::npos;
        if (!digits || typed.size() == 2) return std::nullopt;
        meant = {casework::parse_worker(typed)};
    } else {
        meant = registry::find_workers_by_paper(visit.database(), typed, visit.as_of().known_by);
        if (meant.empty()) return std::nullopt;
    }
    std::erase_if(meant, [&](std::int64_t worker) {
        return !casework::sees_worker(visit.database(), visit.scope(), worker, AsOf{visit.today()});
    });
    return meant;
}

std::vector<std::int64_t> meant(Visit& visit, const registry::WorkerFilter& filter, std::size_t skip,
                                std::size_t most)
{
    if (!filter.words.empty()) {
        if (auto numbered = meant_by_number(visit, filter.words)) return std::move(*numbered);
    }
    return registry::find_workers(visit.database(), filter, visit.as_of(), skip, most);
}

Form search_form(Visit& visit)
{
    Form form{.action = "/workers",
              .asks = true,
              .submit = {"Tìm", "Search"},
              .inline_form = true,
              .live = "workers",
              .id = "search"};
    form.fields.push_back({.kind = Field::Kind::search,
                           .name = "q",
                           .label = {"Họ tên hoặc số giấy tờ", "Name or identity number"},
                           .hint = {"có dấu hay không; số giấy tờ gõ đủ; hoặc W-17",
                                    "with or without marks; a number in full; or W-17"},
                           .values = visit.all("q"),
                           .autocomplete = "off"});
    if (!visit.scope().facility)
        form.fields.push_back(
            facility_field("facility", {"Cơ sở", "Facility"}, visit.text("facility").value_or("")));
    Field role{.kind = Field::Kind::choice,
               .name = "role",
               .label = casework::field_label("role"),
               .values = visit.all("role")};
    for (auto& [word, name] : visit.cells().choices("role")) role.choices.push_back({word, name});
    form.fields.push_back(std::move(role));
    keep_clocks(form, visit);
    return form;
}

Reply list_workers(Visit& visit)
{
    registry::WorkerFilter filter = rows_seen(visit);
    filter.words = visit.text("q").value_or("");
    filter.role = visit.text("role");
    filter.at = typed_facility(visit, "facility");
    Paging paging{visit};
    auto found = meant(visit, filter, paging.skip(), paging.asked());
    paging.cut(found);
    WorkerRows rows{visit};
    for (const std::int64_t worker : found) rows.add(worker);
    Listing listing = rows.take();
    paging.tell(listing);

    Page page{{"Nhân viên bức xạ", "Radiation workers"}};
    page.lead = {"Xếp theo tên, rồi họ.", "Sorted by given name, then family name."};
    if (visit.may(desk)) {
        page.acts.push_back({{"Ghi nhân viên mới", "Record a worker"}, "/workers/new"});
        page.acts.push_back(
            {{"Bản ghi có thể trùng", "Records that look alike"}, "/workers/duplicates", true});
    }
    for (Block& block : clock_notice(visit)) page.add(std::move(block));
    if (!visit.scope().worker) page.add(search_form(visit));
    page.add(std::move(listing));
    return page;
}

/// "Nguyễn Đức Thịnh (1985)".
std::string offered(const registry::Worker& worker)
{
    const auto year =
        worker.birth_date ? std::optional{casework::birth_year_of(*worker.birth_date)} : worker.birth_year;
    return worker.full_name + (year ? " (" + std::to_string(*year) + ')' : "");
}

Reply offer_workers(Visit& visit)
{
    constexpr std::size_t most = 12;
    registry::WorkerFilter filter = rows_seen(visit);
    for (const char* const name : {"q", "worker", "first", "other"}) {
        if (filter.words.empty()) filter.words = visit.text(name).value_or("");
    }
    std::vector<Offer> offers;
    if (!filter.words.empty()) {
        for (const std::int64_t id : meant(visit, filter, 0, most)) {
            if (const auto worker = registry::find_worker(visit.database(), id))
                offers.push_back({worker_name(id), offered(*worker)});
        }
    }
    return Raw{.type = "text/html; charset=utf-8", .text = option_list(offers), .headers = {}};
}

/// The full numbers; every look at them is an event of the journal.
Reply show_identity(Visit& visit)
{
    const std::int64_t id = casework::parse_worker(visit.part("worker"));
    const registry::Worker worker = registry::load_worker(visit.database(), id, visit.as_of().known_by);
    const auto cells = visit.cells();
    Page page{{"Giấy tờ tùy thân của " + worker.full_name, "Identity papers of " + worker.full_name}};
    page.lead = {"Lần xem này được ghi vào nhật ký.", "This look is kept in the journal."};
    page.acts.push_back({{"Về trang của người này", "Back to the person's page"}, worker_address(id), true});
    Table table{column("kind"), column("number"), column("issued_on"), column("issued_by")};
    for (const auto& one : registry::papers_of(visit.database(), id, visit.as_of().known_by))
        table.row({cells("kind", one.kind), one.number, cells("issued_on", one.issued_on), one.issued_by});
    Listing listing{"papers", {"Giấy tờ tùy thân", "Identity papers"}, std::move(table)};
    listing.empty = {"Chưa ghi giấy tờ nào.", "No paper has been recorded."};
    page.add(std::move(listing));
    return page;
}

} // namespace

void add_workers_routes(Routes& routes)
{
    routes.page("/workers",
                {.access = only(readers_and_own),
                 .summary = {"Nhân viên bức xạ", "Radiation workers"},
                 .twins = true,
                 .asks = {"q", "facility", "role"}},
                list_workers);
    routes.page("/workers/options",
                {.access = only(readers_and_operators),
                 .summary = {"Gợi ý nhân viên khi gõ", "Workers that may be meant as one types"},
                 .asks = {"q", "worker", "first", "other"}},
                offer_workers);
    routes.page("/workers/{worker}/identity",
                {.access = only(readers),
                 .names = Names::worker,
                 .summary = {"Số giấy tờ đầy đủ", "Identity numbers in full"},
                 .personal = true},
                show_identity);
    add_worker_page_routes(routes);
    add_worker_new_routes(routes);
    add_worker_acts_routes(routes);
    add_worker_evidence_routes(routes);
    add_worker_eligibility_routes(routes);
    add_duplicates_routes(routes);
}

} // namespace radcert::web
