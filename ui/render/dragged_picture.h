#pragma once

#include <QByteArray>

#include <cstddef>
#include <optional>

namespace asg::render {

/// What a picture of the window's list is called while it is dragged, and its place in the list then.
inline constexpr auto kDraggedPicture = "application/x-asg-picture";
[[nodiscard]] inline QByteArray draggedPicture(std::size_t index) {
    return QByteArray::number(static_cast<qulonglong>(index));
}
[[nodiscard]] inline std::optional<std::size_t> pictureFromDrag(const QByteArray& data) {
    bool isNumber = false;
    const auto index = data.toULongLong(&isNumber);
    return isNumber ? std::optional(static_cast<std::size_t>(index)) : std::nullopt;
}

}  // namespace asg::render
