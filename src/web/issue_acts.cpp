#include "casework/issue_certificate.h"

#include <algorithm>

#include "casework/words_of.h"
#include "registry/certificates.h"
#include "web/command_words.h"
#include "web/dossier.h"
#include "web/nouns.h"

namespace radcert::web {
namespace {

/// Certificates of the same person and role that a new one can follow.
std::vector<Choice> renewable(Visit& visit, const registry::Application& file)
{
    std::vector<Choice> choices;
    const Date today = visit.today();
    for (const auto& one : registry::certificates_of(visit.database(), file.worker)) {
        const std::string status =
            registry::status_on(one, registry::statuses_of(visit.database(), one), today);
        if (one.role != file.role || status == "revoked" || status == "replaced" || status == "withdrawn")
            continue;
        const Words called = casework::status_name(status);
        const std::string end = one.valid_to ? to_dmy(*one.valid_to) : "-";
        choices.push_back({one.certificate,
                           {one.certificate + " (" + called.vi + ", đến " + end + ")",
                            one.certificate + " (" + called.en + ", until " + end + ")"}});
    }
    return choices;
}

Words term_words(const casework::TermByLaw& term)
{
    const std::string by = term.rule.empty() ? "" : " (" + term.rule + ", " + term.citation + ")";
    if (term.to_be_stated)
        return {"Không có quy định được phép quyết định về thời hạn" + by + ": cán bộ nêu thời hạn.",
                "No rule that may decide sets the validity" + by + ": the officer states it."};
    if (!term.expires_on) return {"Không thời hạn" + by + ".", "Without end" + by + "."};
    return {"Có giá trị đến hết ngày " + to_dmy(*term.expires_on) + by + ".",
            "Valid until " + to_dmy(*term.expires_on) + by + "."};
}

void ask_term(Form& form)
{
    form.fields.push_back({.kind = Field::Kind::day,
                           .name = "valid_to",
                           .label = {"Có giá trị đến", "Valid to"},
                           .hint = {"để trống khi chọn không thời hạn", "empty where it is without end"}});
    form.fields.push_back({.kind = Field::Kind::checks,
                           .name = "without_end",
                           .choices = {{"yes", {"Không thời hạn", "Without end"}}}});
}

Reply show_issue(Visit& visit)
{
    const FileAtHand at_hand = file_at_hand(visit);
    const std::string& number = at_hand.file.application;
    Page page = file_act_page(visit, at_hand, {"Cấp chứng chỉ", "Issue the certificate"});
    if (const auto issued = registry::find_certificate_on(visit.database(), number)) {
        page.add(Notice{Notice::Kind::note,
                        {"Hồ sơ đã được cấp chứng chỉ " + issued->certificate,
                         "Certificate " + issued->certificate + " was issued on it"},
                        {},
                        {{{"Xem chứng chỉ", "See the certificate"},
                          address({"certificates", issued->certificate}),
                          true}}});
        return page;
    }
    const auto decision = registry::find_decision(visit.database(), number);
    if (!decision || decision->outcome != "granted") {
        page.add(
            Notice{Notice::Kind::warning, {"Hồ sơ chưa được quyết định cấp", "The file was not granted"}});
        return page;
    }
    const casework::FieldCells cells = visit.cells();
    const auto term = casework::term_by_law(visit.database(), visit.rulebooks(), number, visit.today());
    Facts facts;
    facts.add(casework::column("decided_on"), cells("decided_on", decision->decided_on));
    facts.add(casework::column("decided_by"), officer_cell(visit, decision->decided_by));
    facts.add(casework::column("devices"), cells("devices", at_hand.file.devices));
    facts.add({"valid_to", {"Thời hạn", "Validity"}},
              term.expires_on ? cells("valid_to", term.expires_on) : Cell{},
              term.rule.empty() ? "" : address({"rules", term.rule}), Tone::plain, term_words(term));
    page.add(std::move(facts));
    page.add(Notice{Notice::Kind::note,
                    {"Chứng chỉ nhận số tiếp theo của năm; số đã cấp không dùng lại.",
                     "The certificate gets the next number of the year; a number is given once."},
                    {term_words(term)}});
    Form form{.action = dossier_address(number, "issue"),
              .submit = {"Cấp chứng chỉ", "Issue"},
              .grave = true,
              .confirm = {"Tôi đã xem người được cấp, công việc, thiết bị và thời hạn ở trên",
                          "I looked at holder, role, equipment and validity above"},
              .id = "act"};
    if (term.to_be_stated) ask_term(form);
    auto older = renewable(visit, at_hand.file);
    if (!older.empty())
        form.fields.push_back({.kind = Field::Kind::choice,
                               .name = "renews",
                               .label = {"Thay chứng chỉ", "Follows the certificate"},
                               .hint = {"chứng chỉ cũ hết hiệu lực từ ngày cấp chứng chỉ này",
                                        "the old one is replaced from the day of issue"},
                               .choices = std::move(older)});
    ask_day(visit, form);
    page.add(std::move(form));
    offer_earlier_day(visit, page);
    return page;
}

Reply do_issue(Visit& visit)
{
    const casework::IssueRequest request{visit.part("application"), visit.day("on"), visit.day("valid_to"),
                                         visit.text("without_end") == "yes", visit.text("renews")};
    Words said;
    return done_on_file(visit, said, [&](registry::WriteScope& write) {
        const auto certificate = casework::issue_certificate(write, visit.rulebooks(), request);
        said = {"Đã cấp chứng chỉ " + certificate.certificate + "; in ở trang chứng chỉ",
                "Certificate " + certificate.certificate + " was issued; print it from its page"};
    });
}

} // namespace

void add_issue_act_routes(Routes& routes)
{
    const Words summary{"Cấp chứng chỉ", "Issue the certificate"};
    routes.page("/applications/{application}/issue",
                {.access = only(heads),
                 .names = Names::application,
                 .summary = summary,
                 .personal = true,
                 .asks = {"dated"}},
                show_issue);
    routes.act("/applications/{application}/issue",
               {.access = only(heads),
                .names = Names::application,
                .summary = summary,
                .fields = {"valid_to", "without_end", "renews", "on"},
                .asks = {"dated"},
                .confirmed = true},
               do_issue);
}

} // namespace radcert::web
