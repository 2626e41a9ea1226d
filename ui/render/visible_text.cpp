#include "ui/render/visible_text.h"

namespace asg::render {
namespace {

constexpr char16_t kPictures = 0x2400;  // Unicode's pictures of the 32 control characters begin here
constexpr char16_t kPictureOfDelete = 0x2421;
constexpr char16_t kLastControlWithPicture = 0x1F;

bool endsLine(char16_t unit) {
    return unit == u'\n' || unit == u'\r' || unit == QChar::LineSeparator || unit == QChar::ParagraphSeparator;
}

/// Format characters that scripts need and that move no other words: joiners, marks of direction, the soft hyphen.
bool belongsToScript(char32_t point) {
    return (point >= 0x200C && point <= 0x200F) || point == 0x061C || point == 0x00AD;
}

/// Qt's text documents take some non-characters for their own marks, and U+FFFC for an embedded object.
bool isForTextDocuments(char32_t point) {
    return (point >= 0xFDD0 && point <= 0xFDEF) || (point & 0xFFFEU) == 0xFFFEU || point == 0xFFFC;
}

bool hides(char32_t point) {
    return (QChar::category(point) == QChar::Other_Format && !belongsToScript(point)) || isForTextDocuments(point);
}

char16_t signOf(char16_t unit) {
    if (unit <= kLastControlWithPicture) return static_cast<char16_t>(kPictures + unit);
    if (unit == 0x7F) return kPictureOfDelete;
    const bool hidden = QChar::category(unit) == QChar::Other_Control || QChar::isSurrogate(unit) || hides(unit);
    return hidden ? char16_t(QChar::ReplacementCharacter) : unit;
}

}  // namespace

QString visibleText(QString text) {
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t unit = text[i].unicode();
        if (unit == u'\t' || (unit == u'\r' && i + 1 < text.size() && text[i + 1] == u'\n')) continue;
        if (endsLine(unit)) {
            text[i] = u'\n';
        } else if (text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            if (hides(QChar::surrogateToUcs4(text[i], text[i + 1])))
                text[i] = text[i + 1] = QChar::ReplacementCharacter;
            ++i;
        } else {
            text[i] = signOf(unit);
        }
    }
    return text;
}

QString visibleLine(QString text) {
    for (QChar& letter : text) {
        const char16_t unit = letter.unicode();
        if (unit == QChar::LineSeparator || unit == QChar::ParagraphSeparator) letter = signOf(u'\n');
        if (unit <= kLastControlWithPicture) letter = signOf(unit);
    }
    return visibleText(std::move(text));
}

}  // namespace asg::render
