#include "core/text/reading_text.h"

#include "core/text/characters.h"
#include "core/text/markup.h"

#include <optional>
#include <utility>

namespace asg::text {

ReadingText::ReadingText(std::string_view given, const Vocabulary& vocabulary) : m_given(given) {
    const auto step = [this](std::optional<RewrittenText> rewritten) {
        if (rewritten) m_steps.push_back(std::move(*rewritten));
    };
    step(withoutMarkup(utf8()));
    step(withPlainCharacters(utf8(), vocabulary));
}

std::string_view ReadingText::utf8() const noexcept {
    return m_steps.empty() ? m_given : std::string_view(m_steps.back().text());
}

RewrittenText::Range ReadingText::given(RewrittenText::Range read) const noexcept {
    for (auto step = m_steps.rbegin(); step != m_steps.rend(); ++step) read = step->before(read);
    return read;
}

}  // namespace asg::text
