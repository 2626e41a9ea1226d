/// A fuzzer's target as an ordinary test, with any compiler: replay RUNS PATH… feeds it every file, then damaged copies
/// of each, RUNS in all, the same ones every time. Any failure stops the program, which named the file before.
#include "tests/fuzz/support/dice.h"
#include "tests/fuzz/support/target.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

// A damaged length makes a library ask for gigabytes; the sanitizer's allocator must answer as the system's does.
extern "C" const char* __asan_default_options() {
    return "allocator_may_return_null=1";
}
#pragma weak LLVMFuzzerCustomMutator

namespace {

namespace fs = std::filesystem;
using asg::fuzz::Dice;

std::vector<fs::path> filesIn(int count, char** paths) {
    std::vector<fs::path> files;
    for (int i = 0; i < count; ++i) {
        if (fs::is_regular_file(paths[i])) files.emplace_back(paths[i]);
        if (!fs::is_directory(paths[i])) continue;
        for (const auto& entry : fs::recursive_directory_iterator(paths[i]))
            if (entry.is_regular_file()) files.push_back(entry.path());
    }
    std::ranges::sort(files);
    return files;
}

/// Some changes one after the other, the target's own as often as plain ones.
std::string mutated(std::string bytes, Dice& dice) {
    constexpr std::size_t kGrowth = 4096;
    for (std::size_t changes = 1 + dice.below(4); changes > 0; --changes) {
        const auto before = bytes.size();
        bytes.resize(before + kGrowth);
        auto* data = reinterpret_cast<std::uint8_t*>(bytes.data());
        const bool plain = LLVMFuzzerCustomMutator == nullptr || dice.oneIn(2);
        bytes.resize(plain ? LLVMFuzzerMutate(data, before, bytes.size())
                           : LLVMFuzzerCustomMutator(data, before, bytes.size(), dice.any()));
    }
    return bytes;
}

void feed(const std::string& bytes) {
    // A copy of exactly this size: a sanitizer sees a reader that goes beyond it.
    const std::vector<std::uint8_t> input(bytes.begin(), bytes.end());
    LLVMFuzzerTestOneInput(input.data(), input.size());
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) {
        std::fputs("usage: replay RUNS FILE_OR_FOLDER…\n", stderr);
        return 2;
    }
    const auto files = filesIn(argc - 2, argv + 2);
    if (files.empty()) {
        std::fputs("replay: there is no file to begin with\n", stderr);
        return 1;
    }
    const auto copies = std::strtoul(argv[1], nullptr, 10) / files.size();
    Dice dice(1);
    for (const auto& file : files) {
        std::printf("%s\n", file.c_str());
        std::fflush(stdout);
        std::ifstream stream(file, std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
        feed(bytes);
        for (std::size_t copy = 0; copy < copies; ++copy) feed(mutated(bytes, dice));
    }
    return 0;
}
