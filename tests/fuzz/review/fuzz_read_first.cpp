/// The list of who reads first: what is read is written and read back the same; what cannot be read is left alone.
#include "core/review/read_first.h"
#include "tests/fuzz/support/scratch.h"
#include "tests/fuzz/support/target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace asg;
    using fuzz::require;
    const auto text = fuzz::asText(data, size);
    const auto path = fuzz::scratchFile("read-first.json", text);
    const auto setting = review::readReadFirst(path);
    require(setting || !setting.error().text.empty(), "an error has words");
    require(fuzz::bytesOf(path) == text, "reading changes nothing");
    if (!setting) return 0;
    require(review::writeReadFirst(*setting, path).ok(), "what is read can be written");
    const auto again = review::readReadFirst(path);
    require(again && *again == *setting, "and is read back the same");
    return 0;
}
