// Where there is no memory for something, the window says so and stands as it stood before.
#include "tests/gui/viewer/films.h"
#include "tests/gui/viewer/reading_room.h"
#include "ui/viewport/viewport.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/picture_area.h"

#include <QSignalSpy>
#include <QTest>

#include <fstream>
#include <memory>
#include <sys/resource.h>
#include <unistd.h>

using namespace asg;
using namespace asg::tests;
using widgets::ActionId;

namespace {

/// While it lives, the program gets little memory more than it has.
class MemoryLimit {
public:
    MemoryLimit() {
        constexpr rlim_t kRoom = rlim_t{48} << 20U;
        getrlimit(RLIMIT_AS, &m_before);
        rlim_t pages = 0;
        std::ifstream("/proc/self/statm") >> pages;
        auto limit = m_before;
        limit.rlim_cur = pages * static_cast<rlim_t>(sysconf(_SC_PAGESIZE)) + kRoom;
        setrlimit(RLIMIT_AS, &limit);
    }
    ~MemoryLimit() { setrlimit(RLIMIT_AS, &m_before); }
    MemoryLimit(const MemoryLimit&) = delete;
    MemoryLimit& operator=(const MemoryLimit&) = delete;

private:
    rlimit m_before{};
};

}  // namespace

class TestLittleMemory : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aFilterThatFindsNoMemoryGoesOffAndIsSaid() {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
        QSKIP("a sanitizer ends the program where memory is refused");
#endif
        constexpr int kSide = 4000;
        const auto folder = folderWithSettings();
        const auto room = roomIn(*folder);
        QVERIFY(
            room->openAndWait({writeFilm(*folder, {QStringLiteral("large.dcm"), "7", "20240302", 0.1, kSide, kSide})}));
        auto& view = room->window().pictureArea().viewport();
        const auto* sharpen = room->window().actions()[ActionId::Sharpen];
        const auto press = [&room] { QTest::keyClick(&room->window(), Qt::Key_S); };
        press();
        QTRY_VERIFY_WITH_TIMEOUT(view.shownFilter().sharpens, 30000);
        press();
        QVERIFY(!sharpen->isChecked() && !view.shownFilter().doesAnything());
        QSignalSpy problem(&room->workspace(), &presenters::Workspace::problem);
        {
            const MemoryLimit limit;
            press();
            QVERIFY(sharpen->isChecked());
            QTRY_COMPARE(problem.size(), 1);
        }
        QVERIFY(!sharpen->isChecked() && !view.filter().doesAnything() && !view.shownFilter().doesAnything());
        const auto words = problem.constFirst().constFirst().toString();
        QVERIFY2(words.contains(QStringLiteral("memory")) && words.contains(QStringLiteral("try again")),
                 qPrintable(words));
        keepScreenshot(room->window(),
                       QStringLiteral("filter-without-memory-%1x").arg(room->window().devicePixelRatioF()));
        press();
        QTRY_VERIFY_WITH_TIMEOUT(view.shownFilter().sharpens && sharpen->isChecked(), 30000);
    }
};

QTEST_MAIN(TestLittleMemory)
#include "test_little_memory.moc"
