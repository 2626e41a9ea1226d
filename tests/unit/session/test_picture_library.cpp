#include "core/base/atomic_file.h"
#include "core/io/image_writer.h"
#include "core/session/picture_library.h"

#include <QTemporaryDir>
#include <QTest>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

using namespace asg;
using session::PictureLibrary;
using session::ThumbnailFolder;

namespace {

void writePicture(const std::filesystem::path& path, std::uint8_t grey, int columns = 300, int rows = 240) {
    std::vector<std::uint8_t> pixels(std::size_t(columns) * std::size_t(rows), grey);
    for (std::size_t i = 0; i < pixels.size(); ++i)
        if (i % std::size_t(columns) >= std::size_t(columns) / 2) pixels[i] = 250;
    if (!io::writePng(path, pixels, rows, columns).ok()) qFatal("no picture");
}

std::vector<std::filesystem::path> filesIn(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) files.push_back(entry.path());
    return files;
}

}  // namespace

class TestPictureLibrary : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_temporary = std::make_unique<QTemporaryDir>();
        m_folder = m_temporary->path().toStdString();
        m_picture = m_folder / "one.png";
        writePicture(m_picture, 90);
    }

    void aPictureIsDecodedOnceAndAnotherTimeWhenItsFileChanged() {
        PictureLibrary library({});
        const auto first = library.open(study::PictureFile{m_picture}, 1, {});
        QVERIFY(first.done());
        QVERIFY(library.open(study::PictureFile{m_picture}, 1, {}).value() == first.value());
        std::filesystem::remove(m_picture);
        writePicture(m_picture, 91, 301);
        const auto second = library.open(study::PictureFile{m_picture}, 1, {});
        QVERIFY(second.value() != first.value());
        QCOMPARE(second.value()->columns, 301);
    }

    void aPictureIsCalledAsItIsOpened() {
        PictureLibrary library({});
        const auto detour = m_folder / "." / "one.png";
        const auto first = library.open(study::PictureFile{m_picture}, 1, {}).value();
        const auto second = library.open(study::PictureFile{detour}, 1, {}).value();
        QVERIFY(second->pixels == first->pixels);
        QCOMPARE(second->path, detour.string());
    }

    void noMoreIsRememberedThanIsAllowed() {
        PictureLibrary library({});
        constexpr int kSide = 3000;  // 18 MB decoded
        const auto count = PictureLibrary::kRememberedBytes / (std::size_t{2} * kSide * kSide) + 2;
        std::vector<std::weak_ptr<const domain::Radiograph>> opened;
        for (std::size_t i = 0; i < count; ++i) {
            const auto path = m_folder / (std::to_string(i) + ".png");
            writePicture(path, 90, kSide, kSide);
            opened.push_back(library.open(study::PictureFile{path}, 1, {}).value());
        }
        QVERIFY2(opened.front().expired(), "the one that was looked at longest ago goes first");
        QVERIFY(!opened.back().expired());
    }

    void aBrokenFileIsAnErrorEachTime() {
        PictureLibrary library(m_folder / "thumbnails");
        QVERIFY(base::writeFileAtomically(m_picture, std::string_view("nothing")).ok());
        QVERIFY(library.open(study::PictureFile{m_picture}, 1, {}).failed());
        QVERIFY(library.look(study::PictureFile{m_picture}, {}).failed());
    }

    void aThumbnailIsFoundAtTheNextStartAndIsTheUsersAlone() {
        const auto kept = m_folder / "thumbnails";
        const auto first = PictureLibrary(kept).look(study::PictureFile{m_picture}, {});
        QVERIFY(first.done());
        QCOMPARE(first.value().thumbnail.columns, 150);
        QCOMPARE(int(first.value().thumbnail.grey.front()), 0);
        QCOMPARE(int(first.value().thumbnail.grey.back()), 255);
        const auto files = filesIn(kept);
        QCOMPARE(files.size(), std::size_t{1});
        using std::filesystem::perms;
        QVERIFY(std::filesystem::status(files[0]).permissions() == (perms::owner_read | perms::owner_write));
        QVERIFY((std::filesystem::status(kept).permissions() & (perms::group_all | perms::others_all)) == perms::none);
        const auto again = PictureLibrary(kept).look(study::PictureFile{m_picture}, {});
        QVERIFY(again.done() && again.value().thumbnail == first.value().thumbnail);
        QVERIFY(!first.value().sha256.empty() && again.value().sha256 == first.value().sha256);
        QCOMPARE(filesIn(kept).size(), std::size_t{1});
    }

    void whatGroupsPicturesIsFoundAtTheNextStart() {
        const auto kept = m_folder / "thumbnails";
        session::PictureLook look;
        look.text.patientName = "DOE^JANE";
        look.text.patientId = "7";
        look.text.patientBirthDate = "19530102";
        look.text.studyDate = "20240302";
        look.text.studyTime = "1431";
        look.text.studyInstanceUid = "1.2.3";
        look.sha256 = "cafe";
        look.view = domain::View::Lateral;
        look.thumbnail = {1, 1, {7}};
        session::ThumbnailFolder(kept).keep("key", look);
        const auto found = session::ThumbnailFolder(kept).find("key");
        QVERIFY(found);
        QCOMPARE(found->text.patientName, look.text.patientName);
        QCOMPARE(found->text.patientId, look.text.patientId);
        QCOMPARE(found->text.patientBirthDate, look.text.patientBirthDate);
        QCOMPARE(found->text.studyDate, look.text.studyDate);
        QCOMPARE(found->text.studyTime, look.text.studyTime);
        QCOMPARE(found->text.studyInstanceUid, look.text.studyInstanceUid);
        QCOMPARE(found->sha256, look.sha256);
        QVERIFY(found->view == look.view && found->thumbnail == look.thumbnail);
    }

    void whatIsBrokenAmongThumbnailsIsMadeAnew_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("no JSON") << QByteArray("{{{\nxxx");
        QTest::newRow("another schema") << QByteArray("{\"schema\":\"asg-thumbnail/9\"}\nxxx");
        QTest::newRow("the schema before") << QByteArray("{\"schema\":\"asg-thumbnail/1\"}\nxxx");
        QTest::newRow("nothing but a schema") << QByteArray("{\"schema\":\"asg-thumbnail/2\"}\nxxx");
        const QByteArray head =
            "{\"schema\":\"asg-thumbnail/2\",\"patientName\":\"\",\"patientId\":\"\",\"patientBirthDate\":\"\","
            "\"patientSex\":\"\",\"studyDate\":\"\",\"studyTime\":\"\",\"studyInstanceUid\":\"\","
            "\"seriesInstanceUid\":\"\",\"sopInstanceUid\":\"\",\"sha256\":\"\",\"view\":0,\"thumbnail\":";
        QTest::newRow("pixels that are not there") << head + "[192,192]}\nxxx";
        QTest::newRow("a size that is none") << head + "[-1,-3]}\nxxx";
    }
    void whatIsBrokenAmongThumbnailsIsMadeAnew() {
        QFETCH(QByteArray, content);
        const auto kept = m_folder / "thumbnails";
        QVERIFY(PictureLibrary(kept).look(study::PictureFile{m_picture}, {}).done());
        const auto file = filesIn(kept).front();
        QVERIFY(
            base::writeFileAtomically(file, std::string_view(content.constData(), std::size_t(content.size()))).ok());
        const auto again = PictureLibrary(kept).look(study::PictureFile{m_picture}, {});
        QVERIFY(again.done());
        QCOMPARE(again.value().thumbnail.columns, 150);
    }

    void withoutAPlaceForThumbnailsNothingIsLost() {
        QVERIFY(PictureLibrary("/proc/nowhere").look(study::PictureFile{m_picture}, {}).done());
    }

private:
    std::unique_ptr<QTemporaryDir> m_temporary;
    std::filesystem::path m_folder;
    std::filesystem::path m_picture;
};

QTEST_GUILESS_MAIN(TestPictureLibrary)
#include "test_picture_library.moc"
