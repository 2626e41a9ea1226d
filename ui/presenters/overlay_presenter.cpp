#include "ui/presenters/overlay_presenter.h"

#include "ui/presenters/ontology_words.h"
#include "ui/render/heat_layer.h"
#include "ui/render/region_colors.h"

#include <QCoreApplication>
#include <QString>
#include <QStringList>

#include <algorithm>
#include <set>
#include <string>
#include <utility>

namespace asg::presenters {
namespace {

using domain::Analysis;

render::OverlayOutline outlineOf(const Analysis& analysis, const domain::RegionBox& box, const Selection& selection,
                                 render::Emphasis emphasis) {
    const bool weak = box.isWeak();
    return {box.region,
            box.boxInImagePixels,
            (weak ? "\u2248 " : "") + regionText(box.region).toStdString(),
            render::colorOf(box.region),
            existenceAt(analysis, selection, box.region),
            emphasis,
            weak};
}

/// One of the many: no statement of the report shows in it.
render::OverlayOutline contextOf(const domain::RegionBox& box) {
    return {box.region,
            box.boxInImagePixels,
            shortRegionText(box.region).toStdString(),
            render::colorOf(render::kindOf(box.region)),
            domain::Existence::Present,
            render::Emphasis::Context,
            box.isWeak()};
}

void addGroups(render::OverlayScene& scene, const Analysis& analysis) {
    std::set<render::RegionKind> kinds;
    for (const auto& box : analysis.regions) kinds.insert(render::kindOf(box.region));
    // The kinds' names are literals, which end with the zero that Qt looks for.
    for (const auto kind : kinds)
        scene.groups.push_back({QCoreApplication::translate("RegionKind", render::nameOf(kind).data()).toStdString(),
                                render::colorOf(kind)});
}

/// The map of the first tag that has one, or why there is none.
void addHeat(render::OverlayScene& scene, const Analysis& analysis, const Selection& selection,
             const FindingNames& names) {
    QStringList tags;
    for (const auto tag : selection.tags) {
        tags << nameOf(names, tag);
        const auto& map = analysis.tagMaps[tag.value];
        if (map && domain::isModelsKind(analysis))
            scene.heat = render::tagHeat(*map, analysis.tags[tag.value], tags.back().toStdString(),
                                         render::thoraxOf(analysis.regions));
        if (scene.heat) return;
    }
    scene.note =
        (analysis.model.name.empty()       ? OverlayPresenter::tr("No map: no model has run.")
         : !domain::isModelsKind(analysis) ? OverlayPresenter::tr("No map: the model does not judge this picture.")
         : tags.isEmpty()                  ? OverlayPresenter::tr("Choose a finding to see its map.")
                          : OverlayPresenter::tr("No map for %1.").arg(tags.join(QStringLiteral(", "))))
            .toStdString();
}

}  // namespace

render::OverlayScene makeOverlayScene(const Analysis& analysis, const Selection& shown, const Selection& chosen,
                                      OverlayMode mode, bool heatMap, const FindingNames& names) {
    using render::Emphasis;
    render::OverlayScene scene;
    if (mode == OverlayMode::Off) return scene;
    for (const auto& box : analysis.regions)
        if (chosen.regions.contains(box.region))
            scene.outlines.push_back(outlineOf(analysis, box, chosen, Emphasis::Foremost));
        else if (shown.regions.contains(box.region))
            scene.outlines.push_back(outlineOf(analysis, box, shown, Emphasis::Shown));
        else if (mode == OverlayMode::All)
            scene.outlines.push_back(contextOf(box));
    if (mode == OverlayMode::All) addGroups(scene, analysis);
    if (heatMap) addHeat(scene, analysis, shown, names);
    if (!analysis.model.name.empty()) scene.modelSeesInImagePixels = analysis.image.modelSeesInImagePixels;
    return scene;
}

render::OverlayScene makeAskedScene(const Analysis& analysis, const AskedPlace& asked) {
    render::OverlayScene scene;
    for (const auto& box : analysis.regions)
        if (asked.region == box.region) scene.outlines.push_back(outlineOf(analysis, box, {}, render::Emphasis::Shown));
    for (auto& outline : scene.outlines) outline.existence = domain::Existence::Present;
    scene.heat = render::likenessHeat(asked.map, asked.legend);
    if (!analysis.model.name.empty()) scene.modelSeesInImagePixels = analysis.image.modelSeesInImagePixels;
    return scene;
}

void OverlayPresenter::setAnalysis(std::shared_ptr<const domain::Analysis> analysis, bool hidesModel) {
    m_hidesModel = hidesModel;
    m_analysis = std::move(analysis);
    Q_EMIT sceneChanged();
}

void OverlayPresenter::setNames(FindingNames names) {
    m_names = std::move(names);
    Q_EMIT sceneChanged();
}

void OverlayPresenter::setBoxVerdicts(std::map<domain::RegionId, bool> verdicts) {
    if (verdicts == m_boxVerdicts) return;
    m_boxVerdicts = std::move(verdicts);
    Q_EMIT sceneChanged();
}

void OverlayPresenter::setBoxInHand(std::optional<BoxInHand> box) {
    if (box == m_inHand) return;
    m_inHand = box;
    Q_EMIT sceneChanged();
}

void OverlayPresenter::setSelection(const Selection& shown, const Selection& chosen) {
    if (shown == m_shown && chosen == m_chosen) return;
    m_shown = shown;
    m_chosen = chosen;
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
    auto scene = m_asked ? makeAskedScene(*m_analysis, *m_asked)
                         : makeOverlayScene(*m_analysis, m_shown, m_chosen, m_mode, m_heatMapShown, m_names);
    if (m_hidesModel && !scene.note.empty())
        scene.note = tr("No map: the model is hidden until you commit your reading.").toStdString();
    if (!m_asked) markBoxes(scene);
    if (m_inHand) putInHand(scene);
    return scene;
}

/// Behind the region's name: the box is the reader's own, or what he said of the model's.
void OverlayPresenter::markBoxes(render::OverlayScene& scene) const {
    for (auto& outline : scene.outlines) {
        const auto* box = domain::findRegion(*m_analysis, outline.region);
        const auto judged = m_boxVerdicts.find(outline.region);
        if (box != nullptr && box->origin == domain::RegionOrigin::Drawn)
            outline.label += " ✎";
        else if (judged != m_boxVerdicts.end())
            outline.label += judged->second ? " ✓" : " ✗";
    }
}

void OverlayPresenter::putInHand(render::OverlayScene& scene) const {
    std::erase_if(scene.outlines, [this](const auto& outline) { return outline.region == m_inHand->region; });
    if (!m_inHand->boxInImagePixels) return;
    const domain::RegionBox box{m_inHand->region, *m_inHand->boxInImagePixels, 1.0F, domain::RegionOrigin::Drawn, {}};
    scene.outlines.push_back(outlineOf(*m_analysis, box, m_chosen, render::Emphasis::Foremost));
    scene.outlines.back().label += " ✎";
    scene.outlines.back().inHand = true;
}

}  // namespace asg::presenters
