#pragma once

#include "ui/render/corner_texts.h"

#include <QFont>
#include <QRectF>
#include <QString>

#include <cstdint>
#include <vector>

class QPainter;

namespace asg::render {

/// The words around a picture. The notice always stands, then the heading, then how the picture is turned round; the
/// rest gives way where the view is small.
struct Annotations {
    QString notice;
    QString heading;          ///< in the middle of the top, in large letters; may be empty
    QString note;             ///< one more line above the notice ("drawn without OpenGL"); may be empty
    QStringList turnedRound;  ///< from turnedRoundWords() and filterWords()
    CornerTexts corners;
    OrientationLetters letters;
    friend bool operator==(const Annotations&, const Annotations&) = default;
};

/// One line of text where it is painted.
struct PlacedText {
    enum class Kind : std::uint8_t { Line, Letter, Warning };
    QRectF rect;
    QString text;
    Kind kind = Kind::Line;
    friend bool operator==(const PlacedText&, const PlacedText&) = default;
};

/// Places every line inside `view`, none over another; what finds no room is left out, the notice last (it wraps
/// first).
[[nodiscard]] std::vector<PlacedText> layOutAnnotations(const Annotations& annotations, const QRectF& view,
                                                        const QFont& font, double unit);

void paintAnnotations(QPainter& painter, const std::vector<PlacedText>& texts, const QFont& font, double unit);

/// The font of orientation letters and warnings: bold and half as large again.
[[nodiscard]] QFont letterFont(QFont font);

/// `text` in lines no wider than `width`, broken between words.
[[nodiscard]] QStringList wrapped(const QString& text, const QFont& font, double width);

}  // namespace asg::render
