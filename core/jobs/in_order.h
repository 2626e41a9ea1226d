#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <stop_token>
#include <utility>

namespace asg::jobs {

/// Deals the numbers 0, 1 … to several threads and hands on what they make of them in that order, one at a time. What
/// is finished before an earlier number waits; so much of it at most that a thread which would run further ahead waits
/// too.
template <typename T>
class InOrder {
public:
    /// `receive` is called on whichever thread brings what is due; it must not throw nor call back.
    InOrder(std::size_t count, std::size_t ahead, std::function<void(std::size_t number, T made)> receive)
        : m_count(count), m_ahead(ahead), m_receive(std::move(receive)) {}

    /// The next number; nothing once all are dealt or a stop is requested. Every number that was taken must be given.
    [[nodiscard]] std::optional<std::size_t> take(const std::stop_token& stop) {
        std::unique_lock lock(m_mutex);
        const auto mayGoOn = [this] { return m_next == m_count || m_next < m_due + m_ahead; };
        if (!m_changed.wait(lock, stop, mayGoOn) || stop.stop_requested() || m_next == m_count) return std::nullopt;
        return m_next++;
    }

    void give(std::size_t number, T made) {
        const std::scoped_lock lock(m_mutex);
        m_waiting.emplace(number, std::move(made));
        while (!m_waiting.empty() && m_waiting.begin()->first == m_due) {
            auto due = m_waiting.extract(m_waiting.begin());
            m_receive(due.key(), std::move(due.mapped()));
            ++m_due;
        }
        m_changed.notify_all();
    }

private:
    std::size_t m_count;
    std::size_t m_ahead;
    std::function<void(std::size_t, T)> m_receive;
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::size_t m_next = 0;  ///< the first number that was not dealt
    std::size_t m_due = 0;   ///< the first that was not handed on
    std::map<std::size_t, T> m_waiting;
};

}  // namespace asg::jobs
