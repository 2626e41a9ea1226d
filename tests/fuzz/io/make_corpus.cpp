/// Writes the DICOM files and PNGs that the fuzzers begin with: make_fuzz_corpus FOLDER. Run once; its files stand in
/// corpus/, each in the folder of its kind.
#include "core/io/image_writer.h"
#include "tests/unit/io/made_dicom.h"

#include <cstdio>
#include <numeric>

namespace fs = std::filesystem;
using asg::test::MadeDicom;

namespace {

MadeDicom small() {
    MadeDicom made;
    made.rows = 5;
    made.columns = 7;
    made.windowCenters = "2048\\100";
    made.windowWidths = "4096\\50";
    return made;
}

bool writeDicomFiles(const fs::path& folder) {
    bool written = true;
    for (const auto syntax :
         {EXS_LittleEndianImplicit, EXS_LittleEndianExplicit, EXS_BigEndianExplicit, EXS_DeflatedLittleEndianExplicit,
          EXS_JPEGProcess14SV1, EXS_JPEGLSLossless, EXS_RLELossless}) {
        MadeDicom made = small();
        made.syntax = syntax;
        written =
            asg::test::writeMadeDicom(folder / (std::string(DcmXfer(syntax).getXferID()) + ".dcm"), made) && written;
    }
    MadeDicom tables = small();
    tables.modalityLut = asg::test::MadeTable{0, 12, {1, 2, 3, 4}};
    tables.voiLuts = {{0, 12, {1, 2, 3, 4}}};
    written = asg::test::writeMadeDicom(folder / "tables.dcm", tables) && written;
    MadeDicom isSigned = small();
    isSigned.isSigned = true;
    isSigned.slope = "0.5";
    isSigned.padding = {{0, 10}};
    isSigned.photometric = "MONOCHROME1";
    return asg::test::writeMadeDicom(folder / "signed.dcm", isSigned) && written;
}

bool writeImages(const fs::path& folder) {
    std::vector<std::uint8_t> bytes(5 * 7 * 4);
    std::iota(bytes.begin(), bytes.end(), std::uint8_t{0});
    using asg::io::PixelLayout;
    return asg::io::writePng(folder / "grey.png", std::span(bytes).first(35), 5, 7, PixelLayout::Grey).ok() &&
           asg::io::writePng(folder / "rgb.png", std::span(bytes).first(105), 5, 7, PixelLayout::Rgb).ok() &&
           asg::io::writePng(folder / "rgba.png", bytes, 5, 7, PixelLayout::Rgba).ok();
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fputs("usage: make_fuzz_corpus FOLDER\n", stderr);
        return 2;
    }
    const fs::path folder = argv[1];
    fs::create_directories(folder / "dicom");
    fs::create_directories(folder / "png");
    return writeDicomFiles(folder / "dicom") && writeImages(folder / "png") ? 0 : 1;
}
