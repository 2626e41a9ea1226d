#include "models/training/nih_findings.h"

#include <algorithm>
#include <string>

namespace asg::training {

std::optional<std::size_t> nihFinding(std::string_view name) {
    if (name == "Infiltrate") name = "Infiltration";
    const auto found = std::ranges::find(kNihFindings, name, &NihFinding::name);
    if (found == kNihFindings.end()) return std::nullopt;
    return static_cast<std::size_t>(found - kNihFindings.begin());
}

base::Result<std::array<bool, kNihFindings.size()>> readNihFindings(std::string_view cell) {
    const auto bad = [](std::string reason) { return base::Error{base::ErrorCode::InvalidData, std::move(reason)}; };
    std::array<bool, kNihFindings.size()> findings{};
    if (cell.empty()) return bad("the findings are empty");
    if (cell == "No Finding") return findings;
    while (true) {
        const auto bar = cell.find('|');
        const auto name = cell.substr(0, bar);
        const auto index = nihFinding(name);
        if (!index) return bad("\"" + std::string(name) + "\" is none of NIH's 14 findings");
        findings[*index] = true;
        if (bar == std::string_view::npos) return findings;
        cell.remove_prefix(bar + 1);
    }
}

}  // namespace asg::training
