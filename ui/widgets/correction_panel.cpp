#include "ui/widgets/correction_panel.h"

#include "ui/widgets/actions.h"
#include "ui/widgets/chooser_popup.h"
#include "ui/widgets/panel_parts.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/report_text_view.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <ranges>

namespace asg::widgets {
namespace {

using domain::Existence;

bool isOfPanel(const ActionSpec& spec) {
    return spec.menu == MenuName::Correction;
}

QString keyOf(const QAction* action) {
    return action->shortcut().toString(QKeySequence::NativeText);
}

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
    m_list = new QWidget(this);
    auto* rows = new QVBoxLayout(m_list);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    m_nothing = makeTeachingLabel(tr("Nothing was read from this sentence."), m_list);
    m_nothing->setContentsMargins(3 * kGrid, kGrid, 2 * kGrid, kGrid);
    rows->addWidget(m_nothing);
    m_placesRow = makeRow();
    rows->addWidget(m_placesRow);
    rows->addStretch();
    m_scroll = new QScrollArea(this);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidget(m_list);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHeader());
    layout->addWidget(m_scroll);
    layout->addWidget(makeFoot());
    bindKeys();
    installEventFilter(this);
    for (auto* child : findChildren<QWidget*>()) child->installEventFilter(this);
    makeChoosers();  // after that: what is typed to search is theirs
    connect(&m_correction, &presenters::CorrectionPresenter::changed, this, &CorrectionPanel::refresh);
    connect(&m_report, &QTextEdit::selectionChanged, this, &CorrectionPanel::showWords);
    // Words are marked for the panel: its keys go on after that.
    connect(&m_report, &ReportTextView::mouseReleased, this, [this] {
        if (isVisible()) setFocus(Qt::MouseFocusReason);
    });
    for (const auto& spec : actionSpecs() | std::views::filter(isOfPanel))
        connect(m_actions[spec.id], &QAction::changed, this, &CorrectionPanel::showKeys);
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

void CorrectionPanel::bindKeys() {
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
    m_actions.on(ActionId::CorrectRestore, [this] {
        m_actions[ActionId::CorrectOriginal]->setChecked(false);
        refresh();
        m_correction.restore();
    });
    m_actions.on(ActionId::CorrectNext, [this] { light(m_lit + 1); });
    m_actions.on(ActionId::CorrectPrevious, [this] { light(m_lit == 0 ? 0 : m_lit - 1); });
    m_actions.on(ActionId::CorrectNextSentence, [this] { stepSentence(1); });
    m_actions.on(ActionId::CorrectPreviousSentence, [this] { stepSentence(-1); });
    on(ActionId::CorrectClose, &CorrectionPanel::finish);
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

CorrectionKeys CorrectionPanel::keys() const {
    return {{keyOf(m_actions[ActionId::CorrectPresent]), keyOf(m_actions[ActionId::CorrectAbsent]),
             keyOf(m_actions[ActionId::CorrectUncertain])},
            keyOf(m_actions[ActionId::CorrectFinding]),
            keyOf(m_actions[ActionId::CorrectPlace]),
            keyOf(m_actions[ActionId::CorrectSide]),
            keyOf(m_actions[ActionId::CorrectRemove])};
}

void CorrectionPanel::showKeys() {
    setPlainTip(*m_add, m_actions[ActionId::CorrectAdd]->toolTip());
    for (auto* row : m_rows) row->setKeys(keys());
    m_placesRow->setKeys(keys());
}

CorrectionRow* CorrectionPanel::makeRow() {
    auto* row = new CorrectionRow(m_list);
    row->setKeys(keys());
    connect(row, &CorrectionRow::touched, this, [this, row] {
        const auto at = std::ranges::find(m_rows, row);
        light(static_cast<std::size_t>(at - m_rows.begin()));
    });
    connect(row, &CorrectionRow::existenceChosen, this, &CorrectionPanel::setExistence);
    connect(row, &CorrectionRow::findingAsked, this, &CorrectionPanel::chooseFinding);
    connect(row, &CorrectionRow::placeAsked, this, &CorrectionPanel::choosePlace);
    connect(row, &CorrectionRow::sideChosen, this, [this](std::optional<domain::Side> side) {
        if (const auto triplet = litTriplet()) m_correction.setSide(*triplet, side);
    });
    connect(row, &CorrectionRow::removeAsked, this, &CorrectionPanel::remove);
    row->installEventFilter(this);
    for (auto* child : row->findChildren<QWidget*>()) child->installEventFilter(this);
    return row;
}

void CorrectionPanel::refresh() {
    const bool open = m_correction.sentence().has_value();
    if (m_correction.sentence() != m_sentence) {
        m_sentence = m_correction.sentence();
        m_lit = 0;
        m_awaitsNew = false;
        m_actions[ActionId::CorrectOriginal]->setChecked(false);
        for (auto* list : {m_findings, m_newFindings, m_places}) list->hide();
        // Chosen with the mouse somewhere else: the keys are this panel's as long as it is open.
        if (open && isVisible()) setFocus(Qt::OtherFocusReason);
    }
    setVisible(open);
    m_sentenceWords = m_correction.words();
    const auto by = m_correction.correctedBy();
    if (by.isEmpty()) m_actions[ActionId::CorrectOriginal]->setChecked(false);
    const bool original = m_actions[ActionId::CorrectOriginal]->isChecked();
    m_standing->setText(original       ? tr("What the parser said")
                        : by.isEmpty() ? tr("As the parser read it")
                                       : tr("✎ corrected by %1").arg(by));
    setPlainTip(*m_standing, m_standing->text());
    showRows();
    showWords();
}

void CorrectionPanel::showRows() {
    const auto& reading = shown();
    if (m_awaitsNew && reading.triplets.size() > m_rows.size()) {
        m_awaitsNew = false;
        m_lit = reading.triplets.size() - 1;
    }
    auto* layout = static_cast<QVBoxLayout*>(m_list->layout());
    while (m_rows.size() > reading.triplets.size()) {
        delete m_rows.back();
        m_rows.pop_back();
    }
    while (m_rows.size() < reading.triplets.size()) {
        m_rows.push_back(makeRow());
        layout->insertWidget(static_cast<int>(m_rows.size()), m_rows.back());
        m_rows.back()->show();  // now: the height below counts it
    }
    for (std::size_t i = 0; i < m_rows.size(); ++i) m_rows[i]->showTriplet(reading.triplets[i]);
    m_placesRow->showPlaces(reading.places);
    m_placesRow->setVisible(!reading.places.empty());
    m_nothing->setVisible(reading.triplets.empty() && reading.places.empty());
    m_add->setEnabled(editable() && !m_correction.findings().empty());
    showLit();
    // As high as its rows, up to a share of the window: the report above must stay readable.
    constexpr int kSharePercent = 26;
    const int most = window()->height() * kSharePercent / 100;
    m_scroll->setFixedHeight(std::min(m_list->sizeHint().height(), most));
    if (!isAncestorOf(window()->focusWidget()) && !hasFocus() && isVisible() && window()->focusWidget() == nullptr)
        setFocus(Qt::OtherFocusReason);
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

void CorrectionPanel::light(std::size_t row) {
    m_awaitsNew = false;
    m_lit = row;
    showLit();
}

void CorrectionPanel::showLit() {
    const std::size_t count = m_rows.size() + (shown().places.empty() ? 0 : 1);
    m_lit = count == 0 ? 0 : std::min(m_lit, count - 1);
    const bool one = editable() && !m_awaitsNew;
    for (std::size_t i = 0; i < m_rows.size(); ++i) m_rows[i]->setState(one && i == m_lit, editable());
    m_placesRow->setState(onPlaces(), editable());
    auto* lit = m_lit < m_rows.size() ? m_rows[m_lit] : m_placesRow;
    if (count > 0 && !m_awaitsNew) m_scroll->ensureWidgetVisible(lit, 0, 0);
}

bool CorrectionPanel::editable() const {
    return !m_actions[ActionId::CorrectOriginal]->isChecked();
}

const domain::SentenceReading& CorrectionPanel::shown() const {
    return editable() ? m_correction.reading() : m_correction.parsersReading();
}

std::optional<domain::SeenTriplet> CorrectionPanel::litTriplet() const {
    return editable() && !m_awaitsNew ? m_correction.triplet(m_lit) : std::nullopt;
}

bool CorrectionPanel::onPlaces() const {
    return editable() && !m_awaitsNew && m_lit == m_rows.size() && !shown().places.empty();
}

void CorrectionPanel::setExistence(Existence existence) {
    if (const auto triplet = litTriplet()) m_correction.setExistence(*triplet, existence);
}

void CorrectionPanel::stepSide() {
    if (const auto triplet = litTriplet())
        m_correction.setSide(*triplet, sideAfter(m_correction.reading().triplets[triplet->row].laterality));
}

void CorrectionPanel::stepSentence(int step) {
    if (!m_correction.sentence()) return;
    choose(*m_correction.sentence());
    m_workspace.selection().stepSentence(step);
}

void CorrectionPanel::remove() {
    if (onPlaces())
        m_correction.setPlaces({});
    else if (const auto triplet = litTriplet())
        m_correction.remove(*triplet);
}

QAction* CorrectionPanel::actionOf(const QKeyEvent& event) const {
    // "+" is typed with Shift on many keyboards; letters are not.
    const bool letter = event.key() >= Qt::Key_A && event.key() <= Qt::Key_Z;
    const QKeySequence whole(QKeyCombination(event.modifiers() & ~Qt::KeypadModifier, Qt::Key(event.key())));
    const QKeySequence bare{Qt::Key(event.key())};
    for (const auto& spec : actionSpecs() | std::views::filter(isOfPanel)) {
        auto* action = m_actions[spec.id];
        if (action->isEnabled() &&
            (action->shortcuts().contains(whole) || (!letter && action->shortcuts().contains(bare))))
            return action;
    }
    return nullptr;
}

void CorrectionPanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    showWords();
}

bool CorrectionPanel::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::ShortcutOverride && event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto& key = *static_cast<QKeyEvent*>(event);
    if (event->type() == QEvent::KeyPress && key.matches(QKeySequence::Copy)) {
        m_report.copy();  // it has marked words and no keyboard
        return true;
    }
    if (!reachesCorrections(key.keyCombination())) return QWidget::eventFilter(watched, event);
    if (event->type() == QEvent::ShortcutOverride) {
        event->accept();
        return true;
    }
    auto* action = actionOf(key);
    if (action == nullptr) return QWidget::eventFilter(watched, event);
    action->trigger();
    return true;
}

}  // namespace asg::widgets
