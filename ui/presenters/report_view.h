#pragma once

#include "core/domain/report.h"
#include "core/domain/review.h"
#include "core/review/correction.h"
#include "core/text/code_points.h"

#include <QString>
#include <QStringList>

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace asg::presenters {

using review::Corrections;

/// A stretch of ReportView::text in UTF-16 units, end exclusive: what Qt's text classes count in.
struct TextRange {
    int start = 0;
    int end = 0;
    friend bool operator==(const TextRange&, const TextRange&) = default;
};

/// A span of the report in the same units.
[[nodiscard]] TextRange rangeOf(const text::CodePointIndex& index, domain::TextSpan span);

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
    QString doubt;           ///< what tells so, in plain words; empty where it was understood
    std::vector<ReadSpan> spans;
    std::vector<ReadSpan> parserSpans;  ///< the parser's own where the sentence is corrected, else the same
    QString corrected;                  ///< who corrected it and when, for people; empty where nobody did
    QStringList uncertain;              ///< "opacity: possible", for each finding that is uncertain in words of a kind
    QStringList changes;                ///< "opacity: worse", for each finding that is said to have changed
    QString heading;                    ///< that the report has above this sentence, as it stands there; or empty
};

/// The report as the panel shows it. It never changes once it is made, and threads may share it.
struct ReportView {
    QString text;  ///< as given
    std::vector<SentenceView> sentences;
    text::CodePointIndex index;       ///< of the text
    std::uint64_t reportVersion = 0;  ///< of a picture's reports: views of one text have one
};
using ReportViewPtr = std::shared_ptr<const ReportView>;

/// The view of a report. Pure; any thread, but not the window's: a long report takes a while.
[[nodiscard]] ReportView makeReportView(const domain::Report& report);
/// The view of a report as corrected, with what the parser read beside it; `shown` is `parsed` with the corrections.
[[nodiscard]] ReportView makeReportView(const domain::Report& parsed, const domain::Report& shown,
                                        const Corrections& corrections);

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
