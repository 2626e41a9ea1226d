#pragma once

#include <QMetaObject>
#include <QObject>

#include <utility>

namespace asg::presenters {

/// Runs `call` later on the thread of `context`; dropped when `context` dies before. `context` must be alive during
/// this call: a presenter's workers join before the presenter is gone.
template <typename Call>
void onGuiThread(QObject* context, Call&& call) {
    QMetaObject::invokeMethod(context, std::forward<Call>(call), Qt::QueuedConnection);
}

}  // namespace asg::presenters
