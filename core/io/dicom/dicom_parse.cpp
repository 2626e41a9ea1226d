#include "core/io/dicom/dicom_parse.h"

#include "core/base/translatable.h"
#include "core/io/bytes.h"
#include "core/io/dicom/dicom_library.h"
#include "core/io/dicom/dicom_values.h"
#include "core/io/dicom/encapsulation.h"
#include "core/io/dicom/inflate.h"

#include <dcmtk/dcmdata/dcdeftag.h>
#include <dcmtk/dcmdata/dcuid.h>
#include <dcmtk/dcmdata/dcxfer.h>

#include <algorithm>
#include <array>
#include <cstring>
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

constexpr std::size_t kPreambleBytes = 132;

/// Where the file meta information begins.
std::size_t metaStart(Bytes bytes) {
    const bool hasPreamble = bytes.size() >= kPreambleBytes && std::memcmp(&bytes[kPreambleBytes - 4], "DICM", 4) == 0;
    return hasPreamble ? kPreambleBytes : 0;
}

Coding codingOfSyntax(const std::string& uid) {
    if (uid == UID_BigEndianExplicitTransferSyntax) return {true, true};
    return {
        uid != UID_LittleEndianImplicitTransferSyntax && uid != UID_PrivateGE_LEI_WithBigEndianPixelDataTransferSyntax,
        false};
}

std::string syntaxOfCoding(Coding coding) {
    if (coding.bigEndian) return UID_BigEndianExplicitTransferSyntax;
    return coding.explicitVr ? UID_LittleEndianExplicitTransferSyntax : UID_LittleEndianImplicitTransferSyntax;
}

Result<void> parseDataSet(DicomFile& file, Bytes bytes, Kept kept) {
    const Coding coding = codingOf(bytes, codingOfSyntax(file.transferSyntaxUid));
    auto parsed = parseElements(bytes, coding, std::nullopt, kept);
    if (!parsed) return parsed.error();
    file.dataSet = std::move(parsed->item);
    file.damage = std::move(parsed->damage);
    file.pixelsCutOff = parsed->pixelsCutOff;
    if (file.transferSyntaxUid.empty()) file.transferSyntaxUid = syntaxOfCoding(coding);
    if (file.dataSet.empty() && !file.damage.empty())
        return Error{
            ErrorCode::Corrupt,
            base::Sentence{QT_TRANSLATE_NOOP("Error", "The DICOM file is damaged or cut off (%1)."), {file.damage}}};
    return {};
}

}  // namespace

std::string uidName(const std::string& uid) {
    for (const UnknownSyntax& syntax : kNewSyntaxes)
        if (uid == syntax.uid) return std::string(syntax.name);
    const char* name = dcmFindNameOfUID(uid.c_str(), "");
    return name;
}

base::Sentence unsupportedTransferSyntax(const std::string& uid) {
    constexpr std::array<E_TransferSyntax, 7> kDecoded{EXS_RLELossless,          EXS_JPEGLSLossless, EXS_JPEGLSLossy,
                                                       EXS_JPEG2000LosslessOnly, EXS_JPEG2000,       EXS_JPEGProcess14,
                                                       EXS_JPEGProcess14SV1};
    const DcmXfer syntax(uid.c_str());
    const E_TransferSyntax kind = syntax.getXfer();
    if (kind != EXS_Unknown && !isEncapsulated(syntax)) return {};
    if (std::find(kDecoded.begin(), kDecoded.end(), kind) != kDecoded.end()) return {};
    if (uid == UID_JPEGProcess1TransferSyntax || uid == UID_JPEGProcess2_4TransferSyntax) return {};
    const std::string name = uidName(uid);
    if (name.find("MPEG") != std::string::npos || name.find("HEVC") != std::string::npos)
        return {QT_TRANSLATE_NOOP("Error", "Video (%1) is not supported. Export a single frame first."), {name}};
    if (name.empty())
        return {
            QT_TRANSLATE_NOOP(
                "Error",
                "The compression %1 is not supported. Convert the file to an uncompressed one or to JPEG 2000 first."),
            {uid}};
    return {QT_TRANSLATE_NOOP("Error",
                              "%1 is not supported. Convert the file to an uncompressed one or to JPEG 2000 first."),
            {name}};
}

Result<DicomFile> parseDicom(Bytes bytes, const std::stop_token& stop, Kept kept) {
    if (auto ready = prepareDicomLibrary(); !ready) return ready.error();
    DicomFile file;
    const Bytes withoutPreamble = bytes.subspan(metaStart(bytes));
    // The file meta information is explicit and little-endian in every file (PS3.10 7.1).
    auto meta = parseElements(withoutPreamble, Coding{}, std::uint16_t{2});
    if (!meta) return meta.error();
    file.meta = std::move(meta->item);
    file.transferSyntaxUid = stringAt(file.meta, DCM_TransferSyntaxUID);
    Bytes dataSet = withoutPreamble.subspan(meta->end);
    if (file.transferSyntaxUid == UID_DeflatedExplicitVRLittleEndianTransferSyntax) {
        auto inflated = inflate(dataSet, stop);
        if (!inflated) return inflated.error();
        file.inflated = *std::move(inflated);
        dataSet = file.inflated;
    }
    if (auto parsed = parseDataSet(file, dataSet, kept); !parsed) return parsed.error();
    return file;
}

}  // namespace asg::io
