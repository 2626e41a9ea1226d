#pragma once

#include "core/base/geometry.h"
#include "core/domain/analysis.h"
#include "core/text/report_parser.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The files of other people's data sets (report-understanding.md §6), read as labels of this project and written back.
namespace asg::datasets {

/// One finding that a file states, with its own words.
struct ImportedFinding {
    std::string text;                  ///< the sentence or phrase, where the file has one
    std::string label;                 ///< the file's name of the finding
    std::optional<domain::TagId> tag;  ///< what it counts as here, if anything
    domain::Existence existence = domain::Existence::Present;
    std::vector<domain::RegionId> regions;
    std::vector<base::Box> boxesInImagePixels;
};

/// What a file says of one image or report.
struct ImportedStudy {
    std::string image;                       ///< the file's id of the image or report
    std::string patient;                     ///< empty where the file has none
    std::string study;                       ///< empty where the file has none
    std::string report;                      ///< the report's text, where the file carries it
    std::vector<domain::RegionBox> regions;  ///< origin Imported, in the original image's pixels
    std::vector<ImportedFinding> findings;
    std::vector<domain::Warning> warnings;  ///< boxes that were clamped or dropped, names that are not known
};

/// Pixels of an image, where the file or the caller knows them.
struct ImageSize {
    double columns = 0;
    double rows = 0;
};

/// A finding in a file's words, read with the parser's tables: the tag and the regions of "left base atelectasis".
/// `existence` is the file's own, not the words'.
[[nodiscard]] ImportedFinding readFinding(const text::ReportParser& parser, std::string_view words,
                                          domain::Existence existence);

/// The box clamped to the image, or nothing where none of it is left; says so in `warnings`. A box of a file may be
/// negative, empty, or reach outside. Without a size only the upper left is clamped.
[[nodiscard]] std::optional<base::Box> acceptBox(base::Box box, std::optional<ImageSize> size, std::string_view name,
                                                 std::vector<domain::Warning>& warnings);

/// Imported labels win over parsed ones: triplets of a tag that the study labels give way to the study's, the tags
/// follow, and the report says so (warning "imported-labels"). Links and spans of other triplets stay.
void overrule(domain::Report& report, const ImportedStudy& study);

/// Imported boxes win over the model's: each takes the place of the model's box of its region, and the analysis says so
/// (warning "imported-boxes").
void overrule(domain::Analysis& analysis, const ImportedStudy& study);

}  // namespace asg::datasets
