#include "ui/presenters/measurement_words.h"

#include "ui/render/corner_texts.h"

#include <QCoreApplication>

#include <cmath>

namespace asg::presenters {
namespace {

using domain::Figure;
using domain::MeasurementKind;
using domain::Quantity;
using domain::SpacingPlane;

struct MeasurementWords {
    Q_DECLARE_TR_FUNCTIONS(measurements)
};

QString oneDecimal(double value) {
    return QString::number(value, 'f', 1);
}

QString areaWords(const Figure& figure) {
    constexpr double kSquareMmOfSquareCm = 100;
    if (!figure.inMm) return QStringLiteral("%1 px²").arg(oneDecimal(figure.inPixels));
    if (*figure.inMm < kSquareMmOfSquareCm) return QStringLiteral("%1 mm²").arg(oneDecimal(*figure.inMm));
    return QStringLiteral("%1 cm²").arg(QString::number(*figure.inMm / kSquareMmOfSquareCm, 'f', 2));
}

/// Where the millimetres are, in two words; empty where the file states them without more.
QString planeWords(const std::optional<domain::PixelSpacing>& spacing) {
    if (!spacing) return {};
    switch (domain::planeOf(*spacing)) {
        case SpacingPlane::Stated: break;
        case SpacingPlane::Magnified: return MeasurementWords::tr(", magnification corrected");
        case SpacingPlane::Detector: return MeasurementWords::tr(" at detector");
        case SpacingPlane::Film: return MeasurementWords::tr(" on film");
        case SpacingPlane::ByHand: return MeasurementWords::tr(" by hand");
    }
    return {};
}

/// Width and height are said together; the others each by itself.
QString figuresOnOneLine(const std::vector<Figure>& figures) {
    QStringList words;
    for (const auto& figure : figures) {
        const bool follows = figure.quantity == Quantity::ShortAxis || figure.quantity == Quantity::Height;
        if (follows && !words.isEmpty())
            words.last() += QStringLiteral(" × ") + figureWords(figure);
        else
            words << figureWords(figure);
    }
    return words.join(QStringLiteral("  "));
}

/// Values are whole numbers unless the modality transform has made others of them.
QString greyNumber(double value) {
    return QString::number(value, 'g', 6);
}

QStringList greyWords(const domain::GreyStatistics& statistics) {
    return {MeasurementWords::tr("mean %1  SD %2")
                .arg(oneDecimal(statistics.mean), oneDecimal(statistics.standardDeviation)),
            MeasurementWords::tr("min %1  max %2").arg(greyNumber(statistics.minimum), greyNumber(statistics.maximum))};
}

/// "heart 142.3 mm, thorax 295.1 mm at detector"
QString widthsWords(const std::vector<Figure>& figures, const std::optional<domain::PixelSpacing>& spacing) {
    QStringList words;
    for (const auto& figure : figures) {
        if (figure.quantity == Quantity::HeartWidth) words << MeasurementWords::tr("heart %1").arg(figureWords(figure));
        if (figure.quantity == Quantity::ThoraxWidth)
            words << MeasurementWords::tr("thorax %1").arg(figureWords(figure));
    }
    return words.join(QStringLiteral(", ")) + planeWords(spacing);
}

/// A reader's word is not off by what the model's is.
QString originWords(const domain::Measurement& content, const std::optional<domain::PixelSpacing>& spacing) {
    if (!content.proposal) return {};
    const auto model = QString::fromStdString(content.proposal->model);
    const auto error = ratioNumber(content.proposal->within95);
    if (content.isAsProposed()) return MeasurementWords::tr("±%1 (95 %), %2").arg(error, model);
    auto proposed = content;
    proposed.pointsInPixels = content.proposal->pointsInPixels;
    const auto figures = domain::figuresOf(proposed, spacing);
    return MeasurementWords::tr("corrected; %1 ±%2 (95 %) by %3").arg(figureWords(figures.front()), error, model);
}

QStringList ratioLines(const Measured& measured, const std::vector<Figure>& figures) {
    QStringList lines{MeasurementWords::tr("CTR %1").arg(valueWords(measured)), widthsWords(figures, measured.spacing)};
    if (auto origin = originWords(measured.content, measured.spacing); !origin.isEmpty()) lines << origin;
    if (!measured.cautions.isEmpty())
        lines << MeasurementWords::tr("caution: %1").arg(measured.cautions.join(QStringLiteral(", ")));
    return lines;
}

bool isInMm(const std::vector<Figure>& figures) {
    for (const auto& figure : figures)
        if (figure.inMm && figure.quantity != Quantity::Angle) return true;
    return false;
}

}  // namespace

QString kindWords(MeasurementKind kind) {
    switch (kind) {
        case MeasurementKind::Length: return MeasurementWords::tr("length");
        case MeasurementKind::Bidirectional: return MeasurementWords::tr("two axes");
        case MeasurementKind::Angle: return MeasurementWords::tr("angle");
        case MeasurementKind::CobbAngle: return MeasurementWords::tr("Cobb angle");
        case MeasurementKind::Polyline: return MeasurementWords::tr("polyline");
        case MeasurementKind::Rectangle: return MeasurementWords::tr("rectangle");
        case MeasurementKind::Ellipse: return MeasurementWords::tr("ellipse");
        case MeasurementKind::Freehand: return MeasurementWords::tr("outline");
        case MeasurementKind::Arrow: return MeasurementWords::tr("arrow");
        case MeasurementKind::Text: return MeasurementWords::tr("text");
        case MeasurementKind::PixelValue: return MeasurementWords::tr("pixel value");
        case MeasurementKind::CardiothoracicRatio: return MeasurementWords::tr("cardiothoracic ratio");
    }
    return {};
}

QString figureWords(const Figure& figure) {
    if (figure.quantity == Quantity::Angle)
        return QStringLiteral("%1°").arg(oneDecimal(figure.inMm.value_or(figure.inPixels)));
    if (figure.quantity == Quantity::Area) return areaWords(figure);
    if (figure.quantity == Quantity::Ratio) return ratioNumber(figure.inMm.value_or(figure.inPixels));
    if (!figure.inMm) return QStringLiteral("%1 px").arg(oneDecimal(figure.inPixels));
    return QStringLiteral("%1 mm").arg(oneDecimal(*figure.inMm));
}

QString valueWords(const Measured& measured) {
    const auto& [content, spacing, statistics, cautions] = measured;
    if (content.knownMm) return MeasurementWords::tr("%1 mm: known, calibrates").arg(*content.knownMm);
    if (content.kind == MeasurementKind::PixelValue && statistics) return greyNumber(statistics->mean);
    const auto figures = domain::figuresOf(content, spacing);
    if (figures.empty()) return kindWords(content.kind);
    if (content.kind == MeasurementKind::CardiothoracicRatio)
        return figures.front().quantity == Quantity::Ratio ? figureWords(figures.front()) : QStringLiteral("–");
    auto words = figuresOnOneLine(figures);
    const auto plane = planeWords(spacing);
    if (isInMm(figures) && !plane.isEmpty()) words += plane;
    return words;
}

QStringList labelWords(const Measured& measured) {
    const auto& [content, spacing, statistics, cautions] = measured;
    QStringList lines;
    if (!content.name.empty()) lines << QString::fromStdString(content.name);
    const auto figures = domain::figuresOf(content, spacing);
    if (content.kind == MeasurementKind::CardiothoracicRatio)
        return figures.empty() ? lines : lines + ratioLines(measured, figures);
    const bool isPixel = content.kind == MeasurementKind::PixelValue;
    if (isPixel ? statistics.has_value() : !figures.empty()) lines << valueWords(measured);
    if (statistics && !isPixel) lines << greyWords(*statistics);
    return lines;
}

QString ratioNumber(double ratio) {
    return QString::number(ratio, 'f', 2);
}

std::optional<std::optional<double>> lengthFromWords(QString typed) {
    typed = typed.trimmed();
    if (typed.isEmpty()) return std::optional<double>();
    if (typed.endsWith(QStringLiteral("mm"))) typed.chop(2);
    bool isNumber = false;
    const double mm = typed.trimmed().replace(QLatin1Char(','), QLatin1Char('.')).toDouble(&isNumber);
    if (!isNumber || !std::isfinite(mm) || mm <= 0) return std::nullopt;
    return mm;
}

QString spacingWords(const std::optional<domain::PixelSpacing>& spacing) {
    if (!spacing) return MeasurementWords::tr("In pixels: the file does not say how large they are.");
    const auto source = render::spacingSourceText(*spacing);
    switch (domain::planeOf(*spacing)) {
        case SpacingPlane::Stated: return MeasurementWords::tr("Millimetres by the file’s %1.").arg(source);
        case SpacingPlane::Magnified:
            return MeasurementWords::tr("Millimetres in the patient by the file’s %1.").arg(source);
        case SpacingPlane::Detector:
            return MeasurementWords::tr("Millimetres at the detector (%1): what lies in the patient is smaller.")
                .arg(source);
        case SpacingPlane::Film:
            return MeasurementWords::tr("Millimetres on the film (%1): what lies in the patient is smaller.")
                .arg(source);
        case SpacingPlane::ByHand:
            return MeasurementWords::tr("Millimetres by a known length (%1): right where that lies.").arg(source);
    }
    return {};
}

}  // namespace asg::presenters
