// The real window on a fake model, at which somebody gives verdicts by keys until the process is killed. Each decision
// that the window shows goes to standard output, as the journal writes it.
//
//     window_script STORE PICTURE REPORT SEED
#include "core/review/decision_json.h"
#include "tests/gui/viewer/reading_room.h"

#include <QApplication>
#include <QSettings>
#include <QTest>
#include <nlohmann/json.hpp>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <random>

using namespace asg;
using namespace asg::tests;

namespace {

struct Press {
    Qt::Key key;
    Qt::KeyboardModifiers modifiers = Qt::NoModifier;
};

/// Those that choose come as often as those that judge; what may not be judged is refused in words.
constexpr std::array kPresses{Press{Qt::Key_Tab},
                              Press{Qt::Key_Tab},
                              Press{Qt::Key_Space},
                              Press{Qt::Key_A},
                              Press{Qt::Key_R},
                              Press{Qt::Key_N},
                              Press{Qt::Key_A},
                              Press{Qt::Key_R},
                              Press{Qt::Key_Z, Qt::ControlModifier},
                              Press{Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier}};

/// Prints the decisions of the state that the window has just taken over, from `shown` on.
std::size_t tell(const review::ReviewState& state, std::size_t shown) {
    for (; shown < state.history.size(); ++shown)
        std::printf("shown %s\n", review::decisionJson(state.history[shown]).dump().c_str());
    std::fflush(stdout);
    return shown;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 5) return 2;
    const QApplication application(argc, argv);
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, QString::fromLocal8Bit(argv[1]));
    ReadingRoom room(chestScript(), argv[1]);
    const auto& review = room.workspace().review();
    std::size_t shown = 0;
    QObject::connect(&review, &presenters::ReviewPresenter::stateChanged, &room.window(),
                     [&] { shown = tell(review.state(), shown); });
    if (!room.openAndWait({QString::fromLocal8Bit(argv[2])}, QString::fromLocal8Bit(argv[3]))) return 1;
    std::mt19937 random(static_cast<unsigned>(std::atoi(argv[4])));
    for (;;) {
        const auto& press = kPresses[random() % kPresses.size()];
        QTest::keyClick(&room.window(), press.key, press.modifiers);
        QTest::qWait(static_cast<int>(random() % 12));
    }
}
