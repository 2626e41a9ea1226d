#include "models/downstream/class_figures.h"
#include "models/downstream/mask.h"
#include "models/downstream/opened_task.h"
#include "models/downstream/zero_shot.h"

#include <ATen/ops/cat.h>

#include <algorithm>

namespace asg::downstream {
namespace {

using nlohmann::json;

/// Cell of the grid → is it in a box of that class; and how many of all cells are.
struct Pointing {
    bool hit = false;
    double chance = 0;  ///< of a cell that is chosen blindly
};

Pointing pointAt(const LabelledPicture& picture, int classIndex, std::int64_t peak, int gridSide,
                 const vision::InputTransform& transform) {
    int inside = 0;
    Pointing pointing;
    for (int cell = 0; cell < gridSide * gridSide; ++cell) {
        const double size = static_cast<double>(transform.crop) / gridSide;
        const auto point = toPublished({(cell % gridSide + 0.5) * size, (cell / gridSide + 0.5) * size}, transform);
        const bool holds = std::ranges::any_of(picture.boxes, [&](const LesionBox& box) {
            return box.classIndex == classIndex && box.boxInPublishedPixels.contains(point);
        });
        inside += holds ? 1 : 0;
        if (cell == peak) pointing.hit = holds;
    }
    pointing.chance = static_cast<double>(inside) / (gridSide * gridSide);
    return pointing;
}

/// What prompts say of the validation and the test part.
class ZeroShotTask {
public:
    ZeroShotTask(const TaskOptions& options, OpenedTask& opened, std::vector<Prompts> prompts)
        : m_options(options), m_opened(opened), m_prompts(std::move(prompts)) {}

    base::Outcome<TaskResult> run(const nets::WordPieceTokenizer& tokenizer, const std::stop_token& stop) {
        auto encoded = encode(promptEmbeddings(m_opened.model, tokenizer, m_prompts), stop);
        if (!encoded.done()) return base::Cancelled{};
        m_encoded = std::move(encoded).value();
        const auto validation = scoresOf(Split::Validate);
        const auto test = scoresOf(Split::Test);
        if (auto there = needPart(m_opened.set, "test", test.size()); !there) return there.error();
        const auto cuts = bestCuts(m_opened.set, validation);
        if (!cuts) return cuts.error();
        const auto figures = figuresOf(m_opened.set, test, {*cuts, true});
        if (!figures) return figures.error();
        TaskResult result;
        report(*figures, result);
        if (m_options.out.empty()) return result;
        const auto written = writePredictions(m_options.out, "zero-shot.csv", scoreRows(m_opened.set, test));
        if (!written) return written.error();
        return result;
    }

private:
    std::int64_t classes() const { return static_cast<std::int64_t>(m_opened.set.classes.size()); }

    /// Features: the probabilities of the classes, then the cells that their prompts point at.
    base::Outcome<EncodedPictures> encode(const at::Tensor& prompts, const std::stop_token& stop) {
        auto pictures = m_opened.set.of(Split::Validate);
        const auto test = m_opened.set.of(Split::Test);
        pictures.insert(pictures.end(), test.begin(), test.end());
        return encodePictures(
            m_opened.model, m_opened.set, pictures,
            [&](const at::Tensor& images) {
                const auto features = m_opened.model.loaded.network->encodeImages(images);
                const auto embeddings = m_opened.model.loaded.network->embedImages(features);
                m_gridSide = features.gridSide;
                return at::cat({promptProbabilities(embeddings.global, prompts),
                                promptPeaks(embeddings.local, prompts).to(at::kFloat)},
                               1);
            },
            m_options.progress, stop);
    }

    std::vector<ScoredPicture> scoresOf(Split split) const {
        std::vector<ScoredPicture> scored;
        for (std::size_t row = 0; row < m_encoded.pictures.size(); ++row) {
            const auto& picture = m_opened.set.pictures[m_encoded.pictures[row]];
            if (picture.split != split) continue;
            const auto* value = m_encoded.features[static_cast<std::int64_t>(row)].const_data_ptr<float>();
            scored.push_back({&picture, {value, value + classes()}});
        }
        return scored;
    }

    void report(const TaskFigures& figures, TaskResult& result) const {
        result.leftOut = m_opened.set.leftOut;
        result.leftOut.insert(result.leftOut.end(), m_encoded.leftOut.begin(), m_encoded.leftOut.end());
        result.document = describeTask("zero-shot", m_opened, m_options, m_encoded.pictures);
        result.document.update(downstream::toJson(figures));
        result.document["prompts"] = downstream::toJson(m_prompts, m_opened.set.classes);
        result.document["testPicturesSeenByModel"] = seenJson(m_opened.model, seenInTest());
        result.document["leftOut"] = downstream::toJson(result.leftOut);
        result.text = toText(figures);
        addPointing(result);
    }

    std::size_t seenInTest() const {
        std::size_t seen = 0;
        for (std::size_t row = 0; row < m_encoded.pictures.size(); ++row)
            if (m_opened.set.pictures[m_encoded.pictures[row]].split == Split::Test && m_encoded.seen[row]) ++seen;
        return seen;
    }

    /// The pointing game over the test pictures' boxes, one vote for each picture and class.
    void addPointing(TaskResult& result) const {
        std::vector<metrics::Measurement> hits;
        std::vector<metrics::Measurement> chances;
        for (std::size_t row = 0; row < m_encoded.pictures.size(); ++row) {
            const auto& picture = m_opened.set.pictures[m_encoded.pictures[row]];
            if (picture.split != Split::Test) continue;
            for (int i = 0; i < classes(); ++i) {
                if (std::ranges::none_of(picture.boxes, [i](const auto& box) { return box.classIndex == i; })) continue;
                const auto peak = m_encoded.features[static_cast<std::int64_t>(row)][classes() + i].item<float>();
                const auto pointing =
                    pointAt(picture, i, static_cast<std::int64_t>(peak), m_gridSide, m_encoded.transforms[row]);
                hits.push_back({picture.patient, pointing.hit ? 1.0 : 0.0});
                chances.push_back({picture.patient, pointing.chance});
            }
        }
        if (hits.empty()) return;
        const auto figure = metrics::meanWithInterval(hits);
        const auto chance = metrics::meanWithInterval(chances);
        result.document["pointing"] = metrics::toJson(figure);
        result.document["pointingByChance"] = metrics::toJson(chance);
        result.text += "  pointing game                     " + metrics::toText(figure) +
                       "\n  … of a cell chosen blindly        " + metrics::toText(chance) + "\n";
    }

    const TaskOptions& m_options;
    OpenedTask& m_opened;
    std::vector<Prompts> m_prompts;
    EncodedPictures m_encoded;
    int m_gridSide = 0;
};

}  // namespace

base::Outcome<TaskResult> evaluateZeroShot(const TaskOptions& options, const std::stop_token& stop) {
    auto opened = openTask(options);
    if (!opened) return opened.error();
    const auto tokenizer = textTokenizer(options, opened->model);
    if (!tokenizer) return tokenizer.error();
    std::vector<Prompts> prompts;
    for (const auto& one : opened->set.classes) prompts.push_back(defaultPrompts(one));
    if (!options.prompts.empty()) {
        auto read = readPrompts(options.prompts, opened->set.classes);
        if (!read) return read.error();
        prompts = std::move(*read);
    }
    return ZeroShotTask(options, *opened, std::move(prompts)).run(*tokenizer, stop);
}

}  // namespace asg::downstream
