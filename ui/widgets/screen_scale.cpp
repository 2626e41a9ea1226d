#include "ui/widgets/screen_scale.h"

#include <QScreen>
#include <QSettings>
#include <QStringList>

#include <algorithm>

namespace asg::widgets {
namespace {

constexpr double kMmPerInch = 25.4;
constexpr double kFewest = 1;  // pixels a mm: a wall of lamps
constexpr double kMost = 60;   // a screen before one's eye

QString settingOf(const QScreen& screen) {
    const QSize pixels = screen.size() * screen.devicePixelRatio();
    auto name = QStringList{screen.manufacturer(), screen.model(), screen.serialNumber(), screen.name(),
                            QStringLiteral("%1x%2").arg(pixels.width()).arg(pixels.height())}
                    .join(u'|');
    // Between groups of settings stands a slash.
    name.replace(u'/', u'_').replace(u'\\', u'_');
    return QStringLiteral("screens/%1").arg(name);
}

}  // namespace

std::optional<double> measuredPixelsPerMm(const QScreen& screen) {
    bool isNumber = false;
    const double kept = QSettings().value(settingOf(screen)).toDouble(&isNumber);
    return isNumber && kept >= kFewest && kept <= kMost ? std::optional(kept) : std::nullopt;
}

void keepPixelsPerMm(const QScreen& screen, double pixelsPerMm) {
    QSettings().setValue(settingOf(screen), std::clamp(pixelsPerMm, kFewest, kMost));
}

double statedPixelsPerMm(const QScreen& screen) {
    return std::clamp(screen.physicalDotsPerInchX() * screen.devicePixelRatio() / kMmPerInch, kFewest, kMost);
}

}  // namespace asg::widgets
