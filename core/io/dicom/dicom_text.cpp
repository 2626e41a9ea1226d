#include "core/io/dicom/dicom_text.h"

#include "core/io/dicom/dicom_values.h"
#include "core/io/dicom/japanese_text.h"

#include <dcmtk/dcmdata/dcdeftag.h>
#include <dcmtk/dcmdata/dcspchrs.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <cstdio>
#include <set>

namespace asg::io {
namespace {

using domain::View;

bool isAscii(const std::string& text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x80 && c != '\x1b'; });
}

bool isUtf8(const std::string& text) {
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t length = lead < 0x80 ? 1 : lead >> 5 == 6 ? 2 : lead >> 4 == 14 ? 3 : lead >> 3 == 30 ? 4 : 0;
        if (length == 0 || i + length > text.size()) return false;
        for (std::size_t k = 1; k < length; ++k)
            if ((static_cast<unsigned char>(text[i + k]) & 0xC0) != 0x80) return false;
        i += length;
    }
    return true;
}

std::string latin1ToUtf8(const std::string& text) {
    std::string result;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) {
            result += c;
        } else {
            result += static_cast<char>(0xC0 | byte >> 6);
            result += static_cast<char>(0x80 | (byte & 0x3F));
        }
    }
    return result;
}

std::string upperLetters(const std::string& text) {
    std::string result;
    for (const char c : text)
        if (std::isalpha(static_cast<unsigned char>(c)) != 0)
            result += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return result;
}

std::vector<std::string> upperWords(const std::string& text) {
    std::vector<std::string> words(1);
    for (const char c : text) {
        if (std::isalnum(static_cast<unsigned char>(c)) != 0)
            words.back() += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
        else if (!words.back().empty())
            words.emplace_back();
    }
    return words;
}

View viewOfPosition(const std::string& position) {
    constexpr std::array<std::string_view, 8> kLateral{"LL",   "RL",   "LAT",      "LATERAL",
                                                       "LLAT", "RLAT", "LLATERAL", "RLATERAL"};
    const std::string letters = upperLetters(position);
    if (letters == "PA") return View::PA;
    if (letters == "AP") return View::AP;
    return std::find(kLateral.begin(), kLateral.end(), letters) != kLateral.end() ? View::Lateral : View::Unknown;
}

View viewOfMeaning(const std::string& meaning) {
    const std::string letters = upperLetters(meaning);
    if (letters.starts_with("POSTEROANTERIOR")) return View::PA;
    if (letters.starts_with("ANTEROPOSTERIOR")) return View::AP;
    return letters == "LATERAL" || letters.ends_with("LEFTLATERAL") || letters.ends_with("RIGHTLATERAL")
               ? View::Lateral
               : View::Unknown;
}

/// "CHEST PA" is certain, "CHEST PA AND LAT" is not.
View viewOfDescription(const std::string& description) {
    std::set<View> named;
    for (const std::string& word : upperWords(description))
        if (const View view = viewOfPosition(word); view != View::Unknown) named.insert(view);
    return named.size() == 1 ? *named.begin() : View::Unknown;
}

std::optional<domain::PixelSpacing> pairAt(DcmItem& item, const DcmTagKey& tag, const std::string& source) {
    const auto row = numberAt(item, tag, 0);
    const auto column = numberAt(item, tag, 1);
    if (!row || !column || *row <= 0 || *column <= 0) return std::nullopt;
    return domain::PixelSpacing{*row, *column, source};
}

std::string shortNumber(double value) {
    char text[32];
    std::snprintf(text, sizeof(text), "%.4g", value);
    return text;
}

domain::PixelSpacing atPatient(domain::PixelSpacing atImager, DcmItem& dataSet) {
    const auto magnification = numberAt(dataSet, DCM_EstimatedRadiographicMagnificationFactor);
    if (!magnification || *magnification < 1) return atImager;
    return {atImager.rowMm / *magnification, atImager.columnMm / *magnification,
            atImager.source + " / magnification " + shortNumber(*magnification)};
}

bool sameSpacing(const domain::PixelSpacing& a, const domain::PixelSpacing& b) {
    constexpr double kTolerance = 1e-6;
    return std::abs(a.rowMm - b.rowMm) < kTolerance && std::abs(a.columnMm - b.columnMm) < kTolerance;
}

std::string speciesOf(DcmItem& dataSet) {
    const std::string description = stringAt(dataSet, DCM_PatientSpeciesDescription);
    DcmItem* code = itemAt(dataSet, DCM_PatientSpeciesCodeSequence);
    return description.empty() && code != nullptr ? stringAt(*code, DCM_CodeMeaning) : description;
}

std::string bodyPartOf(DcmItem& dataSet) {
    const std::string part = stringAt(dataSet, DCM_BodyPartExamined);
    DcmItem* code = itemAt(dataSet, DCM_AnatomicRegionSequence);
    return part.empty() && code != nullptr ? stringAt(*code, DCM_CodeMeaning) : part;
}

}  // namespace

DecodedText toUtf8(DcmItem& dataSet, const std::string& stored) {
    if (isAscii(stored)) return {stored, false};
    if (isJapanese(allStringsAt(dataSet, DCM_SpecificCharacterSet)))
        if (auto japanese = japaneseToUtf8(stored)) return {*std::move(japanese), false};
    DcmSpecificCharacterSet converter;
    OFString converted;
    const bool declared = hasValue(dataSet, DCM_SpecificCharacterSet);
    if (declared && converter.selectCharacterSet(dataSet).good() &&
        converter.convertString(OFString(stored.data(), stored.size()), converted, "^=\\").good())
        return {std::string(converted.c_str(), converted.size()), false};
    return {isUtf8(stored) ? stored : latin1ToUtf8(stored), true};
}

domain::StudyText studyTextOf(DcmItem& dataSet, bool& guessed) {
    const auto text = [&](const DcmTagKey& tag) {
        DecodedText decoded = toUtf8(dataSet, allStringsAt(dataSet, tag));
        guessed = guessed || decoded.guessed;
        return decoded.text;
    };
    domain::StudyText study;
    study.patientName = text(DCM_PatientName);
    study.patientId = text(DCM_PatientID);
    study.patientBirthDate = text(DCM_PatientBirthDate);
    study.patientSex = text(DCM_PatientSex);
    study.studyDate = text(DCM_StudyDate);
    study.studyTime = text(DCM_StudyTime);
    study.studyDescription = text(DCM_StudyDescription);
    study.seriesDescription = text(DCM_SeriesDescription);
    study.institution = text(DCM_InstitutionName);
    study.accessionNumber = text(DCM_AccessionNumber);
    study.modality = text(DCM_Modality);
    study.studyInstanceUid = text(DCM_StudyInstanceUID);
    study.seriesInstanceUid = text(DCM_SeriesInstanceUID);
    study.sopInstanceUid = text(DCM_SOPInstanceUID);
    study.sopClassUid = text(DCM_SOPClassUID);
    study.laterality = text(DCM_ImageLaterality);
    study.patientOrientation = text(DCM_PatientOrientation);
    return study;
}

View viewOf(DcmItem& dataSet) {
    if (const View view = viewOfPosition(stringAt(dataSet, DCM_ViewPosition)); view != View::Unknown) return view;
    if (DcmItem* code = itemAt(dataSet, DCM_ViewCodeSequence))
        if (const View view = viewOfMeaning(stringAt(*code, DCM_CodeMeaning)); view != View::Unknown) return view;
    for (const DcmTagKey& tag : {DCM_SeriesDescription, DCM_AcquisitionDeviceProcessingDescription})
        if (const View view = viewOfDescription(stringAt(dataSet, tag)); view != View::Unknown) return view;
    // Rows that run to the front or the back of the patient lie in a lateral view (PS3.3 C.7.6.1.1.1).
    const std::string rowDirection = stringAt(dataSet, DCM_PatientOrientation, 0);
    return rowDirection == "A" || rowDirection == "P" ? View::Lateral : View::Unknown;
}

std::optional<domain::PixelSpacing> spacingOf(DcmItem& dataSet, int frame) {
    const auto pixel = pairAt(scopeOf(dataSet, DCM_PixelMeasuresSequence, frame), DCM_PixelSpacing, "pixel spacing");
    const auto imager = pairAt(dataSet, DCM_ImagerPixelSpacing, "imager pixel spacing");
    const bool calibrated = hasValue(dataSet, DCM_PixelSpacingCalibrationType);
    // A Pixel Spacing that only repeats the detector's has not been corrected for magnification (PS3.3 10.7.1.3).
    if (pixel && (!imager || calibrated || !sameSpacing(*pixel, *imager))) return pixel;
    if (imager) return atPatient(*imager, dataSet);
    return pairAt(dataSet, DCM_NominalScannedPixelSpacing, "nominal scanned pixel spacing");
}

GateFacts gateFactsOf(DcmItem& dataSet) {
    GateFacts facts;
    facts.modality = stringAt(dataSet, DCM_Modality);
    facts.bodyPart = toUtf8(dataSet, bodyPartOf(dataSet)).text;
    facts.species = speciesOf(dataSet);
    facts.hasBreed = hasValue(dataSet, DCM_PatientBreedDescription) || itemAt(dataSet, DCM_PatientBreedCodeSequence);
    for (const DcmTagKey& tag :
         {DCM_StudyDescription, DCM_SeriesDescription, DCM_ProtocolName, DCM_AcquisitionDeviceProcessingDescription})
        facts.descriptions += stringAt(dataSet, tag) + " ";
    facts.isLateral = viewOf(dataSet) == View::Lateral;
    facts.isRaw = stringAt(dataSet, DCM_PresentationIntentType) == "FOR PROCESSING";
    return facts;
}

}  // namespace asg::io
