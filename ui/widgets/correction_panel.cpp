#include "ui/widgets/correction_panel.h"

#include "ui/widgets/actions.h"
#include "ui/widgets/correction_choosers.h"
#include "ui/widgets/correction_key_filter.h"
#include "ui/widgets/correction_rows.h"
#include "ui/widgets/panel_parts.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/report_text_view.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace asg::widgets {
namespace {

using domain::Existence;

/// Left, right, both, not said, and round again.
std::optional<domain::Side> sideAfter(std::optional<domain::Side> side) {
    if (!side) return domain::Side::Left;
    if (*side == domain::Side::Left) return domain::Side::Right;
    if (*side == domain::Side::Right) return domain::Side::Both;
    return std::nullopt;
}

}  // namespace

CorrectionPanel::CorrectionPanel(presenters::Workspace& workspace, Actions& actions, ReportTextView& report,
                                 QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_correction(workspace.correction()),
      m_actions(actions),
      m_report(report) {
    setObjectName(QStringLiteral("correctionPanel"));
    setAccessibleName(tr("Correct the reading"));
    setFocusPolicy(Qt::StrongFocus);
    auto* keys = new CorrectionKeyFilter(actions, report, this);
    m_rows = new CorrectionRows(m_correction, *keys, this);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHeader());
    layout->addWidget(m_rows);
    layout->addWidget(makeFoot());
    bindActions();
    bindEdits();
    keys->watch(*this);
    m_choosers = new CorrectionChoosers(workspace, report, *this);  // after that: what is typed to search is theirs
    connect(m_choosers, &CorrectionChoosers::adding, m_rows, &CorrectionRows::awaitNew);
    connect(&m_correction, &presenters::CorrectionPresenter::changed, this, &CorrectionPanel::refresh);
    connect(&m_report, &QTextEdit::selectionChanged, this, &CorrectionPanel::showWords);
    // Words are marked for the panel: its keys go on after that.
    connect(&m_report, &ReportTextView::mouseReleased, this, [this] {
        if (isVisible()) setFocus(Qt::MouseFocusReason);
    });
    showKeys();
    refresh();
}

QWidget* CorrectionPanel::makeHeader() {
    m_words = new PlainLabel(this);
    m_words->setFont(boldFont());
    m_words->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_standing = new PlainLabel(this);
    m_standing->setObjectName(QStringLiteral("correctionStanding"));
    m_standing->setFont(smallFont());
    m_standing->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    const auto button = [this](ActionId id) {
        auto* made = new QToolButton(this);
        made->setDefaultAction(m_actions[id]);
        made->setToolButtonStyle(Qt::ToolButtonTextOnly);
        made->setAutoRaise(true);
        made->setFont(smallFont());
        made->setFocusPolicy(Qt::TabFocus);
        made->setObjectName(m_actions[id]->objectName());
        made->setAccessibleName(m_actions[id]->text());
        return made;
    };
    auto* top = new QHBoxLayout;
    top->setSpacing(kGrid);
    top->addWidget(m_words, 1);
    top->addWidget(button(ActionId::CorrectClose));
    auto* second = new QHBoxLayout;
    second->setSpacing(kGrid);
    second->addWidget(m_standing, 1);
    second->addWidget(button(ActionId::CorrectOriginal));
    second->addWidget(button(ActionId::CorrectRestore));
    auto* header = new QWidget(this);
    auto* layout = new QVBoxLayout(header);
    layout->setContentsMargins(3 * kGrid, 2 * kGrid, 2 * kGrid, kGrid);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addLayout(second);
    return header;
}

QWidget* CorrectionPanel::makeFoot() {
    auto* foot = new QWidget(this);
    m_add = new QPushButton(themeIcon(QStringLiteral("list-add")), {}, foot);
    m_add->setObjectName(QStringLiteral("addFinding"));
    m_add->setAutoDefault(false);
    connect(m_add, &QPushButton::clicked, m_actions[ActionId::CorrectAdd], &QAction::trigger);
    auto* layout = new QHBoxLayout(foot);
    layout->setContentsMargins(3 * kGrid, kGrid, 2 * kGrid, 2 * kGrid);
    layout->setSpacing(kGrid);
    layout->addWidget(m_add);
    layout->addStretch();
    for (const auto id : {ActionId::Undo, ActionId::Redo}) {
        auto* button = new QToolButton(foot);
        button->setDefaultAction(m_actions[id]);
        button->setFocusPolicy(Qt::TabFocus);
        layout->addWidget(button);
    }
    return foot;
}

void CorrectionPanel::bindActions() {
    const auto on = [this](ActionId id, auto call) { m_actions.on(id, [this, call] { (this->*call)(); }); };
    m_actions.on(ActionId::CorrectPresent, [this] { setExistence(Existence::Present); });
    m_actions.on(ActionId::CorrectAbsent, [this] { setExistence(Existence::Absent); });
    m_actions.on(ActionId::CorrectUncertain, [this] { setExistence(Existence::Uncertain); });
    on(ActionId::CorrectFinding, &CorrectionPanel::chooseFinding);
    on(ActionId::CorrectPlace, &CorrectionPanel::choosePlace);
    on(ActionId::CorrectSide, &CorrectionPanel::stepSide);
    on(ActionId::CorrectRemove, &CorrectionPanel::remove);
    on(ActionId::CorrectAdd, &CorrectionPanel::chooseNew);
    on(ActionId::CorrectOriginal, &CorrectionPanel::refresh);
    on(ActionId::CorrectRestore, &CorrectionPanel::restore);
    m_actions.on(ActionId::CorrectNext, [this] { m_rows->step(1); });
    m_actions.on(ActionId::CorrectPrevious, [this] { m_rows->step(-1); });
    m_actions.on(ActionId::CorrectNextSentence, [this] { stepSentence(1); });
    m_actions.on(ActionId::CorrectPreviousSentence, [this] { stepSentence(-1); });
    on(ActionId::CorrectClose, &CorrectionPanel::finish);
    for (const auto& spec : actionSpecs())
        if (spec.menu == MenuName::Correction)
            connect(m_actions[spec.id], &QAction::changed, this, &CorrectionPanel::showKeys);
}

void CorrectionPanel::bindEdits() {
    connect(m_rows, &CorrectionRows::existenceChosen, this, &CorrectionPanel::setExistence);
    connect(m_rows, &CorrectionRows::findingAsked, this, &CorrectionPanel::chooseFinding);
    connect(m_rows, &CorrectionRows::placeAsked, this, &CorrectionPanel::choosePlace);
    connect(m_rows, &CorrectionRows::sideChosen, this, &CorrectionPanel::setSide);
    connect(m_rows, &CorrectionRows::removeAsked, this, &CorrectionPanel::remove);
}

void CorrectionPanel::begin() {
    auto& selection = m_workspace.selection();
    const auto marked = m_report.markedWords();
    if (!marked && !m_workspace.selectedSentence()) selection.stepSentence(1);
    if (const auto sentence = marked ? std::optional(marked->sentence) : m_workspace.selectedSentence()) {
        // What belongs to a region or a finding changes with the correction; the sentence does not.
        choose(*sentence);
        m_correction.open(*sentence);
    }
    if (isVisible()) setFocus(Qt::ShortcutFocusReason);
}

void CorrectionPanel::choose(domain::SentenceId sentence) {
    auto& selection = m_workspace.selection();
    if (selection.kept().seed != presenters::SelectionSeed(sentence)) selection.keep(sentence);
}

bool CorrectionPanel::focusNextPrevChild(bool next) {
    stepFocusWithin(*this, next);
    return true;
}

void CorrectionPanel::finish() {
    const bool hadTheKeyboard = isAncestorOf(window()->focusWidget()) || hasFocus();
    m_correction.close();
    if (hadTheKeyboard) window()->setFocus(Qt::OtherFocusReason);
}

void CorrectionPanel::showKeys() {
    const auto keyOf = [this](ActionId id) { return m_actions[id]->shortcut().toString(QKeySequence::NativeText); };
    setPlainTip(*m_add, m_actions[ActionId::CorrectAdd]->toolTip());
    m_rows->setKeys(
        {{keyOf(ActionId::CorrectPresent), keyOf(ActionId::CorrectAbsent), keyOf(ActionId::CorrectUncertain)},
         keyOf(ActionId::CorrectFinding),
         keyOf(ActionId::CorrectPlace),
         keyOf(ActionId::CorrectSide),
         keyOf(ActionId::CorrectRemove)});
}

void CorrectionPanel::refresh() {
    auto* original = m_actions[ActionId::CorrectOriginal];
    if (m_correction.sentence() != m_sentence) startOver();
    setVisible(m_correction.sentence().has_value());
    m_sentenceWords = m_correction.words();
    const auto by = m_correction.correctedBy();
    if (by.isEmpty()) original->setChecked(false);
    m_standing->setText(original->isChecked() ? tr("What the parser said")
                        : by.isEmpty()        ? tr("As the parser read it")
                                              : tr("✎ corrected by %1").arg(by));
    setPlainTip(*m_standing, m_standing->text());
    m_rows->showReading(editable() ? m_correction.reading() : m_correction.parsersReading(), editable());
    m_add->setEnabled(editable() && !m_correction.findings().empty());
    // A row that had the keyboard may be gone.
    if (isVisible() && window()->focusWidget() == nullptr) setFocus(Qt::OtherFocusReason);
    showWords();
}

/// Another sentence, or none.
void CorrectionPanel::startOver() {
    m_sentence = m_correction.sentence();
    m_rows->startOver();
    m_actions[ActionId::CorrectOriginal]->setChecked(false);
    m_choosers->hide();
    // Chosen with the mouse somewhere else: the keys are this panel's as long as it is open.
    if (m_sentence && isVisible()) setFocus(Qt::OtherFocusReason);
}

void CorrectionPanel::showWords() {
    if (!m_correction.sentence()) return;
    m_words->setText(
        m_words->fontMetrics().elidedText(m_sentenceWords, Qt::ElideRight, std::max(0, width() - 14 * kGrid)));
    setPlainTip(*m_words, m_sentenceWords);
    const auto marked = m_report.markedWords();
    const bool here = marked && marked->sentence == m_correction.sentence();
    constexpr int kMarkedWidth = 160;
    m_add->setText(here ? tr("Add for “%1”")
                              .arg(m_add->fontMetrics().elidedText(m_report.textCursor().selectedText(),
                                                                   Qt::ElideMiddle, kMarkedWidth))
                        : tr("Add a finding"));
}

bool CorrectionPanel::editable() const {
    return !m_actions[ActionId::CorrectOriginal]->isChecked();
}

void CorrectionPanel::setExistence(Existence existence) {
    if (const auto triplet = m_rows->litTriplet()) m_correction.setExistence(*triplet, existence);
}

void CorrectionPanel::setSide(std::optional<domain::Side> side) {
    if (const auto triplet = m_rows->litTriplet()) m_correction.setSide(*triplet, side);
}

void CorrectionPanel::stepSide() {
    if (const auto triplet = m_rows->litTriplet())
        setSide(sideAfter(m_correction.reading().triplets[triplet->row].laterality));
}

void CorrectionPanel::stepSentence(int step) {
    if (!m_correction.sentence()) return;
    choose(*m_correction.sentence());
    m_workspace.selection().stepSentence(step);
}

void CorrectionPanel::chooseFinding() {
    if (const auto triplet = m_rows->litTriplet())
        m_choosers->chooseFinding(*triplet, m_rows->litRow().findingControl());
}

void CorrectionPanel::choosePlace() {
    const auto triplet = m_rows->litTriplet();
    if (triplet || m_rows->onPlaces()) m_choosers->choosePlace(triplet, m_rows->litRow().placeControl());
}

void CorrectionPanel::chooseNew() {
    if (m_add->isEnabled()) m_choosers->chooseNew(*m_add);
}

void CorrectionPanel::remove() {
    if (m_rows->onPlaces())
        m_correction.setPlaces({});
    else if (const auto triplet = m_rows->litTriplet())
        m_correction.remove(*triplet);
}

void CorrectionPanel::restore() {
    m_actions[ActionId::CorrectOriginal]->setChecked(false);
    refresh();
    m_correction.restore();
}

void CorrectionPanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    showWords();
}

}  // namespace asg::widgets
