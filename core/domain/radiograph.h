#pragma once

#include "core/domain/warning.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace asg::domain {

/// A window of the VOI (DICOM PS3.3 C.11.2): center and width in units after the modality transform.
struct Window {
    enum class Function : std::uint8_t { Linear, LinearExact, Sigmoid };
    double center = 0;
    double width = 1;  ///< > 0; at least 1 for Linear
    Function function = Function::Linear;
    std::string name;  ///< Window Center & Width Explanation, may be empty
    friend bool operator==(const Window&, const Window&) = default;
};

/// A look-up table (PS3.3 C.11.1, C.11.2): input `firstMapped` gives `values[0]`; inputs outside take the nearest end.
struct LookUpTable {
    std::int32_t firstMapped = 0;
    int bits = 16;  ///< of the entries: output range is 0 .. 2^bits - 1
    std::vector<std::uint16_t> values;
    std::string name;  ///< LUT Explanation, may be empty
};

/// Stored value → output units: slope and intercept (PS3.3 C.11.1.1.2).
struct Rescale {
    double slope = 1;
    double intercept = 0;
};

/// What the modality transform is; the identity is a Rescale of 1 and 0.
using ModalityTransform = std::variant<Rescale, LookUpTable>;

/// Whether low or high display values are white (PS3.3 C.7.6.3.1.2).
enum class Polarity : std::uint8_t { Monochrome2, Monochrome1 };
/// Presentation LUT Shape (PS3.3 C.11.6).
enum class PresentationShape : std::uint8_t { Identity, Inverse };

/// Distance between pixel centres with where it was read, so that no millimetre is shown without its source.
struct PixelSpacing {
    double rowMm = 0;     ///< between rows (vertical)
    double columnMm = 0;  ///< between columns (horizontal)
    /// "pixel spacing", "imager pixel spacing", "imager pixel spacing / magnification 1.1",
    /// "nominal scanned pixel spacing", "image resolution"
    std::string source;
};

enum class View : std::uint8_t { Unknown, PA, AP, Lateral };

/// What the corners of the viewport say. UTF-8; empty where the file does not say.
struct StudyText {
    std::string patientName;  ///< DICOM PN, component groups as stored ("YAMADA^TARO=山田^太郎")
    std::string patientId;
    std::string patientBirthDate;  ///< YYYYMMDD as stored
    std::string patientSex;
    std::string patientAge;  ///< "047Y" as stored
    std::string studyDate;   ///< YYYYMMDD as stored
    std::string studyTime;
    std::string studyDescription;
    std::string seriesDescription;
    std::string institution;
    std::string accessionNumber;
    std::string modality;
    std::string studyInstanceUid;
    std::string seriesInstanceUid;
    std::string sopInstanceUid;
    std::string sopClassUid;
    std::string laterality;          ///< Image Laterality, as stored
    std::string patientOrientation;  ///< "L\\F" as stored
};

/// One grey picture, immutable, as stored: 16-bit values with what is needed to show them.
///
/// `pixels` holds rows × columns values in row order, rows first. A stored value is `pixels[i] + storedOffset`
/// (signed files have a negative offset), before any modality transform; bits beyond Bits Stored (overlays) are
/// already masked away. Colour pictures are turned to luminance when opened (`wasColor`).
struct Radiograph {
    std::string path;    ///< as given by the user
    std::string sha256;  ///< of the file's bytes, lower-case hex
    int rows = 0;
    int columns = 0;
    int frame = 1;  ///< shown frame, from 1
    int frameCount = 1;
    std::shared_ptr<const std::vector<std::uint16_t>> pixels;
    std::int32_t storedOffset = 0;
    int bitsStored = 16;
    ModalityTransform modality = Rescale{};
    std::vector<LookUpTable> voiLuts;  ///< inputs are modality output, rounded
    std::vector<Window> windows;
    Polarity polarity = Polarity::Monochrome2;
    PresentationShape shape = PresentationShape::Identity;
    /// Range of stored values that are padding (PS3.3 C.7.5.1.1.2), both ends included; left out of minimum and
    /// maximum.
    std::optional<std::pair<std::int32_t, std::int32_t>> paddingStored;
    /// Smallest and largest stored value without padding.
    std::int32_t minimumStored = 0;
    std::int32_t maximumStored = 0;
    std::optional<PixelSpacing> spacing;
    View view = View::Unknown;
    bool isDicom = false;
    bool wasColor = false;
    StudyText text;
    std::vector<Warning> warnings;
};

using RadiographPtr = std::shared_ptr<const Radiograph>;

}  // namespace asg::domain
