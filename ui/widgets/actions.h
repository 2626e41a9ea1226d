#pragma once

#include "ui/widgets/action_table.h"
#include "ui/widgets/key_sets.h"

#include <QAction>
#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QString>

#include <functional>
#include <optional>
#include <string_view>
#include <vector>

class QWidget;

namespace asg::widgets {

/// The window's actions, made from the table, with the keys that the user chose. GUI thread.
class Actions final : public QObject {
    Q_OBJECT
public:
    /// Makes an action of each spec as a child of `window`, which gets their shortcuts but for those of Correction.
    /// None can be used but those that always can, until enable().
    explicit Actions(QWidget* window);

    [[nodiscard]] QAction* operator[](ActionId id) const { return m_actions[std::size_t(id)]; }
    /// By the name that settings and the sheet of keys know it by; an unknown one is a programming error (asserted).
    [[nodiscard]] QAction* operator[](std::string_view name) const;
    void on(ActionId id, std::function<void()> whenTriggered);
    /// What holds in the window now: the one way that an action becomes usable or ceases to be.
    void enable(Conditions holds);
    /// The window's action of a key that was pressed, usable now or not; nothing where it is nobody's.
    [[nodiscard]] std::optional<ActionId> withKey(QKeyCombination pressed) const;

    /// Gives an action other keys and stores them under its name for the next start. Returns a sentence for people
    /// where it cannot, and then nothing has changed; empty: done. It cannot where another action of the same place has
    /// one of them, where the panel of corrections never gets it, or where one of two that share it would be a verdict.
    [[nodiscard]] QString setKeys(std::string_view name, const QList<QKeySequence>& keys);
    /// Gives every action the keys of a set, now and at the next starts; what the user changed before is forgotten.
    void useKeySet(KeySet set);

private:
    void makeAction(const ActionSpec& spec, QWidget& window);
    void leaveChosenKeys();
    void setShortcuts(ActionId id, const QList<QKeySequence>& keys);
    [[nodiscard]] const QAction* ownerOf(const QList<QKeySequence>& keys, const ActionSpec& besides) const;

    std::vector<QAction*> m_actions;  ///< one for each ActionId
};

/// Whether a key reaches the panel of corrections: Ctrl, Alt, Meta and the function keys stay the window's.
[[nodiscard]] bool reachesCorrections(QKeyCombination key);

}  // namespace asg::widgets
