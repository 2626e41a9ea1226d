#include "ui/widgets/project_bar.h"

#include "ui/presenters/project_words.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/list_keys.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>

namespace asg::widgets {
namespace {

QString joined(QStringList parts) {
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

}  // namespace

ProjectBar::ProjectBar(presenters::ProjectPresenter& project, const Actions& actions, QWidget* parent)
    : QWidget(parent), m_project(project) {
    setObjectName(QStringLiteral("projectBar"));
    m_name = new ElidedLabel(this);
    m_name->setObjectName(QStringLiteral("projectName"));
    m_name->setFont(boldFont());
    m_place = new ElidedLabel(this);
    m_place->setObjectName(QStringLiteral("projectPlace"));
    m_standing = new ElidedLabel(this);
    m_standing->setObjectName(QStringLiteral("projectStanding"));
    m_standing->setForegroundRole(QPalette::PlaceholderText);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(2 * kGrid, kGrid, kGrid, kGrid);
    layout->setSpacing(3 * kGrid);
    for (auto* label : {m_name, m_place, m_standing}) layout->addWidget(label);
    layout->addStretch(1);
    auto* buttons = new QWidget(this);
    auto* row = new QHBoxLayout(buttons);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kGrid);
    for (const auto id :
         {ActionId::Guideline, ActionId::PreviousPicture, ActionId::NextPlace, ActionId::LeaveProject}) {
        auto* button = new QToolButton(buttons);
        button->setDefaultAction(actions[id]);
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        row->addWidget(button);
    }
    new BarKeys(*buttons);
    layout->addWidget(buttons);
    connect(&project, &presenters::ProjectPresenter::changed, this, &ProjectBar::refresh);
    refresh();
}

void ProjectBar::refresh() {
    const auto* of = m_project.project();
    if (of == nullptr) return;
    const auto standing = m_project.standing();
    m_name->say(QString::fromStdString(of->name));
    m_place->say(joined({presenters::placeWords(m_project), presenters::hereWords(m_project)}));
    m_standing->say(joined({presenters::standingWords(standing), presenters::paceWords(standing)}));
    update();
}

void ProjectBar::paintEvent(QPaintEvent* event) {
    QWidget::paintEvent(event);
    constexpr int kThickness = 2;
    const auto standing = m_project.standing();
    if (standing.questions == 0) return;
    QPainter painter(this);
    const QRect edge(0, height() - kThickness, width(), kThickness);
    painter.fillRect(edge, colors().track);
    const double part = double(standing.judged) / double(standing.questions);
    painter.fillRect(QRect(edge.topLeft(), QSize(static_cast<int>(part * edge.width()), kThickness)), colors().accent);
}

}  // namespace asg::widgets
