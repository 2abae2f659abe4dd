#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "web/message.h"

namespace radcert::web {

/// Threads that answer requests, each with an answerer of its own, and a queue before them that has an end: a
/// server that promises more than it can do is slow for everybody.
class WorkerPool {
public:
    struct Task {
        Request request;
        std::function<void(Response)>
            done; ///< called once, in the worker's thread; not when the pool ends first
    };

    /// Starts the threads, and in each makes its answerer.
    /// @param waiting  tasks that may wait for a thread; 1 or more
    /// @throws what `make` throws
    WorkerPool(std::size_t workers, std::size_t waiting, const AnswerMaker& make);
    ~WorkerPool() { end(); }
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;

    /// @return false: as many are waiting as may, and the task was not taken
    bool offer(Task task);

    /// Forgets what waits, and returns when the answers that are being made are made.
    void end();

private:
    void work(const Answer& answer);

    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Task> tasks_;
    std::size_t waiting_;
    bool ended_{false};
    std::vector<std::thread> threads_;
};

} // namespace radcert::web
