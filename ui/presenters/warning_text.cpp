#include "ui/presenters/warning_text.h"

#include <QCoreApplication>
#include <QStringList>

namespace asg::presenters {
namespace {

// The sentences are literals, which end with the zero that Qt looks for.
QString translated(const char* scope, std::string_view sentence, const std::vector<std::string>& arguments) {
    const auto words = QCoreApplication::translate(scope, sentence.data());
    return QString::fromStdString(domain::withArguments(words.toStdString(), arguments));
}

}  // namespace

QString warningText(const domain::Warning& warning) {
    return translated("Warning", domain::sentenceOf(warning.code), warning.arguments);
}

QString doubtText(const std::vector<domain::Doubt>& doubts) {
    QStringList words;
    for (const auto& doubt : doubts) words << translated("Doubt", domain::sentenceOf(doubt.code), doubt.arguments);
    return words.join(QStringLiteral("; "));
}

}  // namespace asg::presenters
