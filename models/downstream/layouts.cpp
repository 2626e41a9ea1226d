#include "models/downstream/layouts.h"

#include "core/base/translatable.h"
#include "models/downstream/tables.h"

#include <array>

namespace asg::downstream {
namespace {

struct Known {
    Layout layout;
    std::string_view name;
    base::Result<LabelledSet> (*read)(const std::filesystem::path&, const DataSettings&);
};

constexpr std::array kLayouts{Known{Layout::Nih, "nih", readNih},
                              Known{Layout::ChestNih, "chest-nih", readChestNih},
                              Known{Layout::CheXpert, "chexpert", readCheXpert},
                              Known{Layout::Rsna, "rsna", readRsna},
                              Known{Layout::Covidx, "covidx", readCovidx},
                              Known{Layout::Siim, "siim", readSiim}};

}  // namespace

std::string_view name(Layout layout) noexcept {
    for (const auto& known : kLayouts)
        if (known.layout == layout) return known.name;
    return {};
}

std::optional<Layout> layoutFromName(std::string_view name) noexcept {
    for (const auto& known : kLayouts)
        if (known.name == name) return known.layout;
    return std::nullopt;
}

base::Result<Layout> findLayout(const std::filesystem::path& folder) {
    const auto has = [&](std::string_view begin, std::string_view end) {
        return !filesNamed(folder, begin, end).empty();
    };
    if (has("Data_Entry_2017", ".csv")) return Layout::Nih;
    if (has("stage_2_train_labels", ".csv")) return Layout::Rsna;
    if (has("train-rle", ".csv") || has("stage_2_train", ".csv")) return Layout::Siim;
    if (has("train", ".csv") && has("valid", ".csv")) return Layout::CheXpert;
    if (has("train", ".txt") && (has("val", ".txt") || has("test", ".txt"))) return Layout::Covidx;
    if (has("labels", ".csv")) return Layout::ChestNih;
    return base::Error{
        base::ErrorCode::NotFound,
        base::Sentence{QT_TRANSLATE_NOOP("Error",
                                         "%1: no table of a known data set lies here (Data_Entry_2017*.csv, train.csv "
                                         "with valid.csv, stage_2_train_labels.csv, train*.txt with val*.txt or "
                                         "test*.txt, train-rle.csv, labels.csv). Name the folder that holds it."),
                       {folder.string()}}};
}

base::Result<LabelledSet> readLabelledSet(const std::filesystem::path& folder, Layout layout,
                                          const DataSettings& settings) {
    for (const auto& known : kLayouts) {
        if (known.layout != layout) continue;
        auto set = known.read(folder, settings);
        if (set && set->pictures.empty())
            return base::Error{
                base::ErrorCode::NotFound,
                base::Sentence{
                    QT_TRANSLATE_NOOP("Error", "%1: none of the %2 labelled pictures lies in or below this folder."),
                    {folder.string(), std::to_string(set->leftOut.size())}}};
        return set;
    }
    return base::Error{base::ErrorCode::Internal,
                       base::Sentence{QT_TRANSLATE_NOOP("Error", "A layout has no reader.")}};
}

}  // namespace asg::downstream
