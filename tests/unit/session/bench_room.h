#pragma once

#include "core/base/resources.h"
#include "core/io/image_writer.h"
#include "core/review/folder_review_store.h"
#include "core/session/picture_session.h"
#include "core/text/report_parser.h"
#include "tests/support/fake_backend.h"

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace asg::tests {

/// What runs a session's calls in these tests: a queue that the test's own thread empties.
class Pump {
public:
    [[nodiscard]] session::PictureSession::Post post() {
        return [queue = m_queue](std::function<void()> call) {
            const std::lock_guard lock(queue->mutex);
            queue->calls.push_back(std::move(call));
            queue->wake.notify_all();
        };
    }

    /// Runs what comes until it holds; false after that time.
    [[nodiscard]] bool until(const std::function<bool()>& holds,
                             std::chrono::milliseconds patience = std::chrono::seconds(20)) {
        const auto end = std::chrono::steady_clock::now() + patience;
        while (!holds()) {
            std::unique_lock lock(m_queue->mutex);
            if (!m_queue->wake.wait_until(lock, end, [this] { return !m_queue->calls.empty(); })) return false;
            const auto call = std::move(m_queue->calls.front());
            m_queue->calls.pop_front();
            lock.unlock();
            call();
        }
        return true;
    }

private:
    /// Outlives the pump: what a workplace still does may come after it.
    struct Queue {
        std::mutex mutex;
        std::condition_variable wake;
        std::deque<std::function<void()>> calls;
    };
    std::shared_ptr<Queue> m_queue = std::make_shared<Queue>();
};

inline const text::ReportParser& parser() {
    static const auto kParser = text::ReportParser::load(base::resourceFolder() / "ontology");
    return kParser.value();
}

/// The real parser, a fake model, a store in a folder.
inline session::Services servicesOn(const std::filesystem::path& store) {
    return {.parseReport = [](std::string_view bytes) -> base::Result<domain::Report> { return parser().parse(bytes); },
            .loadModel = []() -> base::Result<std::unique_ptr<analysis::Backend>> {
                analysis::EncodedPicture said;
                said.regions = {{*domain::regionFromName("cardiac silhouette"), 0.9F, 0.5F, {90, 100, 150, 160}}};
                return std::unique_ptr<analysis::Backend>(std::make_unique<FakeBackend>(said));
            },
            .store = std::make_shared<const review::FolderReviewStore>(store),
            .loadFindings = {},
            .namesTaughtPlace = [](std::string_view) -> base::Result<bool> { return true; }};
}

/// A grey picture of 240 × 300 as the bytes of a PNG file that differ by `grey`.
inline study::PictureSource pictureInMemory(const std::filesystem::path& folder, std::uint8_t grey) {
    const auto path = folder / ("grey" + std::to_string(grey) + ".png");
    if (!io::writePng(path, std::vector<std::uint8_t>(300 * 240, grey), 300, 240).ok()) std::abort();
    return study::PictureBytes{path.filename().string(),
                               std::make_shared<const std::string>(base::readFile(path, 1U << 20U).value())};
}

/// One session and all that it told.
class BenchRoom {
public:
    BenchRoom(std::shared_ptr<session::Workplace> workplace, study::PictureSource picture, session::ReportSource report,
              std::string reader = "tester")
        : m_session(std::make_unique<session::PictureSession>(
              std::move(workplace),
              session::PictureSession::Request{std::move(picture), 1, std::move(report), std::move(reader), false,
                                               "grey90"},
              pump.post(),
              session::SessionEvents{[this](const session::ReadingStatePtr& state) { states.push_back(state); },
                                     [this](const session::Activity& activity) { activities.push_back(activity); },
                                     [this](const std::string&, const base::Outcome<session::PhraseAnswer>& outcome) {
                                         located.push_back(outcome);
                                     },
                                     [this](const std::filesystem::path& path) { exported.push_back(path); },
                                     [this](const base::Error& error) { failures.push_back(error); }})) {}

    [[nodiscard]] session::PictureSession& session() { return *m_session; }
    void end() { m_session.reset(); }
    [[nodiscard]] bool waitForModel() {
        return pump.until([this] { return m_session->activity().model == session::ModelPhase::Done; });
    }
    /// The state that would be on the screen.
    [[nodiscard]] const session::ReadingState& now() const { return *states.back(); }

    Pump pump;
    std::vector<session::ReadingStatePtr> states;
    std::vector<session::Activity> activities;
    std::vector<base::Outcome<session::PhraseAnswer>> located;
    std::vector<std::filesystem::path> exported;
    std::vector<base::Error> failures;

private:
    std::unique_ptr<session::PictureSession> m_session;
};

}  // namespace asg::tests
