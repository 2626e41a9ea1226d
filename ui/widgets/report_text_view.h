#pragma once

#include "ui/presenters/report_view.h"
#include "ui/widgets/report_document.h"
#include "ui/widgets/sentence_signs.h"

#include <QTextEdit>
#include <QTimer>

#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace asg::widgets {

struct ThemeColors;

/// Shows a report for reading: a sentence a line with its existence mark in the margin, or the text as given. Lights
/// sentences by background, never by anything that moves the text. A long report is written piece by piece between
/// other events, and only what is seen is looked at: the time for a key or a move does not grow with the report. GUI
/// thread.
class ReportTextView final : public QTextEdit {
    Q_OBJECT
public:
    explicit ReportTextView(QWidget* parent = nullptr);

    void setReport(presenters::ReportViewPtr report);
    /// The same text read otherwise: marks and underlines change, nothing moves.
    void setReading(presenters::ReportViewPtr report);
    /// The text exactly as given and as the parser read it, without marks in the margin.
    void setOriginal(bool original);
    /// Underlines what was read: finding solid, place dashed, the words that decide existence dotted.
    void setSpansUnderlined(bool underlined);
    /// The sentence that is being corrected is underlined whatever setSpansUnderlined() says.
    void setCorrecting(const std::optional<domain::SentenceId>& sentence);
    /// What is chosen: its sentences, the one that is kept in view, and the words that a verdict would judge, each in
    /// the sentence that holds them.
    struct Chosen {
        std::set<domain::SentenceId> sentences;
        std::optional<domain::SentenceId> lead;
        std::vector<std::pair<domain::SentenceId, presenters::TextRange>> words;
        friend bool operator==(const Chosen&, const Chosen&) = default;
    };
    /// The sentences to be lit. Those that are not chosen are only previewed.
    void setLit(const std::set<domain::SentenceId>& lit, const Chosen& chosen);
    using Verdicts = std::map<domain::SentenceId, VerdictsOfLinks>;
    void setVerdicts(const Verdicts& verdicts);
    /// What other readers said of sentences, a line each, for the tips.
    void setOthers(std::map<domain::SentenceId, QStringList> others) { m_others = std::move(others); }

    /// The words that the user marked, in a sentence that holds them all; positions of ReportView::text.
    struct MarkedWords {
        domain::SentenceId sentence;
        presenters::TextRange range;
    };
    [[nodiscard]] std::optional<MarkedWords> markedWords() const;

    void bringIntoView(domain::SentenceId sentence);
    [[nodiscard]] bool showsAnyOf(const std::set<domain::SentenceId>& sentences) const;
    /// Where a sentence begins, in the viewport's pixels; for tests and for scrolling there.
    [[nodiscard]] std::optional<QRect> rectOf(domain::SentenceId sentence) const;

Q_SIGNALS:
    void sentenceHovered(std::optional<asg::domain::SentenceId> sentence);
    void sentenceClicked(std::optional<asg::domain::SentenceId> sentence);
    /// A click, or the marking of words, has ended; after sentenceClicked().
    void mouseReleased();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void showInColors();
    void rebuild();
    void writeMore();
    void updateExtraSelections();
    void forgetMarkedElsewhere();
    void hover(std::optional<domain::SentenceId> sentence);
    [[nodiscard]] std::optional<domain::SentenceId> sentenceAt(QPoint inViewport) const;
    /// The sentences that are in the viewport, as a range of the report's; the end is exclusive.
    [[nodiscard]] std::pair<std::size_t, std::size_t> seen() const;
    [[nodiscard]] QRectF blockRect(const ReportDocument::Placed& placed) const;
    void paintBackgrounds();
    void paintMarks();
    void paintSpans();
    void paintSpan(QPainter& painter, int start, int end) const;

    presenters::ReportViewPtr m_report;
    ReportDocument m_written;
    QTimer m_timer;  ///< runs while there is more to write
    std::set<domain::SentenceId> m_lit;
    Chosen m_chosen;
    Verdicts m_verdicts;
    std::map<domain::SentenceId, QStringList> m_others;
    std::optional<domain::SentenceId> m_hovered;
    std::optional<domain::SentenceId> m_correcting;
    const ThemeColors* m_colors = nullptr;  ///< those in which the report is written
    bool m_original = false;
    bool m_underlined = false;
    bool m_clicking = false;  ///< sentenceClicked() is being sent
};

}  // namespace asg::widgets
