// Two device pixels for each device-independent one (QT_SCALE_FACTOR=2).
#include "core/vision/display_lut.h"
#include "tests/gui/viewport/pictures.h"
#include "ui/viewport/viewport.h"

#include <QApplication>
#include <QTest>

using namespace asg;
using viewport::Viewport;

class HighDpiTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void actualPixelsAreDevicePixels_data() {
        QTest::addColumn<bool>("software");
        QTest::newRow("opengl") << false;
        QTest::newRow("software") << true;
    }
    void actualPixelsAreDevicePixels() {
        QFETCH(bool, software);
        Viewport view;
        view.setSoftwareRendering(software);
        view.setRadiograph(test::makePicture(301, 203, test::noise));
        view.resize(400, 300);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QCOMPARE(view.devicePixelRatioF(), 2.0);
        view.actualPixels();
        QCoreApplication::processEvents();
        const QImage shown = view.grab().toImage();
        QCOMPARE(shown.size(), QSize(800, 600));
        const auto grey =
            vision::renderGrey(*view.radiograph(), vision::makeDisplayLut(*view.radiograph(), view.voi(), false));
        const QPointF corner = view.imageToWidget({0, 0}) * 2;
        for (int y = 0; y < 203; ++y)
            for (int x = 0; x < 301; ++x)
                QCOMPARE(qRed(shown.pixel(static_cast<int>(corner.x()) + x, static_cast<int>(corner.y()) + y)),
                         static_cast<int>(grey[static_cast<std::size_t>(y) * 301 + x]));
        const QString folder = qEnvironmentVariable("ASG_SCREENSHOTS");
        if (!folder.isEmpty()) shown.save(folder + "/high-dpi.png");
    }
};

int main(int argc, char** argv) {
    qputenv("QT_SCALE_FACTOR", "2");
    QApplication application(argc, argv);
    HighDpiTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "test_viewport_high_dpi.moc"
