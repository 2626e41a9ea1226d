#pragma once

#include "core/domain/measured.h"
#include "core/domain/measurement.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace asg::presenters {

/// A measurement with all that its words are made of.
struct Measured {
    const domain::Measurement& content;
    const std::optional<domain::PixelSpacing>& spacing;
    std::optional<domain::GreyStatistics> statistics = {};  ///< nothing: not known, or not yet
    QStringList cautions = {};                              ///< what a cardiothoracic ratio is to be read with
};

/// "length", "Cobb angle": what a measurement is called.
[[nodiscard]] QString kindWords(domain::MeasurementKind kind);

/// "42.3 mm", "128.0 px", "31.4°", "2.1 cm²", "0.48": millimetres where there are any.
[[nodiscard]] QString figureWords(const domain::Figure& figure);

/// What a measurement says on one line, with the plane that its millimetres are in where the file does not leave it at
/// that ("42.3 mm at detector"); its kind where there is nothing to measure.
[[nodiscard]] QString valueWords(const Measured& measured);

/// "0.48": a ratio, or how far one may be off.
[[nodiscard]] QString ratioNumber(double ratio);

/// What stands beside it in the picture, a line each: its name, its figures, what the pixels within say.
[[nodiscard]] QStringList labelWords(const Measured& measured);

/// The length in mm that was typed ("25", "25 mm", "2,5"); of nothing typed, none. Nothing where it is no length.
[[nodiscard]] std::optional<std::optional<double>> lengthFromWords(QString typed);

/// Which spacing the figures are from, and what that means, in a sentence for people.
[[nodiscard]] QString spacingWords(const std::optional<domain::PixelSpacing>& spacing);

}  // namespace asg::presenters
