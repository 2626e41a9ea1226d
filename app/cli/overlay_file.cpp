#include "app/cli/overlay_file.h"

#include "core/base/atomic_file.h"
#include "core/vision/display_lut.h"
#include "ui/presenters/overlay_presenter.h"
#include "ui/render/overlay_image.h"
#include "ui/render/overlay_scene.h"

#include <QBuffer>
#include <QByteArray>
#include <QGuiApplication>
#include <QImage>
#include <QString>

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

/// With a report only what its links speak of: 29 outlines at once say nothing.
domain::Analysis reducedToLinks(domain::Analysis analysis) {
    std::set<domain::RegionId> linked;
    if (analysis.report)
        for (const auto& link : analysis.report->links) linked.insert(link.regions.begin(), link.regions.end());
    if (!linked.empty())
        std::erase_if(analysis.regions, [&](const auto& region) { return !linked.contains(region.region); });
    return analysis;
}

}  // namespace

bool canDrawOverlays() {
    return true;
}

base::Result<void> writeOverlay(const std::filesystem::path& path, const domain::Radiograph& radiograph,
                                const domain::Analysis& analysis) {
    const auto scene = presenters::makeOverlayScene(reducedToLinks(analysis), {}, presenters::OverlayMode::All, false);
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
