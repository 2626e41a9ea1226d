#include "models/training/json_file.h"

#include "core/base/atomic_file.h"

#include <nlohmann/json.hpp>

namespace asg::training {

base::Result<nlohmann::json> readJsonObject(const std::filesystem::path& path) {
    constexpr std::uintmax_t kMaximumBytes = 256U << 20U;
    const auto content = base::readFile(path, kMaximumBytes);
    if (!content) return content.error();
    auto document = nlohmann::json::parse(*content, nullptr, false);
    if (!document.is_object())
        return base::Error{base::ErrorCode::InvalidData, path.string() + ": this is no JSON object."};
    return document;
}

}  // namespace asg::training
