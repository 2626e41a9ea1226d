/// Small files that ask for much: each ends soon, in little memory, with a sentence. The process may take 700 MB more
/// than it has; a reader that takes what a file asks for would run into that and say so in other words.
#include "core/io/images/image_readers.h"
#include "core/io/open_radiograph.h"
#include "tests/unit/io/dicom_bytes.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <sys/resource.h>
#include <zlib.h>

namespace fs = std::filesystem;
using asg::base::ErrorCode;
using asg::io::openRadiograph;
using asg::test::DicomBytes;

namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr bool kMemoryIsLimited = false;  // its shadow takes terabytes of addresses
#else
constexpr bool kMemoryIsLimited = true;
#endif

std::string big(std::uint64_t value, int count) {
    std::string result = DicomBytes::little(value, count);
    std::reverse(result.begin(), result.end());
    return result;
}

/// Frame header and then scans without data: more passes than any picture needs.
std::string jpegOfScans(int scans, int side) {
    std::string jpeg = "\xFF\xD8\xFF\xC2" + big(11, 2) + '\x08' + big(static_cast<unsigned>(side), 2) +
                       big(static_cast<unsigned>(side), 2) + std::string("\x01\x01\x11\x00", 4);
    for (int i = 0; i < scans; ++i) jpeg += "\xFF\xDA" + big(8, 2) + std::string("\x01\x01\x00\x00\x00\x00", 6);
    return jpeg + "\xFF\xD9";
}

/// SIZ and COD of a codestream (ITU-T T.800 A.5.1 and A.6.1).
std::string j2kHeader(unsigned side, unsigned tile, unsigned blockExponent, unsigned layers, int precincts = -1) {
    std::string stream = "\xFF\x4F\xFF\x51" + big(41, 2) + big(0, 2) + big(side, 4) + big(side, 4) + big(0, 8) +
                         big(tile, 4) + big(tile, 4) + big(0, 8) + big(1, 2) + std::string("\x0B\x01\x01", 3);
    const bool given = precincts >= 0;
    stream += "\xFF\x52" + big(given ? 13 : 12, 2) + (given ? '\x01' : '\x00') + '\x00' + big(layers, 2) +
              std::string("\x00\x00", 2) + static_cast<char>(blockExponent - 2) + static_cast<char>(blockExponent - 2) +
              std::string("\x00\x01", 2);
    if (given) stream += static_cast<char>(precincts);
    return stream + "\xFF\x90" + big(10, 2) + big(0, 8) + "\xFF\x93\xFF\xD9";
}

/// As many megabytes of zeros, deflated without ever being held.
std::string deflatedZeros(int megabytes) {
    z_stream stream{};
    deflateInit2(&stream, 9, Z_DEFLATED, -MAX_WBITS, 9, Z_DEFAULT_STRATEGY);
    std::string zeros(1 << 20, '\0');
    std::string result(static_cast<std::size_t>(megabytes) * 4096, '\0');
    stream.next_out = reinterpret_cast<Bytef*>(result.data());
    stream.avail_out = static_cast<uInt>(result.size());
    for (int i = 1; i <= megabytes; ++i) {
        stream.next_in = reinterpret_cast<Bytef*>(zeros.data());
        stream.avail_in = static_cast<uInt>(zeros.size());
        deflate(&stream, i == megabytes ? Z_FINISH : Z_NO_FLUSH);
    }
    result.resize(stream.total_out);
    deflateEnd(&stream);
    return result;
}

std::string pngChunk(const std::string& type, const std::string& content) {
    const std::string body = type + content;
    const auto sum = crc32(0, reinterpret_cast<const Bytef*>(body.data()), static_cast<uInt>(body.size()));
    return big(content.size(), 4) + body + big(sum, 4);
}

std::string zlibStream(const std::string& content) {
    uLongf size = compressBound(static_cast<uLong>(content.size()));
    std::string result(size, '\0');
    compress2(reinterpret_cast<Bytef*>(result.data()), &size, reinterpret_cast<const Bytef*>(content.data()),
              static_cast<uLong>(content.size()), 9);
    result.resize(size);
    return result;
}

std::string png(unsigned rows, unsigned columns, char depth, char kind, bool interlaced, const std::string& rest) {
    return "\x89PNG\r\n\x1a\n" +
           pngChunk("IHDR", big(columns, 4) + big(rows, 4) + depth + kind + std::string(2, '\0') +
                                (interlaced ? '\x01' : '\x00')) +
           rest;
}

}  // namespace

class TestHostileFiles : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    fs::path put(const std::string& content) {
        const fs::path path = m_folder.filePath("hostile").toStdString();
        std::ofstream(path, std::ios::binary) << content;
        return path;
    }
    void verifyRefused(const std::string& content, ErrorCode code, const char* word) {
        const auto opened = openRadiograph(put(content));
        QVERIFY(!opened.ok());
        QVERIFY2(opened.error().code == code, opened.error().text.c_str());
        QVERIFY2(opened.error().text.find(word) != std::string::npos, opened.error().text.c_str());
    }

private Q_SLOTS:
    void initTestCase() {
        if (!kMemoryIsLimited) return;
        long pages = 0;
        std::ifstream("/proc/self/statm") >> pages;
        const rlim_t limit = static_cast<rlim_t>(pages) * 4096 + (rlim_t{700} << 20);
        const rlimit memory{limit, RLIM_INFINITY};
        QCOMPARE(::setrlimit(RLIMIT_AS, &memory), 0);
    }

    void lengthsBeyondTheFileAreNeverAskedFor_data() {
        QTest::addColumn<QByteArray>("vr");
        for (const char* vr : {"OB", "UN", "OW", "UT", "SQ"}) QTest::newRow(vr) << QByteArray(vr);
    }
    void lengthsBeyondTheFileAreNeverAskedFor() {
        QFETCH(QByteArray, vr);
        DicomBytes text;
        text.head(0x0008, 0x0005, vr.constData(), 1'600'000'000).bytes += std::string(900, 'x');
        verifyRefused(text.bytes, ErrorCode::Corrupt, "(0008,0005) is longer than the rest of the file");
        DicomBytes nested;
        nested.text(0x0008, 0x0060, "CS", "DX").head(0x0040, 0x0555, "SQ", 0xFFFFFFFF);
        nested.bytes += DicomBytes::little(0xE000FFFE, 4) + DicomBytes::little(0xFFFFFFFF, 4);
        nested.head(0x0008, 0x0104, vr.constData(), 1'600'000'000).bytes += std::string(900, 'x');
        verifyRefused(nested.bytes, ErrorCode::Corrupt, "(0040,0555) has no end");
    }

    void theOrderOfElementsCostsNothing() {
        std::vector<int> order(60'000);
        for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<int>(i);
        std::shuffle(order.begin(), order.end(), std::mt19937(3));
        DicomBytes file;
        file.words(0x7FE0, 0x0010, "OW", {1, 2, 3, 4, 5, 6});
        for (const int i : order) file.text(0x0009, 0x1000U + static_cast<unsigned>(i) % 0xF000U, "LO", "x ");
        file.grey(2, 3, 16, 12);
        const auto opened = openRadiograph(put(file.bytes));
        QVERIFY2(opened.ok(), opened ? "" : opened.error().text.c_str());
        QCOMPARE(*opened->pixels, (std::vector<std::uint16_t>{1, 2, 3, 4, 5, 6}));
    }

    void attributesNestingAndFragmentsHaveALimit() {
        DicomBytes many;
        for (unsigned i = 0; i < 70'000; ++i) many.text(0x0010 + 2 * (i / 0xFF00), 0x0001 + i % 0xFF00, "LO", "");
        verifyRefused(many.bytes, ErrorCode::TooLarge, "attributes");
        DicomBytes deep;
        for (int level = 0; level < 100'000; ++level)
            deep.head(0x0008, 0x1140, "SQ", 0xFFFFFFFF).bytes +=
                DicomBytes::little(0xE000FFFE, 4) + DicomBytes::little(0xFFFFFFFF, 4);
        verifyRefused(deep.bytes, ErrorCode::TooLarge, "nested");
        DicomBytes pieces("1.2.840.10008.1.2.4.90");
        pieces.grey(64, 64, 16, 12).fragments(std::vector<std::string>(300'000));
        verifyRefused(pieces.bytes, ErrorCode::TooLarge, "fragments");
    }

    void hugeTextsAreCut() {
        DicomBytes file;
        file.head(0x0008, 0x0005, "UN", 40'000'000).bytes += std::string(40'000'000, '\\');
        file.head(0x0010, 0x0010, "UT", 40'000'000).bytes += std::string(40'000'000, '\xC3');
        file.grey(1, 2, 8, 8).text(0x7FE0, 0x0010, "OB", "ab");
        const auto opened = openRadiograph(put(file.bytes));
        QVERIFY2(opened.ok(), opened ? "" : opened.error().text.c_str());
        QVERIFY(opened->text.patientName.size() <= 200'000);
    }

    void passesOverAJpegAreLimited() {
        verifyRefused(jpegOfScans(20'000, 8000), ErrorCode::TooLarge, "passes");
        verifyRefused(jpegOfScans(90, 8000), ErrorCode::TooLarge, "passes");
        DicomBytes wrapped("1.2.840.10008.1.2.4.50");
        wrapped.grey(8000, 8000, 8, 8).fragments({jpegOfScans(20'000, 8000)});
        verifyRefused(wrapped.bytes, ErrorCode::TooLarge, "passes");
        DicomBytes another("1.2.840.10008.1.2.4.50");
        another.grey(256, 256, 8, 8).fragments({jpegOfScans(2, 8000)});
        verifyRefused(another.bytes, ErrorCode::Corrupt, "the header says 256");
    }

    void jpeg2000PartsAreLimited_data() {
        QTest::addColumn<QByteArray>("stream");
        const auto add = [](const char* name, const std::string& stream) {
            QTest::newRow(name) << QByteArray(stream.data(), static_cast<qsizetype>(stream.size()));
        };
        add("tiles", j2kHeader(9000, 64, 6, 1));
        add("blocks", j2kHeader(9000, 9000, 2, 1));
        add("precincts", j2kHeader(9000, 9000, 6, 1, 0x00));
        add("layers", j2kHeader(9000, 9000, 6, 65535));
    }
    void jpeg2000PartsAreLimited() {
        QFETCH(QByteArray, stream);
        DicomBytes file("1.2.840.10008.1.2.4.90");
        file.grey(9000, 9000, 16, 12).fragments({stream.toStdString()});
        verifyRefused(file.bytes, ErrorCode::TooLarge, "cut into more parts");
    }

    void whatUnfoldsIsLimited() {
        const DicomBytes head("1.2.840.10008.1.2.1.99");
        verifyRefused(head.bytes + deflatedZeros(300), ErrorCode::TooLarge, "256 MB");
        // A text that unfolds, many times over, beside two pixels.
        const std::string bomb = pngChunk("zTXt", std::string("a\0\0", 3) + zlibStream(std::string(7 << 20, '\0')));
        std::string rest;
        for (int i = 0; i < 500; ++i) rest += bomb;
        rest += pngChunk("IDAT", zlibStream(std::string("\0\1\2", 3))) + pngChunk("IEND", "");
        const auto opened = openRadiograph(put(png(1, 2, 8, 0, false, rest)));
        QVERIFY2(opened.ok(), opened ? "" : opened.error().text.c_str());
        QCOMPARE(*opened->pixels, (std::vector<std::uint16_t>{1, 2}));
    }

    void interlacedPicturesThatWouldHaveToBeHeldWholeAreRefused() {
        verifyRefused(png(9000, 9000, 16, 6, true, pngChunk("IDAT", zlibStream(std::string(1000, '\0')))),
                      ErrorCode::TooLarge, "interlac");
    }

    void framesThatAreOnlySaidToBeThereAreMissed() {
        DicomBytes file;
        file.text(0x0028, 0x0008, "IS", "2000000000").grey(1, 2, 8, 8).text(0x7FE0, 0x0010, "OB", "ab");
        QVERIFY(openRadiograph(put(file.bytes)).ok());
        const auto second = openRadiograph(put(file.bytes), 2);
        QVERIFY(!second.ok());
        QVERIFY(second.error().code == ErrorCode::Corrupt);
    }

    /// Every decoder looks at the stop itself; the one that does not would give its picture.
    void aStopEndsEveryDecoder() {
        std::stop_source source;
        source.request_stop();
        const auto stop = source.get_token();
        const std::string picture =
            png(1, 2, 8, 0, false, pngChunk("IDAT", zlibStream(std::string("\0\1\2", 3))) + pngChunk("IEND", ""));
        const std::span bytes(reinterpret_cast<const std::uint8_t*>(picture.data()), picture.size());
        QVERIFY(asg::io::readPng(bytes, 1, {}).ok());
        QVERIFY(!asg::io::readPng(bytes, 1, stop).ok());
        QVERIFY(openRadiograph(put(picture), 1, stop).cancelled());
        QVERIFY(openRadiograph(put(picture), 1, {}).done());
    }
};

QTEST_GUILESS_MAIN(TestHostileFiles)
#include "test_hostile_files.moc"
