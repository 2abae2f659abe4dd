#include <algorithm>

#include "casework/desk_papers.h"
#include "casework/file_application.h"
#include "casework/open_application.h"
#include "casework/record_application.h"
#include "casework/words_of.h"
#include "registry/equipment.h"
#include "registry/facilities.h"
#include "registry/workers.h"
#include "text/vietnamese.h"
#include "web/card_line.h"
#include "web/command_words.h"
#include "web/dossier.h"
#include "web/intake_question.h"
#include "web/nouns.h"
#include "web/paper_fields.h"
#include "web/record_form.h"
#include "web/word_choices.h"

namespace radcert::web {
namespace {

constexpr Duties takes_in = counter | case_officers;

Form card_finder()
{
    Form form{.action = "/applications/new/card",
              .submit = {"Tìm theo thẻ", "Find by the card"},
              .legend = {"Quét mã QR của thẻ căn cước", "Scan the card's QR code"},
              .id = "card"};
    form.fields.push_back({.name = "card",
                           .label = {"Dòng chữ của mã QR", "Line of the QR code"},
                           .hint = {"đặt con trỏ ở đây rồi quét, hoặc dán cả dòng; không được giữ lại",
                                    "put the cursor here and scan, or paste the whole line; it is not kept"},
                           .required = true,
                           .autocomplete = "off"});
    return form;
}

Form dossier_upload()
{
    Form form{.action = "/applications/new/dossier",
              .submit = {"Ghi hồ sơ từ tệp", "Record the file"},
              .id = "dossier"};
    form.fields.push_back({.kind = Field::Kind::file,
                           .name = "dossier",
                           .label = {"Tệp hồ sơ JSON", "JSON dossier"},
                           .hint = {"người, cơ sở và minh chứng được tìm theo số của chúng, hoặc thêm mới",
                                    "person, facility and evidence are found by their numbers, or added"},
                           .required = true});
    return form;
}

std::string equipment_line(Visit& visit, const registry::Equipment& unit)
{
    const Words type = visit.cells().name("type", unit.type);
    std::string line = casework::equipment_name(unit.equipment) + " – " +
                       (type.empty() ? unit.type : type.in(visit.language()));
    for (const auto* const part : {&unit.model, &unit.serial, &unit.location}) {
        if (*part) line += ", " + **part;
    }
    return line;
}

/// Units in use, all ticked.
Field units_field(Visit& visit, std::int64_t facility)
{
    Field field{.kind = Field::Kind::checks,
                .name = "equipment",
                .label = {"Thiết bị của hồ sơ", "Equipment of the file"},
                .hint = {"những thiết bị đang dùng ở cơ sở", "units in use at the facility"}};
    for (const auto& unit : registry::equipment_of(visit.database(), facility, visit.today())) {
        const std::string name = casework::equipment_name(unit.equipment), line = equipment_line(visit, unit);
        field.choices.push_back({name, {line, line}});
        field.values.push_back(name);
    }
    return field;
}

/// A tick for what an officer has to mean.
Field tick(const char* name, const Words& what, const Words& hint)
{
    return {.kind = Field::Kind::checks, .name = name, .hint = hint, .choices = {{"yes", what}}};
}

/// A file that has not ended may be the very same one, sent twice.
using Earlier = std::optional<std::string>;

void ask_for_another(Form& form, const Earlier& earlier)
{
    if (!earlier) return;
    form.fields.push_back(
        tick("another", {"Ghi thêm hồ sơ nữa", "Record one more file"},
             {"chỉ đánh dấu khi đúng là người này nộp thêm một hồ sơ ngoài hồ sơ " + *earlier,
              "tick only where the person does file once more beside " + *earlier}));
}

void tell_earlier(Page& page, const Earlier& earlier)
{
    if (!earlier) return;
    page.add(Notice{Notice::Kind::warning,
                    {"Người này đã có hồ sơ " + *earlier + " cho công việc này, chưa kết thúc.",
                     "File " + *earlier + " of this person for this role has not ended."},
                    {},
                    {{{"Mở hồ sơ đó", "Open that file"}, dossier_address(*earlier), true}}});
}

[[noreturn]] void refuse_another(const std::string& earlier)
{
    throw Error{Fault::conflict,
                {"người này đã có hồ sơ " + earlier + " cho công việc này, chưa kết thúc",
                 "application " + earlier + " of this person for this role is open already"},
                {"mở hồ sơ đó làm tiếp; nếu đúng là nộp thêm một hồ sơ, đánh dấu ô “Ghi thêm hồ sơ nữa”",
                 "go on with that one; where the person does file once more, tick \"Record one more file\""},
                Place{{}, 0, "/another"}};
}

/// The number of a file that another desk numbered. The register takes any; what is typed here is a number
/// as desks write them.
bool is_file_number(const std::string& number)
{
    constexpr std::size_t most = 64;
    constexpr std::string_view inside = ".-/_";
    std::size_t letters = 0;
    for (std::size_t at = 0; at < number.size(); ++letters) {
        std::size_t end = at + 1;
        while (end < number.size() && (static_cast<unsigned char>(number[end]) & 0xC0) == 0x80) ++end;
        const std::string letter = number.substr(at, end - at);
        const bool sign = letter.size() == 1 && inside.find(letter.front()) != inside.npos;
        if (sign ? at == 0 : text::folded(letter).empty()) return false;
        at = end;
    }
    return letters <= most;
}

std::string typed_number(Visit& visit)
{
    const std::string number = text::nfc(visit.text("number").value_or(""));
    if (!is_file_number(number))
        refuse_field(
            "number", {"số hồ sơ này không đúng dạng", "a file's number is not written like this"},
            {"tối đa 64 chữ cái và chữ số, có thể ngăn bằng . - / _, bắt đầu bằng chữ cái hoặc chữ "
             "số, không có dấu cách; để trống: cấp số tiếp theo trong ngày",
             "64 letters and digits at most, with . - / _ between them, beginning with a letter or a "
             "digit, no spaces; empty: the next number of the day"});
    return number;
}

Form filing_form(Visit& visit, const IntakeQuestion& question, const Earlier& earlier)
{
    Form form{.action = address({"applications", "new"}, question.query()),
              .submit = {"Ghi hồ sơ", "Record the file"},
              .legend = {"Hồ sơ nộp", "The file"},
              .id = "filing"};
    const Parameters query = question.query();
    for (const auto& [name, value] : query.pairs())
        form.fields.push_back({.kind = Field::Kind::hidden, .name = name, .values = {value}});
    ask_for_another(form, earlier);
    form.fields.push_back(units_field(visit, *question.facility.one));
    ask_papers(visit, form);
    form.fields.push_back(
        tick("no_papers", {"Chưa ghi giấy tờ nào nộp kèm", "No paper is written down yet"},
             {"chỉ đánh dấu khi không chọn giấy tờ nào ở trên; ghi thêm sau ở trang hồ sơ",
              "tick only where no paper is chosen above; they can be added on the file's page"}));
    form.fields.push_back({.kind = Field::Kind::choice,
                           .name = "channel",
                           .label = casework::field_label("channel"),
                           .values = {"in_person"},
                           .choices = choices_of(visit.words().channels),
                           .required = true});
    form.fields.push_back(
        {.kind = Field::Kind::radio,
         .name = "state",
         .label = {"Ghi là", "Recorded as"},
         .values = {"received"},
         .choices = {{"received", {"đã tiếp nhận: thời hạn bắt đầu tính", "received: its clocks start"}},
                     {"submitted", {"đã nộp, chờ tiếp nhận", "handed in, not received yet"}},
                     {"draft", {"nháp, chưa nộp", "a draft"}}},
         .required = true});
    if (registry::find_letterhead(visit.database()))
        form.fields.push_back({.kind = Field::Kind::checks,
                               .name = "receipt",
                               .values = {"yes"},
                               .choices = {{"yes",
                                            {"Lập ngay giấy tiếp nhận và hẹn trả (mẫu 01)",
                                             "Make out the receipt (form 01) at once"}}}});
    form.fields.push_back(
        {.name = "number",
         .label = {"Số hồ sơ có sẵn", "A number from elsewhere"},
         .hint = {"để trống: cấp số tiếp theo trong ngày", "empty: the next number of the day"}});
    if (visit.query().has("dated")) {
        form.fields.push_back({.kind = Field::Kind::day,
                               .name = "filed_on",
                               .label = {"Ngày nộp", "Filed on"},
                               .hint = {"một ngày đã qua; ghi lùi ngày cần hai người",
                                        "a day gone by; an earlier day takes two persons"},
                               .required = true});
        form.second = true;
        form.action += "&dated=yes";
    }
    return form;
}

Reply show_intake(Visit& visit)
{
    const IntakeQuestion question = intake_question(visit);
    Page page{{"Nhận hồ sơ mới", "New application"}};
    if (!question.whole()) {
        ask_who(page, visit, question);
        page.add(card_finder());
        page.add(Links{{{{"Ghi nhân viên mới", "Record a worker"}, "/workers/new", true},
                        {{"Ghi cơ sở mới", "Record a facility"}, "/facilities/new", true}}});
        page.add(Folded{{"Ghi hồ sơ từ tệp JSON", "Record a file from JSON"}, {dossier_upload()}});
        return page;
    }
    const auto worker = registry::load_worker(visit.database(), *question.worker.one);
    const auto facility = registry::load_facility(visit.database(), *question.facility.one);
    const casework::FieldCells cells = visit.cells();
    Facts facts;
    facts.add({"full_name", {"Người đề nghị", "Applicant"}}, worker.full_name, worker_address(worker.worker));
    facts.add(casework::column("birth_date"), cells("birth_date", worker.birth_date));
    facts.add(casework::column("facility"), facility.name, facility_address(visit, facility.facility));
    facts.add(casework::column("role"), cells("role", question.role));
    facts.add(casework::column("procedure"), cells("procedure", question.procedure));
    page.acts.push_back({{"Chọn lại", "Choose again"},
                         address({"applications", "new"}, question.query().with("role", "")),
                         true});
    page.add(std::move(facts));
    const Earlier earlier = casework::find_file_not_ended(visit.database(), visit.rules(), facility.facility,
                                                          worker.worker, question.role);
    tell_earlier(page, earlier);
    page.add(filing_form(visit, question, earlier));
    offer_earlier_day(visit, page);
    return page;
}

/// The register did not know the file when this request came: the button was pressed twice.
Redirect recorded_just_now(const std::string& number)
{
    return {dossier_address(number),
            {"Hồ sơ " + number + " vừa được ghi; không ghi thêm hồ sơ nào.",
             "Application " + number + " was recorded just now; no other was made."}};
}

Reply file_at_counter(Visit& visit)
{
    const IntakeQuestion question = intake_question(visit);
    const std::int64_t worker = only_one(question.worker, "worker", {"nhân viên", "the worker"});
    const std::int64_t facility = only_one(question.facility, "facility", {"cơ sở", "the facility"});
    casework::Filing filing{casework::worker_name(worker),
                            casework::facility_name(facility),
                            visit.needed("role", {"công việc", "the role"}),
                            question.procedure,
                            visit.text("channel").value_or("in_person"),
                            visit.all("equipment"),
                            typed_papers(visit, visit.words()),
                            visit.day("filed_on"),
                            typed_number(visit)};
    const std::string state = visit.text("state").value_or("received");
    filing.submitted = state == "submitted";
    filing.draft = state == "draft";
    if (filing.papers.empty() && !filing.draft && visit.text("no_papers") != "yes")
        refuse_field(
            "no_papers", {"chưa chọn giấy tờ nào nộp kèm hồ sơ", "no paper of the file was chosen"},
            {"chọn những giấy tờ đã nhận; nếu chưa ghi giấy tờ nào, đánh dấu ô “Chưa ghi giấy tờ nào nộp "
             "kèm”",
             "choose the papers that were taken in; where none is written down yet, tick \"No paper is "
             "written down yet\""});
    const bool receipt = visit.text("receipt") == "yes" && state == "received";
    std::string number;
    Words place;
    Earlier refused_for;
    try {
        visit.record([&](registry::WriteScope& write) {
            const auto open =
                casework::find_file_not_ended(write.database(), visit.rules(), facility, worker, filing.role);
            if (open && visit.text("another") != "yes") {
                refused_for = open;
                refuse_another(*open);
            }
            number = casework::file_application(write, visit.rules(), filing).application;
            if (receipt) casework::issue_paper(write, visit.rulebooks(), {number, "receipt"});
            place = told_place(write.database(), visit.rules(), number);
        });
    } catch (const Error& error) {
        // What this request read when it came does not know the file yet.
        if (refused_for &&
            !casework::find_file_not_ended(visit.database(), visit.rules(), facility, worker, filing.role))
            return recorded_just_now(*refused_for);
        throw without_commands(error);
    }
    const Words paper =
        receipt ? Words{" Giấy tiếp nhận ở trong danh sách giấy tờ.", " The receipt is among the papers."}
                : Words{};
    return Redirect{dossier_address(number) + (receipt ? "#list-papers" : ""),
                    {"Đã ghi hồ sơ " + number + ". " + place.vi + paper.vi,
                     "Application " + number + " was recorded. " + place.en + paper.en}};
}

Reply find_by_card(Visit& visit)
{
    const std::string typed = visit.needed("card", {"dòng chữ của mã QR", "the line of the QR code"});
    const auto card = read_card_line(typed);
    if (!card)
        refuse_field(
            "card",
            {"không phải dòng chữ của mã QR trên thẻ căn cước", "not the line of an identity card's QR code"},
            {"quét lại; dòng có 7 phần, ngăn bởi |", "scan again; the line has seven parts, with | between"});
    for (const std::int64_t worker : registry::find_workers_by_paper(visit.database(), card->number)) {
        if (!casework::sees_worker(visit.database(), visit.scope(), worker, AsOf{visit.today()})) continue;
        return Redirect{
            address({"applications", "new"}, {{"worker", casework::worker_name(worker)}}),
            {"Đã tìm thấy " + card->full_name + " trong sổ", card->full_name + " is in the register"}};
    }
    Page page{{"Chưa có người này trong sổ", "This person is not in the register"}};
    page.section = "/applications";
    page.add(Notice{Notice::Kind::note,
                    {card->full_name + ": không có nhân viên nào mang số thẻ này.",
                     card->full_name + ": no worker bears the card's number."},
                    {{"Ghi nhân viên mới (quét lại thẻ ở trang ấy), rồi nhận hồ sơ.",
                      "Record the worker (scan the card again there), then take the file in."}},
                    {{{"Ghi nhân viên mới", "Record a worker"}, "/workers/new", true},
                     {{"Về trang nhận hồ sơ", "Back"}, "/applications/new", true}}});
    return page;
}

Reply record_dossier(Visit& visit)
{
    const Upload* const upload = visit.upload("dossier");
    if (upload == nullptr || upload->bytes.empty())
        refuse_field("dossier", {"chưa chọn tệp", "no file was chosen"});
    casework::RecordedApplication made;
    try {
        visit.record([&](registry::WriteScope& write) {
            made = casework::record_application(write, visit.rules(), upload->bytes, upload->name);
            if (!casework::sees_application(write.database(), visit.scope(), made.application,
                                            AsOf{visit.today()}))
                throw Error{Fault::refused,
                            {"hồ sơ này thuộc tỉnh khác, ngoài phạm vi của tài khoản",
                             "this file is of another province, which the account does not see"}};
        });
    } catch (const Error& error) {
        const Error shown = without_commands(error);
        if (shown.is_perhaps_done()) throw Error{shown};
        throw Error{shown.fault(), shown.sentence(), shown.hint(), Place{{}, 0, "/dossier"}};
    }
    Words said{"Đã ghi hồ sơ " + made.application + ", " + std::to_string(made.evidence) + " minh chứng mới",
               "Application " + made.application + " was recorded, " + std::to_string(made.evidence) +
                   " new pieces of evidence"};
    for (const std::string& who : made.strangers) {
        said.vi += "; hồ sơ mang theo kết luận của '" + who + "', không phải cán bộ trong sổ: xem lại";
        said.en += "; it brings a judgement by '" + who + "', who is no officer here: look at it";
    }
    return Redirect{dossier_address(made.application), said};
}

} // namespace

void add_intake_routes(Routes& routes)
{
    const Words summary{"Nhận hồ sơ mới", "New application"};
    const std::vector<std::string> asks{"worker", "facility", "role", "procedure", "dated"};
    routes.page("/applications/new", {.access = only(takes_in), .summary = summary, .asks = asks},
                show_intake);
    std::vector<std::string> fields = paper_field_names();
    for (const char* field : {"worker", "facility", "role", "procedure", "equipment", "channel", "state",
                              "receipt", "number", "filed_on", "another", "no_papers"})
        fields.emplace_back(field);
    routes.act("/applications/new",
               {.access = only(takes_in), .summary = summary, .fields = std::move(fields), .asks = asks},
               file_at_counter);
    routes.act("/applications/new/card",
               {.access = only(takes_in),
                .summary = {"Tìm người theo thẻ căn cước", "Find a person by the card"},
                .fields = {"card"},
                .form_on = "/applications/new"},
               find_by_card);
    routes.act("/applications/new/dossier",
               {.access = only(takes_in),
                .summary = {"Ghi hồ sơ từ tệp JSON", "Record a file from JSON"},
                .fields = {"dossier"},
                .form_on = "/applications/new"},
               record_dossier);
}

} // namespace radcert::web
