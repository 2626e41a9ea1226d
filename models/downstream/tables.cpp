#include "models/downstream/tables.h"

#include "core/base/atomic_file.h"
#include "core/base/translatable.h"
#include "core/io/walk.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <sstream>
#include <system_error>
#include <utility>

namespace asg::downstream {
namespace {

constexpr std::uintmax_t kMaximumListBytes = 64U << 20U;

}  // namespace

std::vector<std::filesystem::path> filesNamed(const std::filesystem::path& folder, std::string_view begin,
                                              std::string_view end) {
    std::vector<std::filesystem::path> found;
    std::error_code failed;
    for (auto it = std::filesystem::directory_iterator(folder, failed); it != std::filesystem::directory_iterator();) {
        const auto name = it->path().filename().string();
        if (name.starts_with(begin) && name.ends_with(end)) found.push_back(it->path());
        it.increment(failed);
        if (failed) break;
    }
    std::ranges::sort(found);
    return found;
}

base::Result<std::filesystem::path> lastFileNamed(const std::filesystem::path& folder, std::string_view begin,
                                                  std::string_view end) {
    const auto found = filesNamed(folder, begin, end);
    if (!found.empty()) return found.back();
    return base::Error{
        base::ErrorCode::NotFound,
        base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: there is no %2*%3 here."), {folder.string(), begin, end}}};
}

base::Result<training::CsvTable> readTable(const std::filesystem::path& path, const std::vector<std::string>& columns) {
    auto table = training::CsvTable::read(path);
    if (!table) return table.error();
    for (const auto& column : columns)
        if (!table->hasColumn(column))
            return base::Error{base::ErrorCode::InvalidData,
                               base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: the column \"%2\" is missing."),
                                              {path.string(), column}}};
    return table;
}

base::Error rowError(const std::filesystem::path& table, std::size_t row, base::Sentence what) {
    return {base::ErrorCode::InvalidData, base::Sentence{QT_TRANSLATE_NOOP("Error", "%1, row %2: %3"),
                                                         {table.string(), std::to_string(row + 1), std::move(what)}}};
}

base::Result<std::vector<std::string>> readLines(const std::filesystem::path& path) {
    auto content = base::readFile(path, kMaximumListBytes);
    if (!content) return content.error();
    std::vector<std::string> lines;
    std::istringstream stream(*content);
    for (std::string line; std::getline(stream, line);) {
        while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.pop_back();
        if (!line.empty()) lines.push_back(std::move(line));
    }
    return lines;
}

std::optional<double> toNumber(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
    return value;
}

PictureIndex::PictureIndex(const std::filesystem::path& folder) {
    const auto walk = io::findPictures({folder});
    for (const auto& path : walk.paths)
        m_paths.emplace(io::nameWithoutPictureExtension(path), path.lexically_relative(folder).string());
}

const std::string* PictureIndex::find(std::string_view name) const {
    const auto found = m_paths.find(io::nameWithoutPictureExtension(std::filesystem::path(name)));
    return found == m_paths.end() ? nullptr : &found->second;
}

void addPicture(LabelledSet& set, const PictureIndex& index, const std::string& name, LabelledPicture picture) {
    if (const std::string* path = index.find(name)) {
        picture.path = *path;
        set.pictures.push_back(std::move(picture));
        return;
    }
    set.leftOut.push_back(
        {name,
         {base::ErrorCode::NotFound,
          base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: this picture is labelled, but not there."), {name}}}});
}

}  // namespace asg::downstream
