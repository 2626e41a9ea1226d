#pragma once

#include "ui/presenters/workspace.h"

#include <QWidget>

#include <optional>
#include <vector>

class QLineEdit;
class QStackedLayout;
class QToolButton;

namespace asg::widgets {

class Actions;
class ElidedLabel;

/// The bar of verdicts: what one would judge now, the one that holds, the buttons to give one, and a line for the
/// reason of a rejection. Its height never changes. GUI thread.
class VerificationBar final : public QWidget {
    Q_OBJECT
public:
    VerificationBar(presenters::Workspace& workspace, const Actions& actions, QWidget* parent = nullptr);

    /// Whether the link and the box that are chosen were painted here, and with them all that the window shows of them.
    [[nodiscard]] bool hasPaintedTheChoice() const;
    /// Opens the line for a reason. Enter sends reasonGiven(), Escape or another choice leaves it.
    void askReason();
    /// Shows for a while why a key did nothing, or what undo did.
    void say(const QString& text);

Q_SIGNALS:
    void reasonGiven(const QString& reason);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    /// What would be judged as the reader sees it: of which picture, which sentence, which place and which box.
    struct Shown {
        std::string imageSha256;
        std::optional<domain::SentenceId> sentence;
        std::vector<domain::RegionId> regions;
        std::optional<domain::RegionId> box;
        friend bool operator==(const Shown&, const Shown&) = default;
    };

    void makeReason();
    void fitButtons();
    void refresh();
    void leaveReason();
    [[nodiscard]] std::optional<Shown> chosen() const;
    [[nodiscard]] QString subject() const;
    [[nodiscard]] QString standing() const;
    [[nodiscard]] QString standingOfLink() const;
    [[nodiscard]] QString standingOfBox() const;
    [[nodiscard]] QString othersWords() const;

    presenters::Workspace& m_workspace;
    ElidedLabel* m_subject = nullptr;
    ElidedLabel* m_standing = nullptr;
    QLineEdit* m_reason = nullptr;
    QStackedLayout* m_second = nullptr;  ///< the standing verdict, or the line for a reason
    QString m_said;                      ///< shown in place of the standing verdict until the choice changes
    std::optional<Shown> m_painted;
    std::vector<QToolButton*> m_verdictButtons;
    std::optional<Shown> m_saidOf;
    std::optional<Shown> m_reasonFor;
};

}  // namespace asg::widgets
