#pragma once

#include <cstdint>
#include <stop_token>
#include <utility>

namespace asg::session {

/// The latest request of a kind (open a picture, read a report, …). A new one stops the one before, whose late result
/// is told by its number and dropped. Of one thread; only the stop may go to others.
class LatestRequest {
public:
    using Number = std::uint64_t;

    LatestRequest() = default;
    LatestRequest(const LatestRequest&) = delete;
    LatestRequest& operator=(const LatestRequest&) = delete;
    ~LatestRequest() { forget(); }

    /// Stops the request before, begins the next, and returns its number.
    Number begin() {
        forget();
        m_stop = std::stop_source();
        m_runs = true;
        return m_number;
    }
    /// Stops the request; its result is no longer waited for.
    void forget() {
        m_stop.request_stop();
        m_runs = false;
        ++m_number;
    }
    /// Stops the request; that it was cancelled is still waited for.
    void cancel() { m_stop.request_stop(); }
    /// The result of that request is here. False: it is no longer waited for and must be dropped.
    [[nodiscard]] bool end(Number number) { return number == m_number && std::exchange(m_runs, false); }

    [[nodiscard]] bool runs() const { return m_runs; }
    [[nodiscard]] bool isLatest(Number number) const { return m_runs && number == m_number; }
    [[nodiscard]] const std::stop_source& stop() const { return m_stop; }

private:
    std::uint64_t m_number = 0;
    bool m_runs = false;
    std::stop_source m_stop;
};

}  // namespace asg::session
