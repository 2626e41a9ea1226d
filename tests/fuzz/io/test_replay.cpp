/// The fuzzers' small self-made corpus (make_corpus.cpp, and inputs that once broke something), run as an ordinary
/// test.
#include <QDirIterator>
#include <QFile>
#include <QTest>

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
// A damaged length makes DCMTK ask for gigabytes; the sanitizer's allocator must answer as the system's does.
extern "C" const char* __asan_default_options() {
    return "allocator_may_return_null=1";
}

class TestReplay : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyInputIsSurvived_data() {
        QTest::addColumn<QString>("path");
        QDirIterator files(ASG_CORPUS, QDir::Files);
        while (files.hasNext()) {
            const QString path = files.next();
            QTest::newRow(qPrintable(QFileInfo(path).fileName())) << path;
        }
    }
    void everyInputIsSurvived() {
        QFETCH(QString, path);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QVERIFY(!bytes.isEmpty());
        QCOMPARE(LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.constData()),
                                        static_cast<std::size_t>(bytes.size())),
                 0);
    }
};

QTEST_GUILESS_MAIN(TestReplay)
#include "test_replay.moc"
