#include "models/training/checkpoint_archive.h"

#include "core/base/atomic_file.h"
#include "core/base/sha256.h"
#include "core/base/translatable.h"
#include "models/training/recipe_json.h"

#include <torch/serialize/archive.h>

#include <sstream>

namespace asg::training {
namespace {

using base::Error;
using base::ErrorCode;

constexpr std::uintmax_t kMaximumBytes = std::uintmax_t{8} << 30;

}  // namespace

base::Result<void> saveCheckpoint(const std::filesystem::path& path, const TrainingState& state,
                                  const CheckpointNotes& notes) {
    torch::serialize::OutputArchive archive;
    for (const auto& [name, module] : state.modules) {
        torch::serialize::OutputArchive part;
        module->save(part);
        archive.write(name, part);
    }
    torch::serialize::OutputArchive optimizerPart;
    state.optimizer.save(optimizerPart);
    archive.write("optimizer", optimizerPart);
    archive.write("step", c10::IValue(notes.step));
    archive.write("recipe", c10::IValue(notes.identity));
    archive.write("notes", c10::IValue(notes.notes));
    std::ostringstream stream;
    archive.save_to(stream);
    return base::writeFileAtomically(path, stream.view());
}

base::Result<StoredCheckpoint> StoredCheckpoint::read(std::string_view content, const std::string& name,
                                                      const std::string& identity) {
    StoredCheckpoint checkpoint(name);
    try {
        auto& archive = checkpoint.m_archive;
        archive.load_from(content.data(), content.size());
        c10::IValue stored;
        archive.read("recipe", stored);
        checkpoint.m_notes.identity = stored.toStringRef();
        archive.read("step", stored);
        checkpoint.m_notes.step = stored.toInt();
        archive.read("notes", stored);
        checkpoint.m_notes.notes = stored.toStringRef();
    } catch (const std::exception&) {
        // Torch's archive reader speaks of its own code.
        return checkpoint.damaged();
    }
    if (checkpoint.m_notes.identity != identity)
        return Error{
            ErrorCode::InvalidData,
            base::Sentence{
                QT_TRANSLATE_NOOP("Error",
                                  "%1: this checkpoint belongs to another recipe, other data or another model to begin "
                                  "with. Resume with those that it was begun with, or choose another --out."),
                {name}}};
    return checkpoint;
}

base::Result<void> StoredCheckpoint::fill(const TrainingState& state) {
    try {
        torch::serialize::InputArchive part;
        for (const auto& [name, module] : state.modules) {
            m_archive.read(name, part);
            module->load(part);
        }
        m_archive.read("optimizer", part);
        state.optimizer.load(part);
        return {};
    } catch (const std::exception&) {
        return damaged();
    }
}

Error StoredCheckpoint::damaged() const {
    return {ErrorCode::Corrupt,
            base::Sentence{QT_TRANSLATE_NOOP("Error",
                                             "%1: this checkpoint is damaged or cut off. Put an earlier copy in its "
                                             "place, or begin again in another folder (--out)."),
                           {m_name}}};
}

std::string checkpointIdentity(const nlohmann::json& recipe, const std::string& startSha256, const std::string& data) {
    auto identity = decisivePart(recipe);
    identity["start"] = startSha256;
    identity["data"] = base::sha256Hex(data);
    return identity.dump();
}

base::Result<std::string> readCheckpointFile(const std::filesystem::path& path) {
    std::error_code failed;
    if (!std::filesystem::exists(path, failed)) return std::string();
    return base::readFile(path, kMaximumBytes);
}

}  // namespace asg::training
