#include "core/base/translatable.h"
#include "core/doctor/checkup.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <langinfo.h>
#include <locale.h>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <thread>

namespace asg::doctor {
namespace {

/// A row of /proc/meminfo ("MemTotal:"), in MiB.
std::optional<std::int64_t> memoryRow(std::string_view row) {
    std::ifstream file("/proc/meminfo");
    std::string line;
    while (std::getline(file, line))
        if (line.starts_with(row)) return std::strtoll(line.c_str() + row.size(), nullptr, 10) / 1024;
    return std::nullopt;
}

Check memory() {
    constexpr std::int64_t kWanted = 1024;  // MiB: the model with a large picture and its maps
    const auto total = memoryRow("MemTotal:");
    const auto available = memoryRow("MemAvailable:");
    if (!total || !available)
        return {"memory",
                CheckState::Note,
                QT_TRANSLATE_NOOP("Error", "How much memory there is cannot be found out."),
                {}};
    const std::vector<Fact> facts{{"totalMiB", *total}, {"availableMiB", *available}};
    const base::Sentence words{QT_TRANSLATE_NOOP("Error", "Memory: %1 of %2 MiB are free."),
                               {std::to_string(*available), std::to_string(*total)}};
    if (*available >= kWanted) return {"memory", CheckState::Good, words, {}, facts};
    return {"memory", CheckState::Note, words,
            QT_TRANSLATE_NOOP("Error", "Close other programs: a large picture with the model needs about 1 GiB."),
            facts};
}

Check processor() {
    const auto threads = static_cast<std::int64_t>(std::max(1U, std::thread::hardware_concurrency()));
    return {"processor",
            CheckState::Good,
            {QT_TRANSLATE_NOOP("Error", "Processor: %1 threads."), {std::to_string(threads)}},
            {},
            {{"threads", threads}}};
}

Check locale() {
    ::locale_t user = ::newlocale(LC_ALL_MASK, "", nullptr);
    const std::string letters = user != nullptr ? ::nl_langinfo_l(CODESET, user) : "";
    if (user != nullptr) ::freelocale(user);
    const std::vector<Fact> facts{{"letters", letters}};
    if (letters == "UTF-8")
        return {"locale", CheckState::Good, QT_TRANSLATE_NOOP("Error", "Language setting: UTF-8."), {}, facts};
    return {
        "locale", CheckState::Note,
        QT_TRANSLATE_NOOP("Error",
                          "Language setting: not UTF-8, so other letters than English ones in names of files may be "
                          "shown wrong."),
        QT_TRANSLATE_NOOP("Error", "Set LANG to a language with UTF-8, as C.UTF-8."), facts};
}

std::int64_t entriesIn(const std::filesystem::path& folder, std::string_view beginning) {
    std::error_code failure;
    std::int64_t count = 0;
    for (std::filesystem::directory_iterator entry(folder, failure), end; !failure && entry != end;
         entry.increment(failure))
        if (entry->path().filename().string().starts_with(beginning)) ++count;
    return count;
}

/// "535.104.05" of "NVRM version: NVIDIA UNIX x86_64 Kernel Module  535.104.05  Sat …".
std::string nvidiaDriver() {
    std::ifstream file("/proc/driver/nvidia/version");
    std::string word;
    while (file >> word)
        if (word.find_first_not_of("0123456789.") == word.npos && word.find('.') != word.npos) return word;
    return {};
}

Check graphics() {
    const auto nodes = entriesIn("/dev/dri", "renderD");
    const auto gpus = entriesIn("/proc/driver/nvidia/gpus", "");
    const auto driver = nvidiaDriver();
    const std::vector<Fact> facts{{"renderNodes", nodes}, {"nvidiaGpus", gpus}, {"nvidiaDriver", driver}};
    if (gpus > 0)
        return {
            "graphics",
            CheckState::Good,
            {QT_TRANSLATE_NOOP("Error", "Graphics: NVIDIA's driver %1 with %2 GPUs."), {driver, std::to_string(gpus)}},
            {},
            facts};
    if (nodes > 0)
        return {"graphics",
                CheckState::Good,
                QT_TRANSLATE_NOOP("Error", "Graphics: the system has a driver of a GPU."),
                {},
                facts};
    return {
        "graphics",
        CheckState::Good,
        QT_TRANSLATE_NOOP(
            "Error", "Graphics: no driver of a GPU, so pictures are drawn by the processor and the model runs on it."),
        {},
        facts};
}

bool isSet(const char* variable) {
    const char* value = std::getenv(variable);
    return value != nullptr && *value != '\0';
}

/// As asg-viewer chooses it (app/viewer/main.cpp).
Check display() {
    const bool x11 = isSet("DISPLAY");
    const bool wayland = isSet("WAYLAND_DISPLAY");
    const std::vector<Fact> facts{{"x11", x11},
                                  {"wayland", wayland},
                                  {"platformChosen", isSet("QT_QPA_PLATFORM")},
                                  {"softwareOpenGl", isSet("LIBGL_ALWAYS_SOFTWARE")}};
    if (x11)
        return {"display",
                CheckState::Good,
                wayland
                    ? QT_TRANSLATE_NOOP(
                          "Error", "Screen: Wayland; the viewer draws through XWayland, by OpenGL where that works.")
                    : QT_TRANSLATE_NOOP("Error", "Screen: X11; the viewer draws by OpenGL where that works."),
                {},
                facts};
    if (wayland)
        return {"display", CheckState::Note,
                QT_TRANSLATE_NOOP("Error",
                                  "Screen: Wayland without XWayland, so the viewer draws without OpenGL, more slowly."),
                QT_TRANSLATE_NOOP("Error", "Install the package xwayland and start the session again."), facts};
    return {"display",
            CheckState::Note,
            QT_TRANSLATE_NOOP("Error", "Screen: none here, so the viewer cannot start; asg works without one."),
            {},
            facts};
}

}  // namespace

std::vector<Check> examineMachine() {
    return {memory(), processor(), locale(), graphics(), display()};
}

}  // namespace asg::doctor
