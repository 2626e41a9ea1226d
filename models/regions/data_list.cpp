#include "models/regions/data_list.h"

#include "core/base/atomic_file.h"
#include "core/base/json_text.h"
#include "core/base/translatable.h"

#include <nlohmann/json.hpp>

namespace asg::regions {
namespace {

using nlohmann::json;

constexpr std::uintmax_t kMaximumListBytes = 64U << 20U;

void add(json& list, const std::vector<PoolItem>& items, const char* use) {
    for (const auto& item : items)
        list.push_back({{"path", item.sample.path},
                        {"sha256", item.image.sha256},
                        {"licence", item.sample.licence},
                        {"use", use}});
}

bool isConverted(const std::filesystem::path& folder) {
    const auto content = base::readFile(folder / "card.json", kMaximumListBytes);
    if (!content) return false;
    const auto card = base::jsonFromText(*content);
    return card && card->is_object() && card->contains("convertedFrom");
}

}  // namespace

base::Result<void> writeDataList(const RegionRecipe& recipe, const RegionPool& pool,
                                 const std::filesystem::path& folder) {
    json document;
    json& pictures = document["pictures"] = json::array();
    add(pictures, pool.labelled, "regions");
    add(pictures, pool.unlabelled, recipe.selfTeachingFrom > 0 ? "gate and self-teaching" : "gate");
    add(pictures, pool.heldOut, "held out");
    document["phantoms"] = {{"count", recipe.phantoms}, {"firstSeed", recipe.seed * 1'000'000}};
    return base::writeFileAtomically(folder / "data-list.json", document.dump(0));
}

base::Result<TrainedPictures> readTrainedPictures(const std::filesystem::path& folder) {
    const auto path = folder / "data-list.json";
    auto content = base::readFile(path, kMaximumListBytes);
    // What a converted model was trained on is not known here; its card says so.
    if (!content && content.error().code == base::ErrorCode::NotFound && isConverted(folder)) return TrainedPictures{};
    if (!content) return content.error();
    const auto document = base::jsonFromText(*content);
    if (!document)
        return base::Error{
            base::ErrorCode::InvalidData,
            base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: %2"), {path.string(), base::sentenceOf(document.error())}}};
    try {
        TrainedPictures trained;
        for (const auto& picture : document->at("pictures"))
            if (picture.at("use") != "held out")
                trained.emplace(picture.at("sha256").get<std::string>(), picture.at("path").get<std::string>());
        return trained;
    } catch (const json::exception& failure) {
        return base::Error{base::ErrorCode::InvalidData,
                           base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: %2"), {path.string(), failure.what()}}};
    }
}

}  // namespace asg::regions
