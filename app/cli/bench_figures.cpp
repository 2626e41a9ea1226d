#include "app/cli/bench_figures.h"

#include "app/cli/report_input.h"
#include "core/analysis/locate.h"
#include "core/analysis/models_library.h"
#include "core/analysis/pipeline.h"
#include "core/base/atomic_file.h"
#include "core/base/translatable.h"
#include "core/io/open_radiograph.h"
#include "core/review/review_store.h"

#include <algorithm>
#include <cctype>
#include <chrono>
#include <fstream>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace asg::cli {
namespace {

using base::Result;

/// At least once after the warm-up.
Result<double> medianSeconds(double seconds, const std::function<Result<void>()>& work) {
    using Clock = std::chrono::steady_clock;
    if (auto warm = work(); !warm) return warm.error();
    std::vector<double> times;
    double sum = 0;
    do {
        const auto start = Clock::now();
        if (auto done = work(); !done) return done.error();
        times.push_back(std::chrono::duration<double>(Clock::now() - start).count());
        sum += times.back();
    } while (sum < seconds);
    const auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
    std::ranges::nth_element(times, middle);
    return *middle;
}

/// Not getrusage(): its maximum begins with that of the program that started this one.
double peakMebibytes() {
    constexpr std::string_view kPeak = "VmHWM:";
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with(kPeak)) return std::stod(line.substr(kPeak.size())) / 1024;
    return 0;
}

base::Error interrupted() {
    return {base::ErrorCode::Internal, base::Sentence{QT_TRANSLATE_NOOP("Error", "interrupted.")}};
}

std::size_t countWords(std::string_view text) {
    std::size_t words = 0;
    bool inWord = false;
    for (const char letter : text) {
        const bool isLetter = std::isspace(static_cast<unsigned char>(letter)) == 0;
        words += isLetter && !inWord ? 1 : 0;
        inWord = isLetter;
    }
    return words;
}

}  // namespace

Result<double> secondsOfOpening(const std::filesystem::path& image, double seconds) {
    return medianSeconds(seconds, [&]() -> Result<void> {
        const auto radiograph = io::openRadiograph(image);
        return radiograph ? Result<void>{} : radiograph.error();
    });
}

Result<Figure> benchOpening(const std::filesystem::path& image, double seconds) {
    std::uintmax_t bytes = 0;
    const auto reading = medianSeconds(seconds, [&]() -> Result<void> {
        const auto content = base::readFile(image, io::kMaximumFileBytes);
        if (!content) return content.error();
        bytes = content->size();
        return {};
    });
    if (!reading) return reading.error();
    const auto opening = secondsOfOpening(image, seconds);
    if (!opening) return opening.error();
    const double megabytes = static_cast<double>(bytes) / 1e6;
    return Figure{"opening", megabytes / *opening, "MB/s", "reading the file", megabytes / *reading};
}

Result<Figure> benchParsing(const std::filesystem::path& report, double seconds) {
    const auto bytes = base::readFile(report, review::kMaximumReportBytes);
    if (!bytes) return bytes.error();
    const auto parser = loadParser();
    if (!parser) return parser.error();
    volatile std::size_t seen = 0;  // what nobody reads would not be computed
    const auto parsing = medianSeconds(seconds, [&]() -> Result<void> {
        seen = parser->parse(*bytes).sentences.size();
        return {};
    });
    const auto counting = medianSeconds(seconds, [&]() -> Result<void> {
        seen = countWords(*bytes);
        return {};
    });
    if (!parsing || !counting) return parsing ? counting.error() : parsing.error();
    return Figure{"parsing", 1 / *parsing, "reports/s", "counting the report's words", 1 / *counting};
}

Result<TimedAnalysis> timeAnalysis(const ModelOptions& model, const domain::Radiograph& radiograph, double seconds,
                                   const std::stop_token& stop) {
    const auto backend = loadBackend(model);
    if (!backend) return backend.error();
    TimedAnalysis timed;
    const auto median = medianSeconds(seconds, [&]() -> Result<void> {
        const auto picture = analysis::encode(radiograph, **backend, stop, {});
        if (picture.failed()) return picture.error();
        if (picture.cancelled()) return interrupted();
        const auto outcome = analysis::analyse(radiograph, picture.value(), {}, **backend, stop);
        if (!outcome.done()) return outcome.failed() ? outcome.error() : interrupted();
        timed.model = outcome.value().model;
        return {};
    });
    if (!median) return median.error();
    timed.milliseconds = *median * 1e3;
    return timed;
}

Result<Figure> benchPhrase(const ModelOptions& model, const domain::Radiograph& radiograph, double seconds,
                           const std::stop_token& stop) {
    const auto backend = loadBackend(model);
    if (!backend) return backend.error();
    std::optional<analysis::EncodedPicture> picture;
    const auto seeing = medianSeconds(seconds, [&]() -> Result<void> {
        auto encoded = analysis::encode(radiograph, **backend, stop, {});
        if (!encoded.done()) return encoded.failed() ? encoded.error() : interrupted();
        picture = std::move(encoded).value();
        return {};
    });
    if (!seeing) return seeing.error();
    const auto asking = medianSeconds(seconds, [&]() -> Result<void> {
        const auto located = analysis::locate(*picture, "opacity in the left lower lung zone", **backend, stop);
        return located.done() ? Result<void>{} : located.failed() ? located.error() : interrupted();
    });
    if (!asking) return asking.error();
    return Figure{"phrase", *asking * 1e3, "ms", "seeing the picture", *seeing * 1e3};
}

Result<Figure> benchMemory(const ModelOptions& model) {
    const auto weights = modelFolder(model) / "weights.safetensors";
    std::error_code failure;
    const auto bytes = std::filesystem::file_size(weights, failure);
    if (failure)
        return base::systemError(weights, failure.value(), base::Sentence{QT_TRANSLATE_NOOP("Error", "its size")});
    constexpr double kMebibyte = 1U << 20U;
    return Figure{"memory", peakMebibytes(), "MiB", "the model's weights in their file",
                  static_cast<double>(bytes) / kMebibyte};
}

}  // namespace asg::cli
