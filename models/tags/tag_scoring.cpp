#include "models/tags/tag_scoring.h"

#include "core/base/atomic_file.h"
#include "core/base/json_text.h"
#include "core/base/translatable.h"
#include "core/vision/model_input.h"
#include "models/inference/image_tensor.h"
#include "models/regions/region_prediction.h"
#include "models/tags/tone.h"

#include <nlohmann/json.hpp>
#include <torch/utils.h>

#include <algorithm>
#include <numeric>

namespace asg::tags {
namespace {

using nlohmann::json;

LearnedTag readEntry(const json& entry, bool isShown) {
    LearnedTag tag{{}, isShown};
    tag.calibration.scale = entry.value("scale", tag.calibration.scale);
    tag.calibration.shift = entry.value("shift", tag.calibration.shift);
    tag.calibration.threshold = entry.value("threshold", tag.calibration.threshold);
    return tag;
}

/// The middles of the grid's cells, rows first, in fractions of the picture.
std::vector<base::Point> cellsOf(int side, const vision::InputTransform& transform) {
    std::vector<base::Point> cells;
    const double width = static_cast<double>(transform.crop) / side;
    for (int row = 0; row < side; ++row)
        for (int column = 0; column < side; ++column) {
            const auto inImage = transform.toImage(base::Point{(column + 0.5) * width, (row + 0.5) * width});
            cells.push_back({inImage.x / transform.originalColumns, inImage.y / transform.originalRows});
        }
    return cells;
}

std::optional<Lungs> lungsOf(inference::LoadedModel& model, const nets::ImageFeatures& features,
                             const vision::InputTransform& transform) {
    if (!model.network->hasRegions()) return std::nullopt;
    const auto regions = regions::predictRegions(model, features, transform);
    const auto box = [&](const char* name) { return regions[domain::regionFromName(name)->value].boxInFractions; };
    const Lungs lungs{box("right lung"), box("left lung")};
    if (lungs.right.empty() || lungs.left.empty()) return std::nullopt;
    return lungs;
}

/// The share of `map` in cells outside `inside`.
double shareOutside(const base::Box& inside, const std::vector<base::Point>& cells, const std::vector<double>& map) {
    double outside = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) outside += inside.contains(cells[i]) ? 0 : map[i];
    return outside / std::max(std::accumulate(map.begin(), map.end(), 0.0), 1e-12);
}

void readMap(const at::Tensor& attention, const std::vector<base::Point>& cells, const std::optional<Lungs>& lungs,
             Answer& answer) {
    const auto* first = attention.data_ptr<float>();
    const std::vector<double> map(first, first + cells.size());
    answer.peakInFractions = cells[static_cast<std::size_t>(std::ranges::max_element(map) - map.begin())];
    if (lungs) answer.outsideThorax = shareOutside(lungs->thorax(), cells, map);
}

void lookAt(inference::LoadedModel& model, const LearnedTags& tags, const vision::ModelInput& input,
            ScoredPicture& scored) {
    const torch::NoGradGuard off;
    scored.meanGrey = meanGrey(input);
    const auto features = model.network->encodeImages(inference::imageTensor(input));
    const auto global = features.global.to(at::kFloat).contiguous();
    scored.features.assign(global.data_ptr<float>(), global.data_ptr<float>() + global.numel());
    if (!scored.isJudged) return;
    const auto cells = cellsOf(features.gridSide, input.transform);
    scored.lungs = lungsOf(model, features, input.transform);
    if (scored.lungs)
        scored.evenOutsideThorax = shareOutside(scored.lungs->thorax(), cells, std::vector<double>(cells.size(), 1.0));
    const auto found = model.network->recogniseTags(features, true);
    const auto logits = found.logits.contiguous();
    const auto maps = found.attention.contiguous();
    const auto& outputs = model.card.tagOutputs;
    for (const auto& [tag, learned] : tags) {
        const auto output = std::ranges::find(outputs, domain::tagName(tag)) - outputs.begin();
        if (output == std::ssize(outputs)) continue;
        auto& answer = scored.answers[tag.value].emplace();
        const float logit = logits.data_ptr<float>()[output];
        const float probability = learned.calibration.probability(logit);
        answer.logit = logit;
        answer.probability = probability;
        answer.isPositive = probability >= learned.calibration.threshold;
        readMap(maps[0][output], cells, scored.lungs, answer);
    }
}

}  // namespace

base::Result<LearnedTags> learnedTags(const std::filesystem::path& folder) {
    const auto path = folder / "card.json";
    const auto content = base::readFile(path, 4U << 20U);
    if (!content) return content.error();
    const auto card = base::jsonFromText(*content);
    if (!card)
        return base::Error{
            base::ErrorCode::InvalidData,
            base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: %2"), {path.string(), base::sentenceOf(card.error())}}};
    LearnedTags tags;
    try {
        for (const bool isShown : {true, false})
            for (const auto& entry : card->value(isShown ? "trainedTags" : "tagsNotShown", json::array())) {
                // One that was not trained has no calibration.
                if (!entry.is_object() || !entry.contains("threshold")) continue;
                const auto tag = domain::tagFromName(entry.at("name").get<std::string>());
                if (tag) tags.try_emplace(*tag, readEntry(entry, isShown));
            }
    } catch (const json::exception& failure) {
        return base::Error{base::ErrorCode::InvalidData,
                           base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: %2"), {path.string(), failure.what()}}};
    }
    if (tags.empty())
        return base::Error{
            base::ErrorCode::InvalidData,
            base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: this model has learned no tag."), {folder.string()}}};
    return tags;
}

base::Outcome<std::vector<ScoredPicture>> scorePictures(const std::filesystem::path& data,
                                                        std::vector<regions::JudgedModel>& models,
                                                        const std::vector<LearnedTags>& learned,
                                                        const std::vector<LabelledPicture>& pictures,
                                                        const base::Progress& progress, const std::stop_token& stop) {
    std::vector<regions::PictureOfPatient> list;
    for (const auto& picture : pictures) list.push_back({picture.path, picture.patient});
    regions::noteTrainedPatients(models, list);
    std::vector<ScoredPicture> scored;
    const auto visited = regions::visitPictures(
        data, models, list, "measuring on pictures", progress, stop,
        [&](std::size_t judge, std::size_t place, const domain::Radiograph& radiograph) {
            auto& one = scored.emplace_back();
            one.labels = pictures[place];
            one.isJudged = judge < models.size();
            one.model = one.isJudged ? judge : 0;
            auto& model = models[one.model].model;
            lookAt(model, learned[one.model], vision::makeModelInput(radiograph, model.card.input), one);
        });
    if (visited.cancelled()) return base::Cancelled{};
    if (visited.failed()) return visited.error();
    return scored;
}

}  // namespace asg::tags
