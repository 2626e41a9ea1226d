#include "models/training/region_checkpoint.h"

#include "core/base/atomic_file.h"

#include <ATen/ops/tensor.h>
#include <nlohmann/json.hpp>
#include <torch/serialize/archive.h>

#include <sstream>

namespace asg::training {
namespace {

using base::Error;
using base::ErrorCode;

constexpr std::uintmax_t kMaximumBytes = std::uintmax_t{8} << 30;

/// What must be equal for the same batches and losses to follow.
std::string identityOf(const RegionRecipe& recipe) {
    auto json = toJson(recipe);
    for (const char* key : {"threads", "logEvery", "checkpointEvery", "name", "version"}) json.erase(key);
    return json.dump();
}

}  // namespace

base::Result<void> RegionCheckpoint::save(const std::filesystem::path& path) const {
    torch::serialize::OutputArchive archive;
    torch::serialize::OutputArchive networkPart;
    torch::serialize::OutputArchive averagedPart;
    torch::serialize::OutputArchive optimizerPart;
    network.save(networkPart);
    averaged.save(averagedPart);
    optimizer.save(optimizerPart);
    archive.write("network", networkPart);
    archive.write("averaged", averagedPart);
    archive.write("optimizer", optimizerPart);
    archive.write("step", c10::IValue(step));
    archive.write("recipe", c10::IValue(identityOf(recipe)));
    std::ostringstream stream;
    archive.save_to(stream);
    return base::writeFileAtomically(path, stream.view());
}

base::Result<void> RegionCheckpoint::load(const std::filesystem::path& path) {
    auto content = base::readFile(path, kMaximumBytes);
    if (!content) return content.error();
    try {
        torch::serialize::InputArchive archive;
        archive.load_from(content->data(), content->size());
        c10::IValue stored;
        archive.read("recipe", stored);
        if (stored.toStringRef() != identityOf(recipe))
            return Error{ErrorCode::InvalidData,
                         path.string() +
                             ": this checkpoint belongs to another recipe. Resume with the recipe that it "
                             "was begun with, or choose another --out."};
        torch::serialize::InputArchive part;
        archive.read("network", part);
        network.load(part);
        archive.read("averaged", part);
        averaged.load(part);
        archive.read("optimizer", part);
        optimizer.load(part);
        archive.read("step", stored);
        step = static_cast<int>(stored.toInt());
        return {};
    } catch (const std::exception& failure) {
        return Error{ErrorCode::Corrupt, path.string() + ": this checkpoint cannot be read: " + failure.what()};
    }
}

}  // namespace asg::training
