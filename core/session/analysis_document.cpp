#include "core/session/analysis_document.h"

#include "core/base/atomic_file.h"
#include "core/datasets/imported_json.h"
#include "core/export/analysis_json.h"
#include "core/review/journal_anchor.h"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace asg::session {
namespace {

using nlohmann::ordered_json;

void addLabels(ordered_json& document, const datasets::ImportedStudy* labels) {
    if (labels != nullptr) document["imported"] = datasets::importedJson(*labels);
}

}  // namespace

ordered_json analysisDocument(const domain::Analysis& original, const datasets::ImportedStudy* labels,
                              const domain::SecondOpinion* second) {
    auto document = exporting::analysisJson(original, {}, second);
    addLabels(document, labels);
    return document;
}

ordered_json analysisDocument(const ReadingState& state) {
    auto document = exporting::analysisJson(
        *state.original, exporting::ReviewedBy{state.reader, *state.analysis, state.review}, state.second.get());
    auto& journals = document[std::string(review::kAnchorsKey)] = ordered_json::array();
    if (state.logHead) journals.push_back(review::anchorJson({state.original->image.sha256, *state.logHead}));
    addLabels(document, state.picture.labels.get());
    return document;
}

base::Result<void> writeAnalysisDocument(const ReadingState& state, const std::filesystem::path& path) {
    const auto text = analysisDocument(state).dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
    return base::writeFileAtomically(path, std::string_view(text));
}

}  // namespace asg::session
