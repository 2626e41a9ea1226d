/// Small files that promise very large pictures: each opens, or is refused with a sentence, and takes at most 700 MB.
/// What takes more runs into the limit of this process and says so in other words.
#include "core/io/file_info.h"
#include "core/io/open_radiograph.h"
#include "tests/unit/io/large_pictures.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <fstream>
#include <sys/resource.h>

using namespace asg;

class TestLargePictures : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
#if !defined(__SANITIZE_ADDRESS__)  // its shadow takes terabytes of addresses
        // Not the addresses: each thread keeps 64 MB of them that it does not use.
        std::array<rlim_t, 6> pages{};
        std::ifstream statm("/proc/self/statm");
        for (rlim_t& count : pages) statm >> count;
        const rlimit memory{pages.back() * 4096 + (rlim_t{700} << 20), RLIM_INFINITY};
        QCOMPARE(::setrlimit(RLIMIT_DATA, &memory), 0);
#endif
    }

    void eachOpensOrIsRefusedWithinItsBounds_data() {
        QTest::addColumn<qsizetype>("index");
        const auto all = test::largePictures();
        for (std::size_t i = 0; i < all.size(); ++i) QTest::newRow(all[i].name.c_str()) << static_cast<qsizetype>(i);
    }
    void eachOpensOrIsRefusedWithinItsBounds() {
        QFETCH(qsizetype, index);
        const auto picture = test::largePictures()[static_cast<std::size_t>(index)];
        const QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath(QString::fromStdString(picture.name)).toStdString();
        {
            const auto bytes = picture.bytes();
            if (bytes.empty()) QSKIP("this libtiff lacks the compression");
            std::ofstream(path, std::ios::binary) << bytes;
        }
        QElapsedTimer timer;
        timer.start();
        const auto opened = io::openRadiograph(path);
        qInfo("%s after %lld ms", opened ? "opened" : opened.error().text.c_str(),
              static_cast<long long>(timer.elapsed()));
        constexpr qint64 kHangs = 30'000;
        QVERIFY2(timer.elapsed() < kHangs, "it hangs");
        if (opened.ok()) return;
        QVERIFY2(!picture.isHonest, opened.error().text.c_str());
        QVERIFY2(opened.error().code != base::ErrorCode::OutOfMemory, opened.error().text.c_str());
        QVERIFY2(opened.error().text.ends_with('.'), opened.error().text.c_str());
    }
};

QTEST_GUILESS_MAIN(TestLargePictures)
#include "test_large_pictures.moc"
