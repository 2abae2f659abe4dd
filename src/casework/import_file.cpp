#include "casework/import_file.h"

#include <algorithm>
#include <fstream>

#include "casework/four_eyes.h"
#include "casework/words_of.h"
#include "text/digest.h"
#include "text/vietnamese.h"

namespace radcert::casework {
namespace {

std::string digest_of(const std::filesystem::path& file)
{
    std::ifstream stream{file, std::ios::binary};
    text::Sha256 digest;
    std::string block(64u << 10, '\0');
    while (stream.read(block.data(), std::streamsize(block.size())) || stream.gcount() > 0)
        digest.add({block.data(), std::size_t(stream.gcount())});
    return digest.hex();
}

/// Reads the file once: every row becomes values, and values a plan that is handed to `take`.
ImportReport read_file(registry::Database& database, const Vocabulary& words, Date today,
                       const ImportRequest& request, ImportPlan::Source source,
                       const std::function<void(RowPlan&, ImportRows&)>& take)
{
    ImportRows rows{find_import_kind(request.kind), words, today};
    ImportPlan plan{database, today, std::move(source), rows};
    ImportReport report;
    report.digest = digest_of(request.file);
    request.reader.read(request.file, request.options,
                        [&](const std::string& tab, const documents::SheetRow& row) {
                            const auto values = rows.take(tab, row);
                            if (!values) return true;
                            auto made = plan.take(*values);
                            if (made) take(*made, rows);
                            return true;
                        });
    rows.finish();
    if (digest_of(request.file) != report.digest) {
        const std::string name = request.file.filename().string();
        throw Error{Fault::conflict,
                    {name + ": tệp thay đổi trong khi đọc", name + ": the file changed while it was read"},
                    {"đóng tệp rồi nhập lại", "close the file and import it again"}};
    }
    report.counts = plan.counts();
    report.problems = rows.problems();
    report.problem_count = rows.problem_count();
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
                {"xem: radcert import preview; nếu là người khác: thêm --new-people",
                 "see: radcert import preview; if they are other persons: add --new-people"}};
}

} // namespace

ImportReport preview_import(registry::Database& database, const Vocabulary& words, Date today,
                            const ImportRequest& request)
{
    const std::string file = text::nfc(request.file.filename().string());
    return read_file(database, words, today, request,
                     {file, 0, [](std::string_view) { return std::string{}; }}, [](RowPlan&, ImportRows&) {});
}

ImportReport run_import(registry::WriteScope& write, const Vocabulary& words, const ImportRequest& request)
{
    const std::string file = text::nfc(request.file.filename().string());
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
        read_file(write.database(), words, write.today(), request,
                  {file, import.import, [&](std::string_view kind) { return write.add_subject(kind); }}, put);
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
        std::string list;
        for (std::size_t i = 0; i < std::min(changed.size(), shown); ++i)
            list += "\n  " + changed[i].record + " (" + changed[i].kind + ", " +
                    std::to_string(changed[i].event) + ")";
        if (changed.size() > shown) list += "\n  … " + std::to_string(changed.size());
        throw Error{
            Fault::conflict,
            {"không hoàn tác được lần nhập số " + name +
                 ": các bản ghi này đã thay đổi về sau (bảng, sự kiện):" + list,
             "import " + name + " cannot be undone: these records changed since (table, event):" + list},
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
