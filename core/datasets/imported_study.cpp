#include "core/datasets/imported_study.h"

#include "core/text/code_points.h"
#include "core/text/tag_summary.h"
#include "core/text/tokens.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>
#include <utility>

namespace asg::datasets {
namespace {

using domain::Existence;

std::string lowered(std::string_view text) {
    std::string lower(text);
    for (char& c : lower)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return lower;
}

/// Where an imported label stands in a report: on the words that the parser read for its tag, else on the file's own.
class LabelAnchors {
public:
    LabelAnchors(const domain::Report& report, std::vector<domain::Triplet> parsed)
        : m_report(report), m_index(report.text), m_lower(lowered(report.text)), m_parsed(std::move(parsed)) {}

    [[nodiscard]] std::optional<domain::Triplet> tripletOf(const ImportedFinding& finding) const {
        auto triplet = parsedFor(finding);
        if (!triplet) triplet = quotedIn(finding.text);
        if (!triplet) return std::nullopt;
        triplet->finding = finding.label;
        triplet->tag = finding.tag;
        triplet->existence = finding.existence;
        triplet->imported = true;
        if (!finding.regions.empty()) {
            triplet->implied = false;
            triplet->regions = finding.regions;
        }
        return triplet;
    }

private:
    [[nodiscard]] std::optional<domain::Triplet> parsedFor(const ImportedFinding& finding) const {
        const domain::Triplet* best = nullptr;
        for (const auto& triplet : m_parsed) {
            if (triplet.tag != finding.tag) continue;
            if (best == nullptr || (best->existence != finding.existence && triplet.existence == finding.existence))
                best = &triplet;
        }
        if (best == nullptr) return std::nullopt;
        domain::Triplet triplet = *best;
        if (triplet.existence != finding.existence) {
            triplet.cueSpan.reset();
            triplet.certainty.reset();
        }
        return triplet;
    }

    [[nodiscard]] std::optional<domain::Triplet> quotedIn(const std::string& words) const {
        const std::size_t at = words.empty() ? std::string::npos : m_lower.find(lowered(words));
        if (at == std::string::npos) return std::nullopt;
        const auto span = m_index.spanOfBytes(at, at + words.size());
        for (const auto& sentence : m_report.sentences) {
            if (span.start < sentence.span.start || span.start >= sentence.span.end) continue;
            domain::Triplet triplet;
            triplet.sentence = sentence.id;
            triplet.findingSpan = {span.start, std::min(span.end, sentence.span.end)};
            return triplet;
        }
        return std::nullopt;
    }

    const domain::Report& m_report;
    text::CodePointIndex m_index;
    std::string m_lower;
    std::vector<domain::Triplet> m_parsed;
};

}  // namespace

ImportedFinding readFinding(const text::ReportParser& parser, std::string_view words, Existence existence) {
    ImportedFinding finding;
    finding.label = std::string(words);
    finding.existence = existence;
    // Labels come in any case; a capital inside must not begin a sentence.
    const auto report = parser.parse(text::foldWord(words));
    for (const auto& triplet : report.triplets) {
        if (finding.tag && triplet.tag) break;
        if (triplet.tag) finding.tag = triplet.tag;
        finding.regions = triplet.regions;
    }
    if (report.triplets.empty())
        for (const auto& link : report.links)
            finding.regions.insert(finding.regions.end(), link.regions.begin(), link.regions.end());
    return finding;
}

std::optional<base::Box> acceptBox(base::Box box, std::optional<ImageSize> size, std::string_view name,
                                   std::vector<domain::Warning>& warnings) {
    const auto warn = [&](const char* code, const char* what) {
        warnings.push_back({code, "The box of \"" + std::string(name) + "\" " + what + "."});
    };
    const bool finite =
        std::isfinite(box.x1) && std::isfinite(box.y1) && std::isfinite(box.x2) && std::isfinite(box.y2);
    base::Box clamped{std::max(0.0, box.x1), std::max(0.0, box.y1), box.x2, box.y2};
    if (size) {
        clamped.x2 = std::min(clamped.x2, size->columns);
        clamped.y2 = std::min(clamped.y2, size->rows);
    }
    if (!finite || clamped.empty()) {
        warn("box-dropped", "is empty or outside the image and was left out");
        return std::nullopt;
    }
    if (clamped != box) warn("box-clamped", "reached outside the image and was cut");
    return clamped;
}

void overrule(domain::Report& report, const ImportedStudy& study) {
    std::set<domain::TagId> labelled;
    for (const auto& finding : study.findings)
        if (finding.tag) labelled.insert(*finding.tag);
    if (labelled.empty()) return;
    const auto overruled = [&](const domain::Triplet& t) { return t.tag && labelled.contains(*t.tag); };
    std::vector<domain::Triplet> parsed;
    std::ranges::copy_if(report.triplets, std::back_inserter(parsed), overruled);
    const LabelAnchors anchors(report, std::move(parsed));
    std::erase_if(report.triplets, overruled);
    std::erase_if(report.tags, [&](const auto& entry) { return labelled.contains(entry.first); });
    for (const auto& finding : study.findings) {
        if (!finding.tag) continue;
        if (auto triplet = anchors.tripletOf(finding)) report.triplets.push_back(std::move(*triplet));
        text::addToTags(report.tags, *finding.tag, finding.existence);
    }
    std::ranges::stable_sort(report.triplets, {}, &domain::Triplet::findingSpan);
    report.warnings.push_back(
        {"imported-labels",
         std::to_string(labelled.size()) + " tags come from an imported file, not from the report's words."});
}

void merge(ImportedStudy& study, ImportedStudy more) {
    if (study.size && more.size && study.size != more.size) more = fittedTo(std::move(more), *study.size);
    if (!study.size) study.size = more.size;
    for (auto* text : {&study.patient, &study.study, &study.report}) {
        auto& other = text == &study.patient ? more.patient : text == &study.study ? more.study : more.report;
        if (text->empty()) *text = std::move(other);
    }
    for (const auto& box : more.regions)
        std::erase_if(study.regions, [&](const auto& known) { return known.region == box.region; });
    std::ranges::move(more.regions, std::back_inserter(study.regions));
    std::ranges::move(more.findings, std::back_inserter(study.findings));
    std::ranges::move(more.warnings, std::back_inserter(study.warnings));
}

ImportedStudy fittedTo(ImportedStudy study, ImageSize size) {
    const ImageSize from = study.size.value_or(size);
    const bool sameShape = std::abs(from.columns * size.rows / (from.rows * size.columns) - 1) <= 0.02;
    const bool fits = from == kUnitSize || sameShape;
    const auto fitted = [&](base::Box box, std::string_view name) -> std::optional<base::Box> {
        if (!fits) return std::nullopt;
        const double x = size.columns / from.columns;
        const double y = size.rows / from.rows;
        return acceptBox({box.x1 * x, box.y1 * y, box.x2 * x, box.y2 * y}, size, name, study.warnings);
    };
    if (!fits)
        study.warnings.push_back(
            {"boxes-of-another-picture", "The imported boxes lie in a picture of another shape and were left out."});
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
