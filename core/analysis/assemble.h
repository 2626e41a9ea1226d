#pragma once

#include "core/analysis/backend.h"
#include "core/domain/analysis.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace asg::analysis {

/// The words of each link, one query per link in order: what the text encoder gets (rule 6: sentences gathered in one
/// slot).
[[nodiscard]] std::vector<TextQuery> linkQueries(const domain::Report& report);

/// Turns what the network said in its own frame into what the screen and the exports say: boxes into pixels of the
/// original image and clipped to it (regions with presence below their threshold, or outside, left out), links with
/// the box around their regions and their similarity, report against model for all tags. Pure; any thread.
/// `words`: the embeddings of `linkQueries`, or none.
[[nodiscard]] domain::Analysis assemble(const domain::Radiograph& radiograph, std::optional<domain::Report> report,
                                        const ModelCard& card, const EncodedPicture& picture,
                                        const TextEmbeddings& words);

/// Regions and their boxes known without a model (imported, drawn) win over the model's. Links follow; one whose box
/// changed has no similarity until the next run.
void mergeRegions(domain::Analysis& analysis, const std::vector<domain::RegionBox>& known);

/// Report against model for one tag, in the words of analysis.json's "agreement".
[[nodiscard]] domain::Agreement compareTag(domain::TagId tag, std::optional<domain::Existence> report,
                                           domain::ModelVerdict model);

/// Compares what is said of the tags, by a report or by labels, with the model's word on all of them.
void compareTags(domain::Analysis& analysis, const std::map<domain::TagId, domain::Existence>& said);

/// An analysis of a report alone: no regions, no tags of a model. What is shown before, or without, a model run.
[[nodiscard]] domain::Analysis withoutModel(const domain::Radiograph& radiograph, std::optional<domain::Report> report);

/// The analysis with another report: regions and tags of the model stay, links are placed and compared anew; a link
/// without a similarity waits for the next run. Pure.
[[nodiscard]] domain::Analysis withReport(const domain::Analysis& analysis, std::optional<domain::Report> report);

}  // namespace asg::analysis
