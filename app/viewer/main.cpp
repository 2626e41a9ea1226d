#include "app/viewer/ending.h"
#include "app/viewer/log.h"
#include "app/viewer/options.h"
#include "app/viewer/services.h"
#include "core/base/resources.h"
#include "ui/presenters/workspace.h"
#include "ui/viewport/viewport.h"
#include "ui/widgets/language.h"
#include "ui/widgets/main_window.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QIcon>
#include <QSurfaceFormat>
#include <spdlog/spdlog.h>

#include <clocale>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <sys/stat.h>

namespace {

/// What has to stand before there is an application.
void prepareToolkit() {
    // VTK's OpenGL window needs X11 (GLX); under Wayland that is XWayland, unless the user says otherwise.
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM") && !qEnvironmentVariableIsEmpty("DISPLAY"))
        qputenv("QT_QPA_PLATFORM", "xcb");
    QSurfaceFormat format;
    format.setRenderableType(QSurfaceFormat::OpenGL);
    format.setVersion(3, 2);
    format.setProfile(QSurfaceFormat::CoreProfile);
    format.setSamples(0);
    QSurfaceFormat::setDefaultFormat(format);
    QCoreApplication::setOrganizationName(QStringLiteral("asg"));
    QCoreApplication::setApplicationName(QStringLiteral("asg-viewer"));
    QCoreApplication::setApplicationVersion(QStringLiteral(ASG_VERSION));
}

int run(int argc, char** argv) {
    using namespace asg;
    auto options = viewer::readOptions(argc, argv);
    if (options.exitCode) return *options.exitCode;
    prepareToolkit();
    const viewer::Log log;
    QApplication application(argc, argv);
    // The application took the system's locale for all of C: a decimal comma would reach files and other libraries.
    std::setlocale(LC_NUMERIC, "C");
    const widgets::Translations translations(widgets::languageToSpeak());
    if (!translations.areComplete())
        spdlog::warn("no words of the language {} in {}", widgets::languageToSpeak().toStdString(),
                     base::resourceFolder().string());
    widgets::applyReadingRoom(application);
    QApplication::setWindowIcon(QIcon(viewer::applicationIcon()));

    presenters::Workspace workspace(viewer::makeWorkplace(options), viewer::readerName());
    widgets::MainWindow window(workspace, viewer::installation(options));
    // tests/bench/viewer reads this line: from the start of the process to the first picture.
    QObject::connect(window.findChild<viewport::Viewport*>(), &viewport::Viewport::firstFramePainted, &window,
                     [] { spdlog::info("picture shown"); });
    window.show();
    if (!options.paths.empty()) workspace.study().open(options.paths, options.report);
    return viewer::runUntilClosed(workspace);
}

}  // namespace

int main(int argc, char** argv) {
    // What is written may tell of a patient: it is for the user alone.
    ::umask(077);
    // A file that may not grow any more (ulimit -f) is an error in words, not the end of the program.
    std::signal(SIGXFSZ, SIG_IGN);
    try {
        return run(argc, argv);
    } catch (const std::exception& defect) {
        std::cerr << "asg-viewer: stopped by a defect of the program: " << defect.what() << '\n';
        return EXIT_FAILURE;
    }
}
