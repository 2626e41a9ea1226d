#include <QTest>
#ifndef Q_MOC_RUN  // Qt 6.4's moc stumbles over the library's concepts
#include "core/domain/region.h"
#include "ui/render/annotations.h"
#include "ui/render/corner_texts.h"
#include "ui/render/heat_colors.h"
#include "ui/render/heat_layer.h"
#include "ui/render/label_layout.h"
#include "ui/render/picture_detail.h"
#include "ui/render/pyramid.h"
#include "ui/render/region_colors.h"
#include "ui/render/view_transform.h"

#include <QRandomGenerator>

#include <set>
#endif

using namespace asg;
using namespace asg::render;

namespace {

double mean(const std::vector<std::uint16_t>& values) {
    double sum = 0;
    for (const std::uint16_t value : values) sum += value;
    return sum / static_cast<double>(values.size());
}

void verifyApart(const std::vector<PlacedLabel>& placed, const QRectF& view, std::span<const QRectF> blocked) {
    for (std::size_t i = 0; i < placed.size(); ++i) {
        if (!placed[i].plate) continue;
        QVERIFY(view.contains(*placed[i].plate));
        for (const QRectF& taken : blocked) QVERIFY(!taken.intersects(*placed[i].plate));
        for (std::size_t j = i + 1; j < placed.size(); ++j)
            if (placed[j].plate) QVERIFY(!placed[j].plate->intersects(*placed[i].plate));
    }
}

}  // namespace

class RenderTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void labelsNeverOverlapNorLeaveTheView() {
        QRandomGenerator random(7);
        for (int round = 0; round < 60; ++round) {
            const QRectF view(0, 0, 300 + random.bounded(900), 200 + random.bounded(700));
            const std::vector<QRectF> blocked{{0, 0, 140, 30}, {view.right() - 160, view.bottom() - 40, 160, 40}};
            std::vector<LabelRequest> requests;
            for (int i = 0; i < 29; ++i) {
                const double x = random.bounded(view.width() * 0.95);
                const double y = random.bounded(view.height() * 0.95);
                const QRectF box(x, y, 5 + random.bounded(view.width() / 2), 5 + random.bounded(view.height() / 2));
                requests.push_back({box & view, {60.0 + random.bounded(90), 18}});
            }
            const auto placed = layOutLabels(requests, view, blocked);
            QCOMPARE(placed.size(), requests.size());
            verifyApart(placed, view, blocked);
        }
    }

    void everyLabelFindsRoomInAnOrdinaryView() {
        std::vector<LabelRequest> requests(29, {QRectF(400, 300, 100, 100), {150, 18}});
        const QRectF view(0, 0, 1000, 900);
        const auto placed = layOutLabels(requests, view, {});
        verifyApart(placed, view, {});
        QVERIFY(std::ranges::all_of(placed, [](const PlacedLabel& label) { return label.plate.has_value(); }));
    }

    void aFreeLabelStandsBesideItsBoxWithoutALeader() {
        const std::vector<LabelRequest> requests{{QRectF(400, 300, 100, 100), {150, 18}}};
        const auto placed = layOutLabels(requests, {0, 0, 1000, 900}, {});
        QVERIFY(placed[0].plate && !placed[0].leader);
        QVERIFY(placed[0].plate->adjusted(-5, -5, 5, 5).intersects(requests[0].target));
    }

    void aLabelThatHadToMoveKeepsALeaderToItsBox() {
        const QRectF box(400, 300, 40, 30);
        const std::vector<QRectF> blocked{box.adjusted(-200, -60, 200, 60)};
        const auto placed = layOutLabels(std::vector<LabelRequest>{{box, {150, 18}}}, {0, 0, 1000, 900}, blocked);
        QVERIFY(placed[0].plate && placed[0].leader);
        QVERIFY(box.adjusted(-1e-6, -1e-6, 1e-6, 1e-6).contains(placed[0].leader->p2()));
        QVERIFY(placed[0].plate->adjusted(-1e-6, -1e-6, 1e-6, 1e-6).contains(placed[0].leader->p1()));
    }

    void aLabelStandsOnLettersOnlyWhereThereIsNoOtherRoom() {
        const std::vector<LabelRequest> requests{{QRectF(400, 300, 100, 100), {150, 18}}};
        const QRectF view(0, 0, 1000, 900);
        const auto beside = *layOutLabels(requests, view, {})[0].plate;
        const Covered letters = [&](const QRectF& plate) { return plate.intersects(beside) ? 1.0 : 0.2; };
        const auto moved = layOutLabels(requests, view, {}, letters);
        QVERIFY(moved[0].plate && !moved[0].plate->intersects(beside) && !moved[0].leader);
        const Covered everywhere = [](const QRectF&) { return 1.0; };
        QVERIFY(*layOutLabels(requests, view, {}, everywhere)[0].plate == beside);
        const Covered aroundTheBox = [&](const QRectF& plate) {
            return plate.intersects(requests[0].target.adjusted(-200, -200, 200, 200)) ? 1.0 : 0.2;
        };
        QVERIFY(layOutLabels(requests, view, {}, aroundTheBox)[0].leader);
    }

    void aLabelWithoutRoomIsLeftOut() {
        const auto placed =
            layOutLabels(std::vector<LabelRequest>{{QRectF(0, 0, 50, 50), {150, 18}}}, {0, 0, 100, 100}, {});
        QVERIFY(!placed[0].plate && !placed[0].leader);
    }

    void neighboursHaveDifferentColours() {
        const auto id = [](std::string_view name) { return *domain::regionFromName(name); };
        for (const domain::RegionId region : domain::allRegions()) {
            QVERIFY(std::ranges::find(kOkabeIto, colorOf(region)) != kOkabeIto.end());
            QCOMPARE(colorOf(domain::mirroredRegion(region)), colorOf(region));
            if (const auto parent = domain::parentRegion(region)) QVERIFY(colorOf(*parent) != colorOf(region));
        }
        const std::vector<std::string_view> lung{"left apical zone",      "left upper lung zone",
                                                 "left mid lung zone",    "left lower lung zone",
                                                 "left hilar structures", "left costophrenic angle"};
        for (const auto a : lung)
            for (const auto b : lung)
                if (a != b) QVERIFY2(colorOf(id(a)) != colorOf(id(b)), a.data());
        for (const auto& [a, b] : std::vector<std::pair<std::string_view, std::string_view>>{
                 {"left clavicle", "left apical zone"},
                 {"left hemidiaphragm", "left lower lung zone"},
                 {"left hemidiaphragm", "left costophrenic angle"},
                 {"left hemidiaphragm", "abdomen"},
                 {"trachea", "carina"},
                 {"trachea", "spine"},
                 {"mediastinum", "spine"},
                 {"svc", "right atrium"},
                 {"svc", "right lung"},
                 {"cavoatrial junction", "right atrium"},
                 {"cardiac silhouette", "left lower lung zone"},
                 {"mediastinum", "left lung"},
                 {"aortic arch", "left lung"},
                 {"carina", "cardiac silhouette"}})
            QVERIFY2(colorOf(id(a)) != colorOf(id(b)), a.data());
    }

    void halvingKeepsTheSum_data() {
        QTest::addColumn<QSize>("size");
        for (const QSize size : {QSize(64, 48), QSize(65, 48), QSize(64, 49), QSize(65, 49), QSize(3, 3), QSize(1, 9),
                                 QSize(7, 1), QSize(2, 2)})
            QTest::addRow("%d x %d", size.width(), size.height()) << size;
    }
    void halvingKeepsTheSum() {
        QFETCH(QSize, size);
        std::vector<std::uint16_t> pixels(static_cast<std::size_t>(size.width()) * size.height());
        QRandomGenerator random(3);
        for (auto& value : pixels) value = static_cast<std::uint16_t>(random.bounded(65536));
        const PyramidLevel half = halve(pixels, size.width(), size.height());
        QCOMPARE(half.columns, std::max(1, size.width() / 2));
        QCOMPARE(half.rows, std::max(1, size.height() / 2));
        const double before = mean(pixels);
        const double after = mean(half.pixels);
        QVERIFY2(std::abs(before - after) <= 0.5, qPrintable(QStringLiteral("%1 %2").arg(before).arg(after)));
    }

    void everySinglePixelSurvivesHalving() {
        for (const int columns : {101, 100}) {
            for (int x = 0; x < columns; ++x) {
                std::vector<std::uint16_t> line(static_cast<std::size_t>(columns), 0);
                line[x] = 60000;
                const PyramidLevel half = halve(line, columns, 1);
                QVERIFY2(*std::ranges::max_element(half.pixels) >= 14000, qPrintable(QString::number(x)));
            }
        }
    }

    void thePyramidEndsAtOnePixelAndForConstantsStaysConstant() {
        const std::vector<std::uint16_t> pixels(37 * 5, 65535);
        const auto levels = makePyramid(pixels, 37, 5, 20);
        QCOMPARE(levels.size(), std::size_t(5));
        QCOMPARE(levels.back().columns, 1);
        for (const PyramidLevel& level : levels)
            for (const std::uint16_t value : level.pixels) QCOMPARE(value, std::uint16_t(65535));
    }

    void fittingShowsTheWholePictureInTheMiddle() {
        ViewTransform view({2500, 3000}, {1200, 900});
        const QRectF shown = view.imageToView().mapRect(QRectF(0, 0, 2500, 3000));
        QVERIFY(QRectF(-0.5, -0.5, 1201, 901).contains(shown));
        QCOMPARE(shown.height(), 900.0);
        view.setViewSize({600, 450});
        QCOMPARE(view.scale(), 0.15);
    }

    void actualSizeFallsOnWholeDevicePixels() {
        ViewTransform view({331, 257}, {701, 600});
        view.setScale(1, {350.5, 300});
        const QPointF corner = view.imageToView().map(QPointF(0, 0));
        QCOMPARE(corner, QPointF(std::round(corner.x()), std::round(corner.y())));
    }

    void thePointUnderTheAnchorStaysAlsoWhenTurned() {
        for (int turns = 0; turns < 4; ++turns)
            for (const bool flipped : {false, true}) {
                ViewTransform view({2500, 3000}, {1200, 900});
                view.rotate(turns);
                if (flipped) view.flipHorizontally();
                const QPointF anchor(500, 400);
                const QPointF before = view.imageToView().inverted().map(anchor);
                view.setScale(1.7, anchor);
                const QPointF error = view.imageToView().map(before) - anchor;
                QVERIFY(std::hypot(error.x(), error.y()) < 1.5);
                view.pan({30, -20});
                const QPointF moved = view.imageToView().map(before) - anchor;
                QVERIFY(std::hypot(moved.x() - 30, moved.y() + 20) < 2.5);
            }
    }

    void fourTurnsAndTwoFlipsAreNothing() {
        ViewTransform view({200, 100}, {600, 500});
        const QTransform before = view.imageToView();
        for (int i = 0; i < 4; ++i) view.rotate(1);
        view.flipHorizontally();
        view.flipHorizontally();
        QCOMPARE(view.imageToView(), before);
    }

    void orientationFollowsTheFileAndTheTurns() {
        domain::Radiograph picture;
        QCOMPARE(orientationLetters(picture, 0, false), OrientationLetters{});
        picture.view = domain::View::Lateral;
        QCOMPARE(orientationLetters(picture, 0, false), OrientationLetters{});
        picture.view = domain::View::PA;
        QCOMPARE(orientationLetters(picture, 0, false), (OrientationLetters{"R?", "L?", "", ""}));
        QCOMPARE(orientationLetters(picture, 0, true), (OrientationLetters{"L?", "R?", "", ""}));
        QCOMPARE(orientationLetters(picture, 1, false), (OrientationLetters{"", "", "R?", "L?"}));
        picture.text.patientOrientation = "R\\F";  // a mirrored film: the file wins over the view
        QCOMPARE(orientationLetters(picture, 0, false), (OrientationLetters{"L", "R", "H", "F"}));
        picture.text.patientOrientation = "PL\\F";
        QCOMPARE(orientationLetters(picture, 2, false), (OrientationLetters{"PL", "AR", "F", "H"}));
        picture.text.patientOrientation = "CR\\D";  // of an animal
        QCOMPARE(orientationLetters(picture, 0, false), (OrientationLetters{"R?", "L?", "", ""}));
    }

    void lettersTurnAsTheTransformDoes() {
        domain::Radiograph picture;
        picture.text.patientOrientation = "L\\F";
        for (int turns = 0; turns < 4; ++turns)
            for (const bool flipped : {false, true}) {
                ViewTransform view({200, 100}, {600, 600});
                if (flipped) view.flipHorizontally();
                view.rotate(turns);
                const auto letters = orientationLetters(picture, view.quarterTurns(), view.isFlipped());
                const QPointF left = view.imageToView().map(QPointF(0, 50)) - view.imageToView().map(QPointF(100, 50));
                const QString wherePatientRightIs = left.x() < -1   ? letters.left
                                                    : left.x() > 1  ? letters.right
                                                    : left.y() < -1 ? letters.top
                                                                    : letters.bottom;
                QCOMPARE(wherePatientRightIs, QStringLiteral("R"));
            }
    }

    void cornersSayOnlyWhatTheFileSays() {
        domain::Radiograph picture;
        const CornerTexts bare = makeCornerTexts(picture, vision::FullRange{}, 0.412);
        QVERIFY(bare.topLeft.isEmpty() && bare.topRight.isEmpty());
        QCOMPARE(bare.bottomRight, QStringList{"zoom 41.2 %"});
        picture.text.patientName = "YAMADA^TARO=山田^太郎";
        picture.text.patientBirthDate = "19530412";
        picture.text.patientSex = "M";
        picture.text.patientAge = "070Y";
        picture.text.studyDate = "20240302";
        picture.view = domain::View::PA;
        picture.spacing = domain::PixelSpacing{0.14, 0.14, "pixel spacing"};
        picture.frameCount = 5;
        picture.frame = 2;
        const CornerTexts full = makeCornerTexts(picture, domain::Window{1100, 2400, {}, ""}, 1);
        QCOMPARE(full.topLeft, QStringList{"YAMADA TARO (山田 太郎)  1953  M  70 years"});
        QCOMPARE(full.topRight, QStringList{"PA  2024-03-02"});
        QCOMPARE(full.bottomLeft, QStringList{"W 2400  C 1100"});
        QCOMPARE(full.bottomRight, (QStringList{"frame 2 of 5", "0.140 mm (pixel spacing)", "zoom 100 %"}));
    }

    void howThePictureIsTurnedRoundIsSaid() {
        QVERIFY(turnedRoundWords(0, false, false).isEmpty());
        QCOMPARE(turnedRoundWords(1, false, false), QStringList{"TURNED 90°"});
        QCOMPARE(turnedRoundWords(-1, false, true), (QStringList{"TURNED 270°", "INVERTED"}));
        QCOMPARE(turnedRoundWords(2, true, false), (QStringList{"MIRRORED", "TURNED 180°"}));
    }

    void theMapsScaleIsTiedToTheThreshold() {
        // The model looked at one cell of four for all it is worth.
        const domain::HeatMap map{2, {1, 0, 0, 0}, {0, 0, 100, 100}};
        const auto peak = [&](float probability, float threshold) {
            return tagHeat(map, {domain::TagId(0), probability, threshold}, "edema", {})->map.values[0];
        };
        QCOMPARE(peak(0, 0.1F), 0.0F);
        QCOMPARE(peak(0.1F, 0.1F), 0.5F);
        QCOMPARE(peak(1, 0.1F), 1.0F);
        QVERIFY(peak(0.024F, 0.1F) < 0.13F);
        QVERIFY(peak(0.024F, 0.01F) > 0.5F);
        QCOMPARE(peak(0.5F, 1.0F), 0.25F);
        const auto layer = *tagHeat(map, {domain::TagId(0), 0.31F, 0.1F}, "edema", {});
        QCOMPARE(layer.title, std::string("edema 0.31"));
        QCOMPARE(layer.ticks[1], (HeatTick{0.5, "0.10 threshold"}));
    }

    void anEvenLookShowsNothing() {
        const domain::HeatMap even{2, {0.25F, 0.25F, 0.25F, 0.25F}, {0, 0, 100, 100}};
        const auto layer = tagHeat(even, {domain::TagId(0), 0.9F, 0.1F}, "edema", {});
        for (const float value : layer->map.values) QCOMPARE(value, 0.0F);
        QVERIFY(!tagHeat(even, {domain::TagId(0), {}, {}}, "edema", {}));
        QVERIFY(!tagHeat({2, {0, 0, 0, 0}, {0, 0, 1, 1}}, {domain::TagId(0), 0.9F, 0.1F}, "edema", {}));
    }

    void theShareOutsideTheChestIsSaid() {
        const domain::HeatMap map{2, {3, 1, 0, 0}, {0, 0, 100, 100}};
        const auto layer = tagHeat(map, {domain::TagId(0), 0.9F, 0.1F}, "edema", base::Box{0, 0, 50, 100});
        QCOMPARE(layer->note, std::string("25 % lies outside the chest"));
        QVERIFY(layer->clipInImagePixels == base::Box({0, 0, 50, 100}));
    }

    void theThoraxIsKnownByBothLungs() {
        const auto region = [](const char* name, base::Box box) {
            return domain::RegionBox{*domain::regionFromName(name), box, 1, {}};
        };
        QVERIFY(!thoraxOf({region("left lung", {50, 10, 90, 90}), region("mediastinum", {30, 0, 60, 90})}));
        const auto thorax = thoraxOf({region("left lung", {50, 10, 90, 90}), region("right lung", {5, 12, 40, 88}),
                                      region("mediastinum", {30, 2, 60, 90}), region("abdomen", {0, 90, 100, 120})});
        QVERIFY(thorax == base::Box({5, 2, 90, 90}));
    }

    void contrastIsThatOfTheFieldsThatAreTouched() {
        domain::Radiograph picture;
        picture.columns = picture.rows = 640;
        picture.maximumStored = 255;
        std::vector<std::uint16_t> pixels(std::size_t{640} * 640, std::uint16_t{20});
        for (int y = 100; y < 110; ++y)
            for (int x = 300; x < 304; ++x) pixels[std::size_t(y) * 640 + std::size_t(x)] = 250;
        picture.pixels = std::make_shared<const std::vector<std::uint16_t>>(std::move(pixels));
        const PictureDetail detail(picture, vision::makeDisplayLut(picture, vision::FullRange{}, false));
        QVERIFY(detail.contrastIn({290, 90, 20, 30}) > 0.8);
        QVERIFY(detail.contrastIn({302, 105, 1, 1}) > 0.8);
        QCOMPARE(detail.contrastIn({400, 300, 200, 200}), 0.0);
        QCOMPARE(detail.contrastIn({-100, 90, 90, 30}), 0.0);
        QCOMPARE(PictureDetail().contrastIn({0, 0, 9, 9}), 0.0);
    }

    void kindsOfRegionsHaveColoursOfTheirOwn() {
        std::set<std::uint32_t> colors;
        std::set<RegionKind> kinds;
        for (const auto region : domain::allRegions()) {
            kinds.insert(kindOf(region));
            QVERIFY(kindOf(region) == kindOf(domain::mirroredRegion(region)));
        }
        for (const auto kind : kinds) colors.insert(colorOf(kind));
        QCOMPARE(colors.size(), kinds.size());
        QVERIFY(kindOf(*domain::regionFromName("cardiac silhouette")) == RegionKind::Heart);
        QVERIFY(kindOf(*domain::regionFromName("left costophrenic angle")) == RegionKind::Border);
        QVERIFY(kindOf(*domain::regionFromName("descending aorta")) == RegionKind::Mediastinum);
    }

    void labelsOfTheManyStayInTheirBoxes() {
        const std::vector<LabelRequest> requests{{{100, 100, 200, 100}, {80, 18}, true},
                                                 {{100, 100, 200, 100}, {80, 18}, true},
                                                 {{400, 100, 40, 40}, {80, 18}, true}};
        const auto placed = layOutLabels(requests, {0, 0, 600, 600}, {});
        QVERIFY(requests[0].target.contains(*placed[0].plate) && requests[1].target.contains(*placed[1].plate));
        QVERIFY(!placed[0].plate->intersects(*placed[1].plate) && !placed[0].leader);
        QVERIFY(!placed[2].plate);
    }

    void viridisIsThePublishedMap() {
        // matplotlib's table at 0, 1/4, 1/2, 3/4, 1
        const std::array<QColor, 5> published{QColor(68, 1, 84), QColor(59, 82, 139), QColor(33, 145, 140),
                                              QColor(94, 201, 98), QColor(253, 231, 37)};
        for (int i = 0; i < 5; ++i) {
            const QColor color = viridis(i / 4.0);
            QVERIFY(std::abs(color.red() - published[i].red()) <= 4);
            QVERIFY(std::abs(color.green() - published[i].green()) <= 4);
            QVERIFY(std::abs(color.blue() - published[i].blue()) <= 4);
        }
    }

    void theHeatMapCoversAtMostFortyPercent() {
        const QImage image = heatImage({2, {0.0F, 0.25F, 0.5F, 1.0F}, {0, 0, 2, 2}});
        QCOMPARE(qAlpha(image.pixel(0, 0)), 0);
        QCOMPARE(qAlpha(image.pixel(1, 1)), 102);
        // The scale is not the map's own largest value.
        QVERIFY(qAlpha(heatImage({1, {0.024F}, {0, 0, 1, 1}}).pixel(0, 0)) <= 3);
        QVERIFY(heatImage({2, {0, 0, 0, 0}, {}}).isNull());
        QVERIFY(heatImage({2, {1, 0, 0}, {}}).isNull());
        QVERIFY(heatImage({1, {std::numeric_limits<float>::quiet_NaN()}, {}}).isNull());
    }

    void theHeadingSaysWhenThePictureWasTaken_data() {
        QTest::addColumn<QString>("date");
        QTest::addColumn<QString>("time");
        QTest::addColumn<QString>("heading");
        QTest::newRow("date and time") << "20240302"
                                       << "143105.123"
                                       << "2024-03-02 14:31  PA";
        QTest::newRow("time with colons") << "20240302"
                                          << "14:31:05"
                                          << "2024-03-02 14:31  PA";
        QTest::newRow("no time") << "20240302"
                                 << ""
                                 << "2024-03-02  PA";
        QTest::newRow("an hour alone is no time") << "20240302"
                                                  << "14"
                                                  << "2024-03-02  PA";
        QTest::newRow("no date") << ""
                                 << "1431"
                                 << "no date  PA";
    }
    void theHeadingSaysWhenThePictureWasTaken() {
        QFETCH(QString, date);
        QFETCH(QString, time);
        domain::Radiograph picture;
        picture.view = domain::View::PA;
        picture.text.studyDate = date.toStdString();
        picture.text.studyTime = time.toStdString();
        QTEST(dateHeading(picture), "heading");
    }

    void annotationsNeverOverlapAndTheNoticeAlwaysStands() {
        domain::Radiograph picture;
        picture.view = domain::View::PA;
        picture.text.patientName = "A VERY LONG NAME OF A PERSON^WITH MANY GIVEN NAMES";
        picture.text.studyDescription = "A description that goes on for longer than any corner of a small view is wide";
        picture.spacing = domain::PixelSpacing{0.14, 0.14, "imager pixel spacing / magnification 1.1"};
        Annotations annotations{noticeOnUse(),
                                dateHeading(picture),
                                {},
                                turnedRoundWords(1, true, true),
                                makeCornerTexts(picture, vision::FullRange{}, 1),
                                orientationLetters(picture, 0, false)};
        for (const QSizeF size : {QSizeF(160, 120), QSizeF(240, 90), QSizeF(400, 300), QSizeF(1600, 1000)}) {
            const QRectF view(QPointF(0, 0), size);
            const auto texts = layOutAnnotations(annotations, view, QFont(), 1);
            QString all;
            for (std::size_t i = 0; i < texts.size(); ++i) {
                all += texts[i].text + u' ';
                QVERIFY(view.contains(texts[i].rect));
                for (std::size_t j = i + 1; j < texts.size(); ++j) QVERIFY(!texts[i].rect.intersects(texts[j].rect));
            }
            QVERIFY2(all.contains(noticeOnUse()), qPrintable(all));
            QVERIFY2(all.contains("no date"), qPrintable(all));
            if (size.height() >= 300)
                for (const QString& word : annotations.turnedRound) QVERIFY2(all.contains(word), qPrintable(all));
        }
    }
};

QTEST_MAIN(RenderTest)
#include "test_render.moc"
