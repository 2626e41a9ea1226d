#include "ui/presenters/model_words.h"

#include <QCoreApplication>
#include <QStringList>

namespace asg::presenters {

QString modelWords(const domain::Analysis& analysis) {
    const auto& model = analysis.model;
    if (model.name.empty()) return {};
    const auto words = [](const char* text) { return QCoreApplication::translate("model", text); };
    QStringList parts{words("model %1").arg(QString::fromStdString(model.title()))};
    if (!model.device.empty()) parts << QString::fromStdString(model.device);
    parts << words("%1 s").arg(model.seconds, 0, 'f', 1);
    return parts.join(QStringLiteral(" · "));
}

}  // namespace asg::presenters
