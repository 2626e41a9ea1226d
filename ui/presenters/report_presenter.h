#pragma once

#include "core/domain/analysis.h"

#include <QObject>
#include <QString>

#include <memory>
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
    bool hasPlace = false;  ///< false: nothing to point at
    std::vector<ReadSpan> spans;
};

/// The report as the panel shows it.
struct ReportView {
    QString text;  ///< as given
    std::vector<SentenceView> sentences;
};

/// Turns the analysis' report into what the panel shows. GUI thread.
class ReportPresenter final : public QObject {
    Q_OBJECT
public:
    explicit ReportPresenter(QObject* parent = nullptr) : QObject(parent) {}

    void setAnalysis(const std::shared_ptr<const domain::Analysis>& analysis);
    /// Nothing: no report.
    [[nodiscard]] const std::optional<ReportView>& view() const { return m_view; }

Q_SIGNALS:
    /// Another text; a model result for the same text does not send it.
    void viewChanged();

private:
    std::optional<ReportView> m_view;
};

/// The view of a report. Pure.
[[nodiscard]] ReportView makeReportView(const domain::Report& report);

/// ● present, ○ absent, ◐ uncertain, – not said: shape first.
[[nodiscard]] QString existenceGlyph(std::optional<domain::Existence> existence);
/// The same in words, for people ("present", "absent", "uncertain", "not said").
[[nodiscard]] QString existenceWord(std::optional<domain::Existence> existence);

}  // namespace asg::presenters
