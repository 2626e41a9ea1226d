#pragma once

#include "ui/presenters/review_presenter.h"
#include "ui/presenters/selection_presenter.h"
#include "ui/presenters/study_presenter.h"
#include "ui/presenters/verdict_presenter.h"

#include <QObject>
#include <QString>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace asg::presenters {

/// Goes on by itself, where that is wanted: once a verdict is in the journal, the next link that is not judged is
/// chosen, and the first one as soon as a picture can be judged. A link is one sentence's share in it; it is judged by
/// a verdict, or by a correction of its sentence. GUI thread; nothing waits.
class NextLinkPresenter final : public QObject {
    Q_OBJECT
public:
    struct Sources {
        StudyPresenter& study;
        ReviewPresenter& review;
        SelectionPresenter& selection;
        VerdictPresenter& verdicts;
    };
    /// The sources must outlive it.
    explicit NextLinkPresenter(const Sources& sources, QObject* parent = nullptr);

    /// In a project, or outside of one, as it is now: there are two switches. Unless said, the one of projects is on.
    void setOn(bool on);
    void setInProject(bool inProject);
    [[nodiscard]] bool isInProject() const { return m_isInProject; }
    [[nodiscard]] bool isOn() const { return m_isInProject ? m_isOnInProjects : m_isOnOutside; }

    /// The link that came by itself last, while it is chosen: nobody asked for it by a key.
    [[nodiscard]] bool choseByItself() const;
    /// The first one that is not judged behind the chosen one, round and round; nothing where all are, or there is no
    /// report.
    [[nodiscard]] std::optional<domain::LinkedSentence> nextOpen() const;
    /// Chooses it, and leaves the one that was chosen as it is; stepBack() leads back.
    void skip();
    /// Whether the last thing that was done is a skip.
    [[nodiscard]] bool canStepBack() const;
    /// Chooses what was skipped last. No decision is taken back.
    void stepBack();

Q_SIGNALS:
    /// isOn() or canStepBack().
    void changed();
    /// A verdict was given, and none of the picture's links is left without one.
    void allJudged();
    /// What was done, or why it was not, for people.
    void said(const QString& words);

private:
    /// How far the reader's decisions had come: the newest that holds, and how many do.
    using Standing = std::pair<std::uint64_t, std::size_t>;
    struct Skipped {
        domain::LinkedSentence link;
        Standing standing;
    };

    [[nodiscard]] Standing standing() const;
    [[nodiscard]] bool isOpen(domain::LinkedSentence link) const;
    void switched();
    void choose(domain::LinkedSentence link);
    void goOn(const domain::ReviewDecision& given);
    void beginPicture();
    void forget();

    Sources m_sources;
    bool m_isInProject = false;
    bool m_isOnInProjects = true;
    bool m_isOnOutside = false;
    bool m_hasBegun = false;            ///< with the picture's report that is shown
    std::uint64_t m_reportVersion = 0;  ///< of what m_hasBegun and m_skipped are
    std::optional<domain::LinkedSentence> m_chose;
    std::vector<Skipped> m_skipped;
};

}  // namespace asg::presenters
