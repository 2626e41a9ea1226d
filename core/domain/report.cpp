#include "core/domain/report.h"

#include "core/domain/names.h"

#include <array>

namespace asg::domain {
bool isSurelySaid(const Report& report, TagId tag) {
    const auto said = report.tags.find(tag);
    if (said == report.tags.end()) return false;
    bool doubtful = false;
    for (const Triplet& triplet : report.triplets) {
        if (triplet.tag != tag || triplet.existence != said->second) continue;
        const std::size_t sentence = triplet.sentence.value;
        doubtful = !triplet.imported && sentence < report.sentences.size() && !report.sentences[sentence].understood;
        if (!doubtful) return true;
    }
    return !doubtful;
}

std::string_view name(SectionName section) noexcept {
    static constexpr std::array<std::string_view, 8> names{"findings",  "impression", "comparison",     "indication",
                                                           "technique", "history",    "recommendation", "other"};
    return nameIn(names, section);
}

std::string_view name(Existence existence) noexcept {
    static constexpr std::array<std::string_view, 3> names{"present", "absent", "uncertain"};
    return nameIn(names, existence);
}

std::string_view name(Certainty certainty) noexcept {
    static constexpr std::array<std::string_view, 4> names{"possible", "probable", "borderline", "alternative"};
    return nameIn(names, certainty);
}

std::string_view name(Change change) noexcept {
    static constexpr std::array<std::string_view, 5> names{"new", "better", "worse", "unchanged", "resolved"};
    return nameIn(names, change);
}

std::string_view name(LinkOrigin origin) noexcept {
    static constexpr std::array<std::string_view, 5> names{"named", "enclosing", "both sides", "implied", "by hand"};
    return nameIn(names, origin);
}

std::string_view name(Side side) noexcept {
    static constexpr std::array<std::string_view, 3> names{"left", "right", "bilateral"};
    return nameIn(names, side);
}

}  // namespace asg::domain
