#include "app/cli/overlay_file.h"

#include "core/base/atomic_file.h"
#include "core/vision/display_lut.h"
#include "ui/render/overlay_image.h"
#include "ui/render/overlay_scene.h"
#include "ui/render/region_colors.h"

#include <QBuffer>
#include <QByteArray>
#include <QGuiApplication>
#include <QImage>
#include <QString>

#include <algorithm>
#include <set>
#include <system_error>

namespace asg::cli {
namespace {

constexpr int kMaximumSide = 2000;

/// Text needs Qt's fonts; no display is needed. Made when the first picture is drawn, gone with the process.
void ensureGuiApplication() {
    if (QGuiApplication::instance() != nullptr) return;
    qputenv("QT_QPA_PLATFORM", "offscreen");
    static int argc = 1;
    static char name[] = "asg";
    static char* argv[] = {name, nullptr};
    static QGuiApplication application(argc, argv);
}

base::Result<void> writeImage(const std::filesystem::path& path, const domain::Radiograph& radiograph,
                              const render::OverlayScene& scene, const QString& provenance) {
    ensureGuiApplication();
    const QImage image = render::renderOverlayImage(radiograph, vision::defaultVoi(radiograph), scene,
                                                    QSize(kMaximumSide, kMaximumSide), provenance);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    if (image.isNull() || !buffer.open(QIODevice::WriteOnly) || !image.save(&buffer, "PNG"))
        return base::Error{base::ErrorCode::Internal, path.string() + ": the overlay could not be drawn."};
    return base::writeFileAtomically(path, std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
}

std::set<domain::RegionId> regionsToShow(const domain::Analysis& analysis) {
    std::set<domain::RegionId> shown;
    if (analysis.report)
        for (const auto& link : analysis.report->links) shown.insert(link.regions.begin(), link.regions.end());
    if (shown.empty())
        for (const auto& region : analysis.regions) shown.insert(region.region);
    return shown;
}

/// What the report says of a region as a whole: present wins over uncertain, uncertain over absent.
domain::Existence existenceAt(const domain::Analysis& analysis, domain::RegionId region) {
    bool absent = false;
    bool uncertain = false;
    if (analysis.report)
        for (const auto& triplet : analysis.report->triplets) {
            if (std::ranges::find(triplet.regions, region) == triplet.regions.end()) continue;
            if (triplet.existence == domain::Existence::Present) return domain::Existence::Present;
            uncertain = uncertain || triplet.existence == domain::Existence::Uncertain;
            absent = true;
        }
    if (uncertain) return domain::Existence::Uncertain;
    return absent ? domain::Existence::Absent : domain::Existence::Present;
}

}  // namespace

bool canDrawOverlays() {
    return true;
}

base::Result<void> writeOverlay(const std::filesystem::path& path, const domain::Radiograph& radiograph,
                                const domain::Analysis& analysis) {
    render::OverlayScene scene;
    const auto shown = regionsToShow(analysis);
    for (const auto& region : analysis.regions)
        if (shown.contains(region.region))
            scene.outlines.push_back({region.region, region.boxInImagePixels,
                                      std::string(domain::regionName(region.region)), render::colorOf(region.region),
                                      existenceAt(analysis, region.region), false});
    scene.modelSeesInImagePixels = analysis.image.modelSeesInImagePixels;
    const auto& model = analysis.model;
    return writeImage(path, radiograph, scene,
                      QString::fromStdString("model " + model.name + " " + model.version + " · " + model.device));
}

base::Result<void> writePhraseMap(const std::filesystem::path& folder, const domain::Radiograph& radiograph,
                                  const std::string& phrase, const domain::HeatMap& map) {
    std::error_code failure;
    std::filesystem::create_directories(folder, failure);
    if (failure) return base::systemError(folder, failure.value(), "the folder cannot be made");
    render::OverlayScene scene;
    scene.heatMap = map;
    scene.heatMapLabel = phrase;
    return writeImage(folder / "map.png", radiograph, scene, {});
}

}  // namespace asg::cli
