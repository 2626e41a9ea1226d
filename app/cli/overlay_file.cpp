#include "app/cli/overlay_file.h"

#include "core/base/atomic_file.h"
#include "core/io/image_writer.h"
#include "core/io/open_radiograph.h"
#include "core/vision/display_lut.h"
#include "ui/presenters/overlay_presenter.h"
#include "ui/render/heat_layer.h"
#include "ui/render/overlay_image.h"
#include "ui/render/overlay_scene.h"

#include <QGuiApplication>
#include <QImage>
#include <QString>

#include <algorithm>
#include <clocale>
#include <system_error>

namespace asg::cli {
namespace {

constexpr int kMaximumMapSide = 2000;

constexpr double kLargestMapScale = 4;

using Encoded = base::Result<std::vector<std::byte>>;

/// Qt pads its lines, and has a fourth byte in each pixel.
Encoded encoded(const QImage& image) {
    const QImage rgb = image.convertToFormat(QImage::Format_RGB888);
    const auto lineBytes = static_cast<std::size_t>(rgb.width()) * 3;
    std::vector<std::uint8_t> pixels(lineBytes * static_cast<std::size_t>(rgb.height()));
    for (int y = 0; y < rgb.height(); ++y)
        std::copy_n(rgb.constScanLine(y), lineBytes, pixels.data() + lineBytes * static_cast<std::size_t>(y));
    return io::encodePng(pixels, rgb.height(), rgb.width(), io::PixelLayout::Rgb);
}

Encoded draw(const domain::Radiograph& radiograph, const render::OverlayScene& scene, QSize most, double largestScale,
             const QString& provenance) {
    const QImage image =
        render::renderOverlayImage(radiograph, vision::defaultVoi(radiograph), scene, most, provenance, largestScale);
    if (image.isNull())
        return base::Error{base::ErrorCode::OutOfMemory, radiograph.path + ": the overlay could not be drawn."};
    return encoded(image);
}

/// What the report's links speak of: 29 outlines at once say nothing.
presenters::Selection linkedRegions(const domain::Analysis& analysis) {
    presenters::Selection linked;
    if (analysis.report)
        for (const auto& link : analysis.report->links) linked.regions.insert(link.regions.begin(), link.regions.end());
    return linked;
}

}  // namespace

bool canDrawOverlays() {
    return true;
}

/// Text needs Qt's fonts; no display is needed. Gone with the process.
void prepareToDraw() {
    if (QGuiApplication::instance() != nullptr) return;
    qputenv("QT_QPA_PLATFORM", "offscreen");
    static int argc = 1;
    static char name[] = "asg";
    static char* argv[] = {name, nullptr};
    static QGuiApplication application(argc, argv);
    // It took the system's locale for all of C: files must not get a decimal comma by it.
    std::setlocale(LC_NUMERIC, "C");
}

base::Result<std::vector<std::byte>> drawOverlay(const domain::Radiograph& radiograph,
                                                 const domain::Analysis& analysis) {
    const auto linked = linkedRegions(analysis);
    const auto mode = linked.regions.empty() ? presenters::OverlayMode::All : presenters::OverlayMode::Selection;
    const auto scene = presenters::makeOverlayScene(analysis, linked, {}, mode, false);
    const auto& model = analysis.model;
    constexpr int kNoLimit = io::kMaximumSide * 2;  // the notice stands below the picture
    return draw(radiograph, scene, QSize(kNoLimit, kNoLimit), 1,
                QString::fromStdString("model " + model.title() + " · " + model.device));
}

base::Result<void> writePhraseMap(const std::filesystem::path& folder, const domain::Radiograph& radiograph,
                                  const std::string& phrase, const domain::HeatMap& map) {
    if (auto made = base::makeFolder(folder); !made) return made;
    render::OverlayScene scene;
    scene.heat = render::likenessHeat(map, phrase);
    prepareToDraw();
    const auto picture = draw(radiograph, scene, QSize(kMaximumMapSide, kMaximumMapSide), kLargestMapScale, {});
    if (!picture) return picture.error();
    return base::writeFileAtomically(folder / "map.png", *picture);
}

}  // namespace asg::cli
