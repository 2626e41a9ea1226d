#pragma once

#include "ui/presenters/workspace.h"

#include <QElapsedTimer>
#include <QWidget>

#include <optional>
#include <vector>

class QToolButton;

namespace asg::widgets {

class Actions;
class ElidedLabel;
class ReasonChooser;

/// The bar of verdicts: what one would judge now, the one that holds, the buttons to give one, and the chooser of
/// reasons. Its height never changes. GUI thread.
class VerificationBar final : public QWidget {
    Q_OBJECT
public:
    VerificationBar(presenters::Workspace& workspace, const Actions& actions, QWidget* parent = nullptr);

    /// Whether the link and the box that are chosen were painted here, and with them all that the window shows of them.
    [[nodiscard]] bool hasPaintedTheChoice() const;
    /// Asks why: given() follows, or nothing where it is left (by Escape or by another choice).
    void askReason(domain::ReviewVerdict verdict);
    /// Shows for a while why a key did nothing, or what undo did.
    void say(const QString& text);

Q_SIGNALS:
    void given(const asg::domain::LinkJudgement& judgement);
    /// Another choice was painted: hasPaintedTheChoice() may be true now.
    void painted();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    /// What would be judged as the reader sees it: of which picture, which sentence, which place and which box.
    struct Shown {
        std::string imageSha256;
        std::optional<domain::SentenceId> sentence;
        std::vector<domain::RegionId> regions;
        std::optional<domain::RegionId> box;
        friend bool operator==(const Shown&, const Shown&) = default;
    };

    void fitButtons();
    void refresh();
    [[nodiscard]] std::optional<Shown> chosen() const;
    [[nodiscard]] QString subject() const;
    [[nodiscard]] QString standing() const;
    [[nodiscard]] QString standingOfLink() const;
    [[nodiscard]] QString standingOfBox() const;
    [[nodiscard]] QString othersWords() const;

    presenters::Workspace& m_workspace;
    ElidedLabel* m_subject = nullptr;
    ElidedLabel* m_standing = nullptr;
    ReasonChooser* m_reason = nullptr;
    QString m_said;  ///< shown in place of the standing verdict until the choice changes
    std::optional<Shown> m_painted;
    QElapsedTimer m_sincePainted;
    std::vector<QToolButton*> m_verdictButtons;
    std::optional<Shown> m_saidOf;
    std::optional<Shown> m_reasonFor;
};

}  // namespace asg::widgets
