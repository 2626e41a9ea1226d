#include "core/datasets/merge_studies.h"

#include "core/base/translatable.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace asg::datasets {
namespace {

/// The folders of an id, from the innermost: "p10/s5/a.png" → "s5", "p10".
std::vector<std::string_view> foldersOf(std::string_view id) {
    std::vector<std::string_view> folders;
    for (auto at = id.find_last_of("/\\"); at != std::string_view::npos; at = id.find_last_of("/\\")) {
        id = id.substr(0, at);
        folders.push_back(id.substr(id.find_last_of("/\\") + 1));  // npos + 1 is 0
    }
    return folders;
}

/// Ids of one name are of one image unless their folders differ: "images/a.png" may be "a", "x/a" is not "y/a".
bool mayBeOneImage(const std::string& a, const std::string& b) {
    const auto ofA = foldersOf(a);
    const auto ofB = foldersOf(b);
    const auto common = static_cast<std::ptrdiff_t>(std::min(ofA.size(), ofB.size()));
    return std::equal(ofA.begin(), ofA.begin() + common, ofB.begin());
}

bool contradict(const std::string& a, const std::string& b) {
    return !a.empty() && !b.empty() && a != b;
}

base::Result<void> checkSame(const ImportedStudy& a, const ImportedStudy& b) {
    const auto refuse = [](base::Sentence why) { return base::Error{base::ErrorCode::InvalidData, std::move(why)}; };
    if (!mayBeOneImage(a.image, b.image))
        return refuse(
            base::Sentence{QT_TRANSLATE_NOOP("Error", "\"%1\" and \"%2\" are two images."), {a.image, b.image}});
    if (contradict(a.patient, b.patient))
        return refuse(
            base::Sentence{QT_TRANSLATE_NOOP("Error", "The labels of \"%1\" are of two patients."), {b.image}});
    if (contradict(a.study, b.study))
        return refuse(
            base::Sentence{QT_TRANSLATE_NOOP("Error", "The labels of \"%1\" are of two studies."), {b.image}});
    return {};
}

/// A warning that was read back from a file is a told one: what it says decides.
void addNewWarnings(std::vector<domain::Warning>& known, std::vector<domain::Warning> later) {
    for (auto& warning : later) {
        const auto saysTheSame = [&warning](const domain::Warning& other) {
            return domain::codeName(other) == domain::codeName(warning) &&
                   domain::textOf(other) == domain::textOf(warning);
        };
        if (std::ranges::none_of(known, saysTheSame)) known.push_back(std::move(warning));
    }
}

bool inPixels(std::optional<ImageSize> size) {
    return size && *size != kUnitSize;
}

void dropBoxes(ImportedStudy& study) {
    study.regions.clear();
    for (auto& finding : study.findings) finding.boxesInImagePixels.clear();
    study.warnings.push_back({domain::WarningCode::BoxesInTwoMeasures});
}

/// Brings the boxes of both into one picture.
void bringTogether(ImportedStudy& study, ImportedStudy& later) {
    if (study.size == later.size) return;
    if (inPixels(study.size) || inPixels(later.size)) {
        const ImageSize common = inPixels(later.size) ? *later.size : *study.size;
        study = fittedTo(std::move(study), common);
        later = fittedTo(std::move(later), common);
        return;
    }
    if (hasBoxes(study) && hasBoxes(later)) dropBoxes(study);
    if (hasBoxes(study))
        later.size = study.size;
    else
        study.size = later.size;
}

void dropRestated(ImportedStudy& study, const ImportedStudy& later) {
    std::set<domain::TagId> tags;
    std::set<std::string_view> labels;
    for (const auto& finding : later.findings) {
        if (finding.tag)
            tags.insert(*finding.tag);
        else
            labels.insert(finding.label);
    }
    std::erase_if(study.findings,
                  [&](const auto& f) { return f.tag ? tags.contains(*f.tag) : labels.contains(f.label); });
}

template <typename T>
void addNew(std::vector<T>& known, std::vector<T> more) {
    for (auto& one : more)
        if (std::ranges::find(known, one) == known.end()) known.push_back(std::move(one));
}

void takeText(std::string& text, std::string later) {
    if (!later.empty()) text = std::move(later);
}

}  // namespace

base::Result<void> merge(ImportedStudy& study, ImportedStudy later, Labels labels) {
    if (auto same = checkSame(study, later); !same) return same;
    bringTogether(study, later);
    if (later.image.size() > study.image.size()) study.image = std::move(later.image);  // with more of its folders
    takeText(study.patient, std::move(later.patient));
    takeText(study.study, std::move(later.study));
    takeText(study.split, std::move(later.split));
    takeText(study.report, std::move(later.report));
    for (const auto& box : later.regions)
        std::erase_if(study.regions, [&](const auto& known) { return known.region == box.region; });
    std::ranges::move(later.regions, std::back_inserter(study.regions));
    if (labels == Labels::LaterWins) dropRestated(study, later);
    addNew(study.findings, std::move(later.findings));
    addNewWarnings(study.warnings, std::move(later.warnings));
    return {};
}

}  // namespace asg::datasets
