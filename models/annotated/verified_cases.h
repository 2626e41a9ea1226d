#pragma once

#include "core/domain/analysis.h"
#include "core/project/reader_boxes.h"
#include "models/annotated/project_comparison.h"

#include <array>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace asg::annotated {

/// What a model says of one picture, in pixels of the image.
struct ModelOnPicture {
    std::map<domain::RegionId, base::Box> boxes;
    /// Where each accepted sentence points, in the order of AcceptedSentence's; nothing where the model cannot say.
    std::vector<std::optional<base::Point>> peaks;
};

/// A sentence that a reader accepted for a place.
struct AcceptedSentence {
    std::string reader;
    std::string words;
    std::vector<domain::RegionId> regions;
    domain::TextSpan sentence;
};

/// A picture that judges, with what readers verified.
struct JudgingPicture {
    std::string sha256;
    std::string patient;  ///< the picture's hash where he is not known
    int rows = 0;
    int columns = 0;
    std::map<std::string, project::ReaderBoxes> boxes;  ///< by reader
    std::vector<AcceptedSentence> accepted;
};

/// Gathers what models say of verified things, each in its own place, so that two models can be paired.
class VerifiedCases {
public:
    explicit VerifiedCases(std::size_t models) : m_values(models) {}

    /// `said`: one for each model.
    void add(const JudgingPicture& picture, const std::vector<ModelOnPicture>& said);

    [[nodiscard]] std::vector<ComparedFigure> figures() const;
    [[nodiscard]] metrics::Estimate betweenReaders() const { return metrics::meanWithInterval(m_betweenReaders); }
    [[nodiscard]] metrics::Estimate meanPosition() const;

private:
    enum Figure : std::uint8_t { BoxIou, DrawnBoxIou, BoxesAccepted, Pointing, PointingOwn };
    static constexpr std::size_t kFigures = 5;
    /// Key of the thing (picture, reader, region …) → whose it is and the value.
    using Values = std::map<std::string, metrics::Measurement>;
    struct Placed {
        std::string picture, patient;
        domain::RegionId region;
        base::Box boxInFractions;
    };

    void addBoxes(const JudgingPicture& picture, const std::string& reader, const project::ReaderBoxes& boxes,
                  std::size_t model, const ModelOnPicture& said);
    void addSentences(const JudgingPicture& picture, std::size_t model, const ModelOnPicture& said);
    void addReaders(const JudgingPicture& picture);
    [[nodiscard]] ComparedFigure figure(Figure which, const char* name, const char* about) const;

    std::vector<std::array<Values, kFigures>> m_values;  ///< by model
    std::vector<metrics::Measurement> m_betweenReaders;
    std::vector<Placed> m_placed;
};

}  // namespace asg::annotated
