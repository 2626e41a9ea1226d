#include "ui/presenters/model_words.h"

#include <QCoreApplication>
#include <QStringList>

namespace asg::presenters {

QString modelWords(const domain::Analysis& analysis) {
    const auto& model = analysis.model;
    if (model.name.empty()) return {};
    QStringList parts{QCoreApplication::translate("model", "model %1").arg(QString::fromStdString(model.title()))};
    if (!model.device.empty()) parts << QString::fromStdString(model.device);
    parts << QCoreApplication::translate("model", "%1 s").arg(model.seconds, 0, 'f', 1);
    return parts.join(QStringLiteral(" · "));
}

}  // namespace asg::presenters
