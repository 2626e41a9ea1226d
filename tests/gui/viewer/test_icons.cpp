// Every picture on a button is there: without Qt's reader of SVG, a package of its own on some systems, none is.
#include "tests/gui/viewer/reading_room.h"
#include "ui/widgets/actions.h"

#include <QAction>
#include <QIcon>
#include <QTest>
#include <QToolBar>

#include <algorithm>

using namespace asg;
using namespace asg::tests;

namespace {

bool isDrawn(const QIcon& icon) {
    const QImage picture = icon.pixmap(QSize(32, 32)).toImage().convertToFormat(QImage::Format_ARGB32);
    if (picture.isNull()) return false;
    const auto* pixels = reinterpret_cast<const QRgb*>(picture.constBits());
    return std::any_of(pixels, pixels + picture.width() * picture.height(),
                       [](QRgb pixel) { return qAlpha(pixel) > 0; });
}

}  // namespace

class TestIcons : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theButtonsOfTheToolBarsShowTheirPictures() {
        const QTemporaryDir folder;
        ReadingRoom room(chestScript(), folder.filePath(QStringLiteral("store")).toStdString());
        QStringList bare;
        int drawn = 0;
        for (const auto* bar : room.window().findChildren<QToolBar*>()) {
            for (const auto* action : bar->actions()) {
                if (action->isSeparator() || action->objectName().isEmpty()) continue;
                if (isDrawn(action->icon()))
                    ++drawn;
                else
                    bare << action->objectName();
            }
        }
        // The overlay's modes and the heat map are words on purpose.
        QVERIFY(drawn >= 10);
        for (const auto& name : bare) QVERIFY2(name.startsWith("overlay") || name == "heatMap", qPrintable(name));
    }
};

QTEST_MAIN(TestIcons)
#include "test_icons.moc"
