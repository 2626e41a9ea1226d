#pragma once

#include "ui/presenters/report_presenter.h"
#include "ui/presenters/review_presenter.h"

#include <QTextEdit>

#include <map>
#include <optional>
#include <set>
#include <vector>

namespace asg::widgets {

/// Shows a report for reading: a sentence a line with its existence mark in the margin, or the text as given. Lights
/// sentences by background, never by anything that moves the text. GUI thread.
class ReportTextView final : public QTextEdit {
    Q_OBJECT
public:
    explicit ReportTextView(QWidget* parent = nullptr);

    void setReport(const std::optional<presenters::ReportView>& report);
    /// The same text read otherwise: marks and underlines change, nothing moves.
    void setReading(const presenters::ReportView& report);
    /// The text exactly as given and as the parser read it, without marks in the margin.
    void setOriginal(bool original);
    /// Underlines what was read: finding solid, place dashed, the words that decide existence dotted.
    void setSpansUnderlined(bool underlined);
    /// The sentence that is being corrected is underlined whatever setSpansUnderlined() says.
    void setCorrecting(const std::optional<domain::SentenceId>& sentence);
    /// `kept` are chosen, the others of `lit` only previewed.
    void setLit(const std::set<domain::SentenceId>& lit, const std::set<domain::SentenceId>& kept);
    /// What was said of each of a sentence's links; nothing of one that is not judged.
    using Verdicts = std::map<domain::SentenceId, std::vector<std::optional<domain::ReviewVerdict>>>;
    void setVerdicts(const Verdicts& verdicts);

    /// The words that the user marked, in a sentence that holds them all; positions of ReportView::text.
    struct MarkedWords {
        domain::SentenceId sentence;
        presenters::TextRange range;
    };
    [[nodiscard]] std::optional<MarkedWords> markedWords() const;

    /// Where a sentence begins, in the viewport's pixels; for tests and for scrolling there.
    [[nodiscard]] std::optional<QRect> rectOf(domain::SentenceId sentence) const;

Q_SIGNALS:
    void sentenceHovered(std::optional<asg::domain::SentenceId> sentence);
    void sentenceClicked(std::optional<asg::domain::SentenceId> sentence);
    /// A click, or the marking of words, has ended; after sentenceClicked().
    void mouseReleased();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    bool viewportEvent(QEvent* event) override;

private:
    /// A sentence with its place in the document.
    struct Placed {
        presenters::SentenceView sentence;
        int documentStart = 0;
        int documentEnd = 0;
    };

    void rebuild();
    void buildOriginal();
    void buildSentences();
    void updateExtraSelections();
    void forgetMarkedElsewhere();
    void hover(std::optional<domain::SentenceId> sentence);
    [[nodiscard]] std::optional<domain::SentenceId> sentenceAt(QPoint inViewport) const;
    [[nodiscard]] QRectF blockRect(const Placed& placed) const;
    void paintBackgrounds();
    void paintMarks();
    void paintSpans();
    void paintSpan(QPainter& painter, int start, int end) const;

    std::optional<presenters::ReportView> m_report;
    std::vector<Placed> m_placed;
    std::set<domain::SentenceId> m_lit;
    std::set<domain::SentenceId> m_kept;
    Verdicts m_verdicts;
    std::optional<domain::SentenceId> m_hovered;
    std::optional<domain::SentenceId> m_correcting;
    bool m_original = false;
    bool m_underlined = false;
};

}  // namespace asg::widgets
