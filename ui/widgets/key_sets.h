#pragma once

#include "ui/widgets/action_table.h"

#include <QKeySequence>
#include <QList>
#include <QString>

#include <array>
#include <cstdint>

namespace asg::widgets {

/// Whose habits the keys follow.
enum class KeySet : std::uint8_t { Own, Weasis, Ohif };
inline constexpr std::array kKeySets{KeySet::Own, KeySet::Weasis, KeySet::Ohif};

/// For people.
[[nodiscard]] QString keySetWords(KeySet set);

/// The keys of an action in a set, before the user changed any. A set says what its viewer's readers are used to; the
/// rest is as in the table, without the keys that the set gives to something else. No key that means something in that
/// viewer gives a verdict here: a habit must not judge.
[[nodiscard]] QList<QKeySequence> keysIn(KeySet set, const ActionSpec& spec);

/// The set that the user chose, and choosing one for the next starts, too. GUI thread.
[[nodiscard]] KeySet chosenKeySet();
void chooseKeySet(KeySet set);

}  // namespace asg::widgets
