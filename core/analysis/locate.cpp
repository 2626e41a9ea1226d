#include "core/analysis/locate.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace asg::analysis {
namespace {

float lengthOf(const std::vector<float>& phrase) {
    return std::sqrt(std::inner_product(phrase.begin(), phrase.end(), phrase.begin(), 0.0F));
}

std::vector<float> cosines(const BackendOutput& output, const std::vector<float>& phrase) {
    const auto cells = static_cast<std::size_t>(output.gridSide) * static_cast<std::size_t>(output.gridSide);
    const auto length = lengthOf(phrase);
    std::vector<float> values(cells, 0.0F);
    for (std::size_t cell = 0; cell < cells; ++cell) {
        const auto* local = output.localEmbeddings.data() + cell * phrase.size();
        values[cell] = std::inner_product(phrase.begin(), phrase.end(), local, 0.0F) / length;
    }
    return values;
}

/// Of the regions that hold the point, the one that the phrase is most like: a lower lung zone holds a hemidiaphragm,
/// and which of the two is meant, the words say. The smaller one where that makes no difference.
std::optional<domain::RegionId> regionMeantAt(const Backend& backend, const BackendOutput& output, base::Point inCrop) {
    const RegionOutput* best = nullptr;
    std::pair<float, double> bestRank;
    for (const auto& region : output.regions) {
        const auto& box = region.boxInCropPixels;
        if (region.presence < region.threshold || !box.contains(inCrop)) continue;
        const std::pair rank(backend.similarity(output, box, 0).value_or(-1), -box.area());
        if (best != nullptr && rank <= bestRank) continue;
        best = &region;
        bestRank = rank;
    }
    return best != nullptr ? std::optional(best->region) : std::nullopt;
}

}  // namespace

base::Outcome<PhraseLocation> locate(const domain::Radiograph& radiograph, const std::string& phrase, Backend& backend,
                                     std::stop_token stop, const base::Progress& progress) {
    PhraseLocation location;
    if (!backend.card().hasAlignment) return location;
    const auto input = vision::makeModelInput(radiograph, backend.card().input);
    const auto run = backend.analyse(input, {{phrase}}, stop, progress);
    if (run.cancelled()) return base::Cancelled{};
    if (run.failed()) return run.error();
    const BackendOutput& output = run.value();
    if (output.textEmbeddings.empty() || output.localEmbeddings.empty()) return location;
    location.available = true;
    if (!(lengthOf(output.textEmbeddings.front()) > 0)) return location;
    auto values = cosines(output, output.textEmbeddings.front());
    const auto peak = std::ranges::max_element(values);
    const auto index = static_cast<int>(peak - values.begin());
    const double cell = static_cast<double>(input.transform.crop) / output.gridSide;
    const base::Point inCrop{(index % output.gridSide + 0.5) * cell, (index / output.gridSide + 0.5) * cell};
    location.score = *peak;
    location.peakInImagePixels = input.transform.toImage(inCrop);
    location.region = regionMeantAt(backend, output, inCrop);
    for (float& value : values) value = std::max(value, 0.0F);
    const auto side = static_cast<double>(input.transform.crop);
    location.map =
        domain::HeatMap{output.gridSide, std::move(values), input.transform.toImage(base::Box{0, 0, side, side})};
    return location;
}

}  // namespace asg::analysis
