#pragma once

#include "core/domain/radiograph.h"
#include "core/jobs/worker.h"
#include "core/study/own_windows.h"

#include <QObject>
#include <QString>

#include <optional>
#include <vector>

namespace asg::presenters {

/// The windows that the user keeps for pictures of a modality, read from and written to a table of his own
/// (docs/pictures.md). GUI thread; no call waits for the disk.
class WindowPresets final : public QObject {
    Q_OBJECT
public:
    explicit WindowPresets(QObject* parent = nullptr);

    /// Reads the table; changed() follows where there is something in it.
    void load();
    /// Those for pictures of this one's modality.
    [[nodiscard]] std::vector<domain::Window> windowsFor(const domain::Radiograph& radiograph) const;
    /// Keeps a window for pictures of this one's modality under a name; one of the same name gives way.
    void keep(const domain::Radiograph& radiograph, domain::Window window, const QString& name);

Q_SIGNALS:
    void changed();
    /// The table cannot be read or written; in words.
    void problem(const QString& text);

private:
    void run(std::function<base::Result<std::vector<study::OwnWindow>>()> work);

    std::vector<study::OwnWindow> m_own;
    jobs::Worker m_files{jobs::AtEnd::Finish};  ///< last: joins before the rest goes
};

/// "2400 1100": width and center, as a field for typing begins with.
[[nodiscard]] QString windowWords(const domain::Window& window);

/// The window that was typed: width and center in this order ("2400 1100", "2400/1100", "W 2400 C 1100"). Nothing
/// where it is none, or the width is not above 0.
[[nodiscard]] std::optional<domain::Window> windowFromWords(const QString& typed);

}  // namespace asg::presenters
