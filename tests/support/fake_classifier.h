#pragma once

#include "core/analysis/classifier.h"
#include "core/base/result.h"

#include <atomic>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace asg::tests {

/// What a fake classifier says of every picture; shared between the test and the worker's thread.
struct ClassifierScript : std::enable_shared_from_this<ClassifierScript> {
    domain::SecondOpinion opinion;
    std::atomic<int> runs = 0;

    [[nodiscard]] base::Result<std::unique_ptr<analysis::Classifier>> load();
};

class FakeClassifier final : public analysis::Classifier {
public:
    explicit FakeClassifier(std::shared_ptr<ClassifierScript> script) : m_script(std::move(script)) {}
    [[nodiscard]] const analysis::ModelCard& card() const override { return m_card; }
    base::Outcome<domain::SecondOpinion> score(const vision::ModelInput&, std::stop_token) override {
        ++m_script->runs;
        return m_script->opinion;
    }

private:
    std::shared_ptr<ClassifierScript> m_script;
    analysis::ModelCard m_card;
};

inline base::Result<std::unique_ptr<analysis::Classifier>> ClassifierScript::load() {
    return std::unique_ptr<analysis::Classifier>(std::make_unique<FakeClassifier>(shared_from_this()));
}

/// An opinion with operating points, not measured here.
inline domain::SecondOpinion opinionOf(const std::string& name,
                                       const std::vector<std::pair<std::string, std::optional<float>>>& scores) {
    domain::SecondOpinion opinion;
    opinion.model.name = name;
    opinion.model.version = "1";
    opinion.model.sha256 = "second " + name;
    opinion.hasOperatingPoints = true;
    for (const auto& [output, score] : scores) opinion.scores.push_back({output, domain::tagFromName(output), score});
    return opinion;
}

}  // namespace asg::tests
