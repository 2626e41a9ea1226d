#include "models/alignment/alignment_batch.h"

#include "models/training/pool_shares.h"

#include <ATen/ops/cat.h>
#include <ATen/ops/stack.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros.h>

#include <algorithm>
#include <array>

namespace asg::alignment {

BatchDrawer::BatchDrawer(const AlignmentRecipe& recipe, const AlignmentPool& pool, const AlignedViews& views,
                         const PhraseCatalogue& catalogue)
    : m_recipe(recipe), m_pool(pool), m_views(views), m_catalogue(catalogue), m_truths(pool, views) {
    for (const auto& place : catalogue.places) {
        m_phrases.push_back(place.chosen(false));
        const auto own = place.regions.size() == 1 ? catalogue.own.find(place.regions.front()) : catalogue.own.end();
        m_own.push_back(own == catalogue.own.end() ? nullptr : &own->second);
    }
}

const std::string& BatchDrawer::phraseOf(std::size_t place, base::Random& random) const {
    if (m_own[place] != nullptr && random.chance(m_recipe.ownShare))
        return (*m_own[place])[random.below(m_own[place]->size())];
    return m_phrases[place][random.below(m_phrases[place].size())]->text;
}

std::vector<std::size_t> BatchDrawer::placesIn(std::int64_t row) const {
    const auto known = m_views.known[row];
    const auto* taught = known.data_ptr<bool>();
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < m_catalogue.places.size(); ++i)
        if (std::ranges::all_of(m_catalogue.places[i].regions, [&](auto region) { return taught[region.value]; }))
            places.push_back(i);
    return places;
}

void BatchDrawer::drawPhrases(std::int64_t row, base::Random& random, DrawnBatch& batch) const {
    auto places = placesIn(row);
    // A picture in which fewer places are known says some of them twice.
    if (places.empty()) places.push_back(0);
    std::vector<at::Tensor> inside;
    std::vector<at::Tensor> touched;
    std::vector<at::Tensor> around;
    for (int slot = 0; slot < m_recipe.phrases; ++slot) {
        const auto left = places.size() - static_cast<std::size_t>(slot) % places.size();
        const auto picked = static_cast<std::size_t>(random.below(left));
        const auto place = places[picked];
        std::swap(places[picked], places[left - 1]);
        batch.phrases.push_back(phraseOf(place, random));
        std::vector<std::int64_t> regions;
        for (const auto region : m_catalogue.places[place].regions) regions.push_back(region.value);
        const auto boxes = m_views.boxes[row].index_select(0, at::tensor(regions)).contiguous();
        const auto covered = coveredCells(boxes, m_views.gridSide);
        inside.push_back(covered.inside);
        touched.push_back(covered.touched);
        const auto lows = boxes.amin(0);
        const auto highs = boxes.amax(0);
        around.push_back(at::stack({lows[0], lows[1], highs[2], highs[3]}));
    }
    const auto append = [](at::Tensor& all, const std::vector<at::Tensor>& list) {
        const auto one = at::stack(list).unsqueeze(0);
        all = all.defined() ? at::cat({all, one}) : one;
    };
    append(batch.targets.inside, inside);
    append(batch.targets.touched, touched);
    append(batch.targets.boxes, around);
}

void BatchDrawer::drawReport(std::size_t index, base::Random& random, DrawnBatch& batch) const {
    const auto picture = static_cast<std::size_t>(batch.rows[index] % m_views.pictures);
    const auto labels = m_pool.labels.find(m_pool.pictures[picture].sample.path);
    if (labels == m_pool.labels.end()) return;
    auto said = at::zeros({1, static_cast<std::int64_t>(domain::tagCount())});
    std::string report;
    for (const auto& [tag, names] : m_catalogue.findings) {
        const auto& label = labels->second.tags[tag.value];
        if (!label || names.empty()) continue;
        const auto& name = names[random.below(names.size())];
        if (*label) {
            report = "there is " + name + ". " + report;
            said[0][tag.value] = 1;
        } else if (random.chance(0.15)) {
            report += "no " + name + ". ";
        }
    }
    if (report.empty()) report = "no acute finding.";
    batch.reportRows.push_back(static_cast<std::int64_t>(index));
    batch.reports.push_back(std::move(report));
    auto& tags = batch.targets.tags;
    tags = tags.defined() ? at::cat({tags, said}) : said;
}

DrawnBatch BatchDrawer::draw(std::int64_t step) const {
    DrawnBatch batch;
    batch.targets.gridSide = m_views.gridSide;
    const std::array pools{&m_views.labelled, &m_views.unlabelled};
    const std::array shares{training::PoolShare{pools[0]->size(), m_recipe.labelledShare},
                            training::PoolShare{pools[1]->size(), 1 - m_recipe.labelledShare}};
    for (int i = 0; i < m_recipe.batch; ++i) {
        base::Random random(m_recipe.seed, static_cast<std::uint64_t>(step), static_cast<std::uint64_t>(i));
        const auto drawn = training::drawByShare(shares, random);
        batch.rows.push_back((*pools[drawn.pool])[drawn.picture]);
        drawPhrases(batch.rows.back(), random, batch);
        drawReport(static_cast<std::size_t>(i), random, batch);
    }
    if (m_recipe.truthWeight > 0 && !m_truths.empty()) {
        base::Random random(m_recipe.seed, static_cast<std::uint64_t>(step),
                            static_cast<std::uint64_t>(m_recipe.batch));
        batch.truths = m_truths.draw(m_recipe.truthPairs, random);
    }
    return batch;
}

std::vector<std::string> BatchDrawer::trainingTexts() const {
    std::vector<std::string> texts;
    for (const auto& phrases : m_phrases)
        for (const auto* phrase : phrases) texts.push_back(phrase->text);
    for (const auto& [region, phrases] : m_catalogue.own) texts.insert(texts.end(), phrases.begin(), phrases.end());
    for (const auto& [tag, names] : m_catalogue.findings) texts.insert(texts.end(), names.begin(), names.end());
    return texts;
}

}  // namespace asg::alignment
