// Archives as a PACS exports them, made by Python's own zipfile and tarfile.
#include "core/base/atomic_file.h"
#include "core/io/image_writer.h"
#include "core/io/open_radiograph.h"
#include "core/study/archive.h"
#include "core/study/catalogue.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

using namespace asg;
using study::ArchiveMember;

namespace {

constexpr const char* kMake = R"(
import sys, zipfile, tarfile
kind, archive, picture = sys.argv[1:4]
names = ['exam/one.png', '__MACOSX/exam/._one.png', '../../escape.png', 'readme.txt', '.hidden.png', 'noext']
if kind == 'zip':
    with zipfile.ZipFile(archive, 'w', zipfile.ZIP_DEFLATED) as z:
        for name in names:
            z.write(picture, name)
else:
    with tarfile.open(archive, 'w:gz') as t:
        for name in names:
            t.add(picture, name)
)";

/// A file of 300 MB of nothing, and a picture.
constexpr const char* kBomb = R"(
import sys, zipfile
with zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED) as z:
    with z.open('bomb.png', 'w', force_zip64=True) as f:
        for _ in range(300):
            f.write(bytes(1 << 20))
    z.write(sys.argv[2], 'one.png')
)";

std::vector<std::string> namesOf(const std::vector<ArchiveMember>& members) {
    std::vector<std::string> names;
    for (const auto& member : members) names.push_back(member.name);
    return names;
}

}  // namespace

class TestArchives : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        if (QStandardPaths::findExecutable(QStringLiteral("python3")).isEmpty()) QSKIP("python3 is not here");
        m_picture = (m_folder.path() + QStringLiteral("/one.png")).toStdString();
        QVERIFY(io::writePng(m_picture, std::vector<std::uint8_t>(300 * 240, 90), 300, 240).ok());
        for (const auto* kind : {"zip", "tgz"}) make(kind);
    }

    void picturesAreFoundAndOpenedWhereTheyLie_data() {
        QTest::addColumn<QString>("kind");
        QTest::newRow("zip") << QStringLiteral("zip");
        QTest::newRow("tar.gz") << QStringLiteral("tgz");
    }
    void picturesAreFoundAndOpenedWhereTheyLie() {
        QFETCH(QString, kind);
        const auto archive = archiveOf(kind);
        const auto [members, failure] = study::picturesIn(archive, {});
        QVERIFY2(!failure, failure ? failure->text.c_str() : "");
        QVERIFY((namesOf(members) == std::vector<std::string>{"exam/one.png", "../../escape.png"}));
        const auto alone = io::openRadiograph(m_picture);
        const auto opened = study::openPicture(members.front(), 1, {});
        QVERIFY(opened.done());
        QCOMPARE(opened.value().sha256, alone->sha256);
        QVERIFY(*opened.value().pixels == *alone->pixels);
        QCOMPARE(opened.value().path, (archive / "exam/one.png").string());
        // Read in memory alone: a name that leads out of the archive leads nowhere.
        QVERIFY(study::openPicture(members.back(), 1, {}).done());
        QVERIFY(!std::filesystem::exists(archive.parent_path().parent_path() / "escape.png"));
    }

    void aFolderIsListedWithItsZipArchives() {
        const auto folder = std::filesystem::path(m_folder.path().toStdString());
        const auto listing = study::FolderCatalogue({folder}).list({});
        QVERIFY(listing.done() && listing.value().failures.empty());
        QCOMPARE(listing.value().pictures.size(), std::size_t{3});
        const auto named = study::FolderCatalogue({folder, archiveOf(QStringLiteral("tgz"))}).list({});
        QCOMPARE(named.value().pictures.size(), std::size_t{5});
    }

    void aNameThatBeginsAtTheRootIsStillTheArchives() {
        const ArchiveMember member{"/a/exam.tar", "/data/one.png"};
        QCOMPARE(study::nameOf(member), std::string("/a/exam.tar//data/one.png"));
    }

    void aFileThatUnpacksTooLargeIsSaidAndTheOthersAreThere() {
        QTemporaryDir folder;
        const auto bomb = std::filesystem::path(folder.path().toStdString()) / "bomb.zip";
        QCOMPARE(QProcess::execute(QStringLiteral("python3"),
                                   {QStringLiteral("-c"), QString::fromLatin1(kBomb),
                                    QString::fromStdString(bomb.string()), QString::fromStdString(m_picture.string())}),
                 0);
        QVERIFY(std::filesystem::file_size(bomb) < 1'000'000);
        const auto [members, failure] = study::picturesIn(bomb, {});
        QVERIFY(!failure);
        QCOMPARE(members.size(), std::size_t{2});
        const auto refused = study::openPicture(members[0], 1, {});
        QVERIFY(refused.failed() && refused.error().code == base::ErrorCode::TooLarge);
        QVERIFY(study::openPicture(members[1], 1, {}).done());
    }

    void aBrokenArchiveIsNamedAndTheRestIsThere() {
        QTemporaryDir folder;
        const auto broken = std::filesystem::path(folder.path().toStdString()) / "broken.zip";
        QVERIFY(base::writeFileAtomically(broken, std::string_view("PK\x03\x04 and nothing that fits")).ok());
        const auto listing = study::FolderCatalogue({broken, m_picture}).list({});
        QCOMPARE(listing.value().pictures.size(), std::size_t{1});
        QCOMPARE(listing.value().failures.size(), std::size_t{1});
        QVERIFY(listing.value().failures.front().text.find("broken.zip") != std::string::npos);
    }

    void anArchiveThatIsCutShortIsSaid() {
        std::ifstream whole(archiveOf(QStringLiteral("tgz")), std::ios::binary);
        std::string bytes((std::istreambuf_iterator<char>(whole)), {});
        QTemporaryDir folder;
        const auto cut = std::filesystem::path(folder.path().toStdString()) / "cut.tgz";
        QVERIFY(base::writeFileAtomically(cut, std::string_view(bytes).substr(0, bytes.size() / 2)).ok());
        const auto listing = study::picturesIn(cut, {});
        QVERIFY(listing.failure && listing.failure->code == base::ErrorCode::Corrupt);
    }

    void aMemberThatIsGoneIsNamed() {
        const auto opened = study::openPicture(ArchiveMember{archiveOf(QStringLiteral("zip")), "exam/two.png"}, 1, {});
        QVERIFY(opened.failed() && opened.error().code == base::ErrorCode::NotFound);
        QVERIFY(opened.error().text.find("exam/two.png") != std::string::npos);
    }

    void picturesInMemoryAreOpenedLikeFiles() {
        const auto bytes = std::make_shared<const std::string>(base::readFile(m_picture, 1 << 20).value());
        const auto opened = study::openPicture(study::PictureBytes{"from a peer", bytes}, 1, {});
        QVERIFY(opened.done());
        QCOMPARE(opened.value().path, std::string("from a peer"));
        const auto none = std::make_shared<const std::string>("no picture");
        const auto refused = study::openPicture(study::PictureBytes{"from a peer", none}, 1, {});
        QVERIFY(refused.failed() && refused.error().text.find("from a peer") == 0);
    }

private:
    std::filesystem::path archiveOf(const QString& kind) const {
        return (m_folder.path() + QStringLiteral("/exam.") + kind).toStdString();
    }
    void make(const char* kind) {
        const auto archive = QString::fromStdString(archiveOf(QString::fromLatin1(kind)).string());
        QCOMPARE(QProcess::execute(QStringLiteral("python3"),
                                   {QStringLiteral("-c"), QString::fromLatin1(kMake), QString::fromLatin1(kind),
                                    archive, QString::fromStdString(m_picture.string())}),
                 0);
    }

    QTemporaryDir m_folder;
    std::filesystem::path m_picture;
};

QTEST_GUILESS_MAIN(TestArchives)
#include "test_archives.moc"
