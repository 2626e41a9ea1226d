#include "core/domain/own_reading.h"

#include "core/base/translatable.h"
#include "core/domain/names.h"

#include <algorithm>
#include <array>

namespace asg::domain {
namespace {

constexpr std::array<std::string_view, kSeenKinds> kSeenKindNames{"presence", "category", "place", "number"};

}  // namespace

base::Sentence whatIsWrongWith(const Statement& statement) {
    if (statement.finding.empty()) return {QT_TRANSLATE_NOOP("Error", "it names no finding")};
    if (statement.finding.size() > kMaximumStatementBytes)
        return {QT_TRANSLATE_NOOP("Error", "the name of its finding is too long")};
    const auto& regions = statement.regions;
    if (std::ranges::adjacent_find(regions, std::ranges::greater_equal()) != regions.end())
        return {QT_TRANSLATE_NOOP("Error", "its regions are not in ascending order, each once")};
    return {};
}

std::string_view name(SeenKind kind) noexcept {
    return nameIn(kSeenKindNames, kind);
}

std::optional<SeenKind> seenKindFromName(std::string_view name) noexcept {
    return namedIn<SeenKind>(kSeenKindNames, name);
}

}  // namespace asg::domain
