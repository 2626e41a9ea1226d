#include "ui/widgets/correction_key_filter.h"

#include "ui/widgets/actions.h"
#include "ui/widgets/report_text_view.h"

#include <QKeyEvent>
#include <QWidget>

namespace asg::widgets {

CorrectionKeyFilter::CorrectionKeyFilter(const Actions& actions, ReportTextView& report, QObject* parent)
    : QObject(parent), m_actions(actions), m_report(report) {}

void CorrectionKeyFilter::watch(QWidget& widget) {
    widget.installEventFilter(this);
    for (auto* child : widget.findChildren<QWidget*>()) child->installEventFilter(this);
}

QAction* CorrectionKeyFilter::actionOf(const QKeyEvent& event) const {
    // "+" is typed with Shift on many keyboards; letters are not.
    const bool letter = event.key() >= Qt::Key_A && event.key() <= Qt::Key_Z;
    const QKeySequence whole(QKeyCombination(event.modifiers() & ~Qt::KeypadModifier, Qt::Key(event.key())));
    const QKeySequence bare{Qt::Key(event.key())};
    for (const auto& spec : actionSpecs()) {
        if (spec.menu != MenuName::Correction && spec.id != ActionId::Accept) continue;
        auto* action = m_actions[spec.id];
        const auto keys = action->shortcuts();
        if (action->isEnabled() && (keys.contains(whole) || (!letter && keys.contains(bare)))) return action;
    }
    return nullptr;
}

bool CorrectionKeyFilter::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::ShortcutOverride && event->type() != QEvent::KeyPress)
        return QObject::eventFilter(watched, event);
    const auto& key = *static_cast<QKeyEvent*>(event);
    if (event->type() == QEvent::KeyPress && key.matches(QKeySequence::Copy)) {
        m_report.copy();
        return true;
    }
    if (!reachesCorrections(key.keyCombination())) return QObject::eventFilter(watched, event);
    if (event->type() == QEvent::ShortcutOverride) {
        event->accept();
        return true;
    }
    auto* action = actionOf(key);
    if (action == nullptr) return QObject::eventFilter(watched, event);
    action->trigger();
    return true;
}

}  // namespace asg::widgets
