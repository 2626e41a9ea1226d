#include "core/session/picture_session.h"

#include <algorithm>
#include <utility>

// What a reader decides at an open picture: each is a step at its desk.

namespace asg::session {
namespace {

/// The link that a sentence of it is judged on; null where the report does not have it.
const domain::Link* linkOf(const ReadingState& shown, domain::LinkedSentence judged) {
    if (!shown.review.report) return nullptr;
    const auto& links = shown.review.report->links;
    const auto found = std::ranges::find(links, judged.link, &domain::Link::id);
    if (found == links.end() || std::ranges::find(found->sentences, judged.sentence) == found->sentences.end())
        return nullptr;
    return &*found;
}

}  // namespace

void PictureSession::decide(const ReadingState& shown, domain::LinkedSentence judged, domain::LinkJudgement judgement) {
    const auto* link = linkOf(shown, judged);
    if (link == nullptr) return;
    step([link = *link, sentence = judged.sentence, judgement = std::move(judgement),
          on = shownIn(shown)](ReadingDesk& desk) { return desk.decide(link, sentence, judgement, on); });
}

void PictureSession::drawBox(const ReadingState& shown, domain::RegionId region, std::optional<base::Box> box) {
    step([region, box, on = shownIn(shown)](ReadingDesk& desk) { return desk.drawBox(region, box, on); });
}

void PictureSession::judgeBox(const ReadingState& shown, domain::RegionId region, bool fits) {
    const auto* box = domain::findRegion(*shown.original, region);
    if (box == nullptr) return;
    step([judged = *box, fits, on = shownIn(shown)](ReadingDesk& desk) { return desk.judge(judged, fits, on); });
}

void PictureSession::judgeChange(const ReadingState& shown, const text::SpokenChange& change,
                                 const std::string& priorSha256, bool holds) {
    step([change, priorSha256, holds, on = shownIn(shown)](ReadingDesk& desk) {
        return desk.judge(change, priorSha256, holds, on);
    });
}

void PictureSession::measure(const ReadingState& shown, domain::MeasurementChange change) {
    step([change = std::move(change), on = shownIn(shown)](ReadingDesk& desk) { return desk.measure(change, on); });
}

void PictureSession::correct(const ReadingState& shown, domain::SentenceId sentence, ReadingEdit edit) {
    step([sentence, edit = std::move(edit), on = shownIn(shown)](ReadingDesk& desk) {
        return desk.correct(sentence, edit, on);
    });
}

void PictureSession::correct(const ReadingState& shown, const domain::SeenTriplet& triplet, TripletEdit edit) {
    step([triplet, edit = std::move(edit), on = shownIn(shown)](ReadingDesk& desk) {
        return desk.correct(triplet, edit, on);
    });
}

void PictureSession::restore(const ReadingState& shown, domain::SentenceId sentence) {
    step([sentence, on = shownIn(shown)](ReadingDesk& desk) { return desk.restore(sentence, on); });
}

void PictureSession::state(const ReadingState& shown, domain::StatementChange change) {
    step([change = std::move(change), on = shownIn(shown)](ReadingDesk& desk) { return desk.state(change, on); });
}

void PictureSession::mark(const ReadingState& shown, domain::KeyMark mark) {
    step([mark, on = shownIn(shown)](ReadingDesk& desk) { return desk.mark(mark, on); });
}

void PictureSession::commit(const ReadingState& shown) {
    step([on = shownIn(shown)](ReadingDesk& desk) { return desk.commit(on); });
}

void PictureSession::undo(const ReadingState& shown) {
    step([on = shownIn(shown)](ReadingDesk& desk) { return desk.undo(on); });
}

void PictureSession::redo(const ReadingState& shown) {
    step([on = shownIn(shown)](ReadingDesk& desk) { return desk.redo(on); });
}

void PictureSession::setReader(std::string reader) {
    m_reader = std::move(reader);
    m_showsOthers = false;
    step([name = m_reader](ReadingDesk& desk) { return desk.setReader(name); });
}

void PictureSession::showOthers(bool shown) {
    m_showsOthers = shown;
    step([shown](ReadingDesk& desk) { return desk.showOthers(shown); });
}

void PictureSession::readFirst(ReadFirstBy by, bool on) {
    step([by, on](ReadingDesk& desk) { return desk.readFirst(by, on); });
}

void PictureSession::lookAtReadFirst() {
    step([](ReadingDesk& desk) { return desk.lookAtReadFirst(); });
}

}  // namespace asg::session
