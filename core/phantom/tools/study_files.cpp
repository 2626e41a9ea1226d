#include "core/phantom/tools/study_files.h"

#include "core/base/atomic_file.h"
#include "core/base/translatable.h"
#include "core/io/dicom_writer.h"
#include "core/io/image_writer.h"
#include "core/phantom/random.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>
#include <string_view>
#include <system_error>
#include <vector>

namespace asg::phantom {
namespace {

using nlohmann::json;

// Stream number of the UIDs; those of the picture are small.
constexpr std::uint64_t kUidStream = 1000;

std::string uid(Random& random) {
    return "2.25." + std::to_string(random.next() | 1U << 31);
}

json boxJson(const base::Box& box) {
    return json::array({box.x1, box.y1, box.x2, box.y2});
}

json findingJson(const DrawnFinding& finding) {
    json tags = json::array();
    for (const auto tag : finding.tags) tags.push_back(domain::tagName(tag));
    json regions = json::array();
    for (const auto region : finding.regions) regions.push_back(domain::regionName(region));
    return {{"name", name(finding.kind)},
            {"tags", tags},
            {"side", finding.side ? json(domain::name(*finding.side)) : json()},
            {"regions", regions},
            {"existence", domain::name(finding.existence)},
            {"darker", finding.darker},
            {"box", boxJson(finding.boxInImagePixels)},
            {"sentence", {finding.sentence.start, finding.sentence.end}}};
}

base::Result<void> writePicture(const Phantom& phantom, std::uint64_t seed, const std::filesystem::path& folder) {
    const auto written = io::writeDicom(folder / "phantom.dcm", asRadiograph(phantom, seed));
    if (written || written.error().code != base::ErrorCode::Unsupported) return written;
    std::vector<std::uint8_t> grey(phantom.pixels.size());
    std::ranges::transform(phantom.pixels, grey.begin(), [&](std::uint16_t value) {
        return static_cast<std::uint8_t>(value >> (phantom.bitsStored - 8));
    });
    return io::writePng(folder / "phantom.png", grey, phantom.rows, phantom.columns);
}

}  // namespace

domain::Radiograph asRadiograph(const Phantom& phantom, std::uint64_t seed) {
    Random random(seed, kUidStream);
    domain::Radiograph r;
    r.rows = phantom.rows;
    r.columns = phantom.columns;
    r.pixels = std::make_shared<const std::vector<std::uint16_t>>(phantom.pixels);
    r.bitsStored = phantom.bitsStored;
    const double values = 1 << phantom.bitsStored;
    r.windows = {{values / 2, values, domain::Window::Function::Linear, "full range"}};
    const auto [smallest, largest] = std::ranges::minmax(phantom.pixels);
    r.minimumStored = smallest;
    r.maximumStored = largest;
    r.spacing = domain::PixelSpacing{phantom.pixelSpacingMm, phantom.pixelSpacingMm, "imager pixel spacing"};
    r.view = phantom.view;
    r.isDicom = true;
    r.text.patientName = "PHANTOM^Thorax";
    r.text.patientId = "PHANTOM-" + std::to_string(seed);
    r.text.patientSex = phantom.sex;
    r.text.studyDate = "20260101";
    r.text.studyTime = "120000";
    r.text.studyDescription = "Synthetic chest - for research";
    r.text.seriesDescription = phantom.view == domain::View::AP ? "Chest AP" : "Chest PA";
    r.text.institution = "ASG Viewer thorax phantom";
    r.text.modality = "DX";
    r.text.patientOrientation = "L\\F";
    r.text.studyInstanceUid = uid(random);
    r.text.seriesInstanceUid = uid(random);
    r.text.sopInstanceUid = uid(random);
    return r;
}

std::string boxesJson(const Phantom& phantom, std::uint64_t seed) {
    json regions = json::array();
    for (const auto& box : phantom.boxes)
        regions.push_back({{"name", domain::regionName(box.region)}, {"box", boxJson(box.boxInImagePixels)}});
    json findings = json::array();
    for (const auto& finding : phantom.findings) findings.push_back(findingJson(finding));
    const json document{{"seed", seed},
                        {"rows", phantom.rows},
                        {"columns", phantom.columns},
                        {"spacingMm", phantom.pixelSpacingMm},
                        {"view", domain::name(phantom.view)},
                        {"regions", regions},
                        {"findings", findings}};
    return document.dump(1) + "\n";
}

base::Result<void> writeStudy(const Phantom& phantom, std::uint64_t seed, const std::filesystem::path& folder) {
    std::error_code failure;
    std::filesystem::create_directories(folder, failure);
    if (failure)
        return base::systemError(folder, failure.value(),
                                 base::Sentence{QT_TRANSLATE_NOOP("Error", "making the folder")});
    if (auto written = writePicture(phantom, seed, folder); !written) return written;
    if (auto written = base::writeFileAtomically(folder / "report.txt", phantom.reportText); !written) return written;
    return base::writeFileAtomically(folder / "boxes.json", boxesJson(phantom, seed));
}

}  // namespace asg::phantom
