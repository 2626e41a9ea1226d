#pragma once

#include "core/project/project.h"
#include "tests/gui/viewer/reading_room.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace asg::tests {

/// A folder with phantoms, their reports and an annotation project of them for Dr. Ada and Dr. Ben, who both read all;
/// and the window of one who reads there. Journals are in the folder, too: a further room finds what was judged.
class ProjectRoom {
public:
    explicit ProjectRoom(std::size_t pictures, int repeatPercent = 0);

    [[nodiscard]] const QTemporaryDir& folder() const { return *m_folder; }
    [[nodiscard]] QString projectFile() const { return m_folder->filePath(QStringLiteral("lung.json")); }
    [[nodiscard]] QString pictureFile(std::size_t item) const;
    [[nodiscard]] const project::Project& project() const { return m_project; }

    /// Closes the window, and opens another one in which `reader` reads.
    void sitDown(const std::string& reader);
    /// The same, with the project open at a place whose model has run.
    [[nodiscard]] bool sitDownAtProject(const std::string& reader);
    void leave() { m_room.reset(); }

    [[nodiscard]] ReadingRoom& room() { return *m_room; }
    [[nodiscard]] presenters::ProjectPresenter& presenter() { return m_room->workspace().project(); }
    [[nodiscard]] presenters::ReviewPresenter& review() { return m_room->workspace().review(); }
    [[nodiscard]] presenters::StudyPresenter& study() { return m_room->workspace().study(); }

    /// Waits until that place is open, with its model's word.
    [[nodiscard]] bool waitForPlace(std::size_t place);
    /// Chooses the next question of the place that is open that has no verdict, and presses a key that judges it.
    /// False: there was none, or nothing came of it.
    [[nodiscard]] bool judgeNext(Qt::Key key);
    /// Judges what is open at the place, the mouse untouched; the last verdict may lead on.
    [[nodiscard]] bool judgePlace(Qt::Key key = Qt::Key_A);

    /// Every line of all journals.
    [[nodiscard]] std::vector<QJsonObject> journal() const;
    /// How many questions `reader` has judged by the journals' lines: counted here, by nothing of the program.
    [[nodiscard]] std::size_t judgedByJournal(const QString& reader) const;

    /// What the list shows of a place: each role but the number in its name.
    [[nodiscard]] QStringList rowOf(std::size_t place);
    [[nodiscard]] QString barText(const char* label);

private:
    std::unique_ptr<QTemporaryDir> m_folder = folderWithSettings();
    project::Project m_project;
    std::unique_ptr<ReadingRoom> m_room;
};

}  // namespace asg::tests
