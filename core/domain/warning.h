#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace asg::domain {

/// What a warning is about, and with what it goes.
enum class WarningSource : std::uint8_t { Picture, Report, Model, Labels };

/// What a warning says. Its name in files and its sentence stand in warning.cpp, in this order; several may share a
/// name. `%1` of the sentence is the warning's first argument.
enum class WarningCode : std::uint8_t {
    // The picture is not what the model was made for.
    OtherModality,
    Dental,
    OtherBodyPart,
    Animal,
    Lateral,
    RawPixels,
    SeveralFrames,
    Colour,
    TooSmall,
    TooNarrow,
    NotFrontalChest,  ///< as the model sees it; the others stand in the file's header
    // The picture.
    CharacterSet,
    Inverted,
    Rotated,
    Mirrored,
    // The model.
    DeviceFallback,
    UncheckedModel,
    UnlistedFindings,
    RimCut,
    // The report.
    OtherPatient,
    OtherLetters,
    OtherLanguage,
    LanguageWithoutTables,
    NoFindingsSection,
    NothingReadInOneSentence,
    NothingRead,
    LittleRead,
    ReportAsLatin1,
    ReportTooLong,
    TooManyLinks,
    ReportOfFolder,
    ReportNotKept,
    // Decisions.
    VerdictNotKept,
    CorrectionNotKept,
    VerdictMoved,
    BoxChanged,
    LineEndMended,
    TornLineSetAside,
    JournalCut,
    JournalChanged,
    HeadUnreadable,
    HeadNotWritten,
    // Imported labels.
    ImportedLabels,
    ImportedBoxes,
    TableAsLatin1,
    SizeUnknown,
    SizeUnknownInRecord,
    BoxesOfAnotherShape,
    BoxesInTwoMeasures,
    BoxOutside,
    BoxClamped,
    BoxOfRecordDropped,
    BoxOfAnotherSize,
    BoxWithoutNumbers,
    BoxWithoutSize,
    BoxNotInOriginal,
    UnknownRegion,
    RegionRepeated,
    UnknownAttribute,
    UnknownEntity,
    DeniedNormality,
    NoEntities,
    NoEntitiesOfReader,
    FindingsNoList,
    FindingNoObject,
    AbnormalUnsaid,
    AbnormalUnsaidWithBoxes,
    AbnormalStrange,
    AbnormalStrangeWithBoxes,
    NotAbnormalWithBoxes,
    Told,  ///< what a file of labels had been warned of: a name and a sentence of its own, the two arguments
};

/// Something a reader must know about a result that did not stop it.
struct Warning {
    WarningCode code{};
    std::vector<std::string> arguments = {};  ///< names, numbers and quotations
    WarningSource source = WarningSource::Picture;
    friend auto operator<=>(const Warning&, const Warning&) = default;
};

/// The warning's stable name in files ("rim-cut", "latin-1", …).
[[nodiscard]] std::string_view codeName(const Warning& warning) noexcept;

/// The code's sentence in English, the language that translations begin from, with `%1`, `%2` … where its arguments go.
[[nodiscard]] std::string_view sentenceOf(WarningCode code) noexcept;

/// The whole warning in English, as files and the command line have it.
[[nodiscard]] std::string textOf(const Warning& warning);

/// Whether it says that the picture is no frontal chest X-ray, or none that a model for these could judge.
[[nodiscard]] bool speaksAgainstModel(WarningCode code) noexcept;

/// The same warnings, as those of one source.
[[nodiscard]] std::vector<Warning> warningsOf(WarningSource source, std::vector<Warning> warnings);

}  // namespace asg::domain
