#include "core/text/entities.h"

#include "core/text/code_points.h"

#include <array>
#include <charconv>
#include <utility>

namespace asg::text {
namespace {

constexpr std::size_t kLongestEntity = 10;

// HTML 4's names that reports hold.
constexpr std::array<std::pair<std::string_view, char32_t>, 58> kEntities{
    {{"amp", '&'},      {"lt", '<'},        {"gt", '>'},       {"quot", '"'},     {"apos", '\''},    {"nbsp", 0xA0},
     {"ndash", 0x2013}, {"mdash", 0x2014},  {"lsquo", 0x2018}, {"rsquo", 0x2019}, {"ldquo", 0x201C}, {"rdquo", 0x201D},
     {"bull", 0x2022},  {"hellip", 0x2026}, {"deg", 0xB0},     {"plusmn", 0xB1},  {"micro", 0xB5},   {"middot", 0xB7},
     {"times", 0xD7},   {"shy", 0xAD},      {"iexcl", 0xA1},   {"iquest", 0xBF},  {"ordf", 0xAA},    {"ordm", 0xBA},
     {"le", 0x2264},    {"ge", 0x2265},     {"aacute", 0xE1},  {"eacute", 0xE9},  {"iacute", 0xED},  {"oacute", 0xF3},
     {"uacute", 0xFA},  {"ntilde", 0xF1},   {"Aacute", 0xC1},  {"Eacute", 0xC9},  {"Iacute", 0xCD},  {"Oacute", 0xD3},
     {"Uacute", 0xDA},  {"Ntilde", 0xD1},   {"auml", 0xE4},    {"ouml", 0xF6},    {"uuml", 0xFC},    {"Auml", 0xC4},
     {"Ouml", 0xD6},    {"Uuml", 0xDC},     {"szlig", 0xDF},   {"agrave", 0xE0},  {"egrave", 0xE8},  {"ecirc", 0xEA},
     {"ccedil", 0xE7},  {"acirc", 0xE2},    {"ocirc", 0xF4},   {"atilde", 0xE3},  {"otilde", 0xF5},  {"iuml", 0xEF},
     {"icirc", 0xEE},   {"ucirc", 0xFB},    {"ensp", 0x2002},  {"emsp", 0x2003}}};

std::optional<char32_t> numbered(std::string_view digits) {
    const bool hex = digits.starts_with('x') || digits.starts_with('X');
    if (hex) digits.remove_prefix(1);
    std::uint32_t value = 0;
    const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), value, hex ? 16 : 10);
    const bool whole = failure == std::errc() && end == digits.data() + digits.size();
    const bool character = value > 0 && value < 0x110000 && !(value >= 0xD800 && value < 0xE000);
    return whole && character ? std::optional<char32_t>(value) : std::nullopt;
}

std::optional<char32_t> characterOf(std::string_view name) {
    if (name.starts_with('#')) return numbered(name.substr(1));
    for (const auto& [known, character] : kEntities)
        if (known == name) return character;
    return std::nullopt;
}

}  // namespace

std::optional<Entity> entityAt(std::string_view text, std::size_t offset) {
    std::string_view rest = text.substr(offset + 1, kLongestEntity);
    std::size_t begin = offset + 1;
    if (rest.starts_with("amp;")) {
        const std::string_view inner = text.substr(offset + 5, kLongestEntity);
        const auto close = inner.find(';');
        if (close != std::string_view::npos && characterOf(inner.substr(0, close))) {
            rest = inner;
            begin = offset + 5;
        }
    }
    const auto close = rest.find(';');
    if (close == std::string_view::npos || close == 0) return std::nullopt;
    const auto character = characterOf(rest.substr(0, close));
    if (!character) return std::nullopt;
    Entity entity{begin + close + 1, {}};
    constexpr char32_t kSoftHyphen = 0xAD;
    if (*character != kSoftHyphen) appendUtf8(entity.text, *character);
    return entity;
}

}  // namespace asg::text
