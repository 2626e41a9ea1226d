#pragma once

#include "core/base/result.h"
#include "core/io/dicom/dicom_elements.h"

#include <cstdint>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace asg::io {

/// A parsed file. Its values lie in the bytes that were parsed, which must outlive it.
struct DicomFile {
    DicomItem meta;  ///< file meta information; may be empty
    DicomItem dataSet;
    std::string transferSyntaxUid;       ///< as the file says; where it does not, the one that its coding fits
    base::Sentence damage;               ///< why parsing stopped early; empty when it went to the end
    bool pixelsCutOff = false;           ///< the file ends within its pixels
    std::vector<std::uint8_t> inflated;  ///< where the values lie instead, in a deflated file
};

/// Parses a file in memory, with or without preamble and file meta information. A data set that is written otherwise
/// than its transfer syntax says is read as it is written. Errors: Corrupt, TooLarge, NotFound (DCMTK's dictionary).
[[nodiscard]] base::Result<DicomFile> parseDicom(std::span<const std::uint8_t> bytes, const std::stop_token& stop,
                                                 Kept kept = Kept::Standard);

/// Why pictures of this transfer syntax cannot be read here; empty when they can.
[[nodiscard]] base::Sentence unsupportedTransferSyntax(const std::string& uid);

/// In words; empty when not known.
[[nodiscard]] std::string uidName(const std::string& uid);

}  // namespace asg::io
