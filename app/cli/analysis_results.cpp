#include "app/cli/analysis_results.h"

#include "app/cli/console.h"

#include <iostream>
#include <string>
#include <utility>

namespace asg::cli {
namespace {

using nlohmann::ordered_json;

std::string textOf(const ordered_json& document, int indent) {
    return document.dump(indent, ' ', false, ordered_json::error_handler_t::replace);
}

/// {"id"} where the batch gave one.
ordered_json named(const nlohmann::json& id) {
    ordered_json object = ordered_json::object();
    if (!id.is_null()) object["id"] = id;
    return object;
}

}  // namespace

AnalysisResults::AnalysisResults(bool json, std::unique_ptr<LineFile> lines, std::filesystem::path out,
                                 bool countsLabels, std::size_t pictures)
    : m_json(json),
      m_lines(std::move(lines)),
      m_out(std::move(out)),
      m_countsLabels(countsLabels),
      m_pictures(pictures) {}

void AnalysisResults::add(const AnalysisJob& job, const base::Outcome<PictureResult>& result) {
    if (result.cancelled()) return;
    if (result.failed())
        addFailure({job.image.string(), result.error(), job.id});
    else
        addDone(job, result.value());
    ++m_ended;
    showProgress();
}

void AnalysisResults::addDone(const AnalysisJob& job, const PictureResult& result) {
    const auto folder = (m_out / job.folderName).string();
    for (const auto& warning : result.warnings) say(job.image.string() + ": " + domain::textOf(warning));
    m_withoutLabels += result.hasLabels ? 0 : 1;
    m_doneEarlier += result.doneEarlier ? 1 : 0;
    auto document = named(job.id);
    document["folder"] = folder;
    document.update(result.document);
    writeLine(document);
    if (m_json)
        m_analyses.push_back(std::move(document));
    else if (!m_lines || !m_lines->isStandardOutput())
        std::cout << pathForOutput(m_out / job.folderName) << '\n';
}

void AnalysisResults::addFailure(const FailedJob& failure) {
    const auto& [path, error, id] = failure;
    sayFailure(path, error);
    auto object = named(id);
    object["path"] = path;
    auto line = object;
    line["error"] = {{"code", base::errorCodeName(error.code)}, {"text", error.text}};
    writeLine(line);
    object["code"] = base::errorCodeName(error.code);
    object["text"] = error.text;
    m_failed.push_back(std::move(object));
}

void AnalysisResults::writeLine(const ordered_json& line) {
    if (m_lines) m_lines->stream() << textOf(line, -1) << '\n';
}

void AnalysisResults::showProgress() {
    const auto bar = progressBar(std::to_string(m_ended) + " of " + std::to_string(m_pictures));
    if (!bar) return;
    // What an earlier run did took no time and says nothing of the rest.
    const double computed = static_cast<double>(m_ended - m_doneEarlier);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - m_began).count();
    const double left = static_cast<double>(m_pictures - m_ended);
    bar(static_cast<double>(m_ended) / static_cast<double>(m_pictures),
        computed > 0 ? timeLeftInWords(left * seconds / computed) : std::string());
}

int AnalysisResults::finish(bool stopped) {
    clearProgressBar();
    if (m_doneEarlier > 0)
        say(std::to_string(m_doneEarlier) + " of the pictures were done already and have not changed.");
    if (m_countsLabels && m_withoutLabels > 0)
        say("--imported: there is no file for " + std::to_string(m_withoutLabels) + " of the pictures.");
    if (m_json) printJson({{"analyses", m_analyses}, {"failed", m_failed}}, 1);
    bool written = true;
    if (m_lines)
        if (const auto finished = m_lines->finish(stopped); !finished) {
            say(finished.error());
            written = false;
        }
    if (stopped) return kInterrupted;
    return m_failed.empty() && written ? kDone : kFailedOnSome;
}

}  // namespace asg::cli
