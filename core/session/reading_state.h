#pragma once

#include "core/analysis/cardiothoracic.h"
#include "core/datasets/imported_study.h"
#include "core/domain/analysis.h"
#include "core/domain/radiograph.h"
#include "core/domain/second_opinion.h"
#include "core/review/log_head.h"
#include "core/review/review_state.h"
#include "core/text/change_words.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace asg::session {

/// A picture as it was opened.
struct OpenedPicture {
    domain::RadiographPtr radiograph;
    /// What other people's data sets say of it, null where they are not asked or say nothing.
    std::shared_ptr<const datasets::ImportedStudy> labels;
};

/// Whether the model's opinion waits for the reader's own.
struct ReadingFirst {
    bool byReader = false;    ///< whoever reads now reads first, whatever the study
    bool byStudy = false;     ///< the study is read first, whoever reads it
    bool hidesModel = false;  ///< nothing of the opinion is in the state, until the reader commits
    [[nodiscard]] bool holds() const { return byReader || byStudy; }
    friend bool operator==(const ReadingFirst&, const ReadingFirst&) = default;
};

/// Everything that is known of an open picture at one moment: the picture, what parser, model and labels say, what one
/// reader decided, and what follows from it. To a reader who reads first nothing of the model's opinion is known before
/// it is committed: where readingFirst.hidesModel, nothing here tells of it. It never changes once it is made, and
/// threads may share it. Where two states hold the same object, nothing has changed there: comparing pointers is
/// enough.
struct ReadingState {
    std::uint64_t version = 0;  ///< 1, 2, 3 … of one opening of the picture
    OpenedPicture picture;
    /// The word of parser, model and labels.
    std::shared_ptr<const domain::Analysis> original;
    /// The same as the reader corrected it; the same object where no correction holds. Its warnings say their source.
    std::shared_ptr<const domain::Analysis> analysis;
    /// What another model says of the picture; null where none was asked or it has not answered. Nothing else here
    /// follows from it.
    std::shared_ptr<const domain::SecondOpinion> second;
    /// How far the cardiothoracic ratio is off of the model whose regions these are; nothing where that was not
    /// measured.
    std::optional<analysis::CardiothoracicError> ratioError;
    /// Grows with each text of the report: spans and the ids of sentences hold within one of them.
    std::uint64_t reportVersion = 0;
    /// Grows with reportVersion, and with each change of what the report's sentences say.
    std::uint64_t wordsVersion = 0;
    /// What the report, as corrected, says has changed against an earlier picture; empty without one.
    std::vector<text::SpokenChange> changes;
    std::string reader;          ///< whose decisions they are; empty: nobody said it yet
    review::ReviewState review;  ///< what that reader decided, and what holds of it
    /// How far the picture's record of decisions had come, everybody's counted; nothing: none is open.
    std::optional<review::LogHead> logHead;
    ReadingFirst readingFirst;
    bool isSettled = false;  ///< the store was asked for decisions; until then `review` is not what holds
};
using ReadingStatePtr = std::shared_ptr<const ReadingState>;

/// The report of an analysis, kept alive with it; null without one.
[[nodiscard]] std::shared_ptr<const domain::Report> reportOf(const std::shared_ptr<const domain::Analysis>& analysis);

/// What a decision was given on: which report and whose decisions stood on the screen. The desk refuses it where these
/// are others by then.
struct Shown {
    std::uint64_t reportVersion = 0;
    std::string reader;
    domain::Seen seen;
};
/// What a decision on this state is given on. Pure.
[[nodiscard]] Shown shownIn(const ReadingState& state);

}  // namespace asg::session
