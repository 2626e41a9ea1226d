#include "models/training/checkpoint_archive.h"

#include "core/base/atomic_file.h"
#include "core/base/sha256.h"
#include "models/training/recipe_json.h"

#include <torch/serialize/archive.h>

#include <sstream>

namespace asg::training {
namespace {

using base::Error;
using base::ErrorCode;

constexpr std::uintmax_t kMaximumBytes = std::uintmax_t{8} << 30;

}  // namespace

base::Result<void> CheckpointArchive::save(const std::filesystem::path& path) const {
    torch::serialize::OutputArchive archive;
    for (const auto& [name, module] : modules) {
        torch::serialize::OutputArchive part;
        module->save(part);
        archive.write(name, part);
    }
    torch::serialize::OutputArchive optimizerPart;
    optimizer.save(optimizerPart);
    archive.write("optimizer", optimizerPart);
    archive.write("step", c10::IValue(step));
    archive.write("recipe", c10::IValue(identity));
    archive.write("notes", c10::IValue(notes));
    std::ostringstream stream;
    archive.save_to(stream);
    return base::writeFileAtomically(path, stream.view());
}

base::Result<void> CheckpointArchive::restore(std::string_view content, const std::string& name) {
    try {
        torch::serialize::InputArchive archive;
        archive.load_from(content.data(), content.size());
        c10::IValue stored;
        archive.read("recipe", stored);
        if (stored.toStringRef() != identity)
            return Error{ErrorCode::InvalidData,
                         name +
                             ": this checkpoint belongs to another recipe, other data or another model to begin "
                             "with. Resume with those that it was begun with, or choose another --out."};
        torch::serialize::InputArchive part;
        for (const auto& [moduleName, module] : modules) {
            archive.read(moduleName, part);
            module->load(part);
        }
        archive.read("optimizer", part);
        optimizer.load(part);
        archive.read("step", stored);
        step = stored.toInt();
        // Older checkpoints have no notes.
        notes = archive.try_read("notes", stored) ? stored.toStringRef() : std::string();
        return {};
    } catch (const std::exception&) {
        // Torch's archive reader speaks of its own code.
        return Error{ErrorCode::Corrupt, name +
                                             ": this checkpoint is damaged or cut off. Put an earlier copy in its "
                                             "place, or begin again in another folder (--out)."};
    }
}

std::string checkpointIdentity(const nlohmann::json& recipe, const std::string& startSha256, const std::string& data) {
    auto identity = decisivePart(recipe);
    identity["start"] = startSha256;
    identity["data"] = base::sha256Hex(data);
    return identity.dump();
}

base::Result<std::string> readCheckpointFile(const std::filesystem::path& path) {
    return base::readFile(path, kMaximumBytes);
}

}  // namespace asg::training
