#pragma once

#include "core/text/report_parser.h"
#include "models/pretraining/import_job.h"

#include <string>

namespace asg::pretraining {

/// One reader's export of a picture, as the data set takes it.
struct JudgedStudy {
    ImportItem item;     ///< its name is the SHA-256 of the picture's file
    std::string reader;  ///< whose decisions it holds; empty where the export does not say
};

/// Whether what has this SHA-256 is kept aside for validation: a share of all, the same whenever they are imported.
[[nodiscard]] Split splitOf(const std::string& sha256, double validateShare);

/// Reads `folder`/analysis.json and report.txt. Of each link the sentences that were accepted, or point there by a
/// correction, are kept; rejected, unsure and unjudged ones are not. A box that the reader drew takes the place of the
/// model's, and links on that region get their box from it. Errors: those of reading; InvalidData where it is another
/// reader's than is asked for, without a report, or decided on another one.
[[nodiscard]] base::Result<JudgedStudy> readJudgedStudy(const std::filesystem::path& folder,
                                                        const AnnotationSource& source,
                                                        const text::ReportParser& parser);

}  // namespace asg::pretraining
