#include "ui/presenters/views_presenter.h"

#include "core/base/resources.h"
#include "core/study/own_table.h"
#include "ui/presenters/on_gui_thread.h"
#include "ui/presenters/warning_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace asg::presenters {

ViewsPresenter::ViewsPresenter(StudyPresenter& study, PictureList& pictures, QObject* parent)
    : QObject(parent), m_study(study), m_list(pictures) {
    connect(&m_list, &PictureList::lookedAt, this, &ViewsPresenter::hangWhenKnown);
    connect(&m_list, &PictureList::lookedAt, this, &ViewsPresenter::stepWhenKnown);
    connect(&m_study, &StudyPresenter::picturesReplaced, this, [this] {
        m_wanted.reset();
        m_wantedStep.reset();
    });
}

void ViewsPresenter::setShape(ViewsShape shape) {
    shape = {std::clamp(shape.rows, 1, 2), std::clamp(shape.columns, 1, 2)};
    if (shape == m_shape) return;
    m_shape = shape;
    // First: what finds no room is closed, and the active picture moves to where it is seen.
    m_study.keepViews(shape.count());
    Q_EMIT shapeChanged();
}

void ViewsPresenter::openBeside(std::size_t index) {
    if (m_shape.count() == 1) setShape({1, 2});
    const auto count = m_shape.count();
    auto view = (m_study.activeView() + 1) % count;
    for (std::size_t step = 1; step < count; ++step)
        if (const auto next = (m_study.activeView() + step) % count; m_study.picture(next) == nullptr) {
            view = next;
            break;
        }
    m_study.openIn(view, index);
}

bool ViewsPresenter::areOfOneStudy(std::size_t one, std::size_t other) const {
    if (one == other) return true;
    const auto& a = m_list.picture(one);
    const auto& b = m_list.picture(other);
    // A UID that was used twice joins no two patients.
    return a && b && !a->text.studyInstanceUid.empty() && a->text.studyInstanceUid == b->text.studyInstanceUid &&
           !study::areOfTwoPatients(a->text, b->text);
}

void ViewsPresenter::stepStudy(int step) {
    const auto open = m_study.openIndex();
    if (!open) return;
    m_wantedStep = {*open, step};
    stepWhenKnown();
    if (m_wantedStep) Q_EMIT said(tr("Looking for the study…"));
}

/// Whether enough was looked at for a step to be taken from there; the next few are looked at ahead.
bool ViewsPresenter::areKnown(const std::vector<std::size_t>& order, std::ptrdiff_t from, int step) {
    constexpr int kAhead = 16;
    if (m_list.wasLookedAt(order[static_cast<std::size_t>(from)])) return true;
    for (int i = 0; i < kAhead; ++i)
        if (const auto at = from + i * step; at >= 0 && at < std::ssize(order))
            m_list.lookAt(order[static_cast<std::size_t>(at)]);
    return false;
}

void ViewsPresenter::stepWhenKnown() {
    if (!m_wantedStep) return;
    const auto [from, step] = *m_wantedStep;
    const auto open = m_study.openIndex();
    // Somebody went on meanwhile.
    if (open != from) return m_wantedStep.reset();
    auto order = m_list.order();
    std::erase_if(order, [&](std::size_t index) {
        return m_study.viewWith(index).value_or(m_study.activeView()) != m_study.activeView();
    });
    const auto isInList = [&](std::ptrdiff_t at) { return at >= 0 && at < std::ssize(order); };
    const auto at = [&](std::ptrdiff_t place) { return order[static_cast<std::size_t>(place)]; };
    auto place = std::ranges::find(order, *open) - order.begin();
    for (; isInList(place) && areOfOneStudy(at(place), *open); place += step)
        if (!areKnown(order, place, step) || (isInList(place + step) && !areKnown(order, place + step, step))) return;
    if (isInList(place))
        for (const auto there = at(place); isInList(place - 1); --place) {
            if (!areKnown(order, place - 1, -1)) return;
            if (!areOfOneStudy(at(place - 1), there)) break;
        }
    m_wantedStep.reset();
    if (isInList(place)) m_study.openAt(at(place));
}

void ViewsPresenter::stepKeyImage(int step) {
    const auto& order = m_list.order();
    const auto open = m_study.openIndex();
    if (!open) return;
    auto at = std::ranges::find(order, *open) - order.begin() + step;
    while (at >= 0 && at < std::ssize(order) && !m_list.isKeyImage(order[static_cast<std::size_t>(at)])) at += step;
    if (at >= 0 && at < std::ssize(order)) return m_study.openAt(order[static_cast<std::size_t>(at)]);
    Q_EMIT said(step > 0 ? tr("No key image comes after this picture: K marks one.")
                         : tr("No key image comes before this picture: K marks one."));
}

void ViewsPresenter::hang(bool onlyWithPrior) {
    const auto open = m_study.openIndex();
    if (!open) return;
    if (m_list.arePlaces()) {
        Q_EMIT said(tr("In a project each place stands alone: whose picture it is is not asked."));
        return;
    }
    m_wanted = {*open, onlyWithPrior};
    m_list.lookAtAll();
    if (!m_rules) loadRules();
    if (!m_list.wasLookedAt()) Q_EMIT said(tr("Looking for the patient’s other pictures…"));
    hangWhenKnown();
}

void ViewsPresenter::hangWhenKnown() {
    if (!m_wanted || !m_rules || !m_list.wasLookedAt()) return;
    const auto [open, onlyWithPrior] = *m_wanted;
    m_wanted.reset();
    // Somebody went on meanwhile.
    if (m_study.openIndex() == open) hangBy(*m_rules, onlyWithPrior);
}

void ViewsPresenter::hangBy(const std::vector<study::HangingRule>& rules, bool onlyWithPrior) {
    const auto open = *m_study.openIndex();
    std::vector<std::size_t> indices;
    std::vector<study::Picture> pictures;
    std::size_t place = 0;
    for (const auto index : m_list.groupOf(open)) {
        const auto& picture = m_list.picture(index);
        if (!picture) continue;
        if (index == open) place = pictures.size();
        indices.push_back(index);
        pictures.push_back(*picture);
    }
    const auto hanging = study::hang(rules, pictures, place, onlyWithPrior);
    if (!hanging) {
        Q_EMIT said(
            pictures.size() < 2
                ? tr("No other picture of this patient is in the list. Open the folder that it lies in, or open "
                     "both and use “One patient”.")
                : tr("No hanging rule fits the pictures of this patient: drag one of them into a view."));
        return;
    }
    m_shape = {hanging->rule.rows, hanging->rule.columns};
    std::vector<std::size_t> wanted;
    for (const auto picture : hanging->pictures) wanted.push_back(indices[picture]);
    // First: a view that goes or comes must not make another picture the active one on its way.
    m_study.hang(wanted);
    Q_EMIT shapeChanged();
    // A rule of the user's own table is said as he calls it.
    Q_EMIT said(QCoreApplication::translate("HangingRule", hanging->rule.name.c_str()));
}

void ViewsPresenter::putTogether() {
    std::vector<std::size_t> shown;
    for (std::size_t view = 0; view < m_shape.count(); ++view)
        if (const auto* picture = m_study.picture(view); picture != nullptr && m_list.picture(picture->index()))
            shown.push_back(picture->index());
    if (shown.size() < 2) {
        Q_EMIT said(tr("Open two pictures beside each other first: they are then said to be of one patient."));
        return;
    }
    for (const auto one : shown)
        for (const auto other : shown)
            if (study::areOfTwoPatients(m_list.picture(one)->text, m_list.picture(other)->text)) {
                Q_EMIT problem(tr("These files name two patients: they are not put together."));
                return;
            }
    for (std::size_t i = 1; i < shown.size(); ++i) m_list.putTogether(shown.front(), shown[i]);
    Q_EMIT said(tr("These pictures stand together as one patient’s, now and later."));
}

void ViewsPresenter::loadRules() {
    if (std::exchange(m_loadsRules, true)) return;
    m_loader.enqueue(jobs::Job<study::LoadedRules>{
        [](const std::stop_token&, const base::Progress&) -> base::Outcome<study::LoadedRules> {
            return study::loadHangingRules(base::resourceFolder() / "hanging.tsv", study::ownTable("hanging.tsv"));
        },
        [this](jobs::RequestId, base::Outcome<study::LoadedRules> outcome) {
            onGuiThread(this, [this, outcome = std::move(outcome)] { rulesLoaded(outcome); });
        }});
}

void ViewsPresenter::rulesLoaded(const base::Outcome<study::LoadedRules>& outcome) {
    m_loadsRules = false;
    if (outcome.failed()) Q_EMIT problem(errorText(outcome.error()));
    if (!outcome.done()) return;
    if (const auto& wrong = outcome.value().problem) Q_EMIT problem(QString::fromStdString(wrong->text));
    m_rules = outcome.value().rules;
    hangWhenKnown();
}

}  // namespace asg::presenters
