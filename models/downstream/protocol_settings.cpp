#include "core/base/atomic_file.h"
#include "core/base/translatable.h"
#include "models/downstream/task.h"
#include "models/training/recipe_json.h"

#include <algorithm>
#include <map>

namespace asg::downstream {
namespace {

using nlohmann::json;

constexpr std::uintmax_t kMaximumSettingsBytes = 1U << 20U;

/// Throws std::invalid_argument.
UncertainLabels uncertainFrom(const std::string& text) {
    static const std::map<std::string, UncertainLabels> known{{"published", UncertainLabels::Published},
                                                              {"absent", UncertainLabels::Absent},
                                                              {"present", UncertainLabels::Present},
                                                              {"ignored", UncertainLabels::Ignored}};
    const auto found = known.find(text);
    training::checkRecipe(found != known.end(), "\"uncertain\" must be published, absent, present or ignored");
    return found->second;
}

void readNormalisation(const json& value, ProtocolSettings& settings) {
    if (value.is_string()) {
        const auto text = value.get<std::string>();
        training::checkRecipe(text == "protocol" || text == "model",
                              "\"normalisation\" must be protocol, model, or an object with mean and deviation");
        settings.modelNormalisation = text == "model";
        return;
    }
    const Normalisation given{value.at("mean").get<std::array<float, 3>>(),
                              value.at("deviation").get<std::array<float, 3>>()};
    training::checkRecipe(std::ranges::all_of(given.deviation, [](float d) { return d > 0; }),
                          "\"normalisation.deviation\" must be above 0");
    settings.normalisation = given;
}

template <typename T>
void readOptional(training::RecipeReader& reader, const char* key, std::optional<T>& member) {
    if (!reader.in.contains(key)) return;
    T value{};
    reader(key, value);
    training::checkRecipe(value > 0, "epochs, patience, batch and rates must be above 0");
    member = value;
}

ProtocolSettings settingsFrom(json document) {
    ProtocolSettings settings;
    training::checkRecipe(document.is_object(), "it must be an object");
    training::RecipeReader reader{document};
    std::string uncertain = "published";
    reader("uncertain", uncertain);
    settings.uncertain = uncertainFrom(uncertain);
    json normalisation = "protocol";
    reader("normalisation", normalisation);
    readNormalisation(normalisation, settings);
    readOptional(reader, "learningRate", settings.learningRate);
    readOptional(reader, "epochs", settings.epochs);
    readOptional(reader, "patience", settings.patience);
    readOptional(reader, "batch", settings.batch);
    double decay = -1;
    reader("weightDecay", decay);
    if (decay >= 0) settings.weightDecay = decay;
    reader("widths", settings.widths);
    training::refuseUnknownKeys(document, "");
    return settings;
}

}  // namespace

base::Result<ProtocolSettings> readProtocolSettings(const std::filesystem::path& path) {
    auto content = base::readFile(path, kMaximumSettingsBytes);
    if (!content) return content.error();
    try {
        return settingsFrom(training::valueOrThrow(base::jsonFromText(*content)));
    } catch (const std::exception& failure) {
        return base::Error{base::ErrorCode::InvalidData,
                           base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: %2."), {path.string(), failure.what()}}};
    }
}

}  // namespace asg::downstream
