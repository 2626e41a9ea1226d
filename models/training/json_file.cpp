#include "models/training/json_file.h"

#include "core/base/atomic_file.h"
#include "core/base/json_text.h"
#include "core/base/translatable.h"

#include <nlohmann/json.hpp>

namespace asg::training {

base::Result<nlohmann::json> readJsonObject(const std::filesystem::path& path) {
    constexpr std::uintmax_t kMaximumBytes = 256U << 20U;
    const auto content = base::readFile(path, kMaximumBytes);
    if (!content) return content.error();
    auto document = base::jsonFromText(*content);
    if (!document || !document->is_object())
        return base::Error{base::ErrorCode::InvalidData,
                           base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: this is no JSON object."), {path.string()}}};
    return document;
}

}  // namespace asg::training
