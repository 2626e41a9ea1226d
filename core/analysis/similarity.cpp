#include "core/analysis/similarity.h"

#include "core/vision/roi_align.h"

#include <cmath>
#include <numeric>

namespace asg::analysis {
namespace {

double dot(std::span<const float> a, std::span<const float> b) {
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

std::span<const float> embeddingAt(const EncodedPicture& picture, std::size_t cell, std::size_t width) {
    return std::span(picture.localEmbeddings).subspan(cell * width, width);
}

bool canCompare(const EncodedPicture& picture, std::span<const float> text) {
    const auto cells = static_cast<std::size_t>(picture.gridSide) * static_cast<std::size_t>(picture.gridSide);
    return cells > 0 && picture.localEmbeddings.size() == cells * text.size() && dot(text, text) > 0;
}

std::vector<float> embeddingOf(const EncodedPicture& picture, const base::Box& boxInCropPixels, std::size_t width) {
    const auto side = static_cast<std::size_t>(picture.gridSide);
    const auto toCells = static_cast<float>(picture.gridSide) / static_cast<float>(picture.transform.crop);
    const auto inCells = [toCells](double pixels) { return static_cast<float>(pixels) * toCells; };
    std::vector<float> columns(side, 0.0F);
    std::vector<float> rows(side, 0.0F);
    vision::addRoiWeights(inCells(boxInCropPixels.x1), inCells(boxInCropPixels.x2), columns);
    vision::addRoiWeights(inCells(boxInCropPixels.y1), inCells(boxInCropPixels.y2), rows);
    std::vector<float> embedding(width, 0.0F);
    for (std::size_t row = 0; row < side; ++row)
        for (std::size_t column = 0; column < side; ++column) {
            const float weight = rows[row] * columns[column];
            if (weight == 0) continue;
            const auto local = embeddingAt(picture, row * side + column, width);
            for (std::size_t i = 0; i < width; ++i) embedding[i] += weight * local[i];
        }
    return embedding;
}

}  // namespace

std::optional<float> similarity(const EncodedPicture& picture, const base::Box& boxInCropPixels,
                                std::span<const float> text) {
    if (boxInCropPixels.empty() || !canCompare(picture, text)) return std::nullopt;
    const auto region = embeddingOf(picture, boxInCropPixels, text.size());
    const double lengths = std::sqrt(dot(region, region)) * std::sqrt(dot(text, text));
    if (lengths <= 0) return std::nullopt;
    return static_cast<float>(dot(region, text) / lengths);
}

std::vector<float> similarities(const EncodedPicture& picture, std::span<const float> text) {
    std::vector<float> values;
    if (!canCompare(picture, text)) return values;
    const double length = std::sqrt(dot(text, text));
    for (std::size_t cell = 0; cell * text.size() < picture.localEmbeddings.size(); ++cell)
        values.push_back(static_cast<float>(dot(embeddingAt(picture, cell, text.size()), text) / length));
    return values;
}

}  // namespace asg::analysis
