#include "ui/widgets/panel_parts.h"

#include "ui/widgets/plain_text.h"
#include "ui/widgets/theme.h"

#include <QDialog>
#include <QHBoxLayout>

namespace asg::widgets {
namespace {

void dim(PlainLabel& label) {
    label.setForegroundRole(QPalette::PlaceholderText);
}

}  // namespace

QWidget* makePanelHeader(const QString& title, QWidget* right, QWidget* parent) {
    constexpr int kHeaderHeight = 32;
    auto* header = new QWidget(parent);
    header->setFixedHeight(kHeaderHeight);
    auto* label = new PlainLabel(title, header);
    label->setObjectName(QStringLiteral("panelTitle"));
    label->setFont(smallFont());
    dim(*label);
    auto* layout = new QHBoxLayout(header);
    layout->setContentsMargins(3 * kGrid, 0, 2 * kGrid, 0);
    layout->setSpacing(2 * kGrid);
    layout->addWidget(label);
    layout->addStretch();
    if (right != nullptr) layout->addWidget(right);
    return header;
}

void present(QDialog* dialog) {
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void stepFocusWithin(const QWidget& area, bool next) {
    auto* const from = area.window()->focusWidget();
    if (from == nullptr) return;
    const auto after = [next](QWidget* at) { return next ? at->nextInFocusChain() : at->previousInFocusChain(); };
    for (auto* at = after(from); at != from; at = after(at)) {
        const bool takesIt = at->isEnabled() && at->isVisible() && (at->focusPolicy() & Qt::TabFocus) != 0;
        if (!takesIt || !area.isAncestorOf(at)) continue;
        at->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
        return;
    }
}

PlainLabel* makeTeachingLabel(const QString& text, QWidget* parent) {
    auto* label = new PlainLabel(text, parent);
    label->setWordWrap(true);
    dim(*label);
    return label;
}

}  // namespace asg::widgets
