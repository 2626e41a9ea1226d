#include "core/base/translatable.h"
#include "models/downstream/division.h"
#include "models/downstream/layouts.h"
#include "models/downstream/tables.h"

#include <charconv>

namespace asg::downstream {
namespace {

constexpr std::int64_t kMostPixels = std::int64_t{kPublishedSide} * kPublishedSide;

/// "offset length offset length …": each offset counts from the end of the run before. Nothing when it is damaged
/// or reaches beyond the picture.
std::optional<std::vector<PixelRun>> parseRuns(std::string_view text) {
    std::vector<std::int64_t> numbers;
    while (true) {
        while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
        if (text.empty()) break;
        std::int64_t number = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (error != std::errc() || number < 0 || number > kMostPixels) return std::nullopt;
        text.remove_prefix(static_cast<std::size_t>(end - text.data()));
        if (!text.empty() && text.front() != ' ') return std::nullopt;
        numbers.push_back(number);
    }
    if (numbers.empty() || numbers.size() % 2 != 0) return std::nullopt;
    std::vector<PixelRun> runs;
    std::int64_t position = 0;
    for (std::size_t i = 0; i < numbers.size(); i += 2) {
        position += numbers[i];
        runs.push_back({position, numbers[i + 1]});
        position += numbers[i + 1];
        if (position > kMostPixels) return std::nullopt;
    }
    return runs;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

base::Result<std::filesystem::path> findTable(const std::filesystem::path& folder) {
    for (const char* begin : {"train-rle", "stage_2_train"})
        if (auto found = lastFileNamed(folder, begin, ".csv")) return found;
    return base::Error{
        base::ErrorCode::NotFound,
        base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: there is no train-rle.csv or stage_2_train.csv here."),
                       {folder.string()}}};
}

}  // namespace

base::Result<LabelledSet> readSiim(const std::filesystem::path& folder, const DataSettings& settings) {
    const auto path = findTable(folder);
    if (!path) return path.error();
    const auto table = readTable(*path, {"ImageId"});
    if (!table) return table.error();
    const std::string column = table->hasColumn(" EncodedPixels") ? " EncodedPixels" : "EncodedPixels";
    if (!table->hasColumn(column))
        return base::Error{base::ErrorCode::InvalidData,
                           base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: the column \"EncodedPixels\" is missing."),
                                          {path->string()}}};
    std::map<std::string, LabelledPicture> pictures;  // a picture with several masks has several rows
    for (std::size_t row = 0; row < table->rowCount(); ++row) {
        const std::string id(trimmed(table->at(row, "ImageId")));
        if (id.empty())
            return rowError(*path, row, base::Sentence{QT_TRANSLATE_NOOP("Error", "the picture is not named.")});
        auto& picture = pictures[id];
        picture.patient = id;
        picture.labels.resize(1, Label::Absent);
        const auto pixels = trimmed(table->at(row, column));
        if (pixels == "-1") continue;
        const auto runs = parseRuns(pixels);
        if (!runs)
            return rowError(
                *path, row,
                base::Sentence{QT_TRANSLATE_NOOP(
                    "Error", "\"EncodedPixels\" is neither -1 nor pairs of offset and length within the picture.")});
        picture.labels[0] = Label::Present;
        picture.runs.insert(picture.runs.end(), runs->begin(), runs->end());
    }
    LabelledSet set;
    set.folder = folder;
    set.layout = name(Layout::Siim);
    set.classes = {"Pneumothorax"};
    set.masks = Masks::Runs;
    const PictureIndex index(folder);
    for (auto& [id, picture] : pictures) addPicture(set, index, id, std::move(picture));
    divideByPatient(set.pictures, 0.7, 0.15, settings.seed);
    set.division = "70/15/15 at random by picture (the table names no patients)";
    return set;
}

}  // namespace asg::downstream
