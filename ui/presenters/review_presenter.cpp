#include "ui/presenters/review_presenter.h"

#include "core/base/sha256.h"
#include "core/review/journal.h"
#include "core/review/readings.h"
#include "core/review/review_session.h"
#include "ui/presenters/on_gui_thread.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

namespace asg::presenters {
namespace {

using domain::LinkedSentence;
using domain::ReviewVerdict;

base::Result<void> withoutValue(const base::Result<domain::ReviewDecision>& result) {
    return result ? base::Result<void>{} : base::Result<void>{result.error()};
}

/// The same picture with the same report: what was judged of one holds for the other.
bool speakOfTheSame(const domain::Analysis* a, const domain::Analysis* b) {
    if (a == nullptr || b == nullptr) return a == b;
    return a->image.sha256 == b->image.sha256 && a->report.has_value() == b->report.has_value() &&
           (!a->report || a->report->text == b->report->text);
}

base::Error notKept(const char* what, const base::Error& why) {
    return {why.code, std::string("The ") + what + " was not kept. " + why.text};
}

/// The first of them, and how many more there are.
QString inOneSentence(const std::vector<domain::Warning>& warnings) {
    auto words = QString::fromStdString(warnings.front().text);
    if (warnings.size() > 1)
        words += ReviewPresenter::tr(" And %1 more; the export names them all.").arg(warnings.size() - 1);
    return words;
}

}  // namespace

/// The open journal and what it is about; touched on the writer's thread alone.
struct ReviewPresenter::Desk {
    std::optional<review::ReviewSession> session;
    std::shared_ptr<const domain::Analysis> analysis;  ///< null: nothing is open
    std::filesystem::path journal;
    review::ReviewSubject subject;
    review::EarlierReport earlier;
    ReportViewPtr view;
    Corrections viewed;  ///< those that `view` shows
    domain::Seen seen;   ///< of the correction that is being written
    bool showsOthers = false;

    [[nodiscard]] std::shared_ptr<const domain::Report> parsed() const {
        if (!analysis || !analysis->report) return nullptr;
        return {analysis, &*analysis->report};
    }

    /// Tries again where the journal could not be opened before: another window may have let go of it.
    base::Result<void> open() {
        if (session) return {};
        if (!analysis) return base::Error{base::ErrorCode::InvalidArgument, "No picture is open."};
        auto opened = review::Journal::open(journal);
        if (!opened) return opened.error();
        session.emplace(std::move(*opened), subject, parsed(), earlier);
        return {};
    }

    /// Of a picture without a report no journal is begun before something was judged.
    base::Result<void> openWhatIsThere() {
        std::error_code ignored;
        return parsed() || std::filesystem::exists(journal, ignored) ? open() : base::Result<void>{};
    }

    [[nodiscard]] ReviewState state() {
        if (!analysis) return {};
        ReviewState state{review::reviewState(analysis, session ? session->decisions() : review::DecisionsOnReport{}),
                          {}};
        if (!state.corrections.empty()) state.view = viewOf(*state.report, state.corrections);
        if (session && showsOthers)
            state.others = review::otherReaders(state, *analysis, session->everybodys(), subject.reader);
        state.canUndo = session && session->canUndo();
        state.canRedo = session && session->canRedo();
        return state;
    }

    /// The one that was made last, unless a correction came or went: a verdict changes nothing of it.
    ReportViewPtr viewOf(const domain::Report& shown, const Corrections& corrections) {
        if (!view || !sameCorrections(viewed, corrections)) {
            view = std::make_shared<const ReportView>(makeReportView(*parsed(), shown, corrections));
            viewed = corrections;
        }
        return view;
    }

    base::Result<void> correct(domain::SentenceId id, const Edit& edit) {
        const auto report = parsed();
        if (!report) return base::Error{base::ErrorCode::InvalidArgument, "There is no report to correct."};
        const auto sentence = std::ranges::find(report->sentences, id, &domain::Sentence::id);
        if (sentence == report->sentences.end()) return {};
        auto before = review::readingAfter(*report, session->history(), id);
        auto after = before;
        edit(after);
        for (const auto& triplet : after.triplets)
            for (const auto region : triplet.regions) std::erase(after.places, region);
        if (after == before) return {};
        domain::Correction correction{sentence->span, std::move(before), {}};
        if (after != review::readingOf(*report, id)) correction.after = std::move(after);
        return withoutValue(session->correct(std::move(correction), {{}, seen}));
    }

    base::Result<void> correct(const domain::SeenTriplet& shown, const TripletEdit& edit) {
        const auto report = parsed();
        const auto row = report ? review::rowNow(*report, session->history(), shown) : std::nullopt;
        if (!row) return {};
        return correct(shown.sentence, [&](domain::SentenceReading& reading) { edit(reading, *row); });
    }
};

ReviewPresenter::ReviewPresenter(store::StudyStore store, std::string reader, ParseReport parse, QObject* parent)
    : QObject(parent),
      m_store(std::move(store)),
      m_reader(std::move(reader)),
      m_parse(std::move(parse)),
      m_desk(std::make_shared<Desk>()),
      m_writer(jobs::AtEnd::Finish) {}

ReviewPresenter::~ReviewPresenter() = default;

void ReviewPresenter::setAnalysis(const std::shared_ptr<const domain::Analysis>& analysis) {
    const bool sameText = speakOfTheSame(m_analysis.get(), analysis.get());
    const bool sameModel = m_analysis && analysis && m_analysis->model.sha256 == analysis->model.sha256;
    m_analysis = analysis;
    if (sameText && (sameModel || !analysis)) return;
    if (!sameText) {
        ++m_study;
        m_state = {};
        m_settled = false;
        if (analysis && analysis->report) m_state.report = {analysis, &*analysis->report};
        Q_EMIT stateChanged();
    }
    if (!m_analysis) {
        run([](Desk& desk) -> base::Result<void> {
            desk.session.reset();
            desk.analysis.reset();
            return {};
        });
        return;
    }
    const auto& image = m_analysis->image.sha256;
    const auto& report = m_analysis->report;
    review::ReviewSubject subject{image, report ? base::sha256Hex(std::string_view(report->text)) : std::string(),
                                  m_analysis->model.sha256, m_reader};
    run([path = m_store.journalPath(image), subject, analysis,
         earlier = earlierReports(image)](Desk& desk) -> base::Result<void> {
        desk.session.reset();
        desk.analysis = analysis;
        desk.view.reset();
        desk.journal = path;
        desk.subject = subject;
        desk.earlier = earlier;
        return desk.openWhatIsThere();
    });
}

review::EarlierReport ReviewPresenter::earlierReports(const std::string& image) const {
    return [store = m_store, parse = m_parse, image](const std::string& sha256) -> std::optional<domain::Report> {
        const auto text = store.reportText(image, sha256);
        if (!parse || !text || !*text) return std::nullopt;
        auto report = parse(**text);
        if (!report) return std::nullopt;
        return std::move(*report);
    };
}

domain::Seen ReviewPresenter::seen() const {
    return {m_state.history.empty() ? 0 : m_state.history.back().sequence,
            m_analysis && !m_analysis->model.name.empty(), m_showsOthers};
}

void ReviewPresenter::setReader(std::string reader) {
    if (reader == m_reader) return;
    m_reader = std::move(reader);
    m_showsOthers = false;
    run([name = m_reader](Desk& desk) -> base::Result<void> {
        desk.subject.reader = name;
        desk.showsOthers = false;
        if (desk.session) desk.session->setReader(name);
        return {};
    });
}

void ReviewPresenter::showOthers(bool shown) {
    m_showsOthers = shown;
    run([shown](Desk& desk) -> base::Result<void> {
        desk.showsOthers = shown;
        return {};
    });
}

void ReviewPresenter::run(Step step, bool takesBack) {
    m_writer.enqueue(jobs::Job<ReviewState>{
        [desk = m_desk, step = std::move(step)](const std::stop_token&,
                                                const base::Progress&) -> base::Outcome<ReviewState> {
            if (auto done = step(*desk); !done) return done.error();
            return desk->state();
        },
        [this, study = m_study, takesBack](jobs::RequestId, base::Outcome<ReviewState> outcome) {
            onGuiThread(this,
                        [this, study, takesBack, outcome = std::move(outcome)] { arrived(study, outcome, takesBack); });
        }});
}

void ReviewPresenter::arrived(std::uint64_t study, const base::Outcome<ReviewState>& outcome, bool takesBack) {
    // A failure to write is said even when the user has gone on to another study.
    if (outcome.failed()) Q_EMIT problem(QString::fromStdString(outcome.error().text));
    if (study != m_study) return;
    m_settled = true;
    if (!outcome.done()) {
        Q_EMIT stateChanged();
        return;
    }
    const bool wrote = outcome.value().history.size() > m_state.history.size();
    const auto before = std::exchange(m_state, outcome.value()).notKept;
    tellWhatIsNotKept(before);
    Q_EMIT stateChanged();
    if (takesBack && wrote) Q_EMIT tookBack(m_state.history.back());
}

void ReviewPresenter::tellWhatIsNotKept(const std::vector<domain::Warning>& before) {
    std::vector<domain::Warning> fresh;
    for (const auto& warning : m_state.notKept)
        if (std::ranges::find(before, warning) == before.end()) fresh.push_back(warning);
    if (!fresh.empty()) Q_EMIT problem(inOneSentence(fresh));
}

void ReviewPresenter::decide(LinkedSentence judged, ReviewVerdict verdict, const std::string& reason) {
    if (!m_state.report) return;
    const auto& links = m_state.report->links;
    const auto found = std::ranges::find(links, judged.link, &domain::Link::id);
    if (found == links.end() || std::ranges::find(found->sentences, judged.sentence) == found->sentences.end()) return;
    run([link = *found, sentence = judged.sentence, verdict,
         note = review::Note{reason, seen()}](Desk& desk) -> base::Result<void> {
        if (auto open = desk.open(); !open) return notKept("verdict", open.error());
        return withoutValue(desk.session->decide(link, sentence, verdict, note));
    });
}

void ReviewPresenter::judgeBox(domain::RegionId region, bool fits) {
    const auto* box = m_analysis ? domain::findRegion(*m_analysis, region) : nullptr;
    if (box == nullptr) return;
    run([judged = *box, fits, note = review::Note{{}, seen()}](Desk& desk) -> base::Result<void> {
        if (auto open = desk.open(); !open) return notKept("verdict", open.error());
        return withoutValue(desk.session->judge(judged, fits, note));
    });
}

void ReviewPresenter::enqueueCorrection(Step step) {
    run([step = std::move(step), seen = seen()](Desk& desk) -> base::Result<void> {
        if (auto open = desk.open(); !open) return notKept("correction", open.error());
        desk.seen = seen;
        return step(desk);
    });
}

void ReviewPresenter::correct(domain::SentenceId sentence, Edit edit) {
    enqueueCorrection([sentence, edit = std::move(edit)](Desk& desk) { return desk.correct(sentence, edit); });
}

void ReviewPresenter::correct(const domain::SeenTriplet& seen, TripletEdit edit) {
    enqueueCorrection([seen, edit = std::move(edit)](Desk& desk) { return desk.correct(seen, edit); });
}

void ReviewPresenter::restore(domain::SentenceId sentence) {
    if (!m_analysis || !m_analysis->report) return;
    correct(sentence,
            [parsers = review::readingOf(*m_analysis->report, sentence)](auto& reading) { reading = parsers; });
}

void ReviewPresenter::undo() {
    run(
        [note = review::Note{{}, seen()}](Desk& desk) -> base::Result<void> {
            if (!desk.session || !desk.session->canUndo()) return {};
            return withoutValue(desk.session->undo(note));
        },
        true);
}

void ReviewPresenter::redo() {
    run(
        [note = review::Note{{}, seen()}](Desk& desk) -> base::Result<void> {
            if (!desk.session || !desk.session->canRedo()) return {};
            return withoutValue(desk.session->redo(note));
        },
        true);
}

std::optional<ReviewVerdict> ReviewPresenter::verdict(LinkedSentence judged) const {
    const auto found = m_state.verdicts.find(judged);
    if (found == m_state.verdicts.end()) return std::nullopt;
    return found->second;
}

std::optional<bool> ReviewPresenter::boxFits(domain::RegionId region) const {
    const auto found = m_state.boxes.find(region);
    if (found == m_state.boxes.end()) return std::nullopt;
    return found->second;
}

std::size_t ReviewPresenter::linkCount() const {
    std::size_t count = 0;
    if (m_state.report)
        for (const auto& link : m_state.report->links) count += link.sentences.size();
    return count;
}

}  // namespace asg::presenters
