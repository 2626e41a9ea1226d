#pragma once

#include "core/jobs/worker.h"
#include "core/study/hand_groups.h"

#include <QObject>
#include <QString>

#include <functional>

namespace asg::presenters {

/// Which pictures a person put together as one patient's, read from and written to a table of the user's own
/// (docs/comparing.md). GUI thread; no call waits for the disk.
class PatientTies final : public QObject {
    Q_OBJECT
public:
    explicit PatientTies(QObject* parent = nullptr) : QObject(parent) {}

    /// Those that are known: of the table, once it was read, and of this run.
    [[nodiscard]] const study::HandGroups& all() const { return m_all; }
    /// Reads the table; changed() follows where there is something in it.
    void load();
    /// Holds at once, and is kept for the next starts.
    void tie(const std::string& one, const std::string& other);

Q_SIGNALS:
    void changed();
    /// The table cannot be read or written; in words.
    void problem(const QString& text);

private:
    void run(std::function<base::Result<study::HandGroups>()> work);
    void add(const study::HandGroups& further);

    study::HandGroups m_all;
    jobs::Worker m_files{jobs::AtEnd::Finish};  ///< last: joins before the rest goes
};

}  // namespace asg::presenters
