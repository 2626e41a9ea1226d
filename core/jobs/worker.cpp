#include "core/jobs/worker.h"

#include <future>

namespace asg::jobs {

Worker::Worker(AtEnd atEnd) : m_atEnd(atEnd), m_thread([this] { loop(); }) {}

Worker::~Worker() {
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
        if (m_atEnd == AtEnd::Cancel) stopEverything();
    }
    m_wake.notify_one();
    m_thread.join();
}

RequestId Worker::push(Erased run, bool supersedes) {
    RequestId id;
    {
        const std::lock_guard lock(m_mutex);
        if (supersedes) stopEverything();
        id = RequestId(++m_lastId);
        m_waiting.push_back({id, std::stop_source{}, std::move(run)});
    }
    m_wake.notify_one();
    return id;
}

void Worker::wait() {
    std::promise<void> ended;
    enqueue(Job<bool>{[](const std::stop_token&, const base::Progress&) { return true; },
                      [&ended](RequestId, const base::Outcome<bool>&) { ended.set_value(); }});
    ended.get_future().wait();
}

void Worker::cancelAll() {
    const std::lock_guard lock(m_mutex);
    stopEverything();
}

void Worker::stopEverything() {
    if (m_running) m_running->request_stop();
    for (auto& entry : m_waiting) entry.stop.request_stop();
}

void Worker::loop() {
    std::unique_lock lock(m_mutex);
    while (true) {
        m_wake.wait(lock, [this] { return m_ending || !m_waiting.empty(); });
        if (m_waiting.empty()) return;
        {
            const Entry entry = std::move(m_waiting.front());
            m_waiting.pop_front();
            m_running = entry.stop;
            lock.unlock();
            entry.run(entry.id, entry.stop.get_token());
        }
        lock.lock();
        m_running.reset();
    }
}

}  // namespace asg::jobs
