#include "core/session/reading_desk.h"

#include "core/analysis/assemble.h"
#include "core/base/sha256.h"
#include "core/base/translatable.h"
#include "core/review/correction.h"
#include "core/review/in_force.h"
#include "core/review/key_images.h"
#include "core/review/readings.h"
#include "core/review/standing_boxes.h"
#include "core/review/standing_measurements.h"
#include "core/session/imported_labels.h"
#include "core/session/model_opinion.h"
#include "core/vision/grey_statistics.h"

#include <algorithm>
#include <utility>

namespace asg::session {
namespace {

std::string shaOf(const std::shared_ptr<const domain::Report>& report) {
    return report ? base::sha256Hex(std::string_view(report->text)) : std::string();
}

const base::Sentence kVerdictNotKept{QT_TRANSLATE_NOOP("Error", "The verdict was not kept.")};
const base::Sentence kBoxNotKept{QT_TRANSLATE_NOOP("Error", "The box was not kept.")};
const base::Sentence kMeasurementNotKept{QT_TRANSLATE_NOOP("Error", "The measurement was not kept.")};
const base::Sentence kKeyImageNotKept{QT_TRANSLATE_NOOP("Error", "The key image was not kept.")};
const base::Sentence kFindingNotKept{QT_TRANSLATE_NOOP("Error", "The finding was not kept.")};
const base::Sentence kCommitNotKept{QT_TRANSLATE_NOOP("Error", "The commit was not kept.")};
const base::Sentence kCorrectionNotKept{QT_TRANSLATE_NOOP("Error", "The correction was not kept.")};
const base::Sentence kUndoNotKept{QT_TRANSLATE_NOOP("Error", "The undo was not kept.")};
const base::Sentence kRedoNotKept{QT_TRANSLATE_NOOP("Error", "The redo was not kept.")};

base::Error notKept(base::ErrorCode code, const base::Sentence& refusal, base::Sentence why) {
    return {code, base::Sentence{QT_TRANSLATE_NOOP("Error", "%1 %2"), {refusal, std::move(why)}}};
}

/// A verdict changes nothing of what the report says.
bool changesReadings(const std::vector<domain::ReviewDecision>& history, const domain::ReviewDecision& decision) {
    const auto* subject = review::subjectOf(history, decision);
    return subject != nullptr && subject->as<domain::Correction>() != nullptr;
}

/// A box that was drawn changes what is shown, and nothing of what the report says.
bool changesBoxes(const std::vector<domain::ReviewDecision>& history, const domain::ReviewDecision& decision) {
    const auto* subject = review::subjectOf(history, decision);
    return subject != nullptr && subject->as<domain::BoxCorrection>() != nullptr;
}

/// Why a box cannot be one of this picture's; empty: it can.
base::Sentence whatIsWrongWith(const base::Box& box, const domain::Radiograph& picture) {
    // Written so that a number that is none is refused.
    const bool isWithin =
        box.x1 >= 0 && box.y1 >= 0 && box.x2 <= double(picture.columns) && box.y2 <= double(picture.rows);
    if (!isWithin) return base::Sentence{QT_TRANSLATE_NOOP("Error", "It does not lie within the picture.")};
    if (!(box.width() >= kSmallestDrawnBox && box.height() >= kSmallestDrawnBox))
        return base::Sentence{
            QT_TRANSLATE_NOOP("Error", "It is too small to be seen: draw it at least 2 pixels wide and high.")};
    return {};
}

const base::Sentence kPhraseIsHidden{
    QT_TRANSLATE_NOOP("Error", "You read first: where words point is told once your reading is committed.")};

}  // namespace

ReadingDesk::ReadingDesk(std::shared_ptr<const review::ReviewStore> store, ParseReport parse, OpenedPicture picture,
                         std::string reader)
    : m_store(std::move(store)),
      m_parse(std::move(parse)),
      m_picture(std::move(picture)),
      m_bare(analysis::withoutModel(*m_picture.radiograph, std::nullopt)),
      m_reader(std::move(reader)),
      m_sight(m_store, studyIdOf(*m_picture.radiograph), m_reader) {
    setOriginal(m_bare);
    // What cannot be told of it yet hides the opinion; takeReport() says why.
    static_cast<void>(m_sight.look());
    static_cast<void>(settleSight());
}

void ReadingDesk::setOriginal(domain::Analysis withoutLabels) {
    m_withoutLabels = std::move(withoutLabels);
    auto original = m_withoutLabels;
    if (m_picture.labels) overrule(original, *m_picture.labels);
    m_original = std::make_shared<const domain::Analysis>(std::move(original));
    m_hiding = std::make_shared<const domain::Analysis>(withoutOpinion(m_bare, *m_original));
    m_corrected.reset();
}

/// What its sentences say may have changed.
void ReadingDesk::forgetCorrected() {
    m_corrected.reset();
    ++m_wordsVersion;
}

base::Result<void> ReadingDesk::takeReport(std::optional<domain::Report> report, bool isDraft) {
    m_isDraft = isDraft;
    const bool hadReport = m_report != nullptr;
    m_bare = analysis::withoutModel(*m_picture.radiograph, report);
    setOriginal(analysis::withReport(m_withoutLabels, std::move(report)));
    m_report = reportOf(m_original);
    if (hadReport || m_report) ++m_reportVersion;
    forgetCorrected();
    m_session.reset();
    m_isSettled = true;
    // Of a picture without a report no log is begun before something was judged.
    const bool hasLog = m_report || m_store->hasLog(m_picture.radiograph->sha256);
    const auto opened = hasLog ? openLog() : base::Result<void>{};
    const auto looked = lookAtReadFirst();
    return opened ? looked : opened;
}

base::Result<void> ReadingDesk::takeAnalysis(domain::Analysis analysis, std::uint64_t reportVersion,
                                             const std::optional<analysis::CardiothoracicError>& ratioError) {
    if (reportVersion != m_reportVersion) return {};
    const bool isOfThisModel = ratioError && ratioError->modelSha256 == analysis.model.sha256;
    m_ratioError = isOfThisModel ? ratioError : std::nullopt;
    setOriginal(std::move(analysis));
    return settleSight();
}

base::Result<void> ReadingDesk::takeSecond(std::optional<domain::SecondOpinion> second) {
    m_second = second ? std::make_shared<const domain::SecondOpinion>(std::move(*second)) : nullptr;
    return settleSight();
}

base::Result<void> ReadingDesk::settleSight() {
    const auto own = m_session ? review::ownReading(m_session->history()) : review::OwnReading{};
    const bool hid = m_sight.now().hidesModel;
    const bool mustHide = m_sight.mustHide(own);
    const auto recorded = mustHide || !m_sight.isOnRecord() ? base::Result<void>{} : recordOpinions();
    if (mustHide || !recorded)
        m_sight.hide();
    else
        m_sight.show(m_second || !opinionIn(*m_original).empty());
    if (m_sight.now().hidesModel != hid) m_corrected.reset();
    if (m_session) m_session->setModel(handedOut()->model.sha256);
    return recorded;
}

base::Result<void> ReadingDesk::recordOpinions() {
    auto recorded = recordSeen(opinionIn(*m_original), m_original->model.sha256);
    if (recorded && m_second) recorded = recordSeen(opinionIn(*m_second), m_second->model.sha256);
    return recorded;
}

base::Result<void> ReadingDesk::recordSeen(const std::vector<domain::SeenKind>& kinds, const std::string& model) {
    if (kinds.empty()) return {};
    if (auto open = openLog(); !open) return open;
    const auto& history = m_session->history();
    const auto known = review::seenOf(history, model);
    if (std::ranges::includes(known, kinds)) return {};
    const domain::Seen seen{history.empty() ? 0 : history.back().sequence, !known.empty(), m_showsOthers};
    m_session->setModel(model);
    const auto written = m_session->recordSeen({kinds}, {{}, seen});
    if (written) return {};
    return base::Error{
        written.error().code,
        base::Sentence{QT_TRANSLATE_NOOP(
                           "Error", "What the model says stays hidden, because that it is seen could not be kept: %1"),
                       {base::sentenceOf(written.error())}}};
}

base::Result<void> ReadingDesk::readFirst(ReadFirstBy by, bool on) {
    if (auto kept = m_sight.set(by, on); !kept) return kept;
    return lookAtReadFirst();
}

base::Result<void> ReadingDesk::lookAtReadFirst() {
    const auto looked = m_sight.look();
    const auto settled = settleSight();
    return looked ? settled : looked;
}

base::Result<void> ReadingDesk::seePhrase() {
    if (m_sight.now().hidesModel) return base::Error{base::ErrorCode::InvalidArgument, kPhraseIsHidden};
    return m_sight.isOnRecord()
               ? recordSeen({domain::SeenKind::Place, domain::SeenKind::Number}, m_original->model.sha256)
               : base::Result<void>{};
}

/// Tries again where it could not be opened before: another window may have let go of it.
base::Result<void> ReadingDesk::openLog() {
    if (m_session) return {};
    const auto& image = m_picture.radiograph->sha256;
    auto log = m_store->openLog(image);
    if (!log) return log.error();
    m_session.emplace(std::move(*log),
                      review::ReviewSubject{image, shaOf(m_report), handedOut()->model.sha256, m_reader}, m_report,
                      earlierReports());
    if (m_asked) m_session->setAsked(m_asked);
    forgetCorrected();
    return {};
}

review::EarlierReport ReadingDesk::earlierReports() const {
    return [this](const std::string& sha256) -> std::optional<domain::Report> {
        const auto text = m_store->reportText(m_picture.radiograph->sha256, sha256);
        if (!m_parse || !text || !*text) return std::nullopt;
        auto report = m_parse(**text);
        if (!report) return std::nullopt;
        return std::move(*report);
    };
}

base::Result<void> ReadingDesk::setReader(std::string reader) {
    m_reader = std::move(reader);
    m_showsOthers = false;
    m_received.clear();
    forgetCorrected();
    if (m_session) m_session->setReader(m_reader);
    m_sight.setReader(m_reader);
    return lookAtReadFirst();
}

void ReadingDesk::setAsked(std::optional<domain::Asked> asked) {
    m_asked = std::move(asked);
    if (m_session) m_session->setAsked(m_asked);
    forgetCorrected();
    static_cast<void>(settleSight());
}

base::Result<void> ReadingDesk::showOthers(bool shown) {
    m_showsOthers = shown;
    m_received.clear();
    if (!shown) return {};
    auto received = m_store->received(m_picture.radiograph->sha256);
    if (!received) return received.error();
    m_received = std::move(*received);
    return {};
}

std::vector<review::DecisionsOnReport> ReadingDesk::receivedOnReport() const {
    std::vector<review::DecisionsOnReport> records;
    for (const auto& copy : m_received)
        records.push_back(m_report
                              ? review::broughtToReport(*m_report, shaOf(m_report), copy.decisions, earlierReports())
                              : review::withoutReport(copy.decisions));
    return records;
}

base::Result<void> ReadingDesk::mayDecide(const base::Sentence& refusal, const Shown& shown) {
    // Who gives a name as it is asked for, gives the decision that it was asked for.
    if (!shown.reader.empty() && shown.reader != m_reader)
        return notKept(
            base::ErrorCode::InvalidArgument, refusal,
            base::Sentence{QT_TRANSLATE_NOOP("Error", "Another reader had taken over meanwhile. Give it again.")});
    if (auto open = openLog(); !open) return notKept(open.error().code, refusal, base::sentenceOf(open.error()));
    return {};
}

base::Result<void> ReadingDesk::mayDecideOnReport(const base::Sentence& refusal, const Shown& shown) {
    if (shown.reportVersion != m_reportVersion)
        return notKept(base::ErrorCode::InvalidArgument, refusal,
                       base::Sentence{QT_TRANSLATE_NOOP(
                           "Error", "Another report had come meanwhile. Give it again on that one.")});
    if (m_isDraft)
        return notKept(base::ErrorCode::InvalidArgument, refusal,
                       base::Sentence{QT_TRANSLATE_NOOP(
                           "Error", "The report is still being written: use it, or leave it, first.")});
    return mayDecide(refusal, shown);
}

base::Result<void> ReadingDesk::keep(const Written& written) {
    if (!written) return written.error();
    if (changesReadings(m_session->history(), *written)) forgetCorrected();
    if (changesBoxes(m_session->history(), *written)) m_corrected.reset();
    return {};
}

base::Result<void> ReadingDesk::decide(const domain::Link& link, domain::SentenceId sentence,
                                       const domain::LinkJudgement& judgement, const Shown& shown) {
    if (auto may = mayDecideOnReport(kVerdictNotKept, shown); !may) return may;
    return keep(m_session->decide(link, sentence, judgement.verdict, {judgement.reason, shown.seen, judgement.code}));
}

base::Result<void> ReadingDesk::drawBox(domain::RegionId region, const std::optional<base::Box>& box,
                                        const Shown& shown) {
    if (auto may = mayDecide(kBoxNotKept, shown); !may) return may;
    if (box)
        if (auto wrong = whatIsWrongWith(*box, *m_picture.radiograph); !wrong.empty())
            return notKept(base::ErrorCode::InvalidArgument, kBoxNotKept, std::move(wrong));
    const auto drawn = review::standingDrawnBoxes(m_session->history());
    const auto standing = drawn.find(region);
    const auto now = standing == drawn.end() ? std::nullopt : standing->second.as<domain::BoxCorrection>()->after;
    if (now == box) return {};
    domain::BoxCorrection correction{region, {}, box};
    if (const auto* shownBox = domain::findRegion(*handedOut(), region)) correction.before = shownBox->boxInImagePixels;
    return keep(m_session->draw(std::move(correction), {{}, shown.seen}));
}

base::Result<void> ReadingDesk::judge(const domain::RegionBox& box, bool fits, const Shown& shown) {
    if (auto may = mayDecideOnReport(kVerdictNotKept, shown); !may) return may;
    return keep(m_session->judge(box, fits, {{}, shown.seen}));
}

base::Result<void> ReadingDesk::judge(const text::SpokenChange& change, const std::string& priorSha256, bool holds,
                                      const Shown& shown) {
    if (auto may = mayDecideOnReport(kVerdictNotKept, shown); !may) return may;
    if (!m_report)
        return base::Error{base::ErrorCode::InvalidArgument,
                           base::Sentence{QT_TRANSLATE_NOOP("Error", "There is no report to judge.")}};
    const auto sentence = std::ranges::find(m_report->sentences, change.sentence, &domain::Sentence::id);
    if (sentence == m_report->sentences.end()) return {};
    return keep(
        m_session->judge({sentence->span, change.change, change.regions, priorSha256, holds}, {{}, shown.seen}));
}

base::Result<void> ReadingDesk::measure(domain::MeasurementChange change, const Shown& shown) {
    if (auto may = mayDecide(kMeasurementNotKept, shown); !may) return may;
    const auto standing = review::standingMeasurements(m_session->history());
    const auto found = std::ranges::find(standing, change.drawnBy, &review::StandingMeasurement::id);
    if (found != standing.end() && change.after == found->content) return {};
    return keep(m_session->measure(std::move(change), {{}, shown.seen}));
}

base::Result<void> ReadingDesk::state(domain::StatementChange change, const Shown& shown) {
    if (auto may = mayDecide(kFindingNotKept, shown); !may) return may;
    const auto standing = review::standingStatements(m_session->history());
    const auto found = std::ranges::find(standing, change.statedBy, &review::StandingStatement::id);
    if (found != standing.end() && change.after == found->content) return {};
    return keep(m_session->state(std::move(change), {{}, shown.seen}));
}

base::Result<void> ReadingDesk::mark(const domain::KeyMark& mark, const Shown& shown) {
    if (auto may = mayDecide(kKeyImageNotKept, shown); !may) return may;
    if (review::keyFrames(m_session->history()).contains(mark.frame) == mark.marked) return {};
    return keep(m_session->mark(mark, {{}, shown.seen}));
}

base::Result<void> ReadingDesk::commit(const Shown& shown) {
    if (auto may = mayDecideOnReport(kCommitNotKept, shown); !may) return may;
    if (auto written = m_session->commit({{}, shown.seen}); !written) return written.error();
    return settleSight();
}

base::Result<void> ReadingDesk::correct(domain::SentenceId id, const ReadingEdit& edit, const Shown& shown) {
    if (!m_report)
        return base::Error{base::ErrorCode::InvalidArgument,
                           base::Sentence{QT_TRANSLATE_NOOP("Error", "There is no report to correct.")}};
    if (auto may = mayDecideOnReport(kCorrectionNotKept, shown); !may) return may;
    const auto sentence = std::ranges::find(m_report->sentences, id, &domain::Sentence::id);
    if (sentence == m_report->sentences.end()) return {};
    auto before = review::readingAfter(*m_report, m_session->history(), id);
    auto after = before;
    edit(after);
    for (const auto& triplet : after.triplets)
        for (const auto region : triplet.regions) std::erase(after.places, region);
    if (after == before) return {};
    domain::Correction correction{sentence->span, std::move(before), {}};
    if (after != review::readingOf(*m_report, id)) correction.after = std::move(after);
    return keep(m_session->correct(std::move(correction), {{}, shown.seen}));
}

base::Result<void> ReadingDesk::correct(const domain::SeenTriplet& triplet, const TripletEdit& edit,
                                        const Shown& shown) {
    if (auto may = mayDecideOnReport(kCorrectionNotKept, shown); !may) return may;
    const auto row = m_report ? review::rowNow(*m_report, m_session->history(), triplet) : std::nullopt;
    if (!row) return {};
    return correct(
        triplet.sentence, [&](domain::SentenceReading& reading) { edit(reading, *row); }, shown);
}

base::Result<void> ReadingDesk::restore(domain::SentenceId sentence, const Shown& shown) {
    return correct(
        sentence, [&](domain::SentenceReading& reading) { reading = review::readingOf(*m_report, sentence); }, shown);
}

base::Result<void> ReadingDesk::undo(const Shown& shown) {
    if (!m_session || !m_session->canUndo()) return {};
    if (auto may = mayDecideOnReport(kUndoNotKept, shown); !may) return may;
    return keep(m_session->undo({{}, shown.seen}));
}

base::Result<void> ReadingDesk::redo(const Shown& shown) {
    if (!m_session || !m_session->canRedo()) return {};
    if (auto may = mayDecideOnReport(kRedoNotKept, shown); !may) return may;
    return keep(m_session->redo({{}, shown.seen}));
}

void ReadingDesk::addStatistics(std::vector<review::StandingMeasurement>& measurements) {
    for (auto& measurement : measurements) {
        const auto before = std::ranges::find(m_measured, measurement.content, &review::StandingMeasurement::content);
        measurement.statistics = before != m_measured.end()
                                     ? before->statistics
                                     : vision::greyStatistics(measurement.content, *m_picture.radiograph);
    }
    m_measured = measurements;
}

ReadingStatePtr ReadingDesk::state() {
    auto state = std::make_shared<ReadingState>();
    state->version = ++m_version;
    state->picture = m_picture;
    state->readingFirst = m_sight.now();
    const bool hides = state->readingFirst.hidesModel;
    // Labels are an opinion, too.
    if (hides) state->picture.labels.reset();
    state->original = handedOut();
    if (!hides) state->ratioError = m_ratioError;
    if (!hides) state->second = m_second;
    state->reportVersion = m_reportVersion;
    state->wordsVersion = m_wordsVersion;
    state->reader = m_reader;
    state->isSettled = m_isSettled;
    const auto decisions = m_session ? m_session->decisions() : review::DecisionsOnReport{};
    if (!m_corrected) m_corrected = review::correctAnalysis(handedOut(), decisions.given);
    state->analysis = m_corrected->shown;
    static const text::ChangeWords kNoWords;
    if (state->analysis->report)
        state->changes = text::spokenChanges(*state->analysis->report, m_changeWords ? *m_changeWords : kNoWords);
    auto& review = state->review;
    review = review::reviewState(*m_corrected, decisions);
    addStatistics(review.measurements);
    if (m_session) {
        state->logHead = m_session->head();
        const auto& remarks = m_session->remarks();
        review.notKept.insert(review.notKept.end(), remarks.begin(), remarks.end());
    }
    review.showsOthers = m_showsOthers && !hides;
    if (review.showsOthers)
        review.others =
            review::otherReaders(review, *m_original, m_session ? m_session->everybodys() : review::DecisionsOnReport{},
                                 receivedOnReport(), m_reader);
    review.canUndo = m_session && m_session->canUndo();
    review.canRedo = m_session && m_session->canRedo();
    return state;
}

}  // namespace asg::session
