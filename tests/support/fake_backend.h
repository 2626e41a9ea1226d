#pragma once

#include "core/analysis/backend.h"

#include <functional>
#include <utility>
#include <vector>

namespace asg::tests {

/// A backend that says what the test tells it to, so that everything around the network can be tested without one.
class FakeBackend final : public analysis::Backend {
public:
    /// `words`: what every list of texts is embedded as.
    explicit FakeBackend(analysis::EncodedPicture output = {}, analysis::TextEmbeddings words = {})
        : m_output(std::move(output)), m_words(std::move(words)) {
        m_card.name = "fake";
        m_card.version = "1";
        m_card.sha256 = "00";
        m_card.input.resize = 224;
        m_card.input.crop = 224;
        m_card.isChecked = true;
    }

    /// Called at the start of each picture's or text's run, on its thread; may wait, to hold the run up.
    std::function<void(const std::stop_token&)> onEncode;
    std::function<void(const std::stop_token&)> onEmbed;
    analysis::ModelCard& cardForTest() { return m_card; }

    [[nodiscard]] const analysis::ModelCard& card() const override { return m_card; }

    [[nodiscard]] base::Outcome<analysis::EncodedPicture> encode(const vision::ModelInput& /*input*/,
                                                                 std::stop_token stop,
                                                                 const base::Progress& progress) override {
        if (progress) progress(0.5, "Pretending");
        if (onEncode) onEncode(stop);
        if (stop.stop_requested()) return base::Cancelled{};
        return m_output;
    }

    [[nodiscard]] base::Outcome<analysis::TextEmbeddings> embed(const std::vector<analysis::TextQuery>& texts,
                                                                std::stop_token stop) override {
        queries = texts;
        if (onEmbed) onEmbed(stop);
        if (stop.stop_requested()) return base::Cancelled{};
        return m_words;
    }

    std::vector<analysis::TextQuery> queries;  ///< of the last texts

private:
    analysis::ModelCard m_card;
    analysis::EncodedPicture m_output;
    analysis::TextEmbeddings m_words;
};

}  // namespace asg::tests
