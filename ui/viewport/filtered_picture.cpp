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
        [radiograph, filter](const std::stop_token& stop, const base::Progress&) {
            return vision::filteredForTheEye(*radiograph, filter, stop);
        },
        [this, radiograph, filter](jobs::RequestId, base::Outcome<domain::RadiographPtr> outcome) {
            QMetaObject::invokeMethod(
                this,
                [this, radiograph, filter, outcome = std::move(outcome)] {
                    if (outcome.done() && radiograph == m_original && filter == m_wanted) take(outcome.value(), filter);
                },
                Qt::QueuedConnection);
        }});
}

void FilteredPicture::take(domain::RadiographPtr shown, vision::EyeFilter filter) {
    if (shown == m_shown) return;
    m_shown = std::move(shown);
    m_filter = filter;
    Q_EMIT changed();
}

}  // namespace asg::viewport
