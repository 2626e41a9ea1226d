#pragma once

#include "core/base/result.h"
#include "core/domain/correction.h"
#include "core/jobs/worker.h"
#include "core/text/ontology.h"
#include "ui/presenters/review_presenter.h"

#include <QObject>
#include <QString>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace asg::presenters {

/// The correction of one sentence by hand: what it says now and what the parser said, and the changes a reader can
/// make. A change is a decision of its own in the study's journal; reading() shows it once it is on the disk. GUI
/// thread.
class CorrectionPresenter final : public QObject {
    Q_OBJECT
public:
    using Findings = std::vector<text::Finding>;

    /// `loadFindings` is called in a worker by prepare(), or by the writer of the first change where that comes sooner;
    /// never by both at once. `review` must outlive this.
    CorrectionPresenter(std::function<base::Result<Findings>()> loadFindings, ReviewPresenter& review,
                        QObject* parent = nullptr);

    /// The open study's report as the parser read it, null without one, or other corrections of it. Each text of it has
    /// a number; another one closes the sentence.
    void setReport(std::shared_ptr<const domain::Report> parsed, std::uint64_t reportVersion = 0);

    /// Loads the findings unless they are there or on their way; findingsLoaded() or problem() follows.
    void prepare();

    /// Begins with a sentence, or goes over to it; nothing happens where the report does not have it.
    void open(domain::SentenceId sentence);
    void close();

    [[nodiscard]] const std::optional<domain::SentenceId>& sentence() const { return m_sentence; }
    [[nodiscard]] QString words() const;  ///< the sentence's own; empty when none is open
    [[nodiscard]] const domain::SentenceReading& reading() const { return m_reading; }
    [[nodiscard]] const domain::SentenceReading& parsersReading() const { return m_parsersReading; }
    /// Who corrected the sentence and when, for people; empty: the parser's word holds.
    [[nodiscard]] QString correctedBy() const;
    /// In alphabetical order; empty until they are loaded.
    [[nodiscard]] const Findings& findings() const { return *m_findings; }

    /// A triplet of reading(), to be changed now or, after a list to choose from, later: the change goes to that one
    /// wherever it stands by then, and to none when it is gone. Nothing: there is no such row.
    [[nodiscard]] std::optional<domain::SeenTriplet> triplet(std::size_t row) const;

    void setExistence(const domain::SeenTriplet& seen, domain::Existence existence);
    void setFinding(const domain::SeenTriplet& seen, const std::string& name);
    void setPlace(const domain::SeenTriplet& seen, const std::vector<domain::RegionId>& regions);
    void setSide(const domain::SeenTriplet& seen, std::optional<domain::Side> side);
    void remove(const domain::SeenTriplet& seen);
    /// `words` of the report that name the finding; those outside the sentence, or none, stand for the whole sentence.
    void add(const std::string& finding, const std::optional<domain::TextSpan>& words);
    /// The regions that it speaks of without a finding.
    void setPlaces(const std::vector<domain::RegionId>& regions);
    /// The parser's word again.
    void restore();

Q_SIGNALS:
    void changed();
    void findingsLoaded();
    void problem(const QString& text);

private:
    using Edit = std::function<void(domain::Triplet&, const text::Finding*)>;
    class Tables;

    void refresh();
    void edit(const domain::SeenTriplet& seen, Edit edit);
    [[nodiscard]] const domain::Sentence* openSentence() const;

    std::shared_ptr<Tables> m_tables;
    ReviewPresenter& m_review;
    std::shared_ptr<const domain::Report> m_parsed;
    std::uint64_t m_reportVersion = 0;
    std::optional<domain::SentenceId> m_sentence;
    domain::SentenceReading m_reading;
    std::size_t m_decisions = 0;  ///< after how many of them m_reading holds
    domain::SentenceReading m_parsersReading;
    std::shared_ptr<const Findings> m_findings;
    bool m_askedForFindings = false;
    jobs::Worker m_loader;  ///< last member: joins first
};

}  // namespace asg::presenters
