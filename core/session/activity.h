#pragma once

#include <string>

namespace asg::session {

enum class PicturePhase { Empty, Opening, Open, Failed };
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

/// What a session does at a moment.
struct Activity {
    PicturePhase picture = PicturePhase::Empty;
    ModelPhase model = ModelPhase::Idle;
    Doing doing = Doing::Nothing;
    std::string step;          ///< of the model, while it is analysing
    double progress = 0;       ///< 0..1 of what is being done
    bool readsReport = false;  ///< what is known of the report may be another one's in a moment

    [[nodiscard]] bool isBusy() const {
        return picture == PicturePhase::Opening || readsReport || model == ModelPhase::Running;
    }
};

}  // namespace asg::session
