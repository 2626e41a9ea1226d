#include "ui/viewport/filtered_picture.h"

#include <QMetaObject>

#include <utility>

namespace asg::viewport {

void FilteredPicture::show(const domain::RadiographPtr& radiograph, vision::EyeFilter filter) {
    const bool isOther = std::exchange(m_original, radiograph) != radiograph;
    if (!isOther && filter == m_wanted) return;
    m_wanted = filter;
    m_worker.cancelAll();
    if (isOther || !filter.doesAnything()) take(radiograph, {});
    if (!radiograph || !filter.doesAnything()) return;
    m_worker.supersede(jobs::Job<domain::RadiographPtr>{
        [work = m_filtering, radiograph, filter](const std::stop_token& stop, const base::Progress&) {
            return work(*radiograph, filter, stop);
        },
        [this, radiograph, filter](jobs::RequestId, base::Outcome<domain::RadiographPtr> outcome) {
            QMetaObject::invokeMethod(
                this,
                [this, radiograph, filter, outcome = std::move(outcome)] {
                    if (radiograph == m_original && filter == m_wanted) finish(outcome, filter);
                },
                Qt::QueuedConnection);
        }});
}

void FilteredPicture::finish(const base::Outcome<domain::RadiographPtr>& outcome, vision::EyeFilter filter) {
    if (outcome.done()) take(outcome.value(), filter);
    if (!outcome.failed()) return;
    m_wanted = m_filter;
    Q_EMIT failed(outcome.error());
}

void FilteredPicture::take(domain::RadiographPtr shown, vision::EyeFilter filter) {
    if (shown == m_shown) return;
    m_shown = std::move(shown);
    m_filter = filter;
    Q_EMIT changed();
}

}  // namespace asg::viewport
