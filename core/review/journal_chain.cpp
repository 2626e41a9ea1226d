#include "core/review/journal_chain.h"

#include "core/base/json_text.h"
#include "core/base/sha256.h"
#include "core/base/translatable.h"
#include "core/review/decision_json.h"

#include <nlohmann/json.hpp>

#include <utility>

namespace asg::review {

JournalChain::JournalChain(std::string_view content) {
    while (!content.empty() && !m_broken) {
        const std::size_t end = content.find('\n');
        const auto line = content.substr(0, end);
        // Part of an object is never an object: a line that is one has lost nothing but its end.
        if (end == content.npos && !nlohmann::ordered_json::accept(line)) {
            m_torn = line;
            return;
        }
        read(line);
        m_lacksLastEnd = end == content.npos;
        content.remove_prefix(m_lacksLastEnd ? line.size() : line.size() + 1);
    }
}

void JournalChain::read(std::string_view line) {
    const auto broken = [&](base::ErrorCode code, base::Sentence why) {
        m_broken = BrokenLine{m_decisions.size() + 1, {code, std::move(why)}};
    };
    // Copying a value recurses: how deep is a matter of the stack.
    if (base::isNestedTooDeep(line))
        return broken(base::ErrorCode::InvalidData, base::Sentence{QT_TRANSLATE_NOOP("Error", "this is no decision")});
    const auto object = nlohmann::ordered_json::parse(line, nullptr, false);
    if (!object.is_object())
        return broken(base::ErrorCode::InvalidData, base::Sentence{QT_TRANSLATE_NOOP("Error", "this is no decision")});
    const auto previous = object.find("previous");
    if (previous == object.end() || *previous != head().last)
        return broken(base::ErrorCode::InvalidData,
                      base::Sentence{QT_TRANSLATE_NOOP("Error", "a line before it is missing or changed")});
    auto decision = decisionFromJson(object, m_decisions);
    if (!decision) return broken(decision.error().code, base::sentenceOf(decision.error()));
    const auto number = m_decisions.size() + 1;
    if (decision->sequence != number)
        return broken(
            base::ErrorCode::InvalidData,
            base::Sentence{QT_TRANSLATE_NOOP("Error", "the sequence number is not %1"), {std::to_string(number)}});
    add({line, std::move(*decision)});
}

JournalChain::Line::Line(std::string_view text, domain::ReviewDecision said)
    : decision(std::move(said)), sha256(base::sha256Hex(text)), bytes(text.size() + 1) {}

void JournalChain::makeRoom() {
    m_decisions.reserve(m_decisions.size() + 1);
    m_sums.reserve(m_sums.size() + 1);
}

void JournalChain::add(Line line) {
    m_decisions.push_back(std::move(line.decision));
    m_sums.push_back(std::move(line.sha256));
    m_bytes += line.bytes;
}

LogHead JournalChain::head() const {
    return {m_sums.size(), m_sums.empty() ? std::string() : m_sums.back()};
}

HeadFit JournalChain::fitOf(const LogHead& earlier) const {
    if (earlier.decisions > m_sums.size()) return HeadFit::Cut;
    const auto& then = earlier.decisions == 0 ? std::string() : m_sums[earlier.decisions - 1];
    if (then != earlier.last) return HeadFit::Changed;
    return earlier.decisions == m_sums.size() ? HeadFit::Same : HeadFit::Behind;
}

}  // namespace asg::review
