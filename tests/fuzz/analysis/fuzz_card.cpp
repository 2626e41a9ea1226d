/// A model's card.json. Numbers of a card that is taken can be computed with.
#include "core/analysis/models_library.h"
#include "tests/fuzz/support/scratch.h"
#include "tests/fuzz/support/target.h"

#include <cmath>

namespace {

void check(const asg::vision::InputSpec& input) {
    for (const float mean : {input.mean, input.meanG, input.meanB})
        asg::fuzz::require(std::isfinite(mean), "a mean is a number");
    for (const float deviation : {input.deviation, input.deviationG, input.deviationB})
        asg::fuzz::require(std::isfinite(deviation) && deviation > 0, "a deviation can be divided by");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    asg::fuzz::scratchFile("card.json", asg::fuzz::asText(data, size));
    const auto card = asg::analysis::readModelCard(asg::fuzz::scratchFolder());
    asg::fuzz::require(card || !card.error().text.empty(), "an error has words");
    if (!card) return 0;
    check(card->input);
    for (const auto& [region, fit] : card->regionFits)
        asg::fuzz::require(std::isfinite(fit.iou) && std::isfinite(fit.low), "a fit is a number");
    for (const auto& [tag, band] : card->undecided)
        asg::fuzz::require(band.low >= 0 && band.low <= band.high && band.high <= 1, "a band lies within 0..1");
    return 0;
}
