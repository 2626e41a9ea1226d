#pragma once

#include "ui/presenters/report_view.h"

#include <QObject>

#include <vector>

namespace asg::presenters {

/// Holds the report as its panel shows it; made by makeReportView off the window's thread. GUI thread.
class ReportPresenter final : public QObject {
    Q_OBJECT
public:
    explicit ReportPresenter(QObject* parent = nullptr) : QObject(parent) {}

    /// Null: no report.
    void setView(ReportViewPtr view);
    [[nodiscard]] const ReportViewPtr& view() const { return m_view; }
    /// A range of the view's text (UTF-16 units) as a span of the report (code points).
    [[nodiscard]] domain::TextSpan spanOf(TextRange range) const;
    /// The words of one sentence that are a link's own.
    [[nodiscard]] std::vector<TextRange> wordsOf(const domain::Link& link, domain::SentenceId sentence) const;

Q_SIGNALS:
    /// Another text; a model result for the same text does not send it.
    void viewChanged();
    /// The same text, read otherwise: a correction, or one taken back.
    void readingChanged();

private:
    ReportViewPtr m_view;
};

}  // namespace asg::presenters
