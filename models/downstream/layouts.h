#pragma once

#include "models/downstream/labelled_set.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace asg::downstream {

/// The published layouts that are read.
enum class Layout : std::uint8_t {
    Nih,       ///< NIH ChestX-ray14: Data_Entry_2017*.csv, test_list.txt and, where it is there, BBox_List_2017.csv
    ChestNih,  ///< a part of it with labels.csv (image, finding_labels, patient_id) and images/
    CheXpert,  ///< train.csv, valid.csv; five tasks
    Rsna,      ///< stage_2_train_labels.csv, stage_2_train_images/*.dcm
    Covidx,    ///< lists of "patient file class source": train*.txt, and val*.txt or test*.txt
    Siim       ///< train-rle.csv (or stage_2_train.csv) with DICOM pictures in any folder below
};

/// "nih", "chest-nih", "chexpert", "rsna", "covidx", "siim".
[[nodiscard]] std::string_view name(Layout layout) noexcept;
[[nodiscard]] std::optional<Layout> layoutFromName(std::string_view name) noexcept;

/// What is made of CheXpert's -1.
enum class UncertainLabels : std::uint8_t {
    Published,  ///< present for atelectasis, edema and pleural effusion, absent for cardiomegaly and consolidation
    Absent,
    Present,
    Ignored
};

struct DataSettings {
    std::uint64_t seed = 1;  ///< of the divisions that are not official
    UncertainLabels uncertain = UncertainLabels::Published;
};

/// The layout that a folder has, by the names of its tables. Error: NotFound, with what was looked for.
[[nodiscard]] base::Result<Layout> findLayout(const std::filesystem::path& folder);

/// Reads the tables and divides the pictures as docs/network.md §9 says; a picture that is named and not there is left
/// out. No picture is opened. Blocks on the disk. Errors: NotFound for a missing table; InvalidData names the table,
/// the row and what is wrong with it.
[[nodiscard]] base::Result<LabelledSet> readLabelledSet(const std::filesystem::path& folder, Layout layout,
                                                        const DataSettings& settings);

// One reader for each layout; what `readLabelledSet` chooses from.
[[nodiscard]] base::Result<LabelledSet> readNih(const std::filesystem::path& folder, const DataSettings& settings);
[[nodiscard]] base::Result<LabelledSet> readChestNih(const std::filesystem::path& folder, const DataSettings& settings);
[[nodiscard]] base::Result<LabelledSet> readCheXpert(const std::filesystem::path& folder, const DataSettings& settings);
[[nodiscard]] base::Result<LabelledSet> readRsna(const std::filesystem::path& folder, const DataSettings& settings);
[[nodiscard]] base::Result<LabelledSet> readCovidx(const std::filesystem::path& folder, const DataSettings& settings);
[[nodiscard]] base::Result<LabelledSet> readSiim(const std::filesystem::path& folder, const DataSettings& settings);

}  // namespace asg::downstream
