#include "tests/fuzz/io/png_mutator.h"

#include "tests/fuzz/support/target.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>
#include <zlib.h>

namespace asg::fuzz {
namespace {

constexpr std::string_view kSignature("\x89PNG\r\n\x1A\n", 8);
constexpr std::size_t kMostPixelBytes = 1U << 17U;

struct Chunk {
    std::string name;
    std::string data;
};

std::uint32_t bigEndian(std::string_view bytes) {
    std::uint32_t value = 0;
    for (const char c : bytes.substr(0, 4)) value = value << 8 | static_cast<unsigned char>(c);
    return value;
}

std::string bigEndian(std::uint32_t value) {
    return {static_cast<char>(value >> 24), static_cast<char>(value >> 16), static_cast<char>(value >> 8),
            static_cast<char>(value)};
}

std::vector<Chunk> chunksOf(std::string_view bytes) {
    std::vector<Chunk> chunks;
    while (bytes.size() >= 12) {
        const std::size_t length = bigEndian(bytes);
        if (length > bytes.size() - 12) break;
        chunks.push_back({std::string(bytes.substr(4, 4)), std::string(bytes.substr(8, length))});
        bytes.remove_prefix(12 + length);
    }
    return chunks;
}

std::string written(const std::vector<Chunk>& chunks) {
    std::string text(kSignature);
    for (const auto& chunk : chunks) {
        const std::string checked = chunk.name + chunk.data;
        const auto crc = ::crc32(0, reinterpret_cast<const Bytef*>(checked.data()), static_cast<uInt>(checked.size()));
        text += bigEndian(static_cast<std::uint32_t>(chunk.data.size())) + checked +
                bigEndian(static_cast<std::uint32_t>(crc));
    }
    return text;
}

/// Damage to what the pixels' stream unpacks to.
void changePixels(std::string& stream) {
    std::string pixels(kMostPixelBytes, '\0');
    uLongf size = pixels.size();
    const auto* packed = reinterpret_cast<const Bytef*>(stream.data());
    if (::uncompress(reinterpret_cast<Bytef*>(pixels.data()), &size, packed, stream.size()) != Z_OK) return;
    pixels = damaged(std::string_view(pixels).substr(0, size));
    uLongf room = ::compressBound(pixels.size());
    stream.resize(room);
    ::compress(reinterpret_cast<Bytef*>(stream.data()), &room, reinterpret_cast<const Bytef*>(pixels.data()),
               pixels.size());
    stream.resize(room);
}

/// The header: sides, bits, colour type, interlacing (PNG 11.2.2).
void changeHeader(std::string& header, Dice& dice) {
    constexpr std::array kBits{'\1', '\2', '\4', '\10', '\20', '\3'};
    constexpr std::array kColours{'\0', '\2', '\3', '\4', '\6', '\1'};
    header.resize(13);
    switch (dice.below(5)) {
        case 0: header[3] = static_cast<char>(1 + dice.below(40)); break;
        case 1: header[7] = static_cast<char>(1 + dice.below(40)); break;
        case 2: header[8] = dice.pick(kBits); break;
        case 3: header[9] = dice.pick(kColours); break;
        default: header[12] = static_cast<char>(dice.below(2)); break;
    }
}

void change(std::vector<Chunk>& chunks, Dice& dice) {
    constexpr std::array kNames{"PLTE", "tRNS", "gAMA", "sBIT", "bKGD", "eXIf",
                                "iCCP", "zTXt", "pHYs", "IDAT", "IEND", "acTL"};
    auto& chunk = dice.pick(chunks);
    if (chunk.name == "IDAT" && !dice.oneIn(4)) return changePixels(chunk.data);
    if (chunk.name == "IHDR" && !dice.oneIn(4)) return changeHeader(chunk.data, dice);
    switch (dice.below(5)) {
        case 0:
            chunks.insert(chunks.begin() + static_cast<std::ptrdiff_t>(dice.below(chunks.size())),
                          {dice.pick(kNames), std::string(dice.below(800), static_cast<char>(dice.any()))});
            break;
        case 1: std::swap(chunk, dice.pick(chunks)); break;
        case 2: chunks.push_back(Chunk(chunk)); break;
        default: chunk.data = damaged(chunk.data); break;
    }
}

}  // namespace

std::string mutatedPng(std::string_view bytes, Dice& dice) {
    if (!bytes.starts_with(kSignature) || dice.oneIn(8)) return damaged(bytes);
    auto chunks = chunksOf(bytes.substr(kSignature.size()));
    if (chunks.empty()) return damaged(bytes);
    for (std::size_t changes = 1 + dice.below(3); changes > 0; --changes) change(chunks, dice);
    return written(chunks);
}

}  // namespace asg::fuzz
