#pragma once

#include "ui/presenters/report_view.h"

#include <cstddef>
#include <vector>

class QTextCursor;
class QTextDocument;

namespace asg::widgets {

/// Device-independent pixels at the left of a sentence, for its existence mark.
inline constexpr int kMarkColumn = 28;
/// Device-independent pixels at the right for the verdict, and as many for a correction.
inline constexpr int kSignColumn = 20;

/// Writes a report into a document, a sentence a block or as given, and knows where each sentence stands. GUI thread.
class ReportDocument {
public:
    /// Character positions in the document (UTF-16 units, as QTextCursor counts); end exclusive.
    struct Placed {
        int start = 0;
        int end = 0;
    };

    /// `document` must outlive it.
    explicit ReportDocument(QTextDocument& document) : m_document(document) {}

    /// Forgets what was written; the document must be emptied before more is.
    void restart();
    /// The text as given, line for line, at once.
    void writeOriginal(const presenters::ReportView& report);
    /// The next sentences, at most `count`, under the headings of their sections. True: there are more.
    bool writeMore(const presenters::ReportView& report, std::size_t count);

    /// In the report's order; of its first sentences while there are more to write.
    [[nodiscard]] const std::vector<Placed>& placed() const { return m_placed; }
    /// Null: not written yet, or not of the report.
    [[nodiscard]] const Placed* of(domain::SentenceId sentence) const;

private:
    void writeSentence(QTextCursor& cursor, const presenters::ReportView& report);

    QTextDocument& m_document;
    std::vector<Placed> m_placed;
};

}  // namespace asg::widgets
