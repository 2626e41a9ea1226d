/// Opening a self-made 2500 × 3000 16-bit radiograph, beside DCMTK's own DicomImage on the same file in the same run.
#include "core/io/open_radiograph.h"
#include "core/vision/display_lut.h"
#include "core/vision/model_input.h"
#include "tests/unit/io/made_dicom.h"

#include <dcmtk/dcmimgle/dcmimage.h>

#include <benchmark/benchmark.h>
#include <cstdlib>

namespace {

namespace fs = std::filesystem;

struct Kind {
    const char* name;
    E_TransferSyntax syntax;
};
constexpr Kind kKinds[] = {{"uncompressed", EXS_LittleEndianExplicit},
                           {"JPEG lossless", EXS_JPEGProcess14SV1},
                           {"JPEG-LS", EXS_JPEGLSLossless},
                           {"RLE", EXS_RLELossless}};

fs::path fileOf(const std::string& name) {
    return fs::temp_directory_path() / ("asg-bench-" + name + ".dcm");
}

void writeFiles() {
    asg::test::MadeDicom made;
    made.rows = 3000;
    made.columns = 2500;
    made.bitsStored = 14;
    made.highBit = 13;
    made.windowCenters = "8192";
    made.windowWidths = "16384";
    for (const Kind& kind : kKinds) {
        made.syntax = kind.syntax;
        if (!asg::test::writeMadeDicom(fileOf(kind.name), made)) std::abort();
    }
    // DCMTK writes no JPEG 2000; without gdcmconv its benchmark reports an error.
    const std::string convert =
        "gdcmconv --j2k '" + fileOf("uncompressed").string() + "' '" + fileOf("JPEG 2000").string() + "'";
    static_cast<void>(std::system(convert.c_str()));
}

void openOurs(benchmark::State& state, const std::string& name) {
    for ([[maybe_unused]] auto _ : state) {
        auto opened = asg::io::openRadiograph(fileOf(name));
        if (!opened) return state.SkipWithError(opened.error().text.c_str());
        benchmark::DoNotOptimize(opened->pixels->data());
    }
}

/// The file, decoded and its values prepared for a window; no hash, no header.
void openDcmtk(benchmark::State& state, const std::string& name) {
    for ([[maybe_unused]] auto _ : state) {
        const DicomImage image(fileOf(name).c_str(), CIF_MayDetachPixelData);
        if (image.getStatus() != EIS_Normal) return state.SkipWithError("DicomImage cannot read it");
        benchmark::DoNotOptimize(image.getInterData());
    }
}

void renderOurs(benchmark::State& state) {
    const auto opened = asg::io::openRadiograph(fileOf("uncompressed"));
    for ([[maybe_unused]] auto _ : state) {
        const auto lut = asg::vision::makeDisplayLut(*opened, opened->windows.front(), false);
        benchmark::DoNotOptimize(asg::vision::renderGrey(*opened, lut).data());
    }
}

void renderDcmtk(benchmark::State& state) {
    DicomImage image(fileOf("uncompressed").c_str(), CIF_MayDetachPixelData);
    image.setWindow(0);
    std::vector<Uint8> grey(std::size_t{3000} * 2500);
    for ([[maybe_unused]] auto _ : state) {
        if (image.getOutputData(grey.data(), grey.size(), 8) == 0) return state.SkipWithError("no output");
        benchmark::DoNotOptimize(grey.data());
    }
}

void modelInput(benchmark::State& state) {
    const auto opened = asg::io::openRadiograph(fileOf("uncompressed"));
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize(asg::vision::makeModelInput(*opened, asg::vision::InputSpec{}).grey.data());
}

}  // namespace

int main(int argc, char** argv) {
    writeFiles();
    for (const std::string name : {"uncompressed", "JPEG lossless", "JPEG-LS", "RLE", "JPEG 2000"}) {
        benchmark::RegisterBenchmark(("open " + name + ", ours").c_str(), openOurs, name)
            ->Unit(benchmark::kMillisecond);
        benchmark::RegisterBenchmark(("open " + name + ", DicomImage").c_str(), openDcmtk, name)
            ->Unit(benchmark::kMillisecond);
    }
    benchmark::RegisterBenchmark("render, ours", renderOurs)->Unit(benchmark::kMillisecond);
    benchmark::RegisterBenchmark("render, DicomImage", renderDcmtk)->Unit(benchmark::kMillisecond);
    benchmark::RegisterBenchmark("model input", modelInput)->Unit(benchmark::kMillisecond);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    for (const Kind& kind : kKinds) fs::remove(fileOf(kind.name));
    fs::remove(fileOf("JPEG 2000"));
    return 0;
}
