#include "models/regions/untrained_pictures.h"

#include "core/base/translatable.h"
#include "core/io/open_radiograph.h"
#include "models/regions/region_import.h"
#include "models/regions/region_pool.h"

namespace asg::regions {

base::Result<std::vector<JudgedModel>> readJudgedModels(const std::vector<std::filesystem::path>& folders) {
    std::vector<JudgedModel> models;
    for (const auto& folder : folders) {
        auto model = inference::readModelFolder(folder);
        if (!model) return model.error();
        auto trained = readTrainedPictures(folder);
        if (!trained) return trained.error();
        models.push_back({std::move(*model), std::move(*trained)});
    }
    return models;
}

base::Result<std::vector<JudgedModel>> readJudgedRegionModels(const std::vector<std::filesystem::path>& folders) {
    auto models = readJudgedModels(folders);
    if (!models) return models.error();
    for (std::size_t i = 0; i < models->size(); ++i)
        if (!(*models)[i].model.network->hasRegions())
            return base::Error{base::ErrorCode::InvalidData,
                               base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: this model has no region head."),
                                              {folders[i].string()}}};
    return models;
}

void noteTrainedPatients(std::vector<JudgedModel>& models, const std::vector<PictureOfPatient>& pictures) {
    for (auto& model : models) {
        std::set<std::string> paths;
        for (const auto& [sha256, path] : model.trainedOn) paths.insert(path);
        for (const auto& picture : pictures)
            if (paths.contains(picture.path)) model.trainedPatients.insert(picture.patient);
    }
}

std::size_t judgeOf(const std::vector<JudgedModel>& models, const std::string& sha256, const std::string& patient) {
    std::vector<std::size_t> unbiased;
    for (std::size_t i = 0; i < models.size(); ++i)
        if (!models[i].trainedOn.contains(sha256) && !models[i].trainedPatients.contains(patient))
            unbiased.push_back(i);
    if (unbiased.empty()) return models.size();
    return unbiased[static_cast<std::size_t>(partOf(patient, static_cast<int>(unbiased.size())))];
}

base::Outcome<int> visitPictures(
    const std::filesystem::path& data, const std::vector<JudgedModel>& models,
    const std::vector<PictureOfPatient>& pictures, std::string_view doing, const base::Progress& progress,
    const std::stop_token& stop,
    const std::function<void(std::size_t, std::size_t, const domain::Radiograph&)>& visit) {
    int judged = 0;
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        if (stop.stop_requested()) return base::Cancelled{};
        if (progress) progress(static_cast<double>(i) / static_cast<double>(pictures.size()), doing);
        const auto radiograph = io::openRadiograph(data / pictures[i].path);
        if (!radiograph) return radiograph.error();
        const std::size_t judge = judgeOf(models, radiograph->sha256, pictures[i].patient);
        judged += judge < models.size() ? 1 : 0;
        visit(judge, i, *radiograph);
    }
    return judged;
}

base::Outcome<int> visitUntrainedPictures(
    const std::filesystem::path& data, std::vector<JudgedModel>& models, std::string_view doing,
    const base::Progress& progress, const std::stop_token& stop,
    const std::function<void(std::size_t, const RegionSample&, const domain::Radiograph&)>& visit) {
    auto samples = importRegionData(data);
    if (!samples) return samples.error();
    std::vector<PictureOfPatient> pictures;
    for (const auto& sample : *samples) pictures.push_back({sample.path, sample.patient});
    noteTrainedPatients(models, pictures);
    std::erase_if(*samples, [](const RegionSample& sample) { return !sample.isOfUse(); });
    pictures.clear();
    for (const auto& sample : *samples) pictures.push_back({sample.path, sample.patient});
    return visitPictures(data, models, pictures, doing, progress, stop,
                         [&](std::size_t judge, std::size_t picture, const domain::Radiograph& radiograph) {
                             if (judge < models.size()) visit(judge, (*samples)[picture], radiograph);
                         });
}

}  // namespace asg::regions
