#include "tests/unit/io/compressed_zeros.h"

#include "tests/unit/io/dicom_bytes.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <tiffio.h>
#include <zlib.h>

namespace asg::test {
namespace {

std::string pngChunk(const std::string& type, const std::string& content) {
    const std::string body = type + content;
    const auto sum = crc32(0, reinterpret_cast<const Bytef*>(body.data()), static_cast<uInt>(body.size()));
    return big(content.size(), 4) + body + big(sum, 4);
}

std::string segment(char marker, const std::string& content) {
    return std::string("\xFF") + marker + big(content.size() + 2, 2) + content;
}

std::string frameHeader(const EmptyPicture& picture, char marker) {
    std::string content(1, static_cast<char>(picture.bits));
    content += big(picture.rows, 2) + big(picture.columns, 2) + static_cast<char>(picture.components);
    for (char id = 1; id <= picture.components; ++id) content += std::string{id, '\x11', '\0'};
    return segment(marker, content);
}

/// A table of one code: the bit 0 means `symbol`. Class 0: differences, 1: coefficients.
std::string oneCode(char tableClass, char symbol) {
    return segment('\xC4',
                   std::string(1, static_cast<char>(tableClass << 4)) + '\x01' + std::string(15, '\0') + symbol);
}

std::string scanHeader(int components, const std::string& end) {
    std::string content(1, static_cast<char>(components));
    for (char id = 1; id <= components; ++id) content += std::string{id, '\0'};
    return segment('\xDA', content + end);
}

std::string zeroBits(std::uint64_t bits) {
    return std::string((bits + 7) / 8, '\0');
}

std::uint64_t blocksOf(const EmptyPicture& picture) {
    return std::uint64_t{(picture.rows + 7) / 8} * ((picture.columns + 7) / 8);
}

/// Ones, with the stuffing of JPEG-LS: behind FF a byte begins with a zero.
std::string oneBits(std::uint64_t bits) {
    std::string result;
    while (bits > 0) {
        const bool isBehindFf = !result.empty() && result.back() == '\xFF';
        const std::uint64_t room = isBehindFf ? 7 : 8;
        const std::uint64_t taken = std::min(bits, room);
        const unsigned ones = ((1U << taken) - 1U) << (room - taken);
        result += static_cast<char>(ones);
        bits -= taken;
    }
    return result;
}

/// How many ones say that all lines are runs to their ends (T.87 A.7.1).
std::uint64_t runBits(std::uint64_t lines, std::uint64_t columns) {
    constexpr std::array<int, 32> kOrders{0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2,  2,  3,  3,  3,  3,
                                          4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    std::size_t order = 0;
    std::uint64_t bits = 0;
    for (std::uint64_t line = 0; line < lines; ++line) {
        std::uint64_t left = columns;
        while (left >= std::uint64_t{1} << kOrders[order]) {
            left -= std::uint64_t{1} << kOrders[order];
            order = std::min<std::size_t>(order + 1, 31);
            ++bits;
        }
        bits += left > 0 ? 1 : 0;
    }
    return bits;
}

struct TiffMemory {
    std::string bytes;
    std::size_t position = 0;

    static tmsize_t read(thandle_t handle, void* target, tmsize_t count) {
        auto* self = static_cast<TiffMemory*>(handle);
        const auto taken = std::min(static_cast<std::size_t>(count), self->bytes.size() - self->position);
        std::memcpy(target, self->bytes.data() + self->position, taken);
        self->position += taken;
        return static_cast<tmsize_t>(taken);
    }
    static tmsize_t write(thandle_t handle, void* source, tmsize_t count) {
        auto* self = static_cast<TiffMemory*>(handle);
        const auto end = self->position + static_cast<std::size_t>(count);
        if (end > self->bytes.size()) self->bytes.resize(end);
        std::memcpy(self->bytes.data() + self->position, source, static_cast<std::size_t>(count));
        self->position = end;
        return count;
    }
    static toff_t seek(thandle_t handle, toff_t offset, int whence) {
        auto* self = static_cast<TiffMemory*>(handle);
        self->position = offset + (whence == SEEK_SET ? 0 : whence == SEEK_CUR ? self->position : self->bytes.size());
        if (self->position > self->bytes.size()) self->bytes.resize(self->position);
        return self->position;
    }
    static int close(thandle_t) { return 0; }
    static toff_t size(thandle_t handle) { return static_cast<TiffMemory*>(handle)->bytes.size(); }
};

void describe(TIFF* tiff, const EmptyPicture& picture, std::uint16_t compression) {
    TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, picture.columns);
    TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, picture.rows);
    TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, picture.bits);
    TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, picture.components);
    TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
    TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, picture.components == 1 ? PHOTOMETRIC_MINISBLACK : PHOTOMETRIC_RGB);
    TIFFSetField(tiff, TIFFTAG_COMPRESSION, compression);
}

}  // namespace

std::string big(std::uint64_t value, int count) {
    std::string result = DicomBytes::little(value, count);
    std::reverse(result.begin(), result.end());
    return result;
}

std::string deflated(std::string head, std::uint64_t count, int windowBits) {
    z_stream stream{};
    deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, windowBits, 9, Z_DEFAULT_STRATEGY);
    std::string zeros(1 << 20, '\0');
    std::string result;
    std::string room(1 << 16, '\0');
    int state = Z_OK;
    stream.next_in = reinterpret_cast<Bytef*>(head.data());
    stream.avail_in = static_cast<uInt>(head.size());
    for (std::uint64_t left = count; state != Z_STREAM_END;) {
        if (stream.avail_in == 0) {
            stream.next_in = reinterpret_cast<Bytef*>(zeros.data());
            stream.avail_in = static_cast<uInt>(std::min<std::uint64_t>(left, zeros.size()));
            left -= stream.avail_in;
        }
        stream.next_out = reinterpret_cast<Bytef*>(room.data());
        stream.avail_out = static_cast<uInt>(room.size());
        state = deflate(&stream, left == 0 ? Z_FINISH : Z_NO_FLUSH);
        result.append(room, 0, room.size() - stream.avail_out);
    }
    deflateEnd(&stream);
    return result;
}

std::string emptyPng(const EmptyPicture& picture, char kind, bool interlaced, bool withPixels) {
    const int channels = kind == 2 ? 3 : kind == 6 ? 4 : 1;
    std::string file =
        "\x89PNG\r\n\x1a\n" +
        pngChunk("IHDR", big(picture.columns, 4) + big(picture.rows, 4) + static_cast<char>(picture.bits) + kind +
                             std::string(2, '\0') + (interlaced ? '\x01' : '\x00'));
    if (kind == 3) file += pngChunk("PLTE", std::string(6, '\0'));
    const std::uint64_t rowBytes = (std::uint64_t{picture.columns} * channels * picture.bits + 7) / 8 + 1;
    // Seven passes have more rows, each with a byte of its own.
    const std::uint64_t spare = interlaced ? std::uint64_t{picture.rows} * 4 : 0;
    constexpr std::uint64_t kFew = 1000;
    file += pngChunk("IDAT", deflated("", withPixels ? rowBytes * picture.rows + spare : kFew, MAX_WBITS));
    return file + pngChunk("IEND", "");
}

std::string emptyJpeg(const EmptyPicture& picture, char marker) {
    const bool isLossless = marker == '\xC3';
    const std::string table = segment('\xDB', std::string(1, '\0') + std::string(64, '\x01'));
    const std::string codes = oneCode(0, 0) + (isLossless ? "" : oneCode(1, 0));
    const std::string end = isLossless ? std::string("\x01\0\0", 3) : std::string("\0\x3F\0", 3);
    const std::uint64_t bits = isLossless ? std::uint64_t{picture.rows} * picture.columns : 2 * blocksOf(picture);
    return "\xFF\xD8" + (isLossless ? "" : table) + frameHeader(picture, marker) + codes +
           scanHeader(picture.components, end) + zeroBits(bits * static_cast<unsigned>(picture.components)) +
           "\xFF\xD9";
}

std::string emptyProgressiveJpeg(const EmptyPicture& picture, int passes) {
    constexpr std::uint64_t kBlocksOfARun = 1 << 14;  // said by one bit and fourteen zeros (T.81 G.1.2.2)
    constexpr char kRunOfEmptyBlocks = '\xE0';
    std::string stream = "\xFF\xD8" + segment('\xDB', std::string(1, '\0') + std::string(64, '\x01')) +
                         frameHeader(picture, '\xC2') + oneCode(0, 0) + oneCode(1, kRunOfEmptyBlocks);
    stream += scanHeader(picture.components, std::string(3, '\0')) +
              zeroBits(blocksOf(picture) * static_cast<unsigned>(picture.components));
    for (int pass = 1; pass < passes; ++pass) {
        const char last = static_cast<char>(pass == passes - 1 ? 63 : pass);
        for (char id = 1; id <= picture.components; ++id)
            stream += segment('\xDA', std::string{'\x01', id, '\0', static_cast<char>(pass), last, '\0'}) +
                      zeroBits((blocksOf(picture) / kBlocksOfARun + 1) * 15);
    }
    return stream + "\xFF\xD9";
}

std::string emptyJpegLs(const EmptyPicture& picture, int interleaving) {
    const std::string end = std::string("\0", 1) + static_cast<char>(interleaving) + '\0';
    const std::string head = "\xFF\xD8" + frameHeader(picture, '\xF7');
    if (picture.components > 1 && interleaving == 1)  // lines of each component in turn
        return head + scanHeader(picture.components, end) +
               oneBits(runBits(std::uint64_t{picture.rows}, picture.columns) * picture.components) + "\xFF\xD9";
    return head + scanHeader(picture.components, end) + oneBits(runBits(picture.rows, picture.columns)) + "\xFF\xD9";
}

std::string emptyJpeg2000(const EmptyPicture& picture, int levels) {
    const auto depth = static_cast<char>(picture.bits - 1);
    std::string size = big(0, 2) + big(picture.columns, 4) + big(picture.rows, 4) + big(0, 8) +
                       big(picture.columns, 4) + big(picture.rows, 4) + big(0, 8) + big(picture.components, 2);
    for (int i = 0; i < picture.components; ++i) size += std::string{depth, '\x01', '\x01'};
    const std::string style =
        std::string("\0\0", 2) + big(1, 2) + '\0' + static_cast<char>(levels) + std::string("\x04\x04\0\x01", 4);
    std::string quantization(1, '\x40');  // no quantization, two guard bits
    for (int band = 0; band < 3 * levels + 1; ++band) quantization += static_cast<char>((picture.bits + 1) << 3);
    const std::string emptyPackets(static_cast<std::size_t>((levels + 1) * picture.components), '\0');
    return "\xFF\x4F" + segment('\x51', size) + segment('\x52', style) + segment('\x5C', quantization) +
           segment('\x90', big(0, 2) + big(0, 4) + std::string("\0\x01", 2)) + "\xFF\x93" + emptyPackets + "\xFF\xD9";
}

std::string emptyRuns(const EmptyPicture& picture) {
    const std::uint64_t pixels = std::uint64_t{picture.rows} * picture.columns;
    const int segments = (picture.bits + 7) / 8 * picture.components;
    std::string run;
    for (std::uint64_t i = 0; i < (pixels + 127) / 128; ++i) run += std::string("\x81\0", 2);
    std::string stream = DicomBytes::little(static_cast<unsigned>(segments), 4);
    for (int i = 0; i < 15; ++i) stream += DicomBytes::little(i < segments ? 64 + i * run.size() : 0, 4);
    for (int i = 0; i < segments; ++i) stream += run;
    return stream;
}

std::string emptyTiff(const EmptyPicture& picture, std::uint16_t compression, bool tiled) {
    if (TIFFIsCODECConfigured(compression) == 0) return {};
    TiffMemory memory;
    const std::unique_ptr<TIFF, decltype(&TIFFClose)> tiff(
        TIFFClientOpen("", "wm", &memory, &TiffMemory::read, &TiffMemory::write, &TiffMemory::seek, &TiffMemory::close,
                       &TiffMemory::size, nullptr, nullptr),
        &TIFFClose);
    describe(tiff.get(), picture, compression);
    if (tiled) {
        TIFFSetField(tiff.get(), TIFFTAG_TILEWIDTH, 512);
        TIFFSetField(tiff.get(), TIFFTAG_TILELENGTH, 512);
    } else {
        TIFFSetField(tiff.get(), TIFFTAG_ROWSPERSTRIP, 200);
    }
    const auto pieces = tiled ? TIFFNumberOfTiles(tiff.get()) : TIFFNumberOfStrips(tiff.get());
    std::string zeros(static_cast<std::size_t>(tiled ? TIFFTileSize(tiff.get()) : TIFFStripSize(tiff.get())), '\0');
    for (std::uint32_t i = 0; i < pieces; ++i)
        if (tiled)
            TIFFWriteEncodedTile(tiff.get(), i, zeros.data(), static_cast<tmsize_t>(zeros.size()));
        else
            TIFFWriteEncodedStrip(tiff.get(), i, zeros.data(), static_cast<tmsize_t>(zeros.size()));
    TIFFWriteDirectory(tiff.get());
    return memory.bytes;
}

}  // namespace asg::test
