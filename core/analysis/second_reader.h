#pragma once

#include "core/analysis/classifier.h"
#include "core/base/result.h"
#include "core/domain/radiograph.h"
#include "core/domain/second_opinion.h"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <list>
#include <memory>
#include <stop_token>
#include <string>
#include <utility>

namespace asg::analysis {

/// What a classifier says of a picture, with the seconds that it took. Blocks: a worker's.
[[nodiscard]] base::Outcome<domain::SecondOpinion> secondOpinionOn(const domain::Radiograph& radiograph,
                                                                   Classifier& classifier, std::stop_token stop);

/// The classifier of a process that is asked for second opinions: loaded when it is first needed, again after that
/// failed, and when another folder is asked. The last opinions are remembered. Not thread-safe: one worker's.
class SecondReader {
public:
    using Load = std::function<base::Result<std::unique_ptr<Classifier>>(const std::filesystem::path& folder)>;

    static constexpr std::size_t kRemembered = 64;

    explicit SecondReader(Load load) : m_load(std::move(load)) {}

    /// What the classifier in that folder says of the picture.
    [[nodiscard]] base::Outcome<domain::SecondOpinion> read(const domain::Radiograph& radiograph,
                                                            const std::filesystem::path& folder, std::stop_token stop);

private:
    struct Remembered {
        std::string sha256;
        int frame = 1;
        domain::SecondOpinion opinion;
    };

    base::Result<void> load(const std::filesystem::path& folder);

    Load m_load;
    std::filesystem::path m_folder;  ///< of the classifier below
    std::unique_ptr<Classifier> m_classifier;
    std::list<Remembered> m_opinions;  ///< of that classifier, the latest first
};

}  // namespace asg::analysis
