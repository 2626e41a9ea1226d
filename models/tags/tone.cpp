#include "models/tags/tone.h"

#include "models/regions/picture_area.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace asg::tags {
namespace {

using Histogram = std::array<double, 256>;  ///< shares of each grey

Histogram histogramOf(const training::PreparedImage& image) {
    Histogram shares{};
    for (const auto grey : image.grey) ++shares[grey];
    for (double& share : shares) share /= static_cast<double>(std::max<std::size_t>(1, image.grey.size()));
    return shares;
}

double bent(std::size_t grey, double exponent) {
    return std::pow(static_cast<double>(grey) / 255, exponent);
}

double meanAt(const Histogram& shares, double exponent) {
    double mean = 0;
    for (std::size_t grey = 0; grey < shares.size(); ++grey) mean += shares[grey] * bent(grey, exponent);
    return mean;
}

/// The exponent whose mean it is; means fall as exponents rise.
double exponentFor(const Histogram& shares, double mean) {
    double low = std::log(0.1);
    double high = std::log(10.0);
    for (int i = 0; i < 24; ++i) {
        const double middle = (low + high) / 2;
        (meanAt(shares, std::exp(middle)) > mean ? low : high) = middle;
    }
    return std::exp((low + high) / 2);
}

}  // namespace

double meanGrey(const training::PreparedImage& image) {
    return meanAt(histogramOf(image), 1);
}

double meanGrey(const vision::ModelInput& input) {
    double sum = 0;
    std::size_t count = 0;
    regions::visitPicture(input, [&](std::size_t place) {
        sum += input.grey[place];
        ++count;
    });
    return count == 0 ? 0 : sum / (255.0 * static_cast<double>(count));
}

training::PreparedImage levelled(training::PreparedImage image, double mean) {
    if (image.grey.empty() || *std::ranges::min_element(image.grey) == *std::ranges::max_element(image.grey))
        return image;
    const double exponent = exponentFor(histogramOf(image), mean);
    std::array<std::uint8_t, 256> table{};
    for (std::size_t grey = 0; grey < table.size(); ++grey)
        table[grey] = static_cast<std::uint8_t>(std::lround(255 * bent(grey, exponent)));
    for (auto& grey : image.grey) grey = table[grey];
    return image;
}

}  // namespace asg::tags
