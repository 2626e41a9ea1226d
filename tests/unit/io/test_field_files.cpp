/// Files that are wrong in the ways in which real ones are: what the pixels and the streams themselves say goes before
/// what is said of them, and a slip in a name is no reason to show another picture.
#include "core/base/atomic_file.h"
#include "core/io/file_info.h"
#include "core/io/image_writer.h"
#include "core/io/open_radiograph.h"
#include "core/vision/display_lut.h"
#include "tests/unit/io/dicom_bytes.h"
#include "tests/unit/io/made_dicom.h"

#include <QTemporaryDir>
#include <QTest>
#include <dcmtk/dcmdata/dcdeftag.h>

#include <cmath>
#include <fstream>

namespace fs = std::filesystem;
using asg::domain::Radiograph;
using asg::io::openRadiograph;
using asg::test::DicomBytes;
using asg::test::MadeDicom;

namespace {

using Words = std::vector<int>;

std::string packed(const Words& words) {
    std::string bytes;
    for (const int word : words) bytes += DicomBytes::little(static_cast<std::uint64_t>(word), 2);
    return bytes;
}

/// A table of 4 entries for pixels 0 to 3.
DicomBytes table(const Words& descriptor, std::string_view vr, const std::string& data,
                 std::string_view descriptorVr = "US") {
    DicomBytes item = DicomBytes::item();
    item.words(0x0028, 0x3002, descriptorVr, descriptor);
    return item.text(0x0028, 0x3006, vr, data);
}

/// One row of the given bytes, run-length coded without a run, in segments of one sample's byte each.
std::string rle(const std::vector<std::string>& segments) {
    std::string header = DicomBytes::little(segments.size(), 4);
    std::string body;
    for (const std::string& segment : segments) {
        header += DicomBytes::little(64 + body.size(), 4);
        body += static_cast<char>(segment.size() - 1) + segment;
        if (body.size() % 2 != 0) body += '\0';
    }
    header.resize(64, '\0');
    return header + body;
}

}  // namespace

class TestFieldFiles : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    fs::path pathOf() { return m_folder.filePath("field.dcm").toStdString(); }
    Radiograph open(const std::string& bytes, int frame = 1) {
        std::ofstream(pathOf(), std::ios::binary) << bytes;
        auto opened = openRadiograph(pathOf(), frame);
        if (!opened) qFatal("%s", opened.error().text.c_str());
        return std::move(opened).value();
    }
    std::vector<std::uint8_t> greys(const Radiograph& radiograph) {
        return asg::vision::renderGrey(
            radiograph, asg::vision::makeDisplayLut(radiograph, asg::vision::defaultVoi(radiograph), false));
    }

private Q_SLOTS:
    void theDepthOfATableIsThatOfItsEntries_data() {
        QTest::addColumn<int>("declared");
        QTest::addColumn<int>("largest");
        QTest::addColumn<int>("bits");
        QTest::newRow("16 hold 12") << 16 << 4095 << 12;
        QTest::newRow("12 hold 10") << 12 << 1018 << 10;
        QTest::newRow("8 hold 16") << 8 << 65000 << 16;
        QTest::newRow("as declared") << 12 << 4000 << 12;
        QTest::newRow("nearly nothing") << 16 << 3 << 8;
        QTest::newRow("nonsense") << 99 << 4095 << 12;
    }
    void theDepthOfATableIsThatOfItsEntries() {
        QFETCH(int, declared);
        QFETCH(int, largest);
        QFETCH(int, bits);
        DicomBytes file;
        file.grey(1, 4, 16, 12);
        file.sequence(0x0028, 0x3010, table({4, 0, declared}, "OW", packed({0, 1, 2, largest})));
        file.words(0x7FE0, 0x0010, "OW", {0, 1, 2, 3});
        const Radiograph radiograph = open(file.bytes);
        QCOMPARE(radiograph.voiLuts.size(), std::size_t{1});
        QCOMPARE(radiograph.voiLuts[0].bits, bits);
        QCOMPARE(int(greys(radiograph)[3]), int(largest / (std::exp2(bits) - 1) * 255 + 1e-6));
    }

    void aTablesDataAreReadWhateverTheirVr_data() {
        QTest::addColumn<QByteArray>("vr");
        for (const char* vr : {"OW", "US", "SS", "OB", "UN"}) QTest::newRow(vr) << QByteArray(vr);
    }
    void aTablesDataAreReadWhateverTheirVr() {
        QFETCH(QByteArray, vr);
        DicomBytes file;
        file.grey(1, 4, 16, 12, true);
        file.sequence(0x0028, 0x3000, table({4, 0xFFFE, 16}, vr.constData(), packed({7, 300, 40000, 65535}), "SS"));
        file.words(0x7FE0, 0x0010, "OW", {0x0FFE, 0x0FFF, 0, 1});
        const Radiograph radiograph = open(file.bytes);
        const auto& modality = std::get<asg::domain::LookUpTable>(radiograph.modality);
        QCOMPARE(modality.values, (std::vector<std::uint16_t>{7, 300, 40000, 65535}));
        QCOMPARE(modality.firstMapped, -2);
    }

    void entriesOfEightBitsMayBePacked() {
        DicomBytes file;
        file.grey(1, 4, 16, 12);
        file.sequence(0x0028, 0x3010, table({4, 0, 8}, "OB", std::string("\x00\x50\xA0\xFF", 4)));
        file.words(0x7FE0, 0x0010, "OW", {0, 1, 2, 3});
        QCOMPARE(open(file.bytes).voiLuts[0].values, (std::vector<std::uint16_t>{0, 0x50, 0xA0, 0xFF}));
    }

    void runLengthsMayBeCutIntoFragments() {
        const std::string whole = rle({std::string("\x01\x02\x03", 3), std::string("\x10\x20\x30", 3)});
        for (const std::size_t cut : {std::size_t{10}, std::size_t{64}, std::size_t{66}}) {
            DicomBytes file("1.2.840.10008.1.2.5");
            file.grey(1, 3, 16, 12).fragments({whole.substr(0, cut), whole.substr(cut)});
            QCOMPARE(*open(file.bytes).pixels, (std::vector<std::uint16_t>{0x110, 0x220, 0x330}));
        }
    }

    void framesAreFoundByWhereStreamsBegin() {
        const std::string first = rle({std::string("\x01\x02", 2)});
        const std::string second = rle({std::string("\x03\x04", 2)});
        DicomBytes file("1.2.840.10008.1.2.5");
        file.text(0x0028, 0x0008, "IS", "2").grey(1, 2, 8, 8);
        file.fragments({first.substr(0, 66), first.substr(66), second});
        QCOMPARE(*open(file.bytes, 1).pixels, (std::vector<std::uint16_t>{1, 2}));
        QCOMPARE(*open(file.bytes, 2).pixels, (std::vector<std::uint16_t>{3, 4}));
    }

    /// Eight bits in a stream, sixteen in the header: DCMTK alone refuses it.
    void aStreamsOwnDepthIsTaken_data() {
        QTest::addColumn<int>("syntax");
        QTest::newRow("JPEG-LS") << int(EXS_JPEGLSLossless);
        QTest::newRow("JPEG lossless") << int(EXS_JPEGProcess14SV1);
        QTest::newRow("run lengths") << int(EXS_RLELossless);
    }
    void aStreamsOwnDepthIsTaken() {
        QFETCH(int, syntax);
        MadeDicom made;
        made.bitsAllocated = made.bitsStored = 8;
        made.highBit = 7;
        made.syntax = static_cast<E_TransferSyntax>(syntax);
        QVERIFY(asg::test::writeMadeDicom(pathOf(), made));
        std::ifstream in(pathOf(), std::ios::binary);
        std::string bytes((std::istreambuf_iterator<char>(in)), {});
        const std::string allocated("\x28\x00\x00\x01US\x02\x00\x08\x00", 10);
        const std::size_t at = bytes.find(allocated);
        QVERIFY(at != std::string::npos);
        if (syntax != EXS_RLELossless) bytes[at + 8] = 16;
        const Radiograph radiograph = open(bytes);
        QCOMPARE(int(radiograph.pixels->front()), 0);
        for (int row = 0; row < made.rows; ++row)
            for (int column = 0; column < made.columns; ++column)
                QCOMPARE(int((*radiograph.pixels)[static_cast<std::size_t>(row * made.columns + column)]),
                         asg::test::storedValue(made, row, column));
    }

    void bytes5cInsideCharactersAreNoBackslashes_data() {
        QTest::addColumn<QByteArray>("set");
        QTest::addColumn<QByteArray>("stored");
        QTest::addColumn<QString>("text");
        QTest::newRow("GBK") << QByteArray("GBK") << QByteArray("\x81\x5C") << "乗";
        QTest::newRow("Japanese") << QByteArray("\\ISO 2022 IR 87") << QByteArray("\x1b$B\x46\x7C\x4B\x5C\x1b(B")
                                  << "日本";
        QTest::newRow("Korean") << QByteArray("\\ISO 2022 IR 149") << QByteArray("\x1b$)C\xC8\xE4\xBA\xCE") << "흉부";
        QTest::newRow("Chinese by escape")
            << QByteArray("\\ISO 2022 IR 58") << QByteArray("\x1b$)A\xD0\xD8\xB2\xBF") << "胸部";
        QTest::newRow("misspelt set") << QByteArray("ISO-IR 100")
                                      << QByteArray(
                                             "\xDC"
                                             "bersicht")
                                      << "Übersicht";
        QTest::newRow("another set named")
            << QByteArray("ISO 2022 IR 6") << QByteArray("\x1b$B\x46\x7C\x4B\x5C\x1b(B") << "日本";
        QTest::newRow("UTF-8 called Latin-1") << QByteArray("ISO_IR 100") << QByteArray("\xE8\x83\xB8") << "胸";
    }
    void bytes5cInsideCharactersAreNoBackslashes() {
        QFETCH(QByteArray, set);
        QFETCH(QByteArray, stored);
        QFETCH(QString, text);
        DicomBytes file;
        file.text(0x0008, 0x0005, "CS", set.toStdString()).text(0x0008, 0x1030, "LO", stored.toStdString());
        file.grey(1, 2, 8, 8).text(0x7FE0, 0x0010, "OB", "ab");
        QCOMPARE(QString::fromStdString(open(file.bytes).text.studyDescription), text);
    }

    void theCodingIsTheOneThatTheFileIsWrittenIn_data() {
        QTest::addColumn<QByteArray>("uid");
        QTest::addColumn<bool>("implicitVr");
        for (const char* uid : {"1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.2", ""})
            for (const bool implicitVr : {false, true})
                QTest::addRow("%s is %s", uid, implicitVr ? "implicit" : "explicit") << QByteArray(uid) << implicitVr;
    }
    void theCodingIsTheOneThatTheFileIsWrittenIn() {
        QFETCH(QByteArray, uid);
        QFETCH(bool, implicitVr);
        DicomBytes file(uid.toStdString());
        file.implicitVr = implicitVr;
        file.grey(1, 2, 16, 12).text(0x0028, 0x1050, "DS", "100").text(0x0028, 0x1051, "DS", "200");
        file.words(0x7FE0, 0x0010, "OW", {258, 3});
        const Radiograph radiograph = open(file.bytes);
        QCOMPARE(*radiograph.pixels, (std::vector<std::uint16_t>{258, 3}));
        QCOMPARE(radiograph.windows.front().width, 200.0);
    }

    void compressedPixelsUnderANativeSyntaxAreDecoded() {
        DicomBytes file("1.2.840.10008.1.2.1");
        file.grey(1, 2, 8, 8).fragments({rle({std::string("\x05\x06", 2)})});
        QCOMPARE(*open(file.bytes).pixels, (std::vector<std::uint16_t>{5, 6}));
    }

    void paddingOf32BitsIsLeftOutOfTheRange() {
        DicomBytes file;
        file.grey(1, 3, 32, 32, true).words(0x0028, 0x0120, "SS", {0xFC18});  // -1000
        file.words(0x7FE0, 0x0010, "OW", {0xFC18, 0xFFFF, 0, 1, 0, 3});       // -1000, 65 536, 196 608
        const Radiograph radiograph = open(file.bytes);
        const auto& rescale = std::get<asg::domain::Rescale>(radiograph.modality);
        QVERIFY(radiograph.paddingStored.has_value());
        QVERIFY(std::abs(radiograph.minimumStored * rescale.slope + rescale.intercept - 65536) <= rescale.slope);
        QVERIFY(std::abs(radiograph.maximumStored * rescale.slope + rescale.intercept - 196608) <= rescale.slope);
        QCOMPARE(greys(radiograph), (std::vector<std::uint8_t>{0, 0, 255}));
    }

    void namesAreReadInAnyCase() {
        for (const char* name : {"monochrome1", "MONOCHROME 1", "Monochrome1"}) {
            DicomBytes file;
            file.grey(1, 2, 8, 8).text(0x7FE0, 0x0010, "OB", "ab");
            std::string bytes = file.bytes;
            const std::size_t at = bytes.find("MONOCHROME2");
            bytes.replace(at - 2, 14, DicomBytes::little(12, 2) + (std::string(name) + "  ").substr(0, 12));
            QVERIFY(open(bytes).polarity == asg::domain::Polarity::Monochrome1);
        }
    }

    void windowsThatAreNoNumbersAreLeftOut() {
        DicomBytes file;
        file.grey(1, 2, 8, 8)
            .text(0x0028, 0x1050, "DS", "\\NaN\\ +20\\1,5\\40")
            .text(0x0028, 0x1051, "DS", "\\10\\4.0e1\\9\\inf\\7");
        file.text(0x0028, 0x1056, "CS", "sigmoid").text(0x7FE0, 0x0010, "OB", "ab");
        const Radiograph radiograph = open(file.bytes);
        QCOMPARE(radiograph.windows.size(), std::size_t{1});
        QCOMPARE(radiograph.windows[0].center, 20.0);
        QCOMPARE(radiograph.windows[0].width, 40.0);
        QVERIFY(radiograph.windows[0].function == asg::domain::Window::Function::Sigmoid);
    }

    void theViewIsReadFromItsCode_data() {
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<QByteArray>("meaning");
        QTest::addColumn<int>("view");
        using asg::domain::View;
        QTest::newRow("code") << QByteArray("R-10214") << QByteArray() << int(View::PA);
        QTest::newRow("SNOMED CT") << QByteArray("399348003") << QByteArray() << int(View::AP);
        QTest::newRow("meaning first") << QByteArray("399348003") << QByteArray("posterior-anterior") << int(View::PA);
        QTest::newRow("foreign meaning") << QByteArray("399173006") << QByteArray("seitlich") << int(View::Lateral);
        QTest::newRow("oblique") << QByteArray("R-10208") << QByteArray() << int(View::Unknown);
    }
    void theViewIsReadFromItsCode() {
        QFETCH(QByteArray, code);
        QFETCH(QByteArray, meaning);
        QFETCH(int, view);
        DicomBytes item = DicomBytes::item();
        item.text(0x0008, 0x0100, "SH", code.toStdString()).text(0x0008, 0x0104, "LO", meaning.toStdString());
        DicomBytes file;
        file.grey(1, 2, 8, 8).sequence(0x0054, 0x0220, item).text(0x7FE0, 0x0010, "OB", "ab");
        QCOMPARE(int(open(file.bytes).view), view);
    }

    void distancesFromTheSourceGiveTheMagnification() {
        DicomBytes file;
        file.text(0x0018, 0x1110, "DS", "1800")
            .text(0x0018, 0x1111, "DS", "1500")
            .text(0x0018, 0x1164, "DS", "0.3\\0.3");
        file.grey(1, 2, 8, 8).text(0x7FE0, 0x0010, "OB", "ab");
        const Radiograph radiograph = open(file.bytes);
        QVERIFY(std::abs(radiograph.spacing->rowMm - 0.25) < 1e-12);
        QCOMPARE(radiograph.spacing->source, "imager pixel spacing / magnification by distances 1.2");
    }

    void pngOrientationIsAppliedBeforeAndBehindTheData_data() {
        QTest::addColumn<bool>("behind");
        QTest::newRow("before") << false;
        QTest::newRow("behind") << true;
    }
    void pngOrientationIsAppliedBeforeAndBehindTheData() {
        QFETCH(bool, behind);
        QByteArray exif("II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0", 22);
        exif.append(4, '\0');
        const std::vector<std::uint8_t> grey{1, 2, 3, 4, 5, 6};
        QVERIFY(asg::io::writePng(pathOf(), grey, 2, 3).ok());
        std::string bytes = asg::base::readFile(pathOf(), 10'000).value();
        const std::string body = "eXIf" + exif.toStdString();
        std::uint32_t sum = 0xFFFFFFFFU;
        for (const char c : body) {
            sum ^= static_cast<std::uint8_t>(c);
            for (int bit = 0; bit < 8; ++bit) sum = sum & 1 ? sum >> 1 ^ 0xEDB88320U : sum >> 1;
        }
        const auto big = [](std::uint32_t value) {
            std::string text;
            for (int shift = 24; shift >= 0; shift -= 8) text += static_cast<char>(value >> shift);
            return text;
        };
        const std::size_t at = bytes.find(behind ? "IEND" : "IDAT") - 4;
        bytes.insert(at, big(static_cast<std::uint32_t>(exif.size())) + body + big(~sum));
        QVERIFY(asg::base::writeFileAtomically(pathOf(), bytes).ok());
        const auto opened = openRadiograph(pathOf());
        QVERIFY2(opened.ok(), opened ? "" : opened.error().text.c_str());
        QCOMPARE(opened->rows, 3);
        QCOMPARE(*opened->pixels, (std::vector<std::uint16_t>{4, 1, 5, 2, 6, 3}));
    }

    void wordsOfAnotherLanguageDoNotSpeakAgainstAChest_data() {
        QTest::addColumn<QByteArray>("part");
        QTest::addColumn<bool>("refused");
        for (const char* part : {"BRUST", "HRUDNIK", "KLATKA PIERSIOWA", "DEFAULT", "CHEST ABDOMEN", "PECHO"})
            QTest::newRow(part) << QByteArray(part) << false;
        for (const char* part : {"SKULL", "Left Hand", "ABDOMEN", "CSPINE"})
            QTest::newRow(part) << QByteArray(part) << true;
    }
    void wordsOfAnotherLanguageDoNotSpeakAgainstAChest() {
        QFETCH(QByteArray, part);
        QFETCH(bool, refused);
        DicomBytes file;
        file.text(0x0008, 0x0060, "CS", "DR").text(0x0018, 0x0015, "CS", part.toStdString());
        file.grey(200, 200, 8, 8).text(0x7FE0, 0x0010, "OB", std::string(40'000, 'a'));
        std::ofstream(pathOf(), std::ios::binary) << file.bytes;
        const auto info = asg::io::inspectFile(pathOf());
        QVERIFY(info.ok());
        QCOMPARE(!info->modelTakes, refused);
    }
};

QTEST_GUILESS_MAIN(TestFieldFiles)
#include "test_field_files.moc"
