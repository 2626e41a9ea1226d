/// Other people's data sets, by the format that ASG_FUZZ_KIND names, and the files that `asg import` writes
/// ("imported"): what is read is written and read back the same.
#include "core/datasets/imported_json.h"
#include "core/datasets/read_studies.h"
#include "tests/fuzz/support/csv_mutator.h"
#include "tests/fuzz/support/json_mutator.h"
#include "tests/fuzz/support/scratch.h"
#include "tests/fuzz/support/target.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace {

using namespace asg;
using fuzz::require;

const text::ReportParser& parser() {
    static const text::ReportParser english = [] {
        text::ParserOptions options;
        options.language = "en";
        auto loaded = text::ReportParser::load(ASG_SOURCE_DIR "/resources/ontology", options);
        require(loaded.ok(), loaded ? "" : loaded.error().text.c_str());
        return std::move(*loaded);
    }();
    return english;
}

void check(const base::Box& box) {
    for (const double edge : {box.x1, box.y1, box.x2, box.y2}) require(std::isfinite(edge), "a box is of numbers");
    require(box.x1 < box.x2 && box.y1 < box.y2, "a box has an inside");
}

std::string written(const datasets::ImportedStudy& study) {
    return datasets::importedJson(study).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void check(const datasets::ImportedStudy& study) {
    for (const auto& region : study.regions) check(region.boxInImagePixels);
    for (const auto& finding : study.findings)
        for (const auto& box : finding.boxesInImagePixels) check(box);
    const auto text = written(study);
    const auto back = datasets::readImported(fuzz::scratchFile("back.json", text));
    require(back.ok(), "what is written of a study is read back");
    require(written(*back) == text, "and is the same");
}

}  // namespace

/// The tables are read before the first input: the time of a run is its own.
extern "C" int LLVMFuzzerInitialize(int*, char***) {
    if (fuzz::kind() != "imported") static_cast<void>(parser());
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const std::string format = fuzz::kind();
    const auto path = fuzz::scratchFile("labels", fuzz::asText(data, size));
    if (format == "imported") {
        const auto study = datasets::readImported(path);
        require(study || !study.error().text.empty(), "an error has words");
        if (study) check(*study);
        return 0;
    }
    datasets::LeftOut leftOut;
    datasets::ReadOptions options;
    options.leftOut = &leftOut;
    const auto studies = datasets::readStudies(format, path, parser(), {}, options);
    require(studies.done() || !studies.error().text.empty(), "an error has words");
    if (studies.done())
        for (const auto& study : studies.value()) check(study);
    return 0;
}

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t room, unsigned seed) {
    static const bool isTable = datasets::fileExtension(fuzz::kind()) == ".csv";
    fuzz::Dice dice(seed);
    const auto text = fuzz::asText(data, size);
    return fuzz::giveBack(isTable ? fuzz::mutatedCsv(text, ',', dice) : fuzz::mutatedJson(text, dice), data, room);
}
