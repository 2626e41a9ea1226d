#include "core/io/file_info.h"

#include "core/domain/analysis.h"

#include <nlohmann/json.hpp>

namespace asg::io {
namespace {

using Json = nlohmann::ordered_json;

template <typename T>
Json orNull(const std::optional<T>& value) {
    return value ? Json(*value) : Json(nullptr);
}

Json orNull(const std::string& text) {
    return text.empty() ? Json(nullptr) : Json(text);
}

std::string_view functionName(domain::Window::Function function) {
    switch (function) {
        case domain::Window::Function::Linear: return "LINEAR";
        case domain::Window::Function::LinearExact: return "LINEAR_EXACT";
        case domain::Window::Function::Sigmoid: return "SIGMOID";
    }
    return "LINEAR";
}

Json windowsJson(const std::vector<domain::Window>& windows) {
    Json result = Json::array();
    for (const domain::Window& window : windows)
        result.push_back({{"center", window.center},
                          {"width", window.width},
                          {"function", functionName(window.function)},
                          {"name", window.name}});
    return result;
}

}  // namespace

Json fileInfoJson(const FileInfo& info) {
    Json json;
    json["path"] = info.path;
    json["kind"] = info.isDicom ? "dicom" : "image";
    json["sopClass"] = orNull(info.sopClass);
    json["sopClassName"] = orNull(info.sopClassName);
    json["modality"] = orNull(info.modality);
    json["transferSyntax"] = orNull(info.transferSyntax);
    json["transferSyntaxName"] = orNull(info.transferSyntaxName);
    json["photometric"] = orNull(info.photometric);
    json["rows"] = orNull(info.rows);
    json["columns"] = orNull(info.columns);
    json["frames"] = info.frames;
    json["bitsAllocated"] = orNull(info.bitsAllocated);
    json["bitsStored"] = orNull(info.bitsStored);
    json["spacingMm"] = info.spacing ? Json::array({info.spacing->rowMm, info.spacing->columnMm}) : Json(nullptr);
    json["spacingSource"] = info.spacing ? Json(info.spacing->source) : Json(nullptr);
    json["windows"] = windowsJson(info.windows);
    json["modalityLut"] = info.modalityLut;
    json["rescale"] =
        info.rescale ? Json{{"slope", info.rescale->slope}, {"intercept", info.rescale->intercept}} : Json();
    json["voiLuts"] = info.voiLuts;
    json["characterSet"] = orNull(info.characterSet);
    json["view"] = domain::name(info.view);
    json["modelTakes"] = info.modelTakes;
    auto& reasons = json["reasons"] = Json::array();
    if (info.failure) reasons.push_back(info.failure->text);
    for (const auto& reason : info.reasons) reasons.push_back(domain::textOf(reason));
    return json;
}

}  // namespace asg::io
