#include "casework/record_worker.h"
#include "casework/words_of.h"
#include "registry/facilities.h"
#include "registry/workers.h"
#include "web/nouns.h"
#include "web/record_form.h"

namespace radcert::web {
namespace {

/// Records that look alike, of one noun.
struct Alike {
    const char* kind;    ///< "worker", as judgements keep it
    const char* section; ///< "workers", in addresses
    Words title;
};

const Alike alike_people{"worker", "workers", {"Nhân viên có thể trùng", "Workers that look alike"}};
const Alike alike_places{"facility", "facilities", {"Cơ sở có thể trùng", "Facilities that look alike"}};

bool of_workers(const Alike& alike)
{
    return &alike == &alike_people;
}

std::string id_of(const Alike& alike, std::int64_t record)
{
    return of_workers(alike) ? casework::worker_name(record) : casework::facility_name(record);
}

bool is_seen(Visit& visit, const Alike& alike, std::int64_t record)
{
    const AsOf now{visit.today()};
    return of_workers(alike) ? casework::sees_worker(visit.database(), visit.scope(), record, now)
                             : casework::sees_facility(visit.database(), visit.scope(), record, now);
}

std::string called(Visit& visit, const Alike& alike, std::int64_t record)
{
    if (of_workers(alike)) return registry::load_worker(visit.database(), record).full_name;
    return registry::load_facility(visit.database(), record).name;
}

std::vector<std::pair<std::int64_t, std::int64_t>> pairs_of(Visit& visit, const Alike& alike)
{
    auto pairs = of_workers(alike) ? registry::alike_workers(visit.database())
                                   : registry::alike_facilities(visit.database());
    std::erase_if(pairs, [&](const auto& pair) {
        return !is_seen(visit, alike, pair.first) || !is_seen(visit, alike, pair.second);
    });
    return pairs;
}

Cell judgement_cell(const registry::Duplicate& judged)
{
    const bool same = judged.judgement == "same";
    return Cell::coded(judged.judgement, same ? Words{"là một", "same"} : Words{"khác nhau", "distinct"});
}

Listing pair_list(Visit& visit, const Alike& alike)
{
    const auto judged = registry::duplicate_judgements(visit.database(), alike.kind);
    const bool all = visit.query().has("all");
    Listing list{"duplicates", alike.title,
                 documents::Table{{"first", {"Ghi trước", "First"}},
                                  {"first_name", {"Tên ghi trước", "Name of the first"}},
                                  {"other", {"Ghi sau", "Other"}},
                                  {"other_name", {"Tên ghi sau", "Name of the other"}},
                                  {"judgement", {"Kết luận", "Judgement"}},
                                  {"reason", {"Lý do", "Reason"}}}};
    for (const auto& [first, other] : pairs_of(visit, alike)) {
        const auto known =
            std::ranges::find_if(judged, [&, a = first, b = other](const registry::Duplicate& one) {
                return one.first == a && one.other == b;
            });
        if (known != judged.end() && !all) continue;
        const std::string one = id_of(alike, first), two = id_of(alike, other);
        const bool open = known == judged.end();
        const Words ask{"so sánh, kết luận", "compare and judge"};
        list.table.row({one, called(visit, alike, first), two, called(visit, alike, other),
                        open ? Cell::coded("", ask) : judgement_cell(*known),
                        open ? Cell{} : Cell{known->reason}});
        list.links.push_back({address({alike.section, one}), "", address({alike.section, two}), "",
                              address({alike.section, "duplicates"}, {{"first", one}, {"other", two}})});
    }
    list.empty = {"Không còn cặp nào phải xem.", "No pair is left to look at."};
    list.caption_shown = false; // the page's title says it
    return list;
}

Facts facts_of(Visit& visit, const Alike& alike, std::int64_t record)
{
    const auto cells = visit.cells();
    Facts facts;
    if (!of_workers(alike)) {
        add_facts(facts, cells, registry::load_facility(visit.database(), record));
        return facts;
    }
    add_facts(facts, cells, registry::load_worker(visit.database(), record));
    for (const auto& paper : registry::papers_of(visit.database(), record))
        facts.add({paper.kind, cells.name("kind", paper.kind)}, casework::masked_number(paper.number));
    for (const auto& post : registry::posts_of(visit.database(), record))
        facts.add(casework::column("facility"), cells("facility", post.facility),
                  facility_address(visit, post.facility));
    return facts;
}

/// A record that the query names, where it is seen. @throws Error not_found
std::int64_t record_asked(Visit& visit, const Alike& alike, const char* name)
{
    const std::string typed = visit.query().find(name).value_or("");
    const std::int64_t record =
        of_workers(alike) ? casework::parse_worker(typed) : casework::parse_facility(typed);
    if (!is_seen(visit, alike, record))
        throw Error{Fault::not_found,
                    {"không tìm thấy, hoặc không thuộc phạm vi của bạn", "not found, or not yours to see"}};
    return record;
}

bool names_a_pair(const Visit& visit)
{
    return visit.query().find("first") && visit.query().find("other");
}

/// Both records beside each other, and what somebody says of them.
void add_pair(Visit& visit, const Alike& alike, Page& page)
{
    const std::int64_t first = record_asked(visit, alike, "first"),
                       other = record_asked(visit, alike, "other");
    const std::string one = id_of(alike, first), two = id_of(alike, other);
    const std::string one_name = called(visit, alike, first), two_name = called(visit, alike, other);
    page.add(
        Beside{{{Heading{{one + ": " + one_name, one + ": " + one_name}}, facts_of(visit, alike, first)},
                {Heading{{two + ": " + two_name, two + ": " + two_name}}, facts_of(visit, alike, other)}}});
    Form form{.action = address({alike.section, "duplicates"}, {{"first", one}, {"other", two}}),
              .submit = {"Ghi kết luận", "Record the judgement"},
              .legend = {"Hai bản ghi này là một hay khác nhau?", "Are these two the same, or distinct?"},
              .id = "judge"};
    form.fields.push_back(
        {.kind = Field::Kind::radio,
         .name = "judgement",
         .label = {"Kết luận", "Judgement"},
         .choices = {{"same", {"là một", "the same"}}, {"distinct", {"khác nhau", "distinct"}}},
         .required = true});
    form.fields.push_back(
        {.kind = Field::Kind::text, .name = "reason", .label = {"Lý do", "Reason"}, .required = true});
    page.add(std::move(form));
}

Page pairs_page(Visit& visit, const Alike& alike)
{
    Page page{alike.title};
    page.lead = {"Kết luận chỉ được ghi lại; không bản ghi nào bị xóa hay gộp.",
                 "A judgement is kept; no record is removed or merged."};
    if (names_a_pair(visit)) add_pair(visit, alike, page);
    const bool all = visit.query().has("all");
    const std::string here = address({alike.section, "duplicates"});
    page.acts.push_back(all ? Link{{"Chỉ cặp chưa kết luận", "Only pairs that are open"}, here, true}
                            : Link{{"Cả cặp đã kết luận", "Judged pairs too"}, here + "?all=yes", true});
    page.add(pair_list(visit, alike));
    return page;
}

Reply judge(Visit& visit, const Alike& alike)
{
    const std::int64_t first = record_asked(visit, alike, "first"),
                       other = record_asked(visit, alike, "other");
    const std::string judgement = visit.needed("judgement", {"kết luận", "the judgement"});
    if (judgement != "same" && judgement != "distinct")
        refuse_field("judgement", {"chọn là một hoặc khác nhau", "choose the same or distinct"});
    const std::string reason = visit.needed("reason", {"lý do", "the reason"});
    visit.record([&](registry::WriteScope& write) {
        casework::judge_duplicate(write, alike.kind, first, other, judgement == "same", reason);
    });
    const std::string both = id_of(alike, first) + ", " + id_of(alike, other);
    return Redirect{address({alike.section, "duplicates"}),
                    {"đã ghi kết luận về " + both, "a judgement of " + both + " was recorded"}};
}

Reply show_workers(Visit& visit)
{
    return pairs_page(visit, alike_people);
}
Reply show_facilities(Visit& visit)
{
    return pairs_page(visit, alike_places);
}
Reply judge_workers(Visit& visit)
{
    return judge(visit, alike_people);
}
Reply judge_facilities(Visit& visit)
{
    return judge(visit, alike_places);
}

} // namespace

void add_duplicates_routes(Routes& routes)
{
    const auto both = [&](const char* path, const Words& summary, Handler show, Handler act) {
        routes.page(
            path,
            {.access = only(desk), .summary = summary, .twins = true, .asks = {"all", "first", "other"}},
            show);
        routes.act(path,
                   {.access = only(desk),
                    .summary = summary,
                    .fields = {"judgement", "reason"},
                    .asks = {"first", "other"}},
                   act);
    };
    both("/workers/duplicates", alike_people.title, show_workers, judge_workers);
    both("/facilities/duplicates", alike_places.title, show_facilities, judge_facilities);
}

} // namespace radcert::web
