#include "core/datasets/imported_study.h"

#include "core/datasets/label_anchors.h"
#include "core/text/tag_summary.h"
#include "core/text/tokens.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

namespace asg::datasets {
namespace {

using domain::Existence;
using domain::WarningCode;

/// The labels as statements: what two readers say alike is one.
std::vector<ImportedFinding> statementsOf(const ImportedStudy& study) {
    std::vector<ImportedFinding> statements;
    for (ImportedFinding finding : study.findings) {
        if (!finding.tag) continue;
        finding.reader.clear();
        finding.boxesInImagePixels.clear();
        if (std::ranges::find(statements, finding) == statements.end()) statements.push_back(std::move(finding));
    }
    return statements;
}

/// Labels come in any case; a capital inside must not begin a sentence.
domain::Report parseLabel(const text::ReportParser& parser, std::string_view words) {
    return parser.parse(text::foldWord(words));
}

/// The triplets that a label means: the first with a tag, and those of other tags that the words assert or deny as they
/// do it; without any tag the first.
std::vector<domain::Triplet> meantBy(const std::vector<domain::Triplet>& triplets) {
    std::vector<domain::Triplet> meant;
    for (const auto& triplet : triplets) {
        const bool isNew = triplet.tag && std::ranges::find(meant, triplet.tag, &domain::Triplet::tag) == meant.end();
        const bool alike =
            meant.empty() || (meant.front().existence == Existence::Absent) == (triplet.existence == Existence::Absent);
        if (isNew && alike) meant.push_back(triplet);
    }
    if (meant.empty() && !triplets.empty()) meant.push_back(triplets.front());
    return meant;
}

ImportedFinding findingOf(const domain::Triplet& read, Existence existence) {
    ImportedFinding finding;
    finding.existence = existence;
    finding.tag = read.tag;
    finding.laterality = read.laterality;
    finding.severity = read.severity;
    // A denial implies another place than the finding does.
    if (read.implied && (read.existence == Existence::Absent) != (existence == Existence::Absent)) return finding;
    finding.regions = read.regions;
    finding.implied = read.implied;
    return finding;
}

/// Whether two findings may be tags of one label.
bool sameLabel(const ImportedFinding& a, const ImportedFinding& b) {
    const bool samePlace = (a.implied && b.implied) || a.regions == b.regions;
    return samePlace && a.label == b.label && a.text == b.text && a.reader == b.reader && a.existence == b.existence &&
           a.boxesInImagePixels == b.boxesInImagePixels;
}

}  // namespace

std::vector<ImportedFinding> readFindings(const text::ReportParser& parser, std::string_view words,
                                          Existence existence) {
    const auto report = parseLabel(parser, words);
    std::vector<ImportedFinding> findings;
    for (const auto& triplet : meantBy(report.triplets)) findings.push_back(findingOf(triplet, existence));
    if (findings.empty()) {
        auto& finding = findings.emplace_back();
        finding.existence = existence;
        for (const auto& link : report.links)
            finding.regions.insert(finding.regions.end(), link.regions.begin(), link.regions.end());
    }
    for (auto& finding : findings) finding.label = std::string(words);
    return findings;
}

std::optional<Existence> existenceSaidBy(const text::ReportParser& parser, std::string_view words) {
    const auto meant = meantBy(parseLabel(parser, words).triplets);
    return meant.empty() ? std::nullopt : std::optional(meant.front().existence);
}

std::vector<ImportedFinding> statedLabels(const ImportedStudy& study) {
    std::vector<ImportedFinding> labels;
    for (const auto& finding : study.findings)
        if (std::ranges::none_of(labels, [&](const auto& known) { return sameLabel(known, finding); }))
            labels.push_back(finding);
    return labels;
}

std::optional<base::Box> acceptBox(base::Box box, std::optional<ImageSize> size, std::string_view name,
                                   std::vector<domain::Warning>& warnings) {
    const auto warn = [&](WarningCode code) { warnings.push_back({code, {std::string(name)}}); };
    const bool finite =
        std::isfinite(box.x1) && std::isfinite(box.y1) && std::isfinite(box.x2) && std::isfinite(box.y2);
    base::Box clamped{std::max(0.0, box.x1), std::max(0.0, box.y1), box.x2, box.y2};
    if (size) {
        clamped.x2 = std::min(clamped.x2, size->columns);
        clamped.y2 = std::min(clamped.y2, size->rows);
    }
    if (!finite || clamped.empty()) {
        warn(WarningCode::BoxOutside);
        return std::nullopt;
    }
    if (clamped != box) warn(WarningCode::BoxClamped);
    return clamped;
}

std::map<domain::TagId, Existence> tagsOf(const ImportedStudy& study) {
    std::map<domain::TagId, Existence> tags;
    for (const auto& finding : study.findings)
        if (finding.tag) text::addToTags(tags, *finding.tag, finding.existence);
    return tags;
}

domain::Warning labelsWarning(std::size_t tags) {
    return {WarningCode::ImportedLabels, {std::to_string(tags)}, domain::WarningSource::Labels};
}

void overrule(domain::Report& report, const ImportedStudy& study) {
    const auto tags = tagsOf(study);
    if (tags.empty()) return;
    const auto overruled = [&](const domain::Triplet& t) { return t.tag && tags.contains(*t.tag); };
    std::vector<domain::Triplet> parsed;
    std::ranges::copy_if(report.triplets, std::back_inserter(parsed), overruled);
    std::erase_if(report.triplets, overruled);
    std::ranges::move(anchoredLabels(statementsOf(study), report, parsed), std::back_inserter(report.triplets));
    std::ranges::stable_sort(report.triplets, {}, &domain::Triplet::findingSpan);
    for (const auto& [tag, existence] : tags) report.tags[tag] = existence;
    report.warnings.push_back(labelsWarning(tags.size()));
}

bool hasBoxes(const ImportedStudy& study) {
    return !study.regions.empty() ||
           std::ranges::any_of(study.findings, [](const auto& f) { return !f.boxesInImagePixels.empty(); });
}

ImportedStudy fittedTo(ImportedStudy study, ImageSize size) {
    if (!study.size && hasBoxes(study)) study.warnings.push_back({WarningCode::SizeUnknown});
    const ImageSize from = study.size.value_or(size);
    const bool sameShape = std::abs(from.columns * size.rows / (from.rows * size.columns) - 1) <= 0.02;
    const bool fits = from == kUnitSize || sameShape;
    const auto fitted = [&](base::Box box, std::string_view name) -> std::optional<base::Box> {
        if (!fits) return std::nullopt;
        const double x = size.columns / from.columns;
        const double y = size.rows / from.rows;
        return acceptBox({box.x1 * x, box.y1 * y, box.x2 * x, box.y2 * y}, size, name, study.warnings);
    };
    if (!fits && hasBoxes(study)) study.warnings.push_back({WarningCode::BoxesOfAnotherShape});
    std::vector<domain::RegionBox> regions;
    for (auto& region : study.regions)
        if (const auto box = fitted(region.boxInImagePixels, domain::regionName(region.region))) {
            region.boxInImagePixels = *box;
            regions.push_back(region);
        }
    study.regions = std::move(regions);
    for (auto& finding : study.findings) {
        std::vector<base::Box> boxes;
        for (const auto& old : finding.boxesInImagePixels)
            if (const auto box = fitted(old, finding.label)) boxes.push_back(*box);
        finding.boxesInImagePixels = std::move(boxes);
    }
    study.size = size;
    return study;
}

}  // namespace asg::datasets
