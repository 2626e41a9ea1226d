#include "models/downstream/prompts.h"

#include "core/base/atomic_file.h"
#include "core/base/translatable.h"
#include "models/training/recipe_json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>

namespace asg::downstream {
namespace {

using nlohmann::json;

constexpr std::uintmax_t kMaximumPromptBytes = 1U << 20U;

/// One text, or a list that is not empty. Throws json::exception or std::invalid_argument.
std::vector<std::string> textsOf(const json& value) {
    auto texts =
        value.is_string() ? std::vector<std::string>{value.get<std::string>()} : value.get<std::vector<std::string>>();
    const auto blank = [](const std::string& text) { return text.find_first_not_of(" \t\r\n") == std::string::npos; };
    if (texts.empty() || std::ranges::any_of(texts, blank)) throw std::invalid_argument("a prompt is empty");
    return texts;
}

}  // namespace

Prompts defaultPrompts(const std::string& className) {
    std::string finding = className;
    for (char& c : finding) c = c == '_' ? ' ' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return {{finding}, {"no " + finding}};
}

base::Result<std::vector<Prompts>> readPrompts(const std::filesystem::path& path,
                                               const std::vector<std::string>& classes) {
    auto content = base::readFile(path, kMaximumPromptBytes);
    if (!content) return content.error();
    std::vector<Prompts> prompts;
    for (const auto& one : classes) prompts.push_back(defaultPrompts(one));
    try {
        const auto document = training::valueOrThrow(base::jsonFromText(*content));
        if (!document.is_object()) throw std::invalid_argument("it must be an object with a class for each key");
        for (const auto& [key, value] : document.items()) {
            const auto found = std::ranges::find(classes, key);
            if (found == classes.end()) throw std::invalid_argument("\"" + key + "\" is not a class of this data set");
            prompts[static_cast<std::size_t>(found - classes.begin())] = {textsOf(value.at("positive")),
                                                                          textsOf(value.at("negative"))};
        }
    } catch (const std::exception& failure) {
        return base::Error{base::ErrorCode::InvalidData,
                           base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: %2."), {path.string(), failure.what()}}};
    }
    return prompts;
}

nlohmann::json toJson(const std::vector<Prompts>& prompts, const std::vector<std::string>& classes) {
    json document = json::object();
    for (std::size_t i = 0; i < classes.size(); ++i)
        document[classes[i]] = {{"positive", prompts[i].positive}, {"negative", prompts[i].negative}};
    return document;
}

}  // namespace asg::downstream
