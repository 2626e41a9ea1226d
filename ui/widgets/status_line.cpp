#include "ui/widgets/status_line.h"

#include "ui/presenters/model_words.h"
#include "ui/render/corner_texts.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QProgressBar>
#include <QToolButton>

namespace asg::widgets {

StatusLine::StatusLine(presenters::Workspace& workspace, QAction* cancel, QWidget* parent)
    : QStatusBar(parent), m_workspace(workspace) {
    constexpr int kBarWidth = 120;
    constexpr int kBarHeight = 8;
    setSizeGripEnabled(false);
    setContentsMargins(2 * kGrid, 0, 2 * kGrid, 0);
    auto* notice = new PlainLabel(render::noticeOnUse(), this);
    notice->setObjectName(QStringLiteral("notice"));
    m_model = new ElidedLabel(this);
    m_model->setObjectName(QStringLiteral("modelWords"));
    m_model->setContentsMargins(6 * kGrid, 0, 0, 0);
    m_step = new ElidedLabel(this);
    m_step->setObjectName(QStringLiteral("stepWords"));
    m_step->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    for (auto* label : {notice, static_cast<PlainLabel*>(m_model), static_cast<PlainLabel*>(m_step)})
        label->setFont(smallFont());
    m_bar = new QProgressBar(this);
    m_bar->setTextVisible(false);
    m_bar->setFixedSize(kBarWidth, kBarHeight);
    m_cancel = new QToolButton(this);
    m_cancel->setDefaultAction(cancel);
    m_cancel->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_cancel->setFont(smallFont());
    for (QWidget* widget : {static_cast<QWidget*>(m_bar), static_cast<QWidget*>(m_cancel)}) {
        auto policy = widget->sizePolicy();
        policy.setRetainSizeWhenHidden(true);
        widget->setSizePolicy(policy);
    }
    // Permanent, so that no message ever hides the notice.
    addPermanentWidget(notice);
    addPermanentWidget(m_model, 1);
    addPermanentWidget(m_step, 2);
    addPermanentWidget(m_bar);
    addPermanentWidget(m_cancel);
    connect(&workspace.study(), &presenters::StudyPresenter::stateChanged, this, &StatusLine::refresh);
    connect(&workspace, &presenters::Workspace::analysisChanged, this, &StatusLine::refresh);
    // The model's words alone: what was just undone stands beside them, and must not be wiped away.
    connect(&workspace.ownReading(), &presenters::OwnReadingPresenter::changed, this,
            [this] { m_model->say(modelWords()); });
    refresh();
}

void StatusLine::say(const QString& text) {
    m_step->say(text);
}

QString StatusLine::modelWords() const {
    if (m_workspace.ownReading().readingFirst().hidesModel) return tr("model hidden until you commit");
    const auto& analysis = m_workspace.analysis();
    if (!analysis) return {};
    return presenters::modelWords(*analysis);
}

void StatusLine::refresh() {
    constexpr int kSteps = 1000;
    const auto& study = m_workspace.study();
    m_model->say(modelWords());
    m_step->say(study.statusText());
    // A step that cannot say how far it is shows a moving bar.
    const bool knowsHowFar = study.progress() > 0;
    m_bar->setRange(0, knowsHowFar ? kSteps : 0);
    if (knowsHowFar) m_bar->setValue(static_cast<int>(study.progress() * kSteps));
    m_bar->setVisible(study.busy());
    m_cancel->setVisible(study.busy());
}

}  // namespace asg::widgets
