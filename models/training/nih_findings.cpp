#include "models/training/nih_findings.h"

#include "core/base/translatable.h"

#include <algorithm>
#include <string>
#include <utility>

namespace asg::training {

std::optional<std::size_t> nihFinding(std::string_view name) {
    if (name == "Infiltrate") name = "Infiltration";
    const auto found = std::ranges::find(kNihFindings, name, &NihFinding::name);
    if (found == kNihFindings.end()) return std::nullopt;
    return static_cast<std::size_t>(found - kNihFindings.begin());
}

base::Result<std::array<bool, kNihFindings.size()>> readNihFindings(std::string_view cell) {
    const auto bad = [](base::Sentence reason) { return base::Error{base::ErrorCode::InvalidData, std::move(reason)}; };
    std::array<bool, kNihFindings.size()> findings{};
    if (cell.empty()) return bad(base::Sentence{QT_TRANSLATE_NOOP("Error", "the findings are empty")});
    if (cell == "No Finding") return findings;
    while (true) {
        const auto bar = cell.find('|');
        const auto name = cell.substr(0, bar);
        const auto index = nihFinding(name);
        if (!index)
            return bad(base::Sentence{QT_TRANSLATE_NOOP("Error", "\"%1\" is none of NIH's 14 findings"), {name}});
        findings[*index] = true;
        if (bar == std::string_view::npos) return findings;
        cell.remove_prefix(bar + 1);
    }
}

}  // namespace asg::training
