#pragma once

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dcdatset.h>
#include <dcmtk/dcmdata/dcxfer.h>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace asg::test {

/// A table as the DICOM descriptor has it.
struct MadeTable {
    int firstMapped = 0;
    int bits = 12;
    std::vector<std::uint16_t> values;
};

/// What a self-made DICOM file holds. Its pixels run through all values that Bits Stored allows, smoothly along the
/// columns, with odd sides so that rows never align with words.
struct MadeDicom {
    int rows = 61;
    int columns = 47;
    int bitsAllocated = 16;
    int bitsStored = 12;
    int highBit = 11;
    bool isSigned = false;
    bool junkInUnusedBits = false;  ///< as an embedded overlay leaves it
    std::string photometric = "MONOCHROME2";
    std::string shape;
    std::string slope;
    std::string intercept;
    std::string windowCenters;
    std::string windowWidths;
    std::string windowFunction;
    std::optional<MadeTable> modalityLut;
    std::vector<MadeTable> voiLuts;
    std::optional<std::pair<int, int>> padding;
    std::string modality = "CR";
    std::string bodyPart = "CHEST";
    std::string viewPosition = "PA";
    E_TransferSyntax syntax = EXS_LittleEndianExplicit;
    void (*change)(DcmDataset&) = nullptr;  ///< applied last, before writing
};

/// The stored value of a pixel, as the file's reader should see it.
[[nodiscard]] std::int32_t storedValue(const MadeDicom& made, int row, int column);

/// Writes the file, compressed where the syntax asks for it (JPEG lossless, JPEG-LS, RLE; JPEG 2000 not). False on
/// failure.
[[nodiscard]] bool writeMadeDicom(const std::filesystem::path& path, const MadeDicom& made);

}  // namespace asg::test
