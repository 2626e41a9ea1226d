#include "ui/presenters/warning_text.h"

#include <QCoreApplication>

namespace asg::presenters {

QString warningText(const domain::Warning& warning) {
    // The sentences are literals, which end with the zero that Qt looks for.
    const auto sentence = QCoreApplication::translate("Warning", domain::sentenceOf(warning.code).data());
    return QString::fromStdString(domain::withArguments(sentence.toStdString(), warning.arguments));
}

}  // namespace asg::presenters
