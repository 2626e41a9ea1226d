#include "ui/presenters/box_presenter.h"

#include "core/domain/analysis.h"
#include "ui/presenters/decision_words.h"

#include <algorithm>
#include <utility>

namespace asg::presenters {
namespace {

/// Where a box begins that is drawn without the mouse.
base::Box inTheMiddle(const base::Box& picture) {
    constexpr double kShare = 0.125;  // of the picture, on either side of its middle
    const auto [x, y] = picture.center();
    return {x - kShare * picture.width(), y - kShare * picture.height(), x + kShare * picture.width(),
            y + kShare * picture.height()};
}

}  // namespace

BoxPresenter::BoxPresenter(const Sources& sources, QObject* parent) : QObject(parent), m_sources(sources) {
    connect(&sources.study, &StudyPresenter::leaving, this, &BoxPresenter::keep);
    connect(&sources.study, &StudyPresenter::readingDistributed, this, &BoxPresenter::followState);
    connect(&sources.review, &ReviewPresenter::gave, this, &BoxPresenter::chooseFinished);
    connect(&sources.selection, &SelectionPresenter::chosen, this, [this] {
        m_finished.reset();
        if (m_inHand && !m_sources.selection.kept().regions.contains(m_inHand->region)) keep();
    });
}

std::optional<domain::RegionId> BoxPresenter::chosenRegion() const {
    const auto& kept = m_sources.selection.kept();
    if (kept.empty()) return std::nullopt;
    if (const auto* region = std::get_if<domain::RegionId>(&*kept.seed)) return *region;
    return kept.regions.size() == 1 ? std::optional(*kept.regions.begin()) : std::nullopt;
}

std::optional<base::Box> BoxPresenter::shownBox(domain::RegionId region) const {
    const auto analysis = m_sources.study.analysis();
    const auto* box = analysis ? domain::findRegion(*analysis, region) : nullptr;
    return box != nullptr ? std::optional(box->boxInImagePixels) : std::nullopt;
}

base::Box BoxPresenter::picture() const {
    const auto radiograph = m_sources.study.radiograph();
    return radiograph ? base::Box{0, 0, double(radiograph->columns), double(radiograph->rows)} : base::Box{};
}

void BoxPresenter::begin(domain::RegionId region) {
    keep();
    if (!m_sources.study.radiograph()) return;
    const auto shown = shownBox(region);
    if (shown && !m_sources.selection.kept().regions.contains(region)) m_sources.selection.keep(SelectionSeed(region));
    m_inHand = {region, shown, shown};
    tell();
}

std::optional<domain::RegionId> BoxPresenter::region() const {
    return m_inHand ? std::optional(m_inHand->region) : std::nullopt;
}

std::optional<base::Box> BoxPresenter::box() const {
    if (!m_inHand || !m_inHand->now || m_inHand->now == m_inHand->shown)
        return m_inHand ? m_inHand->shown : std::nullopt;
    return onWholePixels(*m_inHand->now, picture());
}

bool BoxPresenter::isUnsaved() const {
    return m_inHand && box() != m_inHand->shown;
}

void BoxPresenter::keep() {
    if (!m_inHand) return;
    const auto region = m_inHand->region;
    const auto drawn = isUnsaved() ? box() : std::nullopt;
    end();
    if (drawn) m_sources.review.drawBox(region, drawn);
}

void BoxPresenter::finish() {
    m_finished = region();
    keep();
}

/// What has a box of his now is seen, also where nothing else led to it.
void BoxPresenter::chooseFinished(const domain::ReviewDecision& given) {
    const auto* drawn = given.as<domain::BoxCorrection>();
    if (drawn == nullptr || m_finished != drawn->region) return;
    if (!m_sources.selection.kept().regions.contains(drawn->region))
        m_sources.selection.keep(SelectionSeed(drawn->region));
    m_finished.reset();
}

bool BoxPresenter::leave() {
    if (!m_inHand) return false;
    const bool wasUnsaved = isUnsaved();
    const auto region = m_inHand->region;
    end();
    if (wasUnsaved) Q_EMIT said(tr("The box is as it was: %1").arg(regionWords({region})));
    return true;
}

bool BoxPresenter::startOver() {
    if (!isUnsaved()) return false;
    m_gripped.reset();
    m_inHand->now = m_inHand->shown;
    tell();
    Q_EMIT said(tr("The box is as it was; no decision was taken back."));
    return true;
}

void BoxPresenter::takeAway() {
    if (!m_inHand) return;
    const auto region = m_inHand->region;
    const bool isOwn = m_sources.review.state().drawnBoxes.contains(region);
    if (!isOwn) return Q_EMIT said(tr("This box is not yours: there is nothing to take away."));
    end();
    m_sources.review.drawBox(region, std::nullopt);
}

void BoxPresenter::end() {
    m_gripped.reset();
    m_inHand.reset();
    tell();
}

/// The box is shown somewhere else by now (an undo, another run of the model): what the reader made of it stays in his
/// hand.
void BoxPresenter::followState() {
    if (!m_inHand) return;
    if (!m_sources.study.state()) return end();
    const auto shown = shownBox(m_inHand->region);
    if (shown == m_inHand->shown) return;
    if (m_inHand->now == m_inHand->shown) m_inHand->now = shown;
    m_inHand->shown = shown;
    tell();
}

void BoxPresenter::tell() {
    m_sources.overlay.setBoxInHand(m_inHand ? std::optional(BoxInHand{m_inHand->region, box()}) : std::nullopt);
    Q_EMIT changed();
}

std::optional<BoxGrip> BoxPresenter::gripAt(base::Point at, double reach) const {
    return m_inHand && m_inHand->now ? boxGripAt(*m_inHand->now, at, reach) : std::nullopt;
}

void BoxPresenter::beginDrag(base::Point at, double reach, bool anew) {
    if (!m_inHand) return;
    const auto grip = anew ? std::nullopt : gripAt(at, reach);
    if (grip) {
        m_gripped = {*grip, at, *m_inHand->now};
        return;
    }
    const auto within = picture();
    const base::Point from{std::clamp(at.x, within.x1, within.x2), std::clamp(at.y, within.y1, within.y2)};
    m_gripped = {kDrawnCorner, from, {from.x, from.y, from.x, from.y}};
}

void BoxPresenter::dragTo(base::Point at) {
    if (!m_gripped) return;
    const base::Point way{at.x - m_gripped->from.x, at.y - m_gripped->from.y};
    m_inHand->now = movedBox(m_gripped->before, m_gripped->grip, way, picture());
    tell();
}

void BoxPresenter::endDrag(base::Point at) {
    dragTo(at);
    m_gripped.reset();
}

void BoxPresenter::move(const BoxGrip& grip, base::Point way) {
    if (!m_inHand) return;
    m_inHand->now = m_inHand->now ? movedBox(*m_inHand->now, grip, way, picture()) : inTheMiddle(picture());
    tell();
}

}  // namespace asg::presenters
