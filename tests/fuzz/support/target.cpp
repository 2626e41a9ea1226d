#include "tests/fuzz/support/target.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace asg::fuzz {

void require(bool held, const char* promise) {
    if (held) return;
    std::fprintf(stderr, "broken promise: %s\n", promise);
    std::abort();
}

std::string kind() {
    const char* named = std::getenv("ASG_FUZZ_KIND");
    return named != nullptr ? named : "";
}

std::size_t giveBack(std::string_view made, std::uint8_t* data, std::size_t room) {
    const auto size = std::min(made.size(), room);
    std::copy_n(made.begin(), size, reinterpret_cast<char*>(data));
    return size;
}

std::string damaged(std::string_view bytes) {
    constexpr std::size_t kGrowth = 64;
    std::string changed(bytes);
    changed.resize(bytes.size() + kGrowth);
    changed.resize(
        LLVMFuzzerMutate(reinterpret_cast<std::uint8_t*>(changed.data()), bytes.size(), bytes.size() + kGrowth));
    return changed;
}

}  // namespace asg::fuzz
