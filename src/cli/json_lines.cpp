#include "cli/json_lines.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <thread>

#include "cli/line_source.h"
#include "cli/output.h"
#include "domain/error.h"
#include "rules/screen.h"
#include "rules/write_determination.h"
#include "text/json_writer.h"
#include "text/read_dossier.h"

namespace radcert::cli {
namespace {

/// Screens the lines of batches; one per thread.
class LineScreener {
public:
    LineScreener(const rules::Program& program, const rules::ScreenOptions& options, Language language)
        : program_{program}, screener_{program, options}, writer_{program}, language_{language}
    {
    }

    void screen(LineBatch& batch)
    {
        std::size_t number = batch.first_line;
        std::string_view rest = batch.text;
        while (!rest.empty()) {
            const std::size_t end = std::min(rest.find('\n'), rest.size());
            line(rest.substr(0, end), number++, batch);
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
        if (batch.too_long) {
            refuse(Error{Fault::invalid_input, {"dòng dài quá 16 MiB", "the line is longer than 16 MiB"}},
                   number, batch);
        }
    }

private:
    void line(std::string_view text, std::size_t number, LineBatch& batch)
    {
        if (text.find_first_not_of(" \t\r") == std::string_view::npos) return;
        try {
            const Dossier dossier = text::read_dossier(reader_, text, program_.book.vocabulary);
            writer_.append(batch.answers, screener_.screen(dossier));
            batch.answers += '\n';
        } catch (const Error& error) {
            refuse(error, number, batch);
        }
    }

    void refuse(const Error& error, std::size_t number, LineBatch& batch) const
    {
        batch.valid = false;
        text::JsonWriter json{batch.answers};
        json.open_object();
        json.key("line");
        json.number(number);
        json.key("error");
        json.open_object();
        json.member("pointer", error.place().pointer);
        json.member("message", error.sentence().in(language_));
        json.close_object();
        json.close_object();
        batch.answers += '\n';
    }

    const rules::Program& program_;
    rules::Screener screener_;
    rules::DeterminationWriter writer_;
    text::JsonReader reader_;
    Language language_;
};

/// Batches travel: the reader queues them, any worker screens one, the writer writes them in the order of the
/// input.
class Conveyor {
public:
    explicit Conveyor(std::size_t most) : most_{most} {}

    void put(std::unique_ptr<LineBatch> batch)
    {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [&] { return order_.size() < most_ || stopped_; });
        waiting_.push_back(batch.get());
        order_.push_back(std::move(batch));
        changed_.notify_all();
    }

    /// The next batch to screen; null when there will be none.
    LineBatch* take()
    {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [&] { return !waiting_.empty() || ended_ || stopped_; });
        if (waiting_.empty() || stopped_) return nullptr;
        LineBatch* batch = waiting_.front();
        waiting_.pop_front();
        return batch;
    }

    void screened(LineBatch& batch)
    {
        const std::lock_guard lock{mutex_};
        batch.done = true;
        changed_.notify_all();
    }

    /// The next batch to write, screened; null when there will be none.
    std::unique_ptr<LineBatch> next()
    {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [&] { return stopped_ || (order_.empty() ? ended_ : order_.front()->done); });
        if (order_.empty() || stopped_) return nullptr;
        auto batch = std::move(order_.front());
        order_.pop_front();
        changed_.notify_all();
        return batch;
    }

    void end() { set(ended_); }

    /// Ends everything after a failure, which `rethrow` throws again in the caller's thread.
    void stop(std::exception_ptr why)
    {
        {
            const std::lock_guard lock{mutex_};
            if (!failure_) failure_ = std::move(why);
        }
        set(stopped_);
    }

    bool stopped()
    {
        const std::lock_guard lock{mutex_};
        return stopped_;
    }

    void rethrow()
    {
        if (failure_) std::rethrow_exception(failure_);
    }

private:
    void set(bool& flag)
    {
        const std::lock_guard lock{mutex_};
        flag = true;
        changed_.notify_all();
    }

    std::size_t most_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<LineBatch*> waiting_;
    std::deque<std::unique_ptr<LineBatch>> order_;
    bool ended_{false}, stopped_{false};
    std::exception_ptr failure_;
};

/// Runs `work` in a thread of its own and hands a failure to the conveyor.
template <class Work>
std::thread hand_to(Conveyor& conveyor, Work work)
{
    return std::thread{[&conveyor, work = std::move(work)]() mutable {
        try {
            work();
        } catch (...) {
            conveyor.stop(std::current_exception());
        }
    }};
}

bool screen_in_parallel(const rules::Program& program, const rules::ScreenOptions& options,
                        const std::vector<std::string>& files, Language language, unsigned workers)
{
    Conveyor conveyor{4 * std::size_t(workers)};
    std::atomic<bool> valid{true};
    std::vector<std::thread> threads;
    for (unsigned i = 0; i < workers; ++i) {
        threads.push_back(hand_to(conveyor, [&] {
            LineScreener screener{program, options, language};
            while (LineBatch* batch = conveyor.take()) {
                screener.screen(*batch);
                conveyor.screened(*batch);
            }
        }));
    }
    threads.push_back(hand_to(conveyor, [&] {
        while (const auto batch = conveyor.next()) {
            write_out(batch->answers);
            if (!batch->valid) valid = false;
        }
    }));
    try {
        for (const std::string& file : files) {
            LineSource source{file};
            while (!conveyor.stopped()) {
                auto batch = source.next();
                if (!batch) break;
                conveyor.put(std::move(batch));
            }
        }
        conveyor.end();
    } catch (...) {
        conveyor.stop(std::current_exception());
    }
    for (std::thread& thread : threads) thread.join();
    conveyor.rethrow();
    return valid;
}

} // namespace

bool screen_lines(const rules::Program& program, const rules::ScreenOptions& options,
                  const std::vector<std::string>& files, Language language)
{
    const unsigned workers = std::thread::hardware_concurrency();
    if (workers > 1) return screen_in_parallel(program, options, files, language, workers);
    LineScreener screener{program, options, language};
    bool valid = true;
    for (const std::string& file : files) {
        LineSource source{file};
        while (const auto batch = source.next()) {
            screener.screen(*batch);
            write_out(batch->answers);
            valid = valid && batch->valid;
        }
    }
    return valid;
}

} // namespace radcert::cli
