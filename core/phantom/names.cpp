#include "core/phantom/phantom.h"

#include <algorithm>
#include <array>

namespace asg::phantom {
namespace {

constexpr std::array<std::string_view, kFindingKindCount> kNames{
    "pleural effusion", "cardiomegaly",        "consolidation",     "nodule",       "pneumothorax",
    "atelectasis",      "pacemaker",           "endotracheal tube", "central line", "sternotomy wires",
    "rib fracture",     "calcified granuloma", "hyperinflation"};

}  // namespace

std::string_view name(FindingKind kind) noexcept {
    const auto i = static_cast<std::size_t>(kind);
    return i < kNames.size() ? kNames[i] : std::string_view{};
}

std::optional<FindingKind> findingKindFromName(std::string_view name) noexcept {
    const auto it = std::ranges::find(kNames, name);
    if (it == kNames.end()) return std::nullopt;
    return static_cast<FindingKind>(it - kNames.begin());
}

}  // namespace asg::phantom
