#pragma once

#include "ui/presenters/project_presenter.h"

#include <QString>

namespace asg::presenters {

/// "place 3 of 40"; "no place is open" where none is.
[[nodiscard]] QString placeWords(const ProjectPresenter& project);
/// What is judged at the place that is open: "2 of 5 judged here".
[[nodiscard]] QString hereWords(const ProjectPresenter& project);
/// What is judged of all: "57 of 210 in all, 153 left, 2 unsure".
[[nodiscard]] QString standingWords(const ProjectPresenter::Standing& standing);
/// The pace, and how long the rest takes at it: "9 s each, about 23 min left"; empty before two were judged.
[[nodiscard]] QString paceWords(const ProjectPresenter::Standing& standing);

}  // namespace asg::presenters
