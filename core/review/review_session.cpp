#include "core/review/review_session.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>
#include <ranges>
#include <utility>

namespace asg::review {

using domain::ReviewDecision;
using domain::ReviewVerdict;

namespace {

bool correctsSameSentence(const ReviewDecision& a, const ReviewDecision& b) {
    return a.correction && b.correction && a.correction->sentence == b.correction->sentence;
}

}  // namespace

std::string utcNow() {
    const auto now = std::chrono::system_clock::now();
    const auto milliseconds =
        std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count() % 1000;
    const std::time_t seconds = std::chrono::system_clock::to_time_t(now);
    std::tm parts{};
    ::gmtime_r(&seconds, &parts);
    std::array<char, 32> text{};
    std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%S", &parts);
    const std::string fraction = std::to_string(1000 + milliseconds).substr(1);
    return std::string(text.data()) + "." + fraction + "Z";
}

ReviewSession::ReviewSession(Journal journal, ReviewSubject subject)
    : m_journal(std::move(journal)), m_subject(std::move(subject)) {
    for (const auto& decision : m_journal.decisions())
        if (applies(decision)) remember(decision);
}

bool ReviewSession::applies(const ReviewDecision& decision) const {
    return decision.imageSha256 == m_subject.imageSha256 && decision.reportSha256 == m_subject.reportSha256;
}

bool ReviewSession::speaksOf(const ReviewDecision& decision, const domain::Link& link) {
    return !decision.correction && decision.spans == link.spans && decision.regions == link.regions;
}

void ReviewSession::remember(const ReviewDecision& decision) {
    const auto takesBack = [&](const std::vector<std::uint64_t>& stack) {
        return decision.reverts != 0 && !stack.empty() && stack.back() == decision.reverts &&
               at(decision.reverts).kind() == decision.kind();
    };
    if (takesBack(m_undo)) {
        m_undo.pop_back();
        m_redo.push_back(decision.sequence);
    } else if (takesBack(m_redo)) {
        m_redo.pop_back();
        m_undo.push_back(decision.sequence);
    } else {
        m_undo.push_back(decision.sequence);
        m_redo.clear();
    }
}

base::Result<ReviewDecision> ReviewSession::write(ReviewDecision decision) {
    decision.imageSha256 = m_subject.imageSha256;
    decision.reportSha256 = m_subject.reportSha256;
    decision.modelSha256 = m_subject.modelSha256;
    decision.reader = m_subject.reader;
    decision.time = utcNow();
    auto written = m_journal.append(std::move(decision));
    if (written) remember(*written);
    return written;
}

base::Result<ReviewDecision> ReviewSession::decide(const domain::Link& link, ReviewVerdict verdict,
                                                   std::string reason) {
    ReviewDecision decision;
    decision.spans = link.spans;
    decision.regions = link.regions;
    decision.verdict = verdict;
    decision.reason = std::move(reason);
    return write(std::move(decision));
}

base::Result<ReviewDecision> ReviewSession::correct(domain::Correction correction, std::string reason) {
    ReviewDecision decision;
    decision.verdict = ReviewVerdict::Withdrawn;
    decision.correction = std::move(correction);
    decision.reason = std::move(reason);
    return write(std::move(decision));
}

const ReviewDecision& ReviewSession::at(std::uint64_t sequence) const {
    return m_journal.decisions().at(sequence - 1);
}

ReviewVerdict ReviewSession::verdictBefore(const ReviewDecision& decision) const {
    for (std::uint64_t sequence = decision.sequence - 1; sequence > 0; --sequence) {
        const auto& earlier = at(sequence);
        if (applies(earlier) && !earlier.correction && earlier.spans == decision.spans &&
            earlier.regions == decision.regions)
            return earlier.verdict;
    }
    return ReviewVerdict::Withdrawn;
}

std::optional<domain::SentenceReading> ReviewSession::readingBefore(const ReviewDecision& decision) const {
    for (std::uint64_t sequence = decision.sequence - 1; sequence > 0; --sequence)
        if (const auto& earlier = at(sequence); applies(earlier) && correctsSameSentence(earlier, decision))
            return earlier.correction->after;
    return std::nullopt;
}

/// What the decision left behind in words: where it gave the parser its word back, what the first correction replaced.
domain::SentenceReading ReviewSession::readingAfter(const ReviewDecision& decision) const {
    if (decision.correction->after) return *decision.correction->after;
    for (const auto& first : m_journal.decisions())
        if (applies(first) && correctsSameSentence(first, decision)) return first.correction->before;
    return decision.correction->before;
}

ReviewDecision ReviewSession::takingBack(const ReviewDecision& last) const {
    ReviewDecision decision;
    decision.spans = last.spans;
    decision.regions = last.regions;
    decision.reverts = last.sequence;
    decision.verdict = last.correction ? ReviewVerdict::Withdrawn : verdictBefore(last);
    if (last.correction) decision.correction = {last.correction->sentence, readingAfter(last), readingBefore(last)};
    return decision;
}

base::Result<ReviewDecision> ReviewSession::undo() {
    if (m_undo.empty()) return base::Error{base::ErrorCode::InvalidArgument, "There is no decision to take back."};
    return write(takingBack(at(m_undo.back())));
}

base::Result<ReviewDecision> ReviewSession::redo() {
    if (m_redo.empty()) return base::Error{base::ErrorCode::InvalidArgument, "There is no undo to take back."};
    const ReviewDecision& undoing = at(m_redo.back());
    const ReviewDecision& undone = at(undoing.reverts);
    ReviewDecision decision;
    decision.spans = undone.spans;
    decision.regions = undone.regions;
    decision.verdict = undone.verdict;
    decision.reason = undone.reason;
    decision.reverts = undoing.sequence;
    if (undone.correction)
        decision.correction = {undone.correction->sentence, readingAfter(undoing), undone.correction->after};
    return write(std::move(decision));
}

std::optional<ReviewDecision> ReviewSession::standing(const domain::Link& link) const {
    for (const auto& decision : m_journal.decisions() | std::views::reverse) {
        if (!applies(decision) || !speaksOf(decision, link)) continue;
        if (decision.verdict == ReviewVerdict::Withdrawn) return std::nullopt;
        return decision;
    }
    return std::nullopt;
}

std::vector<ReviewDecision> ReviewSession::history() const {
    std::vector<ReviewDecision> history;
    std::ranges::copy_if(m_journal.decisions(), std::back_inserter(history),
                         [this](const auto& decision) { return applies(decision); });
    return history;
}

}  // namespace asg::review
