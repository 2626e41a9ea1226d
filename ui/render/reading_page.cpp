#include "ui/render/reading_page.h"

#include "ui/render/corner_texts.h"

#include <QAbstractTextDocumentLayout>
#include <QBuffer>
#include <QCoreApplication>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextLayout>
#include <QTextTable>
#include <QUrl>

#include <algorithm>
#include <cmath>

namespace asg::render {
namespace {

constexpr double kPictureShare = 0.55;  // of a page's height, at most
constexpr double kTextPoints = 9;

struct PageWords {
    Q_DECLARE_TR_FUNCTIONS(readingPage)
};

/// Writes plain text into a document: nothing of what others wrote is taken for markup.
class PageText {
public:
    PageText(QTextDocument& document, QSizeF room) : m_document(document), m_cursor(&document), m_room(room) {}

    void addLines(const QStringList& lines, bool firstIsBold) {
        for (const auto& line : lines) {
            QTextCharFormat format;
            if (firstIsBold && &line == &lines.front()) format.setFontWeight(QFont::Bold);
            startBlock({});
            m_cursor.insertText(line, format);
        }
    }
    void addHeading(const QString& words) {
        QTextBlockFormat block;
        block.setTopMargin(m_room.height() / 80);
        startBlock(block);
        QTextCharFormat format;
        format.setFontWeight(QFont::Bold);
        m_cursor.insertText(words, format);
    }
    void addPicture(const QImage& picture) {
        const double scale =
            std::min(m_room.width() / picture.width(), m_room.height() * kPictureShare / picture.height());
        m_document.addResource(QTextDocument::ImageResource, QUrl(QStringLiteral("picture")), picture);
        // A document counts an image's size in dots of the screen, as any image does that says nothing else.
        const double dots = static_cast<double>(picture.logicalDpiY()) / kPageDotsPerInch;
        QTextImageFormat format;
        format.setName(QStringLiteral("picture"));
        format.setWidth(picture.width() * scale * dots);
        format.setHeight(picture.height() * scale * dots);
        QTextBlockFormat block;
        block.setAlignment(Qt::AlignHCenter);
        startBlock(block);
        m_cursor.insertImage(format);
    }
    void addFindings(const std::vector<ReadingPage::Row>& rows) {
        QTextTableFormat format;
        format.setBorder(0);
        format.setCellPadding(m_room.width() / 400);
        format.setWidth(QTextLength(QTextLength::PercentageLength, 100));
        format.setHeaderRowCount(1);
        startBlock({});
        auto* table = m_cursor.insertTable(static_cast<int>(rows.size()) + 1, 3, format);
        fill(*table, 0, {PageWords::tr("Finding"), PageWords::tr("Report"), PageWords::tr("Model")});
        for (int i = 0; i < static_cast<int>(rows.size()); ++i) fill(*table, i + 1, rows[static_cast<std::size_t>(i)]);
        m_cursor.movePosition(QTextCursor::End);
    }

private:
    void startBlock(const QTextBlockFormat& format) {
        if (m_document.isEmpty())
            m_cursor.setBlockFormat(format);
        else
            m_cursor.insertBlock(format, {});
    }
    static void fill(QTextTable& table, int row, const ReadingPage::Row& words) {
        table.cellAt(row, 0).firstCursorPosition().insertText(words.finding);
        table.cellAt(row, 1).firstCursorPosition().insertText(words.report);
        table.cellAt(row, 2).firstCursorPosition().insertText(words.model);
    }

    QTextDocument& m_document;
    QTextCursor m_cursor;
    QSizeF m_room;
};

void write(const ReadingPage& page, QTextDocument& document, QSizeF room) {
    PageText text(document, room);
    text.addLines(page.heading, true);
    if (!page.picture.isNull()) text.addPicture(page.picture);
    if (!page.warnings.isEmpty()) text.addLines(page.warnings, false);
    if (!page.report.isEmpty()) {
        text.addHeading(PageWords::tr("Report"));
        text.addLines(page.report.split(u'\n'), false);
    }
    if (!page.findings.empty()) {
        text.addHeading(PageWords::tr("Findings"));
        text.addFindings(page.findings);
    }
    if (!page.measurements.isEmpty()) {
        text.addHeading(PageWords::tr("Measurements"));
        text.addLines(page.measurements, false);
    }
    if (!page.provenance.isEmpty()) {
        text.addHeading({});
        text.addLines({page.provenance}, false);
    }
}

struct Stretch {
    double top = 0;
    double bottom = 0;
};

/// Where every line of the document is, tables and the picture's own line among them.
std::vector<Stretch> linesOf(const QTextDocument& document) {
    std::vector<Stretch> lines;
    for (auto block = document.begin(); block.isValid(); block = block.next()) {
        const double top = document.documentLayout()->blockBoundingRect(block).top();
        const auto& layout = *block.layout();
        for (int i = 0; i < layout.lineCount(); ++i) {
            const QRectF line = layout.lineAt(i).rect();
            lines.push_back({top + line.top(), top + line.bottom()});
        }
    }
    return lines;
}

/// The document in pages of that height: no line is cut. (The document's own paging cuts lines behind a picture.)
std::vector<Stretch> pagesOf(const QTextDocument& document, double height) {
    const auto lines = linesOf(document);
    const double end = document.size().height();
    std::vector<Stretch> pages;
    double top = 0;
    while (top < end) {
        double bottom = std::min(top + height, end);
        for (bool isCut = true; isCut;) {
            isCut = false;
            for (const auto& line : lines)
                if (line.top > top && line.top < bottom && line.bottom > bottom) {
                    bottom = line.top;
                    isCut = true;
                }
        }
        pages.push_back({top, bottom});
        top = bottom;
    }
    return pages;
}

/// Page after page, with the notice below each.
bool paint(QPagedPaintDevice& device, QTextDocument& document, QSizeF room, double footer) {
    QPainter painter;
    if (!painter.begin(&device)) return false;
    painter.setFont(document.defaultFont());
    const auto pages = pagesOf(document, room.height());
    for (std::size_t i = 0; i < pages.size(); ++i) {
        if (i > 0 && !device.newPage()) return false;
        const auto& page = pages[i];
        painter.save();
        painter.translate(0, -page.top);
        QAbstractTextDocumentLayout::PaintContext context;
        // Lines of the next page touch this one's edge: a dot less keeps them from being written twice.
        context.clip = QRectF(0, page.top + 1, room.width(), page.bottom - page.top - 2);
        context.palette.setColor(QPalette::Text, Qt::black);
        painter.setClipRect(QRectF(0, page.top, room.width(), page.bottom - page.top));
        document.documentLayout()->draw(&painter, context);
        painter.restore();
        const QRectF foot(0, room.height(), room.width(), footer);
        painter.drawText(foot, Qt::AlignLeft | Qt::AlignBottom, noticeOnUse());
        painter.drawText(foot, Qt::AlignRight | Qt::AlignBottom,
                         QStringLiteral("%1 / %2").arg(i + 1).arg(pages.size()));
    }
    return painter.end();
}

}  // namespace

bool paintPages(const ReadingPage& page, QPagedPaintDevice& device) {
    QTextDocument document;
    document.documentLayout()->setPaintDevice(&device);
    QFont font = document.defaultFont();
    font.setPointSizeF(kTextPoints);
    document.setDefaultFont(font);
    document.setDocumentMargin(0);
    const double footer = 3 * kTextPoints / 72 * kPageDotsPerInch;
    const QSizeF room(device.width(), device.height() - footer);
    document.setTextWidth(room.width());
    write(page, document, room);
    return paint(device, document, room, footer);
}

QByteArray pdfOf(const ReadingPage& page) {
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(kPageDotsPerInch);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageMargins(QMarginsF(kPageMarginMm, kPageMarginMm, kPageMarginMm, kPageMarginMm),
                          QPageLayout::Millimeter);
    writer.setCreator(QStringLiteral("ASG Viewer"));
    writer.setTitle(PageWords::tr("Reading of a chest X-ray"));
    return paintPages(page, writer) ? buffer.data() : QByteArray();
}

}  // namespace asg::render
