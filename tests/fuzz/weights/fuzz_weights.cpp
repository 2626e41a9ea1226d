/// Weights that somebody saved: safetensors, a file of PyTorch's, or a bare pickle, as ASG_FUZZ_KIND says.
#include "models/weights/pickle_machine.h"
#include "models/weights/safetensors.h"
#include "models/weights/torch_file.h"
#include "tests/fuzz/support/archive_mutator.h"
#include "tests/fuzz/support/json_mutator.h"
#include "tests/fuzz/support/target.h"

#include <algorithm>
#include <sstream>

namespace {

using namespace asg;
using fuzz::require;

template <typename File>
void check(const base::Result<File>& file) {
    require(file || !file.error().text.empty(), "an error has words");
    if (!file) return;
    // Every value is looked at: a tensor that reached beyond its memory would show here under a sanitizer.
    for (const auto& [name, tensor] : file->tensors)
        if (tensor.numel() > 0) static_cast<void>(tensor.clone());
}

void checkPickle(std::istream& stream, std::size_t size) {
    const auto heap = weights::readPickle(stream, size);
    require(heap || !heap.error().text.empty(), "an error has words");
    if (!heap) return;
    for (const auto& value : heap->values)
        for (const auto part : value.items) static_cast<void>(heap->at(part));
}

/// The header of a safetensors file changed as JSON, with its length put right.
std::string mutatedSafetensors(std::string_view bytes, fuzz::Dice& dice) {
    constexpr std::size_t kLengthBytes = 8;
    if (bytes.size() <= kLengthBytes || dice.oneIn(4)) return fuzz::damaged(bytes);
    std::size_t length = 0;
    for (std::size_t i = kLengthBytes; i-- > 0;) length = length << 8 | static_cast<unsigned char>(bytes[i]);
    length = std::min(length, bytes.size() - kLengthBytes);
    const auto header = fuzz::mutatedJson(bytes.substr(kLengthBytes, length), dice);
    std::string made(kLengthBytes, '\0');
    for (std::size_t i = 0; i < kLengthBytes; ++i) made[i] = static_cast<char>(header.size() >> (8 * i));
    return made + header + std::string(bytes.substr(kLengthBytes + length));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto kind = fuzz::kind();
    std::istringstream stream(std::string(fuzz::asText(data, size)));
    if (kind == "safetensors")
        check(weights::readSafetensors(stream, size, "fuzz"));
    else if (kind == "torch-file")
        check(weights::readTorchFile(stream, size, "fuzz"));
    else
        checkPickle(stream, size);
    return 0;
}

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t room, unsigned seed) {
    static const auto kind = fuzz::kind();
    fuzz::Dice dice(seed);
    const auto bytes = fuzz::asText(data, size);
    if (kind == "safetensors") return fuzz::giveBack(mutatedSafetensors(bytes, dice), data, room);
    if (kind == "torch-file" && bytes.starts_with("PK") && !dice.oneIn(4))
        return fuzz::giveBack(fuzz::mutatedArchive(bytes, true, dice), data, room);
    return LLVMFuzzerMutate(data, size, room);
}
