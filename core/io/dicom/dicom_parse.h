#pragma once

#include "core/base/result.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dcfilefo.h>

#include <cstdint>
#include <memory>
#include <span>
#include <string>

namespace asg::io {

/// A parsed file; the values lie in memory.
struct DicomFile {
    std::unique_ptr<DcmFileFormat> file;
    std::string transferSyntaxUid;  ///< as the file says; found by trying where it does not
    std::string damage;             ///< DCMTK's complaint where parsing stopped early; empty when it went to the end
    bool pixelsCutOff = false;      ///< the file ends within its pixels

    [[nodiscard]] DcmDataset& dataSet() const { return *file->getDataset(); }
};

/// Parses a file in memory, with or without preamble and file meta information. Errors: Corrupt, Unsupported (a
/// transfer syntax that DCMTK cannot parse or no codec here decodes), NotFound (DCMTK's dictionary).
[[nodiscard]] base::Result<DicomFile> parseDicom(std::span<const std::uint8_t> bytes);

/// Why pictures of this transfer syntax cannot be read here; empty when they can.
[[nodiscard]] std::string unsupportedTransferSyntax(const std::string& uid);

/// In words; empty when not known.
[[nodiscard]] std::string uidName(const std::string& uid);

}  // namespace asg::io
