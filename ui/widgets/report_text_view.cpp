#include "ui/widgets/report_text_view.h"

#include "ui/widgets/existence_mark.h"
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
#include <QToolTip>

#include <algorithm>
#include <ranges>

namespace asg::widgets {
namespace {

constexpr int kMarkColumn = 28;  // pixels at the left for existence
constexpr int kSignColumn = 20;  // pixels at the right for the verdict, and as many for a correction
constexpr double kSpanDrop = 4;  // from the letters' base line to the middle of the line below them

QTextBlockFormat sentenceFormat() {
    QTextBlockFormat format;
    format.setLeftMargin(kMarkColumn);
    format.setRightMargin(2 * kSignColumn);
    format.setTopMargin(kGrid);
    format.setBottomMargin(kGrid);
    format.setLineHeight(120, QTextBlockFormat::ProportionalHeight);
    return format;
}

QTextBlockFormat headingFormat() {
    QTextBlockFormat format;
    format.setLeftMargin(2 * kGrid);
    format.setTopMargin(2 * kGrid);
    format.setBottomMargin(kGrid);
    return format;
}

QTextCharFormat headingLetters() {
    QTextCharFormat format;
    format.setFont(smallFont());
    format.setForeground(QColor(colors::kDimText));
    return format;
}

/// Only these two sections tell what is seen in this picture.
bool isRead(domain::SectionName section) {
    return section == domain::SectionName::Findings || section == domain::SectionName::Impression;
}

QTextCharFormat unreadLetters() {
    QTextCharFormat format;
    format.setForeground(QColor(colors::kDimText));
    return format;
}

QString sectionTitle(domain::SectionName section) {
    const auto name = domain::name(section);
    return QString::fromUtf8(name.data(), qsizetype(name.size())).toUpper();
}

QString verdictSign(domain::ReviewVerdict verdict) {
    switch (verdict) {
        case domain::ReviewVerdict::Accepted: return QStringLiteral("✓");
        case domain::ReviewVerdict::Rejected: return QStringLiteral("✗");
        case domain::ReviewVerdict::NothingToPointAt: return QStringLiteral("∅");
        case domain::ReviewVerdict::Withdrawn: break;
    }
    return {};
}

using VerdictsOfLinks = ReportTextView::Verdicts::mapped_type;

bool areAlike(const VerdictsOfLinks& verdicts) {
    return std::ranges::adjacent_find(verdicts, std::not_equal_to()) == verdicts.end();
}

/// One sign for links that were all judged alike, and one of its own where they were not.
QString verdictSign(const VerdictsOfLinks& verdicts) {
    if (!areAlike(verdicts)) return QStringLiteral("◐");
    return verdicts.empty() || !verdicts.front() ? QString() : verdictSign(*verdicts.front());
}

/// "Its links: 1 ✓ 1 ✗, 1 not judged"; empty where one sign says it all.
QString verdictWords(const VerdictsOfLinks& verdicts) {
    if (areAlike(verdicts)) return {};
    QStringList parts;
    for (const auto& kind :
         {std::optional(domain::ReviewVerdict::Accepted), std::optional(domain::ReviewVerdict::Rejected),
          std::optional(domain::ReviewVerdict::NothingToPointAt), std::optional<domain::ReviewVerdict>()})
        if (const auto count = std::ranges::count(verdicts, kind); count > 0)
            parts << QStringLiteral("%1 %2").arg(count).arg(kind ? verdictSign(*kind)
                                                                 : ReportTextView::tr("not judged"));
    return ReportTextView::tr("Its links: %1").arg(parts.join(QStringLiteral(", ")));
}

/// In which way the words are uncertain, and whose reading it is where it is not the parser's.
QString tipOf(const presenters::SentenceView& sentence, const QString& verdicts) {
    auto lines = sentence.uncertain;
    if (!sentence.corrected.isEmpty()) lines << ReportTextView::tr("Corrected by %1").arg(sentence.corrected);
    if (!verdicts.isEmpty()) lines << verdicts;
    return lines.join(QLatin1Char('\n'));
}

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

ReportTextView::ReportTextView(QWidget* parent) : QTextEdit(parent) {
    setObjectName(QStringLiteral("reportText"));
    setAccessibleName(tr("Report"));
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setFrameShape(QFrame::NoFrame);
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    viewport()->setMouseTracking(true);
    document()->setDocumentMargin(kGrid);
    // Words are marked in the sentence that is chosen: they must stand out from its background.
    constexpr int kDarker = 170;  // percent; underlines in the accent's own colour are still seen on it
    QPalette marked = palette();
    marked.setColor(QPalette::Highlight, QColor(colors::kAccent).darker(kDarker));
    setPalette(marked);
}

void ReportTextView::setReport(const std::optional<presenters::ReportView>& report) {
    m_report = report;
    rebuild();
}

void ReportTextView::setReading(const presenters::ReportView& report) {
    m_report = report;
    for (std::size_t i = 0; i < m_placed.size() && i < report.sentences.size(); ++i)
        m_placed[i].sentence = report.sentences[i];
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
    viewport()->update();
}

void ReportTextView::setLit(const std::set<domain::SentenceId>& lit, const std::set<domain::SentenceId>& kept) {
    if (lit == m_lit && kept == m_kept) return;
    const bool chosen = kept != m_kept && !kept.empty();
    m_lit = lit;
    m_kept = kept;
    forgetMarkedElsewhere();
    updateExtraSelections();
    viewport()->update();
    if (!chosen || underMouse()) return;
    // A sentence chosen elsewhere or by key is brought into view; one under the pointer is in view already.
    const auto rect = rectOf(*kept.begin());
    if (rect && !viewport()->rect().contains(*rect))
        verticalScrollBar()->setValue(verticalScrollBar()->value() + rect->top() - viewport()->height() / 3);
}

/// Marked words are of the sentence that is chosen: another one chosen by key forgets them.
void ReportTextView::forgetMarkedElsewhere() {
    const auto marked = markedWords();
    if (!marked || m_kept.contains(marked->sentence)) return;
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
    m_placed.clear();
    clear();
    if (m_report) {
        if (m_original)
            buildOriginal();
        else
            buildSentences();
    }
    moveCursor(QTextCursor::Start);
    updateExtraSelections();
}

void ReportTextView::buildOriginal() {
    QTextCursor cursor(document());
    QTextBlockFormat format;
    format.setLeftMargin(2 * kGrid);
    format.setRightMargin(2 * kGrid);
    format.setLineHeight(120, QTextBlockFormat::ProportionalHeight);
    cursor.setBlockFormat(format);
    // A carriage return would end a block of its own; a blank keeps every position where it was.
    cursor.insertText(QString(m_report->text).replace(QStringLiteral("\r\n"), QStringLiteral(" \n")));
    for (const auto& sentence : m_report->sentences)
        m_placed.push_back({sentence, sentence.range.start, sentence.range.end});
}

void ReportTextView::buildSentences() {
    QTextCursor cursor(document());
    std::optional<domain::SectionName> section;
    bool first = true;
    const auto nextBlock = [&](const QTextBlockFormat& format) {
        if (first)
            cursor.setBlockFormat(format);
        else
            cursor.insertBlock(format);
        first = false;
    };
    for (const auto& sentence : m_report->sentences) {
        if (sentence.section != section) {
            section = sentence.section;
            nextBlock(headingFormat());
            cursor.insertText(sectionTitle(*section), headingLetters());
        }
        nextBlock(sentenceFormat());
        QString words = m_report->text.mid(sentence.range.start, sentence.range.end - sentence.range.start);
        // Lines of the report end here where the panel's lines end; each position stays.
        for (auto& letter : words)
            if (letter == QLatin1Char('\n') || letter == QLatin1Char('\r')) letter = QLatin1Char(' ');
        const int start = cursor.position();
        cursor.insertText(words, isRead(sentence.section) ? QTextCharFormat() : unreadLetters());
        m_placed.push_back({sentence, start, cursor.position()});
    }
}

void ReportTextView::updateExtraSelections() {
    QList<ExtraSelection> selections;
    const auto add = [&](int start, int end, const QTextCharFormat& format) {
        QTextCursor cursor(document());
        cursor.setPosition(start);
        cursor.setPosition(end, QTextCursor::KeepAnchor);
        selections.append({cursor, format});
    };
    for (const auto& placed : m_placed) {
        const bool kept = m_kept.contains(placed.sentence.id);
        if (m_original && (kept || m_lit.contains(placed.sentence.id))) {
            QTextCharFormat format;
            format.setBackground(QColor(kept ? colors::kSelected : colors::kHovered));
            add(placed.documentStart, placed.documentEnd, format);
        }
    }
    setExtraSelections(selections);
}

QRectF ReportTextView::blockRect(const Placed& placed) const {
    const auto block = document()->findBlock(placed.documentStart);
    QRectF rect = document()->documentLayout()->blockBoundingRect(block);
    rect.translate(-horizontalScrollBar()->value(), -verticalScrollBar()->value());
    rect.setLeft(0);
    rect.setRight(viewport()->width());
    return rect.adjusted(0, -kGrid / 2.0, 0, kGrid / 2.0);
}

std::optional<QRect> ReportTextView::rectOf(domain::SentenceId sentence) const {
    for (const auto& placed : m_placed)
        if (placed.sentence.id == sentence) {
            if (!m_original) return blockRect(placed).toRect();
            QTextCursor cursor(document());
            cursor.setPosition(placed.documentStart);
            return cursorRect(cursor).adjusted(0, 0, kGrid, 0);
        }
    return std::nullopt;
}

std::optional<domain::SentenceId> ReportTextView::sentenceAt(QPoint inViewport) const {
    if (!m_original) {
        for (const auto& placed : m_placed)
            if (blockRect(placed).contains(inViewport)) return placed.sentence.id;
        return std::nullopt;
    }
    const QPointF inDocument = inViewport + QPointF(horizontalScrollBar()->value(), verticalScrollBar()->value());
    const int position = document()->documentLayout()->hitTest(inDocument, Qt::ExactHit);
    for (const auto& placed : m_placed)
        if (position >= placed.documentStart && position < placed.documentEnd) return placed.sentence.id;
    return std::nullopt;
}

void ReportTextView::paintBackgrounds() {
    QPainter painter(viewport());
    for (const auto& placed : m_placed) {
        const bool kept = m_kept.contains(placed.sentence.id);
        if (!kept && !m_lit.contains(placed.sentence.id)) continue;
        const QRectF rect = blockRect(placed);
        painter.fillRect(rect, QColor(kept ? colors::kSelected : colors::kHovered));
        painter.fillRect(QRectF(0, rect.top(), kAccentBar, rect.height()), QColor(colors::kAccent));
    }
}

void ReportTextView::paintMarks() {
    QPainter painter(viewport());
    for (const auto& placed : m_placed) {
        const QRectF rect = blockRect(placed);
        if (rect.bottom() < 0 || rect.top() > viewport()->height()) continue;
        const auto line = document()->findBlock(placed.documentStart).layout()->lineAt(0);
        const QRectF firstLine(0, rect.top() + kGrid / 2.0 + line.y(), kMarkColumn, line.height());
        const QColor color(placed.sentence.existence ? colors::kText : colors::kDimText);
        paintExistence(painter, firstLine.adjusted(kAccentBar, 0, 0, 0), placed.sentence.existence, color);
        painter.setPen(QColor(colors::kText));
        painter.setFont(boldFont());
        const auto sign = [&](int column, const QString& letter) {
            painter.drawText(QRectF(rect.right() - column * kSignColumn, firstLine.top(), kSignColumn, line.height()),
                             Qt::AlignCenter, letter);
        };
        if (!placed.sentence.corrected.isEmpty()) sign(2, QStringLiteral("✎"));
        const auto verdict = m_verdicts.find(placed.sentence.id);
        if (verdict != m_verdicts.end()) sign(1, verdictSign(verdict->second));
    }
}

bool ReportTextView::viewportEvent(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QTextEdit::viewportEvent(event);
    auto* help = static_cast<QHelpEvent*>(event);
    const auto id = sentenceAt(help->pos());
    const auto placed = std::ranges::find_if(m_placed, [&](const Placed& at) { return at.sentence.id == id; });
    // Without words there is nothing to show: an empty text hides what was shown.
    QString tip;
    if (placed != m_placed.end()) {
        const auto verdicts = m_verdicts.find(*id);
        tip = tipOf(placed->sentence, verdicts == m_verdicts.end() ? QString() : verdictWords(verdicts->second));
    }
    QToolTip::showText(help->globalPos(), tip, viewport());
    return true;
}

std::optional<ReportTextView::MarkedWords> ReportTextView::markedWords() const {
    const auto cursor = textCursor();
    if (!cursor.hasSelection()) return std::nullopt;
    for (const auto& placed : m_placed) {
        if (cursor.selectionStart() < placed.documentStart || cursor.selectionEnd() > placed.documentEnd) continue;
        const int shift = placed.documentStart - placed.sentence.range.start;
        return MarkedWords{placed.sentence.id, {cursor.selectionStart() - shift, cursor.selectionEnd() - shift}};
    }
    return std::nullopt;
}

/// Thicker than a font's own underline, so that solid, dashed and dotted are told apart at a glance.
void ReportTextView::paintSpans() {
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(-horizontalScrollBar()->value(), -verticalScrollBar()->value());
    for (const auto& placed : m_placed) {
        if (!m_underlined && placed.sentence.id != m_correcting) continue;
        const int shift = placed.documentStart - placed.sentence.range.start;
        for (const auto& span : m_original ? placed.sentence.parserSpans : placed.sentence.spans) {
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
    if (!textCursor().hasSelection())
        Q_EMIT sentenceClicked(sentenceAt(event->position().toPoint()));
    else if (const auto marked = markedWords())
        Q_EMIT sentenceClicked(marked->sentence);
    Q_EMIT mouseReleased();
}

void ReportTextView::leaveEvent(QEvent* event) {
    QTextEdit::leaveEvent(event);
    hover(std::nullopt);
}

}  // namespace asg::widgets
