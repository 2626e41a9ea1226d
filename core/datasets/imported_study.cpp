#include "core/datasets/imported_study.h"

#include "core/text/tag_summary.h"
#include "core/text/tokens.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace asg::datasets {
namespace {

using domain::Existence;

domain::Triplet tripletOf(const ImportedFinding& finding) {
    domain::Triplet triplet;
    triplet.finding = finding.label;
    triplet.tag = finding.tag;
    triplet.regions = finding.regions;
    triplet.existence = finding.existence;
    return triplet;
}

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
    std::erase_if(report.triplets, [&](const auto& t) { return t.tag && labelled.contains(*t.tag); });
    std::erase_if(report.tags, [&](const auto& entry) { return labelled.contains(entry.first); });
    for (const auto& finding : study.findings) {
        if (!finding.tag) continue;
        if (!report.sentences.empty()) report.triplets.push_back(tripletOf(finding));
        text::addToTags(report.tags, *finding.tag, finding.existence);
    }
    report.warnings.push_back(
        {"imported-labels",
         std::to_string(labelled.size()) + " tags come from an imported file, not from the report's words."});
}

void overrule(domain::Analysis& analysis, const ImportedStudy& study) {
    if (study.regions.empty()) return;
    for (const auto& box : study.regions) {
        std::erase_if(analysis.regions, [&](const auto& other) { return other.region == box.region; });
        analysis.regions.push_back(box);
    }
    std::ranges::sort(analysis.regions, {}, &domain::RegionBox::region);
    analysis.warnings.push_back(
        {"imported-boxes",
         std::to_string(study.regions.size()) + " region boxes come from an imported file, not from the model."});
}

}  // namespace asg::datasets
