#pragma once

#include "core/base/sha256.h"
#include "core/text/report_parser.h"
#include "tests/unit/pretraining/made_dataset.h"

#include <QtGlobal>
#include <nlohmann/json.hpp>

#include <cmath>
#include <filesystem>
#include <string>

namespace asg::tests {

inline std::filesystem::path ontology() {
    return std::filesystem::path(ASG_SOURCE_DIR) / "resources/ontology";
}

inline const text::ReportParser& parser() {
    static const auto loaded = text::ReportParser::load(ontology());
    if (!loaded) qFatal("%s", loaded.error().text.c_str());
    return *loaded;
}

inline bool nearly(const base::Box& a, const base::Box& b) {
    return std::abs(a.x1 - b.x1) + std::abs(a.y1 - b.y1) + std::abs(a.x2 - b.x2) + std::abs(a.y2 - b.y2) < 1e-6;
}

/// A study as the viewer exports it: one accepted link, one rejected, one that nobody judged.
inline std::filesystem::path makeStudy(const std::filesystem::path& root, const std::string& decidedOn,
                                       bool corrected = false) {
    const auto made = makeDataset(root / "made", 1, 0);
    const auto folder = root / "study-1";
    std::filesystem::create_directories(folder);
    std::filesystem::copy(made.folder / made.entries[0].image, folder / "picture.png");
    const std::string report = "The heart is enlarged. Left base opacity. The trachea is midline.";
    writeText(folder / "report.txt", report);
    const auto link = [](int sentence, int start, int end, const char* region, const nlohmann::json& box,
                         const nlohmann::json& verdict) {
        return nlohmann::json{
            {"id", 0},    {"sentences", {sentence}}, {"spans", {{start, end}}}, {"regions", {region}}, {"rules", {1}},
            {"box", box}, {"origin", "named"},       {"verdict", verdict}};
    };
    const nlohmann::json sentences{{{"id", 0}, {"start", 0}, {"end", 22}},
                                   {{"id", 1}, {"start", 23}, {"end", 41}},
                                   {{"id", 2}, {"start", 42}, {"end", 65}}};
    nlohmann::json analysis{
        {"schema", "asg-analysis/1"},
        {"image", {{"path", "picture.png"}, {"sha256", made.entries[0].sha256}, {"rows", 96}, {"columns", 80}}},
        {"regions", {{{"name", "cardiac silhouette"}, {"box", {20, 40, 60, 80}}, {"score", 1}, {"origin", "drawn"}}}},
        {"report", {{"sentences", sentences}, {"tags", {{"cardiomegaly", "present"}, {"opacity", "uncertain"}}}}},
        {"links",
         {link(0, 0, 22, "cardiac silhouette", {20, 40, 60, 80}, "accepted"),
          link(1, 23, 41, "left lower lung zone", nullptr, "rejected"), link(2, 42, 65, "trachea", nullptr, nullptr)}},
        {"decisions", {{{"report", decidedOn.empty() ? base::sha256Hex(report) : decidedOn}}}}};
    analysis["corrected"] = nullptr;
    if (corrected) {
        // The second sentence was read as the wrong side; the reader moved it, and nobody judged the link that it got.
        auto moved = link(1, 23, 41, "right lower lung zone", nullptr, nullptr);
        moved["origin"] = "by hand";
        analysis["corrected"] = {
            {"corrections", {{{"sentence", 1}}}},
            {"report", {{"sentences", sentences}, {"tags", {{"cardiomegaly", "present"}, {"opacity", "absent"}}}}},
            {"links", {analysis["links"][0], moved, analysis["links"][2]}}};
    }
    writeText(folder / "analysis.json", analysis.dump());
    return folder;
}

}  // namespace asg::tests
