/// Any bytes as a DICOM file whose elements are listed for people.
#include "core/io/dicom/character_sets.h"
#include "core/io/file_elements.h"
#include "tests/fuzz/io/dicom_mutator.h"
#include "tests/fuzz/support/target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using asg::fuzz::require;
    using asg::io::isUtf8;
    constexpr std::size_t kLongestValue = 4096;
    const auto listed = asg::io::listElements("a.dcm", asg::fuzz::asText(data, size), {});
    require(!listed.cancelled(), "nothing stops without being asked to");
    if (listed.failed()) {
        require(!listed.error().text.empty(), "an error has words");
        return 0;
    }
    const auto& rows = listed.value();
    require(rows.size() <= asg::io::kMostListedElements, "a list has an end");
    int above = -1;
    for (const auto& row : rows) {
        require(row.level >= 0 && row.level <= above + 1, "a row stands at most one level below the one before it");
        require(!row.tag.empty() || !row.value.empty(), "a row says something");
        require(isUtf8(row.tag) && isUtf8(row.vr) && isUtf8(row.keyword) && isUtf8(row.value), "a row is text");
        require(row.value.size() <= kLongestValue, "a long value is cut");
        above = row.level;
    }
    return 0;
}

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t room, unsigned seed) {
    asg::fuzz::Dice dice(seed);
    return asg::fuzz::giveBack(asg::fuzz::mutatedDicom(asg::fuzz::asText(data, size), dice), data, room);
}
