#include "registry/verify_tree.h"

#include <algorithm>

#include "registry/journal.h"

namespace radcert::registry {
namespace {

std::string range_name(std::uint64_t first, std::uint64_t end)
{
    return std::to_string(first) + (end - first == 1 ? "" : "-" + std::to_string(end - 1));
}

} // namespace

TreeCheck::TreeCheck(Database& database, const VerifyingKey& key, const std::optional<std::string>& kept,
                     Report& report)
    : database_{database}, key_{key}, report_{report}, checkpoints_{database, R"sql(
          SELECT size, note
            FROM checkpoint
           ORDER BY size
      )sql",
                                                                    Rows::many},
      kept_name_{kept_checkpoint_file(database.place()).filename().string()}
{
    step_checkpoint();
    if (!kept) return;
    report_.kept = true;
    try {
        kept_ = open_checkpoint(*kept, key_);
    } catch (const Error& error) {
        report_.add(kept_name_, "", "", error.sentence());
    }
}

void TreeCheck::append(std::string_view leaf)
{
    if (given_up_) return;
    frontier_.append(leaf_hash(leaf), [&](unsigned level, std::uint64_t place, const Hash& hash) {
        meet_node(level, place, hash);
    });
    meet_checkpoint();
    if (kept_ && kept_->size == size()) meet_kept();
}

void TreeCheck::step_checkpoint()
{
    more_checkpoints_ = checkpoints_.next();
}

/// What a stored note says. radcert stores its own signature and nothing beside it.
std::optional<Checkpoint> TreeCheck::open(std::string_view note, const std::string& row)
{
    try {
        const std::string_view text = open_note(note, key_);
        const std::string_view lines = note.substr(text.size());
        if (std::ranges::count(lines, '\n') != 2)
            report_.add("checkpoint", row, "note",
                        {"có dòng không do radcert ghi", "it holds lines that radcert does not write"});
        return open_checkpoint(note, key_);
    } catch (const Error& error) {
        report_.add("checkpoint", row, "note", error.sentence());
        return std::nullopt;
    }
}

void TreeCheck::meet_checkpoint()
{
    const auto here = std::int64_t(size());
    for (; more_checkpoints_ && checkpoints_.integer(0) < here; step_checkpoint())
        report_.add("checkpoint", std::to_string(checkpoints_.integer(0)), "size",
                    {"không có nhật ký nào dài như vậy", "no journal has that size"});
    if (!more_checkpoints_ || checkpoints_.integer(0) != here) return;
    const std::string row = std::to_string(here);
    signed_ = size();
    ++report_.checkpoints;
    if (const auto read = open(checkpoints_.text(1), row)) {
        if (read->size != size())
            report_.add("checkpoint", row, "size",
                        {"phiếu ký cho " + std::to_string(read->size) + " sự kiện",
                         "its note is signed for " + std::to_string(read->size) + " events"});
        else
            judge(read->root == frontier_.root());
    }
    step_checkpoint();
}

void TreeCheck::judge(bool signed_root_fits)
{
    if (signed_root_fits) {
        blame_nodes();
        confirmed_ = size();
        return;
    }
    if (!rewritten_) say_rewritten();
    rewritten_ = true;
    waiting_.clear();
}

/// The smallest subtree that does not fit holds the changed leaf; where all of them fit, no stored node
/// covers it yet, or the tree was made anew as well, and only the signature says otherwise.
void TreeCheck::say_rewritten()
{
    std::uint64_t first = confirmed_, end = size();
    std::erase_if(waiting_, [&](const Node& node) { return node.end() <= confirmed_; });
    if (const auto least = std::ranges::min_element(waiting_, {}, &Node::level); least != waiting_.end()) {
        first = least->first();
        end = least->end();
    }
    report_.add("event", range_name(first, end), "leaf",
                {"nội dung khác với lúc được ký (điểm kiểm " + std::to_string(size()) + ")",
                 "not what was signed (checkpoint " + std::to_string(size()) + ")"});
}

void TreeCheck::meet_kept()
{
    if (kept_->root == frontier_.root()) return;
    report_.add(kept_name_, std::to_string(kept_->size), "",
                {"sổ không nối tiếp điểm kiểm đã giữ cạnh nó: lịch sử đã bị viết lại, hoặc là sổ khác",
                 "the register does not continue the checkpoint kept beside it: its history was rewritten, "
                 "or it is another register"});
}

void TreeCheck::end_moment()
{
    if (given_up_ || size() == 0 || signed_ == size()) return;
    report_.add("checkpoint", std::to_string(size()), "",
                {"thiếu: sau sự kiện " + std::to_string(size() - 1) + " phải có một điểm kiểm",
                 "missing: after event " + std::to_string(size() - 1) + " a checkpoint was signed"});
}

/// A checkpoint of more events than there are.
void TreeCheck::meet_late_checkpoint()
{
    const std::string name = std::to_string(checkpoints_.integer(0));
    const auto read = open(checkpoints_.text(1), name);
    if (!read) return;
    if (std::int64_t(read->size) != checkpoints_.integer(0))
        report_.add("checkpoint", name, "size",
                    {"phiếu ký cho " + std::to_string(read->size) + " sự kiện",
                     "its note is signed for " + std::to_string(read->size) + " events"});
    else
        report_.add("event", std::to_string(size()), "",
                    {"thiếu: điểm kiểm " + name + " đã ký cho nhiều sự kiện hơn",
                     "missing: checkpoint " + name + " was signed for more events than there are"});
}

void TreeCheck::finish()
{
    if (given_up_) return;
    if (signed_ != size()) {
        report_.add("event", range_name(signed_, size()), "",
                    {"không có điểm kiểm nào ký cho các sự kiện này", "no checkpoint signs these events"});
        end_moment();
    }
    for (; more_checkpoints_; step_checkpoint()) meet_late_checkpoint();
    if (kept_ && kept_->size > size())
        report_.add(
            kept_name_, std::to_string(kept_->size), "",
            {"sổ chỉ có " + std::to_string(size()) + " sự kiện: một bản cũ đã được đặt vào đây",
             "the register has only " + std::to_string(size()) + " events: an older copy was put here"});
    blame_nodes();
    finish_nodes();
}

} // namespace radcert::registry
