#include "models/alignment/truth_evaluation.h"

#include "core/vision/model_input.h"
#include "models/alignment/asked_zones.h"
#include "models/inference/image_tensor.h"
#include "models/inference/phrase_embedding.h"
#include "models/metrics/grouped_ranking.h"
#include "models/nets/roi_align.h"
#include "models/regions/region_prediction.h"
#include "models/tags/lesion_boxes.h"
#include "models/tags/nih_labels.h"

#include <ATen/ops/tensor.h>
#include <torch/utils.h>

#include <algorithm>
#include <map>
#include <tuple>

namespace asg::alignment {
namespace {

/// Numbers what may be compared.
class Likes {
public:
    int of(const tags::LabelledPicture& picture, std::size_t model, domain::RegionId zone) {
        const auto key = std::tuple(picture.view, picture.source, model, zone.value);
        return m_numbers.emplace(key, static_cast<int>(m_numbers.size())).first->second;
    }

private:
    std::map<std::tuple<tags::View, std::string, std::size_t, std::uint8_t>, int> m_numbers;
};

/// The mean cosine of the phrases with what the picture shows in that box.
double similarityOf(inference::LoadedModel& model, const at::Tensor& cells, int side, const base::Box& boxInCropPixels,
                    const std::vector<std::string>& phrases) {
    const auto& box = boxInCropPixels;
    const auto boxes = at::tensor({box.x1, box.y1, box.x2, box.y2}, at::kFloat).view({1, 1, 4});
    auto region = nets::regionEmbeddings(cells, boxes, side, model.card.input.crop).flatten();
    auto words = inference::embedPhrases(model.network, *model.tokenizer, phrases);
    region = region / region.norm().clamp_min(1e-6);
    words = words / words.norm(2, -1, true).clamp_min(1e-6);
    return words.matmul(region).mean().item<double>();
}

/// A classed picture and the opacities that were marked in it.
struct ClassedPicture {
    tags::LabelledPicture labels;
    std::vector<base::Box> opacities;
};

std::vector<ClassedPicture> classedPictures(const std::vector<tags::LabelledPicture>& labels,
                                            const tags::LesionBoxes& boxes) {
    std::vector<ClassedPicture> classed;
    for (const auto& picture : labels) {
        if (!picture.radiologists) continue;
        auto& one = classed.emplace_back(ClassedPicture{picture, {}});
        if (const auto own = boxes.find(picture.path); own != boxes.end())
            for (const auto& box : own->second) one.opacities.push_back(box.boxInFractions);
    }
    return classed;
}

/// As the models' judging needs them.
template <typename Pictures, typename LabelsOf>
std::vector<regions::PictureOfPatient> patientsOf(const Pictures& pictures, const LabelsOf& labelsOf) {
    std::vector<regions::PictureOfPatient> list;
    for (const auto& picture : pictures) list.push_back({labelsOf(picture).path, labelsOf(picture).patient});
    return list;
}

void askZones(inference::LoadedModel& model, std::size_t number, const ClassedPicture& picture,
              const vision::ModelInput& input, Likes& likes, std::vector<SaidOfPlace>& said) {
    const torch::NoGradGuard off;
    const auto features = model.network->encodeImages(inference::imageTensor(input));
    const auto regions = regions::predictRegions(model, features, input.transform);
    const auto cells = model.network->embedImages(features).local;
    const auto& transform = input.transform;
    for (const auto& [zone, taught, phrases] : askedZones()) {
        const auto& box = regions[zone.value].boxInFractions;
        const auto truth = hasOpacity(box, picture.opacities);
        if (box.empty() || !truth) continue;
        const auto inCrop =
            transform.toCrop(base::Box{box.x1 * transform.originalColumns, box.y1 * transform.originalRows,
                                       box.x2 * transform.originalColumns, box.y2 * transform.originalRows});
        said.push_back({picture.labels.patient, likes.of(picture.labels, number, zone),
                        similarityOf(model, cells, features.gridSide, inCrop, phrases), *truth});
    }
}

}  // namespace

TruthFigures truthOf(const std::vector<SaidOfPlace>& said, int pictures) {
    TruthFigures figures;
    figures.pictures = pictures;
    std::vector<std::string> patients;
    std::vector<std::uint8_t> isTrue;
    std::vector<double> similarities;
    std::vector<int> likes;
    for (const auto& one : said) {
        ++(one.isTrue ? figures.truths : figures.falsehoods);
        patients.push_back(one.patient);
        isTrue.push_back(one.isTrue ? 1 : 0);
        similarities.push_back(one.similarity);
        likes.push_back(one.like);
    }
    const auto ranking = metrics::GroupedRanking::make(isTrue, similarities, likes);
    if (!ranking) {
        figures.auroc.notDefined = ranking.error().text;
        return figures;
    }
    figures.auroc = metrics::bootstrap(patients, [&](metrics::Counts counts) { return ranking->auroc(counts); });
    return figures;
}

base::Outcome<TruthFigures> evaluateTruth(const std::filesystem::path& data, std::vector<regions::JudgedModel>& models,
                                          const base::Progress& progress, const std::stop_token& stop) {
    if (!std::filesystem::exists(data / "rsna_on_nih.csv")) return truthOf({}, 0);
    const auto labels = tags::readNihLabels(data);
    if (!labels) return labels.error();
    const auto boxes = tags::readOpacityBoxes(data);
    if (!boxes) return boxes.error();
    regions::noteTrainedPatients(models, patientsOf(
                                             *labels, [](const auto& picture) -> const auto& { return picture; }));
    const auto classed = classedPictures(*labels, *boxes);
    const auto list = patientsOf(
        classed, [](const auto& picture) -> const auto& { return picture.labels; });
    std::vector<SaidOfPlace> said;
    Likes likes;
    const auto visited = regions::visitPictures(
        data, models, list, "asking whether phrases are true", progress, stop,
        [&](std::size_t judge, std::size_t place, const domain::Radiograph& radiograph) {
            if (judge == models.size()) return;
            auto& model = models[judge].model;
            askZones(model, judge, classed[place], vision::makeModelInput(radiograph, model.card.input), likes, said);
        });
    if (visited.cancelled()) return base::Cancelled{};
    if (visited.failed()) return visited.error();
    return truthOf(said, visited.value());
}

}  // namespace asg::alignment
