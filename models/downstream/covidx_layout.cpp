#include "core/base/translatable.h"
#include "models/downstream/division.h"
#include "models/downstream/layouts.h"
#include "models/downstream/tables.h"

#include <algorithm>

namespace asg::downstream {
namespace {

using base::Result;

/// One line of a list: "patient file class source"; the file's name may hold spaces.
struct Line {
    std::string patient;
    std::string file;
    std::string type;
};

std::optional<Line> parseLine(const std::string& line) {
    const auto first = line.find(' ');
    const auto last = line.rfind(' ');
    if (first == std::string::npos || last <= first) return std::nullopt;
    const auto middle = line.rfind(' ', last - 1);
    if (middle == std::string::npos || middle <= first) return std::nullopt;
    const std::string source = line.substr(last + 1);
    // Patients are numbered anew in each source.
    return Line{source + "/" + line.substr(0, first), line.substr(first + 1, middle - first - 1),
                line.substr(middle + 1, last - middle - 1)};
}

/// Versions with three classes and with two. "COVID-19" is what a positive test means.
const std::vector<std::string>& classesOf(bool threeClasses) {
    static const std::vector<std::string> three{"normal", "pneumonia", "COVID-19"};
    static const std::vector<std::string> two{"negative", "positive"};
    return threeClasses ? three : two;
}

struct ListedPicture {
    Line line;
    std::string path;
    Split split;
};

Result<void> readList(const std::filesystem::path& list, const std::vector<std::string>& places,
                      const std::filesystem::path& folder, Split split, std::vector<ListedPicture>& pictures,
                      std::vector<LeftOut>& leftOut) {
    const auto lines = readLines(list);
    if (!lines) return lines.error();
    for (std::size_t row = 0; row < lines->size(); ++row) {
        const auto line = parseLine((*lines)[row]);
        if (!line)
            return rowError(list, row,
                            base::Sentence{QT_TRANSLATE_NOOP("Error", "this is not \"patient file class source\".")});
        const auto place = std::ranges::find_if(places, [&](const std::string& one) {
            std::error_code failed;
            return std::filesystem::is_regular_file(folder / one / line->file, failed);
        });
        if (place == places.end()) {
            leftOut.push_back(
                {line->file,
                 {base::ErrorCode::NotFound,
                  base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: this picture is labelled, but not there."),
                                 {line->file}}}});
        } else {
            pictures.push_back({*line, *place + "/" + line->file, split});
        }
    }
    return {};
}

}  // namespace

Result<LabelledSet> readCovidx(const std::filesystem::path& folder, const DataSettings& settings) {
    const auto train = lastFileNamed(folder, "train", ".txt");
    if (!train) return train.error();
    auto test = lastFileNamed(folder, "val", ".txt");
    if (!test) test = lastFileNamed(folder, "test", ".txt");
    if (!test) return test.error();
    LabelledSet set;
    set.folder = folder;
    set.layout = name(Layout::Covidx);
    set.exclusive = true;
    set.normalisation = Normalisation{{0.5F, 0.5F, 0.5F}, {0.5F, 0.5F, 0.5F}};
    std::vector<ListedPicture> pictures;
    auto read = readList(*train, {"train", "data/train"}, folder, Split::Train, pictures, set.leftOut);
    if (read)
        read = readList(*test, {"val", "test", "data/val", "data/test"}, folder, Split::Test, pictures, set.leftOut);
    if (!read) return read.error();
    const bool binary = std::ranges::any_of(
        pictures, [](const auto& one) { return one.line.type == "positive" || one.line.type == "negative"; });
    set.classes = classesOf(!binary);
    for (auto& one : pictures) {
        const auto type = std::ranges::find(set.classes, one.line.type);
        if (type == set.classes.end())
            return base::Error{
                base::ErrorCode::InvalidData,
                base::Sentence{
                    QT_TRANSLATE_NOOP("Error", "%1: the lists call %2 \"%3\", which is not a class of this version."),
                    {folder.string(), one.line.file, one.line.type}}};
        LabelledPicture picture{one.path, one.line.patient, one.split, {}, {}, {}, {}};
        picture.labels.resize(set.classes.size(), Label::Absent);
        picture.labels[static_cast<std::size_t>(type - set.classes.begin())] = Label::Present;
        set.pictures.push_back(std::move(picture));
    }
    takeValidation(set.pictures, set.of(Split::Train).size() / 10, settings.seed);
    set.division =
        "the official validation (or test) list is the test set; 10 % of training for validation, by patient";
    return set;
}

}  // namespace asg::downstream
