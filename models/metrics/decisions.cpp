#include "models/metrics/decisions.h"

#include <cassert>

namespace asg::metrics {
namespace {

Score share(double part, double whole, const char* otherwise) {
    if (whole == 0) return notDefined(otherwise);
    return part / whole;
}

void add(Confusion& confusion, bool positive, bool decided, double count) {
    double& cell = positive ? (decided ? confusion.truePositives : confusion.falseNegatives)
                            : (decided ? confusion.falsePositives : confusion.trueNegatives);
    cell += count;
}

}  // namespace

Confusion& Confusion::operator+=(const Confusion& other) {
    truePositives += other.truePositives;
    falsePositives += other.falsePositives;
    falseNegatives += other.falseNegatives;
    trueNegatives += other.trueNegatives;
    return *this;
}

Confusion confusion(std::span<const std::uint8_t> positive, std::span<const std::uint8_t> decided, Counts counts) {
    assert(positive.size() == decided.size());
    Confusion result;
    for (std::size_t i = 0; i < positive.size(); ++i)
        add(result, positive[i] != 0, decided[i] != 0, countOf(counts, i));
    return result;
}

Confusion confusionAt(std::span<const std::uint8_t> positive, std::span<const double> scores, double threshold,
                      Counts counts) {
    assert(positive.size() == scores.size());
    Confusion result;
    for (std::size_t i = 0; i < positive.size(); ++i)
        add(result, positive[i] != 0, scores[i] >= threshold, countOf(counts, i));
    return result;
}

Score precision(const Confusion& c) {
    return share(c.truePositives, c.truePositives + c.falsePositives, "nothing was decided positive");
}

Score recall(const Confusion& c) {
    return share(c.truePositives, c.truePositives + c.falseNegatives, "no positive example");
}

Score specificity(const Confusion& c) {
    return share(c.trueNegatives, c.trueNegatives + c.falsePositives, "no negative example");
}

Score f1(const Confusion& c) {
    return share(2 * c.truePositives, 2 * c.truePositives + c.falsePositives + c.falseNegatives,
                 "no positive example, and none was decided positive");
}

Score accuracy(const Confusion& c) {
    return share(c.truePositives + c.trueNegatives,
                 c.truePositives + c.trueNegatives + c.falsePositives + c.falseNegatives, "no example");
}

Score microF1(std::span<const Confusion> classes) {
    Confusion all;
    for (const auto& one : classes) all += one;
    return f1(all);
}

Score macroF1(std::span<const Confusion> classes) {
    double sum = 0;
    int used = 0;
    for (const auto& one : classes) {
        const Score value = f1(one);
        if (!value) continue;
        sum += *value;
        ++used;
    }
    return share(sum, used, "no class has a positive example or decision");
}

std::vector<Confusion> classConfusions(std::span<const int> truth, std::span<const int> decided, int classes,
                                       Counts counts) {
    assert(truth.size() == decided.size());
    std::vector<Confusion> result(static_cast<std::size_t>(classes));
    for (std::size_t i = 0; i < truth.size(); ++i)
        for (int c = 0; c < classes; ++c)
            add(result[static_cast<std::size_t>(c)], truth[i] == c, decided[i] == c, countOf(counts, i));
    return result;
}

Score accuracy(std::span<const int> truth, std::span<const int> decided, Counts counts) {
    assert(truth.size() == decided.size());
    double right = 0;
    double all = 0;
    for (std::size_t i = 0; i < truth.size(); ++i) {
        right += truth[i] == decided[i] ? countOf(counts, i) : 0;
        all += countOf(counts, i);
    }
    return share(right, all, "no example");
}

}  // namespace asg::metrics
