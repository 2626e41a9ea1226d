#include "models/alignment/frozen_words.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/stack.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros.h>

#include <cstdint>

namespace asg::alignment {

void FrozenWords::learn(const std::vector<std::string>& texts, const nets::TextBatch& batch) {
    std::vector<std::int64_t> rows;
    for (std::size_t i = 0; i < texts.size(); ++i)
        if (m_known.try_emplace(texts[i]).second) rows.push_back(static_cast<std::int64_t>(i));
    if (rows.empty()) return;
    const at::NoGradGuard noGradient;
    const auto chosen = at::tensor(rows);
    const nets::TextBatch unknown{batch.ids.index_select(0, chosen), batch.mask.index_select(0, chosen),
                                  batch.words.index_select(0, chosen)};
    const auto words = m_network->encodeTexts(unknown).to(at::kHalf);
    const auto lengths = unknown.mask.sum(1);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto row = static_cast<std::int64_t>(i);
        m_known[texts[static_cast<std::size_t>(rows[i])]] =
            words[row].slice(0, 0, lengths[row].item<std::int64_t>()).clone();
    }
}

at::Tensor FrozenWords::of(const std::vector<std::string>& texts, const nets::TextBatch& batch) {
    learn(texts, batch);
    std::vector<at::Tensor> rows;
    for (const auto& text : texts) {
        const auto& known = m_known.at(text);
        auto row = at::zeros({batch.ids.size(1), known.size(1)});
        row.slice(0, 0, known.size(0)).copy_(known);
        rows.push_back(std::move(row));
    }
    return at::stack(rows);
}

}  // namespace asg::alignment
