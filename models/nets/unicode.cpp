#include "models/nets/unicode.h"

#include <algorithm>
#include <iterator>
#include <span>

namespace asg::nets {

namespace {

struct CodeRange {
    char32_t first;
    char32_t last;
};

/// Every `step`-th character from first to last has its lower case `difference` further on.
struct CaseRange {
    char32_t first;
    char32_t last;
    char32_t step;
    std::int32_t difference;
};

struct Decomposition {
    char32_t code;
    std::array<char32_t, 3> parts;
};

#include "models/nets/unicode_tables.inc"

constexpr char32_t kReplacement = 0xFFFD;

template <typename Range>
const Range* findRange(std::span<const Range> ranges, char32_t code) {
    const auto after = std::ranges::upper_bound(ranges, code, {}, &Range::first);
    if (after == ranges.begin()) return nullptr;
    const auto& candidate = *std::prev(after);
    return code <= candidate.last ? &candidate : nullptr;
}

bool contains(std::span<const CodeRange> ranges, char32_t code) {
    return findRange(ranges, code) != nullptr;
}

// Hangul syllables are composed by arithmetic (Unicode Standard, 3.12).
constexpr char32_t kFirstSyllable = 0xAC00;
constexpr char32_t kLastSyllable = 0xD7A3;
constexpr char32_t kFirstLead = 0x1100;
constexpr char32_t kFirstVowel = 0x1161;
constexpr char32_t kNoTrail = 0x11A7;
constexpr char32_t kVowels = 21;
constexpr char32_t kTrails = 28;

std::array<char32_t, 3> decomposeSyllable(char32_t code) {
    const char32_t index = code - kFirstSyllable;
    const char32_t trail = index % kTrails;
    return {kFirstLead + index / (kVowels * kTrails), kFirstVowel + index / kTrails % kVowels,
            trail == 0 ? 0 : kNoTrail + trail};
}

/// Length of the sequence that a first byte announces; 0 for a byte that cannot be first.
std::size_t sequenceLength(unsigned char first) {
    if (first < 0x80) return 1;
    if (first >= 0xC2 && first <= 0xDF) return 2;
    if (first >= 0xE0 && first <= 0xEF) return 3;
    if (first >= 0xF0 && first <= 0xF4) return 4;
    return 0;
}

SourcedCharacter decodeOne(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
    const std::size_t length = sequenceLength(byte(0));
    const SourcedCharacter invalid{kReplacement, at, at + 1};
    if (length == 0 || length > text.size() - at) return invalid;
    constexpr std::array<unsigned char, 5> payload = {0, 0x7F, 0x1F, 0x0F, 0x07};
    char32_t code = byte(0) & payload[length];
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0) != 0x80) return invalid;
        code = code << 6 | (byte(i) & 0x3FU);
    }
    constexpr std::array<char32_t, 5> smallest = {0, 0, 0x80, 0x800, 0x10000};
    const bool isSurrogate = code >= 0xD800 && code <= 0xDFFF;
    if (code < smallest[length] || code > 0x10FFFF || isSurrogate) return invalid;
    return {code, at, at + length};
}

}  // namespace

std::vector<SourcedCharacter> decodeUtf8(std::string_view text) {
    std::vector<SourcedCharacter> characters;
    characters.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); at = characters.back().end) characters.push_back(decodeOne(text, at));
    return characters;
}

void appendUtf8(char32_t code, std::string& text) {
    const auto append = [&](char32_t byte) { text.push_back(static_cast<char>(byte)); };
    if (code < 0x80) {
        append(code);
    } else if (code < 0x800) {
        append(0xC0 | code >> 6);
        append(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        append(0xE0 | code >> 12);
        append(0x80 | (code >> 6 & 0x3F));
        append(0x80 | (code & 0x3F));
    } else {
        append(0xF0 | code >> 18);
        append(0x80 | (code >> 12 & 0x3F));
        append(0x80 | (code >> 6 & 0x3F));
        append(0x80 | (code & 0x3F));
    }
}

bool isRemoved(char32_t code) {
    return contains(kRemoved, code);
}

bool isWhiteSpace(char32_t code) {
    return contains(kWhiteSpace, code);
}

bool isNonSpacingMark(char32_t code) {
    return contains(kNonSpacingMarks, code);
}

bool isIdeograph(char32_t code) {
    return contains(kIdeographs, code);
}

bool isPunctuation(char32_t code) {
    return contains(kPunctuation, code);
}

char32_t lowerCase(char32_t code) {
    const auto* range = findRange<CaseRange>(kLowerCase, code);
    if (range == nullptr || (code - range->first) % range->step != 0) return code;
    return static_cast<char32_t>(static_cast<std::int32_t>(code) + range->difference);
}

std::array<char32_t, 3> withoutAccents(char32_t code) {
    if (code >= kFirstSyllable && code <= kLastSyllable) return decomposeSyllable(code);
    const auto* found = std::ranges::lower_bound(kDecompositions, code, {}, &Decomposition::code);
    if (found != std::end(kDecompositions) && found->code == code) return found->parts;
    if (isNonSpacingMark(code)) return {};
    return {code, 0, 0};
}

}  // namespace asg::nets
