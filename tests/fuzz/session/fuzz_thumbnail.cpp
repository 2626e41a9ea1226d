/// A thumbnail as it was kept: what is taken has as many values as its sides say, and is kept and found again the same.
#include "core/session/thumbnails.h"
#include "tests/fuzz/support/json_mutator.h"
#include "tests/fuzz/support/scratch.h"
#include "tests/fuzz/support/target.h"

#include <filesystem>

namespace {

using namespace asg;
using fuzz::require;

const char* const kKey = "picture";

/// Where the folder keeps what it has under kKey.
std::string fileName(const std::filesystem::path& folder) {
    session::ThumbnailFolder(folder).keep(kKey, {{}, {}, domain::View::Unknown, {1, 1, {0}}});
    for (const auto& entry : std::filesystem::directory_iterator(folder)) return entry.path().filename().string();
    return {};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto& folder = fuzz::scratchFolder();
    static const auto name = fileName(folder);
    fuzz::scratchFile(name, fuzz::asText(data, size));
    session::ThumbnailFolder kept(folder);
    const auto look = kept.find(kKey);
    if (!look) return 0;
    const auto& [columns, rows, grey] = look->thumbnail;
    require(columns > 0 && rows > 0 && grey.size() == std::size_t(columns) * std::size_t(rows), "it has its values");
    kept.keep(kKey, *look);
    const auto again = kept.find(kKey);
    require(again && again->thumbnail == look->thumbnail && again->sha256 == look->sha256, "what is kept is found");
    return 0;
}

/// The head's values, and what stands behind it as it is.
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t room, unsigned seed) {
    fuzz::Dice dice(seed);
    const auto text = fuzz::asText(data, size);
    const auto end = text.find('\n');
    if (end == std::string_view::npos || dice.oneIn(4)) return fuzz::giveBack(fuzz::damaged(text), data, room);
    return fuzz::giveBack(fuzz::mutatedJson(text.substr(0, end), dice) + std::string(text.substr(end)), data, room);
}
