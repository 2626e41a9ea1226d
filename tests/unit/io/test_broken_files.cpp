/// Whatever a file holds, opening it ends with a picture or with a sentence that names the file; never with a crash.
#include "core/base/atomic_file.h"
#include "core/io/file_info.h"
#include "core/io/image_writer.h"
#include "core/io/open_radiograph.h"
#include "core/vision/display_lut.h"
#include "tests/unit/io/made_dicom.h"
#include "tests/unit/io/shared_data.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <random>
#include <sys/stat.h>
#include <unistd.h>

// A damaged length makes DCMTK ask for gigabytes; the sanitizer's allocator must answer as the system's does.
extern "C" const char* __asan_default_options() {
    return "allocator_may_return_null=1";
}

namespace fs = std::filesystem;
using asg::base::ErrorCode;
using asg::io::openRadiograph;
using asg::test::MadeDicom;

namespace {

std::string contentOf(const fs::path& path) {
    auto content = asg::base::readFile(path, 1U << 30);
    return content ? *std::move(content) : std::string();
}

void append(std::string& target, std::initializer_list<int> bytes) {
    for (const int byte : bytes) target += static_cast<char>(byte);
}

/// Preamble and meta information of an Explicit VR Little Endian file.
std::string dicomHead() {
    std::string head(128, '\0');
    head += "DICM";
    append(head, {2, 0, 0x10, 0, 'U', 'I', 20, 0});
    head += "1.2.840.10008.1.2.1";
    head += '\0';
    return head;
}

}  // namespace

class TestBrokenFiles : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    fs::path put(const std::string& content, const char* name = "broken") {
        const fs::path path = m_folder.filePath(name).toStdString();
        // Not the atomic writer: it waits for the disk, thousands of times.
        std::ofstream(path, std::ios::binary) << content;
        return path;
    }

    static void verifyError(const fs::path& path, ErrorCode code, const char* word = "") {
        const auto opened = openRadiograph(path);
        QVERIFY(!opened.ok());
        QVERIFY2(opened.error().code == code, opened.error().text.c_str());
        QVERIFY2(opened.error().text.starts_with(path.string() + ": "), opened.error().text.c_str());
        QVERIFY2(opened.error().text.find(word) != std::string::npos, opened.error().text.c_str());
    }

    /// Opens what may be anything; a picture must be complete.
    void openAnything(const std::string& content) {
        const fs::path path = put(content);
        const auto opened = openRadiograph(path);
        static_cast<void>(asg::io::inspectFile(path));
        if (!opened) {
            QVERIFY(opened.error().text.size() > path.string().size() + 2);
            return;
        }
        QCOMPARE(opened->pixels->size(),
                 static_cast<std::size_t>(opened->rows) * static_cast<std::size_t>(opened->columns));
        const auto lut = asg::vision::makeDisplayLut(*opened, asg::vision::defaultVoi(*opened), false);
        static_cast<void>(asg::vision::renderGrey(*opened, lut));
    }

    void cutAndDamage(const std::string& whole, int times) {
        std::mt19937 random(7);
        std::vector<std::size_t> lengths{0, 1, 2, 7, 8, 100, 131, 132, 133};
        for (int i = 1; i < times; ++i)
            lengths.push_back(whole.size() * static_cast<std::size_t>(i) / static_cast<std::size_t>(times));
        for (const std::size_t length : lengths)
            if (length < whole.size()) openAnything(whole.substr(0, length));
        for (int i = 0; i < times; ++i) {
            std::string damaged = whole;
            const std::size_t reach = i % 2 == 0 ? whole.size() : std::min<std::size_t>(whole.size(), 2000);
            for (int k = 0; k < 4; ++k) damaged[random() % reach] = static_cast<char>(random());
            openAnything(damaged);
        }
    }

private Q_SLOTS:
    void missingFilesFoldersAndPipesAreNamed() {
        verifyError(m_folder.filePath("absent.dcm").toStdString(), ErrorCode::NotFound);
        verifyError(m_folder.path().toStdString(), ErrorCode::Unsupported, "folder");
        const fs::path pipe = m_folder.filePath("pipe").toStdString();
        QCOMPARE(::mkfifo(pipe.c_str(), 0600), 0);
        verifyError(pipe, ErrorCode::Unsupported);
        verifyError("/dev/zero", ErrorCode::Unsupported);
    }

    void forbiddenFilesSaySo() {
        if (::geteuid() == 0) QSKIP("root may read everything");
        const fs::path path = put("x", "forbidden");
        fs::permissions(path, fs::perms::none);
        verifyError(path, ErrorCode::PermissionDenied);
    }

    void emptyAndForeignFilesAreToldApart() {
        verifyError(put(""), ErrorCode::Corrupt, "empty");
        verifyError(put("%PDF-1.4 something"), ErrorCode::NotThisFormat, "not a DICOM, PNG, JPEG or TIFF");
        verifyError(put(std::string(5000, 'A')), ErrorCode::NotThisFormat);
        verifyError(put(dicomHead()), ErrorCode::NoPicture);
    }

    void structuredReportsHaveNoPicture() {
        const auto reports = asg::test::filesBelow(asg::test::sharedData() / "dicom" / "sr");
        if (reports.empty()) QSKIP("the shared data are absent");
        for (const fs::path& path : reports)
            verifyError(path, ErrorCode::NoPicture, "This file has no picture (structured report).");
    }

    void hugeSizesAreRefusedBeforeAllocating() {
        MadeDicom made;
        made.change = [](DcmDataset& dataSet) {
            dataSet.putAndInsertUint16(DcmTagKey(0x0028, 0x0010), 65535);
            dataSet.putAndInsertUint16(DcmTagKey(0x0028, 0x0011), 65535);
        };
        const fs::path path = m_folder.filePath("huge.dcm").toStdString();
        QVERIFY(asg::test::writeMadeDicom(path, made));
        verifyError(path, ErrorCode::TooLarge, "65535");

        const std::vector<std::uint8_t> grey(4);
        QVERIFY(asg::io::writePng(m_folder.filePath("bomb.png").toStdString(), grey, 2, 2).ok());
        std::string bomb = contentOf(m_folder.filePath("bomb.png").toStdString());
        for (const std::size_t side : {std::size_t{16}, std::size_t{20}}) bomb[side + 1] = 1;  // 65 538 a side
        // The header's check sum (CRC-32 of PNG, annex D).
        std::uint32_t sum = 0xFFFFFFFFU;
        for (std::size_t i = 12; i < 29; ++i) {
            sum ^= static_cast<std::uint8_t>(bomb[i]);
            for (int bit = 0; bit < 8; ++bit) sum = sum & 1 ? sum >> 1 ^ 0xEDB88320U : sum >> 1;
        }
        for (int i = 0; i < 4; ++i) bomb[29 + static_cast<std::size_t>(i)] = static_cast<char>(~sum >> (24 - 8 * i));
        verifyError(put(bomb), ErrorCode::TooLarge);
    }

    void pixelsThatEndTooEarlyAreACorruptFile() {
        const fs::path path = m_folder.filePath("short.dcm").toStdString();
        QVERIFY(asg::test::writeMadeDicom(path, MadeDicom{}));
        std::string content = contentOf(path);
        content.resize(content.size() - 1000);
        verifyError(put(content), ErrorCode::Corrupt);
        MadeDicom made;
        made.change = [](DcmDataset& dataSet) { dataSet.putAndInsertUint16(DcmTagKey(0x0028, 0x0010), 200); };
        QVERIFY(asg::test::writeMadeDicom(path, made));
        verifyError(path, ErrorCode::Corrupt, "of 18800 bytes");
    }

    /// DCMTK parses sequences by recursion; 200 000 levels overflow an ordinary stack.
    void deeplyNestedSequencesDoNotOverflowTheStack() {
        std::string nested = dicomHead();
        for (int level = 0; level < 200'000; ++level) {
            append(nested, {8, 0, 0x40, 0x11, 'S', 'Q', 0, 0, 0xFF, 0xFF, 0xFF, 0xFF});
            append(nested, {0xFE, 0xFF, 0, 0xE0, 0xFF, 0xFF, 0xFF, 0xFF});
        }
        QVERIFY(!openRadiograph(put(nested)).ok());
        std::string tooMany = dicomHead();
        for (int level = 0; level < 300'000; ++level) append(tooMany, {0xFE, 0xFF, 0, 0xE0, 0, 0, 0, 0});
        verifyError(put(tooMany), ErrorCode::TooLarge);
    }

    void lengthsBeyondTheFileAreACorruptFile() {
        std::string content = dicomHead();
        append(content, {0x28, 0, 0x10, 0, 'U', 'S', 2, 0, 8, 0, 0x28, 0, 0x11, 0, 'U', 'S', 2, 0, 8, 0});
        append(content, {0xE0, 0x7F, 0x10, 0, 'O', 'W', 0, 0, 0xF0, 0xFF, 0xFF, 0xFF, 1, 2, 3, 4});
        const auto opened = openRadiograph(put(content));
        QVERIFY(!opened.ok());
    }

    void selfMadeFilesCutAndDamaged_data() {
        QTest::addColumn<int>("syntax");
        for (const auto syntax :
             {EXS_LittleEndianImplicit, EXS_LittleEndianExplicit, EXS_BigEndianExplicit,
              EXS_DeflatedLittleEndianExplicit, EXS_JPEGProcess14SV1, EXS_JPEGLSLossless, EXS_RLELossless})
            QTest::newRow(DcmXfer(syntax).getXferName()) << int(syntax);
    }
    void selfMadeFilesCutAndDamaged() {
        QFETCH(int, syntax);
        MadeDicom made;
        made.syntax = static_cast<E_TransferSyntax>(syntax);
        made.windowCenters = "100\\200";
        made.windowWidths = "100\\200";
        made.voiLuts = {{0, 12, {1, 2, 3}}};
        const fs::path path = m_folder.filePath("made.dcm").toStdString();
        QVERIFY(asg::test::writeMadeDicom(path, made));
        cutAndDamage(contentOf(path), 60);
    }

    void realFilesCutAndDamaged_data() {
        QTest::addColumn<QString>("path");
        const auto files = asg::test::filesBelow(asg::test::sharedData() / "dicom");
        for (const fs::path& path : files)
            QTest::newRow(path.filename().c_str()) << QString::fromStdString(path.string());
        if (files.empty()) QTest::newRow("absent") << QString();
    }
    void realFilesCutAndDamaged() {
        QFETCH(QString, path);
        if (path.isEmpty()) QSKIP("the shared data are absent");
        const std::string content = contentOf(path.toStdString());
        openAnything(content);
        cutAndDamage(content, 4);
    }
};

QTEST_GUILESS_MAIN(TestBrokenFiles)
#include "test_broken_files.moc"
