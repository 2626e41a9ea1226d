#pragma once

#include "core/base/geometry.h"
#include "core/domain/measurement.h"
#include "ui/presenters/measurement_draft.h"
#include "ui/presenters/measurements_presenter.h"
#include "ui/render/measure_shape.h"

#include <QObject>

#include <cstdint>
#include <optional>
#include <vector>

namespace asg::presenters {

/// What the pointer does to measurements: draws new ones with the tool that is chosen, which stays until it is left,
/// and grips those that are there. Points are in pixels of the open picture, whichever view they come from; a point
/// beyond its edge counts as on the edge. GUI thread.
class DrawingPresenter final : public QObject {
    Q_OBJECT
public:
    /// `measurements` must outlive it.
    explicit DrawingPresenter(MeasurementsPresenter& measurements, QObject* parent = nullptr);

    /// Nothing: no tool. What was being drawn is dropped.
    void setTool(std::optional<domain::MeasurementKind> tool);
    [[nodiscard]] std::optional<domain::MeasurementKind> tool() const { return m_tool; }
    /// The picture that is drawn on; null without one.
    [[nodiscard]] domain::RadiographPtr radiograph() const { return m_measurements.study().radiograph(); }
    [[nodiscard]] bool isDrawing() const { return m_draft.has_value(); }
    /// Drops what is being drawn or gripped; false where there was nothing.
    bool abandon();
    /// One step back: drops what is being drawn, else what is offered, else leaves the tool, else chooses nothing;
    /// false where there was nothing of these.
    bool leave();

    // With a tool. `straight`: Shift is held. `reach`, in pixels of the picture, is how near two clicks are one place.
    void click(base::Point at, bool straight, double reach);
    void beginDrag(base::Point at);
    void dragTo(base::Point at, bool straight);
    void endDrag(base::Point at, bool straight);
    /// The pointer moves with no button down.
    void hover(base::Point at, bool straight);

    void choose(std::uint64_t id);
    // With or without a tool, where nothing is being drawn. `at` is where the pointer took hold.
    void grip(const render::MeasureHit& hit, base::Point at);
    void moveGripped(base::Point to, bool straight);
    void letGo();

    /// What is drawn over the picture: what is not hidden, as it is gripped, what is offered, and the draft.
    [[nodiscard]] const std::vector<render::MeasureShape>& shapes() const { return m_shapes; }

Q_SIGNALS:
    /// shapes().
    void changed();
    void toolChanged();

private:
    /// What the pointer holds, and how it would be once it lets go.
    struct Gripped {
        render::MeasureHit hit;
        base::Point from;
        domain::Measurement before;
        domain::Measurement now;
    };

    /// Makes the shapes anew.
    void tell();
    /// Null where it is not there, or does not hold.
    [[nodiscard]] const domain::Measurement* contentOf(std::uint64_t id) const;
    void start(base::Point at);
    void finishIfComplete();
    void finish();
    [[nodiscard]] base::Point inPicture(base::Point point) const;
    void moveBy(std::vector<base::Point>& points, base::Point way) const;

    MeasurementsPresenter& m_measurements;
    std::optional<domain::MeasurementKind> m_tool;
    std::optional<MeasurementDraft> m_draft;
    std::optional<Gripped> m_gripped;
    std::vector<render::MeasureShape> m_shapes;
};

/// The measurements of a picture that is only looked at: its reader's, and the others' where they are shown. Pure.
[[nodiscard]] std::vector<render::MeasureShape> measureShapes(const session::ReadingState& state);

}  // namespace asg::presenters
