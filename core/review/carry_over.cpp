#include "core/review/carry_over.h"

#include "core/review/in_force.h"
#include "core/review/same_sentences.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace asg::review {
namespace {

using domain::BoxVerdict;
using domain::ChangeVerdict;
using domain::Correction;
using domain::LinkVerdict;
using domain::Report;
using domain::ReviewDecision;
using domain::Sentence;
using domain::TakenBack;
using domain::TextSpan;

/// Whatever the report says, it bears on the picture.
bool isOnPicture(const ReviewDecision& subject) {
    return subject.as<BoxVerdict>() != nullptr || subject.as<domain::MeasurementChange>() != nullptr ||
           subject.as<domain::StatementChange>() != nullptr || subject.as<domain::ReadingCommit>() != nullptr ||
           subject.as<domain::ModelSeen>() != nullptr || subject.as<domain::KeyMark>() != nullptr ||
           subject.as<domain::BoxCorrection>() != nullptr;
}

bool holds(const Sentence& sentence, TextSpan stretch) {
    return stretch.start >= sentence.span.start && stretch.end <= sentence.span.end;
}

/// Where the sentences of one text are in the report.
struct Source {
    std::vector<Sentence> sentences;
    std::vector<std::optional<std::size_t>> here;  ///< by the place in `sentences`
};

Source sameText(const Report& report) {
    Source source{report.sentences, {}};
    for (std::size_t i = 0; i < report.sentences.size(); ++i) source.here.emplace_back(i);
    return source;
}

/// Moves a span by as much as its sentence moved.
class Shift {
public:
    Shift(TextSpan from, TextSpan to) : m_from(from), m_to(to) {}

    void operator()(TextSpan& span) const { span = {moved(span.start), moved(span.end)}; }
    void operator()(std::optional<TextSpan>& span) const {
        if (span) (*this)(*span);
    }
    void operator()(domain::SentenceReading& reading) const {
        for (auto& triplet : reading.triplets) {
            (*this)(triplet.findingSpan);
            (*this)(triplet.regionSpan);
            (*this)(triplet.cueSpan);
        }
    }

private:
    [[nodiscard]] std::size_t moved(std::size_t at) const {
        return std::clamp(at, m_from.start, m_from.end) - m_from.start + m_to.start;
    }

    TextSpan m_from;
    TextSpan m_to;
};

class Carrier {
public:
    Carrier(const Report& report, const std::string& sha256, std::span<const ReviewDecision> decisions,
            const EarlierReport& earlier)
        : m_report(report), m_sha256(sha256), m_decisions(decisions), m_earlier(earlier) {
        m_sources.emplace(sha256, sameText(report));
        for (const auto* decision : inForce(decisions)) m_inForce.insert(decision->sequence);
    }

    DecisionsOnReport run() {
        for (const auto& decision : m_decisions) take(decision);
        return std::move(m_result);
    }

private:
    void take(const ReviewDecision& decision) {
        const auto* subject = subjectOf(m_decisions, decision);
        if (subject == nullptr) return;
        if (isOnPicture(*subject)) {
            m_result.given.push_back(decision);
        } else if (decision.as<TakenBack>() != nullptr) {
            if (m_carried.contains(subject->sequence)) keep(decision);
        } else if (const auto* verdict = decision.as<LinkVerdict>()) {
            carry(decision, *verdict);
        } else if (const auto* correction = decision.as<Correction>()) {
            carry(decision, *correction);
        } else if (const auto* change = decision.as<ChangeVerdict>()) {
            carry(decision, *change);
        }
    }

    void carry(const ReviewDecision& decision, const LinkVerdict& verdict) {
        LinkVerdict kept{{}, verdict.regions, verdict.verdict, verdict.code};
        LinkVerdict lost = kept;
        for (const TextSpan stretch : verdict.sentences) {
            const Sentence* old = sentenceAround(decision.reportSha256, stretch);
            const Sentence* here = old == nullptr ? nullptr : sameHere(decision.reportSha256, *old);
            auto& spans = here != nullptr ? kept.sentences : lost.sentences;
            const TextSpan span = here != nullptr ? here->span : old != nullptr ? old->span : stretch;
            if (std::ranges::find(spans, span) == spans.end()) spans.push_back(span);
        }
        if (!kept.sentences.empty()) keep(decision, std::move(kept));
        if (!lost.sentences.empty()) lose(decision, std::move(lost));
    }

    void carry(const ReviewDecision& decision, const Correction& correction) {
        const Sentence* old = sentenceAround(decision.reportSha256, correction.sentence);
        const Sentence* here =
            old == nullptr || old->span != correction.sentence ? nullptr : sameHere(decision.reportSha256, *old);
        if (here == nullptr) return lose(decision, correction);
        auto kept = correction;
        const Shift shift(old->span, here->span);
        kept.sentence = here->span;
        shift(kept.before);
        if (kept.after) shift(*kept.after);
        keep(decision, std::move(kept));
    }

    void carry(const ReviewDecision& decision, const ChangeVerdict& change) {
        const Sentence* old = sentenceAround(decision.reportSha256, change.sentence);
        const Sentence* here = old == nullptr ? nullptr : sameHere(decision.reportSha256, *old);
        if (here == nullptr) return lose(decision, change);
        auto kept = change;
        kept.sentence = here->span;
        keep(decision, std::move(kept));
    }

    void keep(ReviewDecision decision) {
        if (decision.reportSha256 != m_sha256) decision.givenOn = std::exchange(decision.reportSha256, m_sha256);
        m_result.given.push_back(std::move(decision));
    }

    template <typename Content>
    void keep(ReviewDecision decision, Content content) {
        m_carried.insert(decision.sequence);
        decision.content = std::move(content);
        keep(std::move(decision));
    }

    template <typename Content>
    void lose(ReviewDecision decision, Content content) {
        if (!m_inForce.contains(decision.sequence)) return;
        decision.content = std::move(content);
        m_result.lost.push_back(std::move(decision));
    }

    const Source& sourceOf(const std::string& sha256) {
        const auto found = m_sources.find(sha256);
        if (found != m_sources.end()) return found->second;
        Source source;
        if (const auto report = m_earlier ? m_earlier(sha256) : std::nullopt)
            source = {report->sentences, sameSentences(*report, m_report)};
        return m_sources.emplace(sha256, std::move(source)).first->second;
    }

    const Sentence* sentenceAround(const std::string& sha256, TextSpan stretch) {
        const auto& sentences = sourceOf(sha256).sentences;
        const auto found =
            std::ranges::find_if(sentences, [&](const Sentence& sentence) { return holds(sentence, stretch); });
        return found == sentences.end() ? nullptr : &*found;
    }

    const Sentence* sameHere(const std::string& sha256, const Sentence& old) {
        const auto& source = sourceOf(sha256);
        const auto here = source.here[static_cast<std::size_t>(&old - source.sentences.data())];
        return here ? &m_report.sentences[*here] : nullptr;
    }

    const Report& m_report;
    const std::string& m_sha256;
    std::span<const ReviewDecision> m_decisions;
    const EarlierReport& m_earlier;
    std::map<std::string, Source> m_sources;
    std::set<std::uint64_t> m_inForce;
    std::set<std::uint64_t> m_carried;  ///< verdicts and corrections of which at least a part is kept
    DecisionsOnReport m_result;
};

}  // namespace

DecisionsOnReport broughtToReport(const Report& report, const std::string& reportSha256,
                                  std::span<const ReviewDecision> decisions, const EarlierReport& earlier) {
    return Carrier(report, reportSha256, decisions, earlier).run();
}

DecisionsOnReport withoutReport(std::span<const ReviewDecision> decisions) {
    DecisionsOnReport result;
    for (const auto& decision : decisions) {
        const auto* subject = subjectOf(decisions, decision);
        if (subject != nullptr && isOnPicture(*subject)) result.given.push_back(decision);
    }
    return result;
}

}  // namespace asg::review
