#pragma once

// Private to models/: includes Torch.

#include "models/annotated/annotated_pictures.h"
#include "models/metrics/estimate.h"
#include "models/training/training_loop.h"

#include <string>
#include <vector>

namespace asg::annotated {

/// What continuing one part of a model begins with. All referred to outlive it.
struct ContinuedFrom {
    const AnnotatedRecipe& recipe;
    training::StageStart& start;
    const std::vector<AnnotatedPicture>& taught;
    const AnnotatedViews& views;  ///< of these
};

/// The steps that continue one part of a model on a frozen encoder: everything else of the model stays as it is.
class ContinuedPart : public training::TrainingSteps {
public:
    /// The pictures that teach this part, by number: those of which readers said something of it. No step without any.
    [[nodiscard]] virtual const std::vector<std::size_t>& lessons() const = 0;
    /// Puts the averaged weights into a network of the start's build.
    [[nodiscard]] virtual base::Result<void> putInto(nets::AsgNetwork& network) const = 0;
    [[nodiscard]] virtual std::vector<std::string> columns() const = 0;
    /// How a network does on pictures as inference sees them: a value for each thing that readers said, and whose.
    [[nodiscard]] virtual std::vector<metrics::Measurement> measure(nets::AsgNetwork& network,
                                                                    const std::vector<AnnotatedPicture>& pictures,
                                                                    const AnnotatedViews& views) const = 0;
};

/// Rows of AnnotatedViews for one step: pictures drawn among `lessons`, each in one of its versions.
[[nodiscard]] at::Tensor drawRows(const AnnotatedRecipe& recipe, const AnnotatedViews& views,
                                  const std::vector<std::size_t>& lessons, std::int64_t number);

}  // namespace asg::annotated
