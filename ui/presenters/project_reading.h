#pragma once

#include "core/jobs/worker.h"
#include "core/project/reader_progress.h"
#include "core/session/latest_request.h"
#include "core/session/workplace.h"

#include <QObject>
#include <QString>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace asg::presenters {

/// A project's file, once it was read.
struct ReadProject {
    std::filesystem::path path;
    std::shared_ptr<const project::Project> project;
};

/// A picture of a project that cannot be read as the project has it, and why.
struct WrongPicture {
    std::size_t item = 0;
    QString why;
};

/// What is read from the disk for a project: its file, how far a reader has come (from the journals), and whether the
/// pictures are those that the project names. All on threads of its own. GUI thread; no call waits.
class ProjectReading final : public QObject {
    Q_OBJECT
public:
    /// `workplace` must outlive it.
    explicit ProjectReading(session::Workplace& workplace, QObject* parent = nullptr);
    ~ProjectReading() override;

    /// fileRead() or problem() follows.
    void readFile(const std::filesystem::path& path);
    /// Reads what was decided on the project's pictures: begun() follows, then checked().
    void begin(const ReadProject& read, const std::string& reader);
    /// More was decided on an item's picture: counted() follows, unless another call comes first.
    void readAgain(std::size_t item);
    /// Nothing is told any more of what was begun.
    void end();

Q_SIGNALS:
    void fileRead(const asg::presenters::ReadProject& project);
    /// How far the reader has come, and the pictures that are not there.
    void begun(const asg::project::ReaderProgress& progress, const std::vector<asg::presenters::WrongPicture>& missing);
    void counted(const asg::project::ReaderProgress& progress);
    /// Of the pictures that are there: those whose bytes are others.
    void checked(const std::vector<asg::presenters::WrongPicture>& wrong);
    void problem(const QString& text);

private:
    struct Kept;
    struct Begun;

    void startChecking(const project::ReaderProgress& progress);

    session::Workplace& m_workplace;
    std::shared_ptr<Kept> m_kept;  ///< the counting thread's alone once it was begun
    session::LatestRequest m_opening;
    session::LatestRequest m_counting;
    session::LatestRequest m_checking;
    // Last members: they join before anything that their jobs use is gone.
    jobs::Worker m_counter;
    jobs::Worker m_checker;
};

}  // namespace asg::presenters
