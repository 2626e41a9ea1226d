#pragma once

// Private to models/: includes Torch.

#include "models/regions/objective.h"
#include "models/tags/lesion_boxes.h"
#include "models/tags/nih_labels.h"

#include <map>
#include <string>
#include <vector>

namespace asg::tags {

/// How findings are taught beside regions.
struct TagTeaching {
    double weight = 1;          ///< of the tags' cross-entropy (ITR)
    double mapWeight = 0;       ///< of the maps' share inside the boxes that radiologists marked
    int minimumPositives = 10;  ///< a tag with fewer positive pictures is not taught
};

/// A tag that is taught, and from how many pictures.
struct TaughtTag {
    domain::TagId tag;
    int positives = 0;
    int negatives = 0;
};

/// ITR with the cleanest labels that there are, in the steps of a region training. Pictures that were turned, inverted
/// or mirrored, and pictures without labels, teach no tag.
///
/// Within the loss the log-odds of each tag among pictures of the same view and source are added to its logit, so that
/// telling one view or source from another earns nothing. A map is taught by -log of its share inside the boxes of its
/// tag, in pictures that have some.
class TagObjective final : public regions::Objective {
public:
    /// `pictures` are those that may be taught. Boxes of other pictures are passed over.
    TagObjective(const TagTeaching& teaching, const std::vector<LabelledPicture>& pictures, const LesionBoxes& boxes);

    [[nodiscard]] std::string name() const override { return "tags"; }
    [[nodiscard]] std::string identity() const override;
    [[nodiscard]] at::Tensor loss(nets::AsgNetwork& network, const nets::ImageFeatures& features,
                                  const std::vector<regions::ShownPicture>& pictures) override;

    /// In the order of the tags.
    [[nodiscard]] const std::vector<TaughtTag>& taught() const { return m_taught; }
    /// Paths of the pictures that teach.
    [[nodiscard]] std::vector<std::string> paths() const;
    /// How many of them radiologists classed.
    [[nodiscard]] int classedByRadiologists() const { return m_classed; }

private:
    struct Lesson {
        at::Tensor labels;   ///< [T], 0 or 1
        at::Tensor counted;  ///< [T], bool
        at::Tensor prior;    ///< [T], log-odds among the pictures of its view and source
        std::vector<LesionBox> boxes;
    };

    void chooseTags(const std::vector<LabelledPicture>& pictures);
    [[nodiscard]] at::Tensor mapLoss(const at::Tensor& attention, int gridSide,
                                     const std::vector<regions::ShownPicture>& pictures) const;

    TagTeaching m_teaching;
    std::vector<TaughtTag> m_taught;
    std::map<std::string, Lesson> m_lessons;  ///< by path
    int m_classed = 0;
    std::string m_identity;
};

}  // namespace asg::tags
