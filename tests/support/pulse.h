#pragma once

#include <QElapsedTimer>
#include <QTimer>

#include <algorithm>

namespace asg::tests {

/// The longest time that the thread's event loop did not come round, from here on.
class Pulse {
public:
    Pulse() {
        QObject::connect(&m_timer, &QTimer::timeout, [this] { m_longest = std::max(m_longest, m_since.restart()); });
        m_since.start();
        m_timer.start(0);
    }
    [[nodiscard]] qint64 longestMs() const { return std::max(m_longest, m_since.elapsed()); }

private:
    QTimer m_timer;
    QElapsedTimer m_since;
    qint64 m_longest = 0;
};

}  // namespace asg::tests
