#include "core/review/review_session.h"

#include "core/base/translatable.h"
#include "core/review/in_force.h"
#include "core/review/own_reading.h"
#include "core/review/readers.h"
#include "core/review/standing_measurements.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>
#include <utility>

namespace asg::review {

using domain::ReviewDecision;

std::string utcNow() {
    const auto now = std::chrono::system_clock::now();
    const auto milliseconds =
        std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count() % 1000;
    const std::time_t seconds = std::chrono::system_clock::to_time_t(now);
    std::tm parts{};
    ::gmtime_r(&seconds, &parts);
    std::array<char, 32> text{};
    std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%S", &parts);
    const std::string fraction = std::to_string(1000 + milliseconds).substr(1);
    return std::string(text.data()) + "." + fraction + "Z";
}

ReviewSession::ReviewSession(std::unique_ptr<DecisionLog> log, ReviewSubject subject,
                             std::shared_ptr<const domain::Report> report, const EarlierReport& earlier)
    : m_log(std::move(log)),
      m_subject(std::move(subject)),
      m_report(std::move(report)),
      m_everybodys(m_report ? broughtToReport(*m_report, m_subject.reportSha256, m_log->decisions(), earlier)
                            : withoutReport(m_log->decisions())) {
    takeOwn();
}

void ReviewSession::setReader(std::string reader) {
    m_subject.reader = std::move(reader);
    takeOwn();
}

void ReviewSession::setAsked(std::optional<domain::Asked> asked) {
    m_asked = std::move(asked);
    takeOwn();
}

bool ReviewSession::isOfThisTime(const ReviewDecision& decision) const {
    const auto* subject = subjectOf(m_everybodys.given, decision);
    const auto& of = subject != nullptr ? *subject : decision;
    const bool isOfRepeat = of.asked && of.asked->project == m_asked->project && of.asked->repeat;
    return of.as<domain::ModelSeen>() != nullptr || isOfRepeat == m_asked->repeat;
}

void ReviewSession::takeOwn() {
    m_own = ofReader(m_everybodys, m_subject.reader);
    if (m_asked)
        for (auto* list : {&m_own.given, &m_own.lost})
            std::erase_if(*list, [this](const auto& decision) { return !isOfThisTime(decision); });
    m_undo.clear();
    m_redo.clear();
    for (const auto& decision : m_own.given) remember(decision);
}

void ReviewSession::remember(const ReviewDecision& decision) {
    // What was seen stays seen.
    if (decision.as<domain::ModelSeen>() != nullptr) return;
    if (decision.as<domain::TakenBack>() == nullptr) {
        m_undo.push_back(decision.sequence);
        m_redo.clear();
        return;
    }
    const bool again = givesAgain(m_own.given, decision);
    std::erase(again ? m_redo : m_undo, decision.reverts);
    (again ? m_undo : m_redo).push_back(decision.sequence);
}

template <typename Content>
base::Result<ReviewDecision> ReviewSession::write(Content content, Note note, std::uint64_t reverts) {
    ReviewDecision decision;
    decision.imageSha256 = m_subject.imageSha256;
    decision.reportSha256 = m_subject.reportSha256;
    decision.modelSha256 = m_subject.modelSha256;
    decision.reader = m_subject.reader;
    decision.time = utcNow();
    decision.reason = std::move(note.reason);
    decision.seen = note.seen;
    decision.asked = m_asked;
    decision.reverts = reverts;
    decision.content = std::move(content);
    // All that needs memory comes before the disk: what is written is known here.
    ReviewDecision everybodys = decision;
    ReviewDecision own = decision;
    for (auto* list : {&m_everybodys.given, &m_own.given}) list->reserve(list->size() + 1);
    for (auto* list : {&m_undo, &m_redo}) list->reserve(list->size() + 1);
    auto written = m_log->append(std::move(decision));
    if (!written) return written;
    everybodys.sequence = own.sequence = written->sequence;
    m_everybodys.given.push_back(std::move(everybodys));
    m_own.given.push_back(std::move(own));
    remember(m_own.given.back());
    return written;
}

base::Result<ReviewDecision> ReviewSession::decide(const domain::Link& link, domain::SentenceId sentence,
                                                   domain::ReviewVerdict verdict, Note note) {
    return write(domain::LinkVerdict{{m_report->sentences.at(sentence.value).span}, link.regions, verdict, note.code},
                 std::move(note));
}

base::Result<ReviewDecision> ReviewSession::judge(const domain::RegionBox& box, bool fits, Note note) {
    return write(domain::BoxVerdict{box.region, box.boxInImagePixels, fits}, std::move(note));
}

base::Result<ReviewDecision> ReviewSession::judge(domain::ChangeVerdict verdict, Note note) {
    return write(std::move(verdict), std::move(note));
}

base::Result<ReviewDecision> ReviewSession::draw(domain::BoxCorrection drawn, Note note) {
    return write(std::move(drawn), std::move(note));
}

base::Result<ReviewDecision> ReviewSession::correct(domain::Correction correction, Note note) {
    return write(std::move(correction), std::move(note));
}

base::Result<ReviewDecision> ReviewSession::measure(domain::MeasurementChange change, Note note) {
    const auto refuse = [](base::Sentence why) {
        return base::Error{
            base::ErrorCode::InvalidArgument,
            base::Sentence{QT_TRANSLATE_NOOP("Error", "The measurement was not kept: %1."), {std::move(why)}}};
    };
    if (change.after)
        if (const auto wrong = domain::whatIsWrongWith(*change.after); !wrong.empty()) return refuse(wrong);
    const auto standing = standingMeasurements(m_own.given);
    const bool isNew = change.drawnBy == 0 && change.after;
    if (!isNew && std::ranges::find(standing, change.drawnBy, &StandingMeasurement::id) == standing.end())
        return refuse(
            base::Sentence{QT_TRANSLATE_NOOP("Error", "the one that it changes was deleted or taken back meanwhile")});
    return write(std::move(change), std::move(note));
}

base::Result<ReviewDecision> ReviewSession::state(domain::StatementChange change, Note note) {
    const auto refuse = [](base::Sentence why) {
        return base::Error{
            base::ErrorCode::InvalidArgument,
            base::Sentence{QT_TRANSLATE_NOOP("Error", "The finding was not kept: %1."), {std::move(why)}}};
    };
    if (change.after)
        if (const auto wrong = domain::whatIsWrongWith(*change.after); !wrong.empty()) return refuse(wrong);
    const auto standing = standingStatements(m_own.given);
    const bool isNew = change.statedBy == 0 && change.after;
    if (!isNew && std::ranges::find(standing, change.statedBy, &StandingStatement::id) == standing.end())
        return refuse(
            base::Sentence{QT_TRANSLATE_NOOP("Error", "the one that it changes was taken away or back meanwhile")});
    return write(std::move(change), std::move(note));
}

base::Result<ReviewDecision> ReviewSession::mark(domain::KeyMark mark, Note note) {
    return write(mark, std::move(note));
}

base::Result<ReviewDecision> ReviewSession::commit(Note note) {
    return write(domain::ReadingCommit{}, std::move(note));
}

base::Result<ReviewDecision> ReviewSession::recordSeen(domain::ModelSeen seen, Note note) {
    return write(std::move(seen), std::move(note));
}

base::Result<ReviewDecision> ReviewSession::undo(Note note) {
    if (m_undo.empty())
        return base::Error{base::ErrorCode::InvalidArgument,
                           base::Sentence{QT_TRANSLATE_NOOP("Error", "There is no decision to take back.")}};
    return write(domain::TakenBack{}, std::move(note), m_undo.back());
}

base::Result<ReviewDecision> ReviewSession::redo(Note note) {
    if (m_redo.empty())
        return base::Error{base::ErrorCode::InvalidArgument,
                           base::Sentence{QT_TRANSLATE_NOOP("Error", "There is no undo to take back.")}};
    return write(domain::TakenBack{}, std::move(note), m_redo.back());
}

}  // namespace asg::review
