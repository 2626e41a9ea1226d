#pragma once

#include <exception>
#include <string>
#include <string_view>

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
    ErrorCode code = ErrorCode::Internal;
    std::string text;
};

/// An exception's reason for people: without the place in a library's code and the stack of calls that LibTorch adds.
[[nodiscard]] std::string reasonOf(const std::exception& failure);

}  // namespace asg::base
