#include "core/io/dicom/dicom_text.h"

#include "core/base/translatable.h"
#include "core/io/dicom/character_sets.h"
#include "core/io/dicom/dicom_values.h"

#include <dcmtk/dcmdata/dcdeftag.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <cstdio>
#include <set>

namespace asg::io {
namespace {

using domain::View;

/// Of Specific Character Set as stored; the standard's longest list is far shorter.
constexpr std::size_t kLongestCharacterSet = 1024;

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
    for (const std::string_view word : {"POSTEROANTERIOR", "POSTERIORANTERIOR", "POSTERIORTOANTERIOR"})
        if (letters.starts_with(word)) return View::PA;
    for (const std::string_view word : {"ANTEROPOSTERIOR", "ANTERIORPOSTERIOR", "ANTERIORTOPOSTERIOR"})
        if (letters.starts_with(word)) return View::AP;
    return letters == "LATERAL" || letters.ends_with("LEFTLATERAL") || letters.ends_with("RIGHTLATERAL")
               ? View::Lateral
               : View::Unknown;
}

/// CID 4010, DX View, in SNOMED's codes of today and of before 2019 (PS3.16).
View viewOfCode(const std::string& value) {
    constexpr std::array<std::pair<std::string_view, View>, 10> kCodes{{{"R-10206", View::AP},
                                                                        {"399348003", View::AP},
                                                                        {"R-10214", View::PA},
                                                                        {"272479007", View::PA},
                                                                        {"R-10232", View::Lateral},
                                                                        {"399198007", View::Lateral},
                                                                        {"R-10236", View::Lateral},
                                                                        {"399173006", View::Lateral},
                                                                        {"R-10228", View::Lateral},
                                                                        {"399067008", View::Lateral}}};
    for (const auto& [code, view] : kCodes)
        if (value == code) return view;
    return View::Unknown;
}

View viewOfItem(const DicomItem& code) {
    const View meant = viewOfMeaning(stringAt(code, DCM_CodeMeaning));
    return meant != View::Unknown ? meant : viewOfCode(stringAt(code, DCM_CodeValue));
}

/// "CHEST PA" is certain, "CHEST PA AND LAT" is not.
View viewOfDescription(const std::string& description) {
    std::set<View> named;
    for (const std::string& word : upperWords(description))
        if (const View view = viewOfPosition(word); view != View::Unknown) named.insert(view);
    return named.size() == 1 ? *named.begin() : View::Unknown;
}

std::optional<domain::PixelSpacing> pairAt(const DicomItem& item, const DcmTagKey& tag, const std::string& source) {
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

/// How much larger than life the detector's picture is: as the file estimates it, or as the distances from the source
/// to detector and patient give it (PS3.3 C.8.11.7.1); 1 where it says neither.
struct Magnification {
    double factor = 1;
    std::string source;
};

Magnification magnificationOf(const DicomItem& dataSet) {
    const auto estimated = numberAt(dataSet, DCM_EstimatedRadiographicMagnificationFactor);
    if (estimated && *estimated >= 1) return {*estimated, "magnification"};
    const auto toDetector = numberAt(dataSet, DCM_DistanceSourceToDetector);
    const auto toPatient = numberAt(dataSet, DCM_DistanceSourceToPatient);
    if (!toDetector || !toPatient || *toPatient <= 0 || *toDetector <= *toPatient) return {};
    return {*toDetector / *toPatient, "magnification by distances"};
}

domain::PixelSpacing atPatient(const domain::PixelSpacing& atImager, const DicomItem& dataSet) {
    const auto [factor, source] = magnificationOf(dataSet);
    if (source.empty()) return atImager;
    return {atImager.rowMm / factor, atImager.columnMm / factor,
            atImager.source + " / " + source + " " + shortNumber(factor)};
}

bool sameSpacing(const domain::PixelSpacing& a, const domain::PixelSpacing& b) {
    constexpr double kTolerance = 1e-6;
    return std::abs(a.rowMm - b.rowMm) < kTolerance && std::abs(a.columnMm - b.columnMm) < kTolerance;
}

/// The attribute's text, else the meaning of the code that may stand for it.
std::string textOrMeaning(const DicomItem& dataSet, const DcmTagKey& tag, const DcmTagKey& codeSequence) {
    const std::string text = allStringsAt(dataSet, tag);
    return toUtf8(dataSet, text.empty() ? allStringsAt(itemAt(dataSet, codeSequence), DCM_CodeMeaning) : text).text;
}

}  // namespace

DecodedText toUtf8(const DicomItem& dataSet, const std::string& stored) {
    const std::string declared = allStringsAt(dataSet, DCM_SpecificCharacterSet).substr(0, kLongestCharacterSet);
    auto text = textToUtf8(stored, declared);
    // UTF-8 under the name of Latin-1 is a common slip, and Latin-1 that happens to be UTF-8 is hardly possible.
    if (text && *text != stored && isLatin1(declared) && isUtf8(stored)) return {stored, true};
    if (text) return {*std::move(text), !isPlainAscii(stored) && declared.empty()};
    return {guessedUtf8(stored), true};
}

std::vector<std::string> textsAt(const DicomItem& dataSet, const DicomItem& item, const DcmTagKey& tag) {
    const std::string all = toUtf8(dataSet, allStringsAt(item, tag)).text;
    std::vector<std::string> texts;
    for (std::size_t start = 0; start <= all.size() && texts.size() < kMostValues;) {
        const std::size_t end = std::min(all.find('\\', start), all.size());
        std::string_view text = std::string_view(all).substr(start, end - start);
        while (text.ends_with(' ')) text.remove_suffix(1);
        while (text.starts_with(' ')) text.remove_prefix(1);
        texts.emplace_back(text);
        start = end + 1;
    }
    return texts;
}

domain::StudyText studyTextOf(const DicomItem& dataSet, bool& guessed) {
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
    study.patientAge = text(DCM_PatientAge);
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

View viewOf(const DicomItem& dataSet) {
    if (const View view = viewOfPosition(stringAt(dataSet, DCM_ViewPosition)); view != View::Unknown) return view;
    if (const View view = viewOfItem(itemAt(dataSet, DCM_ViewCodeSequence)); view != View::Unknown) return view;
    for (const DcmTagKey& tag : {DCM_SeriesDescription, DCM_AcquisitionDeviceProcessingDescription})
        if (const View view = viewOfDescription(stringAt(dataSet, tag)); view != View::Unknown) return view;
    // Rows that run to the front or the back of the patient lie in a lateral view (PS3.3 C.7.6.1.1.1).
    const std::string rowDirection = stringAt(dataSet, DCM_PatientOrientation, 0);
    return rowDirection == "A" || rowDirection == "P" ? View::Lateral : View::Unknown;
}

std::optional<domain::PixelSpacing> spacingOf(const DicomItem& dataSet, int frame) {
    const auto pixel = pairAt(scopeOf(dataSet, DCM_PixelMeasuresSequence, frame), DCM_PixelSpacing,
                              QT_TRANSLATE_NOOP("Spacing", "pixel spacing"));
    const auto imager = pairAt(dataSet, DCM_ImagerPixelSpacing, QT_TRANSLATE_NOOP("Spacing", "imager pixel spacing"));
    const bool calibrated = hasValue(dataSet, DCM_PixelSpacingCalibrationType);
    // A Pixel Spacing that only repeats the detector's has not been corrected for magnification (PS3.3 10.7.1.3).
    if (pixel && (!imager || calibrated || !sameSpacing(*pixel, *imager))) return pixel;
    if (imager) return atPatient(*imager, dataSet);
    return pairAt(dataSet, DCM_NominalScannedPixelSpacing,
                  QT_TRANSLATE_NOOP("Spacing", "nominal scanned pixel spacing"));
}

GateFacts gateFactsOf(const DicomItem& dataSet) {
    GateFacts facts;
    facts.modality = stringAt(dataSet, DCM_Modality);
    facts.bodyPart = textOrMeaning(dataSet, DCM_BodyPartExamined, DCM_AnatomicRegionSequence);
    facts.species = textOrMeaning(dataSet, DCM_PatientSpeciesDescription, DCM_PatientSpeciesCodeSequence);
    facts.hasBreed =
        hasValue(dataSet, DCM_PatientBreedDescription) || !itemAt(dataSet, DCM_PatientBreedCodeSequence).empty();
    for (const DcmTagKey& tag :
         {DCM_StudyDescription, DCM_SeriesDescription, DCM_ProtocolName, DCM_AcquisitionDeviceProcessingDescription})
        facts.descriptions += toUtf8(dataSet, allStringsAt(dataSet, tag)).text + " ";
    facts.isLateral = viewOf(dataSet) == View::Lateral;
    facts.isRaw = codeAt(dataSet, DCM_PresentationIntentType) == "FORPROCESSING";
    return facts;
}

}  // namespace asg::io
