#pragma once

#include "core/analysis/backend.h"

#include <functional>
#include <utility>
#include <vector>

namespace asg::tests {

/// A backend that says what the test tells it to, so that everything around the network can be tested without one.
class FakeBackend final : public analysis::Backend {
public:
    explicit FakeBackend(analysis::BackendOutput output = {}) : m_output(std::move(output)) {
        m_card.name = "fake";
        m_card.version = "1";
        m_card.sha256 = "00";
        m_card.input.resize = 224;
        m_card.input.crop = 224;
        m_card.isChecked = true;
    }

    /// What the model says of a box and a text, in place of the text's first number.
    std::function<float(const base::Box& boxInCropPixels)> onSimilarity;
    /// Called at the start of each run, on its thread; may wait, to hold the run up.
    std::function<void(const std::stop_token&)> onAnalyse;
    analysis::ModelCard& cardForTest() { return m_card; }

    [[nodiscard]] const analysis::ModelCard& card() const override { return m_card; }

    [[nodiscard]] base::Outcome<analysis::BackendOutput> analyse(const vision::ModelInput& /*input*/,
                                                                 const std::vector<analysis::TextQuery>& texts,
                                                                 std::stop_token stop,
                                                                 const base::Progress& progress) override {
        queries = texts;
        if (progress) progress(0.5, "Pretending");
        if (onAnalyse) onAnalyse(stop);
        if (stop.stop_requested()) return base::Cancelled{};
        return m_output;
    }

    [[nodiscard]] std::optional<float> similarity(const analysis::BackendOutput& output, const base::Box& box,
                                                  std::size_t text) const override {
        if (text >= output.textEmbeddings.size()) return std::nullopt;
        if (onSimilarity) return onSimilarity(box);
        return output.textEmbeddings[text].front();
    }

    std::vector<analysis::TextQuery> queries;  ///< of the last run

private:
    analysis::ModelCard m_card;
    analysis::BackendOutput m_output;
};

}  // namespace asg::tests
