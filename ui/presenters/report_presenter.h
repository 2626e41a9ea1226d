#pragma once

#include "core/domain/report.h"
#include "core/domain/review.h"
#include "core/text/code_points.h"
#include "ui/presenters/review_presenter.h"

#include <QObject>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace asg::presenters {

/// A stretch of ReportView::text in UTF-16 units, end exclusive: what Qt's text classes count in.
struct TextRange {
    int start = 0;
    int end = 0;
    friend bool operator==(const TextRange&, const TextRange&) = default;
};

/// A word or phrase that the parser read something from.
struct ReadSpan {
    enum class Kind { Finding, Place, Cue } kind = Kind::Finding;
    TextRange range;
};

struct SentenceView {
    domain::SentenceId id;
    TextRange range;
    domain::SectionName section = domain::SectionName::Findings;
    /// Of the strongest thing that the sentence says; nothing when it says nothing.
    std::optional<domain::Existence> existence;
    bool hasPlace = false;   ///< false: nothing to point at
    bool understood = true;  ///< false: it may say something else or more than what was read
    std::vector<ReadSpan> spans;
    std::vector<ReadSpan> parserSpans;  ///< the parser's own where the sentence is corrected, else the same
    QString corrected;                  ///< who corrected it and when, for people; empty where nobody did
    QStringList uncertain;              ///< "opacity: possible", for each finding that is uncertain in words of a kind
    QStringList changes;                ///< "opacity: worse", for each finding that is said to have changed
    QString heading;                    ///< that the report has above this sentence, as it stands there; or empty
};

/// The report as the panel shows it.
struct ReportView {
    QString text;  ///< as given
    std::vector<SentenceView> sentences;
};

/// Turns the report, as corrected, into what the panel shows. GUI thread.
class ReportPresenter final : public QObject {
    Q_OBJECT
public:
    explicit ReportPresenter(QObject* parent = nullptr) : QObject(parent) {}

    /// `parsed` is the parser's report, `shown` the same with `corrections`; both null without a report.
    void setReport(const domain::Report* parsed, const domain::Report* shown, const Corrections& corrections);
    /// Nothing: no report.
    [[nodiscard]] const std::optional<ReportView>& view() const { return m_view; }
    /// A stretch of the view's text as the report counts it.
    [[nodiscard]] domain::TextSpan spanOf(TextRange range) const;
    /// The words of one sentence that are a link's own.
    [[nodiscard]] std::vector<TextRange> wordsOf(const domain::Link& link, domain::SentenceId sentence) const;

Q_SIGNALS:
    /// Another text; a model result for the same text does not send it.
    void viewChanged();
    /// The same text, read otherwise: a correction, or one taken back.
    void readingChanged();

private:
    std::optional<ReportView> m_view;
    std::optional<text::CodePointIndex> m_index;  ///< of the view's text
    Corrections m_corrections;
};

/// The view of a report. Pure.
[[nodiscard]] ReportView makeReportView(const domain::Report& report);

/// "tester, 2026-11-25 16:40" in the time zone of this computer.
[[nodiscard]] QString byWhomAndWhen(const domain::ReviewDecision& decision);

/// ● present, ○ absent, ◐ uncertain, – not said: shape first.
[[nodiscard]] QString existenceGlyph(std::optional<domain::Existence> existence);
/// The same in words, for people ("present", "absent", "uncertain", "not said").
[[nodiscard]] QString existenceWord(std::optional<domain::Existence> existence);
/// Against an earlier picture: "new", "better", "worse", "unchanged" or "resolved".
[[nodiscard]] QString changeWord(domain::Change change);
/// The kind of an uncertain statement: "possible", "probable", "borderline" or "alternative".
[[nodiscard]] QString certaintyWord(domain::Certainty certainty);

}  // namespace asg::presenters
