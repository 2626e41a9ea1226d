#include "ui/viewport/gl_surface.h"

#include <QGuiApplication>
#include <QOffscreenSurface>
#include <QOpenGLContext>

#include <cmath>

namespace asg::viewport {
namespace {

QSurfaceFormat neededFormat() {
    QSurfaceFormat format;
    format.setRenderableType(QSurfaceFormat::OpenGL);
    format.setVersion(3, 2);
    format.setProfile(QSurfaceFormat::CoreProfile);
    format.setSamples(0);
    return format;
}

}  // namespace

bool GlSurface::isPossible() {
    // Qt can make contexts on some of these, yet not a widget that is drawn with one.
    const QStringList withoutWidgets{"offscreen", "minimal", "linuxfb", "vnc"};
    if (withoutWidgets.contains(QGuiApplication::platformName())) return false;
    QOpenGLContext context;
    context.setFormat(neededFormat());
    if (!context.create()) return false;
    QOffscreenSurface surface;
    surface.setFormat(context.format());
    surface.create();
    const bool usable = context.makeCurrent(&surface) && context.format().version() >= qMakePair(3, 2);
    context.doneCurrent();
    return usable;
}

GlSurface::GlSurface(Client client, QWidget* parent)
    : QOpenGLWidget(parent),
      m_client(std::move(client)),
      m_scene({[this] { makeCurrent(); },
               [this] { return context() != nullptr && QOpenGLContext::currentContext() == context(); }}) {
    setFormat(neededFormat());
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
}

GlSurface::~GlSurface() {
    disconnect(m_contextGone);
    if (!m_scene.isInitialized()) return;
    makeCurrent();
    m_scene.release();
    doneCurrent();
}

void GlSurface::setState(State state) {
    m_state = state;
    m_client.stateChanged();
}

void GlSurface::checkAfterShow() {
    if (m_state == State::NotTried && !isValid()) setState(State::Broken);
}

void GlSurface::initializeGL() {
    // Runs again with a new context when the widget moves to another window.
    disconnect(m_contextGone);
    m_contextGone = connect(context(), &QOpenGLContext::aboutToBeDestroyed, this, [this] {
        makeCurrent();
        m_scene.release();
        doneCurrent();
    });
    setState(m_scene.initialize() ? State::Works : State::Broken);
}

void GlSurface::resizeGL(int, int) {
    const double ratio = devicePixelRatioF();
    m_scene.setViewSize(
        {static_cast<int>(std::lround(width() * ratio)), static_cast<int>(std::lround(height() * ratio))});
}

void GlSurface::paintGL() {
    if (m_state != State::Works) return;
    m_client.aboutToRender();
    m_scene.render(defaultFramebufferObject());
    m_client.rendered();
}

}  // namespace asg::viewport
