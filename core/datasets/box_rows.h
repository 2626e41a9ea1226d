#pragma once

#include "core/datasets/csv_table.h"
#include "core/datasets/imported_study.h"

#include <array>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// What the rows of tables of boxes have in common.
namespace asg::datasets {

struct NamedColumn {
    std::string_view name;
    std::size_t index = 0;
};

/// The numbers of four cells that a row has. The error names the first cell that is none, and what it holds.
[[nodiscard]] base::Result<std::array<double, 4>> fourNumbers(const std::vector<std::string>& cells,
                                                              const std::array<NamedColumn, 4>& columns);

/// Whether a record says which image and which label it is about; where not it is left out (`leaveOut`).
[[nodiscard]] base::Result<bool> isNamed(const std::filesystem::path& path, std::size_t record, std::string_view image,
                                         std::string_view label, LeftOut* leftOut);

/// The warning that a record's box was left out.
[[nodiscard]] domain::Warning boxDropped(std::size_t record, std::string_view label, std::string_view why);

/// Gives a label's findings a row's box, as acceptBox takes it.
void addBox(ImportedStudy& study, std::span<ImportedFinding> findings, const base::Box& box);

}  // namespace asg::datasets
