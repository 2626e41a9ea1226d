#include "models/tags/lesion_boxes.h"

#include "core/base/translatable.h"
#include "models/training/csv.h"
#include "models/training/nih_findings.h"

#include <nlohmann/json.hpp>

#include <array>
#include <functional>
#include <utility>

namespace asg::tags {
namespace {

using base::Result;
using nlohmann::json;
using Row = std::function<std::string_view(const char*)>;

base::Error wrongBox(base::Sentence reason) {
    return {base::ErrorCode::InvalidData, std::move(reason)};
}

Result<base::Box> boxOf(const json& corners) {
    const auto [x1, y1, x2, y2] = corners.get<std::array<double, 4>>();
    const base::Box box{x1, y1, x2, y2};
    if (box.empty() || x1 < 0 || y1 < 0 || x2 > 1 || y2 > 1)
        return wrongBox(
            base::Sentence{QT_TRANSLATE_NOOP("Error", "%1 is no box in fractions of the picture"), {corners.dump()}});
    return box;
}

/// Every row's boxes by `boxesOf(row)`.
template <typename BoxesOf>
Result<LesionBoxes> readBoxes(const std::filesystem::path& path, const BoxesOf& boxesOf) {
    if (!std::filesystem::exists(path)) return LesionBoxes{};
    const auto table = training::CsvTable::read(path);
    if (!table) return table.error();
    LesionBoxes boxes;
    for (std::size_t row = 0; row < table->rowCount(); ++row) {
        const auto read = [&]() -> Result<std::vector<LesionBox>> {
            try {
                return boxesOf([&](const char* column) { return table->at(row, column); });
            } catch (const json::exception& failure) {
                return wrongBox(base::told(base::reasonOf(failure)));
            }
        }();
        if (!read)
            return wrongBox(base::Sentence{QT_TRANSLATE_NOOP("Error", "%1, row %2: %3."),
                                           {path.string(), std::to_string(row + 2), base::sentenceOf(read.error())}});
        auto& own = boxes[std::string(table->at(row, "picture"))];
        own.insert(own.end(), read->begin(), read->end());
    }
    std::erase_if(boxes, [](const auto& entry) { return entry.second.empty(); });
    return boxes;
}

}  // namespace

Result<LesionBoxes> readOpacityBoxes(const std::filesystem::path& data) {
    const auto opacity = *domain::tagFromName("opacity");
    return readBoxes(data / "rsna_on_nih.csv", [opacity](const Row& field) -> Result<std::vector<LesionBox>> {
        std::vector<LesionBox> own;
        for (const auto& corners : json::parse(field("boxes"))) {
            const auto box = boxOf(corners);
            if (!box) return box.error();
            own.push_back({opacity, *box});
        }
        return own;
    });
}

Result<LesionBoxes> readNihLesionBoxes(const std::filesystem::path& data) {
    return readBoxes(data / "nih_lesion_boxes.csv", [](const Row& field) -> Result<std::vector<LesionBox>> {
        const auto finding = training::nihFinding(field("label"));
        if (!finding)
            return wrongBox(
                base::Sentence{QT_TRANSLATE_NOOP("Error", "\"%1\" is none of NIH's 14 findings"), {field("label")}});
        const auto box = boxOf(json::parse(field("box")));
        if (!box) return box.error();
        return std::vector{LesionBox{*domain::tagFromName(training::kNihFindings[*finding].tag), *box}};
    });
}

}  // namespace asg::tags
