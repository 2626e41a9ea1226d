#pragma once

#include <string>

namespace asg::session {

/// How far the opening of the picture is.
enum class PicturePhase { Empty, Opening, Open, Failed };
/// How far the latest run of the model is; Idle: none was asked for yet.
enum class ModelPhase { Idle, Running, Done, Cancelled, Failed };

/// What is being done, or how it ended; whoever shows it has the words.
enum class Doing {
    Nothing,
    Opening,
    OpeningCancelled,
    ReadingReport,
    ReportCancelled,
    WaitingForModel,
    Analysing,  ///< the model says its step itself
    AnalysisCancelled,
    AnalysisFailed
};

/// What a session does at a moment. A value; any thread.
struct Activity {
    PicturePhase picture = PicturePhase::Empty;
    ModelPhase model = ModelPhase::Idle;
    Doing doing = Doing::Nothing;
    std::string step;          ///< of the model, while it is analysing
    double progress = 0;       ///< 0..1 of what is being done
    bool readsReport = false;  ///< another report is on its way: the one that is known may soon not hold

    [[nodiscard]] bool isBusy() const {
        return picture == PicturePhase::Opening || readsReport || model == ModelPhase::Running;
    }
};

/// The same without what the model does, how far it is and how it ended. Pure.
[[nodiscard]] inline Activity withoutModel(Activity activity) {
    activity.model = ModelPhase::Idle;
    const bool isOfModel = activity.doing == Doing::WaitingForModel || activity.doing == Doing::Analysing ||
                           activity.doing == Doing::AnalysisCancelled || activity.doing == Doing::AnalysisFailed;
    if (isOfModel) activity.doing = Doing::Nothing;
    activity.step.clear();
    activity.progress = 0;
    return activity;
}

}  // namespace asg::session
