#pragma once

#include "core/base/geometry.h"
#include "core/domain/analysis.h"
#include "core/text/report_parser.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The files of other people's data sets (docs/import.md), read as labels of this project and written back.
namespace asg::datasets {

/// Pixels of an image, where the file or the caller knows them.
struct ImageSize {
    double columns = 0;
    double rows = 0;
    friend bool operator==(const ImageSize&, const ImageSize&) = default;
};

/// The size of boxes that are fractions of the picture.
inline constexpr ImageSize kUnitSize{1, 1};

/// One finding that a file states, with its own words.
struct ImportedFinding {
    std::string text;                  ///< the sentence or phrase, where the file has one
    std::string label;                 ///< the file's name of the finding
    std::string reader;                ///< who saw it, where the file tells its readers apart ("R1")
    std::optional<domain::TagId> tag;  ///< what it counts as here, if anything
    domain::Existence existence = domain::Existence::Present;
    std::vector<domain::RegionId> regions;
    bool implied = false;                    ///< the file names no place: the regions follow from the finding
    std::optional<domain::Side> laterality;  ///< the side that its words say
    std::optional<std::string> severity;     ///< as its words say it
    std::vector<base::Box> boxesInImagePixels;
    friend bool operator==(const ImportedFinding&, const ImportedFinding&) = default;
};

/// What a file says of one image or report.
struct ImportedStudy {
    std::string image;                       ///< the file's id of the image or report
    std::string patient;                     ///< empty where the file has none
    std::string study;                       ///< empty where the file has none
    std::string split;                       ///< the part of the data set ("train"); empty where the file has none
    std::string report;                      ///< the report's text, where the file carries it
    std::optional<ImageSize> size;           ///< of the picture that the boxes lie in, where it is known
    std::vector<domain::RegionBox> regions;  ///< origin Imported, in the original image's pixels
    std::vector<ImportedFinding> findings;
    std::vector<domain::Warning> warnings;  ///< boxes that were clamped or dropped, names that are not known
};

/// A label in a file's words, read with the parser's tables: the tag, place, side and severity of "mild left base
/// atelectasis". One finding for each tag that the words state alike ("Nodule/Mass"), at least one. `existence` is the
/// file's own, not the words'.
[[nodiscard]] std::vector<ImportedFinding> readFindings(const text::ReportParser& parser, std::string_view words,
                                                        domain::Existence existence);

/// What the words by themselves say of the finding that they are about: "heart normal" that it is absent; nothing
/// where they are about none ("normal").
[[nodiscard]] std::optional<domain::Existence> existenceSaidBy(const text::ReportParser& parser,
                                                               std::string_view words);

/// The study's findings as a file states them: of those that are tags of one label the first, since reading the label
/// gives them all again.
[[nodiscard]] std::vector<ImportedFinding> statedLabels(const ImportedStudy& study);

/// The box clamped to the image, or nothing where none of it is left; says so in `warnings`. A box of a file may be
/// negative, empty, or reach outside. Without a size only the upper left is clamped.
[[nodiscard]] std::optional<base::Box> acceptBox(base::Box box, std::optional<ImageSize> size, std::string_view name,
                                                 std::vector<domain::Warning>& warnings);

/// What the study's labels say of each tag; present wins over uncertain, uncertain over absent.
[[nodiscard]] std::map<domain::TagId, domain::Existence> tagsOf(const ImportedStudy& study);

/// The warning that `tags` tags are the labels' and not a report's ("imported-labels").
[[nodiscard]] domain::Warning labelsWarning(std::size_t tags);

/// Imported labels win over parsed ones: what the report's words say of a tag that the study labels is replaced by the
/// labels, which stand on the words that speak of them (label_anchors.h) or, where there are none, in the tags alone.
/// The report says so (Triplet::imported, labelsWarning). Links and other triplets stay.
void overrule(domain::Report& report, const ImportedStudy& study);

/// Whether it has a box at all, of a region or of a finding.
[[nodiscard]] bool hasBoxes(const ImportedStudy& study);

/// The study with its boxes in a picture of `size` pixels and cut to it. Boxes of a picture of another shape (by more
/// than 2 %) are left out with a warning ("boxes-of-another-picture"): they would point at the wrong places. Boxes that
/// came without a size are taken as pixels of this picture, with a warning ("image-size-unknown").
[[nodiscard]] ImportedStudy fittedTo(ImportedStudy study, ImageSize size);

}  // namespace asg::datasets
