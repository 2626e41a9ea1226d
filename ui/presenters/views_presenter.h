#pragma once

#include "core/jobs/worker.h"
#include "core/study/hanging.h"
#include "ui/presenters/picture_list.h"
#include "ui/presenters/study_presenter.h"

#include <QObject>
#include <QString>

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace asg::presenters {

/// How many views stand below and beside each other.
struct ViewsShape {
    int rows = 1;
    int columns = 1;
    [[nodiscard]] std::size_t count() const { return static_cast<std::size_t>(rows * columns); }
    friend bool operator==(const ViewsShape&, const ViewsShape&) = default;
};

/// How the views of the window are laid out, and which pictures are brought into them: by hand, or by the hanging rules
/// (core/study). GUI thread; no call waits.
class ViewsPresenter final : public QObject {
    Q_OBJECT
public:
    /// All must outlive it.
    ViewsPresenter(StudyPresenter& study, PictureList& pictures, QObject* parent = nullptr);

    [[nodiscard]] ViewsShape shape() const { return m_shape; }
    /// 1 × 1 to 2 × 2. Pictures that find no room are closed; the active one is kept.
    void setShape(ViewsShape shape);
    /// Opens the pictures of the open one's patient by the rules; with a prior among them, or whichever rule comes
    /// first. All pictures are looked at before, for nobody else knows whose they are. said() tells what came of it.
    void hangWithPrior() { hang(true); }
    void hangStudy() { hang(false); }
    /// In the next view that is empty, else in the next one; beside the open picture where there was one view alone.
    void openBeside(std::size_t index);
    /// Opens the first picture of the next (+1) or previous (-1) study of the list in the active view; pictures that
    /// stand in another view are passed over. What nobody looked at yet is looked at first, as far as the way leads.
    /// Nothing happens beyond the first and the last.
    void stepStudy(int step);
    /// Opens the next (+1) or previous (-1) picture of the list that is known to be a key image to the reader; said()
    /// tells where there is none.
    void stepKeyImage(int step);
    /// The pictures that stand in the views are of one patient, whatever their files leave out. Refused where two of
    /// them name different patients.
    void putTogether();

Q_SIGNALS:
    void shapeChanged();
    /// What came of it, in one sentence.
    void said(const QString& text);
    void problem(const QString& text);

private:
    void hang(bool onlyWithPrior);
    [[nodiscard]] bool areOfOneStudy(std::size_t one, std::size_t other) const;
    void stepWhenKnown();
    [[nodiscard]] bool areKnown(const std::vector<std::size_t>& order, std::ptrdiff_t from, int step);
    void hangWhenKnown();
    void hangBy(const std::vector<study::HangingRule>& rules, bool onlyWithPrior);
    void loadRules();
    void rulesLoaded(const base::Outcome<study::LoadedRules>& outcome);

    StudyPresenter& m_study;
    PictureList& m_list;
    ViewsShape m_shape;
    std::optional<std::vector<study::HangingRule>> m_rules;  ///< nothing before they were loaded
    bool m_loadsRules = false;
    std::optional<std::pair<std::size_t, bool>> m_wanted;     ///< the picture to hang, and whether with a prior alone
    std::optional<std::pair<std::size_t, int>> m_wantedStep;  ///< from which picture, and to which side
    jobs::Worker m_loader;
};

}  // namespace asg::presenters
