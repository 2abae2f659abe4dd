#include "web/worker_pool.h"

#include <exception>
#include <future>
#include <utility>

#include "web/response_text.h"

namespace radcert::web {
namespace {

/// An answerer promises not to throw. One that does all the same costs its reader a page, not everybody the
/// server.
Response answer_surely(const Answer& answer, const Request& request)
{
    try {
        return answer(request);
    } catch (...) {
        return failure_response();
    }
}

} // namespace

WorkerPool::WorkerPool(std::size_t workers, std::size_t waiting, const AnswerMaker& make) : waiting_{waiting}
{
    std::vector<std::promise<void>> made(workers);
    try {
        for (auto& promise : made) {
            threads_.emplace_back([this, &make, &promise] {
                Answer answer;
                try {
                    answer = make();
                } catch (...) {
                    promise.set_exception(std::current_exception());
                    return;
                }
                promise.set_value();
                work(answer);
            });
        }
        for (auto& promise : made) promise.get_future().get();
    } catch (...) {
        end();
        throw;
    }
}

bool WorkerPool::offer(Task task)
{
    {
        const std::lock_guard lock{mutex_};
        if (ended_ || tasks_.size() >= waiting_) return false;
        tasks_.push_back(std::move(task));
    }
    changed_.notify_one();
    return true;
}

void WorkerPool::end()
{
    {
        const std::lock_guard lock{mutex_};
        ended_ = true;
        tasks_.clear();
    }
    changed_.notify_all();
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
}

void WorkerPool::work(const Answer& answer)
{
    for (;;) {
        Task task;
        {
            std::unique_lock lock{mutex_};
            changed_.wait(lock, [this] { return ended_ || !tasks_.empty(); });
            if (ended_) return;
            task = std::move(tasks_.front());
            tasks_.pop_front();
        }
        task.done(answer_surely(answer, task.request));
    }
}

} // namespace radcert::web
