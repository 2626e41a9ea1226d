#include "core/analysis/second_reader.h"

#include <algorithm>
#include <chrono>

namespace asg::analysis {

base::Outcome<domain::SecondOpinion> secondOpinionOn(const domain::Radiograph& radiograph, Classifier& classifier,
                                                     std::stop_token stop) {
    const auto started = std::chrono::steady_clock::now();
    auto read = classifier.score(vision::makeModelInput(radiograph, classifier.card().input), std::move(stop));
    if (!read.done()) return read;
    auto opinion = std::move(read).value();
    opinion.model.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    return opinion;
}

base::Result<void> SecondReader::load(const std::filesystem::path& folder) {
    if (m_classifier && m_folder == folder) return {};
    m_classifier.reset();
    m_opinions.clear();
    m_folder = folder;
    auto fresh = m_load(folder);
    if (!fresh) return fresh.error();
    m_classifier = std::move(*fresh);
    return {};
}

base::Outcome<domain::SecondOpinion> SecondReader::read(const domain::Radiograph& radiograph,
                                                        const std::filesystem::path& folder, std::stop_token stop) {
    if (auto loaded = load(folder); !loaded) return loaded.error();
    if (stop.stop_requested()) return base::Cancelled{};
    const auto known = std::ranges::find_if(m_opinions, [&](const Remembered& one) {
        return one.sha256 == radiograph.sha256 && one.frame == radiograph.frame;
    });
    if (known != m_opinions.end()) return known->opinion;
    auto opinion = secondOpinionOn(radiograph, *m_classifier, std::move(stop));
    if (!opinion.done()) return opinion;
    m_opinions.push_front({radiograph.sha256, radiograph.frame, opinion.value()});
    if (m_opinions.size() > kRemembered) m_opinions.pop_back();
    return opinion;
}

}  // namespace asg::analysis
