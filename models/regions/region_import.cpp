#include "models/regions/region_import.h"

#include "core/base/translatable.h"
#include "models/regions/region_geometry.h"
#include "models/training/csv.h"
#include "models/training/json_file.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <string>

namespace asg::regions {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;
using nlohmann::json;
using Samples = std::map<std::string, RegionSample>;

void addSample(Samples& samples, std::string data, std::string path, std::string patient, std::string licence) {
    RegionSample sample;
    sample.path = path;
    sample.data = std::move(data);
    sample.patient = std::move(patient);
    sample.mayTrain = licenceAllowsTraining(licence);
    sample.licence = std::move(licence);
    samples.emplace(std::move(path), std::move(sample));
}

Result<void> listPictures(const std::filesystem::path& root, Samples& samples) {
    bool found = false;
    const auto each = [&](const char* table, const auto& add) -> Result<void> {
        if (!std::filesystem::exists(root / table)) return {};
        found = true;
        auto rows = training::CsvTable::read(root / table);
        if (!rows) return rows.error();
        for (std::size_t row = 0; row < rows->rowCount(); ++row)
            add([&rows, row](const char* column) { return std::string(rows->at(row, column)); });
        return {};
    };
    if (auto read = each("chest_regions/metadata.csv",
                         [&](const auto& field) {
                             const auto group = field("group");
                             addSample(samples, "chest_regions", "chest_regions/images/" + field("filename"),
                                       group.empty() ? "chest_regions:" + field("patientid") : group, field("license"));
                         });
        !read)
        return read;
    if (auto read = each("chest_mhh/data.csv",
                         [&](const auto& field) {
                             addSample(samples, "chest_mhh", "chest_mhh/png/" + field("image_id") + ".jpg",
                                       "mhh:" + field("patient_id"), "CC BY 3.0");
                         });
        !read)
        return read;
    for (const std::string folder : {"chest_nih", "chest_nih2"}) {
        const auto add = [&](const auto& field) {
            addSample(samples, folder, folder + "/images/" + field("image"), "nih:" + field("patient_id"),
                      "NIH Clinical Center");
        };
        if (auto read = each((folder + "/labels.csv").c_str(), add); !read) return read;
    }
    if (!found)
        return Error{ErrorCode::NotFound,
                     base::Sentence{QT_TRANSLATE_NOOP("Error",
                                                      "%1: none of chest_regions, chest_mhh and chest_nih is in this "
                                                      "folder. Name the data's folder with --data."),
                                    {root.string()}}};
    return {};
}

void readLungBoxes(const json& coco, Samples& samples) {
    std::map<int, std::pair<std::string, std::pair<double, double>>> pictures;
    for (const auto& image : coco.at("images"))
        pictures[image.at("id")] = {"chest_regions/images/" + image.at("file_name").get<std::string>(),
                                    {image.at("width"), image.at("height")}};
    for (const auto& mark : coco.at("annotations")) {
        const auto& [path, size] = pictures.at(mark.at("image_id"));
        const auto sample = samples.find(path);
        if (sample == samples.end()) continue;
        const auto box = mark.at("bbox").get<std::array<double, 4>>();
        const char* region = mark.at("category_id") == 1 ? "right lung" : "left lung";
        labelOf(sample->second.radiologist, region) = {
            LabelState::Known,
            LabelSource::Radiologist,
            {box[0] / size.first, box[1] / size.second, (box[0] + box[2]) / size.first,
             (box[1] + box[3]) / size.second}};
    }
}

void readReadBoxes(const json& document, Samples& samples) {
    for (const auto& image : document.at("images")) {
        const auto sample = samples.find(image.at("image").get<std::string>());
        if (sample == samples.end()) continue;
        const double width = image.at("width");
        const double height = image.at("height");
        const auto& boxes = image.at("boxes");
        for (const domain::RegionId region : readRegions()) {
            RegionLabel& label = sample->second.read[region.value];
            label = {LabelState::Absent, LabelSource::Read, {}};
            const auto found = boxes.find(std::string(domain::regionName(region)));
            if (found == boxes.end()) continue;
            const auto box = found->template get<std::array<double, 4>>();
            const base::Box inFractions =
                base::intersection({box[0] / width, box[1] / height, box[2] / width, box[3] / height}, {0, 0, 1, 1});
            if (!inFractions.empty()) label = {LabelState::Known, LabelSource::Read, inFractions};
        }
        sample->second.columnsPerRow = width / height;
    }
}

/// structure.csv: a mask is a crop placed at Left, Top of a picture whose size "Resolution" gives.
Result<void> readCardiomediastinum(const std::filesystem::path& table, Samples& samples) {
    if (!std::filesystem::exists(table)) return {};
    const auto rows = training::CsvTable::read(table);
    if (!rows) return rows.error();
    for (std::size_t row = 0; row < rows->rowCount(); ++row) {
        const auto number = [&](const char* column) { return std::atof(std::string(rows->at(row, column)).c_str()); };
        if (rows->at(row, "Template Name") != "Cardiomediastinum") continue;
        const auto sample = samples.find("chest_regions/images/" + std::string(rows->at(row, "Filename")));
        const std::string size(rows->at(row, "Resolution"));
        const auto times = size.find('x');
        if (sample == samples.end() || times == std::string::npos) continue;
        const double width = std::atof(size.c_str());
        const double height = std::atof(size.c_str() + times + 1);
        if (width <= 0 || height <= 0)
            return Error{ErrorCode::InvalidData,
                         base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: \"%2\" is no size of a picture."),
                                        {table.string(), size}}};
        const base::Box box{number("Left") / width, number("Top") / height, (number("Left") + number("Width")) / width,
                            (number("Top") + number("Height")) / height};
        sample->second.cardiomediastinumInFractions = base::intersection(box, {0, 0, 1, 1});
    }
    return {};
}

/// A radiologist's word wins over a reading; geometry fills what both leave open.
void joinLabels(RegionSample& sample) {
    sample.labels = sample.read;
    for (std::size_t i = 0; i < sample.labels.size(); ++i)
        if (sample.radiologist[i].state != LabelState::Unknown) sample.labels[i] = sample.radiologist[i];
    deriveRegions(sample.labels, sample.columnsPerRow);
}

}  // namespace

bool licenceAllowsTraining(std::string_view licence) {
    if (licence == "NIH Clinical Center") return true;
    const auto says = [licence](std::string_view word) { return licence.find(word) != std::string_view::npos; };
    return licence.starts_with("CC BY") && !says("NC") && !says("ND") && !says("SA");
}

const std::vector<domain::RegionId>& readRegions() {
    static const std::vector<domain::RegionId> regions = [] {
        std::vector<domain::RegionId> ids;
        for (const char* region :
             {"right lung", "left lung", "right clavicle", "left clavicle", "right hilar structures",
              "left hilar structures", "right hemidiaphragm", "left hemidiaphragm", "right costophrenic angle",
              "left costophrenic angle", "cardiac silhouette", "mediastinum", "upper mediastinum", "aortic arch",
              "trachea", "carina", "spine"})
            ids.push_back(*domain::regionFromName(region));
        return ids;
    }();
    return regions;
}

Result<std::vector<RegionSample>> importRegionData(const std::filesystem::path& data) {
    Samples samples;
    if (auto listed = listPictures(data, samples); !listed) return listed.error();
    const auto take = [&](const std::filesystem::path& path, const auto& reader) -> Result<void> {
        if (!std::filesystem::exists(path)) return {};
        auto document = training::readJsonObject(path);
        if (!document) return document.error();
        try {
            reader(*document, samples);
        } catch (const std::exception& failure) {
            return Error{ErrorCode::InvalidData,
                         base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: %2"), {path.string(), failure.what()}}};
        }
        return {};
    };
    if (auto taken = take(data / "chest_regions" / "lung_boxes_coco.json", readLungBoxes); !taken) return taken.error();
    if (auto taken = take(data / "region_boxes_read.json", readReadBoxes); !taken) return taken.error();

    if (auto taken = readCardiomediastinum(data / "chest_regions" / "structure.csv", samples); !taken)
        return taken.error();

    std::vector<RegionSample> list;
    for (auto& [path, sample] : samples) {
        joinLabels(sample);
        list.push_back(std::move(sample));
    }
    return list;
}

}  // namespace asg::regions
