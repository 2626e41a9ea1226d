#include "models/nets/config.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace asg::nets {

namespace {

using base::Error;
using base::ErrorCode;
using base::Result;
using nlohmann::json;

// Bounds of what an untrusted configuration may ask for: far above any network of this kind, far below what exhausts
// a computer by arithmetic alone.
constexpr int kMaximumWidth = 16384;
constexpr int kMaximumDepth = 128;
constexpr int kMaximumSide = 4096;
constexpr int kMaximumMirrorSide = 32;
constexpr int kMaximumVocabulary = 2'000'000;
constexpr double kMaximumCoefficient = 8;

// One list of members serves writing and reading: the visitor is called with each key and member.
template <typename Visitor, typename Config>
void visitImage(Visitor&& visit, Config& c) {
    visit("imageSize", c.imageSize);
    visit("patch", c.patch);
    visit("width", c.width);
    visit("depth", c.depth);
    visit("heads", c.heads);
    visit("mlpRatio", c.mlpRatio);
    visit("layerNormEpsilon", c.layerNormEpsilon);
    visit("convolutionalStem", c.convolutionalStem);
    visit("stemBlocks", c.stemBlocks);
    visit("resnetResize", c.resnetResize);
    visit("resnetWidth", c.resnetWidth);
    visit("resnetBlocks", c.resnetBlocks);
    visit("liteWidth", c.liteWidth);
    visit("liteDepth", c.liteDepth);
    visit("litePyramid", c.litePyramid);
    visit("denseStem", c.denseStem);
    visit("denseGrowth", c.denseGrowth);
    visit("denseBlocks", c.denseBlocks);
    visit("backbone", c.backbone);
}

template <typename Visitor, typename Config>
void visitText(Visitor&& visit, Config& c) {
    visit("vocabularySize", c.vocabularySize);
    visit("width", c.width);
    visit("depth", c.depth);
    visit("heads", c.heads);
    visit("intermediate", c.intermediate);
    visit("maximumPositions", c.maximumPositions);
    visit("layerNormEpsilon", c.layerNormEpsilon);
    visit("dropout", c.dropout);
    visit("positions", c.positions);
    visit("segments", c.segments);
    visit("maximumTokens", c.maximumTokens);
    visit("lowerCase", c.lowerCase);
    visit("stripAccents", c.stripAccents);
}

template <typename Visitor, typename Config>
void visitProjection(Visitor&& visit, Config& c) {
    visit("hidden", c.hidden);
    visit("output", c.output);
}

template <typename Visitor, typename Config>
void visitTagDecoder(Visitor&& visit, Config& c) {
    visit("tags", c.tags);
    visit("queryWidth", c.queryWidth);
    visit("width", c.width);
    visit("depth", c.depth);
    visit("heads", c.heads);
    visit("feedForward", c.feedForward);
    visit("dropout", c.dropout);
    visit("learnedQueries", c.learnedQueries);
}

template <typename Visitor, typename Config>
void visitRegionHead(Visitor&& visit, Config& c) {
    visit("regions", c.regions);
    visit("width", c.width);
    visit("depth", c.depth);
    visit("heads", c.heads);
    visit("feedForward", c.feedForward);
    visit("dropout", c.dropout);
}

template <typename Visitor, typename Config>
void visitGateHead(Visitor&& visit, Config& c) {
    visit("hidden", c.hidden);
}

template <typename Visitor, typename Config>
void visitMirrorHead(Visitor&& visit, Config& c) {
    visit("side", c.side);
}

template <typename Visitor, typename Config>
void visitClassifier(Visitor&& visit, Config& c) {
    visit("outputs", c.outputs);
}

constexpr std::array<std::pair<Backbone, std::string_view>, 4> kBackbones = {{
    {Backbone::VitBase, "vit_base"},
    {Backbone::Resnet50, "resnet_50"},
    {Backbone::EfficientnetLite, "efficientnet_lite"},
    {Backbone::Densenet, "densenet"},
}};

std::string_view nameOf(Backbone backbone) {
    return std::ranges::find(kBackbones, backbone, &decltype(kBackbones)::value_type::first)->second;
}

struct Writer {
    json& out;
    template <typename T>
    void operator()(const char* key, const T& value) {
        out[key] = value;
    }
    void operator()(const char* key, Backbone value) { out[key] = nameOf(value); }
    void operator()(const char* key, Positions value) { out[key] = value == Positions::Zero ? "zero" : "sequential"; }
};

class Reader {
public:
    Reader(const json& in, std::string part, std::string& problem)
        : m_in(in), m_part(std::move(part)), m_problem(problem) {
        if (!m_in.is_object()) fail("", "must be an object");
    }

    void operator()(const char* key, int& value) {
        read(key, "must be a whole number", [&](const json& j) {
            if (!j.is_number_integer()) return false;
            const auto number = j.get<std::int64_t>();
            value = static_cast<int>(number);
            return number >= 0 && number <= kMaximumVocabulary;
        });
    }
    void operator()(const char* key, double& value) {
        read(key, "must be a number", [&](const json& j) {
            if (!j.is_number()) return false;
            value = j.get<double>();
            return std::isfinite(value);
        });
    }
    void operator()(const char* key, bool& value) {
        read(key, "must be true or false", [&](const json& j) {
            if (!j.is_boolean()) return false;
            value = j.get<bool>();
            return true;
        });
    }
    void operator()(const char* key, std::array<int, 4>& value) {
        read(key, "must be four whole numbers", [&](const json& j) {
            if (!j.is_array() || j.size() != value.size()) return false;
            for (std::size_t i = 0; i < value.size(); ++i) {
                if (!j[i].is_number_integer()) return false;
                const auto number = j[i].get<std::int64_t>();
                if (number < 0 || number > kMaximumDepth) return false;
                value[i] = static_cast<int>(number);
            }
            return true;
        });
    }
    void operator()(const char* key, Backbone& value) {
        read(key, R"(must be "vit_base", "resnet_50", "efficientnet_lite" or "densenet")", [&](const json& j) {
            const auto found = std::ranges::find_if(kBackbones, [&](const auto& known) { return j == known.second; });
            if (found != kBackbones.end()) value = found->first;
            return found != kBackbones.end();
        });
    }
    void operator()(const char* key, Positions& value) {
        read(key, "must be \"zero\" or \"sequential\"", [&](const json& j) {
            value = j == "sequential" ? Positions::Sequential : Positions::Zero;
            return j == "sequential" || j == "zero";
        });
    }

    void finish() {
        if (m_in.is_object() && m_known < m_in.size()) reportUnknownKey();
    }

private:
    template <typename Take>
    void read(const char* key, const char* expectation, Take&& take) {
        m_keys.emplace_back(key);
        if (!m_in.is_object() || !m_in.contains(key)) return;
        ++m_known;
        if (!take(m_in.at(key))) fail(key, expectation);
    }

    void reportUnknownKey() {
        for (const auto& [key, unused] : m_in.items()) {
            if (std::find(m_keys.begin(), m_keys.end(), key) == m_keys.end()) fail(key, "is not a known key");
        }
    }

    void fail(std::string_view key, std::string_view expectation) {
        if (!m_problem.empty()) return;
        m_problem = "network configuration: " + m_part + (key.empty() ? "" : ".") + std::string(key) + " " +
                    std::string(expectation) + ".";
    }

    const json& m_in;
    std::string m_part;
    std::string& m_problem;
    std::vector<std::string> m_keys;
    std::size_t m_known = 0;
};

Error invalid(std::string_view text) {
    return {ErrorCode::InvalidData, "network configuration: " + std::string(text) + "."};
}

bool within(int value, int low, int high) {
    return value >= low && value <= high;
}

bool divides(int part, int whole) {
    return part > 0 && whole > 0 && whole % part == 0;
}

bool isDropout(double value) {
    return value >= 0 && value < 1;
}

// The stem halves the picture once for every factor of two in `patch`; each stage's channels fill groups of eight.
bool isStemPossible(const ImageEncoderConfig& c) {
    return c.patch >= 2 && c.patch <= 16 && (c.patch & (c.patch - 1)) == 0 && c.width % (4 * c.patch) == 0;
}

Result<void> validateLite(const ImageEncoderConfig& c) {
    if (c.patch != 8 && c.patch != 16 && c.patch != 32) return invalid("image.patch must be 8, 16 or 32");
    if (!(c.liteWidth > 0 && c.liteWidth <= kMaximumCoefficient)) return invalid("image.liteWidth is out of bounds");
    if (!(c.liteDepth > 0 && c.liteDepth <= kMaximumCoefficient)) return invalid("image.liteDepth is out of bounds");
    if (!within(c.litePyramid, 0, kMaximumWidth)) return invalid("image.litePyramid is out of bounds");
    return {};
}

Result<void> validateDense(const ImageEncoderConfig& c) {
    if (!within(c.denseStem, 1, kMaximumWidth)) return invalid("image.denseStem is out of bounds");
    if (!within(c.denseGrowth, 1, 512)) return invalid("image.denseGrowth is out of bounds");
    for (const int layers : c.denseBlocks)
        if (!within(layers, 1, kMaximumDepth)) return invalid("image.denseBlocks is out of bounds");
    if (c.imageSize < 32) return invalid("image.imageSize is too small for four blocks");
    return {};
}

Result<void> validateImage(const ImageEncoderConfig& c) {
    if (!within(c.imageSize, 8, kMaximumSide)) return invalid("image.imageSize is out of bounds");
    if (c.backbone == Backbone::EfficientnetLite) return validateLite(c);
    if (c.backbone == Backbone::Densenet) return validateDense(c);
    if (c.backbone == Backbone::Resnet50) {
        if (!within(c.resnetResize, 32, kMaximumSide)) return invalid("image.resnetResize is out of bounds");
        if (!within(c.resnetWidth, 1, 512)) return invalid("image.resnetWidth is out of bounds");
        for (const int blocks : c.resnetBlocks)
            if (!within(blocks, 1, kMaximumDepth)) return invalid("image.resnetBlocks is out of bounds");
        return {};
    }
    if (!divides(c.patch, c.imageSize)) return invalid("image.patch does not divide image.imageSize");
    if (!within(c.width, 1, kMaximumWidth)) return invalid("image.width is out of bounds");
    if (!within(c.depth, 1, kMaximumDepth)) return invalid("image.depth is out of bounds");
    if (!divides(c.heads, c.width)) return invalid("image.heads does not divide image.width");
    if (!(c.mlpRatio > 0 && c.mlpRatio <= 16)) return invalid("image.mlpRatio is out of bounds");
    if (!(c.layerNormEpsilon > 0)) return invalid("image.layerNormEpsilon must be positive");
    if (c.convolutionalStem && !isStemPossible(c))
        return invalid(
            "image.convolutionalStem needs a patch of 2, 4, 8 or 16 and a width that is a multiple of 4 · patch");
    for (const int blocks : c.stemBlocks)
        if (!within(blocks, 0, kMaximumDepth)) return invalid("image.stemBlocks is out of bounds");
    return {};
}

Result<void> validateText(const TextEncoderConfig& c) {
    if (!within(c.vocabularySize, 5, kMaximumVocabulary)) return invalid("text.vocabularySize is out of bounds");
    if (!within(c.width, 1, kMaximumWidth)) return invalid("text.width is out of bounds");
    if (!within(c.depth, 1, kMaximumDepth)) return invalid("text.depth is out of bounds");
    if (!divides(c.heads, c.width)) return invalid("text.heads does not divide text.width");
    if (!within(c.intermediate, 1, kMaximumWidth * 4)) return invalid("text.intermediate is out of bounds");
    if (!within(c.maximumPositions, 1, kMaximumWidth)) return invalid("text.maximumPositions is out of bounds");
    if (!(c.layerNormEpsilon > 0)) return invalid("text.layerNormEpsilon must be positive");
    if (!isDropout(c.dropout)) return invalid("text.dropout must be at least 0 and below 1");
    if (c.segments != 0 && c.segments != 2) return invalid("text.segments must be 0 or 2");
    if (!within(c.maximumTokens, 3, kMaximumWidth)) return invalid("text.maximumTokens is out of bounds");
    if (c.positions == Positions::Sequential && c.maximumTokens > c.maximumPositions) {
        return invalid("text.maximumTokens is larger than text.maximumPositions");
    }
    return {};
}

Result<void> validateTagDecoder(const TagDecoderConfig& c) {
    if (!within(c.tags, 1, 4096)) return invalid("tagDecoder.tags is out of bounds");
    if (!within(c.queryWidth, 1, kMaximumWidth)) return invalid("tagDecoder.queryWidth is out of bounds");
    if (!within(c.width, 1, kMaximumWidth)) return invalid("tagDecoder.width is out of bounds");
    if (!within(c.depth, 1, kMaximumDepth)) return invalid("tagDecoder.depth is out of bounds");
    if (!divides(c.heads, c.width)) return invalid("tagDecoder.heads does not divide tagDecoder.width");
    if (!within(c.feedForward, 1, kMaximumWidth * 4)) return invalid("tagDecoder.feedForward is out of bounds");
    if (!isDropout(c.dropout)) return invalid("tagDecoder.dropout must be at least 0 and below 1");
    return {};
}

Result<void> validateRegionHead(const RegionHeadConfig& c) {
    if (!within(c.regions, 1, 4096)) return invalid("regionHead.regions is out of bounds");
    if (!within(c.width, 1, kMaximumWidth)) return invalid("regionHead.width is out of bounds");
    if (!within(c.depth, 1, kMaximumDepth)) return invalid("regionHead.depth is out of bounds");
    if (!divides(c.heads, c.width)) return invalid("regionHead.heads does not divide regionHead.width");
    if (!within(c.feedForward, 1, kMaximumWidth * 4)) return invalid("regionHead.feedForward is out of bounds");
    if (!isDropout(c.dropout)) return invalid("regionHead.dropout must be at least 0 and below 1");
    return {};
}

}  // namespace

NetworkConfig NetworkConfig::published(Backbone backbone) {
    NetworkConfig config;
    config.image.backbone = backbone;
    config.text.emplace();
    config.projection.emplace();
    config.tagDecoder.emplace();
    return config;
}

json toJson(const NetworkConfig& config) {
    json out;
    visitImage(Writer{out["image"]}, config.image);
    if (config.text) visitText(Writer{out["text"]}, *config.text);
    if (config.projection) visitProjection(Writer{out["projection"]}, *config.projection);
    if (config.tagDecoder) visitTagDecoder(Writer{out["tagDecoder"]}, *config.tagDecoder);
    if (config.regionHead) visitRegionHead(Writer{out["regionHead"]}, *config.regionHead);
    if (config.gateHead) visitGateHead(Writer{out["gateHead"]}, *config.gateHead);
    if (config.mirrorHead) visitMirrorHead(Writer{out["mirrorHead"]}, *config.mirrorHead);
    if (config.classifier) visitClassifier(Writer{out["classifier"]}, *config.classifier);
    return out;
}

Result<NetworkConfig> networkConfigFromJson(const json& in) {
    if (!in.is_object()) return invalid("must be an object");
    NetworkConfig config;
    std::string problem;
    for (const auto& [part, value] : in.items()) {
        Reader reader(value, part, problem);
        if (part == "image") {
            visitImage(reader, config.image);
        } else if (part == "text") {
            visitText(reader, config.text.emplace());
        } else if (part == "projection") {
            visitProjection(reader, config.projection.emplace());
        } else if (part == "tagDecoder") {
            visitTagDecoder(reader, config.tagDecoder.emplace());
        } else if (part == "regionHead") {
            visitRegionHead(reader, config.regionHead.emplace());
        } else if (part == "gateHead") {
            visitGateHead(reader, config.gateHead.emplace());
        } else if (part == "mirrorHead") {
            visitMirrorHead(reader, config.mirrorHead.emplace());
        } else if (part == "classifier") {
            visitClassifier(reader, config.classifier.emplace());
        } else {
            return invalid(part + " is not a known part");
        }
        reader.finish();
        if (!problem.empty()) return Error{ErrorCode::InvalidData, problem};
    }
    if (auto valid = validate(config); !valid) return valid.error();
    return config;
}

Result<void> validate(const NetworkConfig& config) {
    if (auto valid = validateImage(config.image); !valid) return valid;
    if (config.text) {
        if (auto valid = validateText(*config.text); !valid) return valid;
    }
    if (config.projection) {
        if (!within(config.projection->hidden, 1, kMaximumWidth)) return invalid("projection.hidden is out of bounds");
        if (!within(config.projection->output, 1, kMaximumWidth)) return invalid("projection.output is out of bounds");
    }
    if (config.tagDecoder) {
        if (auto valid = validateTagDecoder(*config.tagDecoder); !valid) return valid;
    }
    if (config.gateHead && !within(config.gateHead->hidden, 1, kMaximumWidth))
        return invalid("gateHead.hidden is out of bounds");
    if (config.mirrorHead) {
        if (!config.gateHead) return invalid("a mirrorHead needs a gateHead");
        if (!within(config.mirrorHead->side, 2, kMaximumMirrorSide) || config.mirrorHead->side % 2 != 0)
            return invalid("mirrorHead.side must be even and at most 32");
    }
    if (config.classifier) {
        if (!within(config.classifier->outputs, 1, 4096)) return invalid("classifier.outputs is out of bounds");
        if (config.tagDecoder) return invalid("a network has a tagDecoder or a classifier");
        if (config.image.backbone != Backbone::Densenet) return invalid("a classifier needs a densenet");
    }
    if (config.regionHead) return validateRegionHead(*config.regionHead);
    return {};
}

}  // namespace asg::nets
