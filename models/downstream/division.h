#pragma once

#include "models/downstream/labelled_set.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace asg::downstream {

/// Deals the patients at random into training, validation and the rest, test. All pictures of a patient go together;
/// the order of the pictures does not matter, the seed does.
void divideByPatient(std::vector<LabelledPicture>& pictures, double train, double validate, std::uint64_t seed);

/// Moves patients from training to validation, at random, until validation has at least `wanted` pictures.
void takeValidation(std::vector<LabelledPicture>& pictures, std::size_t wanted, std::uint64_t seed);

/// The given percentage of the training pictures, at random, at least one (if there is any); a smaller share lies
/// within each larger one. Ascending indices.
[[nodiscard]] std::vector<std::size_t> shareOfTraining(const LabelledSet& set, int percent, std::uint64_t seed);

}  // namespace asg::downstream
