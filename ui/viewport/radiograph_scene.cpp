#include "ui/viewport/radiograph_scene.h"

#include "ui/render/pyramid.h"

#include <QOpenGLContext>
#include <QOpenGLExtraFunctions>
#include <vtkActor.h>
#include <vtkCallbackCommand.h>
#include <vtkCamera.h>
#include <vtkCellArray.h>
#include <vtkFloatArray.h>
#include <vtkGenericOpenGLRenderWindow.h>
#include <vtkMatrix4x4.h>
#include <vtkNew.h>
#include <vtkObjectFactory.h>
#include <vtkOpenGLFramebufferObject.h>
#include <vtkOpenGLPolyDataMapper.h>
#include <vtkOpenGLState.h>
#include <vtkOpenGLTexture.h>
#include <vtkPointData.h>
#include <vtkPoints.h>
#include <vtkPolyData.h>
#include <vtkProperty.h>
#include <vtkRenderer.h>
#include <vtkShaderProperty.h>
#include <vtkSmartPointer.h>
#include <vtkTextureObject.h>
#include <vtkUniforms.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace asg::viewport {
namespace {

constexpr int kMostLevels = 6;
constexpr unsigned int kLutSide = 256;  // 256 × 256 entries, one for each 16-bit value

// `lod` 0 selects the magnification filter, which takes the nearest pixel; above it, two levels are blended.
constexpr const char* kLookUp = R"(
    float stored = textureLod(actortexture, tcoordVCVSOutput, lod).r;
    int entry = int(stored * 65535.0 + 0.5);
    float grey = texelFetch(displaylut, ivec2(entry & 255, entry >> 8), 0).r;
    gl_FragData[0] = vec4(grey, grey, grey, 1.0);
)";

vtkSmartPointer<vtkPolyData> unitQuad() {
    vtkNew<vtkPoints> points;
    vtkNew<vtkFloatArray> textureCoordinates;
    textureCoordinates->SetNumberOfComponents(2);
    textureCoordinates->SetName("tcoords");
    for (const auto& [x, y] :
         {std::array{0.0, 0.0}, std::array{1.0, 0.0}, std::array{1.0, 1.0}, std::array{0.0, 1.0}}) {
        points->InsertNextPoint(x, y, 0);
        textureCoordinates->InsertNextTuple2(x, y);
    }
    vtkNew<vtkCellArray> cells;
    const std::array<vtkIdType, 4> corners{0, 1, 2, 3};
    cells->InsertNextCell(4, corners.data());
    auto quad = vtkSmartPointer<vtkPolyData>::New();
    quad->SetPoints(points);
    quad->SetPolys(cells);
    quad->GetPointData()->SetTCoords(textureCoordinates);
    return quad;
}

}  // namespace

/// Tells whether VTK found OpenGL's functions: without them it would call null pointers. What was drawn stays in the
/// framebuffer that it was drawn in, which is copied from there: VTK's own copy of each frame would be one too many.
class HostedWindow final : public vtkGenericOpenGLRenderWindow {
public:
    static HostedWindow* New();
    vtkTypeMacro(HostedWindow, vtkGenericOpenGLRenderWindow) [[nodiscard]] bool foundFunctions() const {
        return GlewInitValid;
    }
    void Frame() override {}
};
HostedWindow* HostedWindow::New() {
    VTK_STANDARD_NEW_BODY(HostedWindow);
}

struct RadiographScene::Private {
    GlHost host;
    vtkNew<HostedWindow> window;
    vtkNew<vtkRenderer> renderer;
    vtkNew<vtkActor> quad;
    vtkNew<vtkCallbackCommand> hostEvents;
    vtkSmartPointer<vtkTextureObject> picture;
    vtkSmartPointer<vtkTextureObject> table;
    domain::RadiographPtr radiograph;
    std::vector<std::uint8_t> grey;
    QSize viewSize;
    QTransform imageToView;
    int longestSide = 0;
    bool initialized = false;
    bool pictureChanged = false;
    bool tableChanged = false;
    bool isDrawn = false;  ///< the display framebuffer of `window` shows all of the above

    void buildScene();
    void observeHost();
    static void answer(vtkObject* caller, unsigned long event, void* self, void* reply);
    void uploadPicture();
    void uploadLevels(const std::vector<render::PyramidLevel>& levels);
    void uploadTable();
    void freeTextures();
    void placeQuad();
    void placeCamera();
    void draw();
    void blitTo(unsigned int framebuffer, QPoint at);
};

void RadiographScene::Private::buildScene() {
    window->SetOwnContext(0);
    window->SetReadyForRendering(false);
    window->SetFrameBlitModeToNoBlit();
    window->SetMultiSamples(0);
    window->AddRenderer(renderer);
    renderer->SetBackground(0, 0, 0);
    // The window behind must not shine through.
    renderer->SetBackgroundAlpha(1);
    renderer->AutomaticLightCreationOff();
    renderer->GetActiveCamera()->ParallelProjectionOn();

    vtkNew<vtkOpenGLPolyDataMapper> mapper;
    mapper->SetInputData(unitQuad());
    quad->SetMapper(mapper);
    quad->GetProperty()->LightingOff();
    quad->GetShaderProperty()->AddFragmentShaderReplacement("//VTK::TCoord::Impl", true, kLookUp, false);
    quad->GetShaderProperty()->GetFragmentCustomUniforms()->SetUniformf("lod", 0);
    quad->VisibilityOff();
    // VTK takes a texture that it did not load for translucent, which doubles the cost of a frame.
    quad->ForceOpaqueOn();
    renderer->AddActor(quad);
}

void RadiographScene::Private::observeHost() {
    hostEvents->SetClientData(this);
    hostEvents->SetCallback(&Private::answer);
    for (const auto event : {vtkCommand::WindowMakeCurrentEvent, vtkCommand::WindowIsCurrentEvent,
                             vtkCommand::WindowSupportsOpenGLEvent, vtkCommand::WindowIsDirectEvent})
        window->AddObserver(event, hostEvents);
}

void RadiographScene::Private::answer(vtkObject*, unsigned long event, void* self, void* reply) {
    const GlHost& host = static_cast<Private*>(self)->host;
    switch (event) {
        case vtkCommand::WindowMakeCurrentEvent:
            // Qt's makeCurrent() would bind the widget's framebuffer under VTK's hands.
            if (!host.isCurrent()) host.makeCurrent();
            break;
        case vtkCommand::WindowIsCurrentEvent: *static_cast<bool*>(reply) = host.isCurrent(); break;
        default: *static_cast<int*>(reply) = 1; break;
    }
}

void RadiographScene::Private::freeTextures() {
    quad->SetTexture(nullptr);
    quad->GetProperty()->RemoveAllTextures();
    quad->VisibilityOff();
    for (auto* texture : {&picture, &table}) {
        if (*texture) (*texture)->ReleaseGraphicsResources(window);
        *texture = nullptr;
    }
}

void RadiographScene::Private::uploadLevels(const std::vector<render::PyramidLevel>& levels) {
    auto* gl = QOpenGLContext::currentContext()->functions();
    picture->Activate();
    gl->glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    int level = 0;
    for (const render::PyramidLevel& smaller : levels)
        gl->glTexImage2D(GL_TEXTURE_2D, ++level, GL_R16, smaller.columns, smaller.rows, 0, GL_RED, GL_UNSIGNED_SHORT,
                         smaller.pixels.data());
    picture->Deactivate();
}

void RadiographScene::Private::uploadPicture() {
    freeTextures();
    pictureChanged = false;
    tableChanged = true;
    if (!radiograph) return;
    const auto levels = render::makePyramid(*radiograph->pixels, radiograph->columns, radiograph->rows, kMostLevels);
    picture = vtkSmartPointer<vtkTextureObject>::New();
    picture->SetContext(window);
    picture->SetMinificationFilter(vtkTextureObject::LinearMipmapLinear);
    picture->SetMagnificationFilter(vtkTextureObject::Nearest);
    picture->SetWrapS(vtkTextureObject::ClampToEdge);
    picture->SetWrapT(vtkTextureObject::ClampToEdge);
    picture->SetMaxLevel(static_cast<int>(levels.size()));
    // VTK takes a pointer to non-const and only reads it.
    auto* values = const_cast<std::uint16_t*>(radiograph->pixels->data());
    if (!picture->Create2DFromRaw(static_cast<unsigned>(radiograph->columns), static_cast<unsigned>(radiograph->rows),
                                  1, VTK_UNSIGNED_SHORT, values))
        return freeTextures();
    uploadLevels(levels);
    vtkNew<vtkOpenGLTexture> texture;
    texture->SetTextureObject(picture);
    quad->SetTexture(texture);
    quad->VisibilityOn();
}

void RadiographScene::Private::uploadTable() {
    tableChanged = false;
    if (!picture || grey.size() != std::size_t{kLutSide} * kLutSide) return;
    if (table) {
        auto* gl = QOpenGLContext::currentContext()->functions();
        table->Activate();
        gl->glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
        gl->glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, kLutSide, kLutSide, GL_RED, GL_UNSIGNED_BYTE, grey.data());
        table->Deactivate();
        return;
    }
    table = vtkSmartPointer<vtkTextureObject>::New();
    table->SetContext(window);
    table->SetMinificationFilter(vtkTextureObject::Nearest);
    table->SetMagnificationFilter(vtkTextureObject::Nearest);
    if (!table->Create2DFromRaw(kLutSide, kLutSide, 1, VTK_UNSIGNED_CHAR, grey.data())) return freeTextures();
    vtkNew<vtkOpenGLTexture> texture;
    texture->SetTextureObject(table);
    quad->GetProperty()->SetTexture("displaylut", texture);
}

void RadiographScene::Private::placeQuad() {
    if (!radiograph) return;
    // The world is device pixels with y upwards.
    const QTransform t = QTransform::fromScale(radiograph->columns, radiograph->rows) * imageToView;
    vtkNew<vtkMatrix4x4> matrix;
    matrix->SetElement(0, 0, t.m11());
    matrix->SetElement(0, 1, t.m21());
    matrix->SetElement(0, 3, t.dx());
    matrix->SetElement(1, 0, -t.m12());
    matrix->SetElement(1, 1, -t.m22());
    matrix->SetElement(1, 3, viewSize.height() - t.dy());
    quad->SetUserMatrix(matrix);
    const double scale = std::sqrt(std::abs(imageToView.determinant()));
    const auto lod = static_cast<float>(std::clamp(std::log2(1 / scale), 0.0, static_cast<double>(kMostLevels)));
    quad->GetShaderProperty()->GetFragmentCustomUniforms()->SetUniformf("lod", lod);
}

void RadiographScene::Private::placeCamera() {
    vtkCamera* camera = renderer->GetActiveCamera();
    const double x = viewSize.width() / 2.0;
    const double y = viewSize.height() / 2.0;
    camera->SetFocalPoint(x, y, 0);
    camera->SetPosition(x, y, 1);
    camera->SetViewUp(0, 1, 0);
    camera->SetParallelScale(y);
    camera->SetClippingRange(0.5, 1.5);
}

void RadiographScene::Private::draw() {
    if (pictureChanged) uploadPicture();
    if (tableChanged) uploadTable();
    placeQuad();
    placeCamera();
    window->Render();
    isDrawn = true;
}

void RadiographScene::Private::blitTo(unsigned int framebuffer, QPoint at) {
    auto* gl = QOpenGLContext::currentContext()->extraFunctions();
    vtkOpenGLState* state = window->GetState();
    gl->glDisable(GL_SCISSOR_TEST);
    gl->glBindFramebuffer(GL_READ_FRAMEBUFFER, window->GetRenderFramebuffer()->GetFBOIndex());
    gl->glBindFramebuffer(GL_DRAW_FRAMEBUFFER, framebuffer);
    const GLenum buffer = GL_COLOR_ATTACHMENT0;
    gl->glReadBuffer(buffer);
    gl->glDrawBuffers(1, &buffer);
    const int width = viewSize.width();
    const int height = viewSize.height();
    gl->glBlitFramebuffer(0, 0, width, height, at.x(), at.y(), at.x() + width, at.y() + height, GL_COLOR_BUFFER_BIT,
                          GL_NEAREST);
    state->ResetFramebufferBindings();
    state->Reset();
}

RadiographScene::RadiographScene(GlHost host) : m_d(std::make_unique<Private>()) {
    m_d->host = std::move(host);
    m_d->buildScene();
    m_d->observeHost();
}

RadiographScene::~RadiographScene() {
    m_d->window->RemoveAllObservers();
}

bool RadiographScene::initialize() {
    auto* context = QOpenGLContext::currentContext();
    if (context == nullptr || context->format().version() < qMakePair(3, 2)) return false;
    m_d->window->SetReadyForRendering(true);
    m_d->initialized = m_d->window->InitializeFromCurrentContext() && m_d->window->foundFunctions();
    m_d->window->SetMapped(1);
    m_d->window->SetForceMaximumHardwareLineWidth(1);
    context->functions()->glGetIntegerv(GL_MAX_TEXTURE_SIZE, &m_d->longestSide);
    m_d->pictureChanged = true;
    m_d->isDrawn = false;
    return m_d->initialized;
}

void RadiographScene::release() {
    if (!m_d->initialized) return;
    m_d->freeTextures();
    m_d->renderer->ReleaseGraphicsResources(m_d->window);
    m_d->window->Finalize();
    m_d->window->SetReadyForRendering(false);
    m_d->initialized = false;
}

bool RadiographScene::isInitialized() const {
    return m_d->initialized;
}

int RadiographScene::longestTextureSide() const {
    return m_d->longestSide;
}

void RadiographScene::setRadiograph(domain::RadiographPtr radiograph) {
    m_d->radiograph = std::move(radiograph);
    m_d->pictureChanged = true;
    m_d->isDrawn = false;
}

void RadiographScene::setLut(const vision::DisplayLut& lut) {
    m_d->grey = lut.grey;
    m_d->tableChanged = true;
    m_d->isDrawn = false;
}

void RadiographScene::setViewSize(QSize inDevicePixels) {
    if (inDevicePixels == m_d->viewSize) return;
    m_d->isDrawn = false;
    m_d->viewSize = inDevicePixels;
    m_d->window->SetSize(inDevicePixels.width(), inDevicePixels.height());
}

void RadiographScene::setImageToView(const QTransform& imageToView) {
    m_d->isDrawn = m_d->isDrawn && imageToView == m_d->imageToView;
    m_d->imageToView = imageToView;
}

void RadiographScene::render(unsigned int framebuffer, QPoint at) {
    vtkOpenGLState* state = m_d->window->GetState();
    // Qt changed the context's state behind VTK's records.
    state->Reset();
    state->Push();
    if (!m_d->isDrawn) m_d->draw();
    m_d->blitTo(framebuffer, at);
    state->Pop();
    QOpenGLContext::currentContext()->functions()->glBindFramebuffer(GL_FRAMEBUFFER, framebuffer);
    state->ResetFramebufferBindings();
}

}  // namespace asg::viewport
