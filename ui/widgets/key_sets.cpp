#include "ui/widgets/key_sets.h"

#include <QCoreApplication>
#include <QSettings>

#include <algorithm>
#include <span>

namespace asg::widgets {
namespace {

struct Habit {
    ActionId action;
    const char* keys;
};

// Weasis: W, T, Z choose the mouse's tool, M and D measure, A is the angle, R turns, N and Q are the mouse's, too.
constexpr std::array kWeasis{Habit{ActionId::ToolWindow, "W"},
                             Habit{ActionId::ToolPan, "T"},
                             Habit{ActionId::ToolZoom, "Z"},
                             Habit{ActionId::Magnifier, "Alt+Z"},
                             Habit{ActionId::MeasureAgain, "M"},
                             Habit{ActionId::MeasureLength, "D"},
                             Habit{ActionId::MeasureAngle, "A"},
                             Habit{ActionId::RotateRight, "Alt+R"},
                             Habit{ActionId::RotateLeft, "Alt+L"},
                             Habit{ActionId::Flip, "Alt+F"},
                             Habit{ActionId::ResetWindow, "1"},
                             Habit{ActionId::WindowThorax, "0"},
                             Habit{ActionId::MeasureText, "B"},
                             Habit{ActionId::Actual, ""},
                             Habit{ActionId::Accept, "Ctrl+Alt+A"},
                             Habit{ActionId::Reject, "Ctrl+Alt+R"},
                             Habit{ActionId::RejectBecause, "Ctrl+Alt+Shift+R"},
                             Habit{ActionId::Nothing, "Ctrl+Alt+N"},
                             Habit{ActionId::Unsure, "Ctrl+Alt+U"},
                             Habit{ActionId::UnsureNote, "Ctrl+Alt+Shift+U"},
                             Habit{ActionId::AcceptBox, "Ctrl+Alt+B"},
                             Habit{ActionId::RejectBox, "Ctrl+Alt+Shift+B"},
                             Habit{ActionId::ChangeHolds, "Ctrl+Alt+Q"},
                             Habit{ActionId::ChangeDoesNotHold, "Ctrl+Alt+Shift+Q"}};

// OHIF: single letters turn and mirror, digits are windows, the space bar resets, the arrows go from view to view.
constexpr std::array kOhif{Habit{ActionId::ToolZoom, "Z"},
                           Habit{ActionId::Magnifier, "Alt+Z"},
                           Habit{ActionId::Fit, "="},
                           Habit{ActionId::RotateRight, "R"},
                           Habit{ActionId::RotateLeft, "L"},
                           Habit{ActionId::Flip, "H"},
                           Habit{ActionId::Invert, "I"},
                           Habit{ActionId::ResetView, "Space"},
                           Habit{ActionId::NextPicture, "PgDown"},
                           Habit{ActionId::PreviousPicture, "PgUp"},
                           Habit{ActionId::NextFrame, "Ctrl+PgDown"},
                           Habit{ActionId::PreviousFrame, "Ctrl+PgUp"},
                           Habit{ActionId::WindowThorax, "1"},
                           Habit{ActionId::WindowLungs, "2"},
                           Habit{ActionId::WindowMediastinum, "3"},
                           Habit{ActionId::WindowBones, "4"},
                           Habit{ActionId::DeleteMeasurement, "Backspace"},
                           Habit{ActionId::NextView, "V; Right"},
                           Habit{ActionId::PreviousView, "Ctrl+Alt+V; Left"},
                           Habit{ActionId::NextRegion, "Shift+Space"},
                           Habit{ActionId::PreviousRegion, "Ctrl+Shift+Space"},
                           Habit{ActionId::NextSentence, "S"},
                           Habit{ActionId::PreviousSentence, "Shift+S"},
                           Habit{ActionId::Sharpen, "Alt+S"},
                           Habit{ActionId::EvenContrast, "Alt+Shift+S"},
                           Habit{ActionId::HeatMap, "Ctrl+H"},
                           Habit{ActionId::Actual, ""},
                           Habit{ActionId::Redo, "Ctrl+Y; Ctrl+Shift+Z"},
                           Habit{ActionId::Reject, "Ctrl+Alt+R"},
                           Habit{ActionId::RejectBecause, "Ctrl+Alt+Shift+R"}};

std::span<const Habit> habitsOf(KeySet set) {
    switch (set) {
        case KeySet::Weasis: return kWeasis;
        case KeySet::Ohif: return kOhif;
        case KeySet::Own: break;
    }
    return {};
}

QList<QKeySequence> sequences(const char* keys) {
    return QKeySequence::listFromString(QString::fromUtf8(keys), QKeySequence::PortableText);
}

QString setting() {
    return QStringLiteral("keySet");
}

}  // namespace

QString keySetWords(KeySet set) {
    switch (set) {
        case KeySet::Own: return QCoreApplication::translate("key sets", "ASG Viewer");
        case KeySet::Weasis: return QCoreApplication::translate("key sets", "like Weasis");
        case KeySet::Ohif: return QCoreApplication::translate("key sets", "like OHIF");
    }
    return {};
}

QList<QKeySequence> keysIn(KeySet set, const ActionSpec& spec) {
    const auto habits = habitsOf(set);
    if (const auto habit = std::ranges::find(habits, spec.id, &Habit::action); habit != habits.end())
        return sequences(habit->keys);
    auto keys = sequences(spec.keys);
    // The panel of corrections has keys of its own, which work while the keyboard is there.
    if (spec.menu == MenuName::Correction) return keys;
    for (const auto& habit : habits)
        for (const auto& taken : sequences(habit.keys)) keys.removeAll(taken);
    return keys;
}

KeySet chosenKeySet() {
    const auto stored = QSettings().value(setting(), 0).toInt();
    const bool isOne = stored >= 0 && stored < static_cast<int>(kKeySets.size());
    return isOne ? kKeySets[static_cast<std::size_t>(stored)] : KeySet::Own;
}

void chooseKeySet(KeySet set) {
    QSettings().setValue(setting(), static_cast<int>(set));
}

}  // namespace asg::widgets
