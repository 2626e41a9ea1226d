#include "models/pretraining/batch.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/full.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros.h>

#include <algorithm>

namespace asg::pretraining {
namespace {

constexpr auto kSlots = static_cast<std::int64_t>(domain::kMaximumLinks);

std::int64_t longestSlot(const std::vector<Sample>& samples) {
    std::size_t longest = 1;
    for (const auto& sample : samples)
        for (const auto& slot : sample.text.slots) longest = std::max(longest, slot.words.size());
    return static_cast<std::int64_t>(longest);
}

void addSlots(Batch& batch, const std::vector<Sample>& samples) {
    const std::int64_t words = longestSlot(samples);
    batch.boxes = at::zeros({batch.size(), kSlots, 4});
    batch.slotCounts = at::zeros({batch.size()}, at::kLong);
    batch.wordIndices = at::full({batch.size(), kSlots, words}, -1, at::kLong);
    auto* box = batch.boxes.mutable_data_ptr<float>();
    auto* count = batch.slotCounts.mutable_data_ptr<std::int64_t>();
    auto* word = batch.wordIndices.mutable_data_ptr<std::int64_t>();
    for (const auto& sample : samples) {
        const auto& slots = sample.text.slots;
        *count++ = static_cast<std::int64_t>(slots.size());
        for (std::size_t i = 0; i < slots.size(); ++i) {
            const base::Box& b = slots[i].box;
            const float edges[] = {static_cast<float>(b.x1), static_cast<float>(b.y1), static_cast<float>(b.x2),
                                   static_cast<float>(b.y2)};
            std::ranges::copy(edges, box + 4 * i);
            std::ranges::copy(slots[i].words, word + static_cast<std::int64_t>(i) * words);
        }
        box += kSlots * 4;
        word += kSlots * words;
    }
}

at::Tensor perChannel(float red, float green, float blue, const at::Tensor& like) {
    return at::tensor({red, green, blue}, like.options()).view({1, 3, 1, 1});
}

}  // namespace

Batch Batch::to(const c10::Device& device) const {
    const auto there = [&device](const at::Tensor& tensor) { return tensor.to(device); };
    return {there(grey),        {there(texts.ids), there(texts.mask), there(texts.words)},
            there(boxes),       there(slotCounts),
            there(wordIndices), there(labels),
            there(counts)};
}

Batch makeBatch(const std::vector<Sample>& samples, const SampleSettings& settings, int paddingId) {
    const auto count = static_cast<std::int64_t>(samples.size());
    const std::int64_t side = settings.input.crop;
    const auto tags = static_cast<std::int64_t>(domain::tagCount());
    Batch batch;
    batch.grey = at::empty({count, 1, side, side});
    batch.labels = at::empty({count, tags});
    batch.counts = at::empty({count, tags}, at::kBool);
    auto* grey = batch.grey.mutable_data_ptr<float>();
    auto* label = batch.labels.mutable_data_ptr<float>();
    auto* counted = batch.counts.mutable_data_ptr<bool>();
    std::vector<nets::TokenizedText> texts;
    for (const auto& sample : samples) {
        grey = std::ranges::copy(sample.grey, grey).out;
        label = std::ranges::copy(sample.labels, label).out;
        counted = std::ranges::copy(sample.counts, counted).out;
        texts.push_back(sample.text.tokens);
    }
    batch.texts = nets::makeTextBatch(texts, settings.maximumTokens, paddingId);
    addSlots(batch, samples);
    return batch;
}

at::Tensor normalisedImages(const Batch& batch, const vision::InputSpec& spec) {
    const auto mean = perChannel(spec.mean, spec.meanG, spec.meanB, batch.grey);
    const auto deviation = perChannel(spec.deviation, spec.deviationG, spec.deviationB, batch.grey);
    return (batch.grey / 255.0 - mean) / deviation;
}

}  // namespace asg::pretraining
