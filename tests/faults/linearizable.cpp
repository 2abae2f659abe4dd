#include "tests/faults/linearizable.h"

#include <algorithm>
#include <set>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace radcert::faults {
namespace {

using Words64 = std::vector<std::uint64_t>;

struct HashOfWords {
    std::size_t operator()(const Words64& words) const
    {
        std::uint64_t hash = 0xCBF29CE484222325;
        for (const std::uint64_t word : words) {
            hash ^= word;
            hash *= 0x9E3779B97F4A7C15;
            hash ^= hash >> 29;
        }
        return std::size_t(hash);
    }
};

/// Its ends, where it is long.
std::string shortened(const std::string& text)
{
    constexpr std::size_t each = 50;
    if (text.size() <= 2 * each + 5) return text;
    return text.substr(0, each) + " ... " + text.substr(text.size() - each);
}

/// The calls and answers that no order holds yet, by their moments, in a list from which an operation can be
/// taken out and put back where it was.
class Line {
public:
    struct Event {
        std::size_t operation;
        bool is_call;
        std::size_t answer; ///< of a call: where its answer stands; 0: it has none
        std::size_t before{0}, after{0};
    };

    explicit Line(const History& history)
    {
        struct Moment {
            std::int64_t at;
            bool is_answer; // of the same moment calls come first: they overlap what ends there
            std::size_t operation;
        };
        std::vector<Moment> moments;
        for (std::size_t i = 0; i < history.size(); ++i) {
            moments.push_back({history[i].called, false, i});
            if (history[i].known()) moments.push_back({history[i].returned, true, i});
        }
        std::ranges::stable_sort(moments, [](const Moment& one, const Moment& other) {
            return std::pair{one.at, one.is_answer} < std::pair{other.at, other.is_answer};
        });
        std::vector<std::size_t> calls(history.size());
        events_.push_back({}); // before the first and after the last
        for (const Moment& moment : moments) {
            const std::size_t place = events_.size();
            events_.push_back({moment.operation, !moment.is_answer, 0, place - 1, 0});
            events_[place - 1].after = place;
            if (moment.is_answer)
                events_[calls[moment.operation]].answer = place;
            else
                calls[moment.operation] = place;
        }
        events_[0].before = events_.size() - 1;
    }

    std::size_t first() const { return events_[0].after; }
    const Event& at(std::size_t place) const { return events_[place]; }

    void take_out(std::size_t call)
    {
        unlink(call);
        if (events_[call].answer != 0) unlink(events_[call].answer);
    }
    void put_back(std::size_t call)
    {
        if (events_[call].answer != 0) link(events_[call].answer);
        link(call);
    }

private:
    void unlink(std::size_t place)
    {
        const Event& event = events_[place];
        events_[event.before].after = event.after;
        events_[event.after].before = event.before;
    }
    void link(std::size_t place)
    {
        const Event& event = events_[place];
        events_[event.before].after = place;
        events_[event.after].before = place;
    }

    std::vector<Event> events_;
};

/// How far the search came: the latest answer that it could not get past, and in which states it met it.
struct Farthest {
    std::size_t place{0}; ///< in the line; 0: nothing stood in the way yet
    std::set<std::string> states;
    std::vector<std::size_t> order; ///< operations put in order before
};

class Search {
public:
    Search(const Model& model, const History& history, std::size_t most_bytes)
        : model_{model}, history_{history}, line_{history}, done_((history.size() + 63) / 64 + 1),
          current_{&states_.try_emplace(model.start, 0).first->first}, most_bytes_{most_bytes}
    {
        for (const Exchange& operation : history) unanswered_ += operation.known();
    }

    Verdict run()
    {
        std::size_t place = 0; // 0: nothing was tried yet from where the search stands
        while (unanswered_ > 0) {
            if (bytes_ > most_bytes_) return {Order::not_found_out, {}, seen_.size()};
            const std::size_t idle = place == 0 ? find_idle() : 0;
            if (idle != 0) {
                state_ = *current_;
                place = take(idle, true) ? 0 : step_back();
            } else {
                place = try_from(place == 0 ? line_.first() : place);
            }
            if (place == nowhere) return {Order::does_not_exist, witness(), seen_.size()};
        }
        return {Order::exists, {}, seen_.size()};
    }

private:
    static constexpr std::size_t nowhere = std::size_t(-1);

    struct Taken {
        std::size_t place;
        const std::string* state; ///< before
        bool only_choice;
    };

    /// A call that may come next, was answered and changes nothing; 0: there is none.
    std::size_t find_idle()
    {
        for (std::size_t place = line_.first(); line_.at(place).is_call; place = line_.at(place).after) {
            const Exchange& operation = history_[line_.at(place).operation];
            state_ = *current_;
            if (operation.known() && model_.step(state_, operation) && state_ == *current_) return place;
        }
        return 0;
    }

    /// Puts the next call that may come into the order; where the search goes on.
    std::size_t try_from(std::size_t place)
    {
        for (; line_.at(place).is_call; place = line_.at(place).after) {
            const Exchange& operation = history_[line_.at(place).operation];
            state_ = *current_;
            // One that may never have been done and changes nothing need not be put anywhere.
            if (model_.step(state_, operation) && state_ != *current_ && take(place, false)) return 0;
        }
        note_farthest(place); // an answer, and nothing that may come before it is left
        return step_back();
    }

    /// Puts a call into the order, `state_` being what follows, unless the same operations came to the same
    /// state before.
    bool take(std::size_t place, bool only_choice)
    {
        const std::size_t operation = line_.at(place).operation;
        constexpr std::size_t of_each_entry = 64;
        const auto [kept, is_new_state] = states_.try_emplace(state_, states_.size());
        if (is_new_state) bytes_ += state_.size() + of_each_entry;
        flip(operation);
        const std::uint64_t before = std::exchange(done_.back(), kept->second);
        if (!seen_.insert(done_).second) {
            done_.back() = before;
            flip(operation);
            return false;
        }
        bytes_ += done_.size() * sizeof(std::uint64_t) + of_each_entry;
        taken_.push_back({place, std::exchange(current_, &kept->first), only_choice});
        line_.take_out(place);
        unanswered_ -= history_[operation].known();
        return true;
    }
    void flip(std::size_t operation) { done_[operation / 64] ^= std::uint64_t{1} << operation % 64; }

    /// Takes operations out of the order again up to the last that was chosen among several; where the search
    /// goes on.
    std::size_t step_back()
    {
        while (!taken_.empty()) {
            const Taken last = taken_.back();
            taken_.pop_back();
            const Line::Event& event = line_.at(last.place);
            current_ = last.state;
            flip(event.operation);
            unanswered_ += history_[event.operation].known();
            line_.put_back(last.place);
            if (!last.only_choice) return event.after;
        }
        return nowhere;
    }

    /// Places in the line are in the order of moments. What comes before the latest answer that was reached
    /// has an order, and with it has none: it is the first that is wrong.
    void note_farthest(std::size_t place)
    {
        constexpr std::size_t most_states = 5;
        if (place > farthest_.place) {
            farthest_ = {place, {}, {}};
            for (const Taken& taken : taken_) farthest_.order.push_back(line_.at(taken.place).operation);
        }
        if (place == farthest_.place && farthest_.states.size() < most_states)
            farthest_.states.insert(*current_);
    }

    std::string witness() const
    {
        constexpr std::size_t most_lines = 6;
        const Exchange& wrong = history_[line_.at(farthest_.place).operation];
        std::string text = "no order: " + text_of(wrong) + "\n  it may have met:";
        for (const std::string& state : farthest_.states) text += " \"" + shortened(state) + '"';
        text += '\n';
        const std::size_t first =
            farthest_.order.size() < most_lines ? 0 : farthest_.order.size() - most_lines;
        for (std::size_t i = first; i < farthest_.order.size(); ++i)
            text += "  before: " + text_of(history_[farthest_.order[i]]) + '\n';
        std::size_t lines = 0;
        for (const Exchange& other : history_) {
            const bool open = other.called < wrong.returned && other.returned >= wrong.returned;
            if (open && &other != &wrong && lines++ < most_lines) text += "  open: " + text_of(other) + '\n';
        }
        return text;
    }

    const Model& model_;
    const History& history_;
    Line line_;
    std::size_t unanswered_{0}; ///< operations with an answer that are not in the order
    Words64 done_;              ///< a bit for each operation, and the number of the state
    std::vector<Taken> taken_;
    std::unordered_map<std::string, std::uint64_t> states_; ///< each with its number
    std::unordered_set<Words64, HashOfWords> seen_;
    const std::string* current_; ///< among `states_`, which stay where they are
    std::string state_;          ///< reused
    std::size_t bytes_{0}, most_bytes_;
    Farthest farthest_;
};

} // namespace

Verdict find_order(const Model& model, const History& history, std::size_t most_bytes)
{
    return Search{model, history, most_bytes}.run();
}

Verdict find_orders(const Model& model, const Histories& histories)
{
    Verdict all{Order::exists, {}, 0};
    std::vector<Histories::const_pointer> open;
    for (const auto& named : histories) open.push_back(&named);
    // Where one has no order, the search for it may be short, and for others before it long.
    for (const std::size_t most_bytes : {std::size_t{4} << 20, std::size_t{512} << 20}) {
        std::vector<Histories::const_pointer> left;
        for (const auto* const named : open) {
            Verdict one = find_order(model, named->second, most_bytes);
            all.visited += one.visited;
            if (one.order == Order::not_found_out) left.push_back(named);
            if (one.order == Order::does_not_exist)
                return {one.order, named->first + ": " + one.witness, all.visited};
        }
        open = std::move(left);
    }
    if (!open.empty()) all = {Order::not_found_out, open.front()->first + ": not found out", all.visited};
    return all;
}

std::string text_of(const Exchange& operation)
{
    std::string text = "client " + std::to_string(operation.client) + ' ' + operation.what;
    if (!operation.found.empty()) text += ' ' + shortened(operation.found) + " ->";
    if (!operation.given.empty()) text += ' ' + shortened(operation.given);
    text += operation.known() ? ", told " + shortened(operation.told) : ", not answered";
    return text + " [" + std::to_string(operation.called) + ", " +
           (operation.known() ? std::to_string(operation.returned) : "...") + ']';
}

} // namespace radcert::faults
