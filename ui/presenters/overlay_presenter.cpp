#include "ui/presenters/overlay_presenter.h"

#include "ui/render/region_colors.h"

#include <algorithm>
#include <string>
#include <utility>

namespace asg::presenters {
namespace {

void addHeatMap(render::OverlayScene& scene, const domain::Analysis& analysis, const Selection& selection) {
    for (const auto tag : selection.tags) {
        const auto& map = analysis.tagMaps[tag.value];
        if (!map) continue;
        scene.heatMap = map;
        scene.heatMapLabel = std::string(domain::tagName(tag));
        return;
    }
}

}  // namespace

render::OverlayScene makeOverlayScene(const domain::Analysis& analysis, const Selection& selection, OverlayMode mode,
                                      bool heatMap) {
    render::OverlayScene scene;
    if (mode == OverlayMode::Off) return scene;
    for (const auto& box : analysis.regions) {
        const bool selected = selection.regions.contains(box.region);
        if (!selected && mode != OverlayMode::All) continue;
        scene.outlines.push_back({box.region, box.boxInImagePixels, std::string(domain::regionName(box.region)),
                                  render::colorOf(box.region),
                                  existenceAt(analysis, selected ? selection : Selection{}, box.region), selected});
    }
    if (heatMap) addHeatMap(scene, analysis, selection);
    if (!analysis.model.name.empty()) scene.modelSeesInImagePixels = analysis.image.modelSeesInImagePixels;
    return scene;
}

render::OverlayScene makeAskedScene(const domain::Analysis& analysis, const AskedPlace& asked) {
    render::OverlayScene scene;
    for (const auto& box : analysis.regions)
        if (asked.region == box.region)
            scene.outlines.push_back({box.region, box.boxInImagePixels, std::string(domain::regionName(box.region)),
                                      render::colorOf(box.region), domain::Existence::Present, false});
    scene.heatMap = asked.map;
    scene.heatMapLabel = asked.legend;
    if (!analysis.model.name.empty()) scene.modelSeesInImagePixels = analysis.image.modelSeesInImagePixels;
    return scene;
}

void OverlayPresenter::setAnalysis(std::shared_ptr<const domain::Analysis> analysis) {
    m_analysis = std::move(analysis);
    Q_EMIT sceneChanged();
}

void OverlayPresenter::setSelection(const Selection& selection) {
    if (selection == m_selection) return;
    m_selection = selection;
    Q_EMIT sceneChanged();
}

void OverlayPresenter::setAsked(std::optional<AskedPlace> asked) {
    if (!asked && !m_asked) return;
    m_asked = std::move(asked);
    Q_EMIT sceneChanged();
}

void OverlayPresenter::setMode(OverlayMode mode) {
    if (mode == m_mode) return;
    m_mode = mode;
    Q_EMIT modeChanged();
    Q_EMIT sceneChanged();
}

void OverlayPresenter::setHeatMapShown(bool shown) {
    if (shown == m_heatMapShown) return;
    m_heatMapShown = shown;
    Q_EMIT modeChanged();
    Q_EMIT sceneChanged();
}

render::OverlayScene OverlayPresenter::scene() const {
    if (!m_analysis) return {};
    if (m_asked) return makeAskedScene(*m_analysis, *m_asked);
    return makeOverlayScene(*m_analysis, m_selection, m_mode, m_heatMapShown);
}

}  // namespace asg::presenters
