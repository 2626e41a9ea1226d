#include "ui/presenters/drawing_presenter.h"

#include "ui/presenters/decision_words.h"
#include "ui/presenters/measurement_words.h"
#include "ui/presenters/ratio_offer.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace asg::presenters {

using base::Point;
using domain::Measurement;

namespace {

/// What is offered is no decision, and has no number of one.
constexpr auto kOffered = std::numeric_limits<std::uint64_t>::max();

render::MeasureShape shapeOf(std::uint64_t id, const Measured& measured) {
    render::MeasureShape shape{id, measured.content.kind, measured.content.pointsInPixels, {}, false};
    for (const auto& line : labelWords(measured)) shape.label.push_back(line.toStdString());
    return shape;
}

/// What other readers measured, where that is shown.
std::vector<render::MeasureShape> othersShapes(const session::ReadingState& state) {
    std::vector<render::MeasureShape> shapes;
    for (const auto& other : state.review.others)
        for (const auto& standing : other.measurements) {
            if (standing.content.hidden || standing.content.frame != state.picture.radiograph->frame) continue;
            shapes.push_back(shapeOf(
                standing.id, {standing.content, state.review.spacing, {}, cautionsOf(state, standing.content)}));
            shapes.back().isAnothers = true;
            shapes.back().label.insert(shapes.back().label.begin(), otherName(other).toStdString());
        }
    return shapes;
}

}  // namespace

std::vector<render::MeasureShape> measureShapes(const session::ReadingState& state) {
    auto shapes = othersShapes(state);
    for (const auto& standing : state.review.measurements)
        if (!standing.content.hidden && standing.content.frame == state.picture.radiograph->frame)
            shapes.push_back(shapeOf(standing.id, {standing.content, state.review.spacing, standing.statistics,
                                                   cautionsOf(state, standing.content)}));
    return shapes;
}

DrawingPresenter::DrawingPresenter(MeasurementsPresenter& measurements, QObject* parent)
    : QObject(parent), m_measurements(measurements) {
    connect(&measurements, &MeasurementsPresenter::changed, this, [this] {
        // It was deleted or taken back in the meantime.
        if (m_gripped && contentOf(m_gripped->hit.id) == nullptr) m_gripped.reset();
        tell();
    });
    connect(&measurements.study(), &StudyPresenter::radiographChanged, this, [this] { abandon(); });
}

void DrawingPresenter::setTool(std::optional<domain::MeasurementKind> tool) {
    if (tool == m_tool) return;
    m_tool = tool;
    abandon();
    Q_EMIT toolChanged();
}

bool DrawingPresenter::abandon() {
    if (!m_draft && !m_gripped) return false;
    m_draft.reset();
    m_gripped.reset();
    tell();
    return true;
}

bool DrawingPresenter::leave() {
    if (abandon()) return true;
    if (m_measurements.offered()) {
        m_measurements.offer({});
        return true;
    }
    const bool hasMore = m_tool || m_measurements.chosen();
    if (m_tool)
        setTool({});
    else
        m_measurements.choose({});
    return hasMore;
}

Point DrawingPresenter::inPicture(Point point) const {
    const auto radiograph = m_measurements.study().radiograph();
    if (!radiograph) return point;
    return {std::clamp(point.x, 0.0, double(radiograph->columns)), std::clamp(point.y, 0.0, double(radiograph->rows))};
}

void DrawingPresenter::start(Point at) {
    m_measurements.choose({});
    m_draft.emplace(*m_tool, at);
}

void DrawingPresenter::click(Point at, bool straight, double reach) {
    if (!m_tool || !m_measurements.study().radiograph()) return;
    at = inPicture(at);
    if (m_draft && m_draft->isAt(at, reach)) {
        if (m_draft->mayEnd()) finish();
        return;
    }
    if (m_draft)
        m_draft->place(at, straight);
    else
        start(at);
    finishIfComplete();
}

void DrawingPresenter::beginDrag(Point at) {
    if (!m_tool || !m_measurements.study().radiograph()) return;
    if (m_draft)
        m_draft->beginDrag(inPicture(at));
    else
        start(inPicture(at));
}

void DrawingPresenter::dragTo(Point at, bool straight) {
    if (!m_draft) return;
    m_draft->dragTo(inPicture(at), straight);
    tell();
}

void DrawingPresenter::endDrag(Point at, bool straight) {
    if (!m_draft) return;
    if (m_draft->kind() == domain::MeasurementKind::Freehand) return m_draft->mayEnd() ? finish() : (void)abandon();
    // Who comes back to where the drag began has drawn nothing yet.
    constexpr double kNoWay = 0.5;
    if (!m_draft->isComplete() && !m_draft->isAt(inPicture(at), kNoWay)) m_draft->place(inPicture(at), straight);
    finishIfComplete();
}

void DrawingPresenter::hover(Point at, bool straight) {
    if (!m_draft) return;
    m_draft->moveTo(inPicture(at), straight);
    tell();
}

void DrawingPresenter::finishIfComplete() {
    if (m_draft->isComplete()) return finish();
    tell();
}

void DrawingPresenter::finish() {
    const auto draft = std::exchange(m_draft, std::nullopt);
    const auto radiograph = m_measurements.study().radiograph();
    m_measurements.draw({draft->kind(), radiograph->frame, draft->finished(), {}, false});
}

const Measurement* DrawingPresenter::contentOf(std::uint64_t id) const {
    if (id != kOffered) return m_measurements.find(id);
    return m_measurements.offered() ? &*m_measurements.offered() : nullptr;
}

void DrawingPresenter::choose(std::uint64_t id) {
    if (id != kOffered) m_measurements.choose(id);
}

void DrawingPresenter::grip(const render::MeasureHit& hit, Point at) {
    choose(hit.id);
    if (const auto* measurement = contentOf(hit.id)) m_gripped = {hit, at, *measurement, *measurement};
}

void DrawingPresenter::moveGripped(Point to, bool straight) {
    if (!m_gripped) return;
    const auto& [hit, from, before, now] = *m_gripped;
    auto points = before.pointsInPixels;
    if (hit.handle) {
        const auto partner = render::partnerOf(before.kind, *hit.handle);
        if (straight && partner)
            to = straightened(before.kind, render::handlesOf(before.kind, points).at(*partner), to);
        points = render::withHandleAt(before.kind, std::move(points), *hit.handle, inPicture(to));
    } else {
        moveBy(points, {to.x - from.x, to.y - from.y});
    }
    m_gripped->now.pointsInPixels = std::move(points);
    tell();
}

/// As a whole, and no further than to the picture's edge.
void DrawingPresenter::moveBy(std::vector<Point>& points, Point way) const {
    const auto radiograph = m_measurements.study().radiograph();
    if (!radiograph || points.empty()) return;
    const auto [left, right] = std::ranges::minmax(points, {}, &Point::x);
    const auto [top, bottom] = std::ranges::minmax(points, {}, &Point::y);
    way.x = std::clamp(way.x, std::min(0.0, -left.x), std::max(0.0, radiograph->columns - right.x));
    way.y = std::clamp(way.y, std::min(0.0, -top.y), std::max(0.0, radiograph->rows - bottom.y));
    for (Point& point : points) point = {point.x + way.x, point.y + way.y};
}

void DrawingPresenter::letGo() {
    const auto gripped = std::exchange(m_gripped, std::nullopt);
    if (gripped && gripped->hit.id != kOffered) m_measurements.change(gripped->hit.id, gripped->now);
    // A click on it takes nothing: who takes it says so, or moves it.
    if (gripped && gripped->hit.id == kOffered && gripped->now != gripped->before)
        m_measurements.takeOffered(gripped->now.pointsInPixels);
    tell();
}

void DrawingPresenter::tell() {
    const auto& state = m_measurements.study().state();
    m_shapes = state ? othersShapes(*state) : std::vector<render::MeasureShape>();
    const auto& spacing = m_measurements.spacing();
    const auto cautions = [&](const Measurement& of) { return state ? cautionsOf(*state, of) : QStringList(); };
    for (const auto& item : m_measurements.items()) {
        if (item.content.hidden) continue;
        const bool isMoved = m_gripped && m_gripped->hit.id == item.id && m_gripped->now != item.content;
        m_shapes.push_back(isMoved
                               ? shapeOf(item.id, {m_gripped->now, spacing, {}, cautions(item.content)})
                               : shapeOf(item.id, {item.content, spacing, item.statistics, cautions(item.content)}));
        m_shapes.back().selected = item.id != 0 && m_measurements.chosen() == item.id;
    }
    if (const auto& offered = m_measurements.offered()) {
        const bool isMoved = m_gripped && m_gripped->hit.id == kOffered;
        m_shapes.push_back(shapeOf(kOffered, {isMoved ? m_gripped->now : *offered, spacing, {}, cautions(*offered)}));
        m_shapes.back().selected = m_shapes.back().isOffered = true;
    }
    if (m_draft) m_shapes.push_back(shapeOf(0, {{m_draft->kind(), 1, m_draft->points(), {}, false}, spacing}));
    Q_EMIT changed();
}

}  // namespace asg::presenters
