#pragma once

#include "core/study/study.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace asg::study {

/// Whether two files say that they are of one patient: id, name and birth date are the same, and there is an id. How a
/// name is padded, its case, and its groups in other scripts do not matter (PS3.5 6.2.1.1), for one scanner fills them
/// and the next does not.
[[nodiscard]] bool areOfOnePatient(const domain::StudyText& a, const domain::StudyText& b);

/// Whether they say that they are of two: both have an id, and they are not of one.
[[nodiscard]] bool areOfTwoPatients(const domain::StudyText& a, const domain::StudyText& b);

/// Pictures that a person put together, by their bytes (Picture::sha256).
using HandGroups = std::vector<std::pair<std::string, std::string>>;

/// Which pictures are of one patient, as places in the list. A picture that nobody looked at yet stands by itself.
/// Groups come in the order in which their first picture comes. Within one the latest study comes first, those without
/// a date last; within a study the order of the list. Pictures that were put together by hand bring their groups with
/// them, and the same bytes under two names are one picture's. Pure.
[[nodiscard]] std::vector<std::vector<std::size_t>> groupedByPatient(std::span<const std::optional<Picture>> pictures,
                                                                     const HandGroups& byHand = {});

/// Whether a study was made before another one. False where one has no date: nobody knows.
[[nodiscard]] bool isEarlier(const Study& one, const Study& other);

}  // namespace asg::study
