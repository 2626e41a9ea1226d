#include "app/cli/overlay_file.h"

namespace asg::cli {
namespace {

base::Error notInThisBuild(const std::filesystem::path& path) {
    return {base::ErrorCode::Unsupported,
            path.string() + ": this build draws no pictures (it was configured with ASG_BUILD_VIEWER=OFF)."};
}

}  // namespace

bool canDrawOverlays() {
    return false;
}

void prepareToDraw() {}

base::Result<std::vector<std::byte>> drawOverlay(const domain::Radiograph& radiograph,
                                                 const domain::Analysis& /*analysis*/) {
    return notInThisBuild(radiograph.path);
}

base::Result<void> writePhraseMap(const std::filesystem::path& folder, const domain::Radiograph& /*radiograph*/,
                                  const std::string& /*phrase*/, const domain::HeatMap& /*map*/) {
    return notInThisBuild(folder);
}

}  // namespace asg::cli
