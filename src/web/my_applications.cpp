#include "casework/answer_eligibility.h"
#include "casework/applicant_acts.h"
#include "casework/desk_acts.h"
#include "casework/evidence_list.h"
#include "casework/words_of.h"
#include "registry/evidence.h"
#include "text/json.h"
#include "web/command_words.h"
#include "web/dossier.h"
#include "web/finding_blocks.h"
#include "web/my_facility.h"
#include "web/nouns.h"
#include "web/paper_fields.h"
#include "web/part.h"
#include "web/plan_blocks.h"
#include "web/record_form.h"

namespace radcert::web {
namespace {

/// The papers of the list that are ticked already: field by field, "print:3".
void fill_papers(Visit& visit, Form& form, const std::optional<registry::JsonText>& documents)
{
    if (!documents) return;
    const auto names = paper_field_names();
    text::JsonReader reader;
    for (const text::JsonValue& paper : reader.read(documents->text).array()) {
        std::string kind, format, copies{"1"};
        for (const auto& [name, said] : paper.object()) {
            if (name == "kind") kind = said.string();
            if (name == "format") format = said.string();
            if (name == "copies") copies = std::to_string(said.integer);
        }
        std::size_t place = 0;
        for (const auto& known : visit.words().document_kinds) {
            if (known.word == kind && place < names.size()) {
                for (Field& field : form.fields)
                    if (field.name == names[place]) field.values = {format + ':' + copies};
            }
            ++place;
        }
    }
}

} // namespace

Link back_to_facility()
{
    return {{"Về cơ sở của tôi", "Back to my facility"}, "/my-facility", true};
}

Listing evidence_of_worker(Visit& visit, std::int64_t worker)
{
    const auto evidence = registry::evidence_of(visit.database(), worker);
    Listing list{"evidence",
                 {"Minh chứng đã có trong sổ", "Evidence on record"},
                 casework::evidence_list(visit.cells(), evidence)};
    for (const auto& one : evidence)
        list.links.push_back(
            {address({"workers", casework::worker_name(worker), "evidence", std::to_string(one.evidence)})});
    list.empty = {"Sổ chưa có minh chứng nào của người này.",
                  "The register holds no evidence of this person."};
    return list;
}

std::vector<Block> answer_blocks(Visit& visit, const casework::EligibilityAnswer& answer, std::int64_t worker)
{
    std::vector<Block> open, folded, blocks{verdict_notice(answer.verdict)};
    for (Block& block : finding_blocks(answer.findings)) {
        const auto* const findings = std::get_if<Findings>(&block.value);
        (findings == nullptr || findings->open ? open : folded).push_back(std::move(block));
    }
    std::vector<Block> evidence{evidence_of_worker(visit, worker)};
    if (open.empty())
        std::ranges::move(evidence, std::back_inserter(blocks));
    else
        blocks.emplace_back(Beside{{std::move(open), std::move(evidence)}});
    std::ranges::move(folded, std::back_inserter(blocks));
    std::ranges::move(plan_blocks(answer.work), std::back_inserter(blocks));
    return blocks;
}

void ask_own_papers(Visit& visit, Form& form, const std::optional<registry::JsonText>& documents)
{
    const std::size_t before = form.fields.size();
    ask_papers(visit, form);
    for (std::size_t i = before; i < form.fields.size(); ++i) form.fields[i].hint = {};
    fill_papers(visit, form, documents);
}

namespace {

// The file's own page.

/// A page about one of the facility's files.
Page file_page(const FileAtHand& at_hand, const Words& title)
{
    Page page{title};
    page.section = "/my-facility";
    page.lead = {at_hand.full_name + " – " + at_hand.place.name.vi,
                 at_hand.full_name + " – " + at_hand.place.name.en};
    page.acts.push_back(
        {{"Về hồ sơ", "Back to the application"}, own_file_address(at_hand.file.application), true});
    return page;
}

bool is_draft(const FileAtHand& at_hand)
{
    return at_hand.place.status == "draft";
}

void offer_acts(const FileAtHand& at_hand, Page& page)
{
    const std::string& number = at_hand.file.application;
    if (is_draft(at_hand)) {
        page.acts.push_back(
            {{"Xem lại và nộp", "Review and submit"}, own_file_address(number, "submit"), false});
        page.acts.push_back({{"Sửa giấy tờ", "Change the papers"}, own_file_address(number, "papers"), true});
    }
    if (casework::takes_papers(at_hand.place.status))
        page.acts.push_back(
            {{"Thêm minh chứng", "Bring evidence"}, own_file_address(number, "evidence"), true});
    if (at_hand.place.allows("withdraw"))
        page.acts.push_back({{"Rút hồ sơ", "Take it back"}, own_file_address(number, "withdraw"), true});
}

/// What the desk asks for, and how to answer.
void add_asked(Visit& visit, const FileAtHand& at_hand, Page& page)
{
    if (at_hand.place.status != "supplement") return;
    const auto requests = registry::supplement_requests_of(visit.database(), at_hand.file.application);
    if (requests.empty() || requests.back().answered_on) return;
    const auto& asked = requests.back();
    Notice notice{Notice::Kind::warning,
                  {"Cơ quan yêu cầu bổ sung ngày " + to_dmy(asked.requested_on) + ".",
                   "The desk asked for more on " + to_dmy(asked.requested_on) + "."}};
    if (asked.due_on)
        notice.text = {"Cần bổ sung trước ngày " + to_dmy(*asked.due_on) + ".",
                       "More is needed by " + to_dmy(*asked.due_on) + "."};
    for (const auto& item : casework::items_of(asked)) notice.more.push_back({item.sentence, item.sentence});
    notice.more.push_back(
        {"Quét giấy tờ, thêm vào hồ sơ tại đây, rồi mang bản giấy đến bộ phận một cửa; ngày cơ quan nhận đủ "
         "là ngày thời hạn tính lại.",
         "Scan the papers and add them here, then bring the originals to the desk; the clock starts anew on "
         "the day on which the desk has received them all."});
    notice.next.push_back({{"Thêm minh chứng", "Bring evidence"},
                           own_file_address(at_hand.file.application, "evidence"),
                           false});
    page.add(std::move(notice));
}

Facts own_facts(Visit& visit, const FileAtHand& at_hand)
{
    const casework::FieldCells cells = visit.cells();
    const registry::Application& file = at_hand.file;
    Facts facts;
    facts.add(casework::column("application"), file.application);
    facts.add(casework::column("status"), Cell::coded(at_hand.place.status, at_hand.place.name), {},
              casework::is_applicants_turn(at_hand.place.status) ? Tone::near : Tone::plain,
              at_hand.place.acts);
    facts.add(casework::column("worker"), at_hand.full_name, worker_address(file.worker));
    facts.add(casework::column("role"), cells("role", file.role));
    facts.add(casework::column("procedure"), cells("procedure", file.procedure));
    if (is_draft(at_hand))
        facts.add({"drafted_on", {"Lập ngày", "Drafted on"}}, cells("filed_on", file.filed_on));
    else
        facts.add(casework::column("filed_on"), cells("filed_on", file.filed_on));
    facts.add(casework::column("devices"), cells("devices", file.devices));
    facts.add(casework::column("documents"), cells("documents", file.documents), {},
              file.documents ? Tone::plain : Tone::near,
              file.documents ? Words{} : Words{"chưa ghi giấy tờ nào", "no paper is told"});
    return facts;
}

Reply show_own_file(Visit& visit)
{
    const FileAtHand at_hand = file_at_hand(visit);
    const std::string& number = at_hand.file.application;
    Page page{{"Hồ sơ " + number, "Application " + number}};
    page.section = "/my-facility";
    page.lead = {at_hand.full_name + " – " + at_hand.place.name.vi,
                 at_hand.full_name + " – " + at_hand.place.name.en};
    page.print = true;
    page.acts.push_back({{"Mọi hồ sơ của cơ sở", "All our applications"}, "/my-facility/applications", true});
    offer_acts(at_hand, page);
    const auto add = [&](std::vector<Block> blocks) {
        std::ranges::move(blocks, std::back_inserter(page.blocks));
    };
    add_asked(visit, at_hand, page);
    page.add(own_facts(visit, at_hand));
    if (is_draft(at_hand)) {
        const auto answer = casework::answer_draft(visit.database(), visit.rules(), number, {visit.today()});
        add(answer_blocks(visit, answer, at_hand.file.worker));
        return page;
    }
    add(deadline_blocks(visit, at_hand));
    if (casework::takes_papers(at_hand.place.status))
        page.add(evidence_of_worker(visit, at_hand.file.worker));
    add(question_blocks(visit, at_hand));
    add(paper_blocks(visit, at_hand));
    page.add(step_timeline(visit, at_hand));
    if (at_hand.place.ended)
        page.add(Links{{{{"Lập hồ sơ mới từ hồ sơ này", "Prepare a new one from this"},
                         address({"my-facility", "applications", "new"}, {{"renews", number}}),
                         false}}});
    return page;
}

Reply list_own_files(Visit& visit)
{
    const auto files = casework::facility_files(visit.database(), visit.rules(), own_facility(visit));
    Page page{{"Hồ sơ của cơ sở", "Our applications"}};
    page.section = "/my-facility";
    page.acts = {{{"Lập hồ sơ", "Prepare an application"}, "/my-facility/applications/new", false},
                 back_to_facility()};
    const Part part{visit, files.size()};
    const auto first = files.begin() + std::ptrdiff_t(part.first());
    Listing list = own_file_list(visit, {first, files.begin() + std::ptrdiff_t(part.last())});
    part.tell(list);
    page.add(std::move(list));
    return page;
}

// Acts on a file.

Redirect done_on_own_file(Visit& visit, const Words& said,
                          const std::function<void(registry::WriteScope&)>& work)
{
    const std::string number = visit.part("application");
    try {
        visit.record(work);
    } catch (const Error& error) {
        throw without_commands(error);
    }
    return {own_file_address(number),
            {"hồ sơ " + number + ": " + said.vi, "application " + number + ": " + said.en},
            {}};
}

Reply show_papers(Visit& visit)
{
    const FileAtHand at_hand = file_at_hand(visit);
    Page page = file_page(at_hand, {"Sửa giấy tờ của hồ sơ", "Change the papers"});
    page.add(Paragraph{{"Chọn những giấy tờ mà hồ sơ gồm; loại nào để trống là không có.",
                        "Choose the papers that the application holds; a kind left empty is not in it."}});
    Form form{.action = own_file_address(at_hand.file.application, "papers"),
              .submit = {"Ghi giấy tờ", "Keep the papers"},
              .id = "papers"};
    ask_own_papers(visit, form, at_hand.file.documents);
    page.add(std::move(form));
    return page;
}

Reply keep_papers(Visit& visit)
{
    const auto papers = typed_papers(visit, visit.words());
    const auto& rules = visit.rules();
    return done_on_own_file(
        visit, {"đã sửa giấy tờ", "the papers were changed"}, [&](registry::WriteScope& write) {
            casework::change_draft(write, rules, own_facility(visit), visit.part("application"), papers);
        });
}

/// Review before it counts: all of the file, what it would lack, and the box.
Reply review_submission(Visit& visit)
{
    const FileAtHand at_hand = file_at_hand(visit);
    Page page = file_page(at_hand, {"Xem lại và nộp", "Review and submit"});
    page.add(own_facts(visit, at_hand));
    if (!is_draft(at_hand)) {
        page.add(Notice{Notice::Kind::note, {"Hồ sơ này đã nộp.", "This application was submitted."}});
        return page;
    }
    const auto answer =
        casework::answer_draft(visit.database(), visit.rules(), at_hand.file.application, {visit.today()});
    page.add(verdict_notice(answer.verdict));
    for (Block& block : finding_blocks(answer.findings)) {
        const auto* const findings = std::get_if<Findings>(&block.value);
        if (findings != nullptr && findings->open) page.add(std::move(block));
    }
    page.add(Paragraph{
        {"Đây là kết quả xem thử bằng bộ quy định; cơ quan xem xét và quyết định. Hồ sơ còn thiếu vẫn nộp "
         "được, "
         "cơ quan sẽ yêu cầu bổ sung.",
         "This is a trial by the rulebook; the authority examines and decides. An application that lacks "
         "something can be submitted all the same: more will be asked for."}});
    page.add(Form{.action = own_file_address(at_hand.file.application, "submit"),
                  .submit = {"Nộp hồ sơ", "Submit the application"},
                  .grave = true,
                  .confirm = {"Tôi đã xem lại; thông tin và giấy tờ trong hồ sơ là đúng.",
                              "I have reviewed it; what it says and holds is right."},
                  .id = "submit"});
    return page;
}

Reply submit_own(Visit& visit)
{
    const auto& rules = visit.rules();
    return done_on_own_file(
        visit, {"đã nộp; chờ bộ phận một cửa tiếp nhận", "submitted; it waits for the reception"},
        [&](registry::WriteScope& write) {
            casework::submit_draft(write, rules, own_facility(visit), visit.part("application"));
        });
}

Reply show_take_back(Visit& visit)
{
    const FileAtHand at_hand = file_at_hand(visit);
    Page page = file_page(at_hand, {"Rút hồ sơ", "Take the application back"});
    page.add(own_facts(visit, at_hand));
    Form form{.action = own_file_address(at_hand.file.application, "withdraw"),
              .submit = {"Rút hồ sơ", "Take it back"},
              .grave = true,
              .confirm = {"Rút hồ sơ này; muốn xin lại phải lập hồ sơ mới.",
                          "Take this application back; to apply again, a new one is needed."},
              .id = "withdraw"};
    form.fields.push_back(
        {.kind = Field::Kind::text, .name = "reason", .label = {"Lý do", "Reason"}, .required = true});
    page.add(std::move(form));
    return page;
}

Reply take_back_own(Visit& visit)
{
    const std::string reason = visit.needed("reason", {"lý do", "the reason"});
    const auto& rules = visit.rules();
    return done_on_own_file(visit, {"đã rút", "taken back"}, [&](registry::WriteScope& write) {
        casework::take_back(write, rules, own_facility(visit), visit.part("application"), reason);
    });
}

} // namespace

void add_my_application_routes(Routes& routes)
{
    const Access operators = only({Duty::facility_operator});
    const std::string one = "/my-facility/applications/{application}";
    routes.page("/my-facility/applications",
                {.access = operators, .summary = {"Hồ sơ của cơ sở", "Our applications"}, .twins = true},
                list_own_files);
    const auto own = [&](const Words& summary) {
        return Rule{.access = operators, .names = Names::application, .summary = summary, .personal = true};
    };
    routes.page(one, own({"Một hồ sơ của cơ sở", "One of our applications"}), show_own_file);
    Rule papers = own({"Sửa giấy tờ của hồ sơ nháp", "Change a draft's papers"});
    routes.page(one + "/papers", papers, show_papers);
    papers.fields = paper_field_names();
    routes.act(one + "/papers", papers, keep_papers);
    Rule submits = own({"Xem lại và nộp hồ sơ", "Review and submit an application"});
    routes.page(one + "/submit", submits, review_submission);
    submits.confirmed = true;
    routes.act(one + "/submit", submits, submit_own);
    Rule withdraws = own({"Rút hồ sơ", "Take an application back"});
    routes.page(one + "/withdraw", withdraws, show_take_back);
    withdraws.confirmed = true;
    withdraws.fields = {"reason"};
    routes.act(one + "/withdraw", withdraws, take_back_own);
}

} // namespace radcert::web
