#pragma once

#include "core/domain/measured.h"
#include "core/domain/measurement.h"
#include "core/domain/review.h"
#include "ui/presenters/study_presenter.h"

#include <QObject>

#include <cstdint>
#include <optional>
#include <vector>

namespace asg::presenters {

/// The measurements of the open picture that hold, which one is chosen, and every way to change them. A change is shown
/// at once; it counts when it is on the disk, and what could not be kept is gone again, with a word from the study.
/// GUI thread; no call waits.
class MeasurementsPresenter final : public QObject {
    Q_OBJECT
public:
    /// One that is shown.
    struct Item {
        std::uint64_t id = 0;  ///< 0: it waits for the disk, and cannot be changed yet
        domain::Measurement content;
        std::optional<domain::GreyStatistics> statistics = {};  ///< nothing while it waits, too
    };

    /// `study` must outlive it.
    explicit MeasurementsPresenter(StudyPresenter& study, QObject* parent = nullptr);

    /// Of the frame that is open, hidden ones too, in the order drawn.
    [[nodiscard]] const std::vector<Item>& items() const { return m_items; }
    /// Null where it is not of this frame or does not hold.
    [[nodiscard]] const domain::Measurement* find(std::uint64_t id) const;
    /// What lengths are measured with.
    [[nodiscard]] const std::optional<domain::PixelSpacing>& spacing() const;
    [[nodiscard]] StudyPresenter& study() const { return m_study; }

    [[nodiscard]] std::optional<std::uint64_t> chosen() const { return m_chosen; }
    void choose(std::optional<std::uint64_t> id);
    /// The next (+1) or previous (-1) one, round and round.
    void step(int step);

    /// A model offers it; nothing: nothing is offered any more. It stands until it is taken or dropped, or the picture
    /// or the reader is another one. It is no measurement until it is taken.
    void offer(std::optional<domain::Measurement> proposal);
    [[nodiscard]] const std::optional<domain::Measurement>& offered() const { return m_offered; }
    /// Keeps what is offered with these points: as it is, or as the reader corrected it.
    void takeOffered(std::vector<base::Point> pointsInPixels);

    /// Keeps a new one and chooses it.
    void draw(domain::Measurement measurement);
    void change(std::uint64_t id, domain::Measurement measurement);
    void rename(std::uint64_t id, const QString& name);
    void setHidden(std::uint64_t id, bool hidden);
    /// How long a Length is in truth: the picture is calibrated by it. Nothing: that is not known any more.
    void setKnownLength(std::uint64_t id, std::optional<double> mm);
    void remove(std::uint64_t id);

Q_SIGNALS:
    /// items(), spacing(), chosen() or offered().
    void changed();
    /// One that was drawn here is on the disk now, and is chosen.
    void drawn(std::uint64_t id);

private:
    void keep(domain::MeasurementChange change);
    void receive(const session::ReadingStatePtr& before);
    [[nodiscard]] std::optional<std::uint64_t> forgetWhatIsKept(const session::ReadingStatePtr& before);
    template <typename Change>
    void changeContent(std::uint64_t id, Change change);
    void compose();

    StudyPresenter& m_study;
    std::vector<domain::MeasurementChange> m_waiting;  ///< for the disk, in order
    std::vector<Item> m_items;
    std::optional<std::uint64_t> m_chosen;
    std::optional<domain::Measurement> m_offered;
};

}  // namespace asg::presenters
