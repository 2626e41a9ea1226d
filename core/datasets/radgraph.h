#pragma once

#include "core/datasets/imported_study.h"

#include <filesystem>
#include <map>
#include <stop_token>
#include <string>
#include <vector>

namespace asg::datasets {

/// RadGraph's JSON: {id: {text, entities: {n: {tokens, label, start_ix, end_ix, relations: [[type, id]]}}}}. Each
/// observation (OBS-DP present, OBS-DA absent, OBS-U uncertain) becomes a finding, where "normal" that is present means
/// an absent one; the anatomy that it is located at, and what modifies either, give its regions. The test set has two
/// readers' entities in place of one, as labeler_1 and labeler_2: {entities}. An entity of another form, and a report
/// without entities, give a warning. Errors: readJson's, InvalidData. Asked to stop, returns what it has read so far.
[[nodiscard]] base::Result<std::vector<ImportedStudy>> readRadGraph(const std::filesystem::path& path,
                                                                    const text::ReportParser& parser,
                                                                    const std::stop_token& stop = {});

/// Writes parsed reports in the same layout: the text as tokens between spaces, an observation for each triplet, an
/// anatomy and a relation "located_at" where the place was said.
[[nodiscard]] base::Result<void> writeRadGraph(const std::filesystem::path& path,
                                               const std::map<std::string, domain::Report>& reports);

}  // namespace asg::datasets
