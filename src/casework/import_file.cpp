#include "casework/import_file.h"

#include <algorithm>
#include <fstream>

#include "casework/four_eyes.h"
#include "casework/words_of.h"
#include "registry/offices.h"
#include "text/digest.h"
#include "text/vietnamese.h"

namespace radcert::casework {
namespace {

std::string file_called(const ImportRequest& request)
{
    const std::string& name = request.options.called;
    return text::nfc(name.empty() ? request.file.filename().string() : name);
}

std::string digest_of(const std::filesystem::path& file)
{
    std::ifstream stream{file, std::ios::binary};
    text::Sha256 digest;
    std::string block(64u << 10, '\0');
    while (stream.read(block.data(), std::streamsize(block.size())) || stream.gcount() > 0)
        digest.add({block.data(), std::size_t(stream.gcount())});
    return digest.hex();
}

std::optional<ImportBefore> import_before(registry::Database& database, const std::string& kind,
                                          const std::string& digest)
{
    const auto found = registry::find_import_of(database, kind, digest);
    if (!found) return std::nullopt;
    const auto officer = registry::find_officer_by_reference(database, found->record.by_officer);
    return ImportBefore{found->record.import, found->record.file,
                        officer ? officer->code : found->record.by_officer,
                        registry::load_event(database, found->since).at};
}

[[noreturn]] void refuse_again(const std::string& name, const ImportBefore& before)
{
    const std::string number = std::to_string(before.import), day = to_dmy(day_in_vietnam(before.at));
    throw Error{Fault::conflict,
                {name + ": chính tệp này đã được nhập: lần nhập số " + number + ", ngày " + day + ", tệp " +
                     before.file + ", người nhập " + before.officer,
                 name + ": this very file was imported before: import " + number + ", " + day + ", file " +
                     before.file + ", by " + before.officer},
                {"xem: radcert import show " + number + "; nếu vẫn muốn nhập lại: thêm --again",
                 "see: radcert import show " + number + "; to import it all the same: add --again"}};
}

/// Reads the file once: every row becomes values, and values a plan that is handed to `take`.
ImportReport read_file(registry::Database& database, const Vocabulary& words, Date today,
                       const ImportRequest& request, bool may_repeat, ImportPlan::Source source,
                       const std::function<void(RowPlan&, ImportRows&)>& take)
{
    ImportRows rows{find_import_kind(request.kind), words, today};
    ImportPlan plan{database, today, std::move(source), rows};
    ImportReport report;
    report.digest = digest_of(request.file);
    report.before = import_before(database, request.kind, report.digest);
    if (report.before && !may_repeat) refuse_again(file_called(request), *report.before);
    request.reader.read(request.file, request.options,
                        [&](const std::string& tab, const documents::SheetRow& row) {
                            const auto values = rows.take(tab, row);
                            if (!values) return true;
                            auto made = plan.take(*values);
                            if (made) take(*made, rows);
                            return true;
                        });
    rows.finish();
    if (plan.counts().rows == 0 && rows.problem_count() == 0)
        rows.refuse_file({"dưới dòng tiêu đề không có dòng nào được điền: không có gì để nhập",
                          "no row below the headings is filled in: there is nothing to import"});
    if (digest_of(request.file) != report.digest) {
        const std::string name = file_called(request);
        throw Error{Fault::conflict,
                    {name + ": tệp thay đổi trong khi đọc", name + ": the file changed while it was read"},
                    {"đóng tệp rồi nhập lại", "close the file and import it again"}};
    }
    report.counts = plan.counts();
    report.problems = rows.problems();
    report.problem_count = rows.problem_count();
    report.notes = rows.notes();
    report.note_count = rows.note_count();
    report.alike = plan.alike();
    return report;
}

void refuse_alike(const std::vector<ImportAlike>& alike)
{
    const ImportAlike& first = alike.front();
    const std::string count = std::to_string(alike.size()), row = std::to_string(first.row);
    throw Error{Fault::refused,
                {count + " người có thể đã có trong sổ, đầu tiên là dòng " + row + ": " + first.full_name +
                     ", " + worker_name(first.worker),
                 count + " persons may be in the register already, the first in row " + row + ": " +
                     first.full_name + ", " + worker_name(first.worker)},
                {"xem: radcert import preview; cùng một người thì bỏ dòng đó khỏi tệp (hoặc ghi số giấy tờ "
                 "có trong sổ); người khác thì thêm --new-people",
                 "see: radcert import preview; the same person: take the row out (or write the number that "
                 "the register has); another: add --new-people"}};
}

} // namespace

ImportReport preview_import(registry::Database& database, const Vocabulary& words, Date today,
                            const ImportRequest& request)
{
    bool needs_second = false;
    ImportReport report = read_file(database, words, today, request, true,
                                    {file_called(request), 0, [](std::string_view) { return std::string{}; }},
                                    [&](RowPlan& plan, ImportRows&) { needs_second |= plan.needs_second; });
    report.needs_second = needs_second;
    return report;
}

ImportPreview try_import(registry::Database& database, const Vocabulary& words, Date today,
                         const ImportRequest& request)
{
    find_import_kind(request.kind);
    try {
        return {preview_import(database, words, today, request), {}};
    } catch (const Error& error) {
        if (error.fault() != Fault::invalid_input && error.fault() != Fault::not_found) throw;
        return {{}, UnreadFile{error.sentence(), error.hint(), documents::offered_encodings(error)}};
    }
}

ImportReport run_import(registry::WriteScope& write, const Vocabulary& words, const ImportRequest& request)
{
    const std::string file = file_called(request);
    registry::Import import;
    import.import = registry::next_import(write.database());
    import.kind = find_import_kind(request.kind).word;
    import.file = file;
    import.status = "recorded";
    import.by_officer = write.actor();
    bool any = false, needs_second = false;
    const auto put = [&](RowPlan& plan, ImportRows& rows) {
        needs_second = needs_second || plan.needs_second;
        if (rows.problem_count() > 0) return; // all problems are told, and nothing more is written
        try {
            const EventNumber event = write.record(plan.action, plan.subject, plan.records);
            if (!any) import.first_event = event;
            any = true;
        } catch (const Error& error) {
            if (error.fault() != Fault::invalid_input) throw;
            rows.refuse_row(error.sentence());
        }
    };
    ImportReport report =
        read_file(write.database(), words, write.today(), request, request.again,
                  {file, import.import, [&](std::string_view kind) { return write.add_subject(kind); }}, put);
    report.needs_second = needs_second;
    if (report.problem_count > 0 || !any) return report;
    if (!report.alike.empty() && !request.alike_looked_at) refuse_alike(report.alike);
    if (needs_second)
        require_second(write, {"ghi chứng chỉ do chính cơ quan này cấp trước khi có sổ",
                               "recording certificates of this authority from before the register"});
    import.digest = report.digest;
    import.rows = std::int64_t(report.counts.rows);
    write.record("import.run", registry::load_register(write.database()).subject, {import});
    write.commit();
    report.import = import.import;
    return report;
}

registry::Import undo_import(registry::WriteScope& write, std::int64_t number, const std::string& reason)
{
    const auto standing = registry::load_import(write.database(), number);
    const std::string name = std::to_string(number);
    if (standing.record.status == "undone") {
        throw Error{Fault::conflict,
                    {"lần nhập số " + name + " đã được hoàn tác", "import " + name + " was undone already"},
                    {"xem: radcert import show " + name, "see: radcert import show " + name}};
    }
    filled(reason, {"lý do (--reason)", "the reason (--reason)"});
    const auto changed = registry::changed_since(write.database(), standing);
    if (!changed.empty()) {
        constexpr std::size_t shown = 20;
        Words list;
        for (std::size_t i = 0; i < std::min(changed.size(), shown); ++i) {
            const Words kind = record_kind_name(changed[i].kind);
            const std::string event = std::to_string(changed[i].event);
            list.vi += "\n  " + changed[i].record + " (" + kind.vi + ", sự kiện " + event + ")";
            list.en += "\n  " + changed[i].record + " (" + kind.en + ", event " + event + ")";
        }
        if (changed.size() > shown) {
            const std::string rest = std::to_string(changed.size() - shown);
            list.vi += "\n  và " + rest + " bản ghi nữa";
            list.en += "\n  and " + rest + " more";
        }
        throw Error{
            Fault::conflict,
            {"không hoàn tác được lần nhập số " + name + ": các bản ghi này đã thay đổi về sau:" + list.vi,
             "import " + name + " cannot be undone: these records changed since:" + list.en},
            {"xem ai đã sửa gì: radcert worker history, facility history",
             "see who changed what: radcert worker history, facility history"}};
    }
    registry::Import undone = standing.record;
    undone.status = "undone";
    undone.reason = text::nfc(reason);
    write.record("import.undo", registry::load_register(write.database()).subject, {undone});
    return undone;
}

} // namespace radcert::casework
