#include "tests/unit/io/large_pictures.h"

#include "tests/unit/io/compressed_zeros.h"
#include "tests/unit/io/dicom_bytes.h"

#include <tiff.h>
#include <utility>
#include <zlib.h>

namespace asg::test {
namespace {

constexpr EmptyPicture kGrey{};
constexpr EmptyPicture kGrey16{.bits = 16};
constexpr EmptyPicture kColor{.components = 3};
constexpr EmptyPicture kColor16{.bits = 16, .components = 3};
constexpr EmptyPicture kBits{.bits = 1};
constexpr EmptyPicture kTooLarge{.rows = 10'001};
constexpr EmptyPicture kLargest{.rows = 65'535, .columns = 65'535};
/// About as much as is read in compressions whose decoders cannot be stopped.
constexpr EmptyPicture kInOneGo{.rows = 4'000, .columns = 6'000, .bits = 16};

constexpr auto kRle = "1.2.840.10008.1.2.5";
constexpr auto kBaseline = "1.2.840.10008.1.2.4.50";
constexpr auto kExtended = "1.2.840.10008.1.2.4.51";
constexpr auto kLossless = "1.2.840.10008.1.2.4.70";
constexpr auto kJpegLs = "1.2.840.10008.1.2.4.80";
constexpr auto kJpeg2000 = "1.2.840.10008.1.2.4.90";
constexpr auto kDeflated = "1.2.840.10008.1.2.1.99";

/// Everything but the pixels.
DicomBytes header(const std::string& syntax, const EmptyPicture& picture, const std::string& colors = "RGB") {
    DicomBytes file(syntax);
    if (picture.components > 1 || colors != "RGB")
        file.word(0x0028, 0x0002, picture.components).text(0x0028, 0x0004, "CS", colors);
    const int allocated = picture.bits <= 8 ? 8 : picture.bits <= 16 ? 16 : 32;
    return file.grey(static_cast<int>(picture.rows), static_cast<int>(picture.columns), allocated, picture.bits);
}

std::string wrapped(const std::string& syntax, const EmptyPicture& picture, const std::string& stream,
                    const std::string& colors = "RGB") {
    return header(syntax, picture, colors).fragments({stream}).bytes;
}

std::string inflating(const EmptyPicture& picture) {
    const std::uint64_t zeros =
        std::uint64_t{picture.rows} * picture.columns * static_cast<unsigned>(picture.components * picture.bits / 8);
    DicomBytes file = header(kDeflated, picture);
    const std::size_t meta = DicomBytes(kDeflated).bytes.size();
    file.head(0x7FE0, 0x0010, "OW", static_cast<std::uint32_t>(zeros));
    return file.bytes.substr(0, meta) + deflated(file.bytes.substr(meta), zeros, -MAX_WBITS);
}

std::string withPalette() {
    DicomBytes file = header(kRle, kGrey, "PALETTE COLOR");
    for (unsigned color = 1; color <= 3; ++color) {
        file.words(0x0028, 0x1100 + color, "US", {256, 0, 16});
        file.words(0x0028, 0x1200 + color, "OW", std::vector<int>(256, 0x8000));
    }
    return file.fragments({emptyRuns(kGrey)}).bytes;
}

std::string manyFrames() {
    DicomBytes file(kRle);
    file.text(0x0028, 0x0008, "IS", "100000").grey(10'000, 10'000, 8, 8);
    return file.fragments(std::vector<std::string>(100'000, emptyRuns({.rows = 1, .columns = 128}))).bytes;
}

void addPng(std::vector<LargePicture>& all) {
    all.push_back({"grey.png", [] { return emptyPng(kGrey, 0); }, true});
    all.push_back({"grey-16-bit.png", [] { return emptyPng(kGrey16, 0); }, true});
    all.push_back({"one-bit.png", [] { return emptyPng(kBits, 0); }, true});
    all.push_back({"palette.png", [] { return emptyPng(kGrey, 3); }, true});
    all.push_back({"colour.png", [] { return emptyPng(kColor, 2); }, true});
    all.push_back({"alpha-16-bit.png", [] { return emptyPng(kGrey16, 6); }, true});
    all.push_back({"interlaced.png", [] { return emptyPng(kGrey, 0, true); }, true});
    all.push_back({"interlaced-colour.png", [] { return emptyPng(kColor, 2, true); }});
    all.push_back({"without-pixels.png", [] { return emptyPng(kGrey, 0, false, false); }});
    all.push_back({"too-large.png", [] { return emptyPng(kTooLarge, 0, false, false); }});
    all.push_back({"largest.png", [] { return emptyPng(kLargest, 0, false, false); }});
}

void addJpeg(std::vector<LargePicture>& all) {
    all.push_back({"grey.jpg", [] { return emptyJpeg(kGrey, '\xC0'); }, true});
    all.push_back({"colour.jpg", [] { return emptyJpeg(kColor, '\xC0'); }, true});
    all.push_back({"progressive.jpg", [] { return emptyProgressiveJpeg(kGrey, 2); }, true});
    all.push_back({"progressive-12-passes.jpg", [] { return emptyProgressiveJpeg(kGrey, 12); }});
    all.push_back({"progressive-60-passes.jpg", [] { return emptyProgressiveJpeg(kGrey, 60); }});
    all.push_back({"progressive-colour.jpg", [] { return emptyProgressiveJpeg(kColor, 2); }});
    all.push_back({"without-pixels.jpg", [] { return emptyJpeg(kGrey, '\xC0').substr(0, 140); }});
    all.push_back({"too-large.jpg", [] { return emptyJpeg(kTooLarge, '\xC0'); }});
    all.push_back({"largest.jpg", [] { return emptyJpeg(kLargest, '\xC0').substr(0, 2'000); }});
}

void addTiff(std::vector<LargePicture>& all) {
    const std::vector<std::pair<std::string, std::uint16_t>> compressions{{"deflate", COMPRESSION_ADOBE_DEFLATE},
                                                                          {"lzw", COMPRESSION_LZW},
                                                                          {"packbits", COMPRESSION_PACKBITS},
                                                                          {"jpeg", COMPRESSION_JPEG},
                                                                          {"lzma", COMPRESSION_LZMA},
                                                                          {"zstd", COMPRESSION_ZSTD},
                                                                          {"webp", COMPRESSION_WEBP}};
    for (const auto& [name, compression] : compressions) {
        const auto add = [&, kind = compression](const std::string& what, const EmptyPicture& picture, bool tiled) {
            all.push_back({name + what + ".tif", [=] { return emptyTiff(picture, kind, tiled); }, true});
        };
        add("-colour", kColor, false);
        if (compression == COMPRESSION_WEBP || compression == COMPRESSION_LZMA) continue;
        add("-grey", kGrey, false);
    }
    for (const bool tiled : {false, true}) {
        const std::string how = tiled ? "-tiles.tif" : ".tif";
        all.push_back({"16-bit" + how, [=] { return emptyTiff(kGrey16, COMPRESSION_LZW, tiled); }, true});
        all.push_back({"colour-8-bit" + how, [=] { return emptyTiff(kColor, COMPRESSION_PACKBITS, tiled); }, true});
    }
    all.push_back({"group-4.tif", [] { return emptyTiff(kBits, COMPRESSION_CCITTFAX4); }, true});
    all.push_back({"colour-16-bit.tif", [] { return emptyTiff(kColor16, COMPRESSION_ADOBE_DEFLATE); }, true});
    all.push_back({"too-large.tif", [] { return emptyTiff(kTooLarge, COMPRESSION_ADOBE_DEFLATE); }});
    all.push_back({"largest.tif",
                   [] { return emptyTiff({.rows = 65'535, .columns = 65'535, .bits = 1}, COMPRESSION_CCITTFAX4); }});
}

void addDicom(std::vector<LargePicture>& all) {
    const auto add = [&all](const std::string& name, auto bytes, bool isHonest = false) {
        all.push_back({name + ".dcm", std::move(bytes), isHonest});
    };
    add(
        "rle", [] { return wrapped(kRle, kGrey, emptyRuns(kGrey)); }, true);
    add(
        "rle-16-bit", [] { return wrapped(kRle, kGrey16, emptyRuns(kGrey16)); }, true);
    add("rle-32-bit", [] { return wrapped(kRle, {.bits = 32}, emptyRuns({.bits = 32})); });
    add(
        "rle-colour", [] { return wrapped(kRle, kColor, emptyRuns(kColor)); }, true);
    add("rle-colour-16-bit", [] { return wrapped(kRle, kColor16, emptyRuns(kColor16)); });
    add("rle-palette", &withPalette);
    add("rle-many-frames", &manyFrames);
    add("rle-largest", [] { return wrapped(kRle, kLargest, emptyRuns(kGrey)); });
    add(
        "baseline", [] { return wrapped(kBaseline, kGrey, emptyJpeg(kGrey, '\xC0')); }, true);
    add(
        "baseline-colour", [] { return wrapped(kBaseline, kColor, emptyJpeg(kColor, '\xC0')); }, true);
    add(
        "progressive", [] { return wrapped(kBaseline, kGrey, emptyProgressiveJpeg(kGrey, 2)); }, true);
    add("progressive-12-passes", [] { return wrapped(kBaseline, kGrey, emptyProgressiveJpeg(kGrey, 12)); });
    for (const auto& [size, picture] : {std::pair{"", kGrey16}, std::pair{"-in-one-go", kInOneGo}}) {
        EmptyPicture color = picture;
        color.components = 3;
        EmptyPicture extended = picture;
        extended.bits = 12;
        const auto named = [&](const char* what) { return what + std::string(size); };
        add(named("extended"), [=] { return wrapped(kExtended, extended, emptyJpeg(extended, '\xC1')); });
        add(named("lossless"), [=] { return wrapped(kLossless, picture, emptyJpeg(picture, '\xC3')); });
        add(named("lossless-colour"), [=] { return wrapped(kLossless, color, emptyJpeg(color, '\xC3')); });
        add(named("jpeg-ls"), [=] { return wrapped(kJpegLs, picture, emptyJpegLs(picture)); });
        add(named("jpeg-ls-colour"), [=] { return wrapped(kJpegLs, color, emptyJpegLs(color, 1)); });
    }
    constexpr EmptyPicture kHalf{.rows = 7'000, .columns = 7'000, .bits = 16};
    constexpr EmptyPicture kHalfColor{.rows = 4'000, .columns = 4'000, .components = 3};
    constexpr EmptyPicture kHalf24{.rows = 7'000, .columns = 7'000, .bits = 24};
    add("jpeg-2000-too-large", [] { return wrapped(kJpeg2000, kGrey, emptyJpeg2000(kGrey, 5)); });
    add(
        "jpeg-2000", [=] { return wrapped(kJpeg2000, kHalf, emptyJpeg2000(kHalf, 0)); }, true);
    add(
        "jpeg-2000-levels", [=] { return wrapped(kJpeg2000, kHalf, emptyJpeg2000(kHalf, 5)); }, true);
    add(
        "jpeg-2000-colour", [=] { return wrapped(kJpeg2000, kHalfColor, emptyJpeg2000(kHalfColor, 5)); }, true);
    add(
        "jpeg-2000-24-bit", [=] { return wrapped(kJpeg2000, kHalf24, emptyJpeg2000(kHalf24, 5)); }, true);
    add(
        "deflated", [] { return inflating(kGrey); }, true);
    add(
        "deflated-16-bit", [] { return inflating(kGrey16); }, true);
    add("deflated-colour", [] { return inflating(kColor); });
}

}  // namespace

std::vector<LargePicture> largePictures() {
    std::vector<LargePicture> all;
    addPng(all);
    addJpeg(all);
    addTiff(all);
    addDicom(all);
    return all;
}

}  // namespace asg::test
