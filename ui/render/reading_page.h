#pragma once

#include <QByteArray>
#include <QImage>
#include <QString>
#include <QStringList>

#include <vector>

class QPagedPaintDevice;

namespace asg::render {

/// What a page says of one reading, in words that are shown as they are. Empty parts are left out with their headings.
struct ReadingPage {
    QStringList heading;  ///< patient and study, first line in bold
    QImage picture;       ///< with its overlay and its notice
    QString report;
    struct Row {
        QString finding;
        QString report;  ///< what the report says of it
        QString model;   ///< what the model says of it
    };
    std::vector<Row> findings;
    QStringList measurements;
    QStringList warnings;
    QString provenance;  ///< model, version, device; reader and time
};

/// The page, or pages where the report is long, as a PDF of A4. The notice on use stands at the foot of each, with the
/// page's number. Needs a QGuiApplication (platform "offscreen" serves); any thread.
[[nodiscard]] QByteArray pdfOf(const ReadingPage& page);

/// The resolution that a page is laid out for, and its margins unless somebody chose others.
inline constexpr int kPageDotsPerInch = 200;
inline constexpr double kPageMarginMm = 15;

/// The same on a printer, or whatever else has pages of that resolution, with the size and the margins that it has.
/// False: it took nothing. The device must be the caller's alone; any thread.
[[nodiscard]] bool paintPages(const ReadingPage& page, QPagedPaintDevice& device);

}  // namespace asg::render
