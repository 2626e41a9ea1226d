#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace asg::domain {

/// What a warning is about, and with what it goes.
enum class WarningSource : std::uint8_t { Picture, Report, Model, Labels };

/// Something a reader must know about a result that did not stop it: a stable code ("rim-cut", "latin-1", …)
/// and one sentence in plain words.
struct Warning {
    std::string code;
    std::string text;
    WarningSource source = WarningSource::Picture;
    friend bool operator==(const Warning&, const Warning&) = default;
};

/// The same warnings, as those of one source.
[[nodiscard]] inline std::vector<Warning> warningsOf(WarningSource source, std::vector<Warning> warnings) {
    for (auto& warning : warnings) warning.source = source;
    return warnings;
}

}  // namespace asg::domain
