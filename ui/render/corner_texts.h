#pragma once

#include "core/domain/radiograph.h"
#include "core/vision/display_lut.h"
#include "core/vision/eye_filter.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace asg::render {

/// What stands in every window and on every exported picture.
[[nodiscard]] QString noticeOnUse();

/// Where a picture's millimetres come from, in the window's language; a source that it does not know as it stands.
[[nodiscard]] QString spacingSourceText(const domain::PixelSpacing& spacing);

/// The lines of the four corners, first line on top.
struct CornerTexts {
    QStringList topLeft;      ///< patient: name, birth year, sex; id
    QStringList topRight;     ///< view, date, descriptions
    QStringList bottomLeft;   ///< window
    QStringList bottomRight;  ///< zoom, spacing with its source, frame
    friend bool operator==(const CornerTexts&, const CornerTexts&) = default;
};

/// Letters at the picture's four sides as seen (after turning and flipping); empty where unknown.
struct OrientationLetters {
    QString left, right, top, bottom;
    friend bool operator==(const OrientationLetters&, const OrientationLetters&) = default;
};

/// `zoom` is device pixels for one image pixel. `byHand` is said in place of the file's spacing. Nothing is invented:
/// what neither says is left out.
[[nodiscard]] CornerTexts makeCornerTexts(const domain::Radiograph& radiograph, const vision::VoiChoice& voi,
                                          double zoom, const std::optional<domain::PixelSpacing>& byHand = {});

/// When the picture was taken, and how: "2024-03-02 14:31  PA"; "no date" where the file has none. What pictures beside
/// each other are told apart by.
[[nodiscard]] QString dateHeading(const domain::Radiograph& radiograph);

/// From Patient Orientation (PS3.3 C.7.6.1.1.1); without it, "R?" at the left of a picture that says it is PA or AP,
/// which is how these are shown and not what the file says; else nothing. `quarterTurns` clockwise after the flip, as
/// in ViewTransform.
[[nodiscard]] OrientationLetters orientationLetters(const domain::Radiograph& radiograph, int quarterTurns,
                                                    bool flipped);

/// How the picture on the screen differs from the stored one, one line each: "MIRRORED", "TURNED 90°" (clockwise),
/// "INVERTED". `quarterTurns` as above.
[[nodiscard]] QStringList turnedRoundWords(int quarterTurns, bool flipped, bool inverted);

/// What is done to the picture for the eye alone, one line each: "SHARPENED", "CONTRAST EVENED".
[[nodiscard]] QStringList filterWords(const vision::EyeFilter& filter);

/// A person name (PS3.5 6.2.1.1) for people: "YAMADA TARO (山田 太郎)".
[[nodiscard]] QString readablePersonName(const std::string& utf8);

}  // namespace asg::render
