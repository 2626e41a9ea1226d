#include "ui/presenters/change_presenter.h"

#include "ui/presenters/decision_words.h"
#include "ui/presenters/overlay_presenter.h"
#include "ui/presenters/report_view.h"

#include <algorithm>
#include <ranges>
#include <string>
#include <utility>

namespace asg::presenters {
namespace {

/// Sorts as time does; empty: nobody knows when.
std::string momentOf(const domain::Radiograph& radiograph) {
    const auto& text = radiograph.text;
    return text.studyDate.empty() ? std::string() : text.studyDate + " " + text.studyTime;
}

/// "2023-01-01" of "20230101".
QString dayOf(const domain::Radiograph& radiograph) {
    const auto day = QString::fromStdString(radiograph.text.studyDate);
    constexpr int kDigits = 8;
    return day.size() == kDigits ? day.left(4) + u'-' + day.mid(4, 2) + u'-' + day.mid(6) : day;
}

/// Whether a picture of the patient can be the earlier one: not of the same study, and not known to be as late.
bool mayBeEarlier(const domain::Radiograph& other, const domain::Radiograph& current) {
    const auto& uid = other.text.studyInstanceUid;
    if (other.sha256 == current.sha256 || (!uid.empty() && uid == current.text.studyInstanceUid)) return false;
    const auto then = momentOf(other);
    const auto now = momentOf(current);
    return then.empty() || now.empty() || then < now;
}

/// One word stands for both in files; people compare sizes.
QString inFull(domain::Change change) {
    if (change == domain::Change::Worse) return ChangePresenter::tr("larger or worse");
    if (change == domain::Change::Better) return ChangePresenter::tr("smaller or better");
    return changeWord(change);
}

bool isOf(const review::StandingChange& verdict, const text::SpokenChange& change) {
    return verdict.sentence == change.sentence && verdict.change == change.change && verdict.regions == change.regions;
}

}  // namespace

ChangePresenter::ChangePresenter(const Sources& sources, QObject* parent) : QObject(parent), m_sources(sources) {
    connect(&m_sources.selection, &SelectionPresenter::currentChanged, this, &ChangePresenter::changed);
    connect(&m_sources.study, &StudyPresenter::readingDistributed, this, &ChangePresenter::changed);
    connect(&m_sources.study, &StudyPresenter::viewChanged, this, &ChangePresenter::changed);
    connect(&m_sources.study, &StudyPresenter::activeViewChanged, this, &ChangePresenter::changed);
    connect(&m_sources.pictures, &PictureList::orderChanged, this, &ChangePresenter::changed);
}

const text::SpokenChange* ChangePresenter::change() const {
    const auto& state = m_sources.study.state();
    const auto& kept = m_sources.selection.kept();
    if (!state || kept.sentences.size() != 1) return nullptr;
    const text::SpokenChange* found = nullptr;
    for (const auto& change : state->changes) {
        if (change.sentence != *kept.sentences.begin()) continue;
        const bool isChosen =
            std::ranges::any_of(change.regions, [&](auto region) { return kept.regions.contains(region); });
        if (isChosen) return &change;
        if (found == nullptr) found = &change;
    }
    return found;
}

std::optional<std::size_t> ChangePresenter::priorView() const {
    const auto current = m_sources.study.radiograph();
    const auto open = m_sources.study.openIndex();
    if (!current || !open) return std::nullopt;
    const auto patients = m_sources.pictures.groupOf(*open);
    std::optional<std::size_t> prior;
    std::string latest;
    for (std::size_t view = 0; view < StudyPresenter::kMostViews; ++view) {
        const auto* picture = m_sources.study.picture(view);
        const auto radiograph = picture != nullptr ? picture->radiograph() : nullptr;
        if (!radiograph || view == m_sources.study.activeView() || !mayBeEarlier(*radiograph, *current)) continue;
        if (std::ranges::find(patients, picture->index()) == patients.end()) continue;
        if (prior && momentOf(*radiograph) <= latest) continue;
        prior = view;
        latest = momentOf(*radiograph);
    }
    return prior;
}

const OpenPicture* ChangePresenter::prior() const {
    const auto view = priorView();
    return view ? m_sources.study.picture(*view) : nullptr;
}

QString ChangePresenter::priorName() const {
    const auto day = dayOf(*prior()->radiograph());
    return day.isEmpty() ? tr("the prior, of no date") : day;
}

QString ChangePresenter::words() const {
    const auto* said = change();
    return said == nullptr ? QString() : tr("Change: %1 · %2").arg(inFull(said->change), regionWords(said->regions));
}

QString ChangePresenter::standing() const {
    const auto* said = change();
    const auto* earlier = prior();
    if (said == nullptr) return {};
    if (earlier == nullptr) return tr("no prior here to check this");
    const auto judged = verdict();
    const auto words = !judged   ? tr("not judged against %1")
                       : *judged ? tr("✓ seen against %1")
                                 : tr("✗ not seen against %1");
    auto line = words.arg(priorName());
    if (earlier->state()->readingFirst.hidesModel) return line + tr(" · its regions wait for your commit there");
    const bool isFound = std::ranges::any_of(
        said->regions, [&](auto region) { return domain::findRegion(*earlier->analysis(), region) != nullptr; });
    return isFound || said->regions.empty() ? line : line + tr(" · place not found there");
}

const review::StandingChange* ChangePresenter::standingVerdict() const {
    const auto* said = change();
    const auto* earlier = prior();
    if (said == nullptr || earlier == nullptr) return nullptr;
    const auto& verdicts = m_sources.review.state().changes;
    const auto found = std::ranges::find_if(verdicts, [&](const auto& verdict) { return isOf(verdict, *said); });
    const bool isOnThis = found != verdicts.end() && found->priorSha256 == earlier->radiograph()->sha256;
    return isOnThis ? &*found : nullptr;
}

std::optional<bool> ChangePresenter::verdict() const {
    const auto* verdict = standingVerdict();
    return verdict != nullptr ? std::optional(verdict->holds) : std::nullopt;
}

QString ChangePresenter::hindrance() const {
    if (!m_sources.review.isSettled() || m_sources.study.readsReport()) return tr("The report is still being read.");
    if (change() == nullptr) return tr("What is chosen speaks of no change.");
    if (prior() == nullptr) return tr("There is no prior here to check this: P opens it beside the picture.");
    return {};
}

render::OverlayScene ChangePresenter::sceneOf(std::size_t view) const {
    const auto* said = change();
    if (said == nullptr || priorView() != view) return {};
    Selection shown;
    shown.regions.insert(said->regions.begin(), said->regions.end());
    // The report of the current picture says nothing of whether it was there before: no existence is drawn.
    auto earlier = *prior()->analysis();
    earlier.report.reset();
    return makeOverlayScene(earlier, {}, shown, OverlayMode::Selection, false);
}

void ChangePresenter::give(bool holds) {
    if (!hindrance().isEmpty()) return;
    m_sources.study.session()->judgeChange(*m_sources.study.state(), *change(), prior()->radiograph()->sha256, holds);
}

}  // namespace asg::presenters
