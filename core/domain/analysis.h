#pragma once

#include "core/base/geometry.h"
#include "core/domain/radiograph.h"
#include "core/domain/region.h"
#include "core/domain/report.h"
#include "core/domain/tag.h"
#include "core/domain/warning.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace asg::domain {

enum class RegionOrigin : std::uint8_t { Model, Imported, Drawn };

/// One region in the picture. A region that is not in the picture has none of these.
struct RegionBox {
    RegionId region;
    base::Box boxInImagePixels;  ///< of the stored image, clipped to it
    float score = 0;             ///< 0..1, the model's presence probability; 1 for imported and drawn boxes
    RegionOrigin origin = RegionOrigin::Model;
};

/// What the model says of one tag. All three are empty where the model was not trained for it.
struct TagResult {
    TagId tag;
    std::optional<float> probability;  ///< 0..1, calibrated
    std::optional<float> threshold;    ///< 0..1
    [[nodiscard]] std::optional<bool> present() const {
        if (!probability || !threshold) return std::nullopt;
        return *probability >= *threshold;
    }
};

/// A map over the part of the picture that the model saw: `side` × `side` values, rows first, each ≥ 0.
struct HeatMap {
    int side = 0;
    std::vector<float> values;
    base::Box boxInImagePixels;  ///< what the whole map covers; may reach beyond the image (padding)
    friend bool operator==(const HeatMap&, const HeatMap&) = default;
};

enum class ModelVerdict : std::uint8_t { Present, Absent, NotAvailable };
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
};

/// Everything that one run says of one picture and its report. Never overwritten: decisions stand beside it.
struct Analysis {
    ImageIdentity image;
    ModelIdentity model;
    std::vector<RegionBox> regions;
    std::array<TagResult, kTagCount> tags;
    std::array<std::optional<HeatMap>, kTagCount> tagMaps;
    std::optional<Report> report;  ///< its links carry boxes and similarities of this run
    std::array<Agreement, kTagCount> agreement;
    std::vector<Warning> warnings;
};

/// Names as in the command line's contract ("model", "not available", "report only", "PA", "unknown").
[[nodiscard]] std::string_view name(RegionOrigin origin) noexcept;
[[nodiscard]] std::string_view name(ModelVerdict verdict) noexcept;
[[nodiscard]] std::string_view name(AgreementVerdict verdict) noexcept;
[[nodiscard]] std::string_view name(View view) noexcept;

/// The box of a region in an analysis, if it is in the picture.
[[nodiscard]] const RegionBox* findRegion(const Analysis& analysis, RegionId region) noexcept;

}  // namespace asg::domain
