#include "core/datasets/json_file.h"

#include "core/base/atomic_file.h"
#include "core/base/json_text.h"
#include "core/base/translatable.h"
#include "core/text/code_points.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

namespace asg::datasets {
namespace {

constexpr std::uintmax_t kMaximumJsonBytes = 512U << 20U;

}  // namespace

base::Result<nlohmann::json> readJson(const std::filesystem::path& path) {
    const auto bytes = base::readFile(path, kMaximumJsonBytes);
    if (!bytes) return bytes.error();
    auto document = base::jsonFromText(*bytes);
    if (document) return document;
    const auto& error = document.error();
    const bool otherText = error.code == base::ErrorCode::Corrupt && text::decodeText(*bytes).readAsLatin1;
    if (!otherText) return base::about(path.string(), error);
    return base::Error{
        error.code,
        base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: this is not JSON: its text is not UTF-8."), {path.string()}}};
}

base::Result<void> writeJson(const std::filesystem::path& path, const nlohmann::ordered_json& document) {
    return base::writeFileAtomically(path,
                                     document.dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
}

std::string textAt(const nlohmann::json& object, const char* key) {
    const auto value = object.is_object() ? object.find(key) : object.end();
    if (value == object.end() || value->is_null()) return {};
    if (value->is_string()) return value->get<std::string>();
    return value->is_primitive() ? value->dump() : std::string();
}

std::optional<double> numberAt(const nlohmann::json& object, const char* key) {
    const auto value = object.is_object() ? object.find(key) : object.end();
    if (value == object.end()) return std::nullopt;
    if (value->is_number()) return value->get<double>();
    if (!value->is_string()) return std::nullopt;
    return numberIn(value->get_ref<const std::string&>());
}

std::optional<double> numberIn(std::string_view text) {
    constexpr std::string_view kBlanks = " \t";
    text.remove_prefix(std::min(text.find_first_not_of(kBlanks), text.size()));
    text.remove_suffix(text.size() - (text.find_last_not_of(kBlanks) + 1));  // npos + 1 is 0
    if (text.starts_with('+') && !text.starts_with("+-")) text.remove_prefix(1);
    double number = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failure != std::errc{} || end != text.data() + text.size() || !std::isfinite(number)) return std::nullopt;
    return number;
}

base::Error badFile(const std::filesystem::path& path, base::Sentence what) {
    return {base::ErrorCode::InvalidData,
            base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: %2."), {path.string(), std::move(what)}}};
}

}  // namespace asg::datasets
