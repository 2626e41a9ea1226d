// Both readers of weights survive every kept file, every truncation of the small ones, and seeded damage.

#include "tests/fuzz/weights/fuzz_targets.h"

#include <QDir>
#include <QDirIterator>
#include <QtTest>

#include <random>

using namespace asg::tests;

namespace {

constexpr int kDamagedCopies = 300;
constexpr std::size_t kTruncations = 200;

/// Kept golden files and what the fuzzers have found.
QStringList corpus() {
    QStringList paths;
    for (const char* folder : {"/tests/golden/weights/data", "/tests/golden/nets/data", "/tests/fuzz/weights/corpus"}) {
        QDirIterator files(QStringLiteral(ASG_SOURCE_DIR) + QString::fromLatin1(folder), QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            if (const QString path = files.next(); !path.endsWith(QStringLiteral(".json"))) paths << path;
        }
    }
    return paths;
}

std::string bytesOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string{};
}

bool survives(const std::string& bytes) {
    return survivesAsSafetensors(bytes) && survivesAsTorchFile(bytes);
}

/// A few bytes changed, removed or repeated, most of them near the start, where the structure stands.
std::string damaged(std::string bytes, std::mt19937& random) {
    for (std::size_t change = 1 + random() % 4; change > 0 && !bytes.empty(); --change) {
        const std::size_t reach = random() % 2 == 0 ? std::min<std::size_t>(bytes.size(), 600) : bytes.size();
        const std::size_t at = random() % reach;
        switch (random() % 3) {
            case 0: bytes[at] = static_cast<char>(random()); break;
            case 1: bytes.erase(at, 1 + random() % 8); break;
            default: bytes.insert(at, bytes.substr(at, 1 + random() % 8)); break;
        }
    }
    return bytes;
}

}  // namespace

class FuzzWeights : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keptFilesAreSurvived() {
        const auto paths = corpus();
        QVERIFY(paths.size() > 30);
        for (const QString& path : paths) QVERIFY2(survives(bytesOf(path)), qPrintable(path));
    }

    void truncatedFilesAreSurvived() {
        for (const QString& path : corpus()) {
            const std::string bytes = bytesOf(path);
            const std::size_t step = std::max<std::size_t>(1, bytes.size() / kTruncations);
            for (std::size_t length = 0; length < bytes.size(); length += step) {
                QVERIFY2(survives(bytes.substr(0, length)), qPrintable(path));
            }
        }
    }

    void damagedFilesAreSurvived() {
        std::mt19937 random(1);
        for (const QString& path : corpus()) {
            const std::string bytes = bytesOf(path);
            for (int copy = 0; copy < kDamagedCopies; ++copy) {
                QVERIFY2(survives(damaged(bytes, random)), qPrintable(path));
            }
        }
    }
};

QTEST_GUILESS_MAIN(FuzzWeights)
#include "fuzz_weights_test.moc"
