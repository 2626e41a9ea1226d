#include "ui/widgets/report_document.h"

#include "ui/render/visible_text.h"
#include "ui/widgets/theme.h"

#include <QTextCursor>
#include <QTextDocument>

#include <algorithm>
#include <utility>

namespace asg::widgets {
namespace {

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
    format.setForeground(colors().dimText);
    return format;
}

/// Only these two sections tell what is seen in this picture.
bool isRead(domain::SectionName section) {
    return section == domain::SectionName::Findings || section == domain::SectionName::Impression;
}

QTextCharFormat unreadLetters() {
    QTextCharFormat format;
    format.setForeground(colors().dimText);
    return format;
}

/// A block of a page or more takes long to lay out: a line that goes on for ever is broken at a blank. Each position
/// stays.
QString withoutEndlessLines(QString text) {
    constexpr qsizetype kLongest = 4000;
    qsizetype begin = 0;
    qsizetype blank = -1;
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (text[at] == QLatin1Char('\n')) {
            begin = at + 1;
            blank = -1;
        } else if (text[at] == QLatin1Char(' ')) {
            blank = at;
        }
        if (at - begin < kLongest || blank < begin) continue;
        text[blank] = QChar::ParagraphSeparator;
        begin = blank + 1;
    }
    return text;
}

}  // namespace

void ReportDocument::restart() {
    m_placed.clear();
}

const ReportDocument::Placed* ReportDocument::of(domain::SentenceId sentence) const {
    return sentence.value < m_placed.size() ? &m_placed[sentence.value] : nullptr;
}

void ReportDocument::writeOriginal(const presenters::ReportView& report) {
    QTextCursor cursor(&m_document);
    QTextBlockFormat format;
    format.setLeftMargin(2 * kGrid);
    format.setRightMargin(2 * kGrid);
    format.setLineHeight(120, QTextBlockFormat::ProportionalHeight);
    cursor.setBlockFormat(format);
    // A carriage return would end a block of its own; a blank keeps every position where it was.
    cursor.insertText(
        withoutEndlessLines(render::visibleText(report.text).replace(QStringLiteral("\r\n"), QStringLiteral(" \n"))));
    for (const auto& sentence : report.sentences) m_placed.push_back({sentence.range.start, sentence.range.end});
}

bool ReportDocument::writeMore(const presenters::ReportView& report, std::size_t count) {
    const auto end = std::min(report.sentences.size(), m_placed.size() + count);
    QTextCursor cursor(&m_document);
    cursor.movePosition(QTextCursor::End);
    cursor.beginEditBlock();
    while (m_placed.size() < end) writeSentence(cursor, report);
    cursor.endEditBlock();
    return end < report.sentences.size();
}

void ReportDocument::writeSentence(QTextCursor& cursor, const presenters::ReportView& report) {
    const auto& sentence = report.sentences[m_placed.size()];
    const auto nextBlock = [&](const QTextBlockFormat& format) {
        if (cursor.atStart())
            cursor.setBlockFormat(format);
        else
            cursor.insertBlock(format);
    };
    if (!sentence.heading.isEmpty()) {
        nextBlock(headingFormat());
        cursor.insertText(render::visibleLine(sentence.heading), headingLetters());
    }
    nextBlock(sentenceFormat());
    QString words =
        render::visibleText(report.text.mid(sentence.range.start, sentence.range.end - sentence.range.start));
    // Lines of the report end here where the panel's lines end; each position stays.
    for (auto& letter : words)
        if (letter == QLatin1Char('\n') || letter == QLatin1Char('\r')) letter = QLatin1Char(' ');
    const int start = cursor.position();
    cursor.insertText(withoutEndlessLines(std::move(words)),
                      isRead(sentence.section) ? QTextCharFormat() : unreadLetters());
    m_placed.push_back({start, cursor.position()});
}

}  // namespace asg::widgets
