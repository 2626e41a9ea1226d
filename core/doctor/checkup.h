#pragma once

#include "core/base/sentence.h"

#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace asg::doctor {

enum class CheckState : std::uint8_t {
    Good,
    Note,    ///< works, but not as well as it could, or not all of it
    Problem  ///< something that the program is for does not work
};

/// "good", "note", "problem", as it stands in JSON.
[[nodiscard]] std::string_view stateName(CheckState state) noexcept;

/// What a check measured, by a stable name: numbers, versions, names of drivers. Never a path, and nothing that a user
/// named or wrote: facts go into a bundle for a bug report as they stand.
using Fact = std::pair<std::string, std::variant<bool, std::int64_t, double, std::string>>;

/// One thing that was looked at. The sentences may name files of this machine; a bundle leaves their arguments out.
struct Check {
    std::string name;  ///< stable: "journals", "decoder"
    CheckState state = CheckState::Good;
    base::Sentence words;
    base::Sentence remedy;  ///< empty: none is needed, or none is known
    std::vector<Fact> facts = {};
};

struct Checkup {
    std::string version;  ///< of the program
    std::vector<Check> checks;

    /// No problem among the checks; notes do not count.
    [[nodiscard]] bool works() const;
};

struct CheckupRequest {
    std::string version;
    std::filesystem::path model;       ///< its folder
    std::filesystem::path dataFolder;  ///< where decisions are kept
};

/// Looks at everything: installation, machine, model, data folder. Loads LibTorch and runs the model's canary, so it
/// takes some seconds and as much memory as an analysis; reads every journal. Writes nothing but one small file in the
/// data folder, which it takes away again. A stop ends it between two checks, and what was found by then is given.
/// Blocks; any thread.
[[nodiscard]] Checkup examine(const CheckupRequest& request, const std::stop_token& stop);

/// Its parts, each by itself. The last three block on the disk.
[[nodiscard]] std::vector<Check> examineMachine();
[[nodiscard]] std::vector<Check> examineInstallation(const std::stop_token& stop);
[[nodiscard]] std::vector<Check> examineModel(const std::filesystem::path& folder, const std::stop_token& stop);
[[nodiscard]] std::vector<Check> examineData(const std::filesystem::path& folder, const std::stop_token& stop);

}  // namespace asg::doctor
