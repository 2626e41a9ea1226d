// The table of a user's own windows: what is read, what is written, and that nothing else in it is touched.
#include "core/study/own_windows.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace asg;
using study::OwnWindow;

namespace {

OwnWindow own(const std::string& modality, const std::string& name, double center, double width) {
    return {modality, {center, width, domain::Window::Function::LinearExact, name}};
}

}  // namespace

class TestOwnWindows : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aWindowIsALineOfTheTable() {
        const auto windows = study::readOwnWindows("# mine\n\nDX\tsoft\t1100.5\t2400\r\n-\tplain\t0\t1e3\n", "t");
        QVERIFY(windows);
        QVERIFY((*windows == std::vector{own("DX", "soft", 1100.5, 2400), own("-", "plain", 0, 1000)}));
    }

    void whatIsNoWindowIsNamedWithItsLine_data() {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("no width") << QByteArray("DX\tsoft\t1100");
        QTest::newRow("width 0") << QByteArray("DX\tsoft\t1100\t0");
        QTest::newRow("words") << QByteArray("DX\tsoft\ta\tb");
        QTest::newRow("no name") << QByteArray("DX\t\t1\t2");
        QTest::newRow("one more cell") << QByteArray("DX\tsoft\t1\t2\t3");
        QTest::newRow("not finite") << QByteArray("DX\tsoft\tnan\t2");
    }
    void whatIsNoWindowIsNamedWithItsLine() {
        QFETCH(QByteArray, line);
        const auto windows = study::readOwnWindows("# first\n" + line.toStdString(), "mine.tsv");
        QVERIFY(!windows);
        QVERIFY(windows.error().text.find("mine.tsv, line 2") != std::string::npos);
    }

    void aWindowThatIsKeptIsReadAgainAndTheRestStands() {
        QVERIFY(write("# mine\nDX\tsoft\t1\t2\nCR\tsoft\t5\t6"));
        QVERIFY(study::keepOwnWindow(path(), own("DX", "soft", 0.1, 0.25)));
        const auto all = study::keepOwnWindow(path(), own("DX", "tab\there", 7, 8));
        QVERIFY(all);
        QCOMPARE(content(), QByteArray("# mine\nDX\tsoft\t0.1\t0.25\nCR\tsoft\t5\t6\nDX\ttab here\t7\t8\n"));
        const auto read = study::loadOwnWindows(path());
        QVERIFY(read);
        QVERIFY(*read == *all);
        QCOMPARE(all->size(), std::size_t(3));
    }

    void aFileThatCannotBeReadIsLeftAsItIs() {
        const QByteArray damaged("DX\tsoft\tone\ttwo\n");
        QVERIFY(write(damaged));
        QVERIFY(!study::keepOwnWindow(path(), own("DX", "soft", 1, 2)));
        QCOMPARE(content(), damaged);
    }

    void withoutAFileThereAreNoneAndTheFirstMakesIt() {
        const auto there = std::filesystem::path(m_folder.filePath("new/asg/windows.tsv").toStdString());
        const auto none = study::loadOwnWindows(there);
        QVERIFY(none && none->empty());
        QVERIFY(study::keepOwnWindow(there, own("-", "first", 1, 2)));
        QCOMPARE(study::loadOwnWindows(there)->size(), std::size_t(1));
    }

private:
    [[nodiscard]] std::filesystem::path path() const { return m_folder.filePath("windows.tsv").toStdString(); }
    [[nodiscard]] bool write(const QByteArray& content) const {
        QFile file(QString::fromStdString(path().string()));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
    }
    [[nodiscard]] QByteArray content() const {
        QFile file(QString::fromStdString(path().string()));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QTemporaryDir m_folder;
};

QTEST_APPLESS_MAIN(TestOwnWindows)
#include "test_own_windows.moc"
