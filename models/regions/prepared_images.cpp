#include "models/regions/prepared_images.h"

#include "core/base/atomic_file.h"
#include "core/io/open_radiograph.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>

namespace asg::regions {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;
using nlohmann::json;

constexpr std::uintmax_t kMaximumBytes = std::uintmax_t{4} << 30;

Result<training::PreparedImage> prepareOne(const std::filesystem::path& path, int side) {
    const auto radiograph = io::openRadiograph(path);
    if (!radiograph) return radiograph.error();
    return training::prepareImage(*radiograph, side);
}

std::uintmax_t sizeOf(const std::filesystem::path& path) {
    std::error_code failed;
    const auto size = std::filesystem::file_size(path, failed);
    return failed ? 0 : size;
}

/// What was kept, if it is of these very files; nothing otherwise.
std::optional<std::vector<training::PreparedImage>> readKept(const std::filesystem::path& data,
                                                             const std::vector<RegionSample>& samples,
                                                             const PreparedFolder& prepared) {
    auto index = base::readFile(prepared.folder / "prepared.json", kMaximumBytes);
    auto pixels = base::readFile(prepared.folder / "prepared.bin", kMaximumBytes);
    if (!index || !pixels) return std::nullopt;
    const auto document = json::parse(*index, nullptr, false);
    if (!document.is_array() || document.size() != samples.size()) return std::nullopt;
    std::vector<training::PreparedImage> images;
    std::size_t offset = 0;
    try {
        for (std::size_t i = 0; i < samples.size(); ++i) {
            const auto& entry = document[i];
            if (entry.at("path") != samples[i].path || entry.at("bytes") != sizeOf(data / samples[i].path) ||
                !entry.value("antialias", false) || entry.value("side", 0) != prepared.side)
                return std::nullopt;
            training::PreparedImage image{entry.at("rows"), entry.at("columns"), {}, entry.at("sha256")};
            const auto inRange = [&](int side) { return side >= 1 && side <= prepared.side; };
            if (!inRange(image.rows) || !inRange(image.columns)) return std::nullopt;
            const std::size_t size = static_cast<std::size_t>(image.rows) * image.columns;
            if (offset + size > pixels->size()) return std::nullopt;
            image.grey.assign(pixels->begin() + static_cast<std::ptrdiff_t>(offset),
                              pixels->begin() + static_cast<std::ptrdiff_t>(offset + size));
            offset += size;
            images.push_back(std::move(image));
        }
    } catch (const json::exception&) {
        return std::nullopt;
    }
    return images;
}

Result<void> keep(const std::filesystem::path& data, const std::vector<RegionSample>& samples,
                  const std::vector<training::PreparedImage>& images, const PreparedFolder& prepared) {
    std::error_code failed;
    std::filesystem::create_directories(prepared.folder, failed);
    json index = json::array();
    std::string pixels;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        index.push_back({{"path", samples[i].path},
                         {"bytes", sizeOf(data / samples[i].path)},
                         {"sha256", images[i].sha256},
                         {"antialias", true},
                         {"side", prepared.side},
                         {"rows", images[i].rows},
                         {"columns", images[i].columns}});
        pixels.append(images[i].grey.begin(), images[i].grey.end());
    }
    // The index goes last: it is what says that the pixels are whole.
    if (auto written = base::writeFileAtomically(prepared.folder / "prepared.bin", pixels); !written) return written;
    return base::writeFileAtomically(prepared.folder / "prepared.json", index.dump());
}

}  // namespace

base::Outcome<std::vector<training::PreparedImage>> prepareImages(const std::filesystem::path& data,
                                                                  const std::vector<RegionSample>& samples,
                                                                  const PreparedFolder& prepared,
                                                                  const base::Progress& progress,
                                                                  std::stop_token stop) {
    if (auto kept = readKept(data, samples, prepared)) return std::move(*kept);
    std::vector<training::PreparedImage> images;
    for (const auto& sample : samples) {
        if (stop.stop_requested()) return base::Cancelled{};
        if (progress)
            progress(static_cast<double>(images.size()) / static_cast<double>(samples.size()), "preparing pictures");
        auto image = prepareOne(data / sample.path, prepared.side);
        if (!image) return image.error();
        images.push_back(std::move(*image));
    }
    if (auto kept = keep(data, samples, images, prepared); !kept) return kept.error();
    return images;
}

}  // namespace asg::regions
