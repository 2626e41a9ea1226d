#pragma once

#include "ui/viewport/radiograph_scene.h"

#include <QMetaObject>
#include <QOpenGLWidget>

#include <functional>

namespace asg::viewport {

/// The OpenGL half of the viewport: a child that fills it and lets the mouse through. Made only where isPossible():
/// Qt 6.4 crashes when it composes a QOpenGLWidget on a platform without OpenGL.
class GlSurface final : public QOpenGLWidget {
    Q_OBJECT
public:
    enum class State { NotTried, Works, Broken };
    /// Called on the GUI thread; all must be set.
    struct Client {
        std::function<void()> aboutToRender;
        std::function<void()> rendered;
        std::function<void()> stateChanged;
    };

    /// Tries to make a context of the version that is needed.
    [[nodiscard]] static bool isPossible();

    GlSurface(Client client, QWidget* parent);
    ~GlSurface() override;

    [[nodiscard]] State state() const { return m_state; }
    /// After the first show Qt must have made a context; if there is none, there will be none.
    void checkAfterShow();
    [[nodiscard]] RadiographScene& scene() { return m_scene; }
    [[nodiscard]] const RadiographScene& scene() const { return m_scene; }

protected:
    void initializeGL() override;
    void resizeGL(int width, int height) override;
    void paintGL() override;

private:
    void setState(State state);

    Client m_client;
    RadiographScene m_scene;
    State m_state = State::NotTried;
    QMetaObject::Connection m_contextGone;
};

}  // namespace asg::viewport
