/// analysis.json as it is looked at before another one takes its place: nothing of a reader's is ever replaced.
#include "core/export/analysis_json.h"
#include "tests/fuzz/support/scratch.h"
#include "tests/fuzz/support/target.h"

#include <nlohmann/json.hpp>

namespace {

/// Read by itself, with nothing of the program's.
bool hasWordsOfReaders(std::string_view text) {
    const auto document = nlohmann::json::parse(text, nullptr, false);
    if (!document.is_object()) return false;
    for (const auto* key : {"decisions", "others"})
        if (const auto found = document.find(key); found != document.end() && !found->empty()) return true;
    return false;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace asg;
    const auto text = fuzz::asText(data, size);
    const auto path = fuzz::scratchFile("analysis.json", text);
    const bool isReplaceable = exporting::isReplaceable(path);
    fuzz::require(!isReplaceable || exporting::beginsAsAnalysis(path), "what is no analysis is not replaced");
    fuzz::require(!isReplaceable || !hasWordsOfReaders(text), "nor is what a reader said");
    fuzz::require(fuzz::bytesOf(path) == text, "looking changes nothing");
    return 0;
}
