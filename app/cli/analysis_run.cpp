#include "app/cli/analysis_run.h"

#include "app/cli/overlay_file.h"
#include "app/cli/tag_maps.h"
#include "core/analysis/pipeline.h"
#include "core/analysis/second_reader.h"
#include "core/base/translatable.h"
#include "core/io/open_radiograph.h"
#include "core/jobs/in_order.h"
#include "core/session/analysis_document.h"
#include "core/session/read_report.h"

#include <algorithm>
#include <exception>
#include <future>
#include <new>
#include <span>
#include <string>
#include <thread>
#include <utility>

namespace asg::cli {
namespace {

using nlohmann::ordered_json;

std::vector<std::byte> bytesOf(const ordered_json& document) {
    const auto text = document.dump(1, ' ', false, ordered_json::error_handler_t::replace) + "\n";
    const auto bytes = std::as_bytes(std::span(text));
    return {bytes.begin(), bytes.end()};
}

}  // namespace

void AnalysisRun::run(const std::vector<AnalysisJob>& jobs, const Received& received, const std::stop_token& stop) {
    // Results that wait for a slow picture before them are small; so many of them are enough that none waits in vain.
    const std::size_t ahead = 16 * m_options.atATime;
    jobs::InOrder<base::Outcome<PictureResult>> order(
        jobs.size(), ahead,
        [&](std::size_t number, base::Outcome<PictureResult> result) { received(jobs[number], std::move(result)); });
    std::vector<std::jthread> carriers;
    for (std::size_t i = 0; i < std::min(m_options.atATime, jobs.size()); ++i)
        carriers.emplace_back([&] {
            while (const auto number = order.take(stop)) order.give(*number, carryGuarded(jobs[*number], stop));
        });
}

base::Outcome<PictureResult> AnalysisRun::carryGuarded(const AnalysisJob& job, const std::stop_token& stop) {
    try {
        return carry(job, stop);
    } catch (const std::bad_alloc&) {
        return base::Error{
            base::ErrorCode::OutOfMemory,
            base::Sentence{
                QT_TRANSLATE_NOOP("Error", "%1: There is not enough memory for this. A smaller --jobs needs less."),
                {job.image.string()}}};
    } catch (const std::exception& defect) {
        return base::Error{base::ErrorCode::Internal, std::string("A defect of the program: ") + defect.what()};
    }
}

base::Outcome<PictureResult> AnalysisRun::carry(const AnalysisJob& job, const std::stop_token& stop) {
    if (auto free = m_folders.mayWrite(job.folderName); !free) return free.error();
    auto record = m_record.of(job, m_labels);
    if (!record) return record.error();
    if (m_options.resume)
        if (auto earlier =
                finishedEarlier(m_folders.of(job.folderName), job.image, m_judges.model.card().sha256, *record))
            return PictureResult{std::move(*earlier), {}, !record->at("labels").is_null(), true};
    const auto opened = io::openRadiograph(job.image, 1, stop);
    if (opened.cancelled()) return base::Cancelled{};
    if (opened.failed()) return opened.error();
    const domain::Radiograph& radiograph = opened.value();
    const auto labels = m_labels.of(job.labelNames, {double(radiograph.columns), double(radiograph.rows)});
    if (!labels) return labels.error();
    session::ReportSource source;
    if (job.reportBytes) source = session::ReportText{*job.reportBytes};
    const auto report = session::readReport(
        source, study::PictureFile{job.image}, radiograph,
        {[this](std::string_view bytes) -> base::Result<domain::Report> { return m_parser.parse(bytes); }, nullptr,
         *labels},
        stop);
    if (report.cancelled()) return base::Cancelled{};
    if (report.failed()) return report.error();
    const auto outcome = analyse(radiograph, report.value(), stop);
    if (outcome.cancelled()) return base::Cancelled{};
    if (outcome.failed()) return outcome.error();
    auto [analysis, second] = outcome.value();
    if (*labels) session::overrule(analysis, **labels);
    auto document = session::analysisDocument(analysis, *labels ? &**labels : nullptr, second ? &*second : nullptr);
    document["run"] = std::move(*record);
    if (stop.stop_requested()) return base::Cancelled{};
    auto written = write(job, radiograph, analysis, std::move(document));
    if (!written) return written.error();
    written->hasLabels = labels->has_value();
    return std::move(*written);
}

base::Outcome<AnalysisRun::Judged> AnalysisRun::analyse(const domain::Radiograph& radiograph,
                                                        std::optional<domain::Report> report,
                                                        const std::stop_token& stop) {
    const auto input = vision::makeModelInput(radiograph, m_judges.model.card().input);
    std::promise<base::Outcome<Judged>> ended;
    m_network.enqueue(jobs::Job<Judged>{
        .work = [&](const std::stop_token&, const base::Progress&) -> base::Outcome<Judged> {
            auto picture = analysis::encodePrepared(input, m_judges.model, stop, {});
            if (picture.cancelled()) return base::Cancelled{};
            if (picture.failed()) return picture.error();
            auto analysed = analysis::analyse(radiograph, picture.value(), std::move(report), m_judges.model, stop);
            if (analysed.cancelled()) return base::Cancelled{};
            if (analysed.failed()) return analysed.error();
            Judged judged{std::move(analysed).value()};
            // Of what is no frontal chest X-ray no model's word is shown.
            if (m_judges.second == nullptr || !domain::isModelsKind(judged.analysis)) return judged;
            auto second = analysis::secondOpinionOn(radiograph, *m_judges.second, stop);
            if (second.cancelled()) return base::Cancelled{};
            if (second.failed()) return second.error();
            judged.second = std::move(second).value();
            return judged;
        },
        .finished = [&](jobs::RequestId, base::Outcome<Judged> outcome) { ended.set_value(std::move(outcome)); }});
    return ended.get_future().get();
}

base::Result<PictureResult> AnalysisRun::write(const AnalysisJob& job, const domain::Radiograph& radiograph,
                                               const domain::Analysis& analysis, ordered_json document) {
    std::vector<ResultFile> files;
    if (m_options.overlay) {
        auto overlay = drawOverlay(radiograph, analysis);
        if (!overlay) return overlay.error();
        files.push_back({kOverlayFile, std::move(*overlay)});
    }
    if (m_options.maps) {
        auto maps = tagMapsOf(analysis);
        if (!maps) return maps.error();
        document["maps"] = std::move(maps->list);
        for (auto& file : maps->files) files.push_back(std::move(file));
    }
    files.push_back({kAnalysisFile, bytesOf(document)});
    if (auto written = m_folders.write(job.folderName, files); !written) return written.error();
    return PictureResult{std::move(document), analysis.warnings};
}

}  // namespace asg::cli
