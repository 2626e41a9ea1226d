#include "core/domain/doubt.h"

#include "core/base/sentence.h"
#include "core/base/translatable.h"

#include <array>
#include <cstddef>

namespace asg::domain {
namespace {

constexpr std::array<std::string_view, 10> kDoubts = {
    QT_TRANSLATE_NOOP("Doubt", "words left over: %1"),
    QT_TRANSLATE_NOOP("Doubt", "no table knows: %1"),
    QT_TRANSLATE_NOOP("Doubt", "two statements contend: %1"),
    QT_TRANSLATE_NOOP("Doubt", "its words alone say: %1 present"),
    QT_TRANSLATE_NOOP("Doubt", "its words alone say: %1 absent"),
    QT_TRANSLATE_NOOP("Doubt", "its words alone say: %1 uncertain"),
    QT_TRANSLATE_NOOP("Doubt", "its words alone do not say: %1 present"),
    QT_TRANSLATE_NOOP("Doubt", "its words alone do not say: %1 absent"),
    QT_TRANSLATE_NOOP("Doubt", "its words alone do not say: %1 uncertain"),
    QT_TRANSLATE_NOOP("Doubt", "nothing was read of it"),
};
static_assert(kDoubts.size() == static_cast<std::size_t>(DoubtCode::NothingRead) + 1);

}  // namespace

std::string_view sentenceOf(DoubtCode code) noexcept {
    return kDoubts[static_cast<std::size_t>(code)];
}

std::string textOf(const std::vector<Doubt>& doubts) {
    std::string text;
    for (const Doubt& doubt : doubts)
        text += (text.empty() ? "" : "; ") + base::withArguments(sentenceOf(doubt.code), doubt.arguments);
    return text;
}

}  // namespace asg::domain
