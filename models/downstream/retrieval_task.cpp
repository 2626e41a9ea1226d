#include "core/base/translatable.h"
#include "models/downstream/frozen_encoder.h"
#include "models/downstream/opened_task.h"
#include "models/inference/phrase_embedding.h"
#include "models/metrics/retrieval.h"
#include "models/pretraining/sample.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/matmul.h>

#include <iomanip>
#include <set>
#include <sstream>

namespace asg::downstream {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;
using nlohmann::json;

constexpr std::size_t kTextBatch = 32;
constexpr std::int64_t kRowsAtATime = 256;

/// The pictures of one part that have a report that the network can read.
struct Pairs {
    LabelledSet set;                         ///< as `encodePictures` takes it
    std::vector<nets::TokenizedText> texts;  ///< of each picture
    std::vector<std::string> keys;           ///< of each: equal where the network reads the same
    std::size_t withoutReport = 0;
};

std::string keyOf(const nets::TokenizedText& text) {
    std::string key;
    for (const auto& token : text.tokens) key += std::to_string(token.id) + " ";
    return key;
}

Pairs pairsOf(const pretraining::Dataset& dataset, Split split, const pretraining::SampleMaker& maker) {
    Pairs pairs;
    pairs.set.folder = dataset.folder;
    for (const auto& entry : dataset.entries) {
        if (entry.split != split) continue;
        auto text = maker.readText(entry).tokens;
        if (text.tokens.size() <= 2) {  // [CLS] and [SEP] alone
            ++pairs.withoutReport;
            continue;
        }
        pairs.set.pictures.push_back({entry.image, entry.patient, split, {}, {}, {}, entry.sha256});
        pairs.keys.push_back(keyOf(text));
        pairs.texts.push_back(std::move(text));
    }
    return pairs;
}

Result<pretraining::SampleMaker> makerFor(const TaskOptions& options, const FrozenModel& model) {
    auto tokenizer = textTokenizer(options, model);
    if (!tokenizer) return tokenizer.error();
    auto parser = text::ReportParser::load(options.ontology);
    if (!parser) return parser.error();
    pretraining::SampleSettings settings;
    settings.input = model.input;
    settings.maximumTokens = model.loaded.network->config().text->maximumTokens;
    return pretraining::SampleMaker(std::move(*parser), std::move(*tokenizer), settings);
}

at::Tensor embedReports(FrozenModel& model, const Pairs& pairs, const std::vector<std::size_t>& wanted,
                        const pretraining::SampleMaker& maker) {
    const at::NoGradGuard frozen;
    std::vector<at::Tensor> parts;
    for (std::size_t begin = 0; begin < wanted.size(); begin += kTextBatch) {
        std::vector<nets::TokenizedText> texts;
        for (std::size_t i = begin; i < std::min(wanted.size(), begin + kTextBatch); ++i)
            texts.push_back(pairs.texts[wanted[i]]);
        auto& network = model.loaded.network;
        const auto batch = inference::tokenizedBatch(network, maker.tokenizer(), texts);
        parts.push_back(network->embedTexts(batch).report.to(at::kCPU, at::kFloat));
    }
    return at::cat(parts);
}

/// Ranks of the right answers, some queries at a time, as the whole matrix may not fit.
Result<std::vector<int>> ranksOf(const at::Tensor& queries, const at::Tensor& candidates,
                                 const std::vector<std::string>& keys) {
    std::vector<int> ranks;
    for (std::int64_t begin = 0; begin < queries.size(0); begin += kRowsAtATime) {
        const std::int64_t count = std::min(kRowsAtATime, queries.size(0) - begin);
        const auto scores = at::matmul(queries.narrow(0, begin, count), candidates.t()).contiguous();
        const std::span values(scores.const_data_ptr<float>(), static_cast<std::size_t>(scores.numel()));
        const std::span some(keys.begin() + begin, static_cast<std::size_t>(count));
        auto part = metrics::ranksOfRightAnswers(values, some, keys);
        if (!part) return part.error();
        ranks.insert(ranks.end(), part->begin(), part->end());
    }
    return ranks;
}

metrics::Estimate topOf(const std::vector<int>& ranks, int k, const std::vector<std::string>& patients) {
    const auto hits = metrics::withinFirst(ranks, k);
    std::vector<metrics::Measurement> measurements;
    for (std::size_t i = 0; i < hits.size(); ++i) measurements.push_back({patients[i], hits[i]});
    return metrics::meanWithInterval(measurements);
}

class RetrievalTask {
public:
    RetrievalTask(const TaskOptions& options, FrozenModel& model, const pretraining::SampleMaker& maker)
        : m_options(options), m_model(model), m_maker(maker) {}

    base::Outcome<TaskResult> run(const pretraining::Dataset& dataset, const std::stop_token& stop) {
        m_pairs = pairsOf(dataset, m_options.split, m_maker);
        const std::string part(pretraining::name(m_options.split));
        auto encoded = encodePictures(
            m_model, m_pairs.set, m_pairs.set.all(),
            [this](const at::Tensor& images) {
                return m_model.loaded.network->embedImages(m_model.loaded.network->encodeImages(images)).global;
            },
            m_options.progress, stop);
        if (!encoded.done()) return base::Cancelled{};
        m_encoded = std::move(encoded).value();
        if (m_encoded.pictures.empty())
            return Error{ErrorCode::InvalidData,
                         base::Sentence{QT_TRANSLATE_NOOP("Error",
                                                          "%1: the part \"%2\" has no picture with a report that can "
                                                          "be read. --split names another part."),
                                        {m_options.data.string(), part}}};
        const auto reports = embedReports(m_model, m_pairs, m_encoded.pictures, m_maker);
        return finish(reports);
    }

private:
    base::Outcome<TaskResult> finish(const at::Tensor& reports) {
        std::vector<std::string> keys;
        std::vector<std::string> patients;
        for (const auto index : m_encoded.pictures) {
            keys.push_back(m_pairs.keys[index]);
            patients.push_back(m_pairs.set.pictures[index].patient);
        }
        const auto toReport = ranksOf(m_encoded.features, reports, keys);
        const auto toImage = ranksOf(reports, m_encoded.features, keys);
        if (!toReport) return toReport.error();
        if (!toImage) return toImage.error();
        TaskResult result;
        result.leftOut = m_encoded.leftOut;
        describe(keys, result);
        for (const auto& [name, key, ranks] : {std::tuple{"image → report", "imageToReport", &*toReport},
                                               std::tuple{"report → image", "reportToImage", &*toImage}})
            for (const int k : {1, 5}) {
                const auto figure = topOf(*ranks, k, patients);
                result.document[key]["top" + std::to_string(k)] = metrics::toJson(figure);
                result.text +=
                    std::string("  ") + name + ", top-" + std::to_string(k) + "   " + metrics::toText(figure) + "\n";
            }
        if (m_options.out.empty()) return result;
        const auto written = writePredictions(m_options.out, "retrieval.csv", rowsOf(*toReport, *toImage));
        if (!written) return written.error();
        return result;
    }

    void describe(const std::vector<std::string>& keys, TaskResult& result) const {
        const std::set<std::string> different(keys.begin(), keys.end());
        const auto& card = m_model.loaded.card;
        result.document = {{"task", "retrieval"},
                           {"data",
                            {{"folder", m_options.data.string()},
                             {"split", pretraining::name(m_options.split)},
                             {"pairs", keys.size()},
                             {"differentReports", different.size()},
                             {"withoutReport", m_pairs.withoutReport}}},
                           {"model", {{"name", card.name}, {"version", card.version}, {"sha256", card.sha256}}},
                           {"leftOut", toJson(result.leftOut)}};
        std::ostringstream text;
        text << keys.size() << " pictures with " << different.size()
             << " different reports (equal ones are all right)\n";
        result.text = text.str();
    }

    std::vector<std::vector<std::string>> rowsOf(const std::vector<int>& toReport,
                                                 const std::vector<int>& toImage) const {
        std::vector<std::vector<std::string>> rows{{"image", "patient", "rankOfReport", "rankOfImage"}};
        for (std::size_t i = 0; i < toReport.size(); ++i) {
            const auto& picture = m_pairs.set.pictures[m_encoded.pictures[i]];
            rows.push_back({picture.path, picture.patient, std::to_string(toReport[i]), std::to_string(toImage[i])});
        }
        return rows;
    }

    const TaskOptions& m_options;
    FrozenModel& m_model;
    const pretraining::SampleMaker& m_maker;
    Pairs m_pairs;
    EncodedPictures m_encoded;
};

}  // namespace

base::Outcome<TaskResult> evaluateRetrieval(const TaskOptions& options, const std::stop_token& stop) {
    const auto dataset = pretraining::readDataset(options.data);
    if (!dataset) return dataset.error();
    auto model = loadFrozenModel(options.model, options.device, options.settings.normalisation);
    if (!model) return model.error();
    const auto maker = makerFor(options, *model);
    if (!maker) return maker.error();
    return RetrievalTask(options, *model, *maker).run(*dataset, stop);
}

}  // namespace asg::downstream
