#include "casework/record_worker.h"
#include "casework/words_of.h"
#include "registry/workers.h"
#include "web/card_line.h"
#include "web/nouns.h"
#include "web/record_form.h"

namespace radcert::web {
namespace {

using casework::worker_name;

constexpr std::array<std::string_view, 5> new_person_fields{"full_name", "birth_date", "birth_year", "sex",
                                                            "note"};
constexpr std::array<std::string_view, 4> new_paper_fields{"kind", "number", "issued_on", "issued_by"};
constexpr std::array<std::string_view, 3> new_post_fields{"facility", "role", "from_day"};

/// What a new record is filled with before anybody types.
struct Draft {
    registry::Worker worker;
    registry::IdentityPaper paper;
};

Draft draft_of(const CardLine& card)
{
    Draft draft;
    draft.worker.full_name = card.full_name;
    draft.worker.birth_date = card.birth_date;
    if (!card.sex.empty()) draft.worker.sex = card.sex;
    draft.paper.kind = "cccd";
    draft.paper.number = card.number;
    draft.paper.issued_on = card.issued_on;
    return draft;
}

std::vector<Choice> paper_kinds(const casework::FieldCells& cells)
{
    std::vector<Choice> kinds;
    for (const char* const kind : {"cccd", "cmnd", "passport", "other"})
        kinds.push_back({kind, cells.name("kind", kind)});
    return kinds;
}

Form card_form()
{
    Form form{
        .action = "/workers/new/card", .submit = {"Điền từ thẻ", "Fill in from the card"}, .id = "card"};
    form.fields.push_back(
        {.name = "qr",
         .label = {"Quét mã QR trên căn cước công dân", "Scan the QR code of the citizen card"},
         .hint = {"đặt con trỏ vào ô rồi quét; chưa ghi gì vào sổ",
                  "put the cursor here, then scan; nothing is recorded yet"},
         .required = true,
         .autocomplete = "off"});
    return form;
}

Form record_form(Visit& visit, const Draft& draft)
{
    const auto cells = visit.cells();
    Form form{.action = "/workers/new",
              .submit = {"Ghi vào sổ", "Record"},
              .legend = {"Nhân viên và giấy tờ tùy thân", "The worker and an identity paper"},
              .id = "worker"};
    RecordForm fields{form, cells};
    fields.ask(draft.worker, "full_name", true);
    fields.ask(draft.worker, "birth_date").autocomplete = "off";
    fields.ask(draft.worker, "birth_year").hint = {"chỉ khi không biết ngày",
                                                   "only where the day is not known"};
    fields.ask(draft.worker, "sex");
    Field& kind = fields.ask(draft.paper, "kind");
    kind.label = {"Loại giấy tờ tùy thân", "Kind of identity paper"};
    kind.kind = Field::Kind::choice;
    kind.choices = paper_kinds(cells);
    fields.ask(draft.paper, "number").label = {"Số giấy tờ", "Number of the paper"};
    fields.ask(draft.paper, "issued_on");
    fields.ask(draft.paper, "issued_by");
    Field facility = facility_field("facility", {"Cơ sở đang làm việc", "Facility where the person works"});
    facility.required = visit.scope().province.has_value();
    form.fields.push_back(std::move(facility));
    const registry::Post post;
    fields.ask(post, "role");
    fields.ask(post, "from_day").label = {"Làm việc từ ngày", "In post from"};
    fields.ask(draft.worker, "note").kind = Field::Kind::text;
    return form;
}

/// Somebody who has the card's number already, where whoever asks sees them.
void tell_known(Visit& visit, Page& page, const CardLine& card)
{
    for (const std::string& number : {card.number, card.old_number}) {
        if (number.empty()) continue;
        for (const std::int64_t worker : registry::find_workers_by_paper(visit.database(), number)) {
            if (!casework::sees_worker(visit.database(), visit.scope(), worker, AsOf{visit.today()}))
                continue;
            const std::string name = worker_name(worker);
            page.add(
                Notice{Notice::Kind::warning,
                       {"Người mang số " + casework::masked_number(number) + " đã có trong sổ: " + name + ".",
                        "Whoever bears the number " + casework::masked_number(number) +
                            " is on record: " + name + "."},
                       {},
                       {{{"Mở " + name, "Open " + name}, worker_address(worker)}}});
        }
    }
}

std::optional<std::int64_t> year_of(const std::optional<Date>& day)
{
    return day ? std::optional{casework::birth_year_of(*day)} : std::nullopt;
}

Page new_page(Visit& visit, const std::optional<CardLine>& card)
{
    Page page{{"Ghi nhân viên mới", "Record a worker"}};
    Draft draft;
    draft.paper.kind = "cccd";
    if (card) {
        draft = draft_of(*card);
        tell_known(visit, page, *card);
        auto doubts = doubts_of_number(card->number, year_of(card->birth_date), card->sex);
        if (!doubts.empty())
            page.add(Notice{
                Notice::Kind::warning,
                {"Số trên thẻ không khớp với ngày sinh hoặc giới tính: xem lại thẻ trước khi ghi.",
                 "The card's number does not go with birth or sex: look at the card before you record."},
                std::move(doubts)});
        std::vector<Words> more;
        if (!card->old_number.empty())
            more.push_back({"Số chứng minh cũ: " + casework::masked_number(card->old_number) +
                                "; ghi thêm ở trang của người này sau khi lưu.",
                            "Old number: " + casework::masked_number(card->old_number) +
                                "; record it on the person's page afterwards."});
        if (!card->address.empty())
            more.push_back(
                {"Nơi thường trú trên thẻ: " + card->address + " (sổ không ghi nơi ở).",
                 "Residence on the card: " + card->address + " (the register keeps no residence)."});
        page.add(Notice{
            Notice::Kind::note,
            {"Đã điền từ thẻ; kiểm tra rồi bấm Ghi vào sổ.", "Filled in from the card; check, then record."},
            std::move(more)});
    }
    page.add(card_form());
    page.add(record_form(visit, draft));
    return page;
}

Words unread_card()
{
    return {"không đọc được mã QR của căn cước", "this is not the line of a citizen card's QR code"};
}

CardLine typed_card(const std::string& line)
{
    auto card = read_card_line(line);
    if (!card)
        refuse_field(
            "qr", unread_card(),
            {"quét lại, hoặc gõ vào các ô bên dưới", "scan it again, or type into the fields below"});
    return std::move(*card);
}

Reply show_new_worker(Visit& visit)
{
    const auto line = visit.query().find("qr");
    const auto card = line ? read_card_line(*line) : std::nullopt;
    Page page = new_page(visit, card);
    if (line && !card) page.blocks.insert(page.blocks.begin(), Notice{Notice::Kind::wrong, unread_card()});
    return page;
}

Reply fill_from_card(Visit& visit)
{
    return new_page(visit, typed_card(visit.needed("qr", {"mã QR", "the QR code"})));
}

std::optional<registry::IdentityPaper> typed_paper(const Visit& visit)
{
    const auto number = visit.text("number");
    if (!number) return std::nullopt;
    registry::IdentityPaper paper;
    TypedRecord{visit}.into(paper, new_paper_fields);
    return paper;
}

registry::Post typed_post(Visit& visit, std::int64_t facility)
{
    registry::Post post;
    post.facility = facility;
    post.role = visit.text("role");
    post.from_day = visit.day("from_day");
    return post;
}

Reply record_new_worker(Visit& visit)
{
    if (const auto line = visit.text("qr"); line && !visit.text("full_name"))
        return new_page(visit, typed_card(*line));
    registry::Worker worker;
    TypedRecord{visit}.into(worker, new_person_fields);
    const auto paper = typed_paper(visit);
    const auto facility = visit.scope().province ? std::optional{needed_facility(visit, "facility")}
                                                 : typed_facility(visit, "facility");
    const Vocabulary& words = visit.words();
    visit.record([&](registry::WriteScope& write) {
        worker = casework::record_worker(write, worker, paper);
        if (!facility) return;
        registry::Post post = typed_post(visit, *facility);
        post.worker = worker.worker;
        casework::record_post(write, words, post);
    });
    const std::string name = worker_name(worker.worker);
    Words said{"đã ghi " + worker.full_name + " là " + name, "recorded " + worker.full_name + " as " + name};
    const auto year = worker.birth_date ? year_of(worker.birth_date) : worker.birth_year;
    if (paper && !doubts_of_number(paper->number, year, worker.sex.value_or("")).empty()) {
        said.vi += "; số căn cước không khớp với ngày sinh hoặc giới tính, xem bên dưới";
        said.en += "; the identity number does not go with birth or sex, see below";
    }
    return Redirect{worker_address(worker.worker), std::move(said)};
}

} // namespace

void add_worker_new_routes(Routes& routes)
{
    auto fields = field_names(new_person_fields, new_paper_fields, new_post_fields);
    fields.emplace_back("qr");
    routes.page("/workers/new",
                {.access = only(desk), .summary = {"Ghi nhân viên mới", "Record a worker"}, .asks = {"qr"}},
                show_new_worker);
    routes.act("/workers/new",
               {.access = only(desk),
                .summary = {"Ghi nhân viên mới", "Record a worker"},
                .fields = std::move(fields),
                .asks = {"qr"}},
               record_new_worker);
    routes.act("/workers/new/card",
               {.access = only(desk),
                .summary = {"Điền từ căn cước công dân", "Fill in from the citizen card"},
                .fields = {"qr"},
                .form_on = "/workers/new"},
               fill_from_card);
}

} // namespace radcert::web
