#include "ui/viewport/open_gl.h"

#include <QGuiApplication>
#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <QOpenGLFunctions>
#include <QStringList>

namespace asg::viewport {

QSurfaceFormat neededFormat() {
    QSurfaceFormat format;
    format.setRenderableType(QSurfaceFormat::OpenGL);
    format.setVersion(3, 2);
    format.setProfile(QSurfaceFormat::CoreProfile);
    format.setSamples(0);
    return format;
}

OpenGlFacts openGlFacts() {
    // Qt can make contexts on some of these, yet not a widget that is drawn with one.
    const QStringList withoutWidgets{"offscreen", "minimal", "linuxfb", "vnc"};
    if (withoutWidgets.contains(QGuiApplication::platformName())) return {};
    QOpenGLContext context;
    context.setFormat(neededFormat());
    if (!context.create()) return {};
    QOffscreenSurface surface;
    surface.setFormat(context.format());
    surface.create();
    if (!context.makeCurrent(&surface)) return {};
    const auto said = [functions = context.functions()](GLenum name) {
        const auto* words = reinterpret_cast<const char*>(functions->glGetString(name));
        return words == nullptr ? QString() : QString::fromLatin1(words);
    };
    OpenGlFacts facts{context.format().version() >= qMakePair(3, 2), said(GL_RENDERER), said(GL_VERSION)};
    context.doneCurrent();
    return facts;
}

}  // namespace asg::viewport
