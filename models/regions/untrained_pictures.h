#pragma once

// Private to models/: includes Torch.

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/domain/radiograph.h"
#include "models/inference/loaded_model.h"
#include "models/regions/data_list.h"
#include "models/regions/region_sample.h"

#include <filesystem>
#include <functional>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

namespace asg::regions {

/// A model with the pictures that it was trained on.
struct JudgedModel {
    inference::LoadedModel model;
    TrainedPictures trainedOn;
    std::set<std::string> trainedPatients{};  ///< who may be seen on other pictures too
};

/// Errors: those of `readModelFolder` and of reading a data list.
[[nodiscard]] base::Result<std::vector<JudgedModel>> readJudgedModels(
    const std::vector<std::filesystem::path>& folders);

/// The same for those that give regions; a model that gives none is an error that names its folder.
[[nodiscard]] base::Result<std::vector<JudgedModel>> readJudgedRegionModels(
    const std::vector<std::filesystem::path>& folders);

/// A picture below the data folder and whose it is.
struct PictureOfPatient {
    std::string path;
    std::string patient;
};

/// Notes whose pictures each model was trained on.
void noteTrainedPatients(std::vector<JudgedModel>& models, const std::vector<PictureOfPatient>& pictures);

/// Which of the models judges a picture: one that was trained on no picture of its patient, by the hash of its patient
/// where there are several, so that each picture counts once and all folds of a cross-validation have their share; none
/// when all were.
[[nodiscard]] std::size_t judgeOf(const std::vector<JudgedModel>& models, const std::string& sha256,
                                  const std::string& patient);

/// Opens every picture and calls `visit` with the model that judges it (as many as there are models: none does) and its
/// place in the list. Blocks; errors of opening. Gives how many are judged.
[[nodiscard]] base::Outcome<int> visitPictures(
    const std::filesystem::path& data, const std::vector<JudgedModel>& models,
    const std::vector<PictureOfPatient>& pictures, std::string_view doing, const base::Progress& progress,
    const std::stop_token& stop,
    const std::function<void(std::size_t model, std::size_t picture, const domain::Radiograph&)>& visit);

/// Calls `visit` for every picture with region labels that one of the models was not trained on, decoded anew, with the
/// model that judges it; its index stands in the list. Blocks; errors of the import and of opening. Gives how many.
[[nodiscard]] base::Outcome<int> visitUntrainedPictures(
    const std::filesystem::path& data, std::vector<JudgedModel>& models, std::string_view doing,
    const base::Progress& progress, const std::stop_token& stop,
    const std::function<void(std::size_t model, const RegionSample&, const domain::Radiograph&)>& visit);

}  // namespace asg::regions
