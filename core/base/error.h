#pragma once

#include "core/base/sentence.h"

#include <exception>
#include <string>
#include <string_view>
#include <utility>

namespace asg::base {

/// What kind of failure it is, for programs; the words for people stand in Error::text.
enum class ErrorCode {
    NotFound,           ///< no such file, folder, entry
    NotThisFormat,      ///< the reader is the wrong one; another may read it
    Corrupt,            ///< the right format, but damaged or truncated
    Unsupported,        ///< valid, but of a kind that this program cannot read
    NoPicture,          ///< a valid file that holds no image (structured report, waveform, …)
    TooLarge,           ///< a size beyond what is accepted from an untrusted file
    InvalidArgument,    ///< the caller asked for something that cannot be
    InvalidData,        ///< a table, configuration or record that breaks its own rules
    PermissionDenied,   ///< the system refused access
    DiskFull,           ///< no space left where it had to be written
    WriteFailed,        ///< writing failed for another reason
    OutOfMemory,        ///< of the computer or of the device
    DeviceUnavailable,  ///< the device that was asked for does not work here
    Internal,           ///< a defect of this program
};

/// Stable lower-case name of a code, as it stands in JSON ("not-found", "no-picture", …).
[[nodiscard]] std::string_view errorCodeName(ErrorCode code) noexcept;

/// A failure: a code for programs, one sentence for people that names the thing, the reason and, where there is
/// one, the remedy ("scan.dcm: this file has no picture (structured report)."). Never holds patient data.
struct Error {
    Error() = default;
    /// With somebody else's words as they stand (a library's, a file's), which nobody can translate.
    Error(ErrorCode error, std::string words) : code(error), text(std::move(words)) {}
    Error(ErrorCode error, const char* words) : Error(error, std::string(words)) {}
    /// With a sentence that a window says in its own language, `%1`, `%2` … standing for the arguments:
    /// `{code, Sentence{QT_TRANSLATE_NOOP("Error", "%1: this file has no picture."), {name}}}`.
    Error(ErrorCode error, Sentence words) : code(error), text(inEnglish(words)), sentence(std::move(words)) {}

    ErrorCode code = ErrorCode::Internal;
    std::string text;   ///< in English, arguments in their places, as files and the command line have it
    Sentence sentence;  ///< what `text` was made of; empty where it was made of nothing
};

/// An error's sentence, to be said in another language or to stand within another sentence; somebody else's words are
/// its argument.
[[nodiscard]] Sentence sentenceOf(const Error& error);

/// The same failure with what it happened to before its sentence: "scan.dcm: the disk is full."
[[nodiscard]] Error about(std::string_view thing, const Error& error);

/// An exception's reason for people: without the place in a library's code and the stack of calls that LibTorch adds.
[[nodiscard]] std::string reasonOf(const std::exception& failure);

}  // namespace asg::base
