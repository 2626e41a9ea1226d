#pragma once

#include "core/base/geometry.h"
#include "core/base/result.h"
#include "models/pretraining/dataset.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace asg::downstream {

using pretraining::Split;

/// What is said of one class on one picture.
enum class Label : std::int8_t {
    Ignored = -1,  ///< uncertain, and left out of loss and figures
    Absent = 0,
    Present = 1
};

/// Side of the square pictures that NIH, RSNA and SIIM publish: boxes and masks are in its pixels, whatever size a
/// picture is kept at here.
inline constexpr int kPublishedSide = 1024;

/// A box that somebody drew around a finding.
struct LesionBox {
    int classIndex = 0;  ///< of LabelledSet::classes
    base::Box boxInPublishedPixels;
};

/// Pixels of a mask, counted down the columns of the published square from its top left corner.
struct PixelRun {
    std::int64_t begin = 0;
    std::int64_t length = 0;
};

/// One picture of a published data set with its labels.
struct LabelledPicture {
    std::string path;  ///< relative to the set's folder
    std::string patient;
    Split split = Split::Train;
    std::vector<Label> labels;  ///< one for each class
    std::vector<LesionBox> boxes;
    std::vector<PixelRun> runs;  ///< of the mask, all within the published square
    std::string sha256;          ///< of the file, where the data set says it
};

/// A picture that is named in the tables and was not used, and why.
struct LeftOut {
    std::string path;
    base::Error error;
};

/// Mean and deviation of the three channels on 0..1.
struct Normalisation {
    std::array<float, 3> mean{};
    std::array<float, 3> deviation{};
};

/// How the masks of a data set are drawn.
enum class Masks : std::uint8_t { None, Boxes, Runs };

/// A published data set as it lies on the disk, divided into training, validation and test.
struct LabelledSet {
    std::filesystem::path folder;
    std::string layout;  ///< "nih", "chexpert" …
    std::vector<std::string> classes;
    bool exclusive = false;  ///< each picture has exactly one of the classes
    Masks masks = Masks::None;
    std::vector<LabelledPicture> pictures;
    std::vector<LeftOut> leftOut;                ///< labelled, but the picture is not there
    std::optional<Normalisation> normalisation;  ///< of the protocol; the model's own where there is none
    std::string division;                        ///< how it was divided, for people

    /// Indices of the pictures of one part, in order.
    [[nodiscard]] std::vector<std::size_t> of(Split split) const;
    /// Indices of all pictures.
    [[nodiscard]] std::vector<std::size_t> all() const;
};

}  // namespace asg::downstream
