#include "models/regions/cardiothoracic_truth.h"

#include "models/training/csv.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>
#include <utility>

namespace asg::regions {
namespace {

using base::Result;
using Truths = std::map<std::string, CardiothoracicTruth>;

std::string viewFrom(std::string word) {
    std::ranges::transform(word, word.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    if (word.starts_with("PA")) return "PA";
    return word.starts_with("AP") ? "AP" : "not said";
}

/// A table of pictures, and where its columns say which picture it is and how it was taken.
struct ViewTable {
    const char* table;
    const char* picture;
    const char* view;
    const char* folder;
    const char* ending;
};
constexpr std::array kViewTables{
    ViewTable{"chest_regions/metadata.csv", "filename", "view", "chest_regions/images/", ""},
    ViewTable{"chest_mhh/data.csv", "image_id", "projection", "chest_mhh/png/", ".jpg"},
    ViewTable{"chest_nih/labels.csv", "image", "view", "chest_nih/images/", ""},
    ViewTable{"chest_nih2/labels.csv", "image", "view", "chest_nih2/images/", ""}};

Result<void> readViews(const std::filesystem::path& data, Truths& truths) {
    for (const auto& table : kViewTables) {
        if (!std::filesystem::exists(data / table.table)) continue;
        const auto rows = training::CsvTable::read(data / table.table);
        if (!rows) return rows.error();
        for (std::size_t row = 0; row < rows->rowCount(); ++row)
            truths[table.folder + std::string(rows->at(row, table.picture)) + table.ending].view =
                viewFrom(std::string(rows->at(row, table.view)));
    }
    return {};
}

/// From the left edge of one mask to the right edge of another.
struct Extent {
    double left = 1;
    double right = 0;
    void add(const Extent& other) {
        left = std::min(left, other.left);
        right = std::max(right, other.right);
    }
};

/// structure.csv: "Left" and "Width" are those of the mask, in pixels of a picture whose size "Resolution" gives.
Result<void> readMasks(const std::filesystem::path& table, Truths& truths) {
    if (!std::filesystem::exists(table)) return {};
    const auto rows = training::CsvTable::read(table);
    if (!rows) return rows.error();
    std::map<std::string, std::map<std::string, Extent>> masks;
    for (std::size_t row = 0; row < rows->rowCount(); ++row) {
        const auto number = [&](const char* column) { return std::atof(std::string(rows->at(row, column)).c_str()); };
        const double width = number("Resolution");  // "2800x3368"
        if (!(width > 0)) continue;
        masks[std::string(rows->at(row, "Filename"))][std::string(rows->at(row, "Template Name"))].add(
            {number("Left") / width, (number("Left") + number("Width")) / width});
    }
    for (const auto& [picture, drawn] : masks) {
        auto& truth = truths["chest_regions/images/" + picture];
        const auto heart = drawn.find("Cardiomediastinum");
        const auto right = drawn.find("Right Lung");
        const auto left = drawn.find("Left Lung");
        if (heart != drawn.end()) truth.heartOfMask = heart->second.right - heart->second.left;
        if (right != drawn.end() && left != drawn.end()) truth.thoraxOfMask = left->second.right - right->second.left;
    }
    return {};
}

}  // namespace

Result<std::map<std::string, CardiothoracicTruth>> readCardiothoracicTruths(const std::filesystem::path& data) {
    Truths truths;
    if (auto read = readViews(data, truths); !read) return read.error();
    if (auto read = readMasks(data / "chest_regions" / "structure.csv", truths); !read) return read.error();
    return truths;
}

}  // namespace asg::regions
