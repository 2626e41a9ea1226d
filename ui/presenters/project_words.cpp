#include "ui/presenters/project_words.h"

#include <cmath>

namespace asg::presenters {
namespace {

QString durationWords(double seconds) {
    constexpr double kMinute = 60;
    constexpr long kHourMinutes = 60;
    if (seconds < 2 * kMinute) return ProjectPresenter::tr("%1 s").arg(std::lround(seconds));
    const auto minutes = std::lround(seconds / kMinute);
    if (minutes < 2 * kHourMinutes) return ProjectPresenter::tr("%1 min").arg(minutes);
    return ProjectPresenter::tr("%1 h %2 min").arg(minutes / kHourMinutes).arg(minutes % kHourMinutes);
}

}  // namespace

QString placeWords(const ProjectPresenter& project) {
    const auto place = project.place();
    if (!place) return ProjectPresenter::tr("no place is open");
    return ProjectPresenter::tr("place %1 of %2").arg(*place + 1).arg(project.standing().places);
}

QString hereWords(const ProjectPresenter& project) {
    if (!project.place()) return {};
    const auto here = project.here();
    return ProjectPresenter::tr("%1 of %2 judged here").arg(here.judged).arg(here.questions);
}

QString standingWords(const ProjectPresenter::Standing& standing) {
    auto words = ProjectPresenter::tr("%1 of %2 in all, %3 left")
                     .arg(standing.judged)
                     .arg(standing.questions)
                     .arg(standing.left());
    if (standing.unsure > 0) words += ProjectPresenter::tr(", %1 unsure").arg(standing.unsure);
    return words;
}

QString paceWords(const ProjectPresenter::Standing& standing) {
    const auto& pace = standing.secondsPerQuestion;
    if (!pace) return {};
    constexpr double kLong = 10;
    auto each = ProjectPresenter::tr("%1 s each").arg(*pace, 0, 'f', *pace < kLong ? 1 : 0);
    if (standing.left() == 0) return each;
    return each + ProjectPresenter::tr(", about %1 left").arg(durationWords(*pace * double(standing.left())));
}

}  // namespace asg::presenters
