#pragma once

#include "core/project/reader_progress.h"

#include <string>
#include <vector>

namespace asg::project {

/// The columns of a project's table of answers (docs/annotation.md).
[[nodiscard]] const std::vector<std::string>& answerColumns();

/// One row for each question and reader: those of each item that a reader is asked, judged or not; what readers said of
/// boxes; and every verdict of anybody that stands on a picture of the project, whether or not it was asked for. Of an
/// item that a reader met twice, both answers. Cells are as many as answerColumns; an open question has no verdict.
/// Before words that a spreadsheet would take for a formula an apostrophe stands. Pure.
[[nodiscard]] std::vector<std::vector<std::string>> answerRows(const Project& project, const ProjectRecord& record);

}  // namespace asg::project
