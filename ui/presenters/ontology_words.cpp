#include "ui/presenters/ontology_words.h"

#include "core/base/translatable.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <iterator>
#include <string>

namespace asg::presenters {
namespace {

/// For lupdate: names without their side, which some languages put behind. Whole names are marked in
/// core/domain/region.cpp.
[[maybe_unused]] constexpr std::array<std::string_view, 15> kWithoutSide{
    QT_TRANSLATE_NOOP("Region", "lung"),
    QT_TRANSLATE_NOOP("Region", "apical zone"),
    QT_TRANSLATE_NOOP("Region", "upper lung zone"),
    QT_TRANSLATE_NOOP("Region", "mid lung zone"),
    QT_TRANSLATE_NOOP("Region", "lower lung zone"),
    QT_TRANSLATE_NOOP("Region", "hilar structures"),
    QT_TRANSLATE_NOOP("Region", "costophrenic angle"),
    QT_TRANSLATE_NOOP("Region", "hemidiaphragm"),
    QT_TRANSLATE_NOOP("Region", "clavicle"),
    QT_TRANSLATE_NOOP("Region", "cardiophrenic angle"),
    QT_TRANSLATE_NOOP("Region", "upper abdomen"),
    QT_TRANSLATE_NOOP("Region", "upper zone"),
    QT_TRANSLATE_NOOP("Region", "mid zone"),
    QT_TRANSLATE_NOOP("Region", "lower zone"),
    QT_TRANSLATE_NOOP("Region", "hilar"),
};

QString translated(const char* context, std::string_view words) {
    return QCoreApplication::translate(context, std::string(words).c_str());
}

bool takeSide(QString& name, QLatin1String side) {
    if (!name.startsWith(side)) return false;
    name.remove(0, side.size());
    return true;
}

}  // namespace

QString regionText(domain::RegionId region) {
    return translated("Region", domain::regionName(region));
}

QString pairText(domain::RegionId region) {
    const auto name = domain::regionName(region);
    return translated("Region", domain::regionSide(region) ? name.substr(name.find(' ') + 1) : name);
}

QString shortRegionText(domain::RegionId region) {
    const auto own = domain::regionName(region);
    auto name = QString::fromUtf8(own.data(), qsizetype(own.size()));
    const bool isRight = takeSide(name, QLatin1String("right "));
    const bool isLeft = !isRight && takeSide(name, QLatin1String("left "));
    name.remove(QLatin1String(" structures")).replace(QLatin1String(" lung zone"), QLatin1String(" zone"));
    const auto bare = translated("Region", name.toStdString());
    if (isRight) return QCoreApplication::translate("Region", "R %1").arg(bare);
    return isLeft ? QCoreApplication::translate("Region", "L %1").arg(bare) : bare;
}

std::optional<domain::RegionId> regionShownAs(const QString& text) {
    const auto regions = domain::allRegions();
    const auto found = std::ranges::find(regions, text, regionText);
    return found == regions.end() ? std::nullopt : std::optional(*found);
}

QString findingText(std::string_view name) {
    return translated("Finding", name);
}

QString forSearch(const QString& text) {
    QString folded;
    std::ranges::copy_if(text.normalized(QString::NormalizationForm_KD).toCaseFolded(), std::back_inserter(folded),
                         [](QChar letter) { return !letter.isMark(); });
    return folded;
}

}  // namespace asg::presenters
