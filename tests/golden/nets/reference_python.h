#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace asg::tests {

/// The Python that has the public implementations: $ASG_PYTHON, else .deps/python of the checkout (packaging/setup.sh
/// makes it for ./test.sh). Nothing where there is none.
[[nodiscard]] std::optional<QString> referencePython();

/// Runs a script of this folder to its end; what it complained about, or an empty text when it succeeded.
[[nodiscard]] QString runReference(const QString& python, const QString& script, const QStringList& arguments);

}  // namespace asg::tests
