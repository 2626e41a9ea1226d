#include "core/study/own_table.h"

#include <cstdlib>

namespace asg::study {
namespace {

std::filesystem::path environment(const char* name) {
    const char* value = std::getenv(name);
    return value != nullptr ? value : "";
}

}  // namespace

std::filesystem::path ownTable(std::string_view name) {
    if (const auto data = environment("ASG_DATA"); !data.empty()) return data / name;
    if (const auto config = environment("XDG_CONFIG_HOME"); config.is_absolute()) return config / "asg" / name;
    const auto home = environment("HOME");
    return home.empty() ? home : home / ".config" / "asg" / name;
}

}  // namespace asg::study
