#pragma once

#include "ui/viewport/radiograph_scene.h"

#include <QMetaObject>
#include <QOpenGLWidget>
#include <QRect>

#include <functional>
#include <vector>

namespace asg::viewport {

class GlTile;

/// The OpenGL half of a window's views: one widget for all of them, because each one more would cost the composition of
/// its whole area a frame. Lies under the views and lets the mouse through; a GlTile is what one view draws on it. Made
/// only where isPossible(): Qt 6.4 crashes when it composes a QOpenGLWidget on a platform without OpenGL. GUI thread.
class GlSurface final : public QOpenGLWidget {
    Q_OBJECT
public:
    enum class State { NotTried, Works, Broken };

    /// Tries to make a context of the version that is needed.
    [[nodiscard]] static bool isPossible();

    explicit GlSurface(QWidget* parent);
    ~GlSurface() override;

    [[nodiscard]] State state() const { return m_state; }
    /// After the first show Qt must have made a context; if there is none, there will be none.
    void checkAfterShow();

protected:
    void initializeGL() override;
    void paintGL() override;

private:
    friend class GlTile;

    void add(GlTile& tile);
    void remove(GlTile& tile);
    void releaseScenes();
    void setState(State state);
    /// A surface that nobody draws on is not composed either.
    void showWhereWanted();
    [[nodiscard]] QRect inDevicePixels(QRect inWidgetPixels) const;
    void clearBetweenTiles();

    std::vector<GlTile*> m_tiles;
    State m_state = State::NotTried;
    QMetaObject::Connection m_contextGone;
};

/// The place of one picture on a surface, and its scene there. May outlive the surface, and then does nothing. GUI
/// thread.
class GlTile {
public:
    /// Called on the GUI thread; all must be set.
    struct Client {
        std::function<void()> aboutToRender;
        std::function<void()> rendered;
        std::function<void()> stateChanged;
    };

    GlTile(GlSurface& surface, Client client);
    ~GlTile();
    GlTile(const GlTile&) = delete;
    GlTile& operator=(const GlTile&) = delete;

    [[nodiscard]] RadiographScene& scene() { return m_scene; }
    [[nodiscard]] const RadiographScene& scene() const { return m_scene; }
    /// Broken without a surface.
    [[nodiscard]] GlSurface::State state() const;
    /// In pixels of the surface's widget; empty where the view is hidden.
    void setPlace(QRect inWidgetPixels);
    /// Whether the picture is drawn here at all.
    void setWanted(bool wanted);
    void update();

private:
    friend class GlSurface;

    GlSurface* m_surface;
    Client m_client;
    RadiographScene m_scene;
    QRect m_place;
    bool m_wanted = true;
};

}  // namespace asg::viewport
