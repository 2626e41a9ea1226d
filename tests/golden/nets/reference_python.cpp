#include "tests/golden/nets/reference_python.h"

#include <QFileInfo>
#include <QProcess>

namespace asg::tests {

namespace {
constexpr int kPatienceMs = 600'000;
}

std::optional<QString> referencePython() {
    const QString named = qEnvironmentVariable("ASG_PYTHON");
    const QString python = named.isEmpty() ? QStringLiteral(ASG_SOURCE_DIR "/.deps/python/bin/python") : named;
    if (!QFileInfo(python).isExecutable()) return std::nullopt;
    return python;
}

QString runReference(const QString& python, const QString& script, const QStringList& arguments) {
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(python, QStringList{QStringLiteral(ASG_SOURCE_DIR "/tests/golden/nets/") + script} + arguments);
    if (!process.waitForFinished(kPatienceMs)) return python + QStringLiteral(" did not start or did not end");
    if (process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0) return {};
    return QStringLiteral("%1 failed: %2").arg(script, QString::fromUtf8(process.readAll().right(2000)));
}

}  // namespace asg::tests
