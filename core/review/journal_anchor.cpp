#include "core/review/journal_anchor.h"

#include "core/base/translatable.h"
#include "core/base/whole_number.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <utility>

namespace asg::review {

nlohmann::ordered_json anchorJson(const JournalAnchor& anchor) {
    return {{"image", anchor.image}, {"decisions", anchor.head.decisions}, {"last", anchor.head.last}};
}

base::Result<std::vector<JournalAnchor>> anchorsIn(const nlohmann::json& document) {
    const auto none = [](base::Sentence why) { return base::Error{base::ErrorCode::InvalidData, std::move(why)}; };
    const auto list = document.is_object() ? document.find(kAnchorsKey) : document.end();
    if (!document.is_object() || list == document.end() || !list->is_array())
        return none(
            base::Sentence{QT_TRANSLATE_NOOP("Error", "it is no export that says how far a journal had come.")});
    std::vector<JournalAnchor> anchors;
    try {
        for (const auto& anchor : *list)
            anchors.push_back(
                {anchor.at("image").get<std::string>(),
                 {base::wholeNumber<std::uint64_t>(anchor.at("decisions")), anchor.at("last").get<std::string>()}});
    } catch (const nlohmann::json::exception&) {
        return none(base::Sentence{QT_TRANSLATE_NOOP("Error", "what it says of journals is damaged.")});
    }
    return anchors;
}

}  // namespace asg::review
