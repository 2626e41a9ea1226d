/// A user's own rows for the parser's tables.
#include "core/text/table_file.h"
#include "tests/fuzz/support/csv_mutator.h"
#include "tests/fuzz/support/scratch.h"
#include "tests/fuzz/support/target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace asg;
    constexpr std::size_t kColumns = 5;
    const auto table = text::readTable(fuzz::scratchFile("findings.tsv", fuzz::asText(data, size)), kColumns);
    fuzz::require(table || !table.error().text.empty(), "an error has words");
    if (!table) return 0;
    for (const auto& row : table->rows) {
        fuzz::require(row.cells.size() == kColumns, "a row has all its cells");
        for (const auto& cell : row.cells) {
            const auto phrases = text::expandPhrases(cell);
            fuzz::require(phrases || !phrases.error().text.empty(), "an error has words");
        }
    }
    return 0;
}

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t room, unsigned seed) {
    asg::fuzz::Dice dice(seed);
    return asg::fuzz::giveBack(asg::fuzz::mutatedCsv(asg::fuzz::asText(data, size), '\t', dice), data, room);
}
