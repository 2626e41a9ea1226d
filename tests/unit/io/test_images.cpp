/// PNG, JPEG and TIFF, made by libraries' own writers and read back.
#include "core/base/atomic_file.h"
#include "core/base/sha256.h"
#include "core/io/image_writer.h"
#include "core/io/images/raster.h"
#include "core/io/open_radiograph.h"

#include <QTemporaryDir>
#include <QTest>

#include <cstdio>
#include <jpeglib.h>
#include <png.h>
#include <tiffio.h>

namespace fs = std::filesystem;
using asg::base::ErrorCode;
using asg::io::openRadiograph;

namespace {

constexpr int kRows = 23;
constexpr int kColumns = 37;

std::uint16_t valueAt(int row, int column, int bits) {
    return static_cast<std::uint16_t>((row * 2711 + column * 919) & ((1 << bits) - 1));
}

std::vector<std::uint8_t> packedRow(int row, int bits, bool bigEndian) {
    std::vector<std::uint8_t> bytes;
    int pending = 0;
    int filled = 0;
    for (int column = 0; column < kColumns; ++column) {
        const int value = valueAt(row, column, bits);
        if (bits == 16) {
            bytes.push_back(static_cast<std::uint8_t>(bigEndian ? value >> 8 : value));
            bytes.push_back(static_cast<std::uint8_t>(bigEndian ? value : value >> 8));
            continue;
        }
        for (int bit = bits - 1; bit >= 0; --bit) {
            pending = pending << 1 | (value >> bit & 1);
            if (++filled == 8) {
                bytes.push_back(static_cast<std::uint8_t>(pending));
                pending = filled = 0;
            }
        }
    }
    if (filled > 0) bytes.push_back(static_cast<std::uint8_t>(pending << (8 - filled)));
    return bytes;
}

void writePngFile(const fs::path& path, int bits, bool interlaced) {
    std::FILE* file = std::fopen(path.c_str(), "wb");
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
    png_infop info = png_create_info_struct(png);
    png_init_io(png, file);
    png_set_IHDR(png, info, kColumns, kRows, bits, PNG_COLOR_TYPE_GRAY,
                 interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                 PNG_FILTER_TYPE_DEFAULT);
    png_write_info(png, info);
    std::vector<std::vector<std::uint8_t>> rows;
    std::vector<png_bytep> pointers;
    for (int row = 0; row < kRows; ++row) rows.push_back(packedRow(row, bits, true));
    for (auto& row : rows) pointers.push_back(row.data());
    png_write_image(png, pointers.data());
    png_write_end(png, info);
    png_destroy_write_struct(&png, &info);
    std::fclose(file);
}

struct TiffKind {
    int bits = 8;
    int photometric = PHOTOMETRIC_MINISBLACK;
    int compression = COMPRESSION_NONE;
    int format = SAMPLEFORMAT_UINT;
    int orientation = ORIENTATION_TOPLEFT;
    bool tiled = false;
    const char* mode = "w";
};

void writeTiffPage(TIFF* tiff, const TiffKind& kind) {
    TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, kColumns);
    TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, kRows);
    TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, kind.bits);
    TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, 1);
    TIFFSetField(tiff, TIFFTAG_SAMPLEFORMAT, kind.format);
    TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, kind.photometric);
    TIFFSetField(tiff, TIFFTAG_COMPRESSION, kind.compression);
    TIFFSetField(tiff, TIFFTAG_ORIENTATION, kind.orientation);
    TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
    if (kind.tiled) {
        constexpr int kSide = 16;
        TIFFSetField(tiff, TIFFTAG_TILEWIDTH, kSide);
        TIFFSetField(tiff, TIFFTAG_TILELENGTH, kSide);
        for (int y = 0; y < kRows; y += kSide)
            for (int x = 0; x < kColumns; x += kSide) {
                std::vector<std::uint16_t> tile(kSide * kSide);
                for (int i = 0; i < kSide * kSide; ++i)
                    tile[static_cast<std::size_t>(i)] = valueAt(y + i / kSide, x + i % kSide, 16);
                TIFFWriteTile(tiff, tile.data(), static_cast<std::uint32_t>(x), static_cast<std::uint32_t>(y), 0, 0);
            }
    } else {
        TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, 5);
        for (int row = 0; row < kRows; ++row)
            TIFFWriteScanline(tiff, packedRow(row, kind.bits, false).data(), static_cast<std::uint32_t>(row), 0);
    }
}

void writeTiffFile(const fs::path& path, const std::vector<TiffKind>& pages) {
    TIFF* tiff = TIFFOpen(path.c_str(), pages.front().mode);
    for (const TiffKind& page : pages) {
        writeTiffPage(tiff, page);
        TIFFWriteDirectory(tiff);
    }
    TIFFClose(tiff);
}

/// 16 × 8 pixels, the left half dark, with an EXIF block of the given orientation.
void writeJpegFile(const fs::path& path, int orientation, J_COLOR_SPACE space, bool colorful = false) {
    std::FILE* file = std::fopen(path.c_str(), "wb");
    jpeg_compress_struct jpeg{};
    jpeg_error_mgr errors{};
    jpeg.err = jpeg_std_error(&errors);
    jpeg_create_compress(&jpeg);
    jpeg_stdio_dest(&jpeg, file);
    jpeg.image_width = 16;
    jpeg.image_height = 8;
    jpeg.input_components = space == JCS_GRAYSCALE ? 1 : 3;
    jpeg.in_color_space = space;
    jpeg_set_defaults(&jpeg);
    jpeg_set_quality(&jpeg, 100, TRUE);
    jpeg_start_compress(&jpeg, TRUE);
    const unsigned char exif[] = {
        'E', 'x', 'i', 'f', 0,    0, 'M', 'M', 0, 42, 0, 0, 0,
        8,   0,   1,   1,   0x12, 0, 3,   0,   0, 0,  1, 0, static_cast<unsigned char>(orientation),
        0,   0,   0,   0,   0,    0};
    jpeg_write_marker(&jpeg, JPEG_APP0 + 1, exif, sizeof(exif));
    for (int row = 0; row < 8; ++row) {
        std::vector<unsigned char> line;
        for (int column = 0; column < 16; ++column)
            for (int sample = 0; sample < jpeg.input_components; ++sample)
                line.push_back(column < 8 ? 20 : (colorful && sample > 0 ? 40 : 220));
        JSAMPROW pointer = line.data();
        jpeg_write_scanlines(&jpeg, &pointer, 1);
    }
    jpeg_finish_compress(&jpeg);
    jpeg_destroy_compress(&jpeg);
    std::fclose(file);
}

}  // namespace

class TestImages : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    [[nodiscard]] fs::path file(const char* name) const { return m_folder.filePath(name).toStdString(); }

    static void verifyValues(const asg::domain::Radiograph& radiograph, int bits) {
        QCOMPARE(radiograph.rows, kRows);
        QCOMPARE(radiograph.columns, kColumns);
        QCOMPARE(radiograph.bitsStored, bits);
        for (int row = 0; row < kRows; ++row)
            for (int column = 0; column < kColumns; ++column)
                QCOMPARE((*radiograph.pixels)[static_cast<std::size_t>(row * kColumns + column)],
                         valueAt(row, column, bits));
    }

private Q_SLOTS:
    void greyPngOfEveryDepthKeepsItsValues_data() {
        QTest::addColumn<int>("bits");
        QTest::addColumn<bool>("interlaced");
        for (const int bits : {1, 2, 4, 8, 16})
            for (const bool interlaced : {false, true}) QTest::addRow("%d %d", bits, interlaced) << bits << interlaced;
    }
    void greyPngOfEveryDepthKeepsItsValues() {
        QFETCH(int, bits);
        QFETCH(bool, interlaced);
        writePngFile(file("grey.png"), bits, interlaced);
        const auto opened = openRadiograph(file("grey.png"));
        QVERIFY2(opened.ok(), opened ? "" : opened.error().text.c_str());
        verifyValues(*opened, bits);
        QVERIFY(!opened->spacing);
        QVERIFY(!opened->isDicom);
    }

    void theHashIsOfTheFilesBytes() {
        writePngFile(file("hash.png"), 8, false);
        const auto opened = openRadiograph(file("hash.png"));
        QVERIFY(opened.ok());
        QCOMPARE(opened->sha256, *asg::base::sha256OfFile(file("hash.png")));
        QCOMPARE(opened->path, file("hash.png").string());
    }

    void writtenPngsReadBack() {
        std::vector<std::uint8_t> grey(kRows * kColumns);
        for (std::size_t i = 0; i < grey.size(); ++i) grey[i] = static_cast<std::uint8_t>(i * 7);
        QVERIFY(asg::io::writePng(file("written.png"), grey, kRows, kColumns).ok());
        const auto opened = openRadiograph(file("written.png"));
        QVERIFY(opened.ok());
        QVERIFY(std::equal(grey.begin(), grey.end(), opened->pixels->begin()));
        QVERIFY(!opened->wasColor);
    }

    void sixteenBitsReadBack() {
        std::vector<std::uint16_t> grey(kRows * kColumns);
        for (std::size_t i = 0; i < grey.size(); ++i) grey[i] = static_cast<std::uint16_t>(i * 1021);
        const auto encoded = asg::io::encodePng(grey, kRows, kColumns);
        QVERIFY(encoded.ok());
        QVERIFY(asg::base::writeFileAtomically(file("sixteen.png"), *encoded).ok());
        const auto opened = openRadiograph(file("sixteen.png"));
        QVERIFY(opened.ok());
        QCOMPARE(opened->bitsStored, 16);
        QCOMPARE(*opened->pixels, grey);
    }

    /// Time counts, but what is all one colour or changes slowly takes no room.
    void whatIsCheaplyCompressedIsCompressed() {
        const std::vector<std::uint8_t> black(512 * 512 * 3);
        const auto encoded = asg::io::encodePng(black, 512, 512, asg::io::PixelLayout::Rgb);
        QVERIFY(encoded.ok());
        QVERIFY2(encoded->size() < black.size() / 100, std::to_string(encoded->size()).c_str());
    }

    void colorBecomesLuminanceAndSaysSo() {
        const std::vector<std::uint8_t> rgb{255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255};
        QVERIFY(asg::io::writePng(file("color.png"), rgb, 2, 2, asg::io::PixelLayout::Rgb).ok());
        const auto opened = openRadiograph(file("color.png"));
        QVERIFY(opened.ok());
        QVERIFY(opened->wasColor);
        QCOMPARE(*opened->pixels, (std::vector<std::uint16_t>{76, 150, 29, 255}));
    }

    /// Many chest X-rays are stored as RGBA with equal channels; they are grey.
    void equalChannelsAreGrey() {
        const std::vector<std::uint8_t> rgba{9, 9, 9, 255, 200, 200, 200, 0};
        QVERIFY(asg::io::writePng(file("rgba.png"), rgba, 1, 2, asg::io::PixelLayout::Rgba).ok());
        const auto opened = openRadiograph(file("rgba.png"));
        QVERIFY(opened.ok());
        QVERIFY(!opened->wasColor);
        QCOMPARE(*opened->pixels, (std::vector<std::uint16_t>{9, 200}));
    }

    /// A coloured arrow or a codec's tint does not make an X-ray a colour picture.
    void aColoredMarkLeavesThePictureGrey() {
        std::vector<std::uint8_t> rgb(30 * 30 * 3, 100);
        for (std::size_t i = 0; i < rgb.size(); i += 3) rgb[i] = 125;
        for (std::size_t i = 0; i < 9 * 3; i += 3) rgb[i] = 255;
        QVERIFY(asg::io::writePng(file("mark.png"), rgb, 30, 30, asg::io::PixelLayout::Rgb).ok());
        QVERIFY(!openRadiograph(file("mark.png"))->wasColor);
        rgb[9 * 3] = 255;
        QVERIFY(asg::io::writePng(file("marks.png"), rgb, 30, 30, asg::io::PixelLayout::Rgb).ok());
        QVERIFY(openRadiograph(file("marks.png"))->wasColor);
    }

    void sizesThatDoNotFitAreRefused() {
        const std::vector<std::uint8_t> grey(6);
        QCOMPARE(asg::io::writePng(file("x.png"), grey, 2, 2).error().code, ErrorCode::InvalidArgument);
        QCOMPARE(asg::io::writePng(file("no-folder/x.png"), grey, 2, 3).error().code, ErrorCode::NotFound);
    }

    void tiffsKeepTheirValues_data() {
        QTest::addColumn<int>("bits");
        QTest::addColumn<int>("compression");
        QTest::addColumn<bool>("tiled");
        QTest::addColumn<QByteArray>("mode");
        QTest::newRow("1") << 1 << COMPRESSION_NONE << false << QByteArray("w");
        QTest::newRow("4") << 4 << COMPRESSION_NONE << false << QByteArray("w");
        QTest::newRow("8 LZW") << 8 << COMPRESSION_LZW << false << QByteArray("w");
        QTest::newRow("12") << 12 << COMPRESSION_NONE << false << QByteArray("w");
        QTest::newRow("16 deflate") << 16 << COMPRESSION_ADOBE_DEFLATE << false << QByteArray("w");
        QTest::newRow("16 big endian") << 16 << COMPRESSION_NONE << false << QByteArray("wb");
        QTest::newRow("16 BigTIFF") << 16 << COMPRESSION_NONE << false << QByteArray("w8");
        QTest::newRow("16 tiles") << 16 << COMPRESSION_NONE << true << QByteArray("w");
    }
    void tiffsKeepTheirValues() {
        QFETCH(int, bits);
        QFETCH(int, compression);
        QFETCH(bool, tiled);
        QFETCH(QByteArray, mode);
        TiffKind kind;
        kind.bits = bits;
        kind.compression = compression;
        kind.tiled = tiled;
        kind.mode = mode.constData();
        writeTiffFile(file("grey.tif"), {kind});
        const auto opened = openRadiograph(file("grey.tif"));
        QVERIFY2(opened.ok(), opened ? "" : opened.error().text.c_str());
        verifyValues(*opened, bits);
    }

    void whiteIsZeroIsMonochrome1() {
        TiffKind kind;
        kind.photometric = PHOTOMETRIC_MINISWHITE;
        writeTiffFile(file("white.tif"), {kind});
        const auto opened = openRadiograph(file("white.tif"));
        QVERIFY(opened.ok());
        QVERIFY(opened->polarity == asg::domain::Polarity::Monochrome1);
        verifyValues(*opened, 8);
    }

    void signedTiffsKeepTheirOrder() {
        TiffKind kind;
        kind.bits = 16;
        kind.format = SAMPLEFORMAT_INT;
        writeTiffFile(file("signed.tif"), {kind});
        const auto opened = openRadiograph(file("signed.tif"));
        QVERIFY(opened.ok());
        for (std::size_t i = 0; i < opened->pixels->size(); ++i) {
            const auto stored =
                static_cast<std::int16_t>(valueAt(static_cast<int>(i) / kColumns, static_cast<int>(i) % kColumns, 16));
            QCOMPARE((*opened->pixels)[i] + opened->storedOffset, int(stored));
        }
    }

    void pagesAreFrames() {
        TiffKind second;
        second.bits = 16;
        writeTiffFile(file("pages.tif"), {TiffKind{}, second});
        const auto opened = openRadiograph(file("pages.tif"), 2);
        QVERIFY(opened.ok());
        QCOMPARE(opened->frameCount, 2);
        verifyValues(*opened, 16);
        QCOMPARE(openRadiograph(file("pages.tif"), 3).error().code, ErrorCode::InvalidArgument);
        QCOMPARE(openRadiograph(file("pages.tif"), 0).error().code, ErrorCode::InvalidArgument);
    }

    void tiffOrientationIsApplied() {
        TiffKind kind;
        kind.orientation = ORIENTATION_RIGHTTOP;
        writeTiffFile(file("turned.tif"), {kind});
        const auto opened = openRadiograph(file("turned.tif"));
        QVERIFY(opened.ok());
        QCOMPARE(opened->rows, kColumns);
        // Stored row 0 is the right-hand side: a quarter turn clockwise.
        QCOMPARE((*opened->pixels)[kRows - 1], valueAt(0, 0, 8));
    }

    void jpegOrientationIsApplied_data() {
        QTest::addColumn<int>("orientation");
        QTest::addColumn<QString>("darkSide");
        QTest::newRow("1") << 1 << "left";
        QTest::newRow("2") << 2 << "right";
        QTest::newRow("3") << 3 << "right";
        QTest::newRow("4") << 4 << "left";
        QTest::newRow("5") << 5 << "top";
        QTest::newRow("6") << 6 << "top";
        QTest::newRow("7") << 7 << "bottom";
        QTest::newRow("8") << 8 << "bottom";
        QTest::newRow("9, which does not exist") << 9 << "left";
    }
    void jpegOrientationIsApplied() {
        QFETCH(int, orientation);
        QFETCH(QString, darkSide);
        writeJpegFile(file("turned.jpg"), orientation, JCS_GRAYSCALE);
        const auto opened = openRadiograph(file("turned.jpg"));
        QVERIFY2(opened.ok(), opened ? "" : opened.error().text.c_str());
        const bool turned = darkSide == "top" || darkSide == "bottom";
        QCOMPARE(opened->rows, turned ? 16 : 8);
        QCOMPARE(opened->columns, turned ? 8 : 16);
        const auto at = [&](int row, int column) {
            return (*opened->pixels)[static_cast<std::size_t>(row * opened->columns + column)];
        };
        const int lastRow = opened->rows - 1;
        const int lastColumn = opened->columns - 1;
        QCOMPARE(at(0, 0) < 100, darkSide == "left" || darkSide == "top");
        QCOMPARE(at(lastRow, 0) < 100, darkSide == "left" || darkSide == "bottom");
        QCOMPARE(at(0, lastColumn) < 100, darkSide == "right" || darkSide == "top");
    }

    /// All eight turns against their definition: where the first row and the first column go.
    void orientationsFollowTheirDefinition() {
        const std::vector<std::vector<std::uint16_t>> expected{
            {1, 2, 3, 4, 5, 6}, {3, 2, 1, 6, 5, 4}, {6, 5, 4, 3, 2, 1}, {4, 5, 6, 1, 2, 3},
            {1, 4, 2, 5, 3, 6}, {4, 1, 5, 2, 6, 3}, {6, 3, 5, 2, 4, 1}, {3, 6, 2, 5, 1, 4}};
        for (int orientation = 1; orientation <= 8; ++orientation) {
            asg::io::Raster raster;
            raster.rows = 2;
            raster.columns = 3;
            raster.pixels = {1, 2, 3, 4, 5, 6};
            asg::io::applyOrientation(raster, orientation);
            QCOMPARE(raster.pixels, expected[static_cast<std::size_t>(orientation - 1)]);
            QCOMPARE(raster.rows, orientation < 5 ? 2 : 3);
        }
    }

    void damagedExifIsIgnored() {
        using Bytes = std::vector<std::uint8_t>;
        QCOMPARE(asg::io::exifOrientation(Bytes{}), 1);
        QCOMPARE(asg::io::exifOrientation(Bytes{'I', 'I', 42, 0, 0xFF, 0xFF, 0xFF, 0xFF, 1}), 1);
        QCOMPARE(asg::io::exifOrientation(Bytes{'I', 'I', 42, 0, 8, 0, 0, 0, 0xFF, 0xFF, 0x12, 1}), 1);
        QCOMPARE(asg::io::exifOrientation(Bytes{'I', 'I', 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0}),
                 6);
    }

    /// A SHORT by the standard; some cameras write a LONG, in either order of bytes.
    void exifOrientationMayBeALong() {
        using Bytes = std::vector<std::uint8_t>;
        QCOMPARE(
            asg::io::exifOrientation(Bytes{'I', 'I', 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 4, 0, 1, 0, 0, 0, 8, 0, 0, 0}),
            8);
        QCOMPARE(
            asg::io::exifOrientation(Bytes{'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 4, 0, 0, 0, 1, 0, 0, 0, 8}),
            8);
    }

    void greyAndColorJpegsAreToldApart() {
        writeJpegFile(file("grey.jpg"), 1, JCS_RGB, false);
        QVERIFY(!openRadiograph(file("grey.jpg"))->wasColor);
        writeJpegFile(file("color.jpg"), 1, JCS_RGB, true);
        QVERIFY(openRadiograph(file("color.jpg"))->wasColor);
    }

    /// The name says nothing; the content does.
    void theFormatIsKnownByContent() {
        writePngFile(file("wrong.dcm"), 8, false);
        QVERIFY(openRadiograph(file("wrong.dcm")).ok());
    }
};

QTEST_GUILESS_MAIN(TestImages)
#include "test_images.moc"
