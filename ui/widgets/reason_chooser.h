#pragma once

#include "core/domain/review.h"

#include <QFrame>

#include <optional>
#include <vector>

class QGridLayout;
class QKeyEvent;
class QLineEdit;
class QToolButton;

namespace asg::widgets {

class PlainLabel;

/// Why a verdict is given: of a rejection six codes, and words for any. A digit gives the code at once while nothing is
/// typed yet, Alt and the digit at any time; Enter gives the words alone, Escape leaves without a verdict. Lies over
/// the window below the line that says what is judged. GUI thread.
class ReasonChooser final : public QFrame {
    Q_OBJECT
public:
    /// It belongs to `owner` and lies over its window while it is open.
    explicit ReasonChooser(QWidget& owner);

    /// Opens for a verdict, below `above`, as wide as the owner.
    void ask(domain::ReviewVerdict verdict, const QWidget& above);
    [[nodiscard]] bool isAsking() const { return !isHidden(); }
    /// Closes without a verdict.
    void leave();

Q_SIGNALS:
    void given(const asg::domain::LinkJudgement& judgement);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* makeCodes();
    void arrangeCodes();
    void give(std::optional<domain::RejectCode> code);
    [[nodiscard]] std::optional<domain::RejectCode> codeOf(const QKeyEvent& key) const;
    void place(const QWidget& above);

    QWidget& m_owner;
    domain::ReviewVerdict m_verdict = domain::ReviewVerdict::Rejected;
    PlainLabel* m_title = nullptr;
    QWidget* m_codes = nullptr;
    QGridLayout* m_grid = nullptr;
    std::vector<QToolButton*> m_buttons;  ///< one for each code
    QLineEdit* m_words = nullptr;
};

}  // namespace asg::widgets
