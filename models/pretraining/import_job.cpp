#include "models/pretraining/import_job.h"

#include "core/base/atomic_file.h"
#include "core/base/sha256.h"
#include "core/base/translatable.h"
#include "core/io/image_writer.h"
#include "core/io/open_radiograph.h"
#include "models/training/prepared_image.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

namespace asg::pretraining {
namespace {

using base::Result;

constexpr int kLongestSide = 256;  // the published recipe's

base::Box scaled(const base::Box& box, double x, double y) {
    return {box.x1 * x, box.y1 * y, box.x2 * x, box.y2 * y};
}

/// Writes the small picture and carries the boxes over to it.
Result<void> shrink(ImportItem& item, const domain::Radiograph& picture, const std::filesystem::path& out) {
    const auto small = training::prepareImage(picture, kLongestSide);
    item.entry.image = "images/" + item.name + ".png";
    item.entry.original = picture.sha256;
    const auto path = out / item.entry.image;
    if (auto written = io::writePng(path, small.grey, small.rows, small.columns); !written) return written;
    auto sha256 = base::sha256OfFile(path);
    if (!sha256) return sha256.error();
    item.entry.sha256 = std::move(*sha256);
    const double x = static_cast<double>(small.columns) / picture.columns;
    const double y = static_cast<double>(small.rows) / picture.rows;
    for (auto& region : item.entry.regions) region.boxInImagePixels = scaled(region.boxInImagePixels, x, y);
    if (item.entry.links)
        for (auto& link : *item.entry.links)
            if (link.boxInImagePixels) link.boxInImagePixels = scaled(*link.boxInImagePixels, x, y);
    return {};
}

/// The work of the threads on one list.
class Run {
public:
    Run(std::vector<ImportItem> items, const FillItem& fill, const ImportJob& job)
        : m_items(std::move(items)), m_fill(fill), m_job(job), m_reasons(m_items.size()) {}

    void work() {
        for (std::size_t i = m_next++; i < m_items.size() && !m_job.stop.stop_requested(); i = m_next++) {
            m_reasons[i] = problemOf(m_items[i]);
            const std::scoped_lock lock(m_mutex);
            if (m_job.progress)
                m_job.progress(static_cast<double>(++m_done) / static_cast<double>(m_items.size()), "importing");
        }
    }

    Imported result(std::vector<std::string> skipped) {
        Imported imported;
        imported.skipped = std::move(skipped);
        imported.warnings = m_warnings;
        for (std::size_t i = 0; i < m_items.size(); ++i) {
            if (m_reasons[i].empty()) {
                imported.dataset.annotations.add(m_items[i].said);
                imported.dataset.entries.push_back(std::move(m_items[i].entry));
            } else {
                imported.skipped.push_back(m_reasons[i]);
            }
        }
        return imported;
    }

private:
    std::string problemOf(ImportItem& item) try {
        const auto picture = io::openRadiograph(item.source);
        if (!picture) return picture.error().text;
        const auto filled = m_fill(item, *picture);
        if (!filled) return filled.error().text;
        m_warnings += *filled;
        const auto shrunk = shrink(item, *picture, m_job.out);
        return shrunk ? std::string() : shrunk.error().text;
    } catch (const std::exception& failure) {
        return item.source.string() + ": " + base::reasonOf(failure);
    }

    std::vector<ImportItem> m_items;
    const FillItem& m_fill;
    const ImportJob& m_job;
    std::vector<std::string> m_reasons;  ///< empty where it went well
    std::atomic<std::size_t> m_next{0};
    std::atomic<std::size_t> m_warnings{0};
    std::mutex m_mutex;
    std::size_t m_done = 0;
};

}  // namespace

base::Outcome<Imported> runImport(std::vector<ImportItem> items, const FillItem& fill, const std::string& source,
                                  std::vector<std::string> skipped, const ImportJob& job) {
    std::error_code failed;
    std::filesystem::create_directories(job.out / "images", failed);
    if (failed)
        return base::systemError(job.out, failed.value(), base::Sentence{QT_TRANSLATE_NOOP("Error", "cannot be made")});
    Run run(std::move(items), fill, job);
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < std::max(1, job.threads); ++i) threads.emplace_back([&run] { run.work(); });
    }
    if (job.stop.stop_requested()) return base::Cancelled{};
    Imported imported = run.result(std::move(skipped));
    imported.dataset.folder = job.out;
    imported.dataset.source = source;
    if (auto written = writeIndex(imported.dataset); !written) return written.error();
    return imported;
}

}  // namespace asg::pretraining
