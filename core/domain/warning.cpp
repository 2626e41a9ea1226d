#include "core/domain/warning.h"

#include "core/base/sentence.h"
#include "core/base/translatable.h"

#include <array>

namespace asg::domain {
namespace {

using enum WarningCode;

struct WarningWords {
    WarningCode code;
    std::string_view name;
    std::string_view sentence;
};

constexpr std::string_view kNotForModel = "not-frontal-chest";

/// One for each code, in their order.
constexpr std::array kWarningWords{
    WarningWords{
        OtherModality, kNotForModel,
        QT_TRANSLATE_NOOP("Warning", "The modality is %1; the model was made for plain radiographs (CR, DX).")},
    WarningWords{Dental, kNotForModel,
                 QT_TRANSLATE_NOOP("Warning", "This is a dental picture; the model was made for chest X-rays.")},
    WarningWords{OtherBodyPart, kNotForModel,
                 QT_TRANSLATE_NOOP("Warning", "The body part is %1; the model was made for chest X-rays.")},
    WarningWords{Animal, kNotForModel,
                 QT_TRANSLATE_NOOP("Warning", "The patient is an animal; the model was made for people.")},
    WarningWords{
        Lateral, kNotForModel,
        QT_TRANSLATE_NOOP("Warning", "This is a lateral view; the model was made for frontal views (PA, AP).")},
    WarningWords{
        RawPixels, kNotForModel,
        QT_TRANSLATE_NOOP("Warning", "The pixels are raw detector values (for processing), not made for viewing.")},
    WarningWords{
        SeveralFrames, kNotForModel,
        QT_TRANSLATE_NOOP("Warning", "The file has %1 pictures (frames); the model was made for single pictures.")},
    WarningWords{Colour, kNotForModel,
                 QT_TRANSLATE_NOOP("Warning", "This is a colour picture; the model was made for grey X-rays.")},
    WarningWords{
        TooSmall, kNotForModel,
        QT_TRANSLATE_NOOP("Warning", "The picture is too small (%1 × %2 pixels; at least %3 a side are needed).")},
    WarningWords{TooNarrow, kNotForModel,
                 QT_TRANSLATE_NOOP("Warning", "The picture is too long and narrow for a chest X-ray.")},
    WarningWords{NotFrontalChest, kNotForModel,
                 QT_TRANSLATE_NOOP(
                     "Warning", "This does not look like a frontal chest X-ray: the model was made for nothing else.")},
    WarningWords{CharacterSet, "character-set",
                 QT_TRANSLATE_NOOP(
                     "Warning", "The file does not say rightly how its text is written; names may be shown wrongly.")},
    WarningWords{Inverted, "inverted",
                 QT_TRANSLATE_NOOP("Warning",
                                   "Light and dark look exchanged in this picture (a MONOCHROME1 mistake?): what the "
                                   "model says of it is unreliable.")},
    WarningWords{Rotated, "rotated",
                 QT_TRANSLATE_NOOP("Warning",
                                   "This picture looks turned by a quarter or half turn: turn it upright before "
                                   "trusting what the model says.")},
    WarningWords{
        Mirrored, "mirrored",
        QT_TRANSLATE_NOOP("Warning",
                          "Left and right look exchanged in this picture (mirrored, or the heart on the right): sides "
                          "that the model names may be wrong.")},
    WarningWords{DeviceFallback, "device-fallback",
                 QT_TRANSLATE_NOOP(
                     "Warning", "The GPU had too little memory: this was computed on the CPU, as all that follows.")},
    WarningWords{UncheckedModel, "unchecked-model",
                 QT_TRANSLATE_NOOP("Warning",
                                   "%1: No canary came with this model: nobody can tell whether it computes here what "
                                   "it computed where it was made.")},
    WarningWords{UnlistedFindings, "unlisted-findings",
                 QT_TRANSLATE_NOOP("Warning",
                                   "%1 also judges %2, of which nothing is shown: ontology/tags.tsv of this program "
                                   "does not list it. Add a row for each.")},
    WarningWords{
        RimCut, "rim-cut",
        QT_TRANSLATE_NOOP(
            "Warning",
            "The model did not see the rim of the picture (%1 % of its area); nothing is said about what lies there.")},
    WarningWords{
        OtherPatient, "other-patient",
        QT_TRANSLATE_NOOP(
            "Warning",
            "The report names another patient than the picture's file does: make sure that the two belong together.")},
    WarningWords{OtherLetters, "other-language",
                 QT_TRANSLATE_NOOP("Warning", "This report is not in %1 letters: it is shown and was not read.")},
    WarningWords{
        OtherLanguage, "other-language",
        QT_TRANSLATE_NOOP(
            "Warning",
            "This report looks %1 and was not read with %2 tables. Start with --language %3, or without --language.")},
    WarningWords{LanguageWithoutTables, "other-language",
                 QT_TRANSLATE_NOOP(
                     "Warning", "This report looks %1, and there are no tables for %1: it is shown and was not read.")},
    WarningWords{NoFindingsSection, "nothing-read",
                 QT_TRANSLATE_NOOP("Warning",
                                   "No part of this report was recognised as findings or impression, and nothing was "
                                   "read: read it yourself, or put FINDINGS: before them.")},
    WarningWords{NothingReadInOneSentence, "nothing-read",
                 QT_TRANSLATE_NOOP("Warning", "Nothing was read in the 1 sentence of this report: read it yourself.")},
    WarningWords{
        NothingRead, "nothing-read",
        QT_TRANSLATE_NOOP("Warning", "Nothing was read in the %1 sentences of this report: read it yourself.")},
    WarningWords{LittleRead, "little-read",
                 QT_TRANSLATE_NOOP("Warning",
                                   "%1 of the %2 sentences of this report were not understood. They are marked, and "
                                   "agree with nothing: read them yourself.")},
    WarningWords{ReportAsLatin1, "latin-1",
                 QT_TRANSLATE_NOOP("Warning", "The report is not UTF-8; it was read as Latin-1.")},
    WarningWords{ReportTooLong, "too-long",
                 QT_TRANSLATE_NOOP("Warning", "The report is longer than 64 MiB and was not read.")},
    WarningWords{
        TooManyLinks, "too-many-links",
        QT_TRANSLATE_NOOP("Warning", "The report fills all 23 region-sentence slots; further places were left out.")},
    WarningWords{ReportOfFolder, "report-of-folder",
                 QT_TRANSLATE_NOOP("Warning",
                                   "report.txt lies beside several pictures: make sure that it is of this patient. A "
                                   "report that is named like its picture goes with that one alone.")},
    WarningWords{ReportNotKept, "report-not-kept",
                 QT_TRANSLATE_NOOP("Warning",
                                   "This report can be read now and will not be here next time: %1 Reports and "
                                   "verdicts are kept where ASG_DATA says.")},
    WarningWords{VerdictNotKept, "verdict-not-kept",
                 QT_TRANSLATE_NOOP(
                     "Warning",
                     "A verdict was not kept, \"%1\" for %2 (decision %3 of %4): its sentence is not in this report "
                     "any more, or is divided otherwise. It stays in the journal; judge what stands there now.")},
    WarningWords{
        CorrectionNotKept, "correction-not-kept",
        QT_TRANSLATE_NOOP("Warning",
                          "A correction was not kept, decision %1 of %2: its sentence is not in this report any more, "
                          "or is divided otherwise. It stays in the journal; correct what stands there now.")},
    WarningWords{VerdictMoved, "verdict-moved",
                 QT_TRANSLATE_NOOP("Warning",
                                   "A verdict does not hold any more, \"%1\" for %2 (decision %3 of %4): its sentence "
                                   "was corrected and points somewhere else. Judge it again.")},
    WarningWords{BoxChanged, "box-changed",
                 QT_TRANSLATE_NOOP("Warning",
                                   "The box of the %1 was judged (decision %2 of %3) and is another one now, or none: "
                                   "another model, or another version of it. Judge what is drawn now.")},
    WarningWords{
        LineEndMended, "journal-mended",
        QT_TRANSLATE_NOOP(
            "Warning",
            "%1: the last decision had no line end. It was taken as it stands, and the end was put behind it.")},
    WarningWords{
        TornLineSetAside, "journal-mended",
        QT_TRANSLATE_NOOP("Warning",
                          "%1: the last line was written in part, as when a computer stops. It was moved to %2.")},
    WarningWords{JournalCut, "journal-cut",
                 QT_TRANSLATE_NOOP("Warning",
                                   "%1: %3 of the %2 decisions that it held are left: its end is missing. This program "
                                   "removes none; a backup may still have them.")},
    WarningWords{JournalChanged, "journal-changed",
                 QT_TRANSLATE_NOOP("Warning",
                                   "%1: decision %2 of %3, or one before it, is not what was written. Something else "
                                   "changed it; a backup may have it as it was.")},
    WarningWords{HeadUnreadable, "journal-head-unreadable",
                 QT_TRANSLATE_NOOP("Warning",
                                   "%2 So nobody can tell whether decisions are missing at the end of %1; what is "
                                   "there is taken.")},
    WarningWords{HeadNotWritten, "journal-head-not-written",
                 QT_TRANSLATE_NOOP("Warning",
                                   "%1 The decision is kept, but not the count of decisions beside the journal. Until "
                                   "it is, nobody would notice decisions missing at the journal's end.")},
    WarningWords{ImportedLabels, "imported-labels",
                 QT_TRANSLATE_NOOP("Warning", "%1 tags come from an imported file, not from a report's words.")},
    WarningWords{ImportedBoxes, "imported-boxes",
                 QT_TRANSLATE_NOOP("Warning", "%1 region boxes come from an imported file, not from the model.")},
    WarningWords{TableAsLatin1, "latin-1",
                 QT_TRANSLATE_NOOP("Warning", "The table is not UTF-8; it was read as Latin-1.")},
    WarningWords{SizeUnknown, "image-size-unknown",
                 QT_TRANSLATE_NOOP("Warning",
                                   "The imported boxes came without the size of their picture; they were taken as "
                                   "pixels of the one that they are used with.")},
    WarningWords{SizeUnknownInRecord, "image-size-unknown",
                 QT_TRANSLATE_NOOP("Warning", "Record %1 gives no size: image_width is \"%2\", image_height \"%3\".")},
    WarningWords{
        BoxesOfAnotherShape, "boxes-of-another-picture",
        QT_TRANSLATE_NOOP("Warning", "The imported boxes lie in a picture of another shape and were left out.")},
    WarningWords{BoxesInTwoMeasures, "boxes-of-another-picture",
                 QT_TRANSLATE_NOOP("Warning",
                                   "Boxes in fractions and boxes in pixels of a picture of unknown size cannot stand "
                                   "together; those of the earlier file were left out.")},
    WarningWords{BoxOutside, "box-dropped",
                 QT_TRANSLATE_NOOP("Warning", "The box of \"%1\" is empty or outside the image and was left out.")},
    WarningWords{BoxClamped, "box-clamped",
                 QT_TRANSLATE_NOOP("Warning", "The box of \"%1\" reached outside the image and was cut.")},
    WarningWords{BoxOfRecordDropped, "box-dropped",
                 QT_TRANSLATE_NOOP("Warning", "The box of \"%1\" in record %2 was left out: %3.")},
    WarningWords{BoxOfAnotherSize, "box-dropped",
                 QT_TRANSLATE_NOOP(
                     "Warning",
                     "The box of \"%1\" in record %2 was left out: the image has another size in the rows before it.")},
    WarningWords{BoxWithoutNumbers, "box-dropped", QT_TRANSLATE_NOOP("Warning", "A box has not four numbers.")},
    WarningWords{BoxWithoutSize, "box-dropped", QT_TRANSLATE_NOOP("Warning", "The image's size is not known.")},
    WarningWords{BoxNotInOriginal, "box-dropped",
                 QT_TRANSLATE_NOOP("Warning", "\"%1\" has no box in the original image.")},
    WarningWords{UnknownRegion, "unknown-region",
                 QT_TRANSLATE_NOOP("Warning", "\"%1\" is no region here and was left out.")},
    WarningWords{RegionRepeated, "region-repeated",
                 QT_TRANSLATE_NOOP("Warning", "\"%1\" is given twice; the later box holds.")},
    WarningWords{UnknownAttribute, "unknown-attribute",
                 QT_TRANSLATE_NOOP("Warning", "\"%1\" is not category|yes or no|name.")},
    WarningWords{UnknownEntity, "unknown-entity",
                 QT_TRANSLATE_NOOP("Warning", "Entity %1 is neither anatomy nor observation.")},
    WarningWords{DeniedNormality, "denied-normality",
                 QT_TRANSLATE_NOOP("Warning", "\"%1\" is denied: what is there is not said.")},
    WarningWords{NoEntities, "no-entities",
                 QT_TRANSLATE_NOOP("Warning", "The report has no \"entities\" that are an object.")},
    WarningWords{NoEntitiesOfReader, "no-entities",
                 QT_TRANSLATE_NOOP("Warning", "\"%1\" has no \"entities\" that are an object.")},
    WarningWords{FindingsNoList, "unknown-finding",
                 QT_TRANSLATE_NOOP("Warning", "\"findings\" is no list and was left out.")},
    WarningWords{FindingNoObject, "unknown-finding",
                 QT_TRANSLATE_NOOP("Warning", "An entry of \"findings\" is no object and was left out.")},
    WarningWords{AbnormalUnsaid, "abnormal-unclear",
                 QT_TRANSLATE_NOOP("Warning", "\"%1\" does not say \"abnormal\"; it was left out.")},
    WarningWords{
        AbnormalUnsaidWithBoxes, "abnormal-unclear",
        QT_TRANSLATE_NOOP("Warning", "\"%1\" does not say \"abnormal\" and has boxes; it was taken as present.")},
    WarningWords{AbnormalStrange, "abnormal-unclear",
                 QT_TRANSLATE_NOOP("Warning", "\"%1\" has \"%2\" for \"abnormal\"; it was left out.")},
    WarningWords{
        AbnormalStrangeWithBoxes, "abnormal-unclear",
        QT_TRANSLATE_NOOP("Warning", "\"%1\" has \"%2\" for \"abnormal\" and has boxes; it was taken as present.")},
    WarningWords{NotAbnormalWithBoxes, "abnormal-unclear",
                 QT_TRANSLATE_NOOP("Warning", "\"%1\" is not \"abnormal\" and has boxes; it was taken as present.")},
    WarningWords{Told, "", "%2"},
};
constexpr bool isInOrder() {
    for (std::size_t i = 0; i < kWarningWords.size(); ++i)
        if (kWarningWords[i].code != static_cast<WarningCode>(i)) return false;
    return kWarningWords.size() == static_cast<std::size_t>(Told) + 1;
}
static_assert(isInOrder());

const WarningWords& wordsOf(WarningCode code) noexcept {
    return kWarningWords[static_cast<std::size_t>(code)];
}

}  // namespace

std::string_view codeName(const Warning& warning) noexcept {
    if (warning.code == WarningCode::Told && !warning.arguments.empty()) return warning.arguments.front();
    return wordsOf(warning.code).name;
}

std::string_view sentenceOf(WarningCode code) noexcept {
    return wordsOf(code).sentence;
}

std::string textOf(const Warning& warning) {
    return base::withArguments(sentenceOf(warning.code), warning.arguments);
}

bool speaksAgainstModel(WarningCode code) noexcept {
    return code <= WarningCode::NotFrontalChest;
}

std::vector<Warning> warningsOf(WarningSource source, std::vector<Warning> warnings) {
    for (auto& warning : warnings) warning.source = source;
    return warnings;
}

}  // namespace asg::domain
