#include "core/base/translatable.h"
#include "models/downstream/division.h"
#include "models/downstream/opened_task.h"
#include "models/downstream/segmentation.h"
#include "models/metrics/overlap.h"

#include <iomanip>
#include <set>
#include <sstream>

namespace asg::downstream {
namespace {

using nlohmann::json;

SegmentationSettings segmentationSettings(const TaskOptions& options) {
    SegmentationSettings settings;
    takeGiven(options, settings);
    settings.widths = options.settings.widths;
    return settings;
}

/// How masks of the test part lie on what was marked.
struct MaskFigures {
    metrics::Estimate dice;             ///< all pictures; an empty mask counts 1 when nothing is marked
    metrics::Estimate diceWithMask;     ///< pictures that have a mask
    metrics::Estimate diceWithoutMask;  ///< pictures that have none: the share on which nothing is marked
    metrics::Estimate iouWithMask;
};

/// One decoder after the other over the same pictures.
class SegmentationTask {
public:
    SegmentationTask(const TaskOptions& options, OpenedTask& opened) : m_options(options), m_opened(opened) {}

    base::Outcome<TaskResult> run(const std::stop_token& stop) {
        auto read = readMasked(m_opened.model, m_opened.set, m_opened.set.all(), m_options.progress, stop);
        if (!read.done()) return base::Cancelled{};
        m_read = std::move(read).value();
        m_validation = part(Split::Validate);
        m_test = part(Split::Test);
        for (const auto& [name, count] :
             {std::pair{"training", part(Split::Train).size()}, std::pair{"validation", m_validation.size()},
              std::pair{"test", m_test.size()}})
            if (auto there = needPart(m_opened.set, name, count); !there) return there.error();
        TaskResult result;
        describe(result);
        for (const int share : m_options.shares) {
            const auto done = runShare(share, result, stop);
            if (done.failed()) return done.error();
            if (done.cancelled()) return base::Cancelled{};
        }
        return result;
    }

private:
    using Pictures = std::vector<const MaskedPicture*>;

    const LabelledPicture& labelled(const MaskedPicture& picture) const {
        return m_opened.set.pictures[picture.picture];
    }

    Pictures part(Split split) const {
        Pictures pictures;
        for (const auto& picture : m_read.pictures)
            if (labelled(picture).split == split) pictures.push_back(&picture);
        return pictures;
    }

    void describe(TaskResult& result) const {
        std::vector<std::size_t> indices;
        for (const auto& picture : m_read.pictures) indices.push_back(picture.picture);
        result.leftOut = m_opened.set.leftOut;
        result.leftOut.insert(result.leftOut.end(), m_read.leftOut.begin(), m_read.leftOut.end());
        result.document = describeTask("segmentation", m_opened, m_options, indices);
        std::size_t seen = 0;
        for (const auto* picture : m_test) seen += picture->seen ? 1 : 0;
        result.document["testPicturesSeenByModel"] = seenJson(m_opened.model, seen);
        const auto settings = segmentationSettings(m_options);
        result.document["settings"] = downstream::toJson(settings);
        result.document["settings"]["widths"] = settings.widths;
        result.document["leftOut"] = toJson(result.leftOut);
        result.document["runs"] = json::array();
    }

    Pictures trainingShare(int share) const {
        const auto chosen = shareOfTraining(m_opened.set, share, m_options.seed);
        const std::set<std::size_t> wanted(chosen.begin(), chosen.end());
        Pictures pictures;
        for (const auto& picture : m_read.pictures)
            if (wanted.contains(picture.picture)) pictures.push_back(&picture);
        return pictures;
    }

    base::Outcome<std::monostate> runShare(int share, TaskResult& result, const std::stop_token& stop) {
        const SegmentationJob job{m_opened.model, trainingShare(share), m_validation, segmentationSettings(m_options)};
        if (auto there = needPart(m_opened.set, "training", job.train.size()); !there) return there.error();
        const auto trained = trainDecoder(job, m_options.progress, stop);
        if (trained.failed()) return trained.error();
        if (trained.cancelled()) return base::Cancelled{};
        const auto masks = predictMasks(m_opened.model, *trained.value().decoder, m_test, job.settings.batch,
                                        m_options.progress, stop);
        if (!masks.done()) return base::Cancelled{};
        std::vector<metrics::Overlap> overlaps;
        for (std::size_t i = 0; i < m_test.size(); ++i) overlaps.push_back(overlapOf(*m_test[i], masks.value()[i]));
        report(share, job, trained.value(), figuresOf(overlaps), result);
        if (m_options.out.empty()) return std::monostate{};
        const auto written =
            writePredictions(m_options.out, "segmentation-" + std::to_string(share) + ".csv", rowsOf(overlaps));
        if (!written) return written.error();
        return std::monostate{};
    }

    static metrics::Overlap overlapOf(const MaskedPicture& picture, const std::vector<std::uint8_t>& found) {
        if (!picture.mask.empty()) return metrics::overlap(picture.mask, found);
        return metrics::overlap(std::vector<std::uint8_t>(found.size()), found);
    }

    MaskFigures figuresOf(const std::vector<metrics::Overlap>& overlaps) const {
        std::vector<metrics::Measurement> all;
        std::vector<metrics::Measurement> with;
        std::vector<metrics::Measurement> without;
        std::vector<metrics::Measurement> iou;
        for (std::size_t i = 0; i < overlaps.size(); ++i) {
            const std::string& patient = labelled(*m_test[i]).patient;
            const bool hasMask = overlaps[i].first > 0;
            all.push_back({patient, overlaps[i].dice()});
            (hasMask ? with : without).push_back(all.back());
            if (hasMask) iou.push_back({patient, overlaps[i].iou()});
        }
        return {metrics::meanWithInterval(all), metrics::meanWithInterval(with), metrics::meanWithInterval(without),
                metrics::meanWithInterval(iou)};
    }

    std::vector<std::vector<std::string>> rowsOf(const std::vector<metrics::Overlap>& overlaps) const {
        std::vector<std::vector<std::string>> rows{{"image", "patient", "dice", "maskPixels", "foundPixels"}};
        for (std::size_t i = 0; i < overlaps.size(); ++i)
            rows.push_back({labelled(*m_test[i]).path, labelled(*m_test[i]).patient, std::to_string(overlaps[i].dice()),
                            std::to_string(overlaps[i].first), std::to_string(overlaps[i].second)});
        return rows;
    }

    static void report(int share, const SegmentationJob& job, const TrainedDecoder& trained, const MaskFigures& figures,
                       TaskResult& result) {
        json run = runJson(share, job.train.size(), trained.curve, trained.bestEpoch);
        run["dice"] = metrics::toJson(figures.dice);
        run["diceWithMask"] = metrics::toJson(figures.diceWithMask);
        run["diceWithoutMask"] = metrics::toJson(figures.diceWithoutMask);
        run["iouWithMask"] = metrics::toJson(figures.iouWithMask);
        result.document["runs"].push_back(std::move(run));
        std::ostringstream text;
        text << share << " % of training: " << job.train.size() << " pictures, best after epoch " << trained.bestEpoch
             << " of " << trained.curve.size() << "\n";
        const auto line = [&text](const char* what, const metrics::Estimate& estimate) {
            text << "  " << std::left << std::setw(34) << what << metrics::toText(estimate) << "\n";
        };
        line("Dice, all pictures", figures.dice);
        line("Dice, pictures with a mask", figures.diceWithMask);
        line("nothing marked where nothing is", figures.diceWithoutMask);
        line("IoU, pictures with a mask", figures.iouWithMask);
        result.text += text.str();
    }

    const TaskOptions& m_options;
    OpenedTask& m_opened;
    MaskedPictures m_read;
    Pictures m_validation;
    Pictures m_test;
};

}  // namespace

base::Outcome<TaskResult> evaluateSegmentation(const TaskOptions& options, const std::stop_token& stop) {
    auto opened = openTask(options);
    if (!opened) return opened.error();
    if (opened->set.masks == Masks::None)
        return base::Error{
            base::ErrorCode::InvalidArgument,
            base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: this data set (%2) has no masks; rsna and siim have."),
                           {options.data.string(), opened->set.layout}}};
    return SegmentationTask(options, *opened).run(stop);
}

}  // namespace asg::downstream
