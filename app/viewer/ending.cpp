#include "app/viewer/ending.h"

#include "ui/presenters/workspace.h"

#include <QApplication>

#include <chrono>
#include <cstdlib>
#include <thread>

namespace asg::viewer {

int runUntilClosed(presenters::Workspace& workspace) {
    const int code = QApplication::exec();
    workspace.study().writeWhatWaits();
    std::thread([code] {
        constexpr std::chrono::milliseconds kPatience(900);
        std::this_thread::sleep_for(kPatience);
        std::_Exit(code);
    }).detach();
    return code;
}

}  // namespace asg::viewer
