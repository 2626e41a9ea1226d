#pragma once

#include "core/analysis/backend.h"
#include "core/analysis/locate.h"
#include "core/base/result.h"
#include "core/domain/analysis.h"

#include <cstddef>
#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

namespace asg::analysis {

/// The model of a process that looks at pictures: loaded when it is first needed, and again after that failed. A
/// picture goes through the network once; a report that came later, or a phrase, costs its words alone. The last
/// pictures are remembered, each with the model's 0.5 MB or so. Not thread-safe: one worker's.
class ModelService {
public:
    using Load = std::function<base::Result<std::unique_ptr<Backend>>()>;

    static constexpr std::size_t kRemembered = 64;

    explicit ModelService(Load load) : m_load(std::move(load)) {}

    [[nodiscard]] base::Outcome<domain::Analysis> analyse(const domain::Radiograph& radiograph,
                                                          std::optional<domain::Report> report, std::stop_token stop,
                                                          const base::Progress& progress);
    [[nodiscard]] base::Outcome<PhraseLocation> locate(const domain::Radiograph& radiograph, const std::string& phrase,
                                                       std::stop_token stop, const base::Progress& progress);

private:
    /// What the model's input is made of; the model is always the same.
    struct Key {
        std::string sha256;
        int frame = 1;
        bool operator==(const Key&) const = default;
    };
    struct Remembered {
        Key key;
        std::shared_ptr<const EncodedPicture> picture;
    };

    base::Result<Backend*> loaded(const base::Progress& progress);
    base::Outcome<std::shared_ptr<const EncodedPicture>> encoded(const domain::Radiograph& radiograph,
                                                                 const std::stop_token& stop,
                                                                 const base::Progress& progress);

    Load m_load;
    std::unique_ptr<Backend> m_backend;
    std::list<Remembered> m_pictures;  ///< the latest first
};

}  // namespace asg::analysis
