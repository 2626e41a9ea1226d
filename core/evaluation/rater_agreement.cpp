#include "core/evaluation/rater_agreement.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace asg::evaluation {
namespace {

/// How many readers chose each category.
std::vector<double> votesOf(const Ratings& ratings, std::size_t row) {
    std::vector<double> votes(ratings.categories);
    for (const auto& rating : ratings.rows[row])
        if (rating) ++votes[*rating];
    return votes;
}

double sumOf(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

double sumOfSquares(const std::vector<double>& values) {
    return std::inner_product(values.begin(), values.end(), values.begin(), 0.0);
}

std::optional<double> beyondChance(double observed, double chance) {
    constexpr double kSmallest = 1e-12;
    if (1 - chance < kSmallest) return std::nullopt;
    return (observed - chance) / (1 - chance);
}

/// The share of pairs of one thing's readers that agree: of `sum` readers, two at least.
double pairsThatAgree(const std::vector<double>& votes, double sum) {
    return (sumOfSquares(votes) - sum) / (sum * (sum - 1));
}

}  // namespace

std::optional<double> cohensKappa(const Ratings& ratings, std::size_t first, std::size_t second, RowWeights weights) {
    std::vector<double> ofFirst(ratings.categories);
    std::vector<double> ofSecond(ratings.categories);
    double same = 0;
    double all = 0;
    for (std::size_t row = 0; row < ratings.rows.size(); ++row) {
        const auto& one = ratings.rows[row][first];
        const auto& other = ratings.rows[row][second];
        if (!one || !other) continue;
        const double weight = weightOf(weights, row);
        ofFirst[*one] += weight;
        ofSecond[*other] += weight;
        same += *one == *other ? weight : 0;
        all += weight;
    }
    if (all == 0) return std::nullopt;
    const double chance = std::inner_product(ofFirst.begin(), ofFirst.end(), ofSecond.begin(), 0.0) / (all * all);
    return beyondChance(same / all, chance);
}

std::optional<double> fleissKappa(const Ratings& ratings, RowWeights weights) {
    std::vector<double> shares(ratings.categories);
    double observed = 0;
    double all = 0;
    for (std::size_t row = 0; row < ratings.rows.size(); ++row) {
        const auto votes = votesOf(ratings, row);
        const double readers = sumOf(votes);
        if (readers < 2 || readers != static_cast<double>(ratings.rows[row].size())) continue;
        const double weight = weightOf(weights, row);
        observed += weight * pairsThatAgree(votes, readers);
        for (std::size_t k = 0; k < votes.size(); ++k) shares[k] += weight * votes[k] / readers;
        all += weight;
    }
    if (all == 0) return std::nullopt;
    return beyondChance(observed / all, sumOfSquares(shares) / (all * all));
}

std::optional<double> krippendorffsAlpha(const Ratings& ratings, RowWeights weights) {
    std::vector<double> values(ratings.categories);  // how often each category stands in a pair
    double agreeing = 0;
    double all = 0;
    for (std::size_t row = 0; row < ratings.rows.size(); ++row) {
        const auto votes = votesOf(ratings, row);
        const double readers = sumOf(votes);
        if (readers < 2) continue;
        const double weight = weightOf(weights, row);
        agreeing += weight * (sumOfSquares(votes) - readers) / (readers - 1);
        for (std::size_t k = 0; k < votes.size(); ++k) values[k] += weight * votes[k];
        all += weight * readers;
    }
    if (all <= 1) return std::nullopt;
    const double expected = (all * all - sumOfSquares(values)) / (all - 1);
    if (expected <= 0) return std::nullopt;
    return 1 - (all - agreeing) / expected;
}

std::optional<double> pairwiseAgreement(const Ratings& ratings, RowWeights weights) {
    double observed = 0;
    double all = 0;
    for (std::size_t row = 0; row < ratings.rows.size(); ++row) {
        const auto votes = votesOf(ratings, row);
        const double readers = sumOf(votes);
        if (readers < 2) continue;
        observed += weightOf(weights, row) * pairsThatAgree(votes, readers);
        all += weightOf(weights, row);
    }
    if (all == 0) return std::nullopt;
    return observed / all;
}

std::optional<double> gwetsAc1(const Ratings& ratings, RowWeights weights) {
    const auto observed = pairwiseAgreement(ratings, weights);
    std::vector<double> shares(ratings.categories);
    double all = 0;
    for (std::size_t row = 0; row < ratings.rows.size(); ++row) {
        const auto votes = votesOf(ratings, row);
        const double readers = sumOf(votes);
        if (readers == 0) continue;
        for (std::size_t k = 0; k < votes.size(); ++k) shares[k] += weightOf(weights, row) * votes[k] / readers;
        all += weightOf(weights, row);
    }
    const auto used = std::ranges::count_if(shares, [](double share) { return share > 0; });
    if (!observed || used < 2) return std::nullopt;
    double chance = 0;
    for (const double share : shares) chance += share / all * (1 - share / all);
    return beyondChance(*observed, chance / static_cast<double>(used - 1));
}

std::vector<unsigned> rowWeights(std::span<const std::size_t> units, std::span<const unsigned> drawn) {
    std::vector<unsigned> weights;
    weights.reserve(units.size());
    for (const std::size_t unit : units) weights.push_back(drawn[unit]);
    return weights;
}

}  // namespace asg::evaluation
