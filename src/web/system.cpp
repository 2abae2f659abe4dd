#include <algorithm>
#include <filesystem>

#include "casework/amend_certificate.h"
#include "casework/desk_acts.h"
#include "casework/desk_papers.h"
#include "casework/safety.h"
#include "registry/journal.h"
#include "registry/status.h"
#include "web/dossier.h"
#include "web/moments.h"
#include "web/nouns.h"
#include "web/visit.h"

namespace radcert::web {
namespace {

namespace fs = std::filesystem;

/// "12.345.678" with thousands parted as the desk reads them.
Cell whole(std::int64_t number)
{
    std::string digits = std::to_string(number), vi;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0) vi += '.';
        vi += digits[i];
    }
    std::string en = vi;
    std::ranges::replace(en, '.', ',');
    return Cell::raw_json(digits, digits, {vi, en});
}

/// "1,4 GiB".
Cell size_cell(std::uintmax_t bytes)
{
    static constexpr const char* units[]{"B", "KiB", "MiB", "GiB", "TiB"};
    std::uintmax_t tenths = bytes * 10;
    std::size_t unit = 0;
    for (constexpr std::uintmax_t step = 1024, most = 10'000; tenths >= most && unit + 1 < std::size(units);
         ++unit)
        tenths = (tenths + step / 2) / step;
    const std::string before = std::to_string(tenths / 10), after = std::to_string(tenths % 10),
                      name = units[unit];
    const std::string number = std::to_string(bytes);
    return Cell::raw_json(number, number,
                          {before + ',' + after + ' ' + name, before + '.' + after + ' ' + name});
}

// What this register is.

Facts what_it_is(Visit& visit)
{
    registry::Database& database = visit.database();
    const auto what = registry::load_register(database);
    Facts facts;
    facts.add({"authority", {"Cơ quan giữ sổ", "Authority"}}, visit.cells()("authority", what.authority));
    facts.add({"origin", {"Tên nhật ký", "Journal"}}, what.origin);
    facts.add({"series", {"Mẫu số chứng chỉ", "Pattern of certificate numbers"}}, what.series);
    facts.add({"register", {"Tệp sổ", "File"}}, database.place().full_name());
    facts.add({"bytes", {"Dung lượng sổ", "Size"}}, size_cell(std::uintmax_t(registry::size_of(database))));
    if (const auto room = casework::free_room(database.place()))
        facts.add({"free_bytes", {"Ổ đĩa còn trống", "Free on the disk"}}, size_cell(*room));
    std::string schema;
    for (const std::string& name : registry::schema_names(database))
        schema += (schema.empty() ? "" : " ") + name;
    facts.add({"schema", {"Lược đồ", "Schema"}}, schema);
    facts.add({"version", {"Phiên bản chương trình", "Version of the program"}},
              visit.office().options().version);
    return facts;
}

Facts rulebook_facts(Visit& visit)
{
    registry::Database& database = visit.database();
    const auto versions = registry::rulebook_versions(database);
    Facts facts;
    if (versions.empty()) return facts;
    const auto& [since, until, rulebook] = versions.back();
    facts.add({"rulebook", {"Bộ quy định đang dùng", "Rulebook in force"}}, rulebook.version, "/rules");
    facts.add({"rulebook_digest", {"Mã băm", "Digest"}}, rulebook.digest);
    facts.add({"adopted_at", {"Dùng từ lúc", "Adopted at"}},
              moment_cell(registry::load_event(database, since).at),
              address({"journal", std::to_string(since)}));
    facts.add({"basis", {"Căn cứ", "Basis"}}, rulebook.basis);
    facts.add({"second", {"Người thứ hai", "Second person"}}, officer_cell(visit, rulebook.second));
    return facts;
}

Facts count_facts(Visit& visit)
{
    const auto counts = registry::count_records(visit.database());
    const auto list = [&](const char* path) { return visit.may(readers) ? path : ""; };
    Facts facts;
    facts.add({"facilities", {"Cơ sở", "Facilities"}}, whole(counts.facilities), list("/facilities"));
    facts.add({"equipment", {"Thiết bị", "Equipment"}}, whole(counts.equipment));
    facts.add({"workers", {"Nhân viên", "Workers"}}, whole(counts.workers), list("/workers"));
    facts.add({"evidence", {"Minh chứng", "Evidence"}}, whole(counts.evidence));
    facts.add({"applications", {"Hồ sơ", "Applications"}}, whole(counts.applications), list("/applications"));
    facts.add({"certificates", {"Chứng chỉ", "Certificates"}}, whole(counts.certificates),
              list("/certificates"));
    facts.add({"erased", {"Người đã xóa dữ liệu", "Erased persons"}}, whole(counts.erasures));
    return facts;
}

Facts journal_facts(Visit& visit)
{
    registry::Database& database = visit.database();
    const EventNumber events = registry::journal_size(database);
    Facts facts;
    facts.add({"events", {"Sự kiện trong nhật ký", "Events of the journal"}}, whole(events), "/journal");
    if (events > 0)
        facts.add({"last_event_at", {"Điểm kiểm cuối, lúc", "Last checkpoint, at"}},
                  moment_cell(registry::load_event(database, events - 1).at));
    std::error_code trouble;
    facts.add({"checkpoint_kept", {"Điểm kiểm giữ cạnh sổ", "Checkpoint kept beside the register"}},
              Cell{fs::exists(registry::kept_checkpoint_file(database.place()), trouble)});
    return facts;
}

// What is unsafe here.

bool sits_here(const Request& request)
{
    return request.peer.empty() || request.peer.starts_with("127.") || request.peer == "::1";
}

Listing concern_list(Visit& visit)
{
    const OfficeOptions& options = visit.office().options();
    const auto concerns =
        casework::concerns_about(visit.database(), {options.place, options.key_file, visit.request().secure,
                                                    sits_here(visit.request())});
    documents::Table table{{"code", {"Mã", "Code"}},
                           {"seen", {"Mức", "Kind"}},
                           {"what", {"Điều không an toàn", "What is unsafe"}},
                           {"mend", {"Nên làm", "What to do"}}};
    std::vector<std::vector<Tone>> tones;
    for (const casework::Concern& concern : concerns) {
        const Cell kind =
            Cell::coded(concern.seen ? "unsafe" : "not_seen",
                        concern.seen ? Words{"không an toàn", "unsafe"}
                                     : Words{"không thấy được từ đây", "cannot be seen from here"});
        table.row({concern.code, kind, Cell::coded(concern.what.en, concern.what),
                   Cell::coded(concern.mend.en, concern.mend)});
        tones.push_back({Tone::muted, concern.seen ? Tone::bad : Tone::near});
    }
    Listing list{"concerns", {"Những gì chưa an toàn ở đây", "What is unsafe here"}, std::move(table)};
    list.tones = std::move(tones);
    return list;
}

Listing officer_list(Visit& visit)
{
    documents::Table table{{"code", {"Mã", "Code"}},
                           {"name", {"Họ và tên", "Name"}},
                           {"active", {"Đang làm việc", "Active"}},
                           {"account", {"Có tài khoản", "Has an account"}},
                           {"reference", {"Ký hiệu trong nhật ký", "Reference in the journal"}}};
    std::vector<std::vector<std::string>> links;
    for (const registry::Officer& officer : registry::list_officers(visit.database())) {
        const bool account = registry::find_account(visit.database(), officer.officer).has_value();
        table.row({officer.code, officer.name, Cell{officer.active}, Cell{account}, officer.officer});
        const bool linked = account && visit.may({Duty::administrator});
        links.push_back({linked ? address({"accounts", officer.code}) : ""});
    }
    Listing list{"officers", {"Cán bộ trong sổ", "Officers of the register"}, std::move(table)};
    list.links = std::move(links);
    return list;
}

// Whether issuing is stopped.

bool is_halted(Visit& visit)
{
    const auto halt = registry::find_halt(visit.database());
    return halt && halt->halted;
}

Notice halt_notice(Visit& visit)
{
    const auto halt = registry::find_halt(visit.database());
    if (halt && halt->halted)
        return {Notice::Kind::warning,
                {"việc cấp chứng chỉ đang dừng: " + halt->reason, "issuing is halted: " + halt->reason}};
    return {Notice::Kind::note, {"việc cấp chứng chỉ không bị dừng", "issuing is not halted"}};
}

Field reason_field()
{
    return {.kind = Field::Kind::text, .name = "reason", .label = {"Lý do", "Reason"}, .required = true};
}

Reply show_halt(Visit& visit)
{
    const bool halted = is_halted(visit);
    Page page{halted ? Words{"Cho cấp chứng chỉ trở lại", "Let issuing go on"}
                     : Words{"Dừng cấp chứng chỉ", "Halt issuing"}};
    page.add(halt_notice(visit));
    if (halted) {
        Form form{.action = "/system/lift",
                  .submit = {"Cho cấp trở lại", "Let it go on"},
                  .second = true,
                  .id = "lift"};
        form.fields.push_back(reason_field());
        page.add(std::move(form));
        return page;
    }
    page.add(Paragraph{
        {"Từ lúc dừng, không chứng chỉ nào được cấp, cho đến khi hai người cho cấp trở lại. "
         "Mọi việc khác vẫn làm được.",
         "From then on no certificate is issued until two persons let it go on. Everything else can "
         "still be done."}});
    Form form{.action = "/system/halt",
              .submit = {"Dừng cấp ngay", "Halt now"},
              .grave = true,
              .confirm = {"Tôi hiểu: không ai cấp được chứng chỉ nữa",
                          "I understand: nobody can issue a certificate"},
              .id = "halt"};
    form.fields.push_back(reason_field());
    page.add(std::move(form));
    return page;
}

Reply halt(Visit& visit)
{
    const std::string reason = visit.needed("reason", {"lý do", "the reason"});
    visit.record([&](registry::WriteScope& write) { casework::halt(write, true, reason); });
    return Redirect{"/system/halt", {"đã dừng cấp chứng chỉ", "issuing is halted"}};
}

Reply lift(Visit& visit)
{
    const std::string reason = visit.needed("reason", {"lý do", "the reason"});
    visit.record([&](registry::WriteScope& write) { casework::halt(write, false, reason); });
    return Redirect{"/system/halt", {"việc cấp chứng chỉ tiếp tục", "issuing goes on"}};
}

// What the papers bear.

registry::Letterhead letterhead(Visit& visit)
{
    return registry::find_letterhead(visit.database()).value_or(registry::Letterhead{});
}

/// The fields of the letterhead's form, and what is typed into each.
struct HeadField {
    const char* name;
    std::string registry::Letterhead::* value;
    Words label, hint;
    bool required;
};

const std::vector<HeadField>& head_fields()
{
    using Head = registry::Letterhead;
    static const std::vector<HeadField> fields{
        {"parent",
         &Head::parent,
         {"Cơ quan cấp trên", "Body above"},
         {"chữ in hoa: UBND TỈNH …", "in capitals"},
         false},
        {"body", &Head::body, {"Tên cơ quan", "The office"}, {"chữ in hoa: SỞ …", "in capitals"}, true},
        {"place", &Head::place, {"Địa danh", "Place"}, {"đứng trước ngày tháng", "before the date"}, true},
        {"abbreviation",
         &Head::abbreviation,
         {"Chữ viết tắt trong số văn bản", "Abbreviation in paper numbers"},
         {"12/TB-SKHCN: SKHCN", "12/TB-SKHCN: SKHCN"},
         false},
        {"unit_code",
         &Head::unit_code,
         {"Mã đơn vị trong số hồ sơ", "Unit's code in file numbers"},
         {"H15.20-250701-0001: H15.20", "H15.20-250701-0001: H15.20"},
         false},
        {"capacity",
         &Head::capacity,
         {"Chức vụ người ký", "Capacity of who signs"},
         {"chữ in hoa: GIÁM ĐỐC", "in capitals"},
         false},
        {"signatory", &Head::signatory, {"Họ và tên người ký", "Name of who signs"}, {}, false},
        {"check_at",
         &Head::check_at,
         {"Cách kiểm tra chứng chỉ, in trên giấy", "How anybody checks a certificate, printed"},
         {},
         false},
    };
    return fields;
}

Reply show_letterhead(Visit& visit)
{
    Page page{{"Phần đầu giấy tờ", "Letterhead"}};
    page.lead = {
        "In trên mọi giấy tờ và chứng chỉ lập từ nay; giấy đã cấp giữ nguyên.",
        "Printed on every paper and certificate from now on; those that were given out stay as they are."};
    const registry::Letterhead head = letterhead(visit);
    Form form{.action = "/system/letterhead", .submit = {"Ghi", "Keep"}, .id = "letterhead"};
    for (const HeadField& field : head_fields())
        form.fields.push_back({.name = field.name,
                               .label = field.label,
                               .hint = field.hint,
                               .values = {head.*field.value},
                               .required = field.required});
    page.add(std::move(form));
    return page;
}

Reply set_letterhead(Visit& visit)
{
    registry::Letterhead head = letterhead(visit);
    for (const HeadField& field : head_fields()) {
        head.*field.value = visit.text(field.name).value_or("");
        if (field.required && (head.*field.value).empty())
            refuse_field(field.name,
                         {field.label.vi + ": chưa ghi", field.label.en + ": nothing is written"});
    }
    visit.record([&](registry::WriteScope& write) { casework::set_letterhead(write, head); });
    return Redirect{"/system", {"đã ghi phần đầu giấy tờ", "the letterhead was kept"}};
}

Notice letterhead_notice(Visit& visit)
{
    Notice notice{Notice::Kind::note, {"phần đầu giấy tờ đã đủ", "the letterhead is complete"}};
    std::string vi, en;
    for (const Words& one : casework::missing_on(letterhead(visit))) {
        vi += (vi.empty() ? "" : ", ") + one.vi;
        en += (en.empty() ? "" : ", ") + one.en;
    }
    if (!vi.empty()) {
        notice.kind = Notice::Kind::warning;
        notice.text = {"phần đầu giấy tờ còn thiếu: " + vi, "the letterhead lacks: " + en};
    }
    if (visit.may({Duty::administrator}))
        notice.next.push_back({{"Ghi phần đầu giấy tờ", "Write the letterhead"}, "/system/letterhead", true});
    return notice;
}

void add_folded_texts(Page& page, Visit& visit)
{
    if (const auto note = registry::find_checkpoint(visit.database()))
        page.add(Folded{{"Điểm kiểm mới nhất, có chữ ký", "The newest checkpoint, signed"},
                        {Verbatim{{"Để gửi cho người giám sát", "To send to a witness"}, *note}}});
    if (const std::string figures = visit.office().figures(); !figures.empty())
        page.add(Folded{{"Số liệu của máy chủ", "Figures of the server"},
                        {Verbatim{{"Từ lúc chạy", "Since it runs"}, figures}}});
}

Reply show_system(Visit& visit)
{
    Page page{{"Hệ thống", "System"}};
    page.lead = {"Sổ này là gì, đang ở tình trạng nào, và còn gì chưa an toàn.",
                 "What this register is, how it stands, and what is unsafe here."};
    if (visit.may({Duty::head}))
        page.acts.push_back({is_halted(visit) ? Words{"Cho cấp trở lại", "Let issuing go on"}
                                              : Words{"Dừng cấp chứng chỉ", "Halt issuing"},
                             "/system/halt"});
    page.add(halt_notice(visit));
    page.add(concern_list(visit));
    page.add(Heading{{"Sổ đăng ký", "The register"}});
    page.add(what_it_is(visit));
    page.add(Heading{{"Bộ quy định", "The rulebook"}});
    page.add(rulebook_facts(visit));
    page.add(Heading{{"Số bản ghi", "Records"}});
    page.add(count_facts(visit));
    page.add(Heading{{"Nhật ký", "The journal"}});
    page.add(journal_facts(visit));
    page.add(Heading{{"Giấy tờ", "Papers"}});
    page.add(letterhead_notice(visit));
    page.add(officer_list(visit));
    add_folded_texts(page, visit);
    return page;
}

} // namespace

void add_system_routes(Routes& routes)
{
    const Access who = only({Duty::administrator, Duty::head}), administrators = only({Duty::administrator}),
                 only_heads = only({Duty::head});
    routes.page("/system", {.access = who, .summary = {"Hệ thống", "System"}, .twins = true}, show_system);
    routes.page("/system/halt", {.access = only_heads, .summary = {"Dừng cấp chứng chỉ", "Halt issuing"}},
                show_halt);
    routes.act("/system/halt",
               {.access = only_heads,
                .summary = {"Dừng cấp chứng chỉ", "Halt issuing"},
                .fields = {"reason"},
                .confirmed = true},
               halt);
    routes.act("/system/lift",
               {.access = only_heads,
                .summary = {"Cho cấp trở lại", "Let issuing go on"},
                .fields = {"reason"},
                .form_on = "/system/halt"},
               lift);
    routes.page("/system/letterhead",
                {.access = administrators, .summary = {"Phần đầu giấy tờ", "Letterhead"}}, show_letterhead);
    routes.act("/system/letterhead",
               {.access = administrators,
                .summary = {"Phần đầu giấy tờ", "Letterhead"},
                .fields = {"parent", "body", "place", "abbreviation", "unit_code", "capacity", "signatory",
                           "check_at"}},
               set_letterhead);
}

} // namespace radcert::web
