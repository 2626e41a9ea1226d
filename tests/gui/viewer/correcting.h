#pragma once

#include "core/domain/report.h"
#include "tests/gui/viewer/reading_room.h"

class QLineEdit;

namespace asg::tests {

/// The keyboard, wherever it is.
void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);

/// Selects a sentence by keys alone, counted from 0, and opens it for correction.
void openByKeys(ReadingRoom& room, int sentence);

/// The line to search of the list that is open.
[[nodiscard]] QLineEdit* search();
/// Types into it and takes what is lit.
void choose(const QString& typed, Qt::KeyboardModifiers modifiers = Qt::NoModifier);

/// A control of the first row that is to be seen.
[[nodiscard]] QWidget* control(ReadingRoom& room, const char* name);
/// The button of an action that is to be seen.
[[nodiscard]] QWidget* buttonOf(ReadingRoom& room, const char* action);

/// Marks letters of a sentence by dragging over them, with the mouse.
void dragOver(ReadingRoom& room, domain::SentenceId sentence, int from, int count);

/// What the sentence that is being corrected says.
[[nodiscard]] const domain::SentenceReading& reading(ReadingRoom& room);

}  // namespace asg::tests
