#pragma once

#include <QFile>
#include <QImage>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

#include <functional>

/// The program as a person calls it, and the files that the tests hand to it.
namespace cli_test {

struct Run {
    int code = -1;
    QByteArray out;
    QByteArray messages;
};

/// `before` runs in the new process before the program does.
inline Run asg(const QStringList& words, const QString& folder = {}, const std::function<void()>& before = {}) {
    QProcess process;
    if (before) process.setChildProcessModifier(before);
    if (!folder.isEmpty()) process.setWorkingDirectory(folder);
    process.start(QStringLiteral(ASG_BINARY_DIR "/bin/asg"), words);
    if (!process.waitForFinished(120'000)) return {};
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

/// A grey ramp, 300 × 400, as a PNG.
inline QString rampIn(const QTemporaryDir& folder, const QString& name = QStringLiteral("ramp.png")) {
    QImage image(300, 400, QImage::Format_Grayscale8);
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x) image.scanLine(y)[x] = static_cast<uchar>((x + y) % 256);
    const QString path = folder.filePath(name);
    if (!image.save(path)) qFatal("cannot write the ramp");
    return path;
}

inline QString textIn(const QTemporaryDir& folder, const QString& name, const QByteArray& text) {
    QFile file(folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size()) qFatal("cannot write a text");
    return file.fileName();
}

inline QByteArray bytesIn(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline QJsonObject objectIn(const QString& path) {
    return QJsonDocument::fromJson(bytesIn(path)).object();
}

}  // namespace cli_test
