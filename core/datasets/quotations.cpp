#include "core/datasets/quotations.h"

#include <cstddef>

namespace asg::datasets {
namespace {

bool isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bool isWordByte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

Quotations::Plain Quotations::plain(std::string_view text) {
    Plain made;
    made.text.reserve(text.size());
    made.source.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool space = isSpace(text[i]);
        if (space && (made.text.empty() || made.text.back() == ' ')) continue;
        const bool capital = text[i] >= 'A' && text[i] <= 'Z';
        made.text.push_back(space ? ' ' : static_cast<char>(capital ? text[i] - 'A' + 'a' : text[i]));
        made.source.push_back(i);
    }
    return made;
}

Quotations::Quotations(std::string_view report) : m_index(report), m_report(plain(report)) {}

std::vector<domain::TextSpan> Quotations::find(std::string_view words) const {
    std::string wanted = plain(words).text;
    while (!wanted.empty() && !isWordByte(wanted.back())) wanted.pop_back();
    std::vector<domain::TextSpan> spans;
    if (wanted.empty()) return spans;
    const std::string& text = m_report.text;
    for (auto at = text.find(wanted); at != std::string::npos; at = text.find(wanted, at + 1)) {
        const std::size_t end = at + wanted.size();
        const bool whole = (at == 0 || !isWordByte(text[at - 1]) || !isWordByte(wanted.front())) &&
                           (end == text.size() || !isWordByte(text[end]));
        if (whole) spans.push_back(m_index.spanOfBytes(m_report.source[at], m_report.source[end - 1] + 1));
    }
    return spans;
}

}  // namespace asg::datasets
