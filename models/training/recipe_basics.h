#pragma once

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <string>

namespace asg::training {

/// What the recipe of every training says.
struct RecipeBasics {
    std::string name{};     ///< of the model; empty where a stage keeps that of the model which it begins with
    std::string version{};  ///< likewise
    std::uint64_t seed = 1;
    int batch = 16;              ///< pictures of a step; of a pass where a step has several
    double learningRate = 1e-3;  ///< the highest of the schedule
    double warmUp = 0.1;         ///< share of the steps
    double weightDecay = 0.05;
    double clipNorm = 1;        ///< of all gradients together; 0: not clipped
    int threads = 2;            ///< of the network on the CPU
    int logEvery = 10;          ///< steps
    int checkpointEvery = 100;  ///< steps
};

/// Takes these keys out of a recipe. Throws what RecipeReader throws.
void takeBasics(nlohmann::json& document, RecipeBasics& recipe);
void writeBasics(const RecipeBasics& recipe, nlohmann::json& out);
/// Throws std::invalid_argument with the rule that does not hold.
void checkBasics(const RecipeBasics& recipe);

}  // namespace asg::training
