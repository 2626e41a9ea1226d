#pragma once

#include "core/domain/correction.h"

#include <QWidget>

#include <array>
#include <optional>
#include <vector>

class QPushButton;
class QToolButton;

namespace asg::widgets {

struct ThemeColors;

/// The keys that do what a row's controls do, for their tips.
struct CorrectionKeys {
    std::array<QString, 3> existence;  ///< in domain::Existence's order
    QString finding;
    QString place;
    QString side;
    QString remove;
};

/// One thing that the sentence says, with a control for each part of it; or the places that it names without a finding.
/// Holds no state of its own: it shows a triplet and says what was asked for. GUI thread.
class CorrectionRow final : public QWidget {
    Q_OBJECT
public:
    explicit CorrectionRow(QWidget* parent);

    void setKeys(const CorrectionKeys& keys);
    void showTriplet(const domain::Triplet& triplet);
    void showPlaces(const std::vector<domain::RegionId>& places);
    /// Lit: the one that the keys are for. Not editable: what the parser said, to be read.
    void setState(bool lit, bool editable);

    [[nodiscard]] QWidget& findingControl() const;
    [[nodiscard]] QWidget& placeControl() const;

Q_SIGNALS:
    void touched();  ///< before any of the others, and when the keyboard comes to one of its controls
    void existenceChosen(asg::domain::Existence existence);
    void findingAsked();
    void placeAsked();
    void sideChosen(std::optional<asg::domain::Side> side);
    void removeAsked();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QToolButton* makeToggle(const QString& words);
    void makeExistence();
    void makeSides();
    void arrange();
    void showRegions(const std::vector<domain::RegionId>& regions, bool implied);
    void fit();
    void showInColors();

    std::array<QToolButton*, 3> m_existence{};
    std::array<QToolButton*, 3> m_sides{};
    QPushButton* m_finding = nullptr;
    QPushButton* m_place = nullptr;
    QToolButton* m_remove = nullptr;
    QString m_findingWords;
    QString m_placeWords;
    QString m_findingTip;
    QString m_placeTip;
    const ThemeColors* m_colors = nullptr;  ///< those in which marks and toggles are drawn
    bool m_lit = false;
};

}  // namespace asg::widgets
