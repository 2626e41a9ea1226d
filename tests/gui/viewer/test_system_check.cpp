// Help, System check: what works here, in words, and an archive for a report of a defect.
#include "tests/gui/viewer/reading_room.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/checkup_dialog.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QLabel>
#include <QPushButton>
#include <QTest>

using namespace asg;
using namespace asg::tests;

class TestSystemCheck : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_folder = folderWithSettings();
        m_room = roomIn(*m_folder);
    }

    void everyThingLookedAtIsSaidInWords() {
        open();
        QTRY_VERIFY_WITH_TIMEOUT(row(QStringLiteral("journals")) != nullptr, 60'000);
        for (const auto* name : {"libraries", "opengl", "decoder", "libtorch", "model", "data-folder", "disk"})
            QVERIFY2(row(QString::fromLatin1(name)) != nullptr && !row(QString::fromLatin1(name))->text().isEmpty(),
                     name);
        QVERIFY2(row(QStringLiteral("libraries"))->text().contains(QStringLiteral("VTK ")), "the window has loaded it");
        QVERIFY(row(QStringLiteral("opengl"))->text().startsWith(QStringLiteral("OpenGL")));
        // The room's folder holds no model: the remedy stands below.
        QVERIFY(row(QStringLiteral("model"))->text().contains(u'\n'));
        QVERIFY(message()->text().contains(QStringLiteral("something does not work")));
        keepScreenshot(*dialog(), QStringLiteral("system-check"));
        QTest::mouseClick(button(QStringLiteral("Copy")), Qt::LeftButton);
        QVERIFY(QApplication::clipboard()->text().contains(row(QStringLiteral("disk"))->text()));
    }

    void theArchiveIsWrittenWhereTheUserSays() {
        open();
        QTRY_VERIFY_WITH_TIMEOUT(button(QStringLiteral("Save for a report of a defect…"))->isEnabled(), 60'000);
        QTest::mouseClick(button(QStringLiteral("Save for a report of a defect…")), Qt::LeftButton);
        auto* chooser = dialog()->findChild<QFileDialog*>();
        QVERIFY(chooser != nullptr);
        const auto path = m_folder->filePath(QStringLiteral("bundle.zip"));
        chooser->selectFile(path);
        static_cast<QDialog*>(chooser)->accept();
        QTRY_VERIFY(message()->text().contains(QStringLiteral("bundle.zip")));
        const auto archive = contentOf(path);
        QVERIFY2(archive.startsWith(QStringLiteral("PK")), "a zip archive");
    }

    void closingWhileItLooksEndsIt() {
        open();
        dialog()->close();
        QTRY_VERIFY(dialog() == nullptr);
    }

private:
    void open() { m_room->window().actions()[widgets::ActionId::SystemCheck]->trigger(); }
    [[nodiscard]] widgets::CheckupDialog* dialog() const {
        return m_room->window().findChild<widgets::CheckupDialog*>();
    }
    [[nodiscard]] QLabel* row(const QString& name) const {
        return dialog()->findChild<QLabel*>(QStringLiteral("check-") + name);
    }
    [[nodiscard]] QLabel* message() const { return dialog()->findChild<QLabel*>(QStringLiteral("checkupMessage")); }
    [[nodiscard]] QPushButton* button(const QString& text) const {
        for (auto* one : dialog()->findChildren<QPushButton*>())
            if (one->text() == text) return one;
        qFatal("no such button");
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ReadingRoom> m_room;
};

QTEST_MAIN(TestSystemCheck)
#include "test_system_check.moc"
