#include "models/alignment/alignment_evaluation.h"

#include "core/base/random.h"
#include "core/base/translatable.h"
#include "core/vision/model_input.h"
#include "models/alignment/phrase_catalogue.h"
#include "models/inference/image_tensor.h"
#include "models/inference/loaded_model.h"
#include "models/inference/phrase_embedding.h"
#include "models/metrics/retrieval.h"
#include "models/nets/roi_align.h"
#include "models/regions/untrained_pictures.h"

#include <ATen/ops/tensor.h>
#include <nlohmann/json.hpp>
#include <torch/utils.h>

#include <algorithm>
#include <functional>
#include <initializer_list>
#include <iomanip>
#include <map>
#include <set>
#include <sstream>
#include <utility>

namespace asg::alignment {
namespace {

using domain::RegionId;
using metrics::Measurement;

/// Phrasings asked of every region of every picture.
constexpr int kPhrasings = 3;
constexpr std::size_t kFirst = 5;  ///< of the longer retrieval list

enum class Group { Lungs, Zones, Heart, Others };

Group groupOf(RegionId region) {
    const auto name = domain::regionName(region);
    if (name.ends_with("lung")) return Group::Lungs;
    if (name.ends_with("lung zone")) return Group::Zones;
    return name == "cardiac silhouette" ? Group::Heart : Group::Others;
}

struct Votes {
    std::map<Group, std::vector<Measurement>> points;
    std::vector<Measurement> chance;
    std::vector<Measurement> phraseTop1, phraseTop5, regionTop1, regionTop5;
    std::set<std::string> patients, phrasings, pictures;
};

/// One picture with its boxes in crop pixels.
struct AskedPicture {
    std::string path, patient;
    at::Tensor cells;  ///< [N, D]
    int side = 0;
    int crop = 0;
    std::vector<std::pair<RegionId, base::Box>> regions;
};

/// The phrasings by which a region is asked for in a picture.
using PhrasesFor = std::function<std::vector<std::string>(const AskedPicture&, RegionId)>;

std::uint64_t numberOf(const std::string& text) {
    std::uint64_t number = 14695981039346656037ULL;  // FNV-1a
    for (const char c : text) number = (number ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    return number;
}

/// Some of the region's phrasings that are not trained on, other ones for every picture, the same on every machine.
std::vector<std::string> heldOutPhrases(const PhraseCatalogue& catalogue, const AskedPicture& picture,
                                        RegionId region) {
    const Place* place = catalogue.find({region});
    std::vector<std::string> chosen;
    if (place == nullptr) return chosen;
    auto heldOut = place->chosen(true);
    base::Random random(numberOf(picture.path), region.value, 0);
    for (int i = 0; i < kPhrasings && !heldOut.empty(); ++i) {
        const auto pick = static_cast<std::ptrdiff_t>(random.below(heldOut.size()));
        chosen.push_back(heldOut[static_cast<std::size_t>(pick)]->text);
        heldOut.erase(heldOut.begin() + pick);
    }
    return chosen;
}

std::vector<std::string> ownPhrases(const OwnPhrases& phrases, RegionId region) {
    const auto own = phrases.find(region);
    return own == phrases.end() ? std::vector<std::string>{} : own->second;
}

class Asker {
public:
    Asker(inference::LoadedModel& model, PhrasesFor phrasesFor, Votes& votes)
        : m_model(model), m_phrasesFor(std::move(phrasesFor)), m_votes(votes) {}

    void ask(const AskedPicture& picture) {
        std::vector<std::string> phrases;
        std::vector<std::size_t> regionOf;
        for (std::size_t i = 0; i < picture.regions.size(); ++i)
            for (const auto& phrase : m_phrasesFor(picture, picture.regions[i].first)) {
                phrases.push_back(phrase);
                regionOf.push_back(i);
            }
        if (phrases.empty()) return;
        m_votes.phrasings.insert(phrases.begin(), phrases.end());
        m_votes.patients.insert(picture.patient);
        m_votes.pictures.insert(picture.path);
        const auto sentences = inference::embedPhrases(m_model.network, *m_model.tokenizer, phrases);
        const auto best = sentences.matmul(picture.cells.t()).argmax(1);
        for (std::size_t i = 0; i < phrases.size(); ++i)
            point(picture, picture.regions[regionOf[i]], best[static_cast<std::int64_t>(i)].item<std::int64_t>());
        retrieve(picture, sentences, regionOf);
    }

private:
    void point(const AskedPicture& picture, const std::pair<RegionId, base::Box>& region, std::int64_t cell) {
        const double width = static_cast<double>(picture.crop) / picture.side;
        const base::Point centre{(static_cast<double>(cell % picture.side) + 0.5) * width,
                                 (static_cast<double>(cell / picture.side) + 0.5) * width};
        const auto group = groupOf(region.first);
        m_votes.points[group].push_back({picture.patient, region.second.contains(centre) ? 1.0 : 0.0});
        if (group != Group::Others)
            m_votes.chance.push_back(
                {picture.patient, region.second.area() / (static_cast<double>(picture.crop) * picture.crop)});
    }

    void retrieve(const AskedPicture& picture, const at::Tensor& sentences, const std::vector<std::size_t>& regionOf) {
        if (picture.regions.size() < 2) return;
        std::vector<float> edges;
        for (const auto& [region, box] : picture.regions)
            for (const double edge : {box.x1, box.y1, box.x2, box.y2}) edges.push_back(static_cast<float>(edge));
        const auto boxes = at::tensor(edges).view({1, -1, 4});
        auto regions = nets::regionEmbeddings(picture.cells.unsqueeze(0), boxes, picture.side, picture.crop).squeeze(0);
        regions = regions / regions.norm(2, -1, true).clamp_min(1e-6);
        const auto phrases = sentences / sentences.norm(2, -1, true).clamp_min(1e-6);
        std::vector<std::string> phraseKeys;
        std::vector<std::string> regionKeys;
        for (const auto index : regionOf) phraseKeys.push_back(std::to_string(index));
        for (std::size_t i = 0; i < picture.regions.size(); ++i) regionKeys.push_back(std::to_string(i));
        const auto scores = phrases.matmul(regions.t()).contiguous();
        add(picture, scores, phraseKeys, regionKeys, m_votes.phraseTop1, m_votes.phraseTop5);
        add(picture, scores.t().contiguous(), regionKeys, phraseKeys, m_votes.regionTop1, m_votes.regionTop5);
    }

    static void add(const AskedPicture& picture, const at::Tensor& scores, const std::vector<std::string>& queries,
                    const std::vector<std::string>& candidates, std::vector<Measurement>& top1,
                    std::vector<Measurement>& top5) {
        const auto* values = scores.data_ptr<float>();
        const auto ranks =
            metrics::ranksOfRightAnswers({values, static_cast<std::size_t>(scores.numel())}, queries, candidates);
        // A region without a held-out phrasing has no right answer; the picture is then left out of this direction.
        if (!ranks) return;
        for (const int rank : *ranks) {
            top1.push_back({picture.patient, rank == 1 ? 1.0 : 0.0});
            top5.push_back({picture.patient, rank <= static_cast<int>(kFirst) ? 1.0 : 0.0});
        }
    }

    inference::LoadedModel& m_model;
    PhrasesFor m_phrasesFor;
    Votes& m_votes;
};

AskedPicture look(inference::LoadedModel& model, const regions::RegionSample& sample, const vision::ModelInput& input) {
    AskedPicture picture{sample.path, sample.patient, {}, 0, input.transform.crop, {}};
    const auto features = model.network->encodeImages(inference::imageTensor(input));
    picture.cells = model.network->embedImages(features).local.squeeze(0);
    picture.side = features.gridSide;
    const auto& transform = input.transform;
    const double crop = transform.crop;
    for (const auto region : domain::modelRegions()) {
        const auto& label = sample.labels[region.value];
        if (label.state != regions::LabelState::Known) continue;
        const auto& box = label.boxInFractions;
        const auto inCrop = base::intersection(
            transform.toCrop(base::Box{box.x1 * transform.originalColumns, box.y1 * transform.originalRows,
                                       box.x2 * transform.originalColumns, box.y2 * transform.originalRows}),
            {0, 0, crop, crop});
        if (!inCrop.empty()) picture.regions.emplace_back(region, inCrop);
    }
    return picture;
}

/// Which groups the pointing game is about; the other regions have a figure of their own.
metrics::Estimate pointingOf(const Votes& votes, std::initializer_list<Group> groups) {
    std::vector<Measurement> together;
    for (const auto group : groups)
        if (const auto found = votes.points.find(group); found != votes.points.end())
            together.insert(together.end(), found->second.begin(), found->second.end());
    return metrics::meanWithInterval(together);
}

AlignmentEvaluation summarise(const Votes& votes, const Votes& own, std::size_t models) {
    AlignmentEvaluation evaluation;
    evaluation.models = static_cast<int>(models);
    evaluation.pictures = static_cast<int>(votes.pictures.size());
    evaluation.patients = static_cast<int>(votes.patients.size());
    evaluation.phrasings = static_cast<int>(votes.phrasings.size());
    evaluation.lungs = pointingOf(votes, {Group::Lungs});
    evaluation.zones = pointingOf(votes, {Group::Zones});
    evaluation.heart = pointingOf(votes, {Group::Heart});
    evaluation.others = pointingOf(votes, {Group::Others});
    evaluation.pointing = pointingOf(votes, {Group::Lungs, Group::Zones, Group::Heart});
    evaluation.ownPhrasings = static_cast<int>(own.phrasings.size());
    evaluation.ownPointing = pointingOf(own, {Group::Lungs, Group::Zones, Group::Heart});
    evaluation.ownOthers = pointingOf(own, {Group::Others});
    evaluation.chance = metrics::meanWithInterval(votes.chance);
    evaluation.phraseToRegionTop1 = metrics::meanWithInterval(votes.phraseTop1);
    evaluation.phraseToRegionTop5 = metrics::meanWithInterval(votes.phraseTop5);
    evaluation.regionToPhraseTop1 = metrics::meanWithInterval(votes.regionTop1);
    evaluation.regionToPhraseTop5 = metrics::meanWithInterval(votes.regionTop5);
    return evaluation;
}

/// Calls `visit(key, what, estimate)` for every figure.
template <typename Visit>
void visitFigures(const AlignmentEvaluation& evaluation, const Visit& visit) {
    visit("pointing", "phrase points into its region", evaluation.pointing);
    visit("pointingLungs", "  lungs", evaluation.lungs);
    visit("pointingZones", "  lung zones", evaluation.zones);
    visit("pointingHeart", "  heart", evaluation.heart);
    visit("pointingOthers", "  other regions", evaluation.others);
    visit("pointingByChance", "  by chance (lungs, zones, heart)", evaluation.chance);
    visit("phraseToRegionTop1", "region of a phrase, first", evaluation.phraseToRegionTop1);
    visit("phraseToRegionTop5", "region of a phrase, first five", evaluation.phraseToRegionTop5);
    visit("regionToPhraseTop1", "phrase of a region, first", evaluation.regionToPhraseTop1);
    visit("regionToPhraseTop5", "phrase of a region, first five", evaluation.regionToPhraseTop5);
    visit("truth", "true phrase above false, same place", evaluation.truth.auroc);
    if (evaluation.ownPhrasings == 0) return;
    visit("ownPointing", "own phrasing points into its region", evaluation.ownPointing);
    visit("ownPointingOthers", "  other regions", evaluation.ownOthers);
}

}  // namespace

base::Outcome<AlignmentEvaluation> evaluateAlignment(const std::filesystem::path& data,
                                                     const std::vector<std::filesystem::path>& folders,
                                                     const std::filesystem::path& ontology, const OwnPhrases& own,
                                                     const base::Progress& progress, std::stop_token stop) {
    const auto catalogue = makeCatalogue(ontology);
    if (!catalogue) return catalogue.error();
    auto models = regions::readJudgedModels(folders);
    if (!models) return models.error();
    for (std::size_t i = 0; i < models->size(); ++i)
        if (!(*models)[i].model.tokenizer)
            return base::Error{
                base::ErrorCode::InvalidData,
                base::Sentence{
                    QT_TRANSLATE_NOOP("Error", "%1: this model did not learn to align sentences and regions."),
                    {folders[i].string()}}};
    const torch::NoGradGuard off;
    Votes votes;
    Votes ownVotes;
    const auto visited = regions::visitUntrainedPictures(
        data, *models, "asking pictures", progress, stop,
        [&](std::size_t judge, const regions::RegionSample& sample, const domain::Radiograph& radiograph) {
            auto& model = (*models)[judge].model;
            const auto picture = look(model, sample, vision::makeModelInput(radiograph, model.card.input));
            Asker(
                model,
                [&](const AskedPicture& asked, RegionId region) { return heldOutPhrases(*catalogue, asked, region); },
                votes)
                .ask(picture);
            Asker(
                model, [&](const AskedPicture&, RegionId region) { return ownPhrases(own, region); }, ownVotes)
                .ask(picture);
        });
    if (visited.cancelled()) return base::Cancelled{};
    if (visited.failed()) return visited.error();
    const auto truth = evaluateTruth(data, *models, progress, stop);
    if (truth.cancelled()) return base::Cancelled{};
    if (truth.failed()) return truth.error();
    auto evaluation = summarise(votes, ownVotes, folders.size());
    evaluation.truth = truth.value();
    return evaluation;
}

nlohmann::json toJson(const AlignmentEvaluation& evaluation) {
    nlohmann::json document{{"models", evaluation.models},
                            {"pictures", evaluation.pictures},
                            {"patients", evaluation.patients},
                            {"phrasings", evaluation.phrasings},
                            {"truthPictures", evaluation.truth.pictures},
                            {"truths", evaluation.truth.truths},
                            {"falsehoods", evaluation.truth.falsehoods}};
    if (evaluation.ownPhrasings > 0) document["ownPhrasings"] = evaluation.ownPhrasings;
    visitFigures(evaluation, [&document](const char* key, const char*, const metrics::Estimate& estimate) {
        document[key] = metrics::toJson(estimate);
    });
    return document;
}

std::string toText(const AlignmentEvaluation& evaluation) {
    std::ostringstream text;
    text << evaluation.pictures << " pictures of " << evaluation.patients
         << " patients that the model was not trained on, " << evaluation.phrasings
         << " phrasings that it was not trained on";
    if (evaluation.models > 1) text << " (" << evaluation.models << " models, each on its own held-out patients)";
    text << "\n";
    visitFigures(evaluation, [&text](const char*, const char* what, const metrics::Estimate& estimate) {
        text << std::left << std::setw(36) << what << metrics::toText(estimate) << "\n";
    });
    text << "  true: " << evaluation.truth.truths
         << " lung zones with an opacity; false: " << evaluation.truth.falsehoods << " without one; "
         << evaluation.truth.pictures << " pictures that radiologists classed\n";
    if (evaluation.ownPhrasings > 0) text << "  own phrasings asked: " << evaluation.ownPhrasings << "\n";
    return text.str();
}

}  // namespace asg::alignment
