#include "ui/widgets/report_panel.h"

#include "ui/presenters/decision_words.h"
#include "ui/widgets/panel_parts.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/report_text_view.h"
#include "ui/widgets/span_legend.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

namespace asg::widgets {
namespace {

enum Page { EmptyPage, TextPage, TypingPage };

}  // namespace

ReportPanel::ReportPanel(presenters::Workspace& workspace, QAction* underline, QWidget* parent)
    : QWidget(parent), m_workspace(workspace) {
    m_pages = new QStackedWidget(this);
    m_text = new ReportTextView(m_pages);
    m_pages->addWidget(makeEmptyPage());
    m_pages->addWidget(m_text);
    m_pages->addWidget(makeTypingPage());

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHeader(underline));
    layout->addWidget(m_pages, 1);
    m_legend = new SpanLegend(this);
    m_legend->hide();
    layout->addWidget(m_legend);
    connect(underline, &QAction::toggled, this, &ReportPanel::showSpans);

    auto& selection = m_workspace.selection();
    connect(m_text, &ReportTextView::sentenceHovered, &selection, [&selection](auto sentence) {
        selection.preview(sentence ? std::optional<presenters::SelectionSeed>(*sentence) : std::nullopt);
    });
    connect(m_text, &ReportTextView::sentenceClicked, &selection, [&selection](auto sentence) {
        selection.keep(sentence ? std::optional<presenters::SelectionSeed>(*sentence) : std::nullopt);
    });
    connect(&selection, &presenters::SelectionPresenter::currentChanged, this, &ReportPanel::showSelection);
    connect(&m_workspace.report(), &presenters::ReportPresenter::viewChanged, this, &ReportPanel::showReport);
    connect(&m_workspace.report(), &presenters::ReportPresenter::readingChanged, this, &ReportPanel::showReading);
    connect(&m_workspace.study(), &presenters::StudyPresenter::radiographChanged, this, &ReportPanel::showReport);
    connect(&m_workspace.correction(), &presenters::CorrectionPresenter::changed, this,
            [this] { m_text->setCorrecting(m_workspace.correction().sentence()); });
    connect(&m_workspace.review(), &presenters::ReviewPresenter::stateChanged, this, &ReportPanel::showVerdicts);
    showReport();
}

QWidget* ReportPanel::makeHeader(QAction* underline) {
    auto* right = new QWidget(this);
    auto* spans = new QToolButton(right);
    spans->setDefaultAction(underline);
    spans->setObjectName(QStringLiteral("underlineButton"));
    m_original = new QToolButton(right);
    m_original->setObjectName(QStringLiteral("originalButton"));
    m_original->setText(tr("Original"));
    m_original->setCheckable(true);
    setPlainTip(*m_original, tr("Show the text exactly as given, as the parser read it"));
    auto* layout = new QHBoxLayout(right);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGrid);
    for (auto* button : {spans, m_original}) {
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        button->setAutoRaise(true);
        button->setFont(smallFont());
        layout->addWidget(button);
    }
    connect(m_original, &QToolButton::toggled, m_text, &ReportTextView::setOriginal);
    return makePanelHeader(tr("REPORT"), right, this);
}

QWidget* ReportPanel::makeEmptyPage() {
    auto* page = new QWidget(m_pages);
    m_emptyWords = makeTeachingLabel({}, page);
    m_emptyButtons = new QWidget(page);
    auto* open = new QPushButton(themeIcon(QStringLiteral("document-open")), tr("Open report…"), m_emptyButtons);
    auto* paste = new QPushButton(themeIcon(QStringLiteral("edit-paste")), tr("Paste or type"), m_emptyButtons);
    connect(open, &QPushButton::clicked, this, &ReportPanel::openRequested);
    connect(paste, &QPushButton::clicked, this, &ReportPanel::pasteRequested);
    auto* buttons = new QHBoxLayout(m_emptyButtons);
    buttons->setContentsMargins(0, 0, 0, 0);
    buttons->addWidget(open);
    buttons->addWidget(paste);
    buttons->addStretch();
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(3 * kGrid, 2 * kGrid, 3 * kGrid, 3 * kGrid);
    layout->setSpacing(2 * kGrid);
    layout->addWidget(m_emptyWords);
    layout->addWidget(m_emptyButtons);
    layout->addStretch();
    return page;
}

QWidget* ReportPanel::makeTypingPage() {
    auto* page = new QWidget(m_pages);
    m_typed = new QPlainTextEdit(page);
    m_typed->setObjectName(QStringLiteral("typedReport"));
    m_typed->setAccessibleName(tr("Report to be read"));
    m_typed->setPlaceholderText(tr("Paste or type the report here."));
    m_typed->setFrameShape(QFrame::NoFrame);
    auto* use = new QPushButton(tr("Use this report"), page);
    use->setObjectName(QStringLiteral("useReport"));
    auto* leave = new QPushButton(tr("Leave it"), page);
    leave->setObjectName(QStringLiteral("leaveReport"));
    constexpr int kPauseMs = 800;
    m_pause = new QTimer(this);
    m_pause->setSingleShot(true);
    m_pause->setInterval(kPauseMs);
    connect(m_typed, &QPlainTextEdit::textChanged, m_pause, qOverload<>(&QTimer::start));
    connect(m_pause, &QTimer::timeout, this, &ReportPanel::readTyped);
    setPlainTip(*use, tr("Ctrl+Enter"));
    setPlainTip(*leave, tr("Put away what was typed"));
    connect(use, &QPushButton::clicked, this, &ReportPanel::useTyped);
    connect(leave, &QPushButton::clicked, this, &ReportPanel::leaveTyped);
    for (QWidget* control : {static_cast<QWidget*>(m_typed), static_cast<QWidget*>(use), static_cast<QWidget*>(leave)})
        control->installEventFilter(this);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(use);
    buttons->addWidget(leave);
    buttons->addStretch();
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(2 * kGrid, 0, 2 * kGrid, 2 * kGrid);
    layout->addWidget(m_typed, 1);
    layout->addLayout(buttons);
    return page;
}

void ReportPanel::startTyping(const QString& text) {
    const bool goesOn = m_pages->currentIndex() == TypingPage && m_typedFor == picture();
    if (!goesOn) {
        m_typedFor = picture();
        const auto draft = m_drafts.find(m_typedFor);
        m_typed->setPlainText(draft == m_drafts.end() ? text : draft->second);
        m_pages->setCurrentIndex(TypingPage);
    }
    m_typed->setFocus();
}

bool ReportPanel::eventFilter(QObject* watched, QEvent* event) {
    const bool isKey = event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress;
    const int key = isKey ? static_cast<QKeyEvent*>(event)->key() : 0;
    const bool isTab = key == Qt::Key_Tab || key == Qt::Key_Backtab;
    // Elsewhere in the window the same key may mean something else: here it is the page's.
    const bool isUse = (key == Qt::Key_Return || key == Qt::Key_Enter) &&
                       static_cast<QKeyEvent*>(event)->modifiers().testFlag(Qt::ControlModifier);
    if (!isTab && !isUse && key != Qt::Key_Escape) return QWidget::eventFilter(watched, event);
    event->accept();
    if (event->type() == QEvent::ShortcutOverride) return true;
    if (isTab)
        stepFocusWithin(*m_pages->widget(TypingPage), key == Qt::Key_Tab);
    else if (isUse)
        useTyped();
    else
        static_cast<QWidget*>(watched)->clearFocus();
    return true;
}

std::string ReportPanel::picture() const {
    const auto& radiograph = m_workspace.study().radiograph();
    return radiograph ? radiograph->sha256 : std::string();
}

/// What is written so far: findings and links show it while one goes on.
void ReportPanel::readTyped() {
    const auto text = m_typed->toPlainText();
    const auto& view = m_workspace.report().view();
    const bool isTyping = m_pages->currentIndex() == TypingPage && m_typedFor == picture();
    if (!isTyping || text.trimmed().isEmpty() || (view && view->text == text)) return;
    m_workspace.study().draftReport(text);
}

void ReportPanel::useTyped() {
    m_pause->stop();
    keepTyped();
    if (!m_typed->toPlainText().trimmed().isEmpty()) m_workspace.study().setReport(m_typed->toPlainText());
    m_pages->setCurrentIndex(EmptyPage);
    showReport();
}

void ReportPanel::leaveTyped() {
    m_pause->stop();
    m_workspace.study().dropDraft();
    m_drafts.erase(m_typedFor);
    m_pages->setCurrentIndex(EmptyPage);
    showReport();
}

/// Another picture, or a report that could not be kept, does not take away what was typed.
void ReportPanel::keepTyped() {
    const auto text = m_typed->toPlainText();
    if (m_pages->currentIndex() == TypingPage && !text.trimmed().isEmpty()) m_drafts[m_typedFor] = text;
    const auto& view = m_workspace.report().view();
    const auto draft = m_drafts.find(picture());
    if (view && draft != m_drafts.end() && view->text == draft->second) m_drafts.erase(draft);
}

void ReportPanel::showSpans(bool underlined) {
    m_text->setSpansUnderlined(underlined);
    m_legend->setVisible(underlined);
}

void ReportPanel::showReading() {
    if (const auto& view = m_workspace.report().view()) m_text->setReading(view);
    showVerdicts();
}

void ReportPanel::showReport() {
    keepTyped();
    const auto& view = m_workspace.report().view();
    const bool hasPicture = m_workspace.study().radiograph() != nullptr;
    m_text->setReport(view);
    m_original->setEnabled(view != nullptr);
    const bool isOfProject = m_workspace.study().isAsked();
    m_emptyButtons->setVisible(hasPicture && !isOfProject);
    m_emptyWords->setText(
        !hasPicture   ? tr("The report of the open picture stands here.")
        : isOfProject ? tr("The project has no report of this picture, so there is no sentence to judge. "
                           "Whatever you say of the picture answers: a box, a finding, a measurement or a key "
                           "image.")
        : m_drafts.contains(picture()) ? tr("No report yet. What was typed for this picture is kept: "
                                            "go on with it by \u201cPaste or type\u201d.")
                                       : tr("No report yet. Open a text file, paste the report, or "
                                            "type it: its sentences are then linked to the picture."));
    const bool isTyping = m_pages->currentIndex() == TypingPage && m_typedFor == picture();
    if (!isTyping) m_pages->setCurrentIndex(view ? TextPage : EmptyPage);
    showSelection();
    showVerdicts();
}

void ReportPanel::showSelection() {
    const auto& selection = m_workspace.selection();
    const auto& kept = selection.kept();
    ReportTextView::Chosen chosen{kept.sentences, {}, {}};
    if (const auto* sentence = kept.seed ? std::get_if<domain::SentenceId>(&*kept.seed) : nullptr)
        chosen.lead = *sentence;
    else if (!kept.sentences.empty())
        chosen.lead = *kept.sentences.begin();
    if (const auto* link = m_workspace.verdicts().link())
        for (const auto words : m_workspace.report().wordsOf(*link, kept.link->sentence))
            chosen.words.emplace_back(kept.link->sentence, words);
    m_text->setLit(selection.current().sentences, chosen);
}

void ReportPanel::showVerdicts() {
    ReportTextView::Verdicts verdicts;
    const auto& analysis = m_workspace.analysis();
    if (analysis && analysis->report)
        for (const auto& link : analysis->report->links)
            for (const auto sentence : link.sentences)
                verdicts[sentence].push_back(m_workspace.review().verdict({link.id, sentence}));
    m_text->setVerdicts(verdicts);
    showOthers();
}

/// None are there unless they were asked for.
void ReportPanel::showOthers() {
    std::map<domain::SentenceId, QStringList> lines;
    for (const auto& other : m_workspace.review().state().others) {
        const auto reader = presenters::otherName(other);
        for (const auto& [judged, verdict] : other.verdicts)
            lines[judged.sentence] << tr("%1: %2").arg(reader, presenters::verdictWords(verdict));
        for (const auto& [sentence, decision] : other.corrections)
            lines[sentence] << tr("Corrected otherwise by %1").arg(presenters::byWhomAndWhen(decision));
    }
    m_text->setOthers(std::move(lines));
}

}  // namespace asg::widgets
