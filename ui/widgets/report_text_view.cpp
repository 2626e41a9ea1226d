#include "ui/widgets/report_text_view.h"

#include "ui/widgets/existence_mark.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/sentence_signs.h"
#include "ui/widgets/span_legend.h"
#include "ui/widgets/theme.h"

#include <QAbstractTextDocumentLayout>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextLayout>

#include <algorithm>
#include <ranges>

namespace asg::widgets {
namespace {

constexpr double kSpanDrop = 4;  // from the letters' base line to the middle of the line below them

/// The first line that ends behind a position of its block. By halves: a report may be one block of many lines.
int lineAt(const QTextLayout& block, int position) {
    const auto lines = std::views::iota(0, block.lineCount());
    const auto found = std::ranges::partition_point(lines, [&](int i) {
        const auto line = block.lineAt(i);
        return line.textStart() + line.textLength() <= position;
    });
    return static_cast<int>(found - lines.begin());
}

}  // namespace

ReportTextView::ReportTextView(QWidget* parent) : QTextEdit(parent), m_written(*document()) {
    setObjectName(QStringLiteral("reportText"));
    setFocusPolicy(Qt::StrongFocus);
    constexpr int kSmallestHeight = 48;  // a sentence of two lines
    setMinimumHeight(kSmallestHeight);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &ReportTextView::writeMore);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &ReportTextView::updateExtraSelections);
    setAccessibleName(tr("Report"));
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setFrameShape(QFrame::NoFrame);
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    viewport()->setMouseTracking(true);
    document()->setDocumentMargin(kGrid);
    showInColors();
}

/// The colours of the theme that is shown; the report is written in them.
void ReportTextView::showInColors() {
    m_colors = &colors();
    // Words are marked in the sentence that is chosen: they must stand out from its background.
    QPalette marked;
    marked.setColor(QPalette::Highlight, colors().marked);
    setPalette(marked);
}

void ReportTextView::changeEvent(QEvent* event) {
    QTextEdit::changeEvent(event);
    if (event->type() != QEvent::PaletteChange || m_colors == &colors()) return;
    showInColors();
    const int at = verticalScrollBar()->value();
    rebuild();
    verticalScrollBar()->setValue(at);
}

void ReportTextView::setReport(presenters::ReportViewPtr report) {
    m_report = std::move(report);
    m_chosen.words.clear();
    rebuild();
}

void ReportTextView::setReading(presenters::ReportViewPtr report) {
    m_report = std::move(report);
    updateExtraSelections();
    viewport()->update();
}

void ReportTextView::setOriginal(bool original) {
    if (original == m_original) return;
    m_original = original;
    rebuild();
}

void ReportTextView::setSpansUnderlined(bool underlined) {
    m_underlined = underlined;
    viewport()->update();
}

void ReportTextView::setCorrecting(const std::optional<domain::SentenceId>& sentence) {
    if (sentence == m_correcting) return;
    m_correcting = sentence;
    if (sentence) bringIntoView(*sentence);
    viewport()->update();
}

void ReportTextView::setLit(const std::set<domain::SentenceId>& lit, const Chosen& chosen) {
    if (lit == m_lit && chosen == m_chosen) return;
    const bool another = chosen.lead && chosen.lead != m_chosen.lead;
    m_lit = lit;
    m_chosen = chosen;
    forgetMarkedElsewhere();
    updateExtraSelections();
    viewport()->update();
    // What the mouse chose here is in view already, and must not move under it.
    if (another && !m_clicking) bringIntoView(*chosen.lead);
}

void ReportTextView::bringIntoView(domain::SentenceId sentence) {
    while (m_timer.isActive() && m_written.of(sentence) == nullptr) writeMore();
    const auto rect = rectOf(sentence);
    if (rect && !viewport()->rect().contains(*rect))
        verticalScrollBar()->setValue(verticalScrollBar()->value() + rect->top() - viewport()->height() / 3);
}

bool ReportTextView::showsAnyOf(const std::set<domain::SentenceId>& sentences) const {
    return std::ranges::any_of(sentences, [this](auto id) {
        const auto rect = rectOf(id);
        return rect && rect->intersects(viewport()->rect());
    });
}

/// Less room, or more: what is chosen or corrected stays in view.
void ReportTextView::resizeEvent(QResizeEvent* event) {
    QTextEdit::resizeEvent(event);
    updateExtraSelections();
    const auto lead = m_correcting ? m_correcting : m_chosen.lead;
    if (lead && m_written.of(*lead) != nullptr) bringIntoView(*lead);
}

/// Marked words are of the sentence that is chosen: another one chosen by key forgets them.
void ReportTextView::forgetMarkedElsewhere() {
    const auto marked = markedWords();
    if (!marked || m_chosen.sentences.contains(marked->sentence)) return;
    auto cursor = textCursor();
    cursor.clearSelection();
    setTextCursor(cursor);
}

void ReportTextView::setVerdicts(const Verdicts& verdicts) {
    if (verdicts == m_verdicts) return;
    m_verdicts = verdicts;
    viewport()->update();
}

void ReportTextView::rebuild() {
    hover(std::nullopt);
    m_timer.stop();
    // First: emptying the document scrolls, and looks at what is written.
    m_written.restart();
    clear();
    if (m_report && m_original)
        m_written.writeOriginal(*m_report);
    else if (m_report)
        writeMore();
    moveCursor(QTextCursor::Start);
    updateExtraSelections();
}

/// A long report is written piece by piece: the window goes on in between.
void ReportTextView::writeMore() {
    constexpr std::size_t kAtOnce = 400;
    if (m_written.writeMore(*m_report, kAtOnce))
        m_timer.start();
    else
        m_timer.stop();
    updateExtraSelections();
}

/// Only of what is in view: a link may have thousands of words.
void ReportTextView::updateExtraSelections() {
    QList<ExtraSelection> selections;
    const auto visible = seen();
    const auto isSeen = [&visible](domain::SentenceId id) {
        return id.value >= visible.first && id.value < visible.second;
    };
    const auto add = [&](int start, int end, const QColor& color) {
        QTextCharFormat format;
        format.setBackground(color);
        QTextCursor cursor(document());
        cursor.setPosition(start);
        cursor.setPosition(end, QTextCursor::KeepAnchor);
        selections.append({cursor, format});
    };
    if (m_original) {
        for (const auto id : m_lit)
            if (isSeen(id)) add(m_written.of(id)->start, m_written.of(id)->end, colors().hovered);
        for (const auto id : m_chosen.sentences)
            if (isSeen(id)) add(m_written.of(id)->start, m_written.of(id)->end, colors().selected);
    }
    for (const auto& [id, range] : m_chosen.words)
        if (isSeen(id)) {
            const int shift = m_written.of(id)->start - m_report->sentences[id.value].range.start;
            add(range.start + shift, range.end + shift, colors().judged);
        }
    setExtraSelections(selections);
}

std::pair<std::size_t, std::size_t> ReportTextView::seen() const {
    const QPointF top(horizontalScrollBar()->value(), verticalScrollBar()->value());
    const auto* layout = document()->documentLayout();
    const int first = layout->hitTest(top, Qt::FuzzyHit);
    const int last = layout->hitTest(top + QPointF(viewport()->width(), viewport()->height()), Qt::FuzzyHit);
    const auto begin = std::ranges::lower_bound(m_written.placed(), first, {}, &ReportDocument::Placed::end);
    const auto end = std::ranges::upper_bound(m_written.placed(), last, {}, &ReportDocument::Placed::start);
    return {static_cast<std::size_t>(begin - m_written.placed().begin()),
            static_cast<std::size_t>(std::max(begin, end) - m_written.placed().begin())};
}

QRectF ReportTextView::blockRect(const ReportDocument::Placed& placed) const {
    const auto* layout = document()->documentLayout();
    QRectF rect = layout->blockBoundingRect(document()->findBlock(placed.start));
    rect |= layout->blockBoundingRect(document()->findBlock(placed.end));
    rect.translate(-horizontalScrollBar()->value(), -verticalScrollBar()->value());
    rect.setLeft(0);
    rect.setRight(viewport()->width());
    return rect.adjusted(0, -kGrid / 2.0, 0, kGrid / 2.0);
}

std::optional<QRect> ReportTextView::rectOf(domain::SentenceId sentence) const {
    const auto* at = m_written.of(sentence);
    if (at == nullptr) return std::nullopt;
    if (!m_original) return blockRect(*at).toRect();
    QTextCursor cursor(document());
    cursor.setPosition(at->start);
    return cursorRect(cursor).adjusted(0, 0, kGrid, 0);
}

std::optional<domain::SentenceId> ReportTextView::sentenceAt(QPoint inViewport) const {
    const QPointF inDocument = inViewport + QPointF(horizontalScrollBar()->value(), verticalScrollBar()->value());
    const int position = document()->documentLayout()->hitTest(inDocument, Qt::ExactHit);
    const auto [begin, end] = seen();
    for (auto i = begin; i < end; ++i) {
        const bool inside = m_original ? position >= m_written.placed()[i].start && position < m_written.placed()[i].end
                                       : blockRect(m_written.placed()[i]).contains(inViewport);
        if (inside) return m_report->sentences[i].id;
    }
    return std::nullopt;
}

void ReportTextView::paintBackgrounds() {
    QPainter painter(viewport());
    const auto [begin, end] = seen();
    for (auto i = begin; i < end; ++i) {
        const auto id = m_report->sentences[i].id;
        const bool kept = m_chosen.sentences.contains(id);
        if (!kept && !m_lit.contains(id)) continue;
        const QRectF rect = blockRect(m_written.placed()[i]);
        painter.fillRect(rect, kept ? colors().selected : colors().hovered);
        painter.fillRect(QRectF(0, rect.top(), kAccentBar, rect.height()), colors().accent);
    }
}

void ReportTextView::paintMarks() {
    QPainter painter(viewport());
    const auto [begin, end] = seen();
    for (auto i = begin; i < end; ++i) {
        const auto& sentence = m_report->sentences[i];
        const QRectF rect = blockRect(m_written.placed()[i]);
        const auto line = document()->findBlock(m_written.placed()[i].start).layout()->lineAt(0);
        const QRectF firstLine(0, rect.top() + kGrid / 2.0 + line.y(), kMarkColumn, line.height());
        if (sentence.understood) {
            const QColor& color = sentence.existence ? colors().text : colors().dimText;
            paintExistence(painter, firstLine.adjusted(kAccentBar, 0, 0, 0), sentence.existence, color);
        } else {
            // What was read of it must not look like what it says.
            paintNotUnderstood(painter, firstLine.adjusted(kAccentBar, 0, 0, 0));
        }
        painter.setPen(colors().text);
        painter.setFont(boldFont());
        const auto sign = [&](int column, const QString& letter) {
            painter.drawText(QRectF(rect.right() - column * kSignColumn, firstLine.top(), kSignColumn, line.height()),
                             Qt::AlignCenter, letter);
        };
        if (!sentence.corrected.isEmpty()) sign(2, QStringLiteral("✎"));
        const auto verdict = m_verdicts.find(sentence.id);
        if (verdict != m_verdicts.end()) sign(1, verdictSign(verdict->second));
    }
}

bool ReportTextView::viewportEvent(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QTextEdit::viewportEvent(event);
    auto* help = static_cast<QHelpEvent*>(event);
    const auto id = sentenceAt(help->pos());
    // Without words there is nothing to show: an empty text hides what was shown.
    QString tip;
    if (id) {
        const auto verdicts = m_verdicts.find(*id);
        const auto others = m_others.find(*id);
        tip = tipOf(m_report->sentences[id->value], verdicts == m_verdicts.end() ? VerdictsOfLinks() : verdicts->second,
                    others == m_others.end() ? QStringList() : others->second);
    }
    showPlainTip(help->globalPos(), tip, viewport());
    return true;
}

std::optional<ReportTextView::MarkedWords> ReportTextView::markedWords() const {
    const auto cursor = textCursor();
    if (!cursor.hasSelection()) return std::nullopt;
    const auto at =
        std::ranges::lower_bound(m_written.placed(), cursor.selectionEnd(), {}, &ReportDocument::Placed::end);
    if (at == m_written.placed().end() || cursor.selectionStart() < at->start) return std::nullopt;
    const auto& sentence = m_report->sentences[static_cast<std::size_t>(at - m_written.placed().begin())];
    const int shift = at->start - sentence.range.start;
    return MarkedWords{sentence.id, {cursor.selectionStart() - shift, cursor.selectionEnd() - shift}};
}

/// Thicker than a font's own underline, so that solid, dashed and dotted are told apart at a glance.
void ReportTextView::paintSpans() {
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(-horizontalScrollBar()->value(), -verticalScrollBar()->value());
    const auto [begin, end] = seen();
    for (auto i = begin; i < end; ++i) {
        const auto& sentence = m_report->sentences[i];
        if (!m_underlined && sentence.id != m_correcting) continue;
        const int shift = m_written.placed()[i].start - sentence.range.start;
        for (const auto& span : m_original ? sentence.parserSpans : sentence.spans) {
            painter.setPen(spanPen(span.kind));
            paintSpan(painter, span.range.start + shift, span.range.end + shift);
        }
    }
}

void ReportTextView::paintSpan(QPainter& painter, int start, int end) const {
    const double top = verticalScrollBar()->value();
    for (auto block = document()->findBlock(start); block.isValid() && block.position() < end; block = block.next()) {
        const QPointF origin = document()->documentLayout()->blockBoundingRect(block).topLeft();
        for (int i = lineAt(*block.layout(), start - block.position()); i < block.layout()->lineCount(); ++i) {
            const auto line = block.layout()->lineAt(i);
            const int first = block.position() + line.textStart();
            if (first >= end) break;
            const int from = std::max(start, first);
            const int to = std::min(end, first + line.textLength());
            const double y = origin.y() + line.y() + line.ascent() + kSpanDrop;
            if (y < top || y > top + viewport()->height()) continue;
            painter.drawLine(QPointF(origin.x() + line.cursorToX(from - block.position()), y),
                             QPointF(origin.x() + line.cursorToX(to - block.position()), y));
        }
    }
}

void ReportTextView::paintEvent(QPaintEvent* event) {
    if (!m_original) paintBackgrounds();
    QTextEdit::paintEvent(event);
    if (!m_original) paintMarks();
    paintSpans();
}

void ReportTextView::hover(std::optional<domain::SentenceId> sentence) {
    if (sentence == m_hovered) return;
    m_hovered = sentence;
    Q_EMIT sentenceHovered(sentence);
}

void ReportTextView::mouseMoveEvent(QMouseEvent* event) {
    QTextEdit::mouseMoveEvent(event);
    if (event->buttons() == Qt::NoButton) hover(sentenceAt(event->position().toPoint()));
}

void ReportTextView::mouseReleaseEvent(QMouseEvent* event) {
    QTextEdit::mouseReleaseEvent(event);
    if (event->button() != Qt::LeftButton) return;
    m_clicking = true;
    if (!textCursor().hasSelection())
        Q_EMIT sentenceClicked(sentenceAt(event->position().toPoint()));
    else if (const auto marked = markedWords())
        Q_EMIT sentenceClicked(marked->sentence);
    m_clicking = false;
    Q_EMIT mouseReleased();
}

void ReportTextView::leaveEvent(QEvent* event) {
    QTextEdit::leaveEvent(event);
    hover(std::nullopt);
}

}  // namespace asg::widgets
