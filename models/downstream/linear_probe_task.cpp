#include "models/downstream/class_figures.h"
#include "models/downstream/division.h"
#include "models/downstream/linear_probe.h"
#include "models/downstream/opened_task.h"

#include <ATen/ops/sigmoid.h>
#include <ATen/ops/softmax.h>
#include <ATen/ops/tensor.h>

#include <set>
#include <sstream>

namespace asg::downstream {
namespace {

using base::Result;
using nlohmann::json;

/// The rows of some of the encoded pictures.
struct Rows {
    std::vector<std::int64_t> rows;
    std::vector<const LabelledPicture*> pictures;

    [[nodiscard]] at::Tensor labels() const {
        std::vector<float> values;
        for (const auto* picture : pictures)
            for (const Label label : picture->labels) values.push_back(static_cast<float>(label));
        return at::tensor(values).view({static_cast<std::int64_t>(pictures.size()), -1});
    }
};

template <typename Wanted>
Rows rowsWhere(const LabelledSet& set, const EncodedPictures& encoded, const Wanted& wanted) {
    Rows rows;
    for (std::size_t row = 0; row < encoded.pictures.size(); ++row) {
        if (!wanted(encoded.pictures[row], row)) continue;
        rows.rows.push_back(static_cast<std::int64_t>(row));
        rows.pictures.push_back(&set.pictures[encoded.pictures[row]]);
    }
    return rows;
}

LayerSettings probeSettings(const TaskOptions& options) {
    LayerSettings settings;
    takeGiven(options, settings);
    return settings;
}

std::vector<ScoredPicture> scoresOf(const TrainedProbe& probe, const ProbeData& data, const Rows& rows,
                                    bool exclusive) {
    const auto logits = probe.logits(data.features);
    const auto probabilities = (exclusive ? at::softmax(logits, 1) : at::sigmoid(logits)).to(at::kDouble).contiguous();
    const auto* value = probabilities.const_data_ptr<double>();
    const auto classes = probabilities.size(1);
    std::vector<ScoredPicture> scored;
    for (const auto* picture : rows.pictures) {
        scored.push_back({picture, {value, value + classes}});
        value += classes;
    }
    return scored;
}

/// One linear probe after the other over the same features.
class ProbeTask {
public:
    ProbeTask(const TaskOptions& options, OpenedTask& opened) : m_options(options), m_opened(opened) {}

    base::Outcome<TaskResult> run(const std::stop_token& stop) {
        auto encoded = encodePictures(
            m_opened.model, m_opened.set, m_opened.set.all(),
            [this](const at::Tensor& images) { return m_opened.model.loaded.network->encodeImages(images).global; },
            m_options.progress, stop);
        if (!encoded.done()) return base::Cancelled{};
        m_encoded = std::move(encoded).value();
        if (auto divided = divide(); !divided) return divided.error();
        TaskResult result;
        result.leftOut = m_opened.set.leftOut;
        result.leftOut.insert(result.leftOut.end(), m_encoded.leftOut.begin(), m_encoded.leftOut.end());
        describe(result);
        for (const int share : m_options.shares) {
            const auto done = runShare(share, result, stop);
            if (done.failed()) return done.error();
            if (done.cancelled()) return base::Cancelled{};
        }
        return result;
    }

private:
    Result<void> divide() {
        const auto& set = m_opened.set;
        const auto part = [&](Split split) {
            return rowsWhere(set, m_encoded,
                             [&](std::size_t picture, std::size_t) { return set.pictures[picture].split == split; });
        };
        m_validation = part(Split::Validate);
        m_test = part(Split::Test);
        if (auto there = needPart(set, "validation", m_validation.rows.size()); !there) return there;
        if (auto there = needPart(set, "test", m_test.rows.size()); !there) return there;
        return needPart(set, "training", part(Split::Train).rows.size());
    }

    void describe(TaskResult& result) const {
        result.document = describeTask("linear-probe", m_opened, m_options, m_encoded.pictures);
        std::size_t seen = 0;
        for (const auto row : m_test.rows) seen += m_encoded.seen[static_cast<std::size_t>(row)] ? 1 : 0;
        result.document["testPicturesSeenByModel"] = seenJson(m_opened.model, seen);
        result.document["settings"] = downstream::toJson(probeSettings(m_options));
        result.document["settings"]["features"] = m_encoded.features.size(1);
        result.document["leftOut"] = toJson(result.leftOut);
        result.document["runs"] = json::array();
    }

    ProbeData dataOf(const Rows& rows) const {
        return {m_encoded.features.index_select(0, at::tensor(rows.rows, at::kLong)), rows.labels()};
    }

    base::Outcome<std::monostate> runShare(int share, TaskResult& result, const std::stop_token& stop) {
        const auto& set = m_opened.set;
        const auto chosen = shareOfTraining(set, share, m_options.seed);
        const std::set<std::size_t> wanted(chosen.begin(), chosen.end());
        const Rows train =
            rowsWhere(set, m_encoded, [&](std::size_t picture, std::size_t) { return wanted.contains(picture); });
        if (auto there = needPart(set, "training", train.rows.size()); !there) return there.error();
        const auto probe = trainProbe(dataOf(train), dataOf(m_validation), set.exclusive, probeSettings(m_options),
                                      m_options.progress, stop);
        if (!probe.done()) return base::Cancelled{};
        const auto scored = scoresOf(probe.value(), dataOf(m_test), m_test, set.exclusive);
        const auto figures = figuresOf(set, scored, {});
        if (!figures) return figures.error();
        report(share, train, probe.value(), *figures, result);
        if (m_options.out.empty()) return std::monostate{};
        const auto written =
            writePredictions(m_options.out, "linear-probe-" + std::to_string(share) + ".csv", scoreRows(set, scored));
        if (!written) return written.error();
        return std::monostate{};
    }

    static void report(int share, const Rows& train, const TrainedProbe& probe, const TaskFigures& figures,
                       TaskResult& result) {
        std::set<std::string> patients;
        for (const auto* picture : train.pictures) patients.insert(picture->patient);
        json run = downstream::toJson(figures);
        run.update(runJson(share, train.rows.size(), probe.curve, probe.bestEpoch));
        run["trainPatients"] = patients.size();
        result.document["runs"].push_back(std::move(run));
        std::ostringstream text;
        text << share << " % of training: " << train.rows.size() << " pictures of " << patients.size()
             << " patients, best after epoch " << probe.bestEpoch << " of " << probe.curve.size() << "\n"
             << toText(figures);
        result.text += text.str();
    }

    const TaskOptions& m_options;
    OpenedTask& m_opened;
    EncodedPictures m_encoded;
    Rows m_validation;
    Rows m_test;
};

}  // namespace

base::Outcome<TaskResult> evaluateLinearProbe(const TaskOptions& options, const std::stop_token& stop) {
    auto opened = openTask(options);
    if (!opened) return opened.error();
    return ProbeTask(options, *opened).run(stop);
}

}  // namespace asg::downstream
