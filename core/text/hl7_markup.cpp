#include "core/text/markup.h"

#include <algorithm>
#include <array>

namespace asg::text {
namespace {

// Segments that say something of the message and not of the picture.
constexpr std::array<std::string_view, 9> kSegmentsLeftOut{"MSH|", "PID|", "PV1|", "ORC|", "OBR|",
                                                           "EVN|", "ZDS|", "TXA|", "IPC|"};

std::size_t endOfLine(std::string_view text, std::size_t i) {
    const std::size_t end = text.find_first_of("\r\n", i);
    return end == std::string_view::npos ? text.size() : end;
}

/// The bytes of a field, counted from 0 for the segment's name.
struct Field {
    std::size_t begin = 0;
    std::size_t end = 0;
};

Field fieldOf(std::string_view text, std::size_t line, std::size_t lineEnd, int number) {
    std::size_t begin = line;
    for (; number > 0; --number) {
        const std::size_t bar = text.substr(0, lineEnd).find('|', begin);
        if (bar == std::string_view::npos) return {lineEnd, lineEnd};
        begin = bar + 1;
    }
    return {begin, std::min(text.substr(0, lineEnd).find('|', begin), lineEnd)};
}

bool isHl7(std::string_view text) {
    for (const std::string_view mark : {"OBX|", "MSH|"})
        if (text.starts_with(mark) || text.find("\r" + std::string(mark)) != std::string_view::npos ||
            text.find("\n" + std::string(mark)) != std::string_view::npos)
            return true;
    return false;
}

}  // namespace

std::optional<RewrittenText> withoutHl7(std::string_view utf8) {
    if (!isHl7(utf8)) return std::nullopt;
    RewrittenText out;
    for (std::size_t line = 0; line < utf8.size();) {
        const std::size_t end = endOfLine(utf8, line);
        const std::string_view name = utf8.substr(line, 4);
        Field field{line, end};
        if (name == "OBX|") field = fieldOf(utf8, line, end, 5);
        if (name == "NTE|") field = fieldOf(utf8, line, end, 3);
        if (std::ranges::find(kSegmentsLeftOut, name) != kSegmentsLeftOut.end()) field = {end, end};
        std::size_t kept = field.begin;
        for (std::size_t i = field.begin; i < field.end; ++i) {
            if (utf8[i] != '~') continue;  // the next repetition of the field: the next line
            out.copy(utf8, kept, i);
            out.replace(i, i + 1, "\n");
            kept = i + 1;
        }
        out.copy(utf8, kept, field.end);
        if (end < utf8.size()) out.replace(end, end + 1, "\n");
        line = end + 1;
    }
    return out;
}

}  // namespace asg::text
