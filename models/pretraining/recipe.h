#pragma once

#include "core/base/result.h"
#include "core/text/alignment.h"
#include "models/nets/config.h"
#include "models/pretraining/sample.h"
#include "models/training/recipe_basics.h"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <string>

namespace asg::pretraining {

/// What each objective counts in the total; 0 leaves it out (for the ablation table).
struct ObjectiveWeights {
    double ira = 1;
    double arsa = 1;
    double itr = 5;
    double erl = 1;
};

/// Everything that decides what `asg train pretrain` makes, apart from the data: the published recipe (docs/network.md
/// §6) unless changed. Read from a JSON file whose keys are the members' names; an unknown key is an error, a missing
/// one keeps its default. Paths are relative to that file.
struct PretrainRecipe : training::RecipeBasics {
    PretrainRecipe()
        : RecipeBasics{.name = "asg-pretrained",
                       .version = "1",
                       .batch = 72,
                       .learningRate = 4e-5,
                       .warmUp = 0.4,
                       .clipNorm = 0,
                       .logEvery = 1,
                       .checkpointEvery = 200} {}

    nets::NetworkConfig network;       ///< with text encoder and projection; with tag decoder when ITR counts
    std::filesystem::path start;       ///< model folder with the weights to start from (asg model convert); or empty
    std::filesystem::path vocabulary;  ///< vocab.txt; of the start folder unless said

    int epochs = 50;
    int maximumSteps = 0;  ///< ends the training, not its learning-rate schedule, after so many steps; 0: no limit
    int patience = 5;      ///< epochs without a better validation loss; 0: never stops early
    int accumulate = 1;    ///< passes, each of a batch in every process, whose gradients make one step
    double minimumRate = 1e-8;

    ObjectiveWeights objectives;
    UncertainTags uncertainTags = UncertainTags::Absent;  ///< "absent" or "leave out"
    text::PairMode pairs = text::PairMode::Merge;         ///< "merge" or "split"
    bool thoraxForHeart = true;
    int resize = 256;
    std::optional<training::AppearanceLimits> appearance;

    bool negativesAcrossProcesses = false;   ///< objectives over the global batch
    bool statisticsAcrossProcesses = false;  ///< batch normalisation over the global batch

    std::string device = "auto";           ///< auto, cpu, cuda, cuda:N
    std::string backend = "auto";          ///< between processes: auto (NCCL between GPUs, else Gloo), gloo, nccl
    std::string bfloat16 = "auto";         ///< auto (GPUs, and CPUs that have it), on, off
    bool activationCheckpointing = false;  ///< the encoders' blocks run again in the backward pass: less memory
    int loaderThreads = 2;
    int batchesAhead = 4;
};

/// Errors: those of reading a file; InvalidData names the key or the rule.
[[nodiscard]] base::Result<PretrainRecipe> readPretrainRecipe(const std::filesystem::path& path);
[[nodiscard]] nlohmann::json toJson(const PretrainRecipe& recipe);

/// Text of everything that must be equal for the same batches and losses to follow; not what only decides how fast.
[[nodiscard]] std::string identityOf(const PretrainRecipe& recipe);

/// How pictures and reports become samples.
[[nodiscard]] SampleSettings sampleSettingsOf(const PretrainRecipe& recipe);

}  // namespace asg::pretraining
