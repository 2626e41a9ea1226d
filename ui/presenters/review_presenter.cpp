#include "ui/presenters/review_presenter.h"

#include "ui/presenters/warning_text.h"

#include <algorithm>
#include <utility>

namespace asg::presenters {
namespace {

/// The first of them, and how many more there are.
QString inOneSentence(const std::vector<domain::Warning>& warnings) {
    auto words = warningText(warnings.front());
    if (warnings.size() > 1)
        words += ReviewPresenter::tr(" And %1 more; the export names them all.").arg(warnings.size() - 1);
    return words;
}

/// One reader's decisions on one text, the earlier ones first.
bool goOn(const session::ReadingState& before, const session::ReadingState& after) {
    return before.isSettled && before.reportVersion == after.reportVersion && before.reader == after.reader;
}

}  // namespace

ReviewPresenter::ReviewPresenter(StudyPresenter& study, QObject* parent) : QObject(parent), m_study(study) {
    connect(&m_study, &StudyPresenter::readingDistributed, this, &ReviewPresenter::compare);
}

/// What is new against the state before: what could not be kept, and what was taken back.
void ReviewPresenter::compare(const session::ReadingStatePtr& before) {
    const auto now = m_study.state();
    const bool goesOn = now && before && goOn(*before, *now);
    std::vector<domain::Warning> fresh;
    for (const auto& warning : state().notKept)
        if (!goesOn || std::ranges::find(before->review.notKept, warning) == before->review.notKept.end())
            fresh.push_back(warning);
    if (!fresh.empty()) Q_EMIT problem(inOneSentence(fresh));
    Q_EMIT stateChanged();
    if (!goesOn) return;
    // Who hears of it may bring another state.
    const auto& history = now->review.history;
    for (auto i = before->review.history.size(); i < history.size(); ++i) {
        if (history[i].as<domain::TakenBack>() != nullptr)
            Q_EMIT tookBack(history[i]);
        else if (history[i].as<domain::ModelSeen>() == nullptr)
            Q_EMIT gave(history[i]);
    }
}

const review::ReviewState& ReviewPresenter::state() const {
    static const review::ReviewState kNothing;
    return m_study.state() ? m_study.state()->review : kNothing;
}

bool ReviewPresenter::isSettled() const {
    return m_study.state() && m_study.state()->isSettled;
}

void ReviewPresenter::decide(domain::LinkedSentence judged, domain::LinkJudgement judgement) {
    if (m_study.state()) m_study.session()->decide(*m_study.state(), judged, std::move(judgement));
}

void ReviewPresenter::drawBox(domain::RegionId region, std::optional<base::Box> box) {
    if (m_study.state()) m_study.session()->drawBox(*m_study.state(), region, box);
}

void ReviewPresenter::markKeyImage(bool marked) {
    if (m_study.state()) m_study.session()->mark(*m_study.state(), {m_study.radiograph()->frame, marked});
}

bool ReviewPresenter::isKeyImage() const {
    const auto radiograph = m_study.radiograph();
    return radiograph != nullptr && state().keyFrames.contains(radiograph->frame);
}

void ReviewPresenter::judgeBox(domain::RegionId region, bool fits) {
    if (m_study.state()) m_study.session()->judgeBox(*m_study.state(), region, fits);
}

void ReviewPresenter::correct(domain::SentenceId sentence, Edit edit) {
    if (m_study.state()) m_study.session()->correct(*m_study.state(), sentence, std::move(edit));
}

void ReviewPresenter::correct(const domain::SeenTriplet& seen, TripletEdit edit) {
    if (m_study.state()) m_study.session()->correct(*m_study.state(), seen, std::move(edit));
}

void ReviewPresenter::restore(domain::SentenceId sentence) {
    if (m_study.state()) m_study.session()->restore(*m_study.state(), sentence);
}

void ReviewPresenter::undo() {
    if (m_study.state()) m_study.session()->undo(*m_study.state());
}

void ReviewPresenter::redo() {
    if (m_study.state()) m_study.session()->redo(*m_study.state());
}

void ReviewPresenter::showOthers(bool shown) {
    m_study.showOthers(shown);
}

std::optional<domain::ReviewVerdict> ReviewPresenter::verdict(domain::LinkedSentence judged) const {
    const auto found = state().verdicts.find(judged);
    if (found == state().verdicts.end()) return std::nullopt;
    return found->second;
}

std::optional<bool> ReviewPresenter::boxFits(domain::RegionId region) const {
    const auto found = state().boxes.find(region);
    if (found == state().boxes.end()) return std::nullopt;
    return found->second;
}

std::size_t ReviewPresenter::linkCount() const {
    std::size_t count = 0;
    if (state().report)
        for (const auto& link : state().report->links) count += link.sentences.size();
    return count;
}

}  // namespace asg::presenters
