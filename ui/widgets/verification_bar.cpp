#include "ui/widgets/verification_bar.h"

#include "ui/presenters/decision_words.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/panel_parts.h"
#include "ui/widgets/reason_chooser.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QStringList>
#include <QToolButton>
#include <QVBoxLayout>

namespace asg::widgets {
namespace {

constexpr qint64 kShortestLookMs = 100;

QToolButton* makeButton(QAction* action, Qt::ToolButtonStyle style, QWidget* parent) {
    auto* button = new QToolButton(parent);
    button->setDefaultAction(action);
    button->setToolButtonStyle(style);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

}  // namespace

VerificationBar::VerificationBar(presenters::Workspace& workspace, const Actions& actions, QWidget* parent)
    : QWidget(parent), m_workspace(workspace) {
    m_subject = new ElidedLabel(this);
    m_subject->setObjectName(QStringLiteral("verificationSubject"));
    m_subject->setFont(boldFont());
    m_standing = new ElidedLabel(this);
    m_standing->setObjectName(QStringLiteral("verificationStanding"));
    m_standing->setFont(smallFont());
    for (auto* label : {m_subject, m_standing}) label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_reason = new ReasonChooser(*this);
    connect(m_reason, &ReasonChooser::given, this, &VerificationBar::given);

    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(kGrid);
    for (const auto id : {ActionId::Accept, ActionId::Reject, ActionId::Nothing})
        buttons->addWidget(m_verdictButtons.emplace_back(makeButton(actions[id], Qt::ToolButtonTextBesideIcon, this)));
    buttons->addStretch();
    for (const auto id : {ActionId::Correct, ActionId::Undo, ActionId::Redo})
        buttons->addWidget(makeButton(actions[id], Qt::ToolButtonIconOnly, this));

    auto* second = new QHBoxLayout;
    second->setSpacing(kGrid);
    second->addWidget(m_standing, 1);
    for (const auto id : {ActionId::Unsure, ActionId::AcceptBox, ActionId::RejectBox})
        second->addWidget(makeButton(actions[id], Qt::ToolButtonTextOnly, this));

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(3 * kGrid, 2 * kGrid, 2 * kGrid, 2 * kGrid);
    layout->setSpacing(kGrid);
    layout->addWidget(m_subject);
    layout->addLayout(second);
    layout->addLayout(buttons);

    connect(&workspace.selection(), &presenters::SelectionPresenter::currentChanged, this, &VerificationBar::refresh);
    connect(&workspace.review(), &presenters::ReviewPresenter::stateChanged, this, &VerificationBar::refresh);
    connect(&workspace, &presenters::Workspace::analysisChanged, this, &VerificationBar::refresh);
    connect(&workspace.study(), &presenters::StudyPresenter::stateChanged, this, &VerificationBar::refresh);
    connect(&workspace.overlay(), &presenters::OverlayPresenter::sceneChanged, this, &VerificationBar::refresh);
    connect(&workspace.correction(), &presenters::CorrectionPresenter::changed, this, &VerificationBar::refresh);
    refresh();
}

void VerificationBar::askReason(domain::ReviewVerdict verdict) {
    m_reasonFor = chosen();
    m_reason->ask(verdict, *m_subject);
}

void VerificationBar::hideEvent(QHideEvent* event) {
    m_reason->leave();
    m_painted.reset();
    QWidget::hideEvent(event);
}

void VerificationBar::say(const QString& text) {
    m_said = text;
    m_saidOf = chosen();
    refresh();
}

std::optional<VerificationBar::Shown> VerificationBar::chosen() const {
    const auto& verdicts = m_workspace.verdicts();
    const auto* link = verdicts.link();
    const auto box = verdicts.box();
    if (link == nullptr && !box) return std::nullopt;
    Shown shown{m_workspace.analysis()->image.sha256, {}, {}, box};
    if (link != nullptr) {
        shown.sentence = m_workspace.selection().kept().link->sentence;
        shown.regions = link->regions;
    }
    return shown;
}

bool VerificationBar::hasPaintedTheChoice() const {
    if (!isVisible() || !m_painted || m_painted != chosen()) return false;
    // Nobody asked for it: a key that came this soon was meant for the one before.
    return !m_workspace.nextLink().choseByItself() || m_sincePainted.hasExpired(kShortestLookMs);
}

/// Words without their icons where there is no room for both: some languages need longer ones.
void VerificationBar::fitButtons() {
    for (const auto style : {Qt::ToolButtonTextBesideIcon, Qt::ToolButtonTextOnly}) {
        for (auto* button : m_verdictButtons) button->setToolButtonStyle(style);
        if (layout()->minimumSize().width() <= width()) return;
    }
}

void VerificationBar::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fitButtons();
}

void VerificationBar::paintEvent(QPaintEvent* event) {
    QWidget::paintEvent(event);
    const auto now = chosen();
    if (now == m_painted) return;
    m_painted = now;
    m_sincePainted.start();
    QMetaObject::invokeMethod(this, &VerificationBar::painted, Qt::QueuedConnection);
}

QString VerificationBar::subject() const {
    const auto& selection = m_workspace.selection();
    const auto& analysis = m_workspace.analysis();
    const auto box = m_workspace.verdicts().box();
    if (!analysis || (!analysis->report && !box)) return tr("Nothing to verify yet");
    if (selection.kept().empty()) return tr("Choose a sentence, a region or a finding");
    const auto* link = m_workspace.verdicts().link();
    if (link == nullptr && box)
        return tr("→ %1 · %2")
            .arg(presenters::regionWords({*box}),
                 analysis->report ? tr("the report does not speak of it") : tr("no report"));
    if (link == nullptr)
        return selection.kept().regions.empty() ? tr("No place in the picture") : tr("The report does not speak of it");
    auto words = QStringLiteral("→ ") + presenters::regionWords(link->regions);
    if (const auto place = selection.placeAmongLinks(); place.count > 1)
        words += tr(" · link %1 of %2, Tab for the next").arg(place.number).arg(place.count);
    return words;
}

QString VerificationBar::standing() const {
    QStringList parts{standingOfLink(), standingOfBox()};
    const auto& review = m_workspace.review();
    if (review.showsOthers()) parts << othersWords();
    if (review.linkCount() > 0)
        parts << tr("%1 of %2 links judged").arg(review.state().verdicts.size()).arg(review.linkCount());
    if (const auto* link = m_workspace.verdicts().link()) parts << presenters::originWords(link->origin);
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

QString VerificationBar::standingOfLink() const {
    const auto* link = m_workspace.verdicts().link();
    if (link == nullptr) return {};
    const auto& review = m_workspace.review();
    const auto judged = *m_workspace.selection().kept().link;
    const auto& state = review.state();
    const auto verdict = review.verdict(judged);
    const auto code = state.codes.find(judged);
    const auto reason = state.reasons.find(judged);
    auto words = verdict ? presenters::judgementWords(
                               *verdict, code != state.codes.end() ? std::optional(code->second) : std::nullopt,
                               reason != state.reasons.end() ? reason->second : std::string())
                         : presenters::verdictWords({});
    const bool modelHasRun = !m_workspace.analysis()->model.name.empty();
    if (!link->boxInImagePixels && modelHasRun) words += tr(" · not found in the picture");
    return words;
}

/// Beside the reader's own, while they are shown.
QString VerificationBar::othersWords() const {
    const auto words = presenters::othersWords(m_workspace.review().state().others, m_workspace.selection().kept().link,
                                               m_workspace.verdicts().box());
    return words.isEmpty() ? tr("others: nothing") : tr("others: %1").arg(words.join(QStringLiteral("; ")));
}

/// Of which box, where the link has several or there is none.
QString VerificationBar::standingOfBox() const {
    const auto box = m_workspace.verdicts().box();
    const bool isOwn = box && m_workspace.review().state().drawnBoxes.contains(*box);
    if (!box || (m_workspace.analysis()->model.name.empty() && !isOwn)) return {};
    const auto words = isOwn ? presenters::ownBoxWords() : presenters::boxWords(m_workspace.review().boxFits(*box));
    const auto* link = m_workspace.verdicts().link();
    const bool isPlain = link != nullptr && link->regions.size() == 1;
    return isPlain ? words : QStringLiteral("%1: %2").arg(presenters::regionWords({*box}), words);
}

void VerificationBar::refresh() {
    const auto now = chosen();
    if (now != m_saidOf) m_said.clear();
    if (now != m_reasonFor) m_reason->leave();
    m_subject->say(subject());
    m_standing->say(m_said.isEmpty() ? standing() : m_said);
    if (now != m_painted) update();
}

}  // namespace asg::widgets
