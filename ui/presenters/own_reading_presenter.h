#pragma once

#include "core/review/review_state.h"
#include "core/session/model_sight.h"
#include "ui/presenters/study_presenter.h"

#include <QObject>
#include <QString>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace asg::presenters {

/// What the reader says of the open picture himself, and whether the model waits until that is committed. A change is
/// a decision of its own; statements() has it once it is on the disk. GUI thread; no call waits.
class OwnReadingPresenter final : public QObject {
    Q_OBJECT
public:
    /// `study` must outlive it.
    explicit OwnReadingPresenter(StudyPresenter& study, QObject* parent = nullptr);

    [[nodiscard]] const review::OwnReading& reading() const;
    [[nodiscard]] const std::vector<review::StandingStatement>& statements() const { return reading().statements; }
    [[nodiscard]] session::ReadingFirst readingFirst() const;
    /// There is something to show: the picture is read first, or something was stated or committed.
    [[nodiscard]] bool isInUse() const;
    /// How the reading stands, in a sentence for people.
    [[nodiscard]] QString standing() const;
    /// The same of all commits, a line each: when, and whether the model had been seen by then.
    [[nodiscard]] QString commitWords() const;
    /// Why there is nothing to commit now, for people; empty: there is.
    [[nodiscard]] QString hindrance() const;

    [[nodiscard]] std::optional<std::uint64_t> chosen() const { return m_chosen; }
    /// The one that is chosen; null for none.
    [[nodiscard]] const domain::Statement* chosenStatement() const;
    void choose(std::optional<std::uint64_t> id);
    /// The next (+1) or previous (-1) one, round and round.
    void step(int step);

    /// Present, without a place; it is chosen once it is kept, and stated() follows.
    void add(const std::string& finding);
    // Of the one that is chosen; nothing happens without one.
    /// Present, absent, uncertain, present.
    void turnExistence();
    void setPlace(std::vector<domain::RegionId> regions);
    void remove();

    void commit();
    /// Whether this reader reads first, or everybody this study.
    void readFirst(session::ReadFirstBy by, bool on) { m_study.readFirst(by, on); }

Q_SIGNALS:
    /// Anything of the above.
    void changed();
    /// What add() made is kept, and chosen.
    void stated();
    /// What was hidden is shown from now on.
    void revealed();

private:
    void compare(const session::ReadingStatePtr& before);
    void change(std::uint64_t statedBy, std::optional<domain::Statement> after);

    StudyPresenter& m_study;
    std::optional<std::uint64_t> m_chosen;
    int m_adding = 0;  ///< how many statements are on their way to the disk
};

/// "present", "nodule", "left upper lung zone" in one line.
[[nodiscard]] QString statementWords(const domain::Statement& statement);

}  // namespace asg::presenters
