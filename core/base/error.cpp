#include "core/base/error.h"

#include "core/base/translatable.h"

namespace asg::base {

std::string_view errorCodeName(ErrorCode code) noexcept {
    switch (code) {
        case ErrorCode::NotFound: return "not-found";
        case ErrorCode::NotThisFormat: return "not-this-format";
        case ErrorCode::Corrupt: return "corrupt";
        case ErrorCode::Unsupported: return "unsupported";
        case ErrorCode::NoPicture: return "no-picture";
        case ErrorCode::TooLarge: return "too-large";
        case ErrorCode::InvalidArgument: return "invalid-argument";
        case ErrorCode::InvalidData: return "invalid-data";
        case ErrorCode::PermissionDenied: return "permission-denied";
        case ErrorCode::DiskFull: return "disk-full";
        case ErrorCode::WriteFailed: return "write-failed";
        case ErrorCode::OutOfMemory: return "out-of-memory";
        case ErrorCode::DeviceUnavailable: return "device-unavailable";
        case ErrorCode::Internal: return "internal";
    }
    return "internal";
}

Sentence sentenceOf(const Error& error) {
    return error.sentence.empty() ? told(error.text) : error.sentence;
}

Error about(std::string_view thing, const Error& error) {
    return {error.code, Sentence{QT_TRANSLATE_NOOP("Error", "%1: %2"), {thing, sentenceOf(error)}}};
}

std::string reasonOf(const std::exception& failure) {
    const std::string_view words(failure.what());
    const auto reason = words.substr(0, words.find("Exception raised from"));
    return std::string(reason.substr(0, reason.find_last_not_of(" \t\r\n") + 1));
}

}  // namespace asg::base
