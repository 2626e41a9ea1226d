#pragma once

#include "ui/viewport/viewport.h"

#include <QWidget>

#include <cstddef>
#include <vector>

namespace asg::viewport {

class GlSurface;

/// How many views stand below and beside each other.
struct GridShape {
    int rows = 1;
    int columns = 1;
    [[nodiscard]] std::size_t count() const {
        return static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns);
    }
    friend bool operator==(const GridShape&, const GridShape&) = default;
};

/// The views of a window, at most kMostViews, row by row, all on one OpenGL widget. One of them is active: the one that
/// was pressed, or got the keyboard, last; it has a frame where there are several. A view that finds no room keeps what
/// it shows. GUI thread.
class ViewGrid final : public QWidget {
    Q_OBJECT
public:
    static constexpr std::size_t kMostViews = 4;

    /// One view.
    explicit ViewGrid(QWidget* parent = nullptr);

    /// 1 × 1 to 2 × 2. Where the active view is not among them any more, the first one is active.
    void arrange(GridShape shape);
    [[nodiscard]] GridShape shape() const { return m_shape; }
    /// How many views are on the screen: shape().count().
    [[nodiscard]] std::size_t count() const { return m_shape.count(); }
    /// Of those that were ever on the screen.
    [[nodiscard]] Viewport& view(std::size_t index) const { return *m_views[index]; }
    [[nodiscard]] const std::vector<Viewport*>& views() const { return m_views; }

    /// The active view has the room of all, whichever it is; the others wait behind it as they are. Another shape ends
    /// it, and where there is one view alone nothing happens.
    void maximise(bool on);
    [[nodiscard]] bool isMaximised() const { return m_maximised; }

    /// The keyboard goes there where it was in another view; nothing happens for one that is not on the screen.
    void activate(std::size_t index);
    [[nodiscard]] std::size_t activeIndex() const { return m_active; }
    [[nodiscard]] Viewport& active() const { return *m_views[m_active]; }

Q_SIGNALS:
    /// A view stands there that was never there before.
    void viewMade(std::size_t index);
    /// shape() is another one.
    void arranged();
    /// The views have another size.
    void resized();
    /// isMaximised() is another one.
    void maximised();
    /// active() is another one.
    void activated(std::size_t index);

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void makeView();
    void placeViews();
    [[nodiscard]] bool isSeen(std::size_t index) const;
    void showStandings();

    GlSurface* m_surface;  ///< null where OpenGL does not work
    std::vector<Viewport*> m_views;
    GridShape m_shape;
    std::size_t m_active = 0;
    bool m_maximised = false;
};

}  // namespace asg::viewport
