#include "ui/widgets/sentence_signs.h"

#include <QCoreApplication>

#include <algorithm>
#include <functional>

namespace asg::widgets {
namespace {

struct SignWords {
    Q_DECLARE_TR_FUNCTIONS(sentences)
};

QString signOf(domain::ReviewVerdict verdict) {
    switch (verdict) {
        case domain::ReviewVerdict::Accepted: return QStringLiteral("✓");
        case domain::ReviewVerdict::Rejected: return QStringLiteral("✗");
        case domain::ReviewVerdict::NothingToPointAt: return QStringLiteral("∅");
        case domain::ReviewVerdict::Unsure: return QStringLiteral("?");
    }
    return {};
}

bool areAlike(const VerdictsOfLinks& verdicts) {
    return std::ranges::adjacent_find(verdicts, std::not_equal_to()) == verdicts.end();
}

/// "Its links: 1 ✓ 1 ✗, 1 not judged"; empty where one sign says it all.
QString countedWords(const VerdictsOfLinks& verdicts) {
    if (areAlike(verdicts)) return {};
    QStringList parts;
    for (const auto& kind :
         {std::optional(domain::ReviewVerdict::Accepted), std::optional(domain::ReviewVerdict::Rejected),
          std::optional(domain::ReviewVerdict::NothingToPointAt), std::optional(domain::ReviewVerdict::Unsure),
          std::optional<domain::ReviewVerdict>()})
        if (const auto count = std::ranges::count(verdicts, kind); count > 0)
            parts << QStringLiteral("%1 %2").arg(count).arg(kind ? signOf(*kind) : SignWords::tr("not judged"));
    return SignWords::tr("Its links: %1").arg(parts.join(QStringLiteral(", ")));
}

}  // namespace

QString verdictSign(const VerdictsOfLinks& verdicts) {
    if (!areAlike(verdicts)) return QStringLiteral("≠");
    return verdicts.empty() || !verdicts.front() ? QString() : signOf(*verdicts.front());
}

QString tipOf(const presenters::SentenceView& sentence, const VerdictsOfLinks& verdicts, const QStringList& others) {
    auto lines = sentence.uncertain + sentence.changes;
    if (!sentence.understood)
        lines.prepend(
            SignWords::tr("Not understood (%1): it may say something else or more than what was read of it. It agrees "
                          "with nothing; correct it by hand (E).")
                .arg(sentence.doubt));
    if (!sentence.corrected.isEmpty()) lines << SignWords::tr("Corrected by %1").arg(sentence.corrected);
    if (const auto words = countedWords(verdicts); !words.isEmpty()) lines << words;
    lines << others;
    return lines.join(QLatin1Char('\n'));
}

}  // namespace asg::widgets
