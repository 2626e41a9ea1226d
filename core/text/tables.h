#pragma once

#include "core/text/labels.h"

#include <optional>
#include <vector>

namespace asg::text {

/// What the head of a table's column makes of the cells below it.
enum class ColumnKind : std::uint8_t {
    Text,     ///< they say something of the row's name: "Comment", "Tip"
    Name,     ///< the first such column holds the names: "Finding"; any other is text
    Side,     ///< they hold for one side: "Right"
    Value,    ///< ticked, they say what the head says: "Present", "Normal"
    Earlier,  ///< they speak of another time: "Prior"
    Finding,  ///< the head is the finding of which they say something: "Tip", or "Effusion" where rows are sides
    Organ     ///< they speak of the place that the head names: "RIGHT LUNG"
};

/// A cell that has words in it, its row's name left out.
struct RowCell {
    TokenRange words;
    ColumnKind kind = ColumnKind::Text;
    TokenRange head;                   ///< of its column
    std::optional<domain::Side> side;  ///< that the head says
    bool denied = false;               ///< a lone dash where others have a "+"
};

/// A row below the heads of a table. The heads themselves are a row without cells.
struct ReportRow {
    TokenRange line;
    TokenRange name;      ///< empty where the columns' heads are the names
    TokenRange nameHead;  ///< the head above the names; may be empty
    std::vector<RowCell> cells;
};

/// The rows of a report's tables that have heads of which something follows for the cells, in order. Columns are parted
/// by bars, tabs, semicolons or blanks. Linear.
[[nodiscard]] std::vector<ReportRow> findTableRows(const TokenText& text, const Ontology& ontology);

}  // namespace asg::text
