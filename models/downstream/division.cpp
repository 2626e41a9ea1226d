#include "models/downstream/division.h"

#include "models/pretraining/loader.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>

namespace asg::downstream {
namespace {

// Streams of random numbers beside those of a training's epochs, which count from 0.
constexpr std::int64_t kPatients = -1;
constexpr std::int64_t kValidation = -2;
constexpr std::int64_t kShare = -3;

template <typename Wanted>
std::vector<std::string> shuffledPatients(const std::vector<LabelledPicture>& pictures, std::uint64_t seed,
                                          std::int64_t stream, const Wanted& wanted) {
    std::set<std::string> sorted;
    for (const auto& picture : pictures)
        if (wanted(picture)) sorted.insert(picture.patient);
    const std::vector<std::string> patients(sorted.begin(), sorted.end());
    std::vector<std::string> shuffled;
    for (const auto index : pretraining::shuffledOrder(seed, stream, patients.size()))
        shuffled.push_back(patients[index]);
    return shuffled;
}

}  // namespace

void divideByPatient(std::vector<LabelledPicture>& pictures, double train, double validate, std::uint64_t seed) {
    const auto patients = shuffledPatients(pictures, seed, kPatients, [](const auto&) { return true; });
    std::map<std::string, Split> splits;
    for (std::size_t i = 0; i < patients.size(); ++i) {
        const double place = (static_cast<double>(i) + 0.5) / static_cast<double>(patients.size());
        splits[patients[i]] = place < train ? Split::Train : place < train + validate ? Split::Validate : Split::Test;
    }
    for (auto& picture : pictures) picture.split = splits.at(picture.patient);
}

void takeValidation(std::vector<LabelledPicture>& pictures, std::size_t wanted, std::uint64_t seed) {
    const auto isTraining = [](const LabelledPicture& picture) { return picture.split == Split::Train; };
    std::map<std::string, std::size_t> count;
    for (const auto& picture : pictures) count[picture.patient] += isTraining(picture) ? 1 : 0;
    std::set<std::string> taken;
    std::size_t have = 0;
    for (const auto& patient : shuffledPatients(pictures, seed, kValidation, isTraining)) {
        if (have >= wanted) break;
        have += count.at(patient);
        taken.insert(patient);
    }
    for (auto& picture : pictures)
        if (isTraining(picture) && taken.contains(picture.patient)) picture.split = Split::Validate;
}

std::vector<std::size_t> shareOfTraining(const LabelledSet& set, int percent, std::uint64_t seed) {
    const auto train = set.of(Split::Train);
    const auto order = pretraining::shuffledOrder(seed, kShare, train.size());
    const double exact = static_cast<double>(train.size()) * percent / 100;
    const auto count = std::min(train.size(), std::max<std::size_t>(1, static_cast<std::size_t>(std::lround(exact))));
    std::vector<std::size_t> chosen;
    for (std::size_t i = 0; i < count; ++i) chosen.push_back(train[order[i]]);
    std::ranges::sort(chosen);
    return chosen;
}

}  // namespace asg::downstream
