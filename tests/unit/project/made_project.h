#pragma once

#include "core/base/sha256.h"
#include "core/project/project.h"

#include <string>
#include <vector>

namespace asg::tests {

inline project::Item madeItem(const std::string& name, bool gold = false) {
    return {{"pictures/" + name + ".png", base::sha256Hex(std::string_view(name))}, {}, gold};
}

/// A project of so many pictures, of which the first are gold, read by readers A, B, C …
inline project::Project madeProject(std::size_t items, std::size_t readers, std::size_t gold = 0) {
    project::Project made;
    made.name = "made";
    made.guideline = {"2", "Judge what is said."};
    made.seed = 7;
    for (std::size_t i = 0; i < items; ++i) made.items.push_back(madeItem(std::to_string(i), i < gold));
    for (std::size_t i = 0; i < readers; ++i) made.readers.push_back({std::string(1, static_cast<char>('A' + i))});
    return made;
}

}  // namespace asg::tests
