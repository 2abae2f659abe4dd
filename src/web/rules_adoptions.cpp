#include <algorithm>

#include "casework/adopt_row.h"
#include "registry/journal.h"
#include "registry/offices.h"
#include "text/digest.h"
#include "web/dossier.h"
#include "web/moments.h"
#include "web/rule_blocks.h"

namespace radcert::web {
namespace {

const std::string adoptions_page = "/rules/adoptions";

Form adopt_form(Visit& visit, const std::vector<casework::RuleLine>& rows)
{
    Form form{
        .action = adoptions_page,
        .submit = {"Áp dụng", "Adopt"},
        .legend = {"Áp dụng một dòng chưa được xác nhận", "Adopt a row that is not confirmed"},
        .grave = true,
        .confirm =
            {"Dòng này sẽ quyết định mọi hồ sơ nộp tại cơ quan này từ ngày đó; hồ sơ nộp trước không đổi.",
             "The row will decide every file lodged here from that day on; earlier files do not change."},
        .second = true,
        .id = "adopt"};
    Field row{.kind = Field::Kind::choice, .name = "row", .label = {"Dòng", "Row"}, .required = true};
    row.hint = {"những dòng suy luận từ quy định khác, có nội dung để áp dụng",
                "rows that follow from others and say something that can be adopted"};
    for (const auto& line : rows)
        row.choices.push_back({line.id, {line.id + " – " + line.title.vi, line.id + " – " + line.title.en}});
    if (const auto wanted = visit.query().find("row")) row.values = {*wanted};
    form.fields.push_back(std::move(row));
    form.fields.push_back({.kind = Field::Kind::day,
                           .name = "first_day",
                           .label = {"Áp dụng cho hồ sơ nộp từ ngày", "For files lodged from"},
                           .hint = {"hôm nay hoặc về sau", "today or later"},
                           .values = {to_dmy(visit.today())}});
    form.fields.push_back(
        {.name = "basis",
         .label = {"Văn bản làm căn cứ", "The document it rests on"},
         .hint = {"ví dụ: Quyết định 12/QĐ-SKHCN ngày 05/03/2026", "e.g. Decision 12/QĐ-SKHCN of 05/03/2026"},
         .required = true});
    form.fields.push_back(
        {.kind = Field::Kind::file,
         .name = "document",
         .label = {"Tệp của văn bản (không bắt buộc)", "The document's file (may be left out)"},
         .hint = {"sổ chỉ giữ mã SHA-256 của tệp", "the register keeps the file's SHA-256 only"}});
    return form;
}

Form end_form(const std::vector<casework::RowAdopted>& adopted, Date today)
{
    Form form{.action = adoptions_page + "/end",
              .submit = {"Thôi áp dụng", "End it"},
              .legend = {"Thôi áp dụng một dòng", "End an adoption"},
              .grave = true,
              .confirm = {"Hồ sơ nộp sau ngày đó không còn được quyết định theo dòng này.",
                          "Files lodged after that day are not decided by this row any more."},
              .second = true,
              .id = "end"};
    Field row{.kind = Field::Kind::choice, .name = "row", .label = {"Dòng", "Row"}, .required = true};
    for (const auto& each : adopted) {
        if (!each.to || *each.to > today) row.choices.push_back({each.row, {each.row, each.row}});
    }
    form.fields.push_back(std::move(row));
    form.fields.push_back({.kind = Field::Kind::day,
                           .name = "last_day",
                           .label = {"Ngày cuối còn áp dụng", "Last day"},
                           .hint = {"hôm nay hoặc về sau", "today or later"},
                           .values = {to_dmy(today)}});
    form.fields.push_back({.name = "basis", .label = {"Lý do", "Why"}, .required = true});
    return form;
}

Reply show_adoptions(Visit& visit)
{
    const casework::RulebookInUse& rules = rulebook_asked(visit);
    const Date today = visit.today();
    const auto adopted = casework::adopted_rows(rules, today);
    Page page{{"Dòng được cơ quan áp dụng", "Adopted rows"}};
    page.lead = {"Dòng chưa được văn bản nào xác nhận thì không tự quyết định hồ sơ. Lãnh đạo cùng người thứ "
                 "hai có thể áp "
                 "dụng nó từ một ngày, không bao giờ cho hồ sơ đã nộp.",
                 "A row that no text confirms decides no file. The head and a second person may adopt it "
                 "from a day on, "
                 "never for files of before."};
    page.add(adoption_list(visit, adopted));
    if (!visit.may({Duty::head})) return page;
    page.add(adopt_form(visit, casework::adoptable_rows(rules, today, own_authority(visit))));
    if (!adopted.empty()) page.add(end_form(adopted, today));
    return page;
}

Reply adopt(Visit& visit)
{
    casework::RowAdoption adoption;
    adoption.row = visit.needed("row", {"dòng", "the row"});
    adoption.from = visit.day("first_day");
    adoption.basis = visit.needed("basis", {"văn bản làm căn cứ", "the document it rests on"});
    if (const Upload* document = visit.upload("document"); document != nullptr && !document->bytes.empty())
        adoption.document = text::sha256_hex(document->bytes);
    casework::Rulebooks rulebooks; // of the connection that writes
    visit.record([&](registry::WriteScope& write) { casework::adopt_row(write, rulebooks, adoption); });
    return Redirect{adoptions_page,
                    {"đã áp dụng dòng " + adoption.row, "the row " + adoption.row + " was adopted"}};
}

Reply end_adoption(Visit& visit)
{
    const std::string row = visit.needed("row", {"dòng", "the row"});
    const auto last = visit.day("last_day");
    const std::string why = visit.needed("basis", {"lý do", "why"});
    visit.record([&](registry::WriteScope& write) { casework::end_adoption(write, row, last, why); });
    return Redirect{adoptions_page, {"đã thôi áp dụng dòng " + row, "the adoption of " + row + " was ended"}};
}

Listing file_list(const casework::RulebookSheet& sheet, Language language)
{
    documents::Table table{{"path", {"Tệp", "File"}},
                           {"about", {"Nội dung", "What it holds"}},
                           {"bytes", {"Kích thước (byte)", "Bytes"}}};
    Listing list{"files", {"Các tệp của bộ quy định", "Files of the rulebook"}, std::move(table)};
    for (const auto& file : sheet.files) {
        list.table.row({file.path, file.about.empty() ? Cell{} : Cell{file.about.in(language)}, file.bytes});
        list.links.push_back({address({"rules", "rulebook", "files"}, {{"path", file.path}})});
    }
    return list;
}

Listing version_list(Visit& visit)
{
    documents::Table table{{"version", {"Phiên bản", "Version"}},
                           {"at", {"Dùng từ", "In use since"}},
                           {"in_use", {"Đang dùng", "In use"}},
                           {"basis", {"Căn cứ", "Basis"}},
                           {"second", {"Người thứ hai", "Second person"}},
                           {"digest", {"SHA-256", "SHA-256"}},
                           {"event", {"Sự kiện", "Event"}}};
    Listing list{
        "versions", {"Những bộ quy định cơ quan đã dùng", "Rulebooks that were adopted"}, std::move(table)};
    auto versions = registry::rulebook_versions(visit.database());
    std::ranges::reverse(versions);
    for (const auto& version : versions) {
        list.table.row({version.record.version,
                        moment_cell(registry::load_event(visit.database(), version.since).at),
                        version.until == registry::still_said, version.record.basis,
                        officer_cell(visit, version.record.second), version.record.digest, version.since});
        const bool reads = visit.may(readers);
        list.links.push_back({"", "", "", "", "", "",
                              reads ? address({"journal", std::to_string(version.since)}) : std::string{}});
    }
    return list;
}

Reply show_rulebook(Visit& visit)
{
    const casework::RulebookInUse& rules = rulebook_asked(visit);
    const auto sheet = casework::rulebook_sheet(visit.database(), rules);
    Page page{{"Bộ quy định " + sheet.version, "Rulebook " + sheet.version}};
    page.lead = {"Luật được viết thành dữ liệu: mọi kết quả xem xét ghi lại mã của bộ quy định đã dùng, và "
                 "tính lại được.",
                 "The law written as data: every screening names the digest of the rulebook it was made by, "
                 "and can be "
                 "made again."};
    Facts facts;
    facts.add({"version", {"Phiên bản", "Version"}}, sheet.version);
    facts.add({"digest", {"Mã băm (SHA-256)", "Digest (SHA-256)"}}, sheet.digest);
    facts.add({"requirements", {"Yêu cầu", "Requirements"}}, sheet.requirements);
    facts.add({"authorities", {"Dòng về thẩm quyền", "Rows on authority"}}, sheet.authorities);
    facts.add({"instruments", {"Văn bản được trích dẫn", "Texts that are cited"}}, sheet.instruments);
    page.add(std::move(facts));
    page.add(file_list(sheet, visit.language()));
    page.add(version_list(visit));
    return page;
}

Reply download_file(Visit& visit)
{
    const std::string path = visit.needed("path", {"tên tệp", "the file's name"});
    const auto& digest = rulebook_asked(visit).book.digest;
    std::string name = path;
    std::ranges::replace_if(
        name, [](unsigned char c) { return !std::isalnum(c) && c != '.' && c != '-'; }, '-');
    return Download{"application/json", name.ends_with(".json") ? name : name + ".json",
                    casework::rulebook_file(visit.database(), digest, path)};
}

} // namespace

void add_adoption_routes(Routes& routes)
{
    routes.page(adoptions_page,
                {.access = for_signed_in,
                 .summary = {"Dòng được áp dụng", "Adopted rows"},
                 .twins = true,
                 .asks = {"row"}},
                show_adoptions);
    routes.act(adoptions_page,
               {.access = only({Duty::head}),
                .summary = {"Áp dụng một dòng", "Adopt a row"},
                .fields = {"row", "first_day", "basis", "document"},
                .confirmed = true},
               adopt);
    routes.act(adoptions_page + "/end",
               {.access = only({Duty::head}),
                .summary = {"Thôi áp dụng một dòng", "End an adoption"},
                .fields = {"row", "last_day", "basis"},
                .confirmed = true,
                .form_on = adoptions_page},
               end_adoption);
    routes.page(
        "/rules/rulebook",
        {.access = for_signed_in, .summary = {"Bộ quy định đang dùng", "The rulebook in use"}, .twins = true},
        show_rulebook);
    routes.page("/rules/rulebook/files",
                {.access = for_signed_in,
                 .summary = {"Một tệp của bộ quy định", "A file of the rulebook"},
                 .asks = {"path"}},
                download_file);
}

} // namespace radcert::web
