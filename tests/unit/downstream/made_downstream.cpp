#include "tests/unit/downstream/made_downstream.h"

#include "core/base/atomic_file.h"
#include "core/base/random.h"
#include "core/base/sha256.h"
#include "core/io/image_writer.h"
#include "models/nets/asg_network.h"
#include "models/nets/initialise.h"
#include "models/weights/model_folder.h"
#include "models/weights/module_state.h"
#include "models/weights/safetensors.h"

#include <nlohmann/json.hpp>

#include <stdexcept>

namespace asg::tests {
namespace {

template <typename T>
T valueOf(base::Result<T> result) {
    if (!result) throw std::runtime_error(result.error().text);
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

std::string numbered(int number) {
    std::string digits = std::to_string(number);
    return std::string(8 - digits.size(), '0') + digits;
}

}  // namespace

void writePicture(const std::filesystem::path& path, int side, int number, bool bright) {
    base::Random random(static_cast<std::uint64_t>(number) + 1);
    std::vector<std::uint8_t> grey;
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) {
            const bool inSquare = x >= side / 4 && x < side / 2 && y >= side / 4 && y < side / 2;
            grey.push_back(static_cast<std::uint8_t>(40 + random.below(60) + (bright && inSquare ? 120 : 0)));
        }
    // Minimum and maximum are the same in all, so that the display LUT changes nothing.
    grey.front() = 0;
    grey.back() = 255;
    std::filesystem::create_directories(path.parent_path());
    valueOf(io::writePng(path, grey, side, side));
}

void writeFile(const std::filesystem::path& path, const std::string& text) {
    std::filesystem::create_directories(path.parent_path());
    valueOf(base::writeFileAtomically(path, text));
}

nets::ImageEncoderConfig tinyEncoder(nets::Backbone backbone) {
    nets::ImageEncoderConfig config;
    config.backbone = backbone;
    config.imageSize = 32;
    config.patch = 8;
    config.width = 16;
    config.depth = 2;
    config.heads = 2;
    config.resnetResize = 43;
    config.resnetWidth = 2;
    config.resnetBlocks = {1, 1, 1, 1};
    return config;
}

void writeModel(const std::filesystem::path& folder, const nets::ImageEncoderConfig& encoder,
                const std::vector<std::string>& words) {
    nets::NetworkConfig config;
    config.image = encoder;
    const bool withText = !words.empty();
    if (withText) {
        config.text.emplace();
        config.text->width = 24;
        config.text->depth = 1;
        config.text->heads = 2;
        config.text->intermediate = 32;
        config.text->maximumPositions = config.text->maximumTokens = 64;
        config.text->vocabularySize = static_cast<int>(words.size()) + 4;
        config.projection = nets::ProjectionConfig{32, 16};
    }
    nets::seedEverything(7);
    nets::AsgNetwork network(config);
    network->eval();
    std::filesystem::create_directories(folder);
    valueOf(weights::writeNetworkConfig(folder, config));
    const auto weightsPath = folder / weights::kWeightsFile;
    valueOf(weights::writeSafetensors(weightsPath, weights::stateOf(*network)));
    std::string vocabulary = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n";
    for (const auto& word : words) vocabulary += word + "\n";
    if (withText) writeFile(folder / weights::kVocabularyFile, vocabulary);
    const nlohmann::json card{{"name", "tiny"},
                              {"version", "1"},
                              {"sha256", valueOf(base::sha256OfFile(weightsPath))},
                              {"input",
                               {{"resize", encoder.imageSize},
                                {"crop", encoder.imageSize},
                                {"mean", {0.485, 0.456, 0.406}},
                                {"deviation", {0.229, 0.224, 0.225}}}},
                              {"trainedRegions", nlohmann::json::array()},
                              {"trainedTags", nlohmann::json::array()},
                              {"hasAlignment", withText}};
    writeFile(folder / "card.json", card.dump(1));
}

void writeChestNih(const std::filesystem::path& folder, int patients) {
    std::string table = "image,finding_labels,patient_id,age,sex,view,stored_size\n";
    for (int i = 0; i < 2 * patients; ++i) {
        const int patient = i / 2;
        const bool large = patient % 4 == 0;
        const bool effusion = patient % 3 == 0;
        const std::string name = numbered(patient) + "_00" + std::to_string(i % 2);
        writePicture(folder / "images" / (name + ".png"), 32, i, large);
        const std::string findings = large && effusion ? "Cardiomegaly|Effusion"
                                     : large           ? "Cardiomegaly"
                                     : effusion        ? "Effusion"
                                                       : "No Finding";
        table += name + ".png," + findings + "," + std::to_string(patient) + ",50,F,PA,32\n";
    }
    writeFile(folder / "labels.csv", table);
}

void writeRsna(const std::filesystem::path& folder, int patients) {
    std::string table = "patientId,x,y,width,height,Target\n";
    for (int i = 0; i < patients; ++i) {
        const std::string patient = "patient-" + numbered(i);
        const bool ill = i % 2 == 0;
        writePicture(folder / "stage_2_train_images" / (patient + ".png"), 32, i, ill);
        // The square lies in a quarter of the side; the published pictures have 1 024 pixels.
        table += patient + (ill ? ",256.0,256.0,256.0,256.0,1\n" : ",,,,,0\n");
    }
    writeFile(folder / "stage_2_train_labels.csv", table);
}

}  // namespace asg::tests
