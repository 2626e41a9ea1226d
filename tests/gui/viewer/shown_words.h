#pragma once

#include <QString>
#include <QStringList>
#include <QTranslator>

#include <set>
#include <utility>

class QWidget;

namespace asg::tests {

/// A language that nobody speaks: every letter that a program's words can have becomes another one, placeholders stay,
/// and all is 40 % longer. What still has plain Latin letters was never asked for. Notes what was. GUI thread.
class PseudoTranslator final : public QTranslator {
public:
    using Asked = std::pair<QString, QString>;  ///< context and words

    [[nodiscard]] QString translate(const char* context, const char* words, const char* comment,
                                    int count) const override;
    [[nodiscard]] bool isEmpty() const override { return false; }

    /// Of the program's own contexts, not of Qt's.
    [[nodiscard]] const std::set<Asked>& asked() const { return m_asked; }

private:
    mutable std::set<Asked> m_asked;
};

[[nodiscard]] QString pseudo(const QString& words);

/// Runs of plain Latin letters that are no unit, no key and no name that is the same in every language.
[[nodiscard]] QStringList latinWordsIn(const QString& text);

/// Every text that a window and what lies in it show, say as a tip or tell who hears them, except what a reader wrote
/// or opened (the report's text, fields). The window itself, visible widgets, and the actions of its menus.
[[nodiscard]] QStringList wordsIn(const QWidget& window);

/// Labels, buttons and the status line that show less than they have to say, or reach beyond the window. Those that
/// shorten their words by themselves are not among them.
[[nodiscard]] QStringList cutIn(const QWidget& window);

}  // namespace asg::tests
