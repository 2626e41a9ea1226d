#include "core/review/read_first.h"

#include "core/base/atomic_file.h"
#include "core/base/json_text.h"
#include "core/base/translatable.h"
#include "core/base/whole_number.h"

#include <nlohmann/json.hpp>

#include <string_view>
#include <utility>

namespace asg::review {
namespace {

constexpr int kReadFirstFormat = 1;
constexpr std::uintmax_t kMaximumReadFirstBytes = 16U << 20U;

base::Error wrongSetting(const std::filesystem::path& path, base::ErrorCode code, base::Sentence why) {
    return {code, base::Sentence{
                      QT_TRANSLATE_NOOP("Error",
                                        "%1: %2 It says who reads before the model is shown; until it can be read, the "
                                        "model's opinion stays hidden. Mend it, or remove it if nobody reads first."),
                      {path.string(), std::move(why)}}};
}

}  // namespace

base::Result<ReadFirst> readReadFirst(const std::filesystem::path& path) {
    auto text = base::readFile(path, kMaximumReadFirstBytes);
    if (!text && text.error().code == base::ErrorCode::NotFound) return ReadFirst{};
    if (!text) return text.error();
    const auto object = base::jsonFromText(*text);
    if (!object) return wrongSetting(path, base::ErrorCode::InvalidData, base::sentenceOf(object.error()));
    try {
        if (const int format = base::wholeNumber<int>(object->at("format")); format != kReadFirstFormat)
            return wrongSetting(path, base::ErrorCode::Unsupported,
                                base::Sentence{QT_TRANSLATE_NOOP("Error", "this is of format %1, of a later version."),
                                               {std::to_string(format)}});
        return ReadFirst{object->at("readers").get<std::set<std::string>>(),
                         object->at("studies").get<std::set<std::string>>()};
    } catch (const nlohmann::json::exception& failure) {
        return wrongSetting(path, base::ErrorCode::InvalidData,
                            base::Sentence{QT_TRANSLATE_NOOP("Error", "%1."), {failure.what()}});
    }
}

base::Result<void> writeReadFirst(const ReadFirst& setting, const std::filesystem::path& path) {
    const nlohmann::ordered_json object{
        {"format", kReadFirstFormat}, {"readers", setting.readers}, {"studies", setting.studies}};
    const auto text = object.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
    return base::writeFileAtomically(path, std::string_view(text));
}

}  // namespace asg::review
