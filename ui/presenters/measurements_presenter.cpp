#include "ui/presenters/measurements_presenter.h"

#include <algorithm>
#include <utility>

namespace asg::presenters {

using domain::Measurement;
using domain::MeasurementChange;

MeasurementsPresenter::MeasurementsPresenter(StudyPresenter& study, QObject* parent) : QObject(parent), m_study(study) {
    connect(&study, &StudyPresenter::readingChanged, this, &MeasurementsPresenter::receive);
    // Whatever could not be done: nothing is shown as if it were kept.
    connect(&study, &StudyPresenter::problem, this, [this] {
        if (m_waiting.empty()) return;
        m_waiting.clear();
        compose();
    });
}

const Measurement* MeasurementsPresenter::find(std::uint64_t id) const {
    const auto found = std::ranges::find(m_items, id, &Item::id);
    return id == 0 || found == m_items.end() ? nullptr : &found->content;
}

const std::optional<domain::PixelSpacing>& MeasurementsPresenter::spacing() const {
    static const std::optional<domain::PixelSpacing> kNone;
    return m_study.state() ? m_study.state()->review.spacing : kNone;
}

void MeasurementsPresenter::choose(std::optional<std::uint64_t> id) {
    if (id && find(*id) == nullptr) id.reset();
    if (id == m_chosen) return;
    m_chosen = id;
    Q_EMIT changed();
}

void MeasurementsPresenter::step(int step) {
    std::vector<std::uint64_t> ids;
    for (const auto& item : m_items)
        if (item.id != 0) ids.push_back(item.id);
    if (ids.empty()) return;
    const auto count = static_cast<std::ptrdiff_t>(ids.size());
    const auto at = m_chosen ? std::ranges::find(ids, *m_chosen) - ids.begin() : step > 0 ? count - 1 : count;
    choose(ids[static_cast<std::size_t>((at + step + count) % count)]);
}

void MeasurementsPresenter::offer(std::optional<Measurement> proposal) {
    if (proposal == m_offered) return;
    m_offered = std::move(proposal);
    if (m_offered) m_chosen.reset();
    Q_EMIT changed();
}

void MeasurementsPresenter::takeOffered(std::vector<base::Point> pointsInPixels) {
    auto taken = std::exchange(m_offered, std::nullopt);
    if (!taken) return;
    taken->pointsInPixels = std::move(pointsInPixels);
    draw(std::move(*taken));
}

void MeasurementsPresenter::draw(Measurement measurement) {
    keep({0, std::move(measurement)});
}

void MeasurementsPresenter::change(std::uint64_t id, Measurement measurement) {
    const auto* now = find(id);
    if (now != nullptr && *now != measurement) keep({id, std::move(measurement)});
}

template <typename Change>
void MeasurementsPresenter::changeContent(std::uint64_t id, Change edit) {
    const auto* now = find(id);
    if (now == nullptr) return;
    auto content = *now;
    edit(content);
    change(id, std::move(content));
}

void MeasurementsPresenter::rename(std::uint64_t id, const QString& name) {
    changeContent(id, [&](Measurement& content) { content.name = name.simplified().toStdString(); });
}

void MeasurementsPresenter::setHidden(std::uint64_t id, bool hidden) {
    changeContent(id, [&](Measurement& content) { content.hidden = hidden; });
}

void MeasurementsPresenter::setKnownLength(std::uint64_t id, std::optional<double> mm) {
    changeContent(id, [&](Measurement& content) {
        if (content.kind == domain::MeasurementKind::Length) content.knownMm = mm;
    });
}

void MeasurementsPresenter::remove(std::uint64_t id) {
    if (find(id) != nullptr) keep({id, {}});
}

void MeasurementsPresenter::keep(MeasurementChange change) {
    const auto& state = m_study.state();
    if (!state) return;
    m_waiting.push_back(change);
    m_study.session()->measure(*state, std::move(change));
    compose();
}

void MeasurementsPresenter::receive(const session::ReadingStatePtr& before) {
    const auto& now = m_study.state();
    // What was offered was of that picture, to that reader.
    if (!now || !before || now->picture.radiograph != before->picture.radiograph || now->reader != before->reader)
        m_offered.reset();
    std::optional<std::uint64_t> drawnNow;
    if (now && before)
        drawnNow = forgetWhatIsKept(before);
    else
        m_waiting.clear();
    if (drawnNow) m_chosen = drawnNow;
    compose();
    if (drawnNow) Q_EMIT drawn(*drawnNow);
}

/// What waited and is in the history by now. Returns the newest that was drawn.
std::optional<std::uint64_t> MeasurementsPresenter::forgetWhatIsKept(const session::ReadingStatePtr& before) {
    std::optional<std::uint64_t> newest;
    const auto& history = m_study.state()->review.history;
    for (auto i = before->review.history.size(); i < history.size(); ++i) {
        const auto* kept = history[i].as<MeasurementChange>();
        const auto waiting = kept != nullptr ? std::ranges::find(m_waiting, *kept) : m_waiting.end();
        if (waiting == m_waiting.end()) continue;
        m_waiting.erase(waiting);
        if (kept->drawnBy == 0) newest = history[i].sequence;
    }
    return newest;
}

/// What the state says, and over it what waits for the disk.
void MeasurementsPresenter::compose() {
    m_items.clear();
    const auto& state = m_study.state();
    const int frame = state ? state->picture.radiograph->frame : 0;
    if (state)
        for (const auto& standing : state->review.measurements)
            if (standing.content.frame == frame)
                m_items.push_back({standing.id, standing.content, standing.statistics});
    for (const auto& change : m_waiting) {
        const auto item = std::ranges::find(m_items, change.drawnBy, &Item::id);
        if (change.drawnBy == 0)
            m_items.push_back({0, *change.after, {}});
        else if (item != m_items.end() && change.after)
            *item = {item->id, *change.after, {}};
        else if (item != m_items.end())
            m_items.erase(item);
    }
    if (m_chosen && find(*m_chosen) == nullptr) m_chosen.reset();
    Q_EMIT changed();
}

}  // namespace asg::presenters
