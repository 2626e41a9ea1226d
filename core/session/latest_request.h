#pragma once

#include <cstdint>
#include <stop_token>
#include <utility>

namespace asg::session {

/// The latest request of a kind: a new one stops the one before, whose late result is known by its number. One thread.
class LatestRequest {
public:
    using Number = std::uint64_t;

    LatestRequest() = default;
    LatestRequest(const LatestRequest&) = delete;
    LatestRequest& operator=(const LatestRequest&) = delete;
    ~LatestRequest() { forget(); }

    /// Stops what ran and begins the next.
    Number begin() {
        forget();
        m_stop = std::stop_source();
        m_runs = true;
        return m_number;
    }
    /// Stops it, and nobody waits for it any more.
    void forget() {
        m_stop.request_stop();
        m_runs = false;
        ++m_number;
    }
    /// Stops it; its result is still waited for.
    void cancel() { m_stop.request_stop(); }
    /// Whether that one is still waited for; it has ended then.
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
