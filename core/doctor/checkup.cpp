#include "core/doctor/checkup.h"

#include <algorithm>
#include <iterator>

namespace asg::doctor {

std::string_view stateName(CheckState state) noexcept {
    switch (state) {
        case CheckState::Good: return "good";
        case CheckState::Note: return "note";
        case CheckState::Problem: return "problem";
    }
    return "problem";
}

bool Checkup::works() const {
    return std::ranges::none_of(checks, [](const Check& check) { return check.state == CheckState::Problem; });
}

Checkup examine(const CheckupRequest& request, const std::stop_token& stop) {
    Checkup checkup{request.version, {}};
    const auto add = [&checkup](std::vector<Check> checks) {
        std::ranges::move(checks, std::back_inserter(checkup.checks));
    };
    add(examineInstallation(stop));
    add(examineMachine());
    if (!stop.stop_requested()) add(examineModel(request.model, stop));
    if (!stop.stop_requested()) add(examineData(request.dataFolder, stop));
    return checkup;
}

}  // namespace asg::doctor
