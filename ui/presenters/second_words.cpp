#include "ui/presenters/second_words.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <functional>
#include <vector>

namespace asg::presenters {
namespace {

constexpr float kOperatingPoint = 0.5F;

struct SecondOpinionWords {
    Q_DECLARE_TR_FUNCTIONS(secondOpinion)
};

QString whoSays(const domain::SecondOpinion& second) {
    return (second.isMeasured ? SecondOpinionWords::tr("%1, measured on labelled pictures here")
                              : SecondOpinionWords::tr("%1, not measured here"))
        .arg(QString::fromStdString(second.model.title()));
}

/// Those that it trained, the highest score first; only those from its operating point on where that is known.
std::vector<domain::OutsideScore> named(const domain::SecondOpinion& second) {
    constexpr std::size_t kHighest = 3;
    auto scores = second.scores;
    std::erase_if(scores, [&](const auto& one) {
        return !one.score || (second.hasOperatingPoints && *one.score < kOperatingPoint);
    });
    std::ranges::stable_sort(scores, std::ranges::greater(), [](const auto& one) { return *one.score; });
    if (!second.hasOperatingPoints && scores.size() > kHighest) scores.resize(kHighest);
    return scores;
}

QString nameList(const std::vector<domain::OutsideScore>& scores, const FindingNames& names) {
    constexpr std::size_t kMostListed = 6;
    QStringList list;
    for (const auto& one : scores)
        if (list.size() < static_cast<qsizetype>(kMostListed))
            list << (one.tag ? nameOf(names, *one.tag) : QString::fromStdString(one.name));
    auto text = list.join(QStringLiteral(", "));
    if (scores.size() > kMostListed) text += SecondOpinionWords::tr(" and %1 more").arg(scores.size() - kMostListed);
    return text;
}

}  // namespace

QString secondSummary(const domain::SecondOpinion& second, const FindingNames& names) {
    const auto said = named(second);
    const auto list = nameList(said, names);
    QString text = SecondOpinionWords::tr("Second opinion (%1): ").arg(whoSays(second));
    if (!second.hasOperatingPoints)
        text +=
            said.empty()
                ? SecondOpinionWords::tr("it scores nothing.")
                : SecondOpinionWords::tr("highest scores, with no known point from which they mean yes: %1.").arg(list);
    else
        text += said.empty() ? SecondOpinionWords::tr("nothing above its operating point.")
                             : SecondOpinionWords::tr("above its operating point: %1.").arg(list);
    return text + SecondOpinionWords::tr(" These are scores, no probabilities; nothing above depends on them.");
}

QString secondWords(const domain::SecondOpinion& second, domain::TagId tag) {
    const auto score = second.scoreOf(tag);
    if (!score) return {};
    const auto number = QString::number(double(*score), 'f', 2);
    auto text = SecondOpinionWords::tr("second opinion (%1): score %2, no probability").arg(whoSays(second), number);
    if (second.hasOperatingPoints)
        text += (*score < kOperatingPoint ? SecondOpinionWords::tr(", below its operating point 0.5")
                                          : SecondOpinionWords::tr(", above its operating point 0.5"));
    return text;
}

}  // namespace asg::presenters
