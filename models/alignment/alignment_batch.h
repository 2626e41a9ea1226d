#pragma once

// Private to models/: includes Torch.

#include "core/base/random.h"
#include "models/alignment/aligned_views.h"
#include "models/alignment/alignment_loss.h"
#include "models/alignment/alignment_recipe.h"
#include "models/alignment/phrase_catalogue.h"
#include "models/alignment/truth_lessons.h"

#include <string>
#include <vector>

namespace asg::alignment {

/// What a step draws, before any network has seen it.
struct DrawnBatch {
    std::vector<std::int64_t> rows;        ///< B rows of AlignedViews
    std::vector<std::string> phrases;      ///< B · P
    std::vector<std::int64_t> reportRows;  ///< places in `rows` of pictures whose findings are known
    std::vector<std::string> reports;      ///< one for each of them
    TruthPairs truths;                     ///< empty where none are taught
    AlignmentBatch targets;                ///< inside, touched, boxes and tags; embeddings still undefined
};

/// Draws the batches of a training: the same for the same recipe, pool, catalogue and step.
class BatchDrawer {
public:
    /// All referred to outlive it.
    BatchDrawer(const AlignmentRecipe& recipe, const AlignmentPool& pool, const AlignedViews& views,
                const PhraseCatalogue& catalogue);
    [[nodiscard]] DrawnBatch draw(std::int64_t step) const;
    /// Every sentence that may be drawn and every finding's name: what the vocabulary is built from.
    [[nodiscard]] std::vector<std::string> trainingTexts() const;

private:
    [[nodiscard]] std::vector<std::size_t> placesIn(std::int64_t row) const;
    [[nodiscard]] const std::string& phraseOf(std::size_t place, base::Random& random) const;
    void drawPhrases(std::int64_t row, base::Random& random, DrawnBatch& batch) const;
    void drawReport(std::size_t index, base::Random& random, DrawnBatch& batch) const;

    const AlignmentRecipe& m_recipe;
    const AlignmentPool& m_pool;
    const AlignedViews& m_views;
    const PhraseCatalogue& m_catalogue;
    std::vector<std::vector<const Phrase*>> m_phrases;   ///< of each place, those that are trained on
    std::vector<const std::vector<std::string>*> m_own;  ///< of each place, phrasings that somebody wrote; may be null
    TruthLessons m_truths;
};

}  // namespace asg::alignment
