/// A zip or tar archive, listed and read to its end.
#include "core/base/archive.h"
#include "tests/fuzz/support/archive_mutator.h"
#include "tests/fuzz/support/scratch.h"
#include "tests/fuzz/support/target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using asg::base::ArchiveVisitor;
    constexpr std::uintmax_t kMaximumFileBytes = std::uintmax_t{16} << 20U;
    constexpr std::size_t kFirstBytes = 132;
    const auto path = asg::fuzz::scratchFile("archive", asg::fuzz::asText(data, size));
    for (const std::size_t wanted : {std::size_t{0}, kFirstBytes, ArchiveVisitor::kAll}) {
        const ArchiveVisitor visitor{[wanted](std::string_view) { return wanted; },
                                     [wanted](std::string_view, std::string_view content) {
                                         asg::fuzz::require(content.size() <= wanted, "no more is given than wanted");
                                         return true;
                                     }};
        const auto visited = asg::base::visitArchive(path, visitor, kMaximumFileBytes);
        asg::fuzz::require(visited || !visited.error().text.empty(), "an error has words");
    }
    return 0;
}

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t room, unsigned seed) {
    asg::fuzz::Dice dice(seed);
    return asg::fuzz::giveBack(asg::fuzz::mutatedArchive(asg::fuzz::asText(data, size), false, dice), data, room);
}
