#include "ui/presenters/warning_text.h"

#include <QCoreApplication>
#include <QStringList>

namespace asg::presenters {
namespace {

QString translated(const char* scope, const char* words, const std::vector<std::string>& arguments) {
    const auto sentence = QCoreApplication::translate(scope, words);
    return QString::fromStdString(base::withArguments(sentence.toStdString(), arguments));
}

}  // namespace

// The sentences of warnings and doubts are literals, which end with the zero that Qt looks for.
QString warningText(const domain::Warning& warning) {
    return translated("Warning", domain::sentenceOf(warning.code).data(), warning.arguments);
}

QString doubtText(const std::vector<domain::Doubt>& doubts) {
    QStringList words;
    for (const auto& doubt : doubts)
        words << translated("Doubt", domain::sentenceOf(doubt.code).data(), doubt.arguments);
    return words.join(QStringLiteral("; "));
}

QString errorText(const base::Error& error) {
    const auto translation = [](const char* words) {
        return QCoreApplication::translate("Error", words).toStdString();
    };
    return QString::fromStdString(base::translated(base::sentenceOf(error), translation));
}

}  // namespace asg::presenters
