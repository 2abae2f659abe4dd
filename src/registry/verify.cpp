#include "registry/verify.h"

#include "registry/journal.h"
#include "registry/kept_file.h"
#include "registry/verify_journal.h"
#include "registry/verify_papers.h"

namespace radcert::registry {
namespace {

/// A damaged file stops the work of one part; the others go on.
template <class Work>
void attempt(Report& report, const Database& database, Work work)
{
    try {
        work();
    } catch (const Error& error) {
        if (error.fault() != Fault::integrity) throw;
        report.add(database.place().file().filename().string(), "", "", error.sentence());
    }
}

void check_parts(Database& database, const VerifyingKey& key, const KeyFile* keys, Depth depth,
                 const std::optional<std::string>& kept, Report& report)
{
    const KeyFile* const opens = depth.read_data || depth.rebuild ? keys : nullptr;
    std::optional<Rebuild> rebuild;
    if (depth.rebuild) rebuild.emplace(database, report);

    attempt(report, database, [&] { check_schema_objects(database, report); });
    attempt(report, database, [&] { check_rulebook_texts(database, report); });
    attempt(report, database, [&] {
        SubjectCheck subjects{database, opens, report};
        attempt(report, database, [&] {
            TreeCheck tree{database, key, kept, report};
            JournalCheck{database, opens, tree, subjects, rebuild ? &*rebuild : nullptr, report}.run();
        });
        if (depth.read_data) check_documents(database, subjects, report);
    });
    if (depth.rebuild) {
        attempt(report, database, [&] { rebuild->compare(); });
        attempt(report, database, [&] { check_subject_kinds(database, report); });
    }
    if (depth.file) attempt(report, database, [&] { check_file(database, report); });
}

} // namespace

void Report::add(std::string table, std::string row, std::string column, Words sentence)
{
    ++found;
    if (problems.size() < most_problems)
        problems.push_back({std::move(table), std::move(row), std::move(column), std::move(sentence)});
}

Report verify_register(Database& database, const VerifyingKey& key, const KeyFile* keys, Depth depth)
{
    if ((depth.read_data || depth.rebuild) && keys == nullptr) {
        throw Error{Fault::usage,
                    {"không có tệp khóa thì không đọc được dữ liệu đã niêm phong",
                     "without the key file what is sealed cannot be read"},
                    {"thêm --key-file TỆP, hoặc bỏ --read-data và --rebuild",
                     "add --key-file FILE, or leave --read-data and --rebuild out"}};
    }
    Report report;
    // Before the state that is read, so that it cannot be newer.
    const auto kept = read_kept_file(kept_checkpoint_file(database.place()));
    const ReadScope scope{database};
    check_parts(database, key, keys, depth, kept, report);
    return report;
}

} // namespace radcert::registry
