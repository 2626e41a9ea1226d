#pragma once

#include "core/datasets/imported_study.h"

#include <vector>

namespace asg::datasets {

/// Imported labels as triplets on the words of a report that speak of them; a label that no words speak of gives none.
///
/// Words speak of a label when the parser read its tag there (`parsed`), on no other side, and at no other place unless
/// the file quotes them. Each words serve one label, the one that fits best: by the file's quotation, then by place,
/// then by existence. What is then left over:
///   - parsed words that say again what a label says (the impression repeats the findings) are that label's too;
///   - a label stands on the words that its file quotes, if those are free;
///   - a label that says of the other side what another one says on the same words ("bilateral") adds its place there.
/// A triplet has the label's tag and existence, its place, side and severity where it says them, else those of the
/// words.
[[nodiscard]] std::vector<domain::Triplet> anchoredLabels(const std::vector<ImportedFinding>& labels,
                                                          const domain::Report& report,
                                                          const std::vector<domain::Triplet>& parsed);

}  // namespace asg::datasets
