#pragma once

#include "core/jobs/worker.h"
#include "core/vision/eye_filter.h"

#include <QObject>

namespace asg::viewport {

/// The pixels that are shown of a picture, with what is done to them for the eye. That is worked out on a thread of its
/// own; until it is there the pixels before stand. GUI thread.
class FilteredPicture final : public QObject {
    Q_OBJECT
public:
    /// The latest wish counts. Another picture, and one that nothing is done to, are there at once; changed() may come
    /// within the call.
    void show(const domain::RadiographPtr& radiograph, vision::EyeFilter filter);

    /// What is shown now: null without a picture.
    [[nodiscard]] const domain::RadiographPtr& radiograph() const { return m_shown; }
    /// What was done to it.
    [[nodiscard]] vision::EyeFilter filter() const { return m_filter; }

Q_SIGNALS:
    /// radiograph() is another one.
    void changed();

private:
    void take(domain::RadiographPtr shown, vision::EyeFilter filter);

    domain::RadiographPtr m_original;
    domain::RadiographPtr m_shown;
    vision::EyeFilter m_filter;  ///< of m_shown
    vision::EyeFilter m_wanted;  ///< once it is ready
    jobs::Worker m_worker;       ///< last: it joins before the rest goes
};

}  // namespace asg::viewport
