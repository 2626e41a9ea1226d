#pragma once

/// Marks words that a window shows in its own language: `scope` is where their translation is looked up, `x` the words
/// in English. Qt Linguist's lupdate collects them by this name, which Qt defines in the same way; a room without Qt
/// uses them as they stand.
#define QT_TRANSLATE_NOOP(scope, x) x
