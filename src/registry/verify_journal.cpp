#include "registry/verify_journal.h"

#include <charconv>

namespace radcert::registry {
namespace {

constexpr const char* payload_places = R"sql(
    SELECT seq, subject
      FROM payload
     ORDER BY seq
)sql";

constexpr const char* payload_boxes = R"sql(
    SELECT seq, subject, box
      FROM payload
     ORDER BY seq
)sql";

} // namespace

JournalCheck::JournalCheck(Database& database, const KeyFile* keys, TreeCheck& tree, SubjectCheck& subjects,
                           Rebuild* rebuild, Report& report)
    : events_{database, R"sql(
          SELECT seq, leaf
            FROM event
           ORDER BY seq
      )sql",
              Rows::many},
      payloads_{database, keys != nullptr ? payload_boxes : payload_places, Rows::many},
      opens_{keys != nullptr}, tree_{tree}, subjects_{subjects}, rebuild_{rebuild}, report_{report}
{
}

void JournalCheck::run()
{
    step_payload();
    while (events_.next()) meet_event(events_.integer(0), events_.text(1));
    for (; more_payloads_; step_payload())
        report_.add("payload", std::to_string(payloads_.integer(0)), "seq",
                    {"không có sự kiện số này", "there is no such event"});
    tree_.finish();
    subjects_.finish(next_);
}

void JournalCheck::step_payload()
{
    more_payloads_ = payloads_.next();
}

void JournalCheck::meet_event(EventNumber number, std::string_view text)
{
    ++report_.events;
    check_number(number);
    next_ = number + 1;
    LeafView leaf;
    const bool readable = read_leaf(number, text, leaf);
    if (readable)
        check_moment(leaf);
    else
        report_.add("event", std::to_string(number), "leaf",
                    {"không phải nội dung do radcert ghi cho sự kiện này",
                     "not a leaf that radcert writes for this event"});
    tree_.append(text);
    meet_payload(number, leaf);
}

void JournalCheck::check_number(EventNumber number)
{
    if (number == next_) return;
    if (number > next_) {
        const std::string row =
            std::to_string(next_) + (number - next_ == 1 ? "" : "-" + std::to_string(number - 1));
        report_.add("event", row, "seq", {"thiếu trong nhật ký", "missing from the journal"});
    } else {
        report_.add("event", std::to_string(number), "seq",
                    {"radcert đếm từ 0", "radcert counts events from 0"});
    }
    tree_.give_up();
}

/// Moments never decrease; events of another moment, officer or door are of another transaction, and each of
/// these ends in a checkpoint.
void JournalCheck::check_moment(const LeafView& leaf)
{
    if (leaf.at < at_)
        report_.add("event", std::to_string(next_ - 1), "leaf",
                    {"thời điểm sớm hơn sự kiện trước", "earlier than the event before it"});
    if (!at_.empty() && (leaf.at != at_ || leaf.actor != actor_ || leaf.door != door_)) tree_.end_moment();
    at_.assign(leaf.at);
    actor_.assign(leaf.actor);
    door_.assign(leaf.door);
}

void JournalCheck::meet_payload(EventNumber number, const LeafView& leaf)
{
    for (; more_payloads_ && payloads_.integer(0) < number; step_payload())
        report_.add("payload", std::to_string(payloads_.integer(0)), "seq",
                    {"không có sự kiện số này", "there is no such event"});
    if (!more_payloads_ || payloads_.integer(0) != number) {
        if (!subjects_.is_erased(leaf.subject))
            report_.add("payload", std::to_string(number), "",
                        {"thiếu, mà chủ thể của sự kiện chưa bị xóa",
                         "missing, though the event's subject is not erased"});
        return;
    }
    if (!subjects_.is_open(payloads_.integer(1), leaf.subject))
        report_.add("payload", std::to_string(number), "subject",
                    {"không phải chủ thể mà sự kiện nêu, hoặc chủ thể đã bị xóa",
                     "not the subject that its event names, or that subject is erased"});
    else if (opens_)
        open_payload(number, leaf);
    step_payload();
}

void JournalCheck::open_payload(EventNumber number, const LeafView& leaf)
{
    const Key* const key = subjects_.key(payloads_.integer(1));
    if (key == nullptr) return; // said of the subject already
    ++report_.payloads;
    std::array<char, 20> digits{};
    const char* const end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    const std::string_view bound{digits.data(), std::size_t(end - digits.data())}, box = payloads_.text(2);
    if (!open_box(*key, box, bound, plain_)) {
        report_.add("payload", std::to_string(number), "box",
                    {"không mở được bằng khóa của chủ thể", "does not open with its subject's key"});
        return;
    }
    const auto found = commitment(text::sha256(plain_));
    if (std::string_view{found.data(), found.size()} != leaf.commit)
        report_.add("payload", std::to_string(number), "box",
                    {"không phải nội dung mà sự kiện cam kết", "not what its event commits to"});
    else if (rebuild_ != nullptr)
        rebuild_->play(number, std::string_view{plain_}.substr(32));
}

} // namespace radcert::registry
