#include "core/text/rewritten_text.h"

#include <algorithm>
#include <iterator>

namespace asg::text {

void RewrittenText::copy(std::string_view before, std::size_t begin, std::size_t end) {
    if (begin == end) return;
    const bool follows =
        !m_pieces.empty() && m_pieces.back().copied && m_pieces.back().before + m_pieces.back().beforeLength == begin;
    if (follows)
        m_pieces.back().beforeLength += end - begin;
    else
        m_pieces.push_back({m_text.size(), begin, end - begin, true});
    m_text.append(before.substr(begin, end - begin));
}

void RewrittenText::replace(std::size_t begin, std::size_t end, std::string_view after) {
    if (after.empty()) return;
    m_pieces.push_back({m_text.size(), begin, end - begin, false});
    m_text.append(after);
}

const RewrittenText::Piece& RewrittenText::pieceAt(std::size_t after) const noexcept {
    const auto next = std::ranges::upper_bound(m_pieces, after, {}, &Piece::after);
    return next == m_pieces.begin() ? m_pieces.front() : *std::prev(next);
}

RewrittenText::Range RewrittenText::before(Range after) const noexcept {
    if (m_pieces.empty()) return {};
    const Piece& first = pieceAt(after.begin);
    const Piece& last = pieceAt(after.end > after.begin ? after.end - 1 : after.begin);
    const std::size_t begin = first.before + (first.copied ? after.begin - first.after : 0);
    const std::size_t end = last.copied ? last.before + (after.end - last.after) : last.before + last.beforeLength;
    return {begin, std::max(begin, end)};
}

}  // namespace asg::text
