#include "core/session/thumbnails.h"

#include "core/base/atomic_file.h"
#include "core/base/json_text.h"
#include "core/base/sha256.h"
#include "core/base/whole_number.h"
#include "core/vision/display_lut.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>
#include <system_error>
#include <utility>

namespace asg::session {
namespace {

using nlohmann::json;

constexpr int kSide = 192;
constexpr std::uintmax_t kMaximumFileBytes = 1U << 20U;
constexpr const char* kSchema = "asg-thumbnail/2";
constexpr std::size_t kRoomEvery = 200;

/// What is kept of a file's text.
constexpr std::array kKept{
    std::pair{"patientName", &domain::StudyText::patientName},
    std::pair{"patientId", &domain::StudyText::patientId},
    std::pair{"patientBirthDate", &domain::StudyText::patientBirthDate},
    std::pair{"patientSex", &domain::StudyText::patientSex},
    std::pair{"studyDate", &domain::StudyText::studyDate},
    std::pair{"studyTime", &domain::StudyText::studyTime},
    std::pair{"studyInstanceUid", &domain::StudyText::studyInstanceUid},
    std::pair{"seriesInstanceUid", &domain::StudyText::seriesInstanceUid},
    std::pair{"sopInstanceUid", &domain::StudyText::sopInstanceUid},
};

std::string headOf(const PictureLook& look) {
    json head{{"schema", kSchema},
              {"sha256", look.sha256},
              {"view", static_cast<int>(look.view)},
              {"thumbnail", {look.thumbnail.columns, look.thumbnail.rows}}};
    for (const auto& [name, member] : kKept) head[name] = look.text.*member;
    return head.dump(-1, ' ', false, json::error_handler_t::replace) + '\n';
}

/// Throws json's exceptions where a value is missing or of another kind.
PictureLook lookFrom(const json& head) {
    PictureLook look;
    for (const auto& [name, member] : kKept) look.text.*member = head.at(name).get<std::string>();
    look.sha256 = head.at("sha256").get<std::string>();
    const auto view = base::wholeNumber<int>(head.at("view"));
    if (view >= 0 && view <= static_cast<int>(domain::View::Lateral)) look.view = static_cast<domain::View>(view);
    look.thumbnail.columns = base::wholeNumber<int>(head.at("thumbnail").at(0));
    look.thumbnail.rows = base::wholeNumber<int>(head.at("thumbnail").at(1));
    return look;
}

std::optional<PictureLook> lookIn(std::string_view content) {
    const auto end = content.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    const auto head = base::jsonFromText(content.substr(0, end));
    try {
        if (!head || head->at("schema") != kSchema) return std::nullopt;
        auto look = lookFrom(*head);
        const auto grey = content.substr(end + 1);
        auto& [columns, rows, values] = look.thumbnail;
        const bool fits = columns > 0 && columns <= kSide && rows > 0 && rows <= kSide &&
                          grey.size() == std::size_t(columns) * std::size_t(rows);
        if (!fits) return std::nullopt;
        values.assign(grey.begin(), grey.end());
        return look;
    } catch (const json::exception&) {
        return std::nullopt;
    }
}

std::uint8_t meanOf(const std::vector<std::uint8_t>& grey, const domain::Radiograph& radiograph, int top, int left,
                    int step) {
    std::int64_t sum = 0;
    const int rows = std::min(step, radiograph.rows - top);
    const int columns = std::min(step, radiograph.columns - left);
    for (int row = 0; row < rows; ++row)
        for (int column = 0; column < columns; ++column)
            sum += grey[std::size_t(top + row) * std::size_t(radiograph.columns) + std::size_t(left + column)];
    return static_cast<std::uint8_t>(sum / (std::int64_t(rows) * columns));
}

}  // namespace

Thumbnail makeThumbnail(const domain::Radiograph& radiograph) {
    const auto grey =
        vision::renderGrey(radiograph, vision::makeDisplayLut(radiograph, vision::defaultVoi(radiograph), false));
    const int longest = std::max(radiograph.columns, radiograph.rows);
    const int step = std::max(1, (longest + kSide - 1) / kSide);
    Thumbnail thumbnail{std::max(1, radiograph.columns / step), std::max(1, radiograph.rows / step), {}};
    thumbnail.grey.reserve(std::size_t(thumbnail.columns) * std::size_t(thumbnail.rows));
    for (int y = 0; y < thumbnail.rows; ++y)
        for (int x = 0; x < thumbnail.columns; ++x)
            thumbnail.grey.push_back(meanOf(grey, radiograph, y * step, x * step, step));
    return thumbnail;
}

PictureLook lookOf(const domain::Radiograph& radiograph) {
    PictureLook look{{}, radiograph.sha256, radiograph.view, makeThumbnail(radiograph)};
    for (const auto& [name, member] : kKept) look.text.*member = radiograph.text.*member;
    return look;
}

std::filesystem::path ThumbnailFolder::defaultFolder() {
    const auto environment = [](const char* name) {
        const char* value = std::getenv(name);
        return std::filesystem::path(value != nullptr ? value : "");
    };
    if (const auto data = environment("ASG_DATA"); !data.empty()) return data / "thumbnails";
    if (const auto cache = environment("XDG_CACHE_HOME"); cache.is_absolute()) return cache / "asg" / "thumbnails";
    const auto home = environment("HOME");
    return home.empty() ? home : home / ".cache" / "asg" / "thumbnails";
}

std::filesystem::path ThumbnailFolder::fileOf(const std::string& key) const {
    return m_folder / (base::sha256Hex(std::string_view(key)) + ".thumbnail");
}

std::optional<PictureLook> ThumbnailFolder::find(const std::string& key) const {
    if (m_folder.empty() || key.empty()) return std::nullopt;
    const auto content = base::readFile(fileOf(key), kMaximumFileBytes);
    return content ? lookIn(*content) : std::nullopt;
}

void ThumbnailFolder::keep(const std::string& key, const PictureLook& look) {
    if (m_folder.empty() || key.empty() || !base::makeFolder(m_folder)) return;
    auto content = headOf(look);
    content.append(look.thumbnail.grey.begin(), look.thumbnail.grey.end());
    if (!base::writeFileAtomically(fileOf(key), std::string_view(content))) return;
    if (m_kept++ % kRoomEvery == 0) makeRoom();
}

/// Removes the oldest beyond kMaximumFiles.
void ThumbnailFolder::makeRoom() const {
    std::vector<std::pair<std::filesystem::file_time_type, std::filesystem::path>> files;
    std::error_code failure;
    for (std::filesystem::directory_iterator at(m_folder, failure), end; !failure && at != end; at.increment(failure)) {
        std::error_code ignored;
        if (at->path().extension() == ".thumbnail") files.emplace_back(at->last_write_time(ignored), at->path());
    }
    if (files.size() <= kMaximumFiles) return;
    std::ranges::sort(files);
    files.resize(files.size() - kMaximumFiles);
    for (const auto& [time, path] : files) std::filesystem::remove(path, failure);
}

}  // namespace asg::session
