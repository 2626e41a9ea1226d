#include "models/downstream/crop_reader.h"

#include "core/base/translatable.h"
#include "core/io/open_radiograph.h"

#include <algorithm>
#include <atomic>
#include <future>
#include <thread>

namespace asg::downstream {
namespace {

using base::Result;
using Crops = std::vector<Result<Crop>>;

Result<Crop> readOne(const CropSource& source, const vision::InputSpec& spec) try {
    const auto radiograph = io::openRadiograph(source.path);
    if (!radiograph) return radiograph.error();
    if (!source.sha256.empty() && radiograph->sha256 != source.sha256)
        return base::Error{
            base::ErrorCode::Corrupt,
            base::Sentence{QT_TRANSLATE_NOOP(
                               "Error", "%1: this is not the picture that the data set describes (another SHA-256)."),
                           {source.path.string()}}};
    return Crop{vision::makeModelInput(*radiograph, spec), radiograph->sha256};
} catch (const std::exception&) {
    return base::Error{base::ErrorCode::OutOfMemory,
                       base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: there is not enough memory for this picture."),
                                      {source.path.string()}}};
}

Crops readChunk(std::span<const CropSource> sources, const ReadSettings& settings, const std::stop_token& stop) {
    Crops crops(sources.size(),
                base::Error{base::ErrorCode::Internal, base::Sentence{QT_TRANSLATE_NOOP("Error", "not read")}});
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        for (std::size_t i = next++; i < sources.size() && !stop.stop_requested(); i = next++)
            crops[i] = readOne(sources[i], settings.input);
    };
    const int wanted = settings.threads > 0 ? settings.threads : static_cast<int>(std::thread::hardware_concurrency());
    std::vector<std::jthread> others;
    for (int i = 1; i < std::min(wanted, settings.chunk); ++i) others.emplace_back(work);
    work();
    others.clear();  // joins
    return crops;
}

}  // namespace

bool readCrops(const std::vector<CropSource>& sources, const ReadSettings& settings, const TakeCrops& take,
               const std::stop_token& stop) {
    const auto chunk = static_cast<std::size_t>(settings.chunk);
    const auto begin = [&](std::size_t first) {
        const std::span part(sources.begin() + static_cast<std::ptrdiff_t>(first),
                             std::min(chunk, sources.size() - first));
        return std::async(std::launch::async, [part, &settings, &stop] { return readChunk(part, settings, stop); });
    };
    std::future<Crops> ahead;
    if (!sources.empty()) ahead = begin(0);
    for (std::size_t first = 0; first < sources.size(); first += chunk) {
        Crops crops = ahead.get();
        if (stop.stop_requested()) return false;
        if (first + chunk < sources.size()) ahead = begin(first + chunk);
        if (!take(first, crops)) return false;
    }
    return !stop.stop_requested();
}

}  // namespace asg::downstream
