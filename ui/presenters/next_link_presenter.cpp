#include "ui/presenters/next_link_presenter.h"

#include "core/review/in_force.h"
#include "ui/presenters/decision_words.h"

#include <algorithm>

namespace asg::presenters {
namespace {

using domain::LinkedSentence;

const domain::Link* linkOf(const domain::Report& report, domain::LinkId id) {
    const auto found = std::ranges::find(report.links, id, &domain::Link::id);
    return found == report.links.end() ? nullptr : &*found;
}

/// The verdict is on this sentence of this link.
bool judges(const domain::LinkVerdict& verdict, const domain::Report& report, LinkedSentence linked) {
    const auto* link = linkOf(report, linked.link);
    const auto sentence = std::ranges::find(report.sentences, linked.sentence, &domain::Sentence::id);
    return link != nullptr && sentence != report.sentences.end() && link->regions == verdict.regions &&
           std::ranges::find(verdict.sentences, sentence->span) != verdict.sentences.end();
}

}  // namespace

NextLinkPresenter::NextLinkPresenter(const Sources& sources, QObject* parent) : QObject(parent), m_sources(sources) {
    connect(&sources.review, &ReviewPresenter::gave, this, &NextLinkPresenter::goOn);
    connect(&sources.review, &ReviewPresenter::stateChanged, this, &NextLinkPresenter::beginPicture);
    connect(&sources.study, &StudyPresenter::stateChanged, this, &NextLinkPresenter::beginPicture);
    connect(&sources.study, &StudyPresenter::radiographChanged, this, &NextLinkPresenter::forget);
    connect(&sources.selection, &SelectionPresenter::chosen, this, [this] { m_chose.reset(); });
}

void NextLinkPresenter::setOn(bool on) {
    (m_isInProject ? m_isOnInProjects : m_isOnOutside) = on;
    switched();
}

void NextLinkPresenter::setInProject(bool inProject) {
    m_isInProject = inProject;
    switched();
}

void NextLinkPresenter::switched() {
    m_sources.verdicts.setAwaits(isOn());
    Q_EMIT changed();
    beginPicture();
}

bool NextLinkPresenter::choseByItself() const {
    return m_chose && m_sources.selection.kept().link == m_chose;
}

bool NextLinkPresenter::isOpen(LinkedSentence link) const {
    return !m_sources.review.verdict(link) && !m_sources.review.state().corrections.contains(link.sentence);
}

std::optional<LinkedSentence> NextLinkPresenter::nextOpen() const {
    const auto analysis = m_sources.study.analysis();
    if (!analysis || !analysis->report) return std::nullopt;
    auto links = linksInOrder(*analysis->report);
    // Behind the one that is chosen: those before it come last.
    const auto& kept = m_sources.selection.kept().link;
    const auto at = kept ? std::ranges::find(links, *kept) : links.end();
    if (at != links.end()) std::rotate(links.begin(), at + 1, links.end());
    const auto found = std::ranges::find_if(links, [this](auto link) { return isOpen(link); });
    return found == links.end() ? std::nullopt : std::optional(*found);
}

void NextLinkPresenter::choose(LinkedSentence link) {
    m_sources.selection.keep(SelectionSeed(link));
    m_chose = link;
}

/// Only from where the verdict was given: who has gone elsewhere meanwhile stays there.
void NextLinkPresenter::goOn(const domain::ReviewDecision& given) {
    const auto* verdict = given.as<domain::LinkVerdict>();
    const auto analysis = m_sources.study.analysis();
    const auto& kept = m_sources.selection.kept().link;
    if (!isOn() || verdict == nullptr || !analysis || !analysis->report || !kept) return;
    if (!judges(*verdict, *analysis->report, *kept)) return;
    if (const auto next = nextOpen())
        choose(*next);
    else
        Q_EMIT allJudged();
}

/// Once for each text of a picture's report: who then chooses nothing has chosen so.
void NextLinkPresenter::beginPicture() {
    const auto& state = m_sources.study.state();
    if (!state) return;
    if (state->reportVersion != m_reportVersion) forget();
    m_reportVersion = state->reportVersion;
    if (!isOn() || m_hasBegun || !state->analysis->report || !m_sources.verdicts.whatIsMissing().isEmpty()) return;
    m_hasBegun = true;
    if (!m_sources.selection.kept().empty()) return;
    if (const auto first = nextOpen()) choose(*first);
}

void NextLinkPresenter::forget() {
    m_hasBegun = false;
    m_chose.reset();
    if (m_skipped.empty()) return;
    m_skipped.clear();
    Q_EMIT changed();
}

void NextLinkPresenter::skip() {
    const auto next = nextOpen();
    const auto kept = m_sources.selection.kept().link;
    if (!next || next == kept)
        return Q_EMIT said(next ? tr("No other link is left to judge.") : tr("All links of this picture are judged."));
    if (kept) m_skipped.push_back({*kept, standing()});
    choose(*next);
    Q_EMIT changed();
}

/// What holds by now is what held as it was skipped.
bool NextLinkPresenter::canStepBack() const {
    return !m_skipped.empty() && m_skipped.back().standing == standing();
}

void NextLinkPresenter::stepBack() {
    if (!canStepBack()) return;
    const auto link = m_skipped.back().link;
    m_skipped.pop_back();
    choose(link);
    Q_EMIT changed();
    const auto analysis = m_sources.study.analysis();
    const auto* at = analysis && analysis->report ? linkOf(*analysis->report, link.link) : nullptr;
    if (at != nullptr)
        Q_EMIT said(tr("Back to what was skipped: %1. No decision was taken back.").arg(regionWords(at->regions)));
}

NextLinkPresenter::Standing NextLinkPresenter::standing() const {
    auto holding = review::inForce(m_sources.review.state().history);
    std::erase_if(holding, [](const auto* decision) { return decision->template as<domain::ModelSeen>() != nullptr; });
    return {holding.empty() ? 0 : holding.back()->sequence, holding.size()};
}

}  // namespace asg::presenters
