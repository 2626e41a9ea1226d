#include "ui/presenters/own_reading_presenter.h"

#include "ui/presenters/decision_words.h"
#include "ui/presenters/report_view.h"

#include <QStringList>

#include <algorithm>
#include <utility>

namespace asg::presenters {
namespace {

using domain::Existence;

Existence existenceAfter(Existence existence) {
    switch (existence) {
        case Existence::Present: return Existence::Absent;
        case Existence::Absent: return Existence::Uncertain;
        case Existence::Uncertain: break;
    }
    return Existence::Present;
}

/// "19:02" of "2026-11-30T19:02:11.123Z".
QString clockOf(const std::string& time) {
    constexpr std::size_t kHour = 11;
    constexpr std::size_t kLength = 5;
    return time.size() < kHour + kLength ? QString() : QString::fromStdString(time.substr(kHour, kLength));
}

}  // namespace

OwnReadingPresenter::OwnReadingPresenter(StudyPresenter& study, QObject* parent) : QObject(parent), m_study(study) {
    connect(&m_study, &StudyPresenter::readingDistributed, this, &OwnReadingPresenter::compare);
}

const review::OwnReading& OwnReadingPresenter::reading() const {
    static const review::OwnReading kNothing;
    return m_study.state() ? m_study.state()->review.own : kNothing;
}

session::ReadingFirst OwnReadingPresenter::readingFirst() const {
    return m_study.state() ? m_study.state()->readingFirst : session::ReadingFirst{};
}

bool OwnReadingPresenter::isInUse() const {
    return m_study.state() && (readingFirst().holds() || !statements().empty() || !reading().committed.empty());
}

void OwnReadingPresenter::compare(const session::ReadingStatePtr& before) {
    const auto& now = m_study.state();
    const bool goesOn = now && before && now->reader == before->reader;
    if (!goesOn) m_adding = 0;
    const auto isKept = [this](std::uint64_t id) {
        return std::ranges::find(statements(), id, &review::StandingStatement::id) != statements().end();
    };
    if (m_chosen && !isKept(*m_chosen)) m_chosen.reset();
    const auto wasThere = [&](std::uint64_t id) {
        const auto& earlier = before->review.own.statements;
        return std::ranges::find(earlier, id, &review::StandingStatement::id) != earlier.end();
    };
    const bool isNew = goesOn && !statements().empty() && !wasThere(statements().back().id);
    if (isNew) m_chosen = statements().back().id;
    Q_EMIT changed();
    if (isNew && m_adding > 0) {
        --m_adding;
        Q_EMIT stated();
    }
    if (goesOn && before->readingFirst.hidesModel && !now->readingFirst.hidesModel) Q_EMIT revealed();
}

QString OwnReadingPresenter::standing() const {
    if (!m_study.state()) return {};
    const auto& committed = reading().committed;
    if (readingFirst().hidesModel) return tr("What the model says is hidden until you commit.");
    if (committed.empty())
        return !readingFirst().holds()  ? tr("Not committed.")
               : reading().hasSeenModel ? tr("Not committed. You have seen what the model says of this picture.")
                                        : tr("Not committed. What the model says has been shown.");
    const auto* latest = reading().standing();
    if (latest == nullptr) return tr("The commit was taken back. What was seen stays seen: the model stays shown.");
    const auto words = latest->unaided ? tr("Committed %1 UTC, before the model was seen.")
                                       : tr("Committed %1 UTC, after the model had been seen.");
    return (reading().isRevised ? tr("Revised since. ") : QString()) + words.arg(clockOf(latest->time));
}

QString OwnReadingPresenter::commitWords() const {
    QStringList lines;
    for (const auto& commit : reading().committed) {
        QStringList said;
        for (const auto& statement : commit.statements) said << statementWords(statement.content);
        lines << tr("%1 UTC, %2%3: %4")
                     .arg(clockOf(commit.time), commit.unaided ? tr("before the model was seen") : tr("after it"),
                          commit.withdrawn ? tr(", taken back") : QString(),
                          said.isEmpty() ? tr("no finding stated") : said.join(QStringLiteral("; ")));
    }
    return lines.join(QLatin1Char('\n'));
}

QString OwnReadingPresenter::hindrance() const {
    if (!m_study.state()) return tr("No picture is open.");
    if (!m_study.state()->isSettled || m_study.readsReport()) return tr("The report is still being read.");
    if (reading().standing() != nullptr && !reading().isRevised)
        return tr("Your reading is committed, and nothing was changed since.");
    return {};
}

const domain::Statement* OwnReadingPresenter::chosenStatement() const {
    const auto found = std::ranges::find(statements(), m_chosen.value_or(0), &review::StandingStatement::id);
    return found == statements().end() ? nullptr : &found->content;
}

void OwnReadingPresenter::choose(std::optional<std::uint64_t> id) {
    if (id == m_chosen) return;
    m_chosen = id;
    Q_EMIT changed();
}

void OwnReadingPresenter::step(int step) {
    const auto count = std::ssize(statements());
    if (count == 0) return;
    const auto found = std::ranges::find(statements(), m_chosen.value_or(0), &review::StandingStatement::id);
    const auto at = found - statements().begin();
    const auto next = found == statements().end() ? (step > 0 ? 0 : count - 1) : (at + step + count) % count;
    choose(statements()[static_cast<std::size_t>(next)].id);
}

void OwnReadingPresenter::change(std::uint64_t statedBy, std::optional<domain::Statement> after) {
    if (m_study.state()) m_study.session()->state(*m_study.state(), {statedBy, std::move(after)});
}

void OwnReadingPresenter::add(const std::string& finding) {
    ++m_adding;
    change(0, domain::Statement{finding, Existence::Present, {}});
}

void OwnReadingPresenter::turnExistence() {
    const auto* statement = chosenStatement();
    if (statement == nullptr) return;
    auto after = *statement;
    after.existence = existenceAfter(after.existence);
    change(*m_chosen, std::move(after));
}

void OwnReadingPresenter::setPlace(std::vector<domain::RegionId> regions) {
    const auto* statement = chosenStatement();
    if (statement == nullptr) return;
    auto after = *statement;
    std::ranges::sort(regions);
    after.regions = std::move(regions);
    change(*m_chosen, std::move(after));
}

void OwnReadingPresenter::remove() {
    if (chosenStatement() != nullptr) change(*m_chosen, std::nullopt);
}

void OwnReadingPresenter::commit() {
    if (hindrance().isEmpty()) m_study.session()->commit(*m_study.state());
}

QString statementWords(const domain::Statement& statement) {
    auto words = existenceGlyph(statement.existence) + QStringLiteral("  ") + findingText(statement.finding);
    if (!statement.regions.empty()) words += QStringLiteral(" · ") + regionWords(statement.regions);
    return words;
}

}  // namespace asg::presenters
