#include "models/training/untrained_pictures.h"

#include "core/io/open_radiograph.h"
#include "models/training/region_import.h"
#include "models/training/region_pool.h"

namespace asg::training {

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

void noteTrainedPatients(std::vector<JudgedModel>& models, const std::map<std::string, std::string>& patients) {
    for (auto& model : models)
        for (const auto& [sha256, path] : model.trainedOn)
            if (const auto patient = patients.find(path); patient != patients.end())
                model.trainedPatients.insert(patient->second);
}

std::size_t judgeOf(const std::vector<JudgedModel>& models, const std::string& sha256, const std::string& patient) {
    std::vector<std::size_t> unbiased;
    for (std::size_t i = 0; i < models.size(); ++i)
        if (!models[i].trainedOn.contains(sha256) && !models[i].trainedPatients.contains(patient))
            unbiased.push_back(i);
    if (unbiased.empty()) return models.size();
    return unbiased[static_cast<std::size_t>(partOf(patient, static_cast<int>(unbiased.size())))];
}

base::Outcome<int> visitUntrainedPictures(
    const std::filesystem::path& data, std::vector<JudgedModel>& models, std::string_view doing,
    const base::Progress& progress, const std::stop_token& stop,
    const std::function<void(std::size_t, const RegionSample&, const domain::Radiograph&)>& visit) {
    auto samples = importRegionData(data);
    if (!samples) return samples.error();
    std::map<std::string, std::string> patients;
    for (const auto& sample : *samples) patients.emplace(sample.path, sample.patient);
    noteTrainedPatients(models, patients);
    std::erase_if(*samples, [](const RegionSample& sample) { return !sample.isOfUse(); });
    std::size_t done = 0;
    int visited = 0;
    for (const auto& sample : *samples) {
        if (stop.stop_requested()) return base::Cancelled{};
        if (progress) progress(static_cast<double>(done++) / static_cast<double>(samples->size()), doing);
        const auto radiograph = io::openRadiograph(data / sample.path);
        if (!radiograph) return radiograph.error();
        const std::size_t judge = judgeOf(models, radiograph->sha256, sample.patient);
        if (judge == models.size()) continue;
        visit(judge, sample, *radiograph);
        ++visited;
    }
    return visited;
}

}  // namespace asg::training
