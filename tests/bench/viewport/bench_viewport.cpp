// Run under xvfb-run with LIBGL_ALWAYS_SOFTWARE=1 for the figures of docs/benchmarks.md. A frame is everything from the
// user's movement to the composed window: look-up table, VTK, blit, overlay, Qt's composition.
#include "tests/gui/viewport/pictures.h"
#include "ui/render/pyramid.h"
#include "ui/render/region_colors.h"
#include "ui/viewport/view_grid.h"
#include "ui/viewport/view_links.h"

#include <QApplication>
#include <QOpenGLWidget>
#include <QTest>

#include <array>
#include <benchmark/benchmark.h>
#include <cstdint>
#include <vector>

using namespace asg;
using viewport::Viewport;

namespace {

constexpr QSize kView(1200, 900);

domain::RadiographPtr picture(int columns, int rows) {
    auto made = test::makePicture(columns, rows,
                                  [](int x, int y) { return static_cast<std::uint16_t>((x * 9 + y * 7) % 4096); });
    made->bitsStored = 12;
    made->maximumStored = 4095;
    made->windows.push_back({2048, 3000, domain::Window::Function::Linear, ""});
    return made;
}

render::OverlayScene everyRegion(double columns, double rows) {
    render::OverlayScene scene;
    for (const domain::RegionId region : domain::modelRegions()) {
        const double x = (region.value % 6) / 6.0 * columns;
        const double y = (region.value / 6) / 5.0 * rows;
        scene.outlines.push_back({region,
                                  {x, y, x + columns / 5, y + rows / 4},
                                  std::string(domain::regionName(region)),
                                  render::colorOf(region),
                                  static_cast<domain::Existence>(region.value % 3)});
    }
    scene.modelSeesInImagePixels = base::Box{columns * 0.05, rows * 0.05, columns * 0.95, rows * 0.95};
    return scene;
}

/// The same with twenty measurements of the kinds that a reader draws most, each with its label.
render::OverlayScene everyRegionMeasured(double columns, double rows) {
    constexpr std::array kKinds{domain::MeasurementKind::Length, domain::MeasurementKind::Bidirectional,
                                domain::MeasurementKind::Ellipse, domain::MeasurementKind::Angle};
    auto scene = everyRegion(columns, rows);
    for (int i = 0; i < 20; ++i) {
        const double x = (0.1 + 0.2 * (i % 5)) * columns;
        const double y = (0.1 + 0.22 * (i / 5)) * rows;
        const double size = columns / 12;
        std::vector<base::Point> points{{x, y}, {x + size, y + size / 3}, {x + size, y}, {x, y + size}};
        const auto kind = kKinds[static_cast<std::size_t>(i) % kKinds.size()];
        points.resize(domain::pointCountOf(kind).most);
        scene.measurements.push_back(
            {static_cast<std::uint64_t>(i + 1), kind, points, {"42.3 mm at detector"}, i == 0});
    }
    return scene;
}

using SceneMaker = render::OverlayScene (*)(double columns, double rows);

/// A shown viewport that can be asked for the next composed frame.
class Stage {
public:
    Stage() {
        m_surface = m_view.findChild<QOpenGLWidget*>();
        if (m_surface == nullptr) std::abort();
        QObject::connect(m_surface, &QOpenGLWidget::frameSwapped, &m_view, [this] { ++m_frames; });
        m_view.resize(kView);
        m_view.show();
        if (!QTest::qWaitForWindowExposed(&m_view)) std::abort();
        frame();
    }
    Viewport& view() { return m_view; }
    void frame() {
        const int before = m_frames;
        m_surface->update();
        while (m_frames == before) QCoreApplication::processEvents();
    }

private:
    Viewport m_view;
    QOpenGLWidget* m_surface = nullptr;
    int m_frames = 0;
};

enum Zoom { Fitted, Actual };

void windowDrag(benchmark::State& state, SceneMaker overlay) {
    Stage stage;
    stage.view().setRadiograph(picture(2500, 3000));
    if (overlay != nullptr) stage.view().setOverlay(overlay(2500, 3000));
    if (state.range(0) == Actual) stage.view().actualPixels();
    stage.frame();
    int step = 0;
    for (auto _ : state) {
        stage.view().adjustWindow(++step % 2 == 0 ? 0.01 : -0.01, 1);
        stage.frame();
    }
    state.counters["pictures/s"] =
        benchmark::Counter(static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}

void pan(benchmark::State& state, SceneMaker overlay) {
    Stage stage;
    stage.view().setRadiograph(picture(2500, 3000));
    if (overlay != nullptr) stage.view().setOverlay(overlay(2500, 3000));
    if (state.range(0) == Actual) stage.view().actualPixels();
    stage.frame();
    int step = 0;
    for (auto _ : state) {
        stage.view().panBy(QPointF(++step % 2 == 0 ? 5 : -5, 3));
        stage.frame();
    }
    state.counters["pictures/s"] =
        benchmark::Counter(static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}

/// Two films beside each other, of which one is moved, and the other with it where they are linked.
void panOfTwo(benchmark::State& state, bool linked) {
    viewport::ViewGrid grid;
    grid.arrange({1, 2});
    viewport::ViewLinks links(grid);
    auto* surface = grid.findChild<QOpenGLWidget*>();
    if (surface == nullptr) std::abort();
    int frames = 0;
    QObject::connect(surface, &QOpenGLWidget::frameSwapped, &grid, [&frames] { ++frames; });
    grid.resize(kView);
    grid.show();
    if (!QTest::qWaitForWindowExposed(&grid)) std::abort();
    const auto frame = [&] {
        const int before = frames;
        surface->update();
        while (frames == before) QCoreApplication::processEvents();
    };
    for (auto* view : grid.views()) view->setRadiograph(picture(2500, 3000));
    links.linkPlaces(linked);
    frame();
    int step = 0;
    for (auto _ : state) {
        grid.active().panBy(QPointF(++step % 2 == 0 ? 5 : -5, 3));
        frame();
    }
    state.counters["pictures/s"] =
        benchmark::Counter(static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}

void hoverPreview(benchmark::State& state) {
    Stage stage;
    stage.view().setRadiograph(picture(2500, 3000));
    const auto scene = everyRegion(2500, 3000);
    auto other = scene;
    other.outlines[3].emphasis = render::Emphasis::Foremost;
    int step = 0;
    for (auto _ : state) {
        stage.view().setOverlay(++step % 2 == 0 ? scene : other);
        stage.view().repaint();
    }
}

void firstFrame(benchmark::State& state) {
    Stage stage;
    const auto pictures = {picture(2500, 3000), picture(2500, 2999)};
    int step = 0;
    for (auto _ : state) {
        stage.view().setRadiograph(*(pictures.begin() + ++step % 2));
        stage.frame();
    }
}

void pyramid(benchmark::State& state) {
    const auto whole = picture(static_cast<int>(state.range(0)), 3000);
    for (auto _ : state) benchmark::DoNotOptimize(render::makePyramid(*whole->pixels, whole->columns, whole->rows, 6));
}

BENCHMARK_CAPTURE(windowDrag, opengl, nullptr)
    ->Arg(Fitted)
    ->Arg(Actual)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();
BENCHMARK_CAPTURE(windowDrag, opengl_29_regions, everyRegion)
    ->Arg(Fitted)
    ->Arg(Actual)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();
BENCHMARK_CAPTURE(windowDrag, opengl_29_regions_20_measurements, everyRegionMeasured)
    ->Arg(Fitted)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();
BENCHMARK_CAPTURE(pan, opengl, nullptr)
    ->Arg(Fitted)
    ->Arg(Actual)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();
BENCHMARK_CAPTURE(pan, opengl_29_regions, everyRegion)
    ->Arg(Fitted)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();
BENCHMARK_CAPTURE(pan, opengl_29_regions_20_measurements, everyRegionMeasured)
    ->Arg(Fitted)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();
BENCHMARK_CAPTURE(panOfTwo, linked, true)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();
BENCHMARK_CAPTURE(panOfTwo, one_of_them, false)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();
BENCHMARK(hoverPreview)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();
BENCHMARK(firstFrame)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();
BENCHMARK(pyramid)->Arg(2500)->Arg(2501)->Unit(benchmark::kMillisecond);

}  // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
}
