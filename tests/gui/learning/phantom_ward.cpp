#include "tests/gui/learning/phantom_ward.h"

#include "core/analysis/assemble.h"
#include "core/analysis/models_library.h"
#include "core/analysis/pipeline.h"
#include "core/base/atomic_file.h"
#include "core/base/sha256.h"
#include "core/io/image_writer.h"
#include "core/io/open_radiograph.h"

#include <QtGlobal>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <sstream>
#include <utility>

namespace asg::tests {
namespace {

using nlohmann::json;

constexpr int kSide = 400;

template <typename T>
T valueOf(base::Result<T> result) {
    if (!result) qFatal("%s", result.error().text.c_str());
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

template <typename T>
T valueOf(base::Outcome<T> outcome) {
    if (!outcome.done()) qFatal("%s", outcome.failed() ? outcome.error().text.c_str() : "cancelled");
    return std::move(outcome).value();
}

/// Where a hand that means well and looks badly draws it.
base::Box misdrawn(const base::Box& box) {
    const double x = 0.05 * kSide;
    const double y = 0.05 * kSide;
    return base::intersection({box.x1 + x, box.y1 + y, box.x2 + x - 0.1 * box.width(), box.y2 + y - 0.1 * box.height()},
                              {0, 0, kSide, kSide});
}

}  // namespace

base::Box Patient::boxOf(domain::RegionId region) const {
    const auto* box = phantom::findBox(truth, region);
    return box != nullptr ? box->boxInImagePixels : base::Box{};
}

const std::vector<domain::RegionId>& watchedRegions() {
    static const std::vector<domain::RegionId> regions = [] {
        std::vector<domain::RegionId> ids;
        for (const char* name : {"right lung", "left lung", "right lower lung zone", "left lower lung zone",
                                 "cardiac silhouette", "right hemidiaphragm"})
            ids.push_back(*domain::regionFromName(name));
        return ids;
    }();
    return regions;
}

std::vector<Patient> admit(const std::filesystem::path& folder, std::uint64_t firstSeed, int count) {
    std::vector<Patient> patients;
    for (int i = 0; i < count; ++i) {
        phantom::PhantomOptions options;
        options.seed = firstSeed + static_cast<std::uint64_t>(i);
        options.rows = options.columns = kSide;
        options.bitsStored = 8;
        const auto own = folder / std::to_string(options.seed);
        std::filesystem::create_directories(own);
        Patient patient{own / "picture.png", own / "report.txt", valueOf(phantom::generate(options))};
        const std::vector<std::uint8_t> grey(patient.truth.pixels.begin(), patient.truth.pixels.end());
        valueOf(io::writePng(patient.picture, grey, kSide, kSide));
        valueOf(base::writeFileAtomically(patient.report, patient.truth.reportText));
        patients.push_back(std::move(patient));
    }
    return patients;
}

void writeMisdrawn(const std::filesystem::path& folder, const std::vector<Patient>& patients) {
    std::filesystem::create_directories(folder);
    std::string index = json{{"schema", "asg-dataset/1"}, {"source", "readers who drew badly"}}.dump() + "\n";
    for (const auto& patient : patients) {
        const auto name = patient.picture.parent_path().filename().string() + ".png";
        std::filesystem::copy_file(patient.picture, folder / name);
        const auto sha256 = valueOf(base::sha256OfFile(patient.picture));
        json regions = json::array();
        for (const auto region : watchedRegions()) {
            const auto box = misdrawn(patient.boxOf(region));
            if (!box.empty())
                regions.push_back({{"name", domain::regionName(region)},
                                   {"box", {box.x1, box.y1, box.x2, box.y2}},
                                   {"origin", "drawn"}});
        }
        index += json{{"image", name},      {"sha256", sha256},       {"report", nullptr},
                      {"regions", regions}, {"tags", json::object()}, {"patient", ""},
                      {"study", name},      {"split", "train"},       {"original", sha256}}
                     .dump() +
                 "\n";
    }
    valueOf(base::writeFileAtomically(folder / "index.jsonl", index));
}

std::string runTraining(const std::vector<std::string>& words) {
    const auto library = valueOf(analysis::loadTrainingLibrary());
    std::ostringstream out;
    std::ostringstream messages;
    if (library->runCommand(words, out, messages, {}) != 0) qFatal("%s", messages.str().c_str());
    return out.str();
}

base::Result<std::unique_ptr<analysis::Backend>> loadModel(const std::filesystem::path& folder) {
    auto library = analysis::loadModelsLibrary();
    if (!library) return library.error();
    return (*library)->loadModel(folder, {analysis::DeviceChoice::Kind::Cpu}, analysis::PrecisionChoice::Float32);
}

double meanIou(const std::filesystem::path& model, const std::vector<Patient>& patients) {
    const auto backend = valueOf(loadModel(model));
    double sum = 0;
    int boxes = 0;
    for (const auto& patient : patients) {
        const auto picture = valueOf(io::openRadiograph(patient.picture));
        const auto seen = valueOf(analysis::encode(picture, *backend, {}, {}));
        const auto said = analysis::assemble(picture, std::nullopt, backend->card(), seen, {});
        for (const auto region : watchedRegions()) {
            const auto truth = patient.boxOf(region);
            if (truth.empty()) continue;
            ++boxes;
            const auto found = std::ranges::find(said.regions, region, &domain::RegionBox::region);
            if (found != said.regions.end()) sum += base::intersectionOverUnion(truth, found->boxInImagePixels);
        }
    }
    return sum / boxes;
}

}  // namespace asg::tests
