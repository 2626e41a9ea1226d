#include "models/metrics/decisions.h"

#include "core/base/translatable.h"

#include <cassert>

namespace asg::metrics {
namespace {

Score share(double part, double whole, const char* otherwise) {
    if (whole == 0) return notDefined({otherwise});
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

Confusion confusionAt(std::span<const std::uint8_t> positive, std::span<const double> scores, double threshold,
                      Counts counts) {
    assert(positive.size() == scores.size());
    Confusion result;
    for (std::size_t i = 0; i < positive.size(); ++i)
        add(result, positive[i] != 0, scores[i] >= threshold, countOf(counts, i));
    return result;
}

Score f1(const Confusion& c) {
    return share(2 * c.truePositives, 2 * c.truePositives + c.falsePositives + c.falseNegatives,
                 QT_TRANSLATE_NOOP("Error", "no positive example, and none was decided positive"));
}

Score accuracy(const Confusion& c) {
    return share(c.truePositives + c.trueNegatives,
                 c.truePositives + c.trueNegatives + c.falsePositives + c.falseNegatives,
                 QT_TRANSLATE_NOOP("Error", "no example"));
}

Score accuracy(std::span<const int> truth, std::span<const int> decided, Counts counts) {
    assert(truth.size() == decided.size());
    double right = 0;
    double all = 0;
    for (std::size_t i = 0; i < truth.size(); ++i) {
        right += truth[i] == decided[i] ? countOf(counts, i) : 0;
        all += countOf(counts, i);
    }
    return share(right, all, QT_TRANSLATE_NOOP("Error", "no example"));
}

}  // namespace asg::metrics
