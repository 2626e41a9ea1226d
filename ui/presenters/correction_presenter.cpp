#include "ui/presenters/correction_presenter.h"

#include "core/review/reading_edits.h"
#include "core/review/readings.h"
#include "core/text/code_points.h"
#include "ui/presenters/on_gui_thread.h"
#include "ui/presenters/report_view.h"
#include "ui/presenters/warning_text.h"

#include <algorithm>
#include <mutex>
#include <utility>

namespace asg::presenters {
namespace {

using domain::SentenceReading;
using domain::Triplet;

const text::Finding* findingOf(const CorrectionPresenter::Findings& findings, const std::string& name) {
    const auto found = std::ranges::find(findings, name, &text::Finding::name);
    return found == findings.end() ? nullptr : &*found;
}

const domain::Sentence* sentenceOf(const domain::Report& report, domain::SentenceId id) {
    const auto found = std::ranges::find(report.sentences, id, &domain::Sentence::id);
    return found == report.sentences.end() ? nullptr : &*found;
}

}  // namespace

/// The findings of the tables, loaded once by whoever needs them first. Any thread; get() blocks while they load.
class CorrectionPresenter::Tables {
public:
    using Loaded = std::shared_ptr<const Findings>;

    explicit Tables(std::function<base::Result<Findings>()> load) : m_load(std::move(load)) {}

    base::Result<Loaded> get() {
        const std::lock_guard lock(m_mutex);
        if (m_findings) return m_findings;
        auto findings = m_load();
        if (!findings) return findings.error();
        std::ranges::sort(*findings, {}, &text::Finding::name);
        m_findings = std::make_shared<const Findings>(std::move(*findings));
        return m_findings;
    }

    /// The same; empty where they cannot be read.
    Loaded getOrNone() {
        const auto loaded = get();
        return loaded ? *loaded : std::make_shared<const Findings>();
    }

private:
    std::mutex m_mutex;
    std::function<base::Result<Findings>()> m_load;
    Loaded m_findings;
};

CorrectionPresenter::CorrectionPresenter(std::function<base::Result<Findings>()> loadFindings, ReviewPresenter& review,
                                         QObject* parent)
    : QObject(parent),
      m_tables(std::make_shared<Tables>(std::move(loadFindings))),
      m_review(review),
      m_findings(std::make_shared<const Findings>()) {}

void CorrectionPresenter::setReport(std::shared_ptr<const domain::Report> parsed, std::uint64_t reportVersion) {
    const bool sameText = m_parsed && parsed && reportVersion == m_reportVersion;
    m_parsed = std::move(parsed);
    m_reportVersion = reportVersion;
    if (!sameText) m_sentence.reset();
    refresh();
}

void CorrectionPresenter::open(domain::SentenceId sentence) {
    if (!m_parsed || sentenceOf(*m_parsed, sentence) == nullptr) return;
    m_sentence = sentence;
    prepare();
    refresh();
}

void CorrectionPresenter::close() {
    m_sentence.reset();
    refresh();
}

void CorrectionPresenter::refresh() {
    const auto& decisions = m_review.state().history;
    m_decisions = decisions.size();
    m_reading = m_sentence ? review::readingAfter(*m_parsed, decisions, *m_sentence) : SentenceReading{};
    m_parsersReading = m_sentence ? review::readingOf(*m_parsed, *m_sentence) : SentenceReading{};
    Q_EMIT changed();
}

void CorrectionPresenter::prepare() {
    if (std::exchange(m_askedForFindings, true)) return;
    using Loaded = std::shared_ptr<const Findings>;
    m_loader.enqueue(
        jobs::Job<Loaded>{[tables = m_tables](const std::stop_token&, const base::Progress&) -> base::Outcome<Loaded> {
                              auto findings = tables->get();
                              if (!findings) return findings.error();
                              return *findings;
                          },
                          [this](jobs::RequestId, base::Outcome<Loaded> outcome) {
                              onGuiThread(this, [this, outcome = std::move(outcome)] {
                                  m_askedForFindings = outcome.done();
                                  if (outcome.failed()) Q_EMIT problem(errorText(outcome.error()));
                                  if (!outcome.done()) return;
                                  m_findings = outcome.value();
                                  Q_EMIT findingsLoaded();
                                  Q_EMIT changed();
                              });
                          }});
}

const domain::Sentence* CorrectionPresenter::openSentence() const {
    return m_sentence ? sentenceOf(*m_parsed, *m_sentence) : nullptr;
}

QString CorrectionPresenter::words() const {
    const auto* sentence = openSentence();
    if (sentence == nullptr) return {};
    const auto words = text::textOf(m_parsed->text, text::CodePointIndex(m_parsed->text), sentence->span);
    return QString::fromUtf8(words.data(), qsizetype(words.size())).simplified();
}

QString CorrectionPresenter::correctedBy() const {
    if (!m_sentence) return {};
    const auto& corrections = m_review.state().corrections;
    const auto found = corrections.find(*m_sentence);
    return found == corrections.end() ? QString() : byWhomAndWhen(found->second);
}

std::optional<domain::SeenTriplet> CorrectionPresenter::triplet(std::size_t row) const {
    if (!m_sentence || row >= m_reading.triplets.size()) return std::nullopt;
    return domain::SeenTriplet{*m_sentence, row, m_decisions};
}

void CorrectionPresenter::edit(const domain::SeenTriplet& seen, Edit edit) {
    // What follows from a finding must not depend on whether the list is on the screen already.
    m_review.correct(seen, [edit = std::move(edit), tables = m_tables](SentenceReading& reading, std::size_t row) {
        auto& triplet = reading.triplets[row];
        const auto findings = tables->getOrNone();
        edit(triplet, findingOf(*findings, triplet.finding));
    });
}

void CorrectionPresenter::setExistence(const domain::SeenTriplet& seen, domain::Existence existence) {
    edit(seen, [existence](Triplet& triplet, const text::Finding* finding) {
        review::setExistence(triplet, existence, finding);
    });
}

void CorrectionPresenter::setFinding(const domain::SeenTriplet& seen, const std::string& name) {
    edit(seen, [name, findings = m_findings](Triplet& triplet, const text::Finding*) {
        if (const auto* chosen = findingOf(*findings, name)) review::setFinding(triplet, *chosen);
    });
}

void CorrectionPresenter::setPlace(const domain::SeenTriplet& seen, const std::vector<domain::RegionId>& regions) {
    edit(seen, [regions](Triplet& triplet, const text::Finding*) { review::setPlace(triplet, regions); });
}

void CorrectionPresenter::setSide(const domain::SeenTriplet& seen, std::optional<domain::Side> side) {
    edit(seen, [side](Triplet& triplet, const text::Finding* finding) { review::setSide(triplet, side, finding); });
}

void CorrectionPresenter::remove(const domain::SeenTriplet& seen) {
    m_review.correct(seen, [](SentenceReading& reading, std::size_t row) {
        reading.triplets.erase(reading.triplets.begin() + static_cast<std::ptrdiff_t>(row));
    });
}

void CorrectionPresenter::add(const std::string& name, const std::optional<domain::TextSpan>& words) {
    const auto* sentence = openSentence();
    const auto* finding = findingOf(*m_findings, name);
    if (sentence == nullptr || finding == nullptr) return;
    const bool inside = words && words->start >= sentence->span.start && words->end <= sentence->span.end;
    auto triplet = review::foundByHand(*finding, sentence->id, inside ? *words : sentence->span);
    m_review.correct(sentence->id,
                     [triplet = std::move(triplet)](SentenceReading& reading) { reading.triplets.push_back(triplet); });
}

void CorrectionPresenter::setPlaces(const std::vector<domain::RegionId>& regions) {
    if (!m_sentence) return;
    m_review.correct(*m_sentence, [regions](SentenceReading& reading) {
        reading.places = regions;
        std::ranges::sort(reading.places);
    });
}

void CorrectionPresenter::restore() {
    if (m_sentence) m_review.restore(*m_sentence);
}

}  // namespace asg::presenters
