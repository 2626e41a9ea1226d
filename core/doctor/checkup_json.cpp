#include "core/doctor/checkup_json.h"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace asg::doctor {
namespace {

using nlohmann::ordered_json;

std::string textOf(const base::Sentence& sentence, Arguments arguments) {
    if (arguments == Arguments::Shown) return base::inEnglish(sentence);
    return base::withArguments(sentence.words, std::vector<std::string>(sentence.arguments.size(), "…"));
}

ordered_json factsJson(const std::vector<Fact>& facts) {
    auto object = ordered_json::object();
    for (const auto& [name, value] : facts)
        std::visit([&object, &key = name](const auto& content) { object[key] = content; }, value);
    return object;
}

}  // namespace

ordered_json checkupJson(const Checkup& checkup, Arguments arguments) {
    auto checks = ordered_json::array();
    for (const auto& check : checkup.checks)
        checks.push_back(
            {{"name", check.name},
             {"state", stateName(check.state)},
             {"text", textOf(check.words, arguments)},
             {"remedy", check.remedy.empty() ? ordered_json(nullptr) : ordered_json(textOf(check.remedy, arguments))},
             {"facts", factsJson(check.facts)}});
    return {{"schema", "asg-doctor/1"},
            {"version", checkup.version},
            {"works", checkup.works()},
            {"checks", std::move(checks)}};
}

}  // namespace asg::doctor
