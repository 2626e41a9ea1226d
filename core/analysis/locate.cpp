#include "core/analysis/locate.h"

#include "core/analysis/similarity.h"

#include <algorithm>
#include <span>
#include <utility>

namespace asg::analysis {
namespace {

/// Of the regions that hold the point, the one that the phrase is most like: a lower lung zone holds a hemidiaphragm,
/// and which of the two is meant, the words say. The smaller one where that makes no difference.
std::optional<domain::RegionId> regionMeantAt(const EncodedPicture& picture, std::span<const float> words,
                                              base::Point inCrop) {
    const RegionOutput* best = nullptr;
    std::pair<float, double> bestRank;
    for (const auto& region : picture.regions) {
        const auto& box = region.boxInCropPixels;
        if (region.presence < region.threshold || !box.contains(inCrop)) continue;
        const std::pair rank(similarity(picture, box, words).value_or(-1), -box.area());
        if (best != nullptr && rank <= bestRank) continue;
        best = &region;
        bestRank = rank;
    }
    return best != nullptr ? std::optional(best->region) : std::nullopt;
}

}  // namespace

base::Outcome<PhraseLocation> locate(const EncodedPicture& picture, const std::string& phrase, Backend& backend,
                                     std::stop_token stop) {
    PhraseLocation location;
    if (!backend.card().hasAlignment) return location;
    const auto embedded = backend.embed({{phrase}}, stop);
    if (embedded.cancelled() || stop.stop_requested()) return base::Cancelled{};
    if (embedded.failed()) return embedded.error();
    if (embedded.value().empty() || picture.localEmbeddings.empty()) return location;
    location.available = true;
    const auto& words = embedded.value().front();
    auto values = similarities(picture, words);
    if (values.empty()) return location;
    const auto& transform = picture.transform;
    const auto peak = std::ranges::max_element(values);
    const auto index = static_cast<int>(peak - values.begin());
    const double cell = static_cast<double>(transform.crop) / picture.gridSide;
    const base::Point inCrop{(index % picture.gridSide + 0.5) * cell, (index / picture.gridSide + 0.5) * cell};
    location.score = *peak;
    location.peakInImagePixels = transform.toImage(inCrop);
    location.region = regionMeantAt(picture, words, inCrop);
    for (float& value : values) value = std::max(value, 0.0F);
    const auto side = static_cast<double>(transform.crop);
    location.map = domain::HeatMap{picture.gridSide, std::move(values), transform.toImage(base::Box{0, 0, side, side})};
    return location;
}

}  // namespace asg::analysis
