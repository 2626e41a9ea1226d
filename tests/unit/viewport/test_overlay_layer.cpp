// The overlay is kept as an image. Whatever changes, the layer must look as one that was made just now.
#include "core/vision/display_lut.h"
#include "tests/gui/viewport/pictures.h"
#include "ui/viewport/overlay_layer.h"

#include <QImage>
#include <QTest>

#include <functional>

using namespace asg;
using viewport::OverlayLayer;

namespace {

render::OverlayScene sceneWith(double x, const std::string& label) {
    render::OverlayScene scene;
    const auto lung = *domain::regionFromName("left lung");
    scene.outlines.push_back({lung, {x, 100, x + 150, 260}, label, 0xE69F00, {}, render::Emphasis::Shown});
    scene.modelSeesInImagePixels = base::Box{20, 20, 480, 380};
    scene.note = "no map for this finding";
    return scene;
}

render::Annotations wordsOf(const QString& corner) {
    render::Annotations words;
    words.notice = QStringLiteral("For research");
    words.corners.topLeft << corner;
    return words;
}

render::PictureDetail detailOf(bool letters) {
    const auto picture = test::makePicture(500, 400, [letters](int x, int y) {
        return static_cast<std::uint16_t>(letters && x > 250 && (x / 2 + y / 2) % 2 == 0 ? 65535 : 0);
    });
    return {*picture, vision::makeDisplayLut(*picture, vision::defaultVoi(*picture), false)};
}

struct Look {
    render::OverlayScene scene = sceneWith(60, "left lung");
    render::Annotations words = wordsOf(QStringLiteral("W 3000"));
    bool letters = false;
    QTransform place = QTransform::fromScale(0.8, 0.8);
    QSize size{400, 320};
    int fontPixels = 12;
};

/// Tells the layer what is not as it stands there already, and nothing else: each change must suffice by itself.
void show(OverlayLayer& layer, const Look& look, const Look* standing) {
    if (standing == nullptr || look.fontPixels != standing->fontPixels) {
        QFont font = layer.font();
        font.setPixelSize(look.fontPixels);
        layer.setFont(font);
    }
    if (standing == nullptr || look.size != standing->size) layer.resize(look.size);
    if (standing == nullptr || look.letters != standing->letters) layer.setDetail(detailOf(look.letters));
    if (standing == nullptr || look.scene != standing->scene) layer.setScene(look.scene);
    if (standing == nullptr || look.place != standing->place) layer.setPlacement(look.place, QSizeF(500, 400));
    if (standing == nullptr || look.words != standing->words) layer.setAnnotations(look.words);
}

QImage drawn(OverlayLayer& layer) {
    QImage image(layer.size(), QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    layer.render(&image, {}, {}, QWidget::DrawChildren);
    return image;
}

}  // namespace

class OverlayLayerTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void afterAnyChangeItLooksAsOneMadeJustNow_data() {
        using Change = std::function<void(Look&)>;
        QTest::addColumn<Change>("change");
        const auto add = [](const char* name, Change change) { QTest::newRow(name) << std::move(change); };
        add("another place of a region", [](Look& look) { look.scene = sceneWith(200, "left lung"); });
        add("another name", [](Look& look) { look.scene = sceneWith(60, "left upper lung zone"); });
        add("no overlay", [](Look& look) { look.scene = {}; });
        add("zoomed", [](Look& look) { look.place = QTransform::fromScale(1.3, 1.3); });
        add("panned", [](Look& look) { look.place *= QTransform::fromTranslate(17, -9); });
        add("a smaller view", [](Look& look) { look.size = {300, 300}; });
        add("letters in the picture", [](Look& look) { look.letters = true; });
        add("larger letters", [](Look& look) { look.fontPixels = 18; });
        add("a word of a window", [](Look& look) { look.words = wordsOf(QStringLiteral("W 3010")); });
        add("more words, which labels keep clear of", [](Look& look) {
            for (int i = 0; i < 8; ++i) look.words.corners.topLeft << QStringLiteral("a long line of words there");
        });
    }
    void afterAnyChangeItLooksAsOneMadeJustNow() {
        QFETCH(const std::function<void(Look&)>, change);
        const Look first;
        OverlayLayer layer(nullptr);
        show(layer, first, nullptr);
        const QImage before = drawn(layer);
        Look then = first;
        change(then);
        show(layer, then, &first);
        OverlayLayer fresh(nullptr);
        show(fresh, then, nullptr);
        QVERIFY(drawn(fresh) != before);
        QCOMPARE(drawn(layer), drawn(fresh));
        QCOMPARE(drawn(layer), drawn(fresh));
    }
};

QTEST_MAIN(OverlayLayerTest)
#include "test_overlay_layer.moc"
