#pragma once

#include "core/session/latest_request.h"
#include "core/session/picture_session.h"
#include "core/session/workplace.h"
#include "ui/presenters/report_view.h"

#include <QObject>
#include <QString>

#include <cstddef>
#include <functional>
#include <memory>

namespace asg::presenters {

using session::ModelPhase;
using session::PhraseAnswer;
using session::PicturePhase;

/// The session of one picture (session::PictureSession), for Qt: what it knows as state(), and signals on the window's
/// thread. Holds nothing else of the picture. GUI thread; no call waits. The destructor ends the session.
class OpenPicture final : public QObject {
    Q_OBJECT
public:
    /// What all pictures of a window have in common; must outlive them.
    struct Surroundings {
        std::shared_ptr<session::Workplace> workplace;
        session::PictureSession::Post post;  ///< runs the sessions' calls on the window's thread
        jobs::Worker& viewer;                ///< makes the views of reports
        // Heard of a session that has ended, too.
        std::function<void(const QString& path)> exported;
        std::function<void(const QString& text)> problem;
    };

    /// `index` is the picture's place in the list of who opens it.
    OpenPicture(const Surroundings& surroundings, std::size_t index, session::PictureSession::Request request);
    ~OpenPicture() override;

    [[nodiscard]] std::size_t index() const { return m_index; }
    [[nodiscard]] session::PictureSession& session() { return *m_session; }
    [[nodiscard]] const session::Activity& activity() const { return m_activity; }
    [[nodiscard]] ModelPhase modelPhase() const;
    /// A report of the picture is being read: what the screen says of it may be another one's in a moment.
    [[nodiscard]] bool readsReport() const;
    [[nodiscard]] bool isBusy() const { return m_activity.isBusy() || readsReport(); }
    /// Something that was decided is not in state() yet.
    [[nodiscard]] bool isWriting() const { return m_session->isWriting() || m_next != nullptr; }
    /// What is being done or how it ended, in plain words; `name` is the picture's for people.
    [[nodiscard]] QString statusText(const QString& name) const;

    /// Everything that is shown of the picture; null until it is open.
    [[nodiscard]] const session::ReadingStatePtr& state() const { return m_state; }
    [[nodiscard]] domain::RadiographPtr radiograph() const;
    [[nodiscard]] std::shared_ptr<const domain::Analysis> analysis() const;
    /// The state's report as the panel shows it, made off the window's thread; null without a report.
    [[nodiscard]] const ReportViewPtr& reportView() const { return m_reportView; }

Q_SIGNALS:
    /// The picture is open.
    void radiographChanged();
    /// state() is another one, which knows more than the one before.
    void readingChanged(const session::ReadingStatePtr& before);
    /// Where the latest phrase points, or why that cannot be said.
    void located(const QString& phrase, const base::Outcome<session::PhraseAnswer>& outcome);
    /// Phases, status text or progress.
    void stateChanged();

private:
    [[nodiscard]] session::SessionEvents events(const Surroundings& surroundings);
    void receive(const session::ReadingStatePtr& state);
    void makeView();
    void viewMade(session::LatestRequest::Number number, const base::Outcome<ReportViewPtr>& outcome);
    void show(const session::ReadingStatePtr& state, ReportViewPtr view);

    std::size_t m_index;
    session::PictureSession::Post m_post;
    jobs::Worker& m_viewer;
    std::function<void(const QString& text)> m_problem;
    std::shared_ptr<char> m_alive = std::make_shared<char>();  ///< views look whether it is gone, and are dropped
    session::Activity m_activity;
    session::ReadingStatePtr m_state;
    session::ReadingStatePtr m_next;   ///< waits for its report's view; null: nothing waits
    session::LatestRequest m_viewing;  ///< of the view that m_next waits for
    ReportViewPtr m_reportView;
    std::unique_ptr<session::PictureSession> m_session;
};

}  // namespace asg::presenters
