#include "registry/replay.h"

#include "registry/journal.h"
#include "registry/kept_file.h"
#include "registry/verify_journal.h"

namespace radcert::registry {

Database replay_journal(Database& database, const KeyFile& keys)
{
    Report report;
    const auto kept = read_kept_file(kept_checkpoint_file(database.place()));
    const VerifyingKey key = keys.verifying();
    const ReadScope scope{database};
    SubjectCheck subjects{database, &keys, report};
    TreeCheck tree{database, key, kept, report};
    Rebuild rebuild{database, report};
    JournalCheck{database, &keys, tree, subjects, &rebuild, report}.run();
    if (report.clean()) return rebuild.take();
    const Problem& first = report.problems.front();
    const std::string place = first.table + " " + first.row, count = std::to_string(report.found);
    throw Error{Fault::integrity,
                {"nhật ký không còn nguyên vẹn (" + count + " chỗ; trước hết " + place + ": " +
                     first.sentence.vi + "): không tính lại được từ nó",
                 "the journal does not verify (" + count + " problem(s); first " + place + ": " +
                     first.sentence.en + "): nothing can be computed from it"},
                {"xem tất cả: radcert register verify --read-data",
                 "see them all: radcert register verify --read-data"}};
}

} // namespace radcert::registry
