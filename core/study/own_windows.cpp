#include "core/study/own_windows.h"

#include "core/base/atomic_file.h"
#include "core/base/translatable.h"
#include "core/study/own_table.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <system_error>
#include <utility>

namespace asg::study {
namespace {

/// The text before the separator, which is taken off `text` with it; all of it where there is none.
std::string_view takeUntil(std::string_view& text, char separator) {
    const auto end = text.find(separator);
    const auto part = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    return part;
}

bool saysNothing(std::string_view line) {
    return line.empty() || line == "\r" || line.starts_with('#');
}

std::optional<double> numberFrom(std::string_view words) {
    double number = 0;
    const auto [end, failed] = std::from_chars(words.data(), words.data() + words.size(), number);
    if (failed != std::errc{} || end != words.data() + words.size() || !std::isfinite(number)) return std::nullopt;
    return number;
}

std::string numberText(double number) {
    char text[32];
    return {text, std::to_chars(text, text + sizeof text, number).ptr};
}

std::optional<OwnWindow> windowFrom(std::string_view line) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    OwnWindow own;
    own.modality = takeUntil(line, '\t');
    own.window.name = takeUntil(line, '\t');
    const auto center = numberFrom(takeUntil(line, '\t'));
    const auto width = numberFrom(line);
    if (own.modality.empty() || own.window.name.empty() || !center || !width || *width <= 0) return std::nullopt;
    own.window.center = *center;
    own.window.width = *width;
    own.window.function = domain::Window::Function::LinearExact;
    return own;
}

std::string lineOf(const OwnWindow& own) {
    return own.modality + '\t' + own.window.name + '\t' + numberText(own.window.center) + '\t' +
           numberText(own.window.width);
}

/// The table with the window in it.
std::string tableWith(std::string_view table, const OwnWindow& own) {
    std::string changed;
    bool isIn = false;
    while (!table.empty()) {
        const auto line = takeUntil(table, '\n');
        const auto there = saysNothing(line) ? std::nullopt : windowFrom(line);
        const bool isIt = there && there->modality == own.modality && there->window.name == own.window.name;
        if (!isIt || !isIn) changed.append(isIt ? lineOf(own) : std::string(line)) += '\n';
        isIn = isIn || isIt;
    }
    if (!isIn) (changed += lineOf(own)) += '\n';
    return changed;
}

}  // namespace

base::Result<std::vector<OwnWindow>> readOwnWindows(std::string_view table, const std::string& file) {
    std::vector<OwnWindow> windows;
    for (int number = 1; !table.empty(); ++number) {
        const auto line = takeUntil(table, '\n');
        if (saysNothing(line)) continue;
        auto own = windowFrom(line);
        if (!own)
            return base::Error{
                base::ErrorCode::InvalidData,
                base::Sentence{
                    QT_TRANSLATE_NOOP(
                        "Error",
                        "%1, line %2: a window needs modality, name, center and a width above 0, with tabs between."),
                    {file, std::to_string(number)}}};
        windows.push_back(std::move(*own));
    }
    return windows;
}

base::Result<std::vector<OwnWindow>> loadOwnWindows(const std::filesystem::path& path) {
    const auto table = readOwnTable(path);
    if (!table) return table.error();
    return readOwnWindows(*table, path.string());
}

base::Result<std::vector<OwnWindow>> keepOwnWindow(const std::filesystem::path& path, OwnWindow window) {
    for (auto* text : {&window.modality, &window.window.name})
        std::ranges::replace_if(
            *text, [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
    const auto turn = OwnTableTurn::take(path);
    if (!turn) return turn.error();
    const auto table = readOwnTable(path);
    if (!table) return table.error();
    if (auto readable = readOwnWindows(*table, path.string()); !readable) return readable.error();
    const auto changed = tableWith(*table, window);
    if (auto written = base::writeFileAtomically(path, changed); !written) return written.error();
    return readOwnWindows(changed, path.string());
}

}  // namespace asg::study
