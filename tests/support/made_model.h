#pragma once

#include "core/base/atomic_file.h"
#include "core/base/sha256.h"
#include "models/inference/canary.h"
#include "models/inference/loaded_model.h"
#include "models/nets/initialise.h"
#include "models/weights/module_state.h"
#include "models/weights/safetensors.h"

#undef slots
#include <QTemporaryDir>
#include <QtGlobal>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <functional>

namespace asg::tests {

inline nets::NetworkConfig tinyConfig() {
    nets::NetworkConfig config;
    config.image = {.imageSize = 32, .patch = 8, .width = 32, .depth = 1, .heads = 2};
    config.regionHead = {.width = 32, .depth = 1, .heads = 2, .feedForward = 32};
    config.gateHead.emplace();
    return config;
}

/// Unlike Q_ASSERT it is there in a release build too.
inline void mustHold(bool holds) {
    if (!holds) qFatal("the test could not make its model folder");
}

/// A model folder with random weights whose every region is shown (threshold 0).
class MadeModel {
public:
    /// `change` may alter the weights before they are written; `onCard` is what its card says besides.
    explicit MadeModel(const std::function<void(weights::TensorMap&)>& change = {},
                       const nets::NetworkConfig& config = tinyConfig(),
                       const nlohmann::json& onCard = nlohmann::json::object()) {
        nets::seedEverything(3);
        nets::AsgNetwork network(config);
        auto state = weights::stateOf(*network);
        if (change) change(state);
        mustHold(weights::writeSafetensors(path() / "weights.safetensors", state).ok());
        write("config.json", nlohmann::json{{"network", nets::toJson(config)}});
        m_card = {
            {"name", "made"},
            {"version", "1"},
            {"sha256", *base::sha256OfFile(path() / "weights.safetensors")},
            {"input", {{"resize", 32}, {"crop", 32}, {"mean", {0.5, 0.5, 0.5}}, {"deviation", {0.25, 0.25, 0.25}}}},
            {"trainedRegions", {{{"name", "right lung"}, {"threshold", 0.0}}, {{"name", "spine"}, {"threshold", 1.1}}}},
            {"trainedTags", nlohmann::json::array()},
            {"gate", {{{"name", "mirrored"}, {"threshold", 0.0}}}},
            {"hasAlignment", false}};
        m_card.update(onCard);
        writeCard();
        auto loaded = inference::readModelFolder(path());
        mustHold(loaded.ok());
        mustHold(inference::writeCanary(*loaded, path()).ok());
    }

    [[nodiscard]] std::filesystem::path path() const { return m_folder.path().toStdString(); }
    [[nodiscard]] nlohmann::json& card() { return m_card; }
    void writeCard() { write("card.json", m_card); }
    void write(const char* name, const nlohmann::json& document) {
        mustHold(base::writeFileAtomically(path() / name, document.dump()).ok());
    }

private:
    QTemporaryDir m_folder;
    nlohmann::json m_card;
};

}  // namespace asg::tests
