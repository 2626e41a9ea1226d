#include "ui/presenters/correction_presenter.h"

#include "core/review/correction.h"
#include "core/review/reading_edits.h"
#include "core/text/code_points.h"
#include "ui/presenters/on_gui_thread.h"
#include "ui/presenters/report_presenter.h"

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

void CorrectionPresenter::setReport(std::shared_ptr<const domain::Report> parsed,
                                    std::shared_ptr<const domain::Report> shown) {
    const bool sameText = m_parsed && parsed && m_parsed->text == parsed->text;
    m_parsed = std::move(parsed);
    m_shown = std::move(shown);
    if (!sameText) m_sentence.reset();
    refresh();
}

void CorrectionPresenter::open(domain::SentenceId sentence) {
    if (!m_shown || !std::ranges::any_of(m_shown->sentences, [&](const auto& known) { return known.id == sentence; }))
        return;
    m_sentence = sentence;
    loadFindings();
    refresh();
}

void CorrectionPresenter::close() {
    m_sentence.reset();
    refresh();
}

void CorrectionPresenter::refresh() {
    m_reading = m_sentence ? review::readingOf(*m_shown, *m_sentence) : SentenceReading{};
    m_parsersReading = m_sentence ? review::readingOf(*m_parsed, *m_sentence) : SentenceReading{};
    Q_EMIT changed();
}

void CorrectionPresenter::loadFindings() {
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
                                  if (outcome.failed()) Q_EMIT problem(QString::fromStdString(outcome.error().text));
                                  if (!outcome.done()) return;
                                  m_findings = outcome.value();
                                  Q_EMIT changed();
                              });
                          }});
}

const domain::Sentence* CorrectionPresenter::openSentence() const {
    if (!m_sentence) return nullptr;
    const auto found = std::ranges::find(m_shown->sentences, *m_sentence, &domain::Sentence::id);
    return found == m_shown->sentences.end() ? nullptr : &*found;
}

QString CorrectionPresenter::words() const {
    const auto* sentence = openSentence();
    if (sentence == nullptr) return {};
    const auto words = text::textOf(m_shown->text, text::CodePointIndex(m_shown->text), sentence->span);
    return QString::fromUtf8(words.data(), qsizetype(words.size())).simplified();
}

QString CorrectionPresenter::correctedBy() const {
    if (!m_sentence) return {};
    const auto& corrections = m_review.state().corrections;
    const auto found = corrections.find(*m_sentence);
    return found == corrections.end() ? QString() : byWhomAndWhen(found->second);
}

void CorrectionPresenter::edit(std::size_t row, Edit edit) {
    if (!m_sentence) return;
    // What follows from a finding must not depend on whether the list is on the screen already.
    m_review.correct(*m_sentence, [row, edit = std::move(edit), tables = m_tables](SentenceReading& reading) {
        if (row >= reading.triplets.size()) return;
        auto& triplet = reading.triplets[row];
        const auto findings = tables->getOrNone();
        edit(triplet, findingOf(*findings, triplet.finding));
    });
}

void CorrectionPresenter::setExistence(std::size_t row, domain::Existence existence) {
    edit(row, [existence](Triplet& triplet, const text::Finding* finding) {
        review::setExistence(triplet, existence, finding);
    });
}

void CorrectionPresenter::setFinding(std::size_t row, const std::string& name) {
    edit(row, [name, findings = m_findings](Triplet& triplet, const text::Finding*) {
        if (const auto* chosen = findingOf(*findings, name)) review::setFinding(triplet, *chosen);
    });
}

void CorrectionPresenter::setPlace(std::size_t row, const std::vector<domain::RegionId>& regions) {
    edit(row, [regions](Triplet& triplet, const text::Finding*) { review::setPlace(triplet, regions); });
}

void CorrectionPresenter::setSide(std::size_t row, std::optional<domain::Side> side) {
    edit(row, [side](Triplet& triplet, const text::Finding* finding) { review::setSide(triplet, side, finding); });
}

void CorrectionPresenter::remove(std::size_t row) {
    if (!m_sentence) return;
    m_review.correct(*m_sentence, [row](SentenceReading& reading) {
        if (row < reading.triplets.size())
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
