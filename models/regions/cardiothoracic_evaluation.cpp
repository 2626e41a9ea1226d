#include "models/regions/cardiothoracic_evaluation.h"

#include "core/analysis/cardiothoracic.h"
#include "core/base/translatable.h"
#include "core/vision/model_input.h"
#include "models/inference/image_tensor.h"
#include "models/inference/loaded_model.h"
#include "models/regions/cardiothoracic_truth.h"
#include "models/regions/region_prediction.h"
#include "models/regions/turned_picture.h"
#include "models/regions/untrained_pictures.h"
#include "models/regions/write_figures.h"

#include <nlohmann/json.hpp>
#include <torch/utils.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iomanip>
#include <optional>
#include <sstream>
#include <utility>

namespace asg::regions {
namespace {

using domain::RegionBox;

// As far as a patient who cannot be set straight leans.
constexpr std::array kTurns{-8.0, 8.0};
constexpr double kOfNormal = 1.96;  // 95 % of a normal distribution lie within so many standard deviations

std::vector<RegionBox> shownBoxes(const PredictedRegions& predicted, int rows, int columns) {
    std::vector<RegionBox> boxes;
    for (std::size_t i = 0; i < predicted.size(); ++i) {
        const auto& region = predicted[i];
        const auto& box = region.boxInFractions;
        if (region.presence < region.threshold || box.empty()) continue;
        boxes.push_back({domain::RegionId{static_cast<std::uint8_t>(i)},
                         {box.x1 * columns, box.y1 * rows, box.x2 * columns, box.y2 * rows},
                         region.presence});
    }
    return boxes;
}

std::vector<RegionBox> boxesIn(inference::LoadedModel& model, const domain::Radiograph& radiograph) {
    const torch::NoGradGuard off;
    const auto input = vision::makeModelInput(radiograph, model.card.input);
    const auto features = model.network->encodeImages(inference::imageTensor(input));
    return shownBoxes(predictRegions(model, features, input.transform), radiograph.rows, radiograph.columns);
}

/// Of the boxes' bare widths. `boxes` are those of a picture that has a ratio.
double uncompensated(const std::vector<RegionBox>& boxes) {
    const auto boxOf = [&](const char* name) {
        return std::ranges::find(boxes, *domain::regionFromName(name), &RegionBox::region)->boxInImagePixels;
    };
    return boxOf("cardiac silhouette").width() / (boxOf("left lung").x2 - boxOf("right lung").x1);
}

std::optional<double> widthOf(const RegionLabels& labels, const char* left, const char* right) {
    const auto& from = labelOf(labels, left);
    const auto& to = labelOf(labels, right);
    if (from.state != LabelState::Known || to.state != LabelState::Known) return std::nullopt;
    return to.boxInFractions.x2 - from.boxInFractions.x1;
}

/// The differences of one comparison, as they come.
struct Differences {
    const char* key;
    const char* words;
    std::vector<Measurement> all = {};
    std::map<std::string, std::vector<Measurement>> byView = {};

    void add(const RegionSample& sample, const std::string& view, double ratio, std::optional<double> heart,
             std::optional<double> thorax) {
        if (!heart || !thorax || !(*thorax > 0)) return;
        const Measurement difference{sample.patient, ratio - *heart / *thorax};
        all.push_back(difference);
        byView[view].push_back(difference);
    }
};

/// Everything that is gathered on the way over the pictures.
class Gathering {
public:
    explicit Gathering(std::map<std::string, CardiothoracicTruth> truths) : m_truths(std::move(truths)) {}

    void add(inference::LoadedModel& model, const RegionSample& sample, const domain::Radiograph& radiograph) {
        const auto boxes = boxesIn(model, radiograph);
        const auto found = analysis::cardiothoracicWidths(boxes, radiograph.spacing);
        if (!found) {
            ++m_withoutRatio;
            return;
        }
        compare(sample, found->ratio);
        for (std::size_t i = 0; i < kTurns.size(); ++i) {
            const auto turnedBoxes = boxesIn(model, turnedBy(radiograph, kTurns[i]));
            const auto turned = analysis::cardiothoracicWidths(turnedBoxes, radiograph.spacing);
            if (!turned) continue;
            m_compensated[i].push_back({sample.patient, turned->ratio - found->ratio});
            m_uncompensated[i].push_back({sample.patient, uncompensated(turnedBoxes) - uncompensated(boxes)});
            m_tilts[i].push_back({sample.patient, turned->tiltDegrees - found->tiltDegrees});
        }
    }

    [[nodiscard]] CardiothoracicEvaluation evaluated() const {
        CardiothoracicEvaluation evaluation;
        evaluation.withoutRatio = m_withoutRatio;
        for (const auto& differences : m_differences) {
            CardiothoracicComparison comparison{differences.key, differences.words, agreementOf(differences.all), {}};
            for (const auto& [view, ofView] : differences.byView) comparison.byView[view] = agreementOf(ofView);
            evaluation.comparisons.push_back(std::move(comparison));
        }
        for (std::size_t i = 0; i < kTurns.size(); ++i)
            evaluation.turned.push_back({kTurns[i], meanWithInterval(m_compensated[i]),
                                         meanWithInterval(m_uncompensated[i]), meanWithInterval(m_tilts[i])});
        return evaluation;
    }

private:
    void compare(const RegionSample& sample, double ratio) {
        const auto found = m_truths.find(sample.path);
        const CardiothoracicTruth truth = found != m_truths.end() ? found->second : CardiothoracicTruth{};
        const auto radiologists = widthOf(sample.radiologist, "right lung", "left lung");
        const auto readHeart = widthOf(sample.read, "cardiac silhouette", "cardiac silhouette");
        m_differences[0].add(sample, truth.view, ratio, truth.heartOfMask, radiologists);
        m_differences[1].add(sample, truth.view, ratio, truth.heartOfMask, truth.thoraxOfMask);
        m_differences[2].add(sample, truth.view, ratio, readHeart, radiologists);
        m_differences[3].add(sample, truth.view, ratio, readHeart, widthOf(sample.read, "right lung", "left lung"));
    }

    std::map<std::string, CardiothoracicTruth> m_truths;
    int m_withoutRatio = 0;
    std::array<Differences, 4> m_differences{
        Differences{"maskHeartRadiologistsLungs", "heart's mask over radiologists' lungs"},
        Differences{"masks", "heart's mask over lungs' masks"},
        Differences{"readHeartRadiologistsLungs", "read heart over radiologists' lungs"},
        Differences{"read", "read heart over read lungs"}};
    std::array<std::vector<Measurement>, kTurns.size()> m_compensated, m_uncompensated, m_tilts;
};

struct Spread {
    double mean = 0;
    double deviation = 0;
};

/// Of what was drawn; nothing where that is one example alone.
std::optional<Spread> spreadOf(const std::vector<Measurement>& differences, metrics::Counts counts) {
    double number = 0;
    double sum = 0;
    for (std::size_t i = 0; i < differences.size(); ++i) {
        number += metrics::countOf(counts, i);
        sum += metrics::countOf(counts, i) * differences[i].value;
    }
    if (number < 2) return std::nullopt;
    const double mean = sum / number;
    double squares = 0;
    for (std::size_t i = 0; i < differences.size(); ++i)
        squares += metrics::countOf(counts, i) * (differences[i].value - mean) * (differences[i].value - mean);
    return Spread{mean, std::sqrt(squares / (number - 1))};
}

template <typename Figure>
Estimate estimateOf(const std::vector<Measurement>& differences, const Figure& figure) {
    std::vector<std::string> patients;
    for (const auto& difference : differences) patients.push_back(difference.patient);
    return metrics::bootstrap(patients, [&](metrics::Counts counts) -> metrics::Score {
        const auto spread = spreadOf(differences, counts);
        if (!spread || differences.size() < 3)
            return metrics::notDefined(base::Sentence{QT_TRANSLATE_NOOP("Error", "fewer than three pictures")});
        return figure(*spread);
    });
}

double lowLimit(const Spread& spread) {
    return spread.mean - kOfNormal * spread.deviation;
}

double highLimit(const Spread& spread) {
    return spread.mean + kOfNormal * spread.deviation;
}

nlohmann::json agreementJson(const CardiothoracicAgreement& agreement) {
    return {{"bias", metrics::toJson(agreement.bias)},
            {"standardDeviation", metrics::toJson(agreement.standardDeviation)},
            {"low", metrics::toJson(agreement.low)},
            {"high", metrics::toJson(agreement.high)},
            {"within95", metrics::toJson(agreement.within95)}};
}

void sayAgreement(std::ostream& text, const std::string& indent, const CardiothoracicAgreement& agreement) {
    const auto line = [&](const char* what, const Estimate& estimate) {
        text << std::left << std::setw(38) << indent + what << metrics::toText(estimate) << "\n";
    };
    line("bias", agreement.bias);
    if (!agreement.bias.notDefined.empty()) return;
    line("standard deviation", agreement.standardDeviation);
    line("95 % limits of agreement, low", agreement.low);
    line("95 % limits of agreement, high", agreement.high);
}

}  // namespace

CardiothoracicAgreement agreementOf(const std::vector<Measurement>& differences) {
    return {estimateOf(differences, [](const Spread& spread) { return spread.mean; }),
            estimateOf(differences, [](const Spread& spread) { return spread.deviation; }),
            estimateOf(differences, lowLimit), estimateOf(differences, highLimit),
            estimateOf(differences, [](const Spread& spread) {
                return std::max(std::abs(lowLimit(spread)), std::abs(highLimit(spread)));
            })};
}

base::Outcome<CardiothoracicEvaluation> evaluateCardiothoracic(const std::filesystem::path& data,
                                                               const std::vector<std::filesystem::path>& folders,
                                                               const base::Progress& progress, std::stop_token stop) {
    auto models = readJudgedRegionModels(folders);
    if (!models) return models.error();
    auto truths = readCardiothoracicTruths(data);
    if (!truths) return truths.error();
    Gathering gathering(std::move(*truths));
    const auto visited =
        visitUntrainedPictures(data, *models, "measuring on pictures", progress, stop,
                               [&](std::size_t judge, const RegionSample& sample, const domain::Radiograph& picture) {
                                   gathering.add((*models)[judge].model, sample, picture);
                               });
    if (visited.cancelled()) return base::Cancelled{};
    if (visited.failed()) return visited.error();
    auto evaluation = gathering.evaluated();
    evaluation.pictures = visited.value();
    evaluation.models = static_cast<int>(models->size());
    return evaluation;
}

nlohmann::json toJson(const CardiothoracicEvaluation& evaluation) {
    nlohmann::json document{{"pictures", evaluation.pictures},
                            {"models", evaluation.models},
                            {"withoutRatio", evaluation.withoutRatio},
                            {"within95", metrics::toJson(evaluation.comparisons.front().all.within95)}};
    for (const auto& comparison : evaluation.comparisons) {
        auto& figures = document[comparison.key] = agreementJson(comparison.all);
        for (const auto& [view, agreement] : comparison.byView) figures["byView"][view] = agreementJson(agreement);
    }
    for (const auto& turned : evaluation.turned)
        document["turnedCopies"].push_back({{"degrees", turned.degrees},
                                            {"change", metrics::toJson(turned.compensated)},
                                            {"changeWithoutCompensation", metrics::toJson(turned.uncompensated)},
                                            {"seenDegrees", metrics::toJson(turned.tilt)}});
    return document;
}

std::string toText(const CardiothoracicEvaluation& evaluation) {
    std::ostringstream text;
    text << std::fixed << std::setprecision(3);
    text << evaluation.pictures << " pictures, each judged by a model that was not trained on it";
    if (evaluation.models > 1) text << " (" << evaluation.models << " models)";
    text << "; no ratio in " << evaluation.withoutRatio << "\n";
    for (const auto& comparison : evaluation.comparisons) {
        text << "cardiothoracic ratio, model minus " << comparison.words << "\n";
        sayAgreement(text, "  ", comparison.all);
        if (comparison.byView.size() < 2) continue;
        for (const auto& [view, agreement] : comparison.byView) {
            text << "  view: " << view << "\n";
            sayAgreement(text, "    ", agreement);
        }
    }
    text << "95 % of the differences within           " << metrics::toText(evaluation.comparisons.front().all.within95)
         << "\n";
    for (const auto& turned : evaluation.turned) {
        text << "copies turned by " << std::setprecision(0) << turned.degrees << std::setprecision(3)
             << "°: change of the ratio\n";
        text << "  tilt compensated                    " << metrics::toText(turned.compensated) << "\n";
        text << "  by the boxes' widths alone          " << metrics::toText(turned.uncompensated) << "\n";
        text << "  degrees that are seen of it         " << metrics::toText(turned.tilt) << "\n";
    }
    return text.str();
}

base::Result<void> writeFigures(const CardiothoracicEvaluation& evaluation,
                                const std::vector<std::filesystem::path>& folds, const std::filesystem::path& folder) {
    const auto& within = evaluation.comparisons.front().all.within95;
    const bool isProposed = within.notDefined.empty() && within.value <= analysis::kLargestProposedError;
    std::ostringstream remark;
    remark << std::fixed << std::setprecision(2) << "The viewer proposes a ratio where 95 % of the differences from "
           << "the masks of the heart over radiologists' lungs are within " << analysis::kLargestProposedError << ": "
           << (isProposed ? "this model's is proposed." : "this model's is not.") << "\n";
    return writeHeldOutFigures({{"cardiothoracicOnHeldOut", "## Cardiothoracic ratio: figures on held-out patients"},
                                toJson(evaluation),
                                toText(evaluation),
                                remark.str()},
                               folds, folder);
}

}  // namespace asg::regions
