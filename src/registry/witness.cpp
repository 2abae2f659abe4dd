#include "registry/witness.h"

#include "registry/clock.h"
#include "registry/export.h"
#include "registry/journal.h"
#include "registry/kept_file.h"
#include "registry/signed_note.h"

namespace radcert::registry {
namespace {

[[noreturn]] void refuse_state(const std::filesystem::path& state, const Words& why)
{
    throw Error{
        Fault::integrity,
        {state.string() + ": " + why.vi, state.string() + ": " + why.en},
        {"giữ tệp này và điểm kiểm mới (radcert journal checkpoint): hai chữ ký cùng nhau là bằng chứng",
         "keep this file and the new checkpoint (radcert journal checkpoint): the two signatures "
         "together are the evidence"}};
}

void demand_continuation(Database& database, const Checkpoint& seen, const Checkpoint& now,
                         const std::filesystem::path& state)
{
    const std::string before = std::to_string(seen.size), size = std::to_string(now.size);
    if (now.size < seen.size)
        refuse_state(state,
                     {"nhật ký ngắn đi: lần trước " + before + " sự kiện, nay " + size,
                      "the journal has become shorter: " + before + " events last time, " + size + " now"});
    const Words split{"lịch sử bị chia đôi (split view): nhật ký " + size +
                          " sự kiện không nối tiếp nhật ký " + before + " sự kiện đã ký lần trước",
                      "split view: the journal of " + size + " events does not continue the one of " +
                          before + " events that was signed last time"};
    std::vector<Hash> proof;
    try {
        proof = consistency_proof(seen.size, now.size, [&](unsigned level, std::uint64_t place) {
            return read_node(database, level, place);
        });
    } catch (const Error&) {
        refuse_state(state, split); // a journal that cannot prove it is as good as one that does not
    }
    if (!verify_consistency(seen.size, now.size, proof, seen.root, now.root)) refuse_state(state, split);
}

} // namespace

Witnessed witness_journal(Database& database, const VerifyingKey& key, const std::filesystem::path& state,
                          const KeyFile* cosigner)
{
    const ReadScope scope{database};
    Witnessed seen{{}, 0, load_checkpoint(database)};
    const Checkpoint now = open_checkpoint(seen.note, key);
    seen.size = now.size;
    if (const auto kept = read_kept_file(state)) {
        const Checkpoint before = open_checkpoint(*kept, key);
        seen.before = before.size;
        demand_continuation(database, before, now, state);
    }
    if (cosigner != nullptr) seen.note += cosignature_line(seen.note, *cosigner, system_seconds());
    write_kept_file(state, seen.note);
    return seen;
}

} // namespace radcert::registry
