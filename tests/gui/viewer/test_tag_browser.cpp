// The elements of the open picture's file: all of them, nested ones and private ones too; searched and copied.
#include "core/io/dicom_writer.h"
#include "tests/gui/viewer/reading_room.h"
#include "ui/widgets/tag_browser.h"

#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QTest>
#include <QTreeWidget>

using namespace asg;
using namespace asg::tests;

namespace {

constexpr int kMoreText = 2000;

/// An element of the private group behind the pixels, as a vendor writes it: explicit, little-endian.
QByteArray privateElement(char element, const QByteArray& vr, const QByteArray& value) {
    QByteArray bytes("\xE1\x7F", 2);
    bytes += element;
    bytes += '\x10';
    bytes += vr;
    if (vr == "UN" || vr == "OB" || vr == "UT") {
        bytes += QByteArray(2, '\0');
        for (int i = 0; i < 4; ++i) bytes += static_cast<char>(value.size() >> (8 * i) & 0xFF);
    } else {
        for (int i = 0; i < 2; ++i) bytes += static_cast<char>(value.size() >> (8 * i) & 0xFF);
    }
    return bytes + value;
}

}  // namespace

class TestTagBrowser : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_folder = folderWithSettings();
        m_room = roomIn(*m_folder);
    }

    void everyElementIsListedAndSearched() {
        open(writeFilm());
        const auto* name = row(QStringLiteral("PatientName"));
        QVERIFY(name != nullptr);
        QCOMPARE(name->text(0), QStringLiteral("(0010,0010)"));
        QCOMPARE(name->text(1), QStringLiteral("PN"));
        QCOMPARE(name->text(3), QStringLiteral("DOE^JANE"));
        QCOMPARE(row(QStringLiteral("Rows"))->text(3), QStringLiteral("700"));
        QVERIFY(row(QStringLiteral("TransferSyntaxUID")) != nullptr);
        QVERIFY(row(QStringLiteral("SOPClassUID"))->text(3).contains(u'('));
        const auto pixels = row(QStringLiteral("PixelData"))->text(3);
        QVERIFY2(pixels.contains(QStringLiteral("… (784000 bytes)")), qPrintable(pixels));
        const auto* sequence = row(QStringLiteral("AnatomicRegionSequence"));
        QVERIFY(sequence != nullptr && sequence->childCount() == 1);
        QCOMPARE(sequence->child(0)->text(0), QStringLiteral("item 1"));
        QCOMPARE(sequence->child(0)->child(0)->text(2), QStringLiteral("CodeValue"));
        QVERIFY(valueAt(QStringLiteral("(7FE1,1001)")).startsWith(QStringLiteral("what the vendor says")));
        const auto cut = valueAt(QStringLiteral("(7FE1,1002)"));
        QVERIFY2(cut.size() < 450 && cut.endsWith(QStringLiteral("… (%1 bytes)").arg(kMoreText)), qPrintable(cut));
        QVERIFY(valueAt(QStringLiteral("(7FE1,1003)")).startsWith(QStringLiteral("01 02 FF")));
        keepScreenshot(*browser(), QStringLiteral("tags"));

        auto* search = browser()->findChild<QLineEdit*>(QStringLiteral("tagSearch"));
        QTest::keyClicks(search, QStringLiteral("codemeaning"));
        QVERIFY(row(QStringLiteral("PatientName"))->isHidden());
        QVERIFY2(!row(QStringLiteral("AnatomicRegionSequence"))->isHidden(), "it holds what was found");
        search->clear();
        QTest::keyClicks(search, QStringLiteral("doe^"));
        QTest::keyClick(browser(), Qt::Key_C, Qt::ControlModifier);
        const auto copied = QApplication::clipboard()->text();
        QVERIFY2(copied.contains(QStringLiteral("(0010,0010)\tPN\tPatientName\tDOE^JANE")), qPrintable(copied));
        QVERIFY(!copied.contains(QStringLiteral("PixelData")));
    }

    void aFileThatIsNoDicomSaysSo() {
        open(writePicture(*m_folder, QStringLiteral("one.png"), 1));
        QTRY_VERIFY(message().contains(QStringLiteral("is no DICOM file")));
        QVERIFY(message().contains(QStringLiteral("one.png")));
        QCOMPARE(tree()->topLevelItemCount(), 0);
    }

    void aDamagedFileShowsWhatCouldBeRead() {
        const auto path = writeFilm();
        QFile file(path);
        QVERIFY(file.open(QIODevice::Append));
        file.write(QByteArray("\xE1\x7F\x09\x10LO\xFF\x7F", 8) + "cut off");
        file.close();
        open(path);
        QVERIFY(row(QStringLiteral("PatientName")) != nullptr);
        const auto* last = tree()->topLevelItem(tree()->topLevelItemCount() - 1);
        QVERIFY2(last->text(3).contains(QStringLiteral("damaged")), qPrintable(last->text(3)));
    }

private:
    QString writeFilm() {
        domain::Radiograph radiograph;
        radiograph.columns = 560;
        radiograph.rows = 700;
        std::vector<std::uint16_t> pixels;
        for (int i = 0; i < 560 * 700; ++i) pixels.push_back(static_cast<std::uint16_t>(i % 3000 + 200));
        radiograph.pixels = std::make_shared<const std::vector<std::uint16_t>>(std::move(pixels));
        radiograph.windows = {{2000, 3000, domain::Window::Function::Linear, ""}};
        radiograph.bitsStored = 12;
        radiograph.view = domain::View::PA;
        radiograph.text.patientName = "DOE^JANE";
        radiograph.text.patientId = "7";
        radiograph.text.studyInstanceUid = "1.2.3";
        radiograph.text.seriesInstanceUid = "1.2.3.1";
        radiograph.text.sopInstanceUid = "1.2.3.1.1";
        const auto path = m_folder->filePath(QStringLiteral("film.dcm"));
        if (!io::writeDicom(path.toStdString(), radiograph, {})) return {};
        QFile file(path);
        if (!file.open(QIODevice::Append)) return {};
        file.write(privateElement('\x01', "UN", "what the vendor says"));
        file.write(privateElement('\x02', "LO", QByteArray(kMoreText, 'w')));
        file.write(privateElement('\x03', "OB", QByteArray("\x01\x02\xFF\x00", 4)));
        return path;
    }

    void open(const QString& path) {
        QVERIFY(!path.isEmpty() && m_room->openAndWait({path}));
        QTest::keyClick(&m_room->window(), Qt::Key_I, Qt::ControlModifier);
        QVERIFY(browser() != nullptr);
        QVERIFY(QTest::qWaitForWindowExposed(browser()));
        QTRY_VERIFY(!message().contains(QStringLiteral("Reading")));
    }

    widgets::TagBrowser* browser() { return m_room->window().findChild<widgets::TagBrowser*>(); }
    QTreeWidget* tree() { return browser()->findChild<QTreeWidget*>(QStringLiteral("tags")); }
    QString message() { return browser()->findChild<QLabel*>(QStringLiteral("tagMessage"))->text(); }
    QTreeWidgetItem* row(const QString& keyword) {
        return tree()->findItems(keyword, Qt::MatchExactly | Qt::MatchRecursive, 2).value(0);
    }
    QString valueAt(const QString& tag) {
        const auto* item = tree()->findItems(tag, Qt::MatchExactly | Qt::MatchRecursive, 0).value(0);
        return item != nullptr ? item->text(3) : QString();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ReadingRoom> m_room;
};

QTEST_MAIN(TestTagBrowser)
#include "test_tag_browser.moc"
