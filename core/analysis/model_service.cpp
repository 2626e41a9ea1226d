#include "core/analysis/model_service.h"

#include "core/analysis/pipeline.h"
#include "core/base/translatable.h"

#include <algorithm>
#include <utility>

namespace asg::analysis {

base::Result<Backend*> ModelService::loaded(const base::Progress& progress) {
    if (!m_backend) {
        if (progress) progress(0, QT_TRANSLATE_NOOP("Step", "Loading the model"));
        auto fresh = m_load();
        if (!fresh) return fresh.error();
        m_backend = std::move(*fresh);
    }
    return m_backend.get();
}

base::Outcome<std::shared_ptr<const EncodedPicture>> ModelService::encoded(const domain::Radiograph& radiograph,
                                                                           const std::stop_token& stop,
                                                                           const base::Progress& progress) {
    const Key key{radiograph.sha256, radiograph.frame};
    const auto known = std::ranges::find(m_pictures, key, &Remembered::key);
    if (known != m_pictures.end()) {
        m_pictures.splice(m_pictures.begin(), m_pictures, known);
        return m_pictures.front().picture;
    }
    auto fresh = encode(radiograph, *m_backend, stop, progress);
    if (fresh.cancelled()) return base::Cancelled{};
    if (fresh.failed()) return fresh.error();
    m_pictures.push_front({key, std::make_shared<const EncodedPicture>(std::move(fresh).value())});
    if (m_pictures.size() > kRemembered) m_pictures.pop_back();
    return m_pictures.front().picture;
}

base::Outcome<domain::Analysis> ModelService::analyse(const domain::Radiograph& radiograph,
                                                      std::optional<domain::Report> report, std::stop_token stop,
                                                      const base::Progress& progress) {
    const auto backend = loaded(progress);
    if (!backend) return backend.error();
    if (stop.stop_requested()) return base::Cancelled{};
    const auto picture = encoded(radiograph, stop, progress);
    if (picture.cancelled()) return base::Cancelled{};
    if (picture.failed()) return picture.error();
    if (progress) progress(0.95, QT_TRANSLATE_NOOP("Step", "The model compares words and places"));
    return analysis::analyse(radiograph, *picture.value(), std::move(report), **backend, std::move(stop));
}

base::Outcome<PhraseLocation> ModelService::locate(const domain::Radiograph& radiograph, const std::string& phrase,
                                                   std::stop_token stop, const base::Progress& progress) {
    const auto backend = loaded(progress);
    if (!backend) return backend.error();
    if (stop.stop_requested()) return base::Cancelled{};
    if (!(*backend)->card().hasAlignment) return PhraseLocation{};
    const auto picture = encoded(radiograph, stop, progress);
    if (picture.cancelled()) return base::Cancelled{};
    if (picture.failed()) return picture.error();
    return analysis::locate(*picture.value(), phrase, **backend, std::move(stop));
}

}  // namespace asg::analysis
