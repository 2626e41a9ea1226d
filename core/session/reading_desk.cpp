#include "core/session/reading_desk.h"

#include "core/analysis/assemble.h"
#include "core/base/sha256.h"
#include "core/review/correction.h"
#include "core/review/in_force.h"
#include "core/review/readings.h"
#include "core/review/standing_measurements.h"
#include "core/session/imported_labels.h"
#include "core/vision/grey_statistics.h"

#include <algorithm>
#include <utility>

namespace asg::session {
namespace {

std::string shaOf(const std::shared_ptr<const domain::Report>& report) {
    return report ? base::sha256Hex(std::string_view(report->text)) : std::string();
}

base::Error notKept(base::ErrorCode code, const std::string& what, const std::string& why) {
    return {code, "The " + what + " was not kept. " + why};
}

/// A verdict changes nothing of what the report says.
bool changesReadings(const std::vector<domain::ReviewDecision>& history, const domain::ReviewDecision& decision) {
    const auto* subject = review::subjectOf(history, decision);
    return subject != nullptr && subject->as<domain::Correction>() != nullptr;
}

}  // namespace

ReadingDesk::ReadingDesk(std::shared_ptr<const review::ReviewStore> store, ParseReport parse, OpenedPicture picture,
                         std::string reader)
    : m_store(std::move(store)), m_parse(std::move(parse)), m_picture(std::move(picture)), m_reader(std::move(reader)) {
    setOriginal(analysis::withoutModel(*m_picture.radiograph, std::nullopt));
}

void ReadingDesk::setOriginal(domain::Analysis withoutLabels) {
    m_withoutLabels = std::move(withoutLabels);
    auto original = m_withoutLabels;
    if (m_picture.labels) overrule(original, *m_picture.labels);
    m_original = std::make_shared<const domain::Analysis>(std::move(original));
    m_corrected.reset();
}

/// What its sentences say may have changed.
void ReadingDesk::forgetCorrected() {
    m_corrected.reset();
    ++m_wordsVersion;
}

base::Result<void> ReadingDesk::takeReport(std::optional<domain::Report> report) {
    const bool hadReport = m_report != nullptr;
    setOriginal(analysis::withReport(m_withoutLabels, std::move(report)));
    m_report = reportOf(m_original);
    if (hadReport || m_report) ++m_reportVersion;
    forgetCorrected();
    m_session.reset();
    m_isSettled = true;
    // Of a picture without a report no log is begun before something was judged.
    return m_report || m_store->hasLog(m_picture.radiograph->sha256) ? openLog() : base::Result<void>{};
}

void ReadingDesk::takeAnalysis(domain::Analysis analysis, std::uint64_t reportVersion) {
    if (reportVersion != m_reportVersion) return;
    setOriginal(std::move(analysis));
    if (m_session) m_session->setModel(m_original->model.sha256);
}

/// Tries again where it could not be opened before: another window may have let go of it.
base::Result<void> ReadingDesk::openLog() {
    if (m_session) return {};
    const auto& image = m_picture.radiograph->sha256;
    auto log = m_store->openLog(image);
    if (!log) return log.error();
    m_session.emplace(std::move(*log),
                      review::ReviewSubject{image, shaOf(m_report), m_original->model.sha256, m_reader}, m_report,
                      earlierReports());
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

void ReadingDesk::setReader(std::string reader) {
    m_reader = std::move(reader);
    m_showsOthers = false;
    forgetCorrected();
    if (m_session) m_session->setReader(m_reader);
}

base::Result<void> ReadingDesk::mayDecide(const char* what, const Shown& shown) {
    // Who gives a name as it is asked for, gives the decision that it was asked for.
    if (!shown.reader.empty() && shown.reader != m_reader)
        return notKept(base::ErrorCode::InvalidArgument, what,
                       "Another reader had taken over meanwhile. Give it again.");
    if (auto open = openLog(); !open) return notKept(open.error().code, what, open.error().text);
    return {};
}

base::Result<void> ReadingDesk::mayDecideOnReport(const char* what, const Shown& shown) {
    if (shown.reportVersion != m_reportVersion)
        return notKept(base::ErrorCode::InvalidArgument, what,
                       "Another report had come meanwhile. Give it again on that one.");
    return mayDecide(what, shown);
}

base::Result<void> ReadingDesk::keep(const Written& written) {
    if (!written) return written.error();
    if (changesReadings(m_session->history(), *written)) forgetCorrected();
    return {};
}

base::Result<void> ReadingDesk::decide(const domain::Link& link, domain::SentenceId sentence,
                                       domain::ReviewVerdict verdict, const std::string& reason, const Shown& shown) {
    if (auto may = mayDecideOnReport("verdict", shown); !may) return may;
    return keep(m_session->decide(link, sentence, verdict, {reason, shown.seen}));
}

base::Result<void> ReadingDesk::judge(const domain::RegionBox& box, bool fits, const Shown& shown) {
    if (auto may = mayDecideOnReport("verdict", shown); !may) return may;
    return keep(m_session->judge(box, fits, {{}, shown.seen}));
}

base::Result<void> ReadingDesk::measure(domain::MeasurementChange change, const Shown& shown) {
    if (auto may = mayDecide("measurement", shown); !may) return may;
    const auto standing = review::standingMeasurements(m_session->history());
    const auto found = std::ranges::find(standing, change.drawnBy, &review::StandingMeasurement::id);
    if (found != standing.end() && change.after == found->content) return {};
    return keep(m_session->measure(std::move(change), {{}, shown.seen}));
}

base::Result<void> ReadingDesk::correct(domain::SentenceId id, const ReadingEdit& edit, const Shown& shown) {
    if (!m_report) return base::Error{base::ErrorCode::InvalidArgument, "There is no report to correct."};
    if (auto may = mayDecideOnReport("correction", shown); !may) return may;
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
    if (auto may = mayDecideOnReport("correction", shown); !may) return may;
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
    if (auto may = mayDecideOnReport("undo", shown); !may) return may;
    return keep(m_session->undo({{}, shown.seen}));
}

base::Result<void> ReadingDesk::redo(const Shown& shown) {
    if (!m_session || !m_session->canRedo()) return {};
    if (auto may = mayDecideOnReport("redo", shown); !may) return may;
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
    state->original = m_original;
    state->reportVersion = m_reportVersion;
    state->wordsVersion = m_wordsVersion;
    state->reader = m_reader;
    state->isSettled = m_isSettled;
    const auto decisions = m_session ? m_session->decisions() : review::DecisionsOnReport{};
    if (!m_corrected) m_corrected = review::correctAnalysis(m_original, decisions.given);
    state->analysis = m_corrected->shown;
    auto& review = state->review;
    review = review::reviewState(*m_corrected, decisions);
    addStatistics(review.measurements);
    if (m_session) {
        state->logHead = m_session->head();
        const auto& remarks = m_session->remarks();
        review.notKept.insert(review.notKept.end(), remarks.begin(), remarks.end());
    }
    review.showsOthers = m_showsOthers;
    if (m_session && m_showsOthers)
        review.others = review::otherReaders(review, *m_original, m_session->everybodys(), m_reader);
    review.canUndo = m_session && m_session->canUndo();
    review.canRedo = m_session && m_session->canRedo();
    return state;
}

}  // namespace asg::session
