#include "ui/render/corner_texts.h"

#include "core/domain/analysis.h"
#include "core/domain/measured.h"
#include "core/domain/patient_age.h"
#include "ui/render/visible_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace asg::render {
namespace {

struct CornerWords {
    Q_DECLARE_TR_FUNCTIONS(Viewport)
};

QString fromUtf8(const std::string& text) {
    return visibleLine(QString::fromStdString(text).simplified());
}

/// As many decimals as a reader needs: 1100, 34.5, 0.143.
QString number(double value) {
    const double size = std::abs(value);
    const int decimals = value == std::round(value) || size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
    return QString::number(value, 'f', decimals);
}

/// YYYYMMDD → YYYY-MM-DD; anything else as it stands.
QString readableDate(const std::string& dicomDate) {
    QString date = fromUtf8(dicomDate);
    if (date.size() != 8) return date;
    return date.left(4) + u'-' + date.mid(4, 2) + u'-' + date.mid(6, 2);
}

/// HHMM of DICOM's TM as 14:31; nothing where it is shorter.
QString readableTime(const std::string& dicomTime) {
    QString time = fromUtf8(dicomTime).remove(u':');
    return time.size() < 4 ? QString() : time.left(2) + u':' + time.mid(2, 2);
}

/// "47 years"; what is no age as it stands.
QString readableAge(const std::string& stored) {
    const auto age = domain::ageFrom(stored);
    if (!age) return fromUtf8(stored);
    switch (age->unit) {
        case 'M': return CornerWords::tr("%1 months").arg(age->count);
        case 'W': return CornerWords::tr("%1 weeks").arg(age->count);
        case 'D': return CornerWords::tr("%1 days").arg(age->count);
        default: return CornerWords::tr("%1 years").arg(age->count);
    }
}

QString viewName(domain::View view) {
    return view == domain::View::Unknown ? QString() : QString::fromUtf8(domain::name(view).data());
}

QString joined(QStringList parts, const QString& separator) {
    parts.removeAll(QString());
    return parts.join(separator);
}

QString windowLine(const domain::Radiograph& radiograph, const vision::VoiChoice& voi) {
    if (const auto* window = std::get_if<domain::Window>(&voi)) {
        QString line = CornerWords::tr("W %1  C %2").arg(number(window->width), number(window->center));
        if (window->function == domain::Window::Function::Sigmoid) line += u' ' + CornerWords::tr("sigmoid");
        if (!window->name.empty()) line += QStringLiteral("  ") + fromUtf8(window->name);
        return line;
    }
    if (const auto* choice = std::get_if<vision::VoiLutChoice>(&voi)) {
        const auto& luts = radiograph.voiLuts;
        return joined(
            {CornerWords::tr("VOI LUT"), choice->index < luts.size() ? fromUtf8(luts[choice->index].name) : QString()},
            QStringLiteral(" "));
    }
    return CornerWords::tr("full range");
}

QString spacingLine(const domain::PixelSpacing& spacing) {
    const bool square = std::abs(spacing.rowMm - spacing.columnMm) < 1e-6;
    const QString size =
        square ? number(spacing.rowMm) : number(spacing.columnMm) + QStringLiteral(" × ") + number(spacing.rowMm);
    const bool atDetector = domain::planeOf(spacing) == domain::SpacingPlane::Detector;
    return (atDetector ? CornerWords::tr("%1 mm at detector (%2)") : CornerWords::tr("%1 mm (%2)"))
        .arg(size, spacingSourceText(spacing));
}

void appendUnlessEmpty(QStringList& lines, const QString& line) {
    if (!line.isEmpty()) lines << line;
}

/// The opposite of a direction of Patient Orientation ("LF" → "RH"); empty for a letter that is none of a person's.
QString opposite(const QString& direction) {
    QString result;
    for (const QChar letter : direction) {
        const auto at = QStringView(u"LRAPHF").indexOf(letter);
        if (at < 0) return {};
        result += QStringView(u"RLPAFH")[at];
    }
    return result;
}

/// Left, top, right, bottom of the picture as stored.
using Sides = std::array<QString, 4>;

Sides storedSides(const domain::Radiograph& radiograph) {
    const QStringList stored = fromUtf8(radiograph.text.patientOrientation).split(u'\\');
    if (stored.size() == 2) {
        const QString right = opposite(opposite(stored[0].trimmed()));
        const QString bottom = opposite(opposite(stored[1].trimmed()));
        if (!right.isEmpty() || !bottom.isEmpty()) return {opposite(right), opposite(bottom), right, bottom};
    }
    if (radiograph.view == domain::View::PA || radiograph.view == domain::View::AP)
        return {QStringLiteral("R?"), {}, QStringLiteral("L?"), {}};
    return {};
}

}  // namespace

QString spacingSourceText(const domain::PixelSpacing& spacing) {
    return visibleLine(QCoreApplication::translate("Spacing", spacing.source.c_str()).simplified());
}

QString noticeOnUse() {
    return CornerWords::tr("For research and education. Not for diagnostic use.");
}

QString readablePersonName(const std::string& utf8) {
    QStringList groups;
    for (const QString& group : fromUtf8(utf8).split(u'='))
        groups << joined(QString(group).split(u'^'), QStringLiteral(" ")).simplified();
    groups.removeAll(QString());
    groups.removeDuplicates();
    if (groups.size() < 2) return groups.value(0);
    const QString first = groups.takeFirst();
    return first + QStringLiteral(" (") + groups.join(QStringLiteral(", ")) + u')';
}

CornerTexts makeCornerTexts(const domain::Radiograph& radiograph, const vision::VoiChoice& voi, double zoom,
                            const std::optional<domain::PixelSpacing>& byHand) {
    const domain::StudyText& text = radiograph.text;
    CornerTexts corners;
    const QString birthYear = fromUtf8(text.patientBirthDate).left(4);
    appendUnlessEmpty(corners.topLeft, joined({readablePersonName(text.patientName), birthYear,
                                               fromUtf8(text.patientSex), readableAge(text.patientAge)},
                                              QStringLiteral("  ")));
    appendUnlessEmpty(corners.topLeft, fromUtf8(text.patientId));
    appendUnlessEmpty(corners.topRight,
                      joined({viewName(radiograph.view), readableDate(text.studyDate)}, QStringLiteral("  ")));
    appendUnlessEmpty(corners.topRight, fromUtf8(text.studyDescription));
    if (text.seriesDescription != text.studyDescription)
        appendUnlessEmpty(corners.topRight, fromUtf8(text.seriesDescription));
    corners.bottomLeft << windowLine(radiograph, voi);
    if (radiograph.frameCount > 1)
        corners.bottomRight << CornerWords::tr("frame %1 of %2").arg(radiograph.frame).arg(radiograph.frameCount);
    if (const auto& spacing = byHand ? byHand : radiograph.spacing) corners.bottomRight << spacingLine(*spacing);
    corners.bottomRight << CornerWords::tr("zoom %1 %").arg(number(std::round(zoom * 1000) / 10));
    return corners;
}

QString dateHeading(const domain::Radiograph& radiograph) {
    const auto& text = radiograph.text;
    const QString date = readableDate(text.studyDate);
    const QString when =
        date.isEmpty() ? CornerWords::tr("no date") : joined({date, readableTime(text.studyTime)}, QStringLiteral(" "));
    return joined({when, viewName(radiograph.view)}, QStringLiteral("  "));
}

QStringList turnedRoundWords(int quarterTurns, bool flipped, bool inverted) {
    const int degrees = 90 * ((quarterTurns % 4 + 4) % 4);
    QStringList words;
    if (flipped) words << CornerWords::tr("MIRRORED");
    if (degrees != 0) words << CornerWords::tr("TURNED %1°").arg(degrees);
    if (inverted) words << CornerWords::tr("INVERTED");
    return words;
}

QStringList filterWords(const vision::EyeFilter& filter) {
    QStringList words;
    if (filter.evensContrast) words << CornerWords::tr("CONTRAST EVENED");
    if (filter.sharpens) words << CornerWords::tr("SHARPENED");
    return words;
}

OrientationLetters orientationLetters(const domain::Radiograph& radiograph, int quarterTurns, bool flipped) {
    Sides sides = storedSides(radiograph);
    if (flipped) std::swap(sides[0], sides[2]);
    // A clockwise turn brings what was left to the top.
    std::rotate(sides.rbegin(), sides.rbegin() + ((quarterTurns % 4 + 4) % 4), sides.rend());
    return {sides[0], sides[2], sides[1], sides[3]};
}

}  // namespace asg::render
