#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/base/strong_id.h"
#include "core/base/translatable.h"

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <new>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

namespace asg::jobs {

/// One request to one worker; grows with each request, so that a late result is known by its id.
using RequestId = base::StrongId<struct RequestTag, std::uint64_t>;

/// What is to be done, and who hears of it. All three are called on the worker's thread and must not throw; an
/// exception that escapes `work` becomes a failure (OutOfMemory or Internal).
template <typename T>
struct Job {
    std::function<base::Outcome<T>(std::stop_token, const base::Progress&)> work;
    /// Called exactly once for each request, also for one that was cancelled before it began.
    std::function<void(RequestId, base::Outcome<T>)> finished;
    std::function<void(RequestId, double fraction, std::string_view step)> progressed = {};
};

/// What happens to requests that still wait when the worker is destroyed.
enum class AtEnd {
    Cancel,  ///< they, and the running one, are told to stop
    Finish   ///< they are done first: for work that must not be lost
};

/// One thread that does one job after another. The destructor cancels (or finishes) and joins: no callback comes after
/// it. Requests may come from any thread; all functions but wait() return at once.
class Worker {
public:
    explicit Worker(AtEnd atEnd = AtEnd::Cancel);
    ~Worker();
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    /// Latest wins: what waits is cancelled, what runs is told to stop, this comes next.
    template <typename T>
    RequestId supersede(Job<T> job) {
        return push(erase(std::move(job)), true);
    }
    /// Done after everything that waits already.
    template <typename T>
    RequestId enqueue(Job<T> job) {
        return push(erase(std::move(job)), false);
    }
    /// Blocks until everything that was asked for by now has ended.
    void wait();
    /// Tells everything that waits or runs to stop; each ends as Cancelled unless it was done already.
    void cancelAll();

private:
    using Erased = std::function<void(RequestId, const std::stop_token&)>;
    struct Entry {
        RequestId id;
        std::stop_source stop;
        Erased run;
    };

    template <typename T>
    static base::Outcome<T> guarded(const Job<T>& job, const std::stop_token& stop, const base::Progress& progress) {
        try {
            return job.work(stop, progress);
        } catch (const std::bad_alloc&) {
            return base::Error{base::ErrorCode::OutOfMemory,
                               base::Sentence{QT_TRANSLATE_NOOP("Error", "There is not enough memory for this.")}};
        } catch (const std::exception& defect) {
            return base::Error{
                base::ErrorCode::Internal,
                base::Sentence{QT_TRANSLATE_NOOP("Error", "A defect of the program: %1"), {defect.what()}}};
        }
    }

    template <typename T>
    static Erased erase(Job<T> job) {
        return [job = std::move(job)](RequestId id, const std::stop_token& stop) {
            if (stop.stop_requested()) {
                job.finished(id, base::Cancelled{});
                return;
            }
            const base::Progress progress = [&](double fraction, std::string_view step) {
                if (job.progressed) job.progressed(id, fraction, step);
            };
            job.finished(id, guarded(job, stop, progress));
        };
    }

    RequestId push(Erased run, bool supersedes);
    void stopEverything();
    void loop();

    AtEnd m_atEnd;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Entry> m_waiting;
    std::optional<std::stop_source> m_running;
    std::uint64_t m_lastId = 0;
    bool m_ending = false;
    std::thread m_thread;  ///< last member: starts when the rest is ready
};

}  // namespace asg::jobs
