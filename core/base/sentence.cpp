#include "core/base/sentence.h"

#include <algorithm>
#include <utility>

namespace asg::base {

Sentence told(std::string words) {
    return {"%1", {std::move(words)}};
}

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

std::string translated(const Sentence& sentence, const Translation& translation) {
    std::vector<std::string> arguments;
    for (const auto& argument : sentence.arguments)
        arguments.push_back(argument.text() != nullptr ? *argument.text()
                                                       : translated(*argument.sentence(), translation));
    return withArguments(translation(sentence.words), arguments);
}

std::string inEnglish(const Sentence& sentence) {
    return translated(sentence, [](const char* words) { return std::string(words); });
}

bool names(const Sentence& sentence, std::string_view thing) {
    return std::ranges::any_of(sentence.arguments, [thing](const auto& argument) {
        return argument.text() != nullptr ? *argument.text() == thing : names(*argument.sentence(), thing);
    });
}

}  // namespace asg::base
