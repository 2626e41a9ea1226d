#include "app/viewer/log.h"

#include "core/doctor/bug_report.h"

#include <QByteArray>
#include <QString>
#include <QtGlobal>
#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/spdlog.h>

#include <exception>
#include <filesystem>
#include <iostream>

namespace asg::viewer {
namespace {

void logQtMessage(QtMsgType type, const QMessageLogContext& /*context*/, const QString& message) {
    const auto text = message.toStdString();
    switch (type) {
        case QtDebugMsg: spdlog::debug("Qt: {}", text); break;
        case QtInfoMsg: spdlog::info("Qt: {}", text); break;
        case QtWarningMsg: spdlog::warn("Qt: {}", text); break;
        case QtCriticalMsg:
        case QtFatalMsg: spdlog::critical("Qt: {}", text); break;
    }
    if (type == QtCriticalMsg || type == QtFatalMsg) std::cerr << text << '\n';
}

}  // namespace

Log::Log() {
    constexpr std::size_t kBytes = 1U << 20U;
    constexpr std::size_t kFiles = 3;
    try {
        const auto file = doctor::viewerLog();
        std::filesystem::create_directories(file.parent_path());
        spdlog::set_default_logger(spdlog::rotating_logger_mt("asg-viewer", file.string(), kBytes, kFiles));
        spdlog::flush_on(spdlog::level::debug);
        spdlog::info("asg-viewer {} starts", ASG_VERSION);
        qInstallMessageHandler(logQtMessage);
    } catch (const std::exception& problem) {
        // A disk without room for a log must not keep anybody from reading.
        std::cerr << "asg-viewer: no log is written: " << problem.what() << '\n';
    }
}

Log::~Log() {
    qInstallMessageHandler(nullptr);
    spdlog::info("asg-viewer ends");
    spdlog::shutdown();
}

}  // namespace asg::viewer
