#include "ui/presenters/warning_text.h"

#include <QCoreApplication>
#include <QStringList>

namespace asg::presenters {
namespace {

QString translated(const char* scope, const char* words, const std::vector<std::string>& arguments) {
    const auto sentence = QCoreApplication::translate(scope, words);
    return QString::fromStdString(base::withArguments(sentence.toStdString(), arguments));
}

std::string named(const char* context, const std::string& name) {
    return QCoreApplication::translate(context, name.c_str()).toStdString();
}

/// "right lung, spine" by the names of files.
std::string namedRegions(const std::string& names) {
    QStringList shown;
    for (const auto& name : QString::fromStdString(names).split(QStringLiteral(", ")))
        shown << QCoreApplication::translate("Region", name.toUtf8().constData());
    return shown.join(QStringLiteral(", ")).toStdString();
}

/// Where an argument is a name of ours it is said in the window's language.
std::vector<std::string> shownArguments(const domain::Warning& warning) {
    using domain::WarningCode;
    auto arguments = warning.arguments;
    const bool isOfVerdict = warning.code == WarningCode::VerdictNotKept || warning.code == WarningCode::VerdictMoved;
    if (warning.code == WarningCode::BoxChanged && !arguments.empty()) arguments[0] = namedRegions(arguments[0]);
    if (isOfVerdict && arguments.size() > 1) {
        arguments[0] = named("VerdictName", arguments[0]);
        arguments[1] = namedRegions(arguments[1]);
    }
    return arguments;
}

/// A tag; words of the report stand as they are.
std::vector<std::string> shownArguments(const domain::Doubt& doubt) {
    auto arguments = doubt.arguments;
    if (doubt.code >= domain::DoubtCode::StatementsContend && doubt.code < domain::DoubtCode::NothingRead)
        for (auto& tag : arguments) tag = named("Finding", tag);
    return arguments;
}

}  // namespace

// The sentences of warnings and doubts are literals, which end with the zero that Qt looks for.
QString warningText(const domain::Warning& warning) {
    return translated("Warning", domain::sentenceOf(warning.code).data(), shownArguments(warning));
}

QString doubtText(const std::vector<domain::Doubt>& doubts) {
    QStringList words;
    for (const auto& doubt : doubts)
        words << translated("Doubt", domain::sentenceOf(doubt.code).data(), shownArguments(doubt));
    return words.join(QStringLiteral("; "));
}

QString errorText(const base::Error& error) {
    const auto translation = [](const char* words) {
        return QCoreApplication::translate("Error", words).toStdString();
    };
    return QString::fromStdString(base::translated(base::sentenceOf(error), translation));
}

}  // namespace asg::presenters
