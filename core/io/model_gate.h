#pragma once

#include "core/domain/warning.h"

#include <string>
#include <vector>

namespace asg::io {

/// What a file's header says that decides whether a model for frontal chest X-rays takes its picture. Texts as stored.
struct GateFacts {
    std::string modality;
    std::string bodyPart;
    std::string species;       ///< Patient Species Description or its code's meaning
    bool hasBreed = false;     ///< Patient Breed is only given for animals
    std::string descriptions;  ///< study, series and protocol texts, joined
    bool isLateral = false;
    bool isRaw = false;  ///< Presentation Intent Type FOR PROCESSING
    bool isColor = false;
    int frames = 1;
    int rows = 0;
    int columns = 0;
};

/// Why the model does not take the picture; empty when nothing in the header speaks against it.
[[nodiscard]] std::vector<domain::Warning> reasonsAgainstModel(const GateFacts& facts);

}  // namespace asg::io
