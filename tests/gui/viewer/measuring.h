#pragma once

#include "core/domain/measured.h"
#include "tests/gui/viewer/reading_room.h"
#include "ui/viewport/viewport.h"
#include "ui/widgets/measurement_panel.h"
#include "ui/widgets/picture_area.h"

#include <QAction>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QTest>
#include <QTreeView>

#include <cmath>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace asg::tests {

/// The real window with a picture, and what a reader does there to measure. Points are pixels of the picture.
class MeasuringRoom {
protected:
    /// A folder of its own, with a picture without a spacing.
    void begin() {
        m_folder = folderWithSettings();
        m_picture = writePicture(*m_folder, QStringLiteral("one.png"), 1);
        sitDown();
    }

    /// Opens the window anew on what was left.
    void sitDown(const std::string& reader = "tester") {
        m_room.reset();
        m_room =
            std::make_unique<ReadingRoom>(m_script, m_folder->filePath(QStringLiteral("store")).toStdString(), reader);
        QVERIFY(m_room->openAndWait({m_picture}));
    }

    [[nodiscard]] viewport::Viewport& view() { return m_room->window().pictureArea().viewport(); }
    [[nodiscard]] presenters::DrawingPresenter& drawing() { return m_room->workspace().drawing(); }
    [[nodiscard]] QTreeView& list() { return m_room->window().measurementPanel().list(); }
    [[nodiscard]] QLineEdit* field() {
        for (auto* field : m_room->window().findChildren<QLineEdit*>(QStringLiteral("nameField")))
            if (field->isVisible()) return field;
        return nullptr;
    }
    [[nodiscard]] QAction* action(std::string_view name) { return m_room->window().actions()[name]; }
    [[nodiscard]] const domain::Measurement& item(std::size_t index) {
        return m_room->workspace().measurements().items().at(index).content;
    }
    [[nodiscard]] std::optional<std::uint64_t> idOf(std::size_t index) {
        return m_room->workspace().measurements().items().at(index).id;
    }
    /// How many are on the disk.
    [[nodiscard]] int kept() { return static_cast<int>(m_room->workspace().review().state().measurements.size()); }
    [[nodiscard]] double lengthInMm(std::size_t index) {
        return domain::figuresOf(item(index), m_room->workspace().measurements().spacing()).at(0).inMm.value();
    }

    /// Image pixels → the widget's.
    [[nodiscard]] QPoint at(base::Point inImage) { return view().imageToWidget(inImage).toPoint(); }
    /// The pointer stands on whole pixels of the screen: what was drawn is off by one at most, what was moved by two.
    [[nodiscard]] bool isNear(base::Point point, base::Point expected, int pixels = 1) {
        const double pixel = pixels * view().devicePixelRatioF() / view().zoom();
        return std::abs(point.x - expected.x) <= pixel && std::abs(point.y - expected.y) <= pixel;
    }

    void drag(base::Point from, base::Point to) {
        QTest::mouseMove(&view(), at(from));
        QTest::mousePress(&view(), Qt::LeftButton, {}, at(from));
        QTest::mouseMove(&view(), (at(from) + at(to)) / 2);
        QTest::mouseMove(&view(), at(to));
        QTest::mouseRelease(&view(), Qt::LeftButton, {}, at(to));
    }
    void clickAt(base::Point point, Qt::KeyboardModifiers modifiers = {}) {
        QTest::mouseClick(&view(), Qt::LeftButton, modifiers, at(point));
    }
    /// With the tool, and waits until it is on the disk.
    void draw(base::Point from, base::Point to) {
        const int before = kept();
        if (!drawing().tool()) press(Qt::Key_L);
        drag(from, to);
        QTRY_COMPARE(kept(), before + 1);
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
        QTest::keyClick(&m_room->window(), key, modifiers);
    }
    [[nodiscard]] QJsonObject exportedMeasurement() {
        const auto path = m_folder->filePath(QStringLiteral("analysis.json"));
        m_room->workspace().study().exportJson(path);
        m_room->workspace().study().writeWhatWaits();
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly)) return {};
        return QJsonDocument::fromJson(file.readAll())[QStringLiteral("measurements")][0].toObject();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ReadingRoom> m_room;
    std::shared_ptr<ModelScript> m_script = chestScript();
    QString m_picture;
};

}  // namespace asg::tests
