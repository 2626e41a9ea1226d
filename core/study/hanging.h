#pragma once

#include "core/base/result.h"
#include "core/study/study.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace asg::study {

/// What a view is meant for.
struct HangingPlace {
    enum class Of : std::uint8_t { Current, Prior };
    /// A picture whose file does not say its view counts as frontal.
    enum class View : std::uint8_t { Frontal, Lateral, Any };
    Of of = Of::Current;
    View view = View::Any;
    friend bool operator==(const HangingPlace&, const HangingPlace&) = default;
};

/// Which pictures of a patient stand where. Read from a table that users may replace (docs/comparing.md).
struct HangingRule {
    std::string name;  ///< for people
    int rows = 1;
    int columns = 1;
    std::vector<HangingPlace> places;  ///< row by row; rows × columns
    [[nodiscard]] bool hasPrior() const;
    friend bool operator==(const HangingRule&, const HangingRule&) = default;
};

/// One rule a line: name, "1x2" (rows x columns, 2 × 2 at most), then what each view is meant for ("current frontal",
/// "prior any"), with tabs between them. Lines that begin with # and empty ones say nothing. `file` is for errors:
/// InvalidData names it, the line and what is wrong there; an empty table is one, too. Pure.
[[nodiscard]] base::Result<std::vector<HangingRule>> readHangingRules(std::string_view table, const std::string& file);

/// Rules, and why they are not those of the user's own file, where there is one.
struct LoadedRules {
    std::vector<HangingRule> rules;
    std::optional<base::Error> problem = {};
};
/// Those of `own` where that file is there and right, else those of `shipped`. Blocks on the disk; any thread.
[[nodiscard]] LoadedRules loadHangingRules(const std::filesystem::path& shipped, const std::filesystem::path& own);

/// A rule and the pictures that fill it.
struct Hanging {
    HangingRule rule;
    std::vector<std::size_t> pictures;  ///< for each place, as places in the list of the patient's pictures
};
/// The first rule that the patient's pictures fill in every place, with the open one among its current places; nothing
/// where there is none. The prior is the latest study that is earlier than the open picture's and fills the rule. Of
/// studies where one has no date nobody knows which is earlier: they count as priors after all others. `onlyWithPrior`
/// leaves out rules without one. Pure.
[[nodiscard]] std::optional<Hanging> hang(std::span<const HangingRule> rules, std::span<const Picture> ofPatient,
                                          std::size_t open, bool onlyWithPrior);

}  // namespace asg::study
