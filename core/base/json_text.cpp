#include "core/base/json_text.h"

#include "core/base/translatable.h"

#include <string>

namespace asg::base {

bool isNestedTooDeep(std::string_view text) {
    int depth = 0;
    bool inString = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (inString && c == '\\')
            ++i;  // what is escaped ends no string
        else if (c == '"')
            inString = !inString;
        else if (!inString && (c == '[' || c == '{') && ++depth > kMaximumJsonDepth)
            return true;
        else if (!inString && (c == ']' || c == '}'))
            --depth;
    }
    return false;
}

Result<nlohmann::json> jsonFromText(std::string_view text) {
    if (isNestedTooDeep(text))
        return Error{ErrorCode::TooLarge,
                     Sentence{QT_TRANSLATE_NOOP("Error", "this JSON is nested more than %1 levels deep."),
                              {std::to_string(kMaximumJsonDepth)}}};
    auto document = nlohmann::json::parse(text, nullptr, false);
    if (document.is_discarded())
        return Error{ErrorCode::Corrupt, Sentence{QT_TRANSLATE_NOOP("Error", "this is not JSON, or it was cut off.")}};
    return document;
}

}  // namespace asg::base
