#include "tests/unit/pretraining/made_dataset.h"

#include "core/base/atomic_file.h"
#include "core/base/sha256.h"
#include "core/io/image_writer.h"
#include "core/phantom/phantom.h"
#include "core/text/report_parser.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>
#include <stdexcept>
#include <vector>

namespace asg::tests {
namespace {

template <typename T>
T valueOf(base::Result<T> result) {
    if (!result) throw std::runtime_error(result.error().text);
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

void collectWords(const std::string& report, std::set<std::string>& words) {
    std::string word;
    for (const char c : report + " ") {
        const auto byte = static_cast<unsigned char>(c);
        if (std::isalnum(byte) != 0) {
            word += static_cast<char>(std::tolower(byte));
            continue;
        }
        if (!word.empty()) words.insert(word);
        word.clear();
        if (std::ispunct(byte) != 0) words.insert(std::string(1, c));
    }
}

pretraining::Entry makeEntry(const std::filesystem::path& folder, int number, PictureSize size,
                             const text::ReportParser& parser) {
    phantom::PhantomOptions options;
    options.seed = static_cast<std::uint64_t>(number) + 1;
    options.rows = size.rows;
    options.columns = size.columns;
    options.bitsStored = 8;
    const auto phantom = valueOf(phantom::generate(options));
    const std::vector<std::uint8_t> grey(phantom.pixels.begin(), phantom.pixels.end());
    pretraining::Entry entry;
    entry.image = "images/" + std::to_string(number) + ".png";
    valueOf(io::writePng(folder / entry.image, grey, size.rows, size.columns));
    entry.sha256 = valueOf(base::sha256OfFile(folder / entry.image));
    entry.report = phantom.reportText;
    entry.regions = phantom.boxes;
    for (auto& region : entry.regions) region.origin = domain::RegionOrigin::Imported;
    entry.tags = parser.parse(phantom.reportText).tags;
    entry.patient = "p" + std::to_string(number);
    entry.study = "s" + std::to_string(number);
    return entry;
}

}  // namespace

pretraining::Dataset makeDataset(const std::filesystem::path& folder, int train, int validate, PictureSize size) {
    std::filesystem::create_directories(folder / "images");
    const auto parser = valueOf(text::ReportParser::load(std::filesystem::path(ASG_SOURCE_DIR) / "resources/ontology"));
    pretraining::Dataset dataset{folder, "phantoms", {}, {}};
    std::set<std::string> words;
    for (int i = 0; i < train + validate; ++i) {
        dataset.entries.push_back(makeEntry(folder, i, size, parser));
        if (i >= train) dataset.entries.back().split = pretraining::Split::Validate;
        collectWords(*dataset.entries.back().report, words);
    }
    std::string vocabulary = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n";
    for (const auto& word : words) vocabulary += word + "\n";
    writeText(folder / "vocab.txt", vocabulary);
    valueOf(pretraining::writeIndex(dataset));
    return valueOf(pretraining::readDataset(folder));
}

std::string tinyRecipe(const pretraining::Dataset& dataset, const std::string& changes) {
    auto recipe = nlohmann::json::parse(R"({
        "name": "tiny", "seed": 5, "epochs": 3, "patience": 0, "batch": 4, "learningRate": 2e-3, "minimumRate": 1e-8,
        "warmUp": 0.2, "resize": 36, "bfloat16": "off", "device": "cpu", "threads": 1, "loaderThreads": 2,
        "checkpointEvery": 1000,
        "network": {
            "image": {"imageSize": 32, "patch": 8, "width": 24, "depth": 2, "heads": 2},
            "text": {"vocabularySize": 2000, "width": 24, "depth": 1, "heads": 2, "intermediate": 32,
                     "maximumPositions": 112, "maximumTokens": 96, "dropout": 0},
            "projection": {"hidden": 32, "output": 16},
            "tagDecoder": {"queryWidth": 24, "width": 24, "depth": 1, "heads": 2, "feedForward": 32, "dropout": 0,
                           "learnedQueries": true}}})");
    recipe["vocabulary"] = (dataset.folder / "vocab.txt").string();
    recipe.merge_patch(nlohmann::json::parse(changes));
    return recipe.dump(1);
}

std::filesystem::path writeText(const std::filesystem::path& path, const std::string& text) {
    valueOf(base::writeFileAtomically(path, text));
    return path;
}

}  // namespace asg::tests
