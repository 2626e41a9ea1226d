#include "core/base/sentence.h"

namespace asg::base {

std::string withArguments(std::string_view words, const std::vector<std::string>& arguments) {
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto number = words[i] == '%' && i + 1 < words.size()
                                ? static_cast<std::size_t>(static_cast<unsigned char>(words[i + 1])) - '1'
                                : arguments.size();
        if (number < arguments.size()) {
            text += arguments[number];
            ++i;
        } else {
            text += words[i];
        }
    }
    return text;
}

std::string inEnglish(const Sentence& sentence) {
    return withArguments(sentence.words, sentence.arguments);
}

}  // namespace asg::base
