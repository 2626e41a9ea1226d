#pragma once

#include <functional>
#include <string>
#include <vector>

namespace asg::test {

/// A small file whose header promises a very large picture.
struct LargePicture {
    std::string name;
    std::function<std::string()> bytes;
    bool isHonest = false;  ///< the promised pixels are there, within the limits of open_radiograph.h
};

/// One of each way that formats and compressions have to say much with few bytes. Empty pixels, and everything about
/// them written here.
[[nodiscard]] std::vector<LargePicture> largePictures();

}  // namespace asg::test
