#pragma once

#include "core/jobs/worker.h"
#include "core/vision/eye_filter.h"

#include <QObject>

#include <functional>

namespace asg::viewport {

/// The pixels that are shown of a picture, with what is done to them for the eye. That is worked out on a thread of its
/// own; until it is there the pixels before stand. GUI thread.
class FilteredPicture final : public QObject {
    Q_OBJECT
public:
    using Filtering = std::function<base::Outcome<domain::RadiographPtr>(const domain::Radiograph&, vision::EyeFilter,
                                                                         const std::stop_token&)>;
    explicit FilteredPicture(Filtering filtering = vision::filteredForTheEye) : m_filtering(std::move(filtering)) {}

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
    /// The latest wish cannot be fulfilled; what was shown before stays, and is what is wished now.
    void failed(const asg::base::Error& why);

private:
    void finish(const base::Outcome<domain::RadiographPtr>& outcome, vision::EyeFilter filter);
    void take(domain::RadiographPtr shown, vision::EyeFilter filter);

    Filtering m_filtering;
    domain::RadiographPtr m_original;
    domain::RadiographPtr m_shown;
    vision::EyeFilter m_filter;  ///< of m_shown
    vision::EyeFilter m_wanted;  ///< once it is ready
    jobs::Worker m_worker;       ///< last: it joins before the rest goes
};

}  // namespace asg::viewport
