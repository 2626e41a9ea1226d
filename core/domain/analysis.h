#pragma once

#include "core/base/geometry.h"
#include "core/domain/radiograph.h"
#include "core/domain/region.h"
#include "core/domain/report.h"
#include "core/domain/tag.h"
#include "core/domain/warning.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace asg::domain {

enum class RegionOrigin : std::uint8_t { Model, Imported, Drawn };

/// How well a model's boxes of one region fitted boxes that were read, on patients that it was not trained on.
struct RegionFit {
    float iou = 0;  ///< intersection over union, mean
    float low = 0;  ///< lower end of its 95 % interval
    friend bool operator==(const RegionFit&, const RegionFit&) = default;
};

/// One region in the picture. A region that is not in the picture has none of these.
struct RegionBox {
    RegionId region;
    base::Box boxInImagePixels;  ///< of the stored image, clipped to it
    float score = 0;             ///< 0..1, the model's presence probability; 1 for imported and drawn boxes
    RegionOrigin origin = RegionOrigin::Model;
    std::optional<RegionFit> fit = std::nullopt;  ///< of the model's boxes of this region; nothing where not measured

    /// The model is not known to place this region by more than half: its box says "about here".
    [[nodiscard]] bool isWeak() const { return origin == RegionOrigin::Model && fit && fit->low < 0.5F; }
};

enum class ModelVerdict : std::uint8_t { Present, Absent, Undecided, NotAvailable };

/// Probabilities from `low` to `high`, both included.
struct ProbabilityBand {
    float low = 0;
    float high = 0;
    friend bool operator==(const ProbabilityBand&, const ProbabilityBand&) = default;
};

/// What the model says of one tag. All are empty where the model was not trained for it.
struct TagResult {
    TagId tag;
    std::optional<float> probability;                         ///< 0..1, calibrated
    std::optional<float> threshold;                           ///< 0..1
    std::optional<ProbabilityBand> undecided = std::nullopt;  ///< around the threshold: too close to call

    [[nodiscard]] ModelVerdict verdict() const {
        if (!probability || !threshold) return ModelVerdict::NotAvailable;
        if (undecided && *probability >= undecided->low && *probability <= undecided->high)
            return ModelVerdict::Undecided;
        return *probability >= *threshold ? ModelVerdict::Present : ModelVerdict::Absent;
    }
    /// Nothing where the model is undecided or does not know the tag.
    [[nodiscard]] std::optional<bool> present() const {
        const auto said = verdict();
        if (said == ModelVerdict::Undecided || said == ModelVerdict::NotAvailable) return std::nullopt;
        return said == ModelVerdict::Present;
    }
    friend bool operator==(const TagResult&, const TagResult&) = default;
};

/// One for each tag of the table, in its order, of which nothing is said.
[[nodiscard]] std::vector<TagResult> untoldTags();

/// A map over the part of the picture that the model saw: `side` × `side` values, rows first, each ≥ 0.
struct HeatMap {
    int side = 0;
    std::vector<float> values;
    base::Box boxInImagePixels;  ///< what the whole map covers; may reach beyond the image (padding)
    friend bool operator==(const HeatMap&, const HeatMap&) = default;
};

enum class AgreementVerdict : std::uint8_t { Agree, Differ, ModelOnly, ReportOnly, Unknown };

/// Report against model for one tag. An empty `report` means "not said".
struct Agreement {
    TagId tag;
    std::optional<Existence> report;
    ModelVerdict model = ModelVerdict::NotAvailable;
    AgreementVerdict verdict = AgreementVerdict::Unknown;
};

/// Which picture was analysed.
struct ImageIdentity {
    std::string path;
    std::string sha256;
    int rows = 0;
    int columns = 0;
    std::optional<PixelSpacing> spacing;
    View view = View::Unknown;
    base::Box modelSeesInImagePixels;
};

/// Which model said so, where, in which numbers and how fast.
struct ModelIdentity {
    std::string name;
    std::string version;
    std::string sha256;
    std::string device;
    std::string precision;  ///< "float32" or "bfloat16"; empty where no model ran
    double seconds = 0;
    bool isChecked = true;  ///< compared with its canary when it was loaded

    /// What stands for the model wherever its results are shown: "asg-small 1.0", with "(unchecked)" where it is.
    [[nodiscard]] std::string title() const { return name + " " + version + (isChecked ? "" : " (unchecked)"); }
};

/// Everything that one run says of one picture and its report. Never overwritten: decisions stand beside it.
struct Analysis {
    ImageIdentity image;
    ModelIdentity model;
    std::vector<RegionBox> regions;
    std::vector<TagResult> tags = untoldTags();  ///< one for each tag, at its id's value
    std::vector<std::optional<HeatMap>> tagMaps = std::vector<std::optional<HeatMap>>(tagCount());  ///< the same
    std::optional<Report> report;      ///< its links carry boxes and similarities of this run
    std::vector<Agreement> agreement;  ///< one for each tag, in order; empty where no report and no labels speak
    std::vector<Warning> warnings;
};

/// Names as in the command line's contract ("model", "not available", "report only", "PA", "unknown").
[[nodiscard]] std::string_view name(RegionOrigin origin) noexcept;
[[nodiscard]] std::string_view name(ModelVerdict verdict) noexcept;
[[nodiscard]] std::string_view name(AgreementVerdict verdict) noexcept;
[[nodiscard]] std::string_view name(View view) noexcept;

/// False where the input gate or the file says that this is no frontal chest X-ray: what a model made of it is not
/// shown.
[[nodiscard]] bool isModelsKind(const Analysis& analysis) noexcept;

/// The box of a region in an analysis, if it is in the picture.
[[nodiscard]] const RegionBox* findRegion(const Analysis& analysis, RegionId region) noexcept;

}  // namespace asg::domain
