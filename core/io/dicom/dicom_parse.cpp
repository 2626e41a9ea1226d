#include "core/io/dicom/dicom_parse.h"

#include "core/io/dicom/dicom_library.h"
#include "core/io/dicom/encapsulation.h"

#include <dcmtk/dcmdata/dccodec.h>
#include <dcmtk/dcmdata/dcdeftag.h>
#include <dcmtk/dcmdata/dcelem.h>
#include <dcmtk/dcmdata/dcistrmb.h>
#include <dcmtk/dcmdata/dcmetinf.h>
#include <dcmtk/dcmdata/dcuid.h>
#include <dcmtk/dcmdata/dcxfer.h>

#include <array>
#include <utility>
#include <vector>

namespace asg::io {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

struct UnknownSyntax {
    std::string_view uid;
    std::string_view name;
};

/// Transfer syntaxes of PS3.6 table A-1 newer than this DCMTK.
constexpr std::array<UnknownSyntax, 8> kNewSyntaxes{{
    {"1.2.840.10008.1.2.1.98", "Encapsulated Uncompressed"},
    {"1.2.840.10008.1.2.4.110", "JPEG XL Lossless"},
    {"1.2.840.10008.1.2.4.111", "JPEG XL JPEG Recompression"},
    {"1.2.840.10008.1.2.4.112", "JPEG XL"},
    {"1.2.840.10008.1.2.4.201", "High-Throughput JPEG 2000 Lossless Only"},
    {"1.2.840.10008.1.2.4.202", "High-Throughput JPEG 2000 with RPCL Lossless Only"},
    {"1.2.840.10008.1.2.4.203", "High-Throughput JPEG 2000"},
    {"1.2.840.10008.1.2.8.1", "Deflated Image Frame Compression"},
}};

std::string textOf(DcmItem& item, const DcmTagKey& tag) {
    OFString value;
    item.findAndGetOFString(tag, value);
    return {value.c_str(), value.size()};
}

std::string syntaxUid(DcmFileFormat& file) {
    std::string uid = textOf(*file.getMetaInfo(), DCM_TransferSyntaxUID);
    if (uid.empty()) uid = DcmXfer(file.getDataset()->getOriginalXfer()).getXferID();
    return uid;
}

/// Whether the parser was still within Pixel Data when the bytes ended.
bool endsWithinPixels(DcmDataset& dataSet) {
    DcmElement* element = nullptr;
    return dataSet.findAndGetElement(DCM_PixelData, element).good() && element->transferState() != ERW_ready;
}

OFCondition readAll(DcmFileFormat& file, std::span<const std::uint8_t> bytes, bool& pixelsCutOff) {
    std::vector<std::uint8_t> padded;
    if (bytes.size() % 2 != 0) {
        // The stream takes an even number of bytes, as DICOM does; a lost last byte is forgiven.
        padded.assign(bytes.begin(), bytes.end());
        padded.push_back(0);
        bytes = padded;
    }
    DcmInputBufferStream stream;
    stream.setBuffer(bytes.data(), static_cast<offile_off_t>(bytes.size()));
    stream.setEos();
    file.transferInit();
    const OFCondition condition = file.read(stream);
    // After an odd length, which is not allowed but occurs, the element never counts as complete; a byte is left then.
    pixelsCutOff = condition.bad() && stream.avail() == 0 && endsWithinPixels(*file.getDataset());
    file.transferEnd();
    return condition;
}

}  // namespace

std::string uidName(const std::string& uid) {
    for (const UnknownSyntax& syntax : kNewSyntaxes)
        if (uid == syntax.uid) return std::string(syntax.name);
    const char* name = dcmFindNameOfUID(uid.c_str(), "");
    return name;
}

std::string unsupportedTransferSyntax(const std::string& uid) {
    const DcmXfer syntax(uid.c_str());
    const bool known = syntax.getXfer() != EXS_Unknown;
    if (known && !isEncapsulated(syntax)) return {};
    if (known && DcmCodecList::canChangeCoding(syntax.getXfer(), EXS_LittleEndianExplicit)) return {};
    const std::string name = uidName(uid);
    if (name.find("MPEG") != std::string::npos || name.find("HEVC") != std::string::npos)
        return "Video (" + name + ") is not supported. Export a single frame first.";
    return (name.empty() ? "The compression " + uid : name) +
           " is not supported. Convert the file to an uncompressed one or to JPEG 2000 first.";
}

Result<DicomFile> parseDicom(std::span<const std::uint8_t> bytes) {
    if (auto ready = prepareDicomLibrary(); !ready) return ready.error();
    DicomFile parsed{std::make_unique<DcmFileFormat>(), {}, {}, false};
    const OFCondition condition = readAll(*parsed.file, bytes, parsed.pixelsCutOff);
    parsed.transferSyntaxUid = syntaxUid(*parsed.file);
    if (condition.bad() && parsed.dataSet().card() == 0)
        return Error{ErrorCode::Corrupt,
                     "The DICOM file is damaged or cut off (" + std::string(condition.text()) + ")."};
    parsed.damage = condition.bad() ? condition.text() : "";
    return parsed;
}

}  // namespace asg::io
