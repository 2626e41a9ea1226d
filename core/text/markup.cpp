#include "core/text/markup.h"

namespace asg::text {

std::optional<RewrittenText> withoutMarkup(std::string_view utf8) {
    if (auto plain = withoutRtf(utf8)) return plain;
    if (auto plain = withoutHl7(utf8)) return plain;
    return withoutTags(utf8);
}

}  // namespace asg::text
