#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

/// What libFuzzer calls: a target feeds the bytes to its reader. Any crash, any leak and any broken promise is a find.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
/// What a target makes once, before the first input; it may lack.
extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv);
/// A target whose format plain bytes do not get through has a mutator of its own beside it: it changes `data` in place,
/// within `room` bytes, and gives the new size. The same seed makes the same change.
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t room, unsigned seed);
/// Plain damage: libFuzzer's own, or replay.cpp's where there is no libFuzzer.
extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t room);

namespace asg::fuzz {

/// Stops the program where something does not hold that the reader promises of any bytes.
void require(bool held, const char* promise);

/// Which of a program's formats this run is about (ASG_FUZZ_KIND), as its CMakeLists.txt lists them.
[[nodiscard]] std::string kind();

/// The bytes as text.
[[nodiscard]] inline std::string_view asText(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

/// Hands a mutator's result back: as much of it as there is room for.
[[nodiscard]] std::size_t giveBack(std::string_view made, std::uint8_t* data, std::size_t room);

/// A copy of the bytes with plain damage; never much longer than they were.
[[nodiscard]] std::string damaged(std::string_view bytes);

}  // namespace asg::fuzz
