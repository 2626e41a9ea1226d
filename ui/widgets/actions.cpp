#include "ui/widgets/actions.h"

#include "ui/widgets/plain_text.h"
#include "ui/widgets/theme.h"

#include <QCoreApplication>
#include <QSettings>
#include <QWidget>

#include <algorithm>
#include <cassert>
#include <utility>

namespace asg::widgets {
namespace {

QString nameOf(const ActionSpec& spec) {
    return QString::fromUtf8(spec.name.data(), qsizetype(spec.name.size()));
}

QString settingName(const ActionSpec& spec) {
    return QStringLiteral("keys/") + nameOf(spec);
}

QString translated(const char* words) {
    return QCoreApplication::translate("actions", words);
}

bool isOfCorrections(const ActionSpec& spec) {
    return spec.menu == MenuName::Correction;
}

/// A key may do one thing in the window and another in the panel of corrections; one that gives a verdict may not: a
/// reader who takes the one for the other would judge what was to be corrected.
bool mayShareKeys(const ActionSpec& one, const ActionSpec& other) {
    return isOfCorrections(one) != isOfCorrections(other) && !one.isVerdict() && !other.isVerdict();
}

/// Whether all of them can do something where the action is.
bool areReachable(const ActionSpec& spec, const QList<QKeySequence>& keys) {
    return !isOfCorrections(spec) || std::ranges::all_of(keys, [](const QKeySequence& key) {
        return key.isEmpty() || (key.count() == 1 && reachesCorrections(key[0]));
    });
}

bool areChosen(const ActionSpec& spec) {
    return QSettings().contains(settingName(spec));
}

/// Those that the user chose, as far as they can be used, else those of the set.
QList<QKeySequence> keysOf(const ActionSpec& spec) {
    const auto stored = QSettings().value(settingName(spec));
    const auto otherwise = keysIn(chosenKeySet(), spec);
    if (!stored.isValid()) return otherwise;
    const auto keys = QKeySequence::listFromString(stored.toString(), QKeySequence::PortableText);
    return areReachable(spec, keys) ? keys : otherwise;
}

}  // namespace

bool reachesCorrections(QKeyCombination key) {
    if (key.keyboardModifiers().testAnyFlags(Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier)) return false;
    return key.key() < Qt::Key_F1 || key.key() > Qt::Key_F35;
}

Actions::Actions(QWidget* window) : QObject(window) {
    for (const auto& spec : actionSpecs()) makeAction(spec, *window);
    // Stored by a version that let verdicts and corrections share a key.
    for (const auto& spec : actionSpecs())
        if (isOfCorrections(spec) && ownerOf((*this)[spec.id]->shortcuts(), spec) != nullptr)
            setShortcuts(spec.id, keysIn(chosenKeySet(), spec));
    leaveChosenKeys();
    enable({});
}

/// A later version may give a key to an action of its own that the user had given to another one: that one keeps it.
/// Qt does nothing for a key that two actions have.
void Actions::leaveChosenKeys() {
    for (const auto& spec : actionSpecs()) {
        if (areChosen(spec)) continue;
        auto keys = (*this)[spec.id]->shortcuts();
        const auto before = keys;
        for (const auto& other : actionSpecs())
            if (areChosen(other) && !mayShareKeys(spec, other))
                for (const auto& taken : (*this)[other.id]->shortcuts()) keys.removeAll(taken);
        if (keys != before) setShortcuts(spec.id, keys);
    }
}

void Actions::makeAction(const ActionSpec& spec, QWidget& window) {
    auto* action = new QAction(translated(spec.text), &window);
    action->setObjectName(nameOf(spec));
    action->setWhatsThis(translated(spec.tip));
    action->setCheckable(spec.more.checkable);
    // A key that is held would judge whatever comes next.
    action->setAutoRepeat(!spec.isVerdict());
    if (spec.more.shortText != nullptr) action->setIconText(translated(spec.more.shortText));
    if (*spec.icon != '\0') action->setIcon(themeIcon(QString::fromUtf8(spec.icon)));
    // The panel itself hands its keys on; a button of it must not make them the window's.
    if (isOfCorrections(spec))
        action->setShortcutContext(Qt::WidgetShortcut);
    else
        window.addAction(action);
    m_actions.push_back(action);
    setShortcuts(spec.id, keysOf(spec));
}

void Actions::setShortcuts(ActionId id, const QList<QKeySequence>& keys) {
    auto* action = (*this)[id];
    action->setShortcuts(keys);
    const auto key = action->shortcut().toString(QKeySequence::NativeText);
    setPlainTip(*action, key.isEmpty() ? action->whatsThis() : QStringLiteral("%1 (%2)").arg(action->whatsThis(), key));
}

QAction* Actions::operator[](std::string_view name) const {
    const auto id = actionNamed(name);
    assert(id);
    return (*this)[*id];
}

void Actions::on(ActionId id, std::function<void()> whenTriggered) {
    connect((*this)[id], &QAction::triggered, this, std::move(whenTriggered));
}

void Actions::enable(Conditions holds) {
    for (const auto& spec : actionSpecs()) (*this)[spec.id]->setEnabled(spec.isUsableWhile(holds));
}

const QAction* Actions::ownerOf(const QList<QKeySequence>& keys, const ActionSpec& besides) const {
    for (const auto& other : actionSpecs())
        if (other.id != besides.id && !mayShareKeys(besides, other))
            for (const auto& key : keys)
                if (!key.isEmpty() && (*this)[other.id]->shortcuts().contains(key)) return (*this)[other.id];
    return nullptr;
}

std::optional<ActionId> Actions::withKey(QKeyCombination pressed) const {
    // Shift+Tab arrives as a key of its own.
    const bool back = pressed.key() == Qt::Key_Backtab;
    const QKeySequence key(back ? QKeyCombination(Qt::ShiftModifier, Qt::Key_Tab) : pressed);
    for (const auto& spec : actionSpecs())
        if (!isOfCorrections(spec) && (*this)[spec.id]->shortcuts().contains(key)) return spec.id;
    return std::nullopt;
}

QString Actions::setKeys(std::string_view name, const QList<QKeySequence>& keys) {
    const auto id = actionNamed(name);
    assert(id);
    const auto& spec = specOf(*id);
    if (!areReachable(spec, keys))
        return tr("While correcting only single keys work, without Ctrl, Alt and Meta, and none of F1 to F35.");
    if (const auto* owner = ownerOf(keys, spec)) return tr("That key belongs to “%1”.").arg(owner->text());
    setShortcuts(spec.id, keys);
    QSettings().setValue(settingName(spec), QKeySequence::listToString(keys, QKeySequence::PortableText));
    return {};
}

void Actions::useKeySet(KeySet set) {
    chooseKeySet(set);
    QSettings().remove(QStringLiteral("keys"));
    for (const auto& spec : actionSpecs()) setShortcuts(spec.id, keysIn(set, spec));
}

}  // namespace asg::widgets
