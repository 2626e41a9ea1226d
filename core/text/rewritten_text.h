#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace asg::text {

/// A text made from another one by copying and replacing stretches, which still knows where everything came from.
class RewrittenText {
public:
    /// Takes bytes [begin, end) of the text before as they are. Stretches come in order.
    void copy(std::string_view before, std::size_t begin, std::size_t end);
    /// Writes `after` in the place of bytes [begin, end) of the text before.
    void replace(std::size_t begin, std::size_t end, std::string_view after);

    [[nodiscard]] const std::string& text() const noexcept { return m_text; }
    /// Bytes [begin, end) of the new text as the bytes of the text before that they came from.
    struct Range {
        std::size_t begin = 0;
        std::size_t end = 0;
    };
    [[nodiscard]] Range before(Range after) const noexcept;

private:
    struct Piece {
        std::size_t after = 0;
        std::size_t before = 0;
        std::size_t beforeLength = 0;
        bool copied = false;
    };
    [[nodiscard]] const Piece& pieceAt(std::size_t after) const noexcept;

    std::string m_text;
    std::vector<Piece> m_pieces;
};

}  // namespace asg::text
