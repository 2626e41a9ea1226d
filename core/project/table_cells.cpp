#include "core/project/table_cells.h"

#include <charconv>
#include <string_view>

namespace asg::project {

std::string plainCell(std::string text) {
    const bool isFormula = !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
    return isFormula ? '\'' + text : text;
}

std::string boxText(const base::Box& box) {
    std::string text;
    for (const double edge : {box.x1, box.y1, box.x2, box.y2}) {
        char digits[32];
        const auto* const end = std::to_chars(digits, digits + sizeof digits, edge).ptr;
        text += (text.empty() ? "" : " ") + std::string(static_cast<const char*>(digits), end);
    }
    return text;
}

std::string namesText(const std::vector<domain::RegionId>& regions, const char* between) {
    std::string names;
    for (const auto region : regions) names += (names.empty() ? "" : between) + std::string(domain::regionName(region));
    return names;
}

}  // namespace asg::project
