#include "models/annotated/verified_cases.h"

#include "core/review/same_box.h"

#include <algorithm>

namespace asg::annotated {
namespace {

base::Box boxOf(const ModelOnPicture& said, domain::RegionId region) {
    const auto found = said.boxes.find(region);
    return found == said.boxes.end() ? base::Box{} : found->second;
}

std::vector<metrics::Measurement> listOf(const std::map<std::string, metrics::Measurement>& values) {
    std::vector<metrics::Measurement> list;
    for (const auto& [key, value] : values) list.push_back(value);
    return list;
}

/// Boxes added up edge by edge.
struct BoxSum {
    base::Box edges;
    double count = 0;

    void add(const base::Box& box) {
        edges = {edges.x1 + box.x1, edges.y1 + box.y1, edges.x2 + box.x2, edges.y2 + box.y2};
        ++count;
    }
    /// The mean of those that are not in `part`; nothing where there are none.
    [[nodiscard]] std::optional<base::Box> meanWithout(const BoxSum& part) const {
        const double others = count - part.count;
        if (others <= 0) return std::nullopt;
        return base::Box{(edges.x1 - part.edges.x1) / others, (edges.y1 - part.edges.y1) / others,
                         (edges.x2 - part.edges.x2) / others, (edges.y2 - part.edges.y2) / others};
    }
};

}  // namespace

void VerifiedCases::add(const JudgingPicture& picture, const std::vector<ModelOnPicture>& said) {
    for (std::size_t model = 0; model < said.size(); ++model) {
        for (const auto& [reader, boxes] : picture.boxes) addBoxes(picture, reader, boxes, model, said[model]);
        addSentences(picture, model, said[model]);
    }
    addReaders(picture);
}

void VerifiedCases::addBoxes(const JudgingPicture& picture, const std::string& reader,
                             const project::ReaderBoxes& boxes, std::size_t model, const ModelOnPicture& said) {
    auto& values = m_values[model];
    const auto key = [&](domain::RegionId region) {
        return picture.sha256 + "\n" + reader + "\n" + std::string(domain::regionName(region));
    };
    for (const auto& [region, verified] : boxes.verified) {
        const double iou = base::intersectionOverUnion(verified.boxInImagePixels, boxOf(said, region));
        values[BoxIou][key(region)] = {picture.patient, iou};
        if (verified.drawn) values[DrawnBoxIou][key(region)] = {picture.patient, iou};
    }
    for (const auto& word : boxes.shown)
        if (review::isSameBox(word.boxInImagePixels, boxOf(said, word.region)))
            values[BoxesAccepted][key(word.region)] = {picture.patient, word.fits ? 1.0 : 0.0};
}

void VerifiedCases::addSentences(const JudgingPicture& picture, std::size_t model, const ModelOnPicture& said) {
    for (std::size_t i = 0; i < picture.accepted.size() && i < said.peaks.size(); ++i) {
        const auto& accepted = picture.accepted[i];
        if (!said.peaks[i]) continue;
        std::string key = picture.sha256 + "\n" + accepted.reader + "\n" + std::to_string(accepted.sentence.start);
        for (const auto region : accepted.regions) key += "\n" + std::string(domain::regionName(region));
        const auto own = picture.boxes.find(accepted.reader);
        bool allVerified = own != picture.boxes.end();
        bool inVerified = false;
        bool inOwn = false;
        for (const auto region : accepted.regions) {
            inOwn = inOwn || boxOf(said, region).contains(*said.peaks[i]);
            if (!allVerified) continue;
            const auto verified = own->second.verified.find(region);
            allVerified = verified != own->second.verified.end();
            inVerified = inVerified || (allVerified && verified->second.boxInImagePixels.contains(*said.peaks[i]));
        }
        m_values[model][PointingOwn][key] = {picture.patient, inOwn ? 1.0 : 0.0};
        if (allVerified) m_values[model][Pointing][key] = {picture.patient, inVerified ? 1.0 : 0.0};
    }
}

void VerifiedCases::addReaders(const JudgingPicture& picture) {
    for (auto one = picture.boxes.begin(); one != picture.boxes.end(); ++one)
        for (const auto& [region, box] : one->second.verified) {
            const auto& pixels = box.boxInImagePixels;
            m_placed.push_back({picture.sha256,
                                picture.patient,
                                region,
                                {pixels.x1 / picture.columns, pixels.y1 / picture.rows, pixels.x2 / picture.columns,
                                 pixels.y2 / picture.rows}});
            for (auto other = std::next(one); other != picture.boxes.end(); ++other) {
                const auto theirs = other->second.verified.find(region);
                if (theirs != other->second.verified.end())
                    m_betweenReaders.push_back(
                        {picture.patient, base::intersectionOverUnion(pixels, theirs->second.boxInImagePixels)});
            }
        }
}

metrics::Estimate VerifiedCases::meanPosition() const {
    std::map<domain::RegionId, BoxSum> all;
    std::map<std::pair<domain::RegionId, std::string>, BoxSum> ofPicture;
    for (const auto& placed : m_placed) {
        all[placed.region].add(placed.boxInFractions);
        ofPicture[{placed.region, placed.picture}].add(placed.boxInFractions);
    }
    std::vector<metrics::Measurement> overlaps;
    for (const auto& own : m_placed)
        if (const auto mean = all[own.region].meanWithout(ofPicture[{own.region, own.picture}]))
            overlaps.push_back({own.patient, base::intersectionOverUnion(own.boxInFractions, *mean)});
    return metrics::meanWithInterval(overlaps);
}

ComparedFigure VerifiedCases::figure(Figure which, const char* name, const char* about) const {
    ComparedFigure figure{name, about, {}};
    for (const auto& values : m_values) figure.models.push_back(metrics::meanWithInterval(listOf(values[which])));
    if (m_values.size() != 2) return figure;
    std::vector<metrics::Measurement> differences;
    for (const auto& [key, second] : m_values[1][which])
        if (const auto first = m_values[0][which].find(key); first != m_values[0][which].end())
            differences.push_back({second.patient, second.value - first->second.value});
    figure.difference = metrics::meanWithInterval(differences);
    return figure;
}

std::vector<ComparedFigure> VerifiedCases::figures() const {
    return {figure(BoxIou, "boxIou", "IoU with the boxes that readers drew or let stand"),
            figure(DrawnBoxIou, "drawnBoxIou", "IoU with the boxes that readers drew"),
            figure(BoxesAccepted, "boxesAccepted", "boxes that fit, of those that readers judged"),
            figure(Pointing, "pointing", "accepted sentences that point into a verified box"),
            figure(PointingOwn, "pointingIntoOwnBoxes", "accepted sentences that point into the model's own box")};
}

}  // namespace asg::annotated
