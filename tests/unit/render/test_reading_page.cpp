// The page of a reading, read back by Poppler: every word stands in it as it was given, and the notice on each page.
#include "ui/render/corner_texts.h"
#include "ui/render/reading_page.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace asg;

namespace {

render::ReadingPage chestPage() {
    render::ReadingPage page;
    page.heading = QStringList{QStringLiteral("DOE JANE  1950  F"), QStringLiteral("2024-03-02  PA")};
    page.picture = QImage(400, 300, QImage::Format_RGB32);
    page.picture.fill(Qt::darkBlue);
    page.report = QStringLiteral("FINDINGS: <b>No</b> pneumothorax.\nThe heart is enlarged & boot-shaped.");
    page.findings = {
        {QStringLiteral("cardiomegaly"), QStringLiteral("present"), QStringLiteral("0.91 (threshold 0.50)")}};
    page.measurements = QStringList{QStringLiteral("nodule, 12.3 mm")};
    page.provenance = QStringLiteral("model fake 1");
    return page;
}

QString poppler(const QString& tool) {
    return QStandardPaths::findExecutable(tool);
}

/// What a command of Poppler says of the PDF.
QString told(const QString& tool, const QStringList& options, const QByteArray& pdf) {
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("page.pdf")));
    if (!file.open(QIODevice::WriteOnly) || file.write(pdf) != pdf.size()) return {};
    file.close();
    QProcess process;
    process.start(poppler(tool),
                  options + QStringList{file.fileName()} +
                      (tool == QLatin1String("pdftotext") ? QStringList{QStringLiteral("-")} : QStringList()));
    process.waitForFinished();
    return QString::fromUtf8(process.readAllStandardOutput());
}

}  // namespace

class TestReadingPage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        if (poppler(QStringLiteral("pdftotext")).isEmpty()) QSKIP("pdftotext (poppler-utils) is not installed");
    }

    void everyWordStandsInItAsGivenAndNothingIsMarkup() {
        const auto text = told(QStringLiteral("pdftotext"), {QStringLiteral("-layout")}, render::pdfOf(chestPage()));
        for (const auto* words : {"DOE JANE", "2024-03-02", "<b>No</b> pneumothorax.", "enlarged & boot-shaped",
                                  "cardiomegaly", "0.91 (threshold 0.50)", "nodule, 12.3 mm", "model fake 1"})
            QVERIFY2(text.contains(QString::fromLatin1(words)), words);
        QVERIFY(text.contains(render::noticeOnUse()));
    }

    void thePictureIsInIt() {
        const auto images = told(QStringLiteral("pdfimages"), {QStringLiteral("-list")}, render::pdfOf(chestPage()));
        const auto text = told(QStringLiteral("pdftotext"), {}, render::pdfOf(chestPage()));
        QCOMPARE(text.count(QChar(u'\f')), qsizetype(1));  // and leaves room for the words
        QVERIFY(images.contains(QRegularExpression(QStringLiteral("image +400 +300"))));
    }

    void aLongReportGoesOnToFurtherPagesEachWithTheNotice() {
        auto page = chestPage();
        for (int i = 0; i < 300; ++i) page.report += QStringLiteral("\nSentence %1 of a long report.").arg(i);
        const auto text = told(QStringLiteral("pdftotext"), {QStringLiteral("-layout")}, render::pdfOf(page));
        const auto pages = text.count(QChar(u'\f'));
        QVERIFY(pages >= 4);
        QCOMPARE(text.count(render::noticeOnUse()), pages);
        for (int i = 0; i < 300; ++i)
            QCOMPARE(text.count(QStringLiteral("Sentence %1 of a long report.").arg(i)), qsizetype(1));
    }

    void whatIsEmptyHasNoHeading() {
        render::ReadingPage page;
        page.heading = QStringList{QStringLiteral("nothing else")};
        const auto text = told(QStringLiteral("pdftotext"), {}, render::pdfOf(page));
        QVERIFY(text.contains(QStringLiteral("nothing else")));
        for (const auto* heading : {"Report", "Findings", "Measurements"})
            QVERIFY2(!text.contains(QString::fromLatin1(heading)), heading);
    }
};

QTEST_MAIN(TestReadingPage)
#include "test_reading_page.moc"
