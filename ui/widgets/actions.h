#pragma once

#include <QAction>
#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QString>

#include <functional>
#include <map>
#include <span>
#include <string_view>

class QWidget;

namespace asg::widgets {

/// Correction has no menu: its keys are for the panel where a sentence is corrected, and work while the keyboard is
/// there.
enum class MenuName { File, View, Reading, Review, Help, Correction };

/// One thing that the user can do: the one place where its words, its keys and its icon stand. Menus, tool bar, keys
/// and the sheet of keys are all made from these.
struct ActionSpec {
    std::string_view id;    ///< stable: keys that the user changed are stored under it
    const char* text;       ///< in menus; translated
    const char* tip;        ///< one sentence; translated
    const char* icon = "";  ///< Breeze name
    const char* keys = "";  ///< defaults, portable text, "; " between several
    MenuName menu = MenuName::File;
    bool checkable = false;
    bool separatorBefore = false;
};

/// All of them, in the menus' order.
[[nodiscard]] std::span<const ActionSpec> actionSpecs();

/// The window's actions, by id, with the keys that the user chose. GUI thread.
class Actions final : public QObject {
    Q_OBJECT
public:
    /// Makes an action of each spec as a child of `window`, which gets their shortcuts but for those of Correction.
    explicit Actions(QWidget* window);

    /// An unknown id is a programming error (asserted).
    [[nodiscard]] QAction* operator[](std::string_view id) const;
    void on(std::string_view id, std::function<void()> whenTriggered);
    /// The window's action of a key that was pressed, usable now or not; null where it is nobody's.
    [[nodiscard]] QAction* withKey(QKeyCombination pressed) const;

    /// Other keys, stored for the next start. Returns why not, for people (another action of the window, or of the
    /// panel of corrections, has one of them; the panel never gets it; one of the two would be a verdict); then nothing
    /// has changed.
    [[nodiscard]] QString setKeys(std::string_view id, const QList<QKeySequence>& keys);
    void restoreDefaultKeys();

private:
    void applyTip(QAction& action) const;
    [[nodiscard]] const QAction* ownerOf(const QList<QKeySequence>& keys, std::string_view id) const;

    std::map<std::string_view, QAction*> m_actions;
};

/// Whether a key reaches the panel of corrections: Ctrl, Alt, Meta and the function keys stay the window's.
[[nodiscard]] bool reachesCorrections(QKeyCombination key);

[[nodiscard]] QList<QKeySequence> defaultKeys(const ActionSpec& spec);

}  // namespace asg::widgets
