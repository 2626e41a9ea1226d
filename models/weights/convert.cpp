#include "models/weights/convert.h"

#include "core/base/atomic_file.h"
#include "core/base/sha256.h"
#include "core/base/translatable.h"
#include "models/nets/asg_network.h"
#include "models/weights/checkpoint.h"
#include "models/weights/converted_card.h"
#include "models/weights/foreign_outputs.h"
#include "models/weights/infer_config.h"
#include "models/weights/model_folder.h"
#include "models/weights/module_state.h"
#include "models/weights/name_map.h"
#include "models/weights/safetensors.h"
#include "models/weights/tag_queries.h"

#include <algorithm>
#include <exception>
#include <map>
#include <new>
#include <set>
#include <string_view>
#include <utility>

namespace asg::weights {

namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

constexpr std::uintmax_t kMaximumVocabularyBytes = 64'000'000;
constexpr std::size_t kNamedHoles = 5;
/// Where a state dict of TorchXRayVision keeps its operating points.
constexpr const char* kOperatingPoints = "op_threshs";

/// Tensors by this project's names, and the name that each had in its file.
struct Gathered {
    TensorMap tensors;
    std::map<std::string, std::string> origin;
    bool isPublished = false;
};

std::set<std::string> namesOf(const TensorMap& tensors) {
    std::set<std::string> names;
    for (const auto& [name, unused] : tensors) names.insert(name);
    return names;
}

std::vector<double> numbersOf(const at::Tensor& tensor) {
    const auto flat = tensor.flatten().to(at::kDouble).contiguous();
    return {flat.data_ptr<double>(), flat.data_ptr<double>() + flat.numel()};
}

/// Part of the network that a tensor belongs to: what stands before the first point.
std::string partOf(const std::string& name) {
    return name.substr(0, name.find('.'));
}

TensorMap withPrefix(const TensorMap& tensors, std::string_view prefix) {
    TensorMap out;
    for (const auto& [name, tensor] : tensors) {
        if (name.starts_with(prefix)) out.emplace(name.substr(prefix.size()), tensor);
    }
    return out;
}

class Conversion {
public:
    explicit Conversion(const ConvertRequest& request) : m_request(request), m_textHeads(request.textHeads) {}

    Result<ConvertReport> run() {
        for (const auto& source : m_request.sources) {
            if (auto taken = take(source); !taken) return taken.error();
        }
        if (auto read = readTokenizer(); !read) return read.error();
        if (auto made = makeQueries(); !made) return made.error();
        auto config = inferConfig(m_gathered.tensors, textSettings());
        if (!config) return config.error();
        if (config->text) {
            if (!m_textHeads && !m_gathered.isPublished)
                m_report.notes.push_back("nothing says how many heads BERT has: taken as " +
                                         std::to_string(config->text->heads) +
                                         ", 64 wide each. Where that is wrong, name the folder with its config.json, "
                                         "or --text-heads.");
            config->text->lowerCase = !m_request.keepCase;
            config->text->stripAccents = !m_request.keepCase;
        }
        if (config->classifier) {
            auto outputs = settleOutputs(m_request, std::move(m_outputs), config->classifier->outputs);
            if (!outputs) return outputs.error();
            m_outputs = std::move(*outputs);
        }
        const auto weights = select(*config);
        if (!weights) return weights.error();
        if (auto written = write(*config, *weights); !written) return written.error();
        return std::move(m_report);
    }

private:
    [[nodiscard]] TextSettings textSettings() const {
        return {m_request.textLayers, m_request.positions, m_request.segments, m_textHeads};
    }

    void report(TensorUse use, std::string name, std::string detail) {
        m_report.tensors.push_back({use, std::move(name), std::move(detail)});
    }

    /// Reads one source and gives its tensors this project's names.
    Result<void> take(const std::filesystem::path& source) {
        auto checkpoint = readCheckpoint(source);
        if (!checkpoint) return checkpoint.error();
        const auto names = namesOf(checkpoint->tensors);
        const auto kind = recogniseSource(names);
        if (!kind) {
            return Error{
                ErrorCode::Unsupported,
                base::Sentence{
                    QT_TRANSLATE_NOOP("Error", "%1: none of the known kinds of checkpoint (its first tensor is %2)."),
                    {source.string(), (names.empty() ? std::string("missing") : *names.begin())}}};
        }
        m_report.sourceKinds.emplace_back(sourceName(*kind));
        m_gathered.isPublished = m_gathered.isPublished || *kind == CheckpointSource::PublishedAsg;
        if (!m_textHeads) m_textHeads = checkpoint->textHeads;
        if (checkpoint->vocabulary && !m_vocabulary) m_vocabulary = checkpoint->vocabulary;
        if (*kind == CheckpointSource::TorchXRayVision) takeOutputs(*checkpoint);
        for (const auto& entry : checkpoint->ignored) report(TensorUse::Ignored, entry, "no tensor");
        for (auto& [name, tensor] : checkpoint->tensors) {
            auto mapped = mapName(*kind, name, names);
            if (mapped.target.empty()) {
                report(TensorUse::Ignored, name, mapped.ignoredBecause);
            } else if (m_gathered.origin.contains(mapped.target)) {
                report(TensorUse::Ignored, name, mapped.target + " stands in an earlier file");
            } else {
                m_gathered.origin.emplace(mapped.target, name);
                m_gathered.tensors.emplace(std::move(mapped.target), std::move(tensor));
            }
        }
        return {};
    }

    /// What the file says of a classifier's outputs.
    void takeOutputs(Checkpoint& checkpoint) {
        m_outputs = {std::move(checkpoint.outputs), std::move(checkpoint.operatingPoints)};
        const auto points = checkpoint.tensors.find(kOperatingPoints);
        if (points == checkpoint.tensors.end()) return;
        m_outputs.operatingPoints = numbersOf(points->second);
        checkpoint.tensors.erase(points);
        report(TensorUse::Used, kOperatingPoints, "card.json");
    }

    Result<void> readTokenizer() {
        if (m_request.vocabulary) m_vocabulary = m_request.vocabulary;
        if (!m_vocabulary) return {};
        auto tokenizer = nets::WordPieceTokenizer::fromFile(*m_vocabulary, {!m_request.keepCase, !m_request.keepCase});
        if (!tokenizer) return tokenizer.error();
        m_tokenizer = std::move(tokenizer).value();
        return {};
    }

    /// The tag queries, from the checkpoint's own frozen BERT or, when asked for, from a plain one.
    Result<void> makeQueries() {
        const bool hasFrozen =
            m_gathered.tensors.contains(std::string(kFrozenBertPrefix) + "embeddings.word_embeddings.weight");
        if (!hasFrozen && !m_request.makeTagQueries) return {};
        if (!m_tokenizer) {
            return Error{
                ErrorCode::InvalidArgument,
                base::Sentence{QT_TRANSLATE_NOOP(
                    "Error", "the tag queries need the vocabulary: name Bio_ClinicalBERT's vocab.txt with --vocab.")}};
        }
        const std::string prefix = hasFrozen ? std::string(kFrozenBertPrefix) : "text_encoder.";
        TextSettings ordinary;
        ordinary.heads = m_textHeads;
        ordinary.positions = nets::Positions::Sequential;
        const auto config = inferText(m_gathered.tensors, prefix, ordinary);
        if (!config)
            return Error{ErrorCode::InvalidArgument,
                         base::Sentence{QT_TRANSLATE_NOOP("Error", "there is no BERT to make the tag queries with.")}};
        // A published checkpoint has its own outputs; a plain BERT's queries are for a network that is yet to be
        // trained.
        auto queries = makeTagQueries(withPrefix(m_gathered.tensors, prefix), *config, *m_tokenizer,
                                      hasFrozen ? domain::publishedTags() : domain::allTags());
        if (!queries) return queries.error();
        m_queries = std::move(queries).value();
        if (hasFrozen) m_gathered.tensors["tag_decoder.queries"] = m_queries;
        return {};
    }

    /// The tensors of the network out of all that was gathered; reports each.
    Result<TensorMap> select(const nets::NetworkConfig& config) {
        nets::AsgNetwork network(config);
        const TensorMap expected = stateOf(*network);
        TensorMap chosen;
        std::vector<std::string> holes;
        std::set<std::string> absentParts;
        for (const auto& [name, blank] : expected) {
            const auto found = m_gathered.tensors.find(name);
            if (found != m_gathered.tensors.end() && found->second.sizes() == blank.sizes()) {
                chosen.emplace(name, found->second.to(blank.scalar_type()));
                continue;
            }
            if (found == m_gathered.tensors.end() && name.ends_with("num_batches_tracked")) continue;
            report(TensorUse::Missing, name, found == m_gathered.tensors.end() ? "in no file" : "has another shape");
            if (hasPart(partOf(name))) {
                holes.push_back(name);
            } else {
                absentParts.insert(partOf(name));
            }
        }
        for (const auto& [target, origin] : m_gathered.origin) reportGathered(target, origin, chosen.contains(target));
        for (const auto& part : absentParts) {
            m_report.notes.push_back("no file holds the " + part +
                                     "; the folder serves as a start for training, not for analysis.");
        }
        if (!holes.empty()) return holesError(holes);
        return chosen;
    }

    [[nodiscard]] bool hasPart(const std::string& part) const {
        const auto found = m_gathered.origin.lower_bound(part + ".");
        return found != m_gathered.origin.end() && partOf(found->first) == part;
    }

    void reportGathered(const std::string& target, const std::string& origin, bool isChosen) {
        if (isChosen) {
            report(TensorUse::Used, origin, target);
        } else if (target.starts_with(kFrozenBertPrefix)) {
            report(TensorUse::Used, origin, "tag_decoder.queries");
        } else {
            report(TensorUse::Ignored, origin, "left out by the settings, or of another shape");
        }
    }

    static Error holesError(const std::vector<std::string>& holes) {
        std::string names;
        for (std::size_t i = 0; i < std::min(holes.size(), kNamedHoles); ++i) names += (i > 0 ? ", " : "") + holes[i];
        if (holes.size() <= kNamedHoles)
            return {ErrorCode::InvalidData,
                    base::Sentence{
                        QT_TRANSLATE_NOOP(
                            "Error", "the checkpoint lacks tensors of the network, or has them in another shape: %1."),
                        {names}}};
        return {ErrorCode::InvalidData,
                base::Sentence{
                    QT_TRANSLATE_NOOP(
                        "Error",
                        "the checkpoint lacks tensors of the network, or has them in another shape: %1 and %2 more."),
                    {names, std::to_string(holes.size() - kNamedHoles)}}};
    }

    Result<void> write(const nets::NetworkConfig& config, const TensorMap& tensors) {
        std::error_code error;
        std::filesystem::create_directories(m_request.out, error);
        if (error)
            return base::systemError(m_request.out, error.value(),
                                     base::Sentence{QT_TRANSLATE_NOOP("Error", "making the folder")});
        const auto weightsPath = m_request.out / kWeightsFile;
        if (auto done = writeSafetensors(weightsPath, tensors, {{"format", "pt"}}); !done) return done;
        if (auto done = writeNetworkConfig(m_request.out, config); !done) return done;
        if (m_queries.defined()) {
            if (auto done = writeSafetensors(m_request.out / kTagQueriesFile, {{"queries", m_queries}}); !done)
                return done;
        }
        if (auto done = copyVocabulary(config); !done) return done;
        auto hash = base::sha256OfFile(weightsPath);
        if (!hash) return hash.error();
        m_report.sha256 = *hash;
        return writeConvertedCard({m_request, config, m_report, m_outputs, m_gathered.isPublished});
    }

    Result<void> copyVocabulary(const nets::NetworkConfig& config) {
        if (!config.text) return {};
        if (!m_vocabulary) {
            m_report.notes.emplace_back(
                "no vocabulary was given: texts cannot be read with this model (--vocab vocab.txt).");
            return {};
        }
        const auto text = base::readFile(*m_vocabulary, kMaximumVocabularyBytes);
        if (!text) return text.error();
        return base::writeFileAtomically(m_request.out / kVocabularyFile, *text);
    }

    const ConvertRequest& m_request;
    ConvertReport m_report;
    Gathered m_gathered;
    ForeignOutputs m_outputs;  ///< of a classifier
    std::optional<std::filesystem::path> m_vocabulary;
    std::optional<int> m_textHeads;
    std::optional<nets::WordPieceTokenizer> m_tokenizer;
    at::Tensor m_queries;
};

}  // namespace

int ConvertReport::count(TensorUse use) const {
    return static_cast<int>(std::ranges::count(tensors, use, &TensorReport::use));
}

Result<ConvertReport> convert(const ConvertRequest& request) try {
    return Conversion(request).run();
} catch (const std::bad_alloc&) {
    return Error{ErrorCode::OutOfMemory,
                 base::Sentence{QT_TRANSLATE_NOOP("Error", "not enough memory to convert this checkpoint.")}};
} catch (const std::exception& problem) {
    return Error{ErrorCode::Internal,
                 base::Sentence{QT_TRANSLATE_NOOP("Error", "the conversion failed: %1"), {base::reasonOf(problem)}}};
}

}  // namespace asg::weights
