#include <charconv>

#include "casework/desk_papers.h"
#include "casework/signed_papers.h"
#include "casework/words_of.h"
#include "registry/applications.h"
#include "web/command_words.h"
#include "web/dossier.h"
#include "web/letter_blocks.h"
#include "web/nouns.h"

namespace radcert::web {
namespace {

/// Kinds that are told before their act: a supplement request, a refusal.
bool can_be_planned(const std::string& kind)
{
    return kind == "supplement" || kind == "refusal";
}

/// The letter of an act that was done; else of one that is only planned.
documents::Letter letter_asked(Visit& visit, const std::string& number, const std::string& kind,
                               bool& planned)
{
    const casework::PaperRequest request{number, kind, {}, visit.number("amount")};
    planned = false;
    try {
        return casework::compose_paper(visit.database(), visit.rulebooks(), request, visit.today(), "");
    } catch (const Error& error) {
        if (error.fault() != Fault::refused || !can_be_planned(kind)) throw;
        planned = true;
        return casework::compose_planned_paper(visit.database(), visit.rulebooks(), {number, kind},
                                               visit.today());
    }
}

Form amount_question(const Visit& visit, const std::string& number)
{
    Form form{.action = address({"applications", number, "preview", "fee_notice"}),
              .asks = true,
              .submit = {"Xem với số tiền này", "Look with this amount"},
              .inline_form = true,
              .id = "amount"};
    Field field{.kind = Field::Kind::number,
                .name = "amount",
                .label = {"Số tiền (đồng)", "Amount (dong)"},
                .hint = {"khi bộ quy định chưa có mức của ngày này", "where the rulebook does not know it"}};
    if (const auto typed = visit.query().find("amount")) field.values = {*typed};
    form.fields.push_back(std::move(field));
    return form;
}

Form paper_form(Visit& visit, const std::string& number, const std::string& kind, bool another)
{
    Form form{.action = address({"applications", number, "papers"}),
              .submit = another ? Words{"Lập thêm một bản với số mới", "Make out another, with a new number"}
                                : Words{"Lập giấy (PDF)", "Make it out (PDF)"},
              .id = "paper"};
    form.fields.push_back({.kind = Field::Kind::hidden, .name = "kind", .values = {kind}});
    if (const auto amount = visit.query().find("amount"))
        form.fields.push_back({.kind = Field::Kind::hidden, .name = "amount", .values = {*amount}});
    if (another) form.fields.push_back({.kind = Field::Kind::hidden, .name = "another", .values = {"yes"}});
    return form;
}

/// Whether the act that the paper tells has its paper already.
bool was_made_out(Visit& visit, const std::string& number, const std::string& kind)
{
    for (const auto& choice :
         casework::paper_choices(visit.database(), visit.rules(), number, visit.today())) {
        if (choice.kind == kind) return choice.another;
    }
    return false;
}

/// Says of a refusal that nobody has decided yet that the latest screening does not carry it; absent: it
/// does.
std::optional<Notice> not_carried(Visit& visit, const std::string& number, const std::string& kind)
{
    const auto decision = registry::find_decision(visit.database(), number);
    if (kind != "refusal" || (decision && decision->outcome != "reopened")) return std::nullopt;
    const auto screenings = registry::screenings_of(visit.database(), number);
    if (screenings.empty()) return std::nullopt;
    const std::string& said = screenings.back().record.verdict;
    const bool eligible = said == word(Verdict::eligible);
    if (!eligible && said != word(Verdict::undetermined)) return std::nullopt;
    const Words verdict = casework::verdict_name(said);
    Notice notice{Notice::Kind::warning,
                  {"Lần xem xét mới nhất không phải căn cứ để từ chối: " + verdict.vi + ".",
                   "The latest screening does not carry a refusal: " + verdict.en + "."}};
    notice.more.push_back(
        eligible ? Words{"Từ chối trái với kết quả xem xét thì cần căn cứ pháp lý, lý do và người thứ hai.",
                         "Refusing against the determination takes a legal basis, a reason and a second "
                         "person."}
                 : Words{"Không yêu cầu nào được kết luận là không đạt: từ chối cần nêu căn cứ pháp lý.",
                         "No requirement was found unmet: a refusal has to name its legal basis."});
    return notice;
}

Reply show_paper_preview(Visit& visit)
{
    const FileAtHand at_hand = file_at_hand(visit);
    const std::string &number = at_hand.file.application, &kind = visit.part("kind");
    const Words title = casework::paper_title(visit.database(), visit.rules(), kind, visit.today());
    Page page{{"Xem trước: " + title.vi, "Preview: " + title.en}};
    page.lead = {"Chưa có gì được ghi hay cấp số.", "Nothing is recorded, and no number was given."};
    page.acts.push_back({{"Về hồ sơ", "Back to the file"}, dossier_address(number), true});
    if (kind == "fee_notice") page.add(amount_question(visit, number));
    if (auto doubt = not_carried(visit, number, kind)) page.add(std::move(*doubt));
    bool planned = false;
    try {
        const auto letter = letter_asked(visit, number, kind, planned);
        for (Block& block : letter_blocks(letter)) page.blocks.push_back(std::move(block));
    } catch (const Error& error) {
        if (error.fault() == Fault::integrity) throw;
        const Error shown = without_commands(error);
        Notice notice{Notice::Kind::warning, shown.sentence()};
        if (!shown.hint().empty()) notice.more.push_back(shown.hint());
        page.add(std::move(notice));
        return page;
    }
    if (planned)
        page.blocks.insert(page.blocks.begin(),
                           Block{Notice{Notice::Kind::note,
                                        {"Giấy này chỉ lập được sau bước mà nó thông báo.",
                                         "This paper can be made out after the step that it tells."}}});
    else
        page.add(paper_form(visit, number, kind, was_made_out(visit, number, kind)));
    return page;
}

Reply make_paper(Visit& visit)
{
    const std::string number = visit.part("application");
    casework::PaperRequest request{
        number, visit.needed("kind", {"loại giấy", "the kind of paper"}), {}, visit.number("amount")};
    request.another = visit.text("another") == "yes";
    casework::IssuedPaper made;
    try {
        visit.record([&](registry::WriteScope& write) {
            made = casework::issue_paper(write, visit.rulebooks(), request);
        });
    } catch (const Error& error) {
        throw without_commands(error);
    }
    const std::string which = std::to_string(made.record.paper), name = made.record.number;
    return Redirect{
        dossier_address(number) + "#list-papers",
        {"Đã lập giấy " + which + ", số " + name + "; mở trong danh sách giấy tờ",
         "Paper " + which + " was made out, number " + name + "; open it from the list of papers"}};
}

/// "3" or "3.pdf"; 0: neither.
std::int64_t paper_number(std::string_view part)
{
    if (part.ends_with(".pdf")) part.remove_suffix(4);
    std::int64_t number = 0;
    const auto [end, trouble] = std::from_chars(part.data(), part.data() + part.size(), number);
    return trouble == std::errc{} && end == part.data() + part.size() ? number : 0;
}

Reply open_paper_file(Visit& visit)
{
    const std::string& number = visit.part("application");
    const std::int64_t which = paper_number(visit.part("paper"));
    for (const auto& paper : registry::papers_of(visit.database(), number)) {
        if (paper.paper != which || (paper.kind == "control_slip" && !visit.may(readers))) continue;
        return Download{
            "application/pdf", paper.kind + "-" + std::to_string(which) + ".pdf",
            casework::open_paper(visit.database(), visit.office().keys(), number, which),
            !paper.signed_document}; // what came back signed is somebody else's bytes, and is saved
    }
    throw Error{Fault::not_found, {"hồ sơ không có giấy này", "the file has no such paper"}};
}

/// The paper that the path names. @throws Error not_found
registry::Paper paper_asked(Visit& visit)
{
    const std::int64_t which = paper_number(visit.part("paper"));
    for (auto& paper : registry::papers_of(visit.database(), visit.part("application"))) {
        if (paper.paper == which) return std::move(paper);
    }
    throw Error{Fault::not_found, {"hồ sơ không có giấy này", "the file has no such paper"}};
}

Reply show_signed_copy(Visit& visit)
{
    const FileAtHand at_hand = file_at_hand(visit);
    const registry::Paper paper = paper_asked(visit);
    const std::string which = std::to_string(paper.paper);
    Page page =
        file_act_page(visit, at_hand, {"Nhận bản đã ký của giấy " + which, "Signed copy of paper " + which});
    const Words title = casework::paper_title(visit.database(), visit.rules(), paper.kind, paper.dated_on);
    const std::string name = " " + which + ": ";
    page.add(Notice{Notice::Kind::note,
                    {"Giấy" + name + title.vi + ", số " + paper.number +
                         ". Tệp phải bắt đầu bằng đúng bản đã lập, và chữ ký phải phủ cả tệp.",
                     "Paper" + name + title.en + ", number " + paper.number +
                         ". The file has to begin with the very copy that was made out, and the signature "
                         "has to cover it all."}});
    Form form{.action = address({"applications", at_hand.file.application, "papers", which, "signed"}),
              .submit = {"Nhận bản đã ký", "Take the signed copy"},
              .id = "signed"};
    form.fields.push_back({.kind = Field::Kind::file,
                           .name = "file",
                           .label = {"Tệp PDF đã ký", "Signed PDF"},
                           .required = true});
    page.add(std::move(form));
    return page;
}

Reply take_signed_paper(Visit& visit)
{
    const registry::Paper paper = paper_asked(visit);
    const Upload* const upload = visit.upload("file");
    if (upload == nullptr || upload->bytes.empty())
        refuse_field("file", {"chưa chọn tệp", "no file was chosen"});
    const std::string which = std::to_string(paper.paper);
    return done_on_file(
        visit, {"Đã nhận bản ký số của giấy " + which, "The signed copy of paper " + which + " was taken"},
        [&](registry::WriteScope& write) {
            casework::attach_signed(write, visit.office().keys(), paper, upload->bytes, {});
        });
}

} // namespace

void add_paper_routes(Routes& routes)
{
    const Words preview{"Xem trước một giấy", "Preview of a paper"}, make{"Lập một giấy", "Make out a paper"};
    routes.page("/applications/{application}/preview/{kind}",
                {.access = only(desk),
                 .names = Names::application,
                 .summary = preview,
                 .personal = true,
                 .asks = {"amount"}},
                show_paper_preview);
    routes.act("/applications/{application}/papers",
               {.access = only(desk),
                .names = Names::application,
                .summary = make,
                .fields = {"kind", "amount", "another"},
                .form_on = "/applications/{application}"},
               make_paper);
    routes.page("/applications/{application}/papers/{paper}",
                {.access = only(readers_and_own),
                 .names = Names::application,
                 .summary = {"Một giấy đã lập (PDF)", "A paper that was made out (PDF)"},
                 .personal = true},
                open_paper_file);
    const std::string signed_copy = "/applications/{application}/papers/{paper}/signed";
    const Words take{"Nhận bản đã ký của một giấy", "Signed copy of a paper"};
    routes.page(signed_copy, {.access = only(desk), .names = Names::application, .summary = take},
                show_signed_copy);
    routes.act(signed_copy,
               {.access = only(desk), .names = Names::application, .summary = take, .fields = {"file"}},
               take_signed_paper);
}

} // namespace radcert::web
