#include "ui/viewport/gl_surface.h"

#include "ui/viewport/open_gl.h"

#include <QOpenGLContext>
#include <QOpenGLFunctions>

#include <algorithm>
#include <cmath>
#include <utility>

namespace asg::viewport {
namespace {

constexpr float kBetweenViews = 0.2F;  // grey, of the line between views

}  // namespace

bool GlSurface::isPossible() {
    return openGlFacts().isUsable;
}

GlSurface::GlSurface(QWidget* parent) : QOpenGLWidget(parent) {
    setFormat(neededFormat());
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
}

GlSurface::~GlSurface() {
    disconnect(m_contextGone);
    releaseScenes();
    for (GlTile* tile : m_tiles) tile->m_surface = nullptr;
}

void GlSurface::add(GlTile& tile) {
    m_tiles.push_back(&tile);
    if (m_state != State::Works) return;
    makeCurrent();
    const bool works = tile.m_scene.initialize();
    doneCurrent();
    if (!works) setState(State::Broken);
}

void GlSurface::remove(GlTile& tile) {
    std::erase(m_tiles, &tile);
    if (tile.m_scene.isInitialized()) {
        makeCurrent();
        tile.m_scene.release();
        doneCurrent();
    }
    update();
}

void GlSurface::releaseScenes() {
    const auto isInitialized = [](const GlTile* tile) { return tile->m_scene.isInitialized(); };
    if (std::ranges::none_of(m_tiles, isInitialized)) return;
    makeCurrent();
    for (GlTile* tile : m_tiles) tile->m_scene.release();
    doneCurrent();
}

void GlSurface::setState(State state) {
    m_state = state;
    for (GlTile* tile : std::vector(m_tiles)) tile->m_client.stateChanged();
}

void GlSurface::showWhereWanted() {
    setVisible(m_tiles.empty() || std::ranges::any_of(m_tiles, &GlTile::m_wanted));
}

void GlSurface::checkAfterShow() {
    if (m_state == State::NotTried && !isValid()) setState(State::Broken);
}

void GlSurface::initializeGL() {
    // Runs again with a new context when the widget moves to another window.
    disconnect(m_contextGone);
    m_contextGone = connect(context(), &QOpenGLContext::aboutToBeDestroyed, this, &GlSurface::releaseScenes);
    const bool works = std::ranges::all_of(m_tiles, [](GlTile* tile) { return tile->m_scene.initialize(); });
    setState(works ? State::Works : State::Broken);
}

QRect GlSurface::inDevicePixels(QRect inWidgetPixels) const {
    const double ratio = devicePixelRatioF();
    const auto scaled = [ratio](int pixels) { return static_cast<int>(std::lround(pixels * ratio)); };
    return {scaled(inWidgetPixels.x()), scaled(inWidgetPixels.y()), scaled(inWidgetPixels.width()),
            scaled(inWidgetPixels.height())};
}

/// One view covers everything; several have a line between them.
void GlSurface::clearBetweenTiles() {
    if (std::ranges::any_of(m_tiles, [this](const GlTile* tile) { return tile->m_place == rect(); })) return;
    auto* gl = context()->functions();
    gl->glDisable(GL_SCISSOR_TEST);
    gl->glClearColor(kBetweenViews, kBetweenViews, kBetweenViews, 1);
    gl->glClear(GL_COLOR_BUFFER_BIT);
}

void GlSurface::paintGL() {
    if (m_state != State::Works) return;
    clearBetweenTiles();
    const int height = inDevicePixels(rect()).height();
    for (GlTile* tile : m_tiles) {
        if (!tile->m_wanted || tile->m_place.isEmpty()) continue;
        const QRect place = inDevicePixels(tile->m_place);
        tile->m_scene.setViewSize(place.size());
        tile->m_client.aboutToRender();
        tile->m_scene.render(defaultFramebufferObject(), {place.x(), height - place.y() - place.height()});
        tile->m_client.rendered();
    }
}

GlTile::GlTile(GlSurface& surface, Client client)
    : m_surface(&surface),
      m_client(std::move(client)),
      m_scene({[this] { m_surface->makeCurrent(); },
               [this] {
                   return m_surface->context() != nullptr && QOpenGLContext::currentContext() == m_surface->context();
               }}) {
    surface.add(*this);
}

GlTile::~GlTile() {
    if (m_surface != nullptr) m_surface->remove(*this);
}

GlSurface::State GlTile::state() const {
    return m_surface != nullptr ? m_surface->state() : GlSurface::State::Broken;
}

void GlTile::setPlace(QRect inWidgetPixels) {
    if (inWidgetPixels == m_place) return;
    m_place = inWidgetPixels;
    update();
}

void GlTile::setWanted(bool wanted) {
    m_wanted = wanted;
    if (m_surface != nullptr) m_surface->showWhereWanted();
}

void GlTile::update() {
    if (m_surface != nullptr) m_surface->update();
}

}  // namespace asg::viewport
