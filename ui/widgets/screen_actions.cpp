#include "ui/widgets/screen_actions.h"

#include "ui/presenters/measurement_words.h"
#include "ui/viewport/view_grid.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/card_ruler.h"
#include "ui/widgets/screen_scale.h"

#include <QEvent>
#include <QWidget>

#include <cmath>

namespace asg::widgets {

ScreenActions::ScreenActions(presenters::Workspace& workspace, Actions& actions, viewport::ViewGrid& grid,
                             QWidget& window)
    : QObject(&window), m_workspace(workspace), m_actions(actions), m_grid(grid), m_window(window) {
    window.installEventFilter(this);
    actions.on(ActionId::FullScreen, [&actions, &window] {
        window.setWindowState(
            window.windowState().setFlag(Qt::WindowFullScreen, actions[ActionId::FullScreen]->isChecked()));
    });
    actions.on(ActionId::TrueSize, [this] { showTrueSize(); });
    actions.on(ActionId::CalibrateScreen, [this] { calibrate(); });
}

void ScreenActions::showTrueSize() {
    const auto pixelsPerMm = measuredPixelsPerMm(*m_window.screen());
    if (!pixelsPerMm)
        return said(tr("This screen is not calibrated: “%1” in the menu View measures it once with a bank card.")
                        .arg(m_actions[ActionId::CalibrateScreen]->text()));
    const auto& spacing = m_workspace.measurements().spacing();
    if (!spacing)
        return said(tr("Nobody knows how large this picture is: its file does not say. “Known length” calibrates it."));
    constexpr double kSquare = 0.005;
    const bool isSquare = std::abs(spacing->rowMm / spacing->columnMm - 1) < kSquare;
    auto& view = m_grid.active();
    view.showAtScale(spacing->columnMm * *pixelsPerMm);
    view.setScaleWords(view.zoom(), isSquare ? tr("true size") : tr("true size across"));
    said((isSquare ? tr("True size. %1") : tr("True size across alone: its pixels are not square. %1"))
             .arg(presenters::spacingWords(spacing)));
}

void ScreenActions::calibrate() {
    auto* ruler = new CardRuler(m_window);
    connect(ruler, &CardRuler::said, this, &ScreenActions::said);
    ruler->show();
}

bool ScreenActions::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::WindowStateChange)
        m_actions[ActionId::FullScreen]->setChecked(m_window.isFullScreen());
    return QObject::eventFilter(watched, event);
}

}  // namespace asg::widgets
