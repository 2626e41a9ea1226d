// Pictures as a reader sees them, on real radiographs; with ASG_SCREENSHOTS set, each is saved there to be looked at.
#include "tests/gui/viewport/pictures.h"
#include "ui/render/heat_layer.h"
#include "ui/render/overlay_image.h"
#include "ui/render/region_colors.h"
#include "ui/viewport/viewport.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace asg;
using viewport::Viewport;

namespace {

constexpr QSize kView(1000, 900);

/// Fractions of the picture in which the 29 regions of an upright frontal chest lie.
struct TypicalBox {
    const char* name;
    base::Box fractions;
};
constexpr std::array<TypicalBox, 29> kTypical{{
    {"right lung", {0.10, 0.12, 0.46, 0.80}},
    {"right apical zone", {0.20, 0.12, 0.44, 0.21}},
    {"right upper lung zone", {0.16, 0.21, 0.44, 0.36}},
    {"right mid lung zone", {0.12, 0.36, 0.42, 0.56}},
    {"right lower lung zone", {0.10, 0.56, 0.42, 0.80}},
    {"right hilar structures", {0.34, 0.38, 0.46, 0.56}},
    {"right costophrenic angle", {0.08, 0.72, 0.16, 0.82}},
    {"right hemidiaphragm", {0.10, 0.70, 0.44, 0.84}},
    {"right clavicle", {0.16, 0.12, 0.46, 0.24}},
    {"left lung", {0.54, 0.12, 0.90, 0.82}},
    {"left apical zone", {0.56, 0.12, 0.80, 0.21}},
    {"left upper lung zone", {0.56, 0.21, 0.84, 0.36}},
    {"left mid lung zone", {0.58, 0.36, 0.88, 0.56}},
    {"left lower lung zone", {0.62, 0.56, 0.90, 0.82}},
    {"left hilar structures", {0.55, 0.36, 0.67, 0.54}},
    {"left costophrenic angle", {0.84, 0.74, 0.92, 0.84}},
    {"left hemidiaphragm", {0.58, 0.74, 0.90, 0.86}},
    {"left clavicle", {0.54, 0.12, 0.84, 0.24}},
    {"trachea", {0.47, 0.05, 0.54, 0.36}},
    {"carina", {0.46, 0.34, 0.55, 0.40}},
    {"spine", {0.46, 0.02, 0.56, 0.98}},
    {"aortic arch", {0.52, 0.28, 0.62, 0.37}},
    {"mediastinum", {0.36, 0.14, 0.72, 0.80}},
    {"upper mediastinum", {0.42, 0.14, 0.60, 0.38}},
    {"svc", {0.42, 0.28, 0.48, 0.44}},
    {"cardiac silhouette", {0.38, 0.46, 0.74, 0.80}},
    {"cavoatrial junction", {0.41, 0.46, 0.48, 0.53}},
    {"right atrium", {0.38, 0.55, 0.52, 0.78}},
    {"abdomen", {0.05, 0.80, 0.95, 1.00}},
}};

render::OverlayScene allRegions(const domain::Radiograph& picture) {
    render::OverlayScene scene;
    for (const TypicalBox& typical : kTypical) {
        const auto region = *domain::regionFromName(typical.name);
        const base::Box& f = typical.fractions;
        const double w = picture.columns;
        const double h = picture.rows;
        scene.outlines.push_back({region,
                                  {f.x1 * w, f.y1 * h, f.x2 * w, f.y2 * h},
                                  typical.name,
                                  render::colorOf(region),
                                  static_cast<domain::Existence>(region.value % 3)});
    }
    return scene;
}

render::OverlayScene selection(const domain::Radiograph& picture) {
    render::OverlayScene all = allRegions(picture);
    render::OverlayScene scene;
    for (const auto& [index, existence] :
         {std::pair{4, domain::Existence::Present}, std::pair{13, domain::Existence::Uncertain},
          std::pair{25, domain::Existence::Absent}}) {
        scene.outlines.push_back(all.outlines[index]);
        scene.outlines.back().existence = existence;
        if (index == 4) scene.outlines.back().emphasis = render::Emphasis::Foremost;
    }
    const double side = std::max(picture.columns, picture.rows) * 224.0 / 256;
    const double x = (picture.columns - side) / 2;
    const double y = (picture.rows - side) / 2;
    scene.modelSeesInImagePixels = base::intersection(
        {x, y, x + side, y + side}, {0, 0, static_cast<double>(picture.columns), static_cast<double>(picture.rows)});
    return scene;
}

render::HeatLayer heat(const domain::Radiograph& picture, const std::string& name) {
    domain::HeatMap map{14, std::vector<float>(196), {}};
    for (int i = 0; i < 196; ++i) {
        const double dx = i % 14 - 4.0;
        const double dy = i / 14 - 9.0;
        map.values[i] = static_cast<float>(0.031 * std::exp(-(dx * dx + dy * dy) / 8));
    }
    const double side = std::max(picture.columns, picture.rows) * 224.0 / 256;
    const double x = (picture.columns - side) / 2;
    const double y = (picture.rows - side) / 2;
    map.boxInImagePixels = {x, y, x + side, y + side};
    return *render::tagHeat(map, {domain::TagId(0), 0.7F, 0.3F}, name, std::nullopt);
}

}  // namespace

class ViewportPicturesTest : public QObject {
    Q_OBJECT

private:
    static void keep(const QImage& image, const QString& name) {
        const QString folder = qEnvironmentVariable("ASG_SCREENSHOTS");
        if (!folder.isEmpty()) QVERIFY(image.save(folder + u'/' + name + QStringLiteral(".png")));
    }

    static QImage show(Viewport& view, domain::RadiographPtr picture, const render::OverlayScene& scene) {
        view.setRadiograph(std::move(picture));
        view.setOverlay(scene);
        view.resize(kView);
        view.show();
        if (!QTest::qWaitForWindowExposed(&view)) return {};
        QCoreApplication::processEvents();
        return view.grab().toImage();
    }

    static std::shared_ptr<domain::Radiograph> realChest() {
        auto picture = test::loadShared(firstImage("chest_regions/images"));
        if (!picture) return nullptr;
        picture->view = domain::View::PA;
        picture->text.patientName = "YAMADA^TARO=山田^太郎";
        picture->text.patientId = "ID-0042";
        picture->text.patientBirthDate = "19530412";
        picture->text.patientSex = "M";
        picture->text.studyDate = "20240302";
        picture->text.studyDescription = "Thorax in 2 Ebenen, Verlaufskontrolle nach Drainage links";
        picture->spacing = domain::PixelSpacing{0.143, 0.143, "imager pixel spacing"};
        picture->frameCount = 3;
        return picture;
    }

    static QString firstImage(const QString& folder) {
        QString root = qEnvironmentVariable("ASG_SHARED_DATA");
        if (root.isEmpty()) root = QStringLiteral(ASG_SOURCE_DIR "/../shared/data");
        const QStringList names =
            QDir(root + u'/' + folder).entryList({"*.jpg", "*.jpeg", "*.png"}, QDir::Files, QDir::Name);
        return names.isEmpty() ? QString() : folder + u'/' + names[std::min<qsizetype>(7, names.size() - 1)];
    }

private Q_SLOTS:
    void realRadiograph() {
        auto picture = realChest();
        if (!picture) QSKIP("shared data is absent");
        Viewport view;
        const QImage plain = show(view, picture, {});
        keep(plain, "real-plain");
        const QImage selected = show(view, picture, selection(*picture));
        keep(selected, "real-selection");
        QVERIFY(plain != selected);
        auto withHeat = selection(*picture);
        withHeat.heat = heat(*picture, "pleural effusion");
        keep(show(view, picture, withHeat), "real-heat");
        keep(show(view, picture, allRegions(*picture)), "real-all");
        view.rotateClockwise();
        QCoreApplication::processEvents();
        keep(view.grab().toImage(), "real-turned");
        view.resetView();
        view.actualPixels();
        QCoreApplication::processEvents();
        keep(view.grab().toImage(), "real-actual");
        view.resize(360, 300);
        view.fit();
        QCoreApplication::processEvents();
        keep(view.grab().toImage(), "real-small");
    }

    void whiteAndBlackPictures() {
        for (const int value : {65535, 0, 32000}) {
            auto picture = test::makePicture(800, 900, [value](int, int) { return static_cast<std::uint16_t>(value); });
            picture->view = domain::View::AP;
            picture->text.patientName = "DOE^JANE";
            picture->text.studyDate = "20240302";
            auto scene = selection(*picture);
            scene.heat = heat(*picture, "opacity");
            Viewport view;
            keep(show(view, picture, scene), QStringLiteral("flat-%1").arg(value));
        }
    }

    void exportedPicture() {
        auto picture = realChest();
        if (!picture) QSKIP("shared data is absent");
        auto scene = selection(*picture);
        scene.heat = heat(*picture, "pleural effusion");
        const QImage image = render::renderOverlayImage(*picture, vision::defaultVoi(*picture), scene,
                                                        QSize(1600, 1600), "model asg-small 1.0 · CPU · 0.4 s");
        QVERIFY(image.width() <= 1600 && image.height() <= 1600);
        keep(image, "export");
        keep(render::renderOverlayImage(*picture, vision::defaultVoi(*picture), allRegions(*picture), QSize(1024, 1024),
                                        "model asg-small 1.0 · CPU · 0.4 s"),
             "export-all");
    }
};

QTEST_MAIN(ViewportPicturesTest)
#include "test_viewport_pictures.moc"
