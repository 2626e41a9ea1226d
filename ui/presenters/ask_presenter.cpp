#include "ui/presenters/ask_presenter.h"

#include "ui/presenters/ontology_words.h"
#include "ui/presenters/warning_text.h"

#include <optional>
#include <utility>

namespace asg::presenters {
namespace {

/// What the model was not taught lights up too, somewhere, and would look like an answer.
bool pointsSomewhere(const PhraseAnswer& answer) {
    return answer.namesPlace && answer.location.score && *answer.location.score > 0;
}

QString placeWords(const analysis::PhraseLocation& location) {
    if (!location.region) return AskPresenter::tr("outside every region that was found");
    return AskPresenter::tr("to the %1").arg(regionText(*location.region));
}

QString answerWords(const PhraseAnswer& answer) {
    const auto& location = answer.location;
    if (!location.available)
        return AskPresenter::tr("This model was not trained to align phrases with pictures: no place can be given.");
    if (!location.score) return AskPresenter::tr("There are no words here that the model could look for.");
    if (!answer.namesPlace)
        return AskPresenter::tr("These words name no place that the model was taught: it would point anywhere.");
    if (!pointsSomewhere(answer)) return AskPresenter::tr("Nothing in this picture is like these words.");
    return AskPresenter::tr("The words point %1. The model only points: whether it is there, it does not judge.")
        .arg(placeWords(location));
}

}  // namespace

AskPresenter::AskPresenter(StudyPresenter& study, OverlayPresenter& overlay, QObject* parent)
    : QObject(parent), m_study(study), m_overlay(overlay) {
    connect(&m_study, &StudyPresenter::located, this, &AskPresenter::take);
    connect(&m_study, &StudyPresenter::radiographChanged, this, &AskPresenter::askStudy);
    // An answer that stands is no more shown to who reads first than a new one would be.
    connect(&m_study, &StudyPresenter::readingDistributed, this, [this](const session::ReadingStatePtr& before) {
        const auto& now = m_study.state();
        if (now && before && now->readingFirst.hidesModel != before->readingFirst.hidesModel) askStudy();
    });
    connect(&m_study, &StudyPresenter::stateChanged, this, [this] {
        if (!m_study.radiograph()) askStudy();
    });
}

void AskPresenter::ask(const QString& phrase) {
    const auto words = phrase.simplified();
    if (words == m_phrase && !m_unanswered) return;
    m_phrase = words;
    askStudy();
}

void AskPresenter::askStudy() {
    m_unanswered = false;
    if (m_phrase.isEmpty() || !m_study.radiograph()) {
        m_study.forgetPhrase();
        m_overlay.setAsked({});
        return say(m_phrase.isEmpty()                                ? QString()
                   : m_study.picturePhase() == PicturePhase::Opening ? tr("Looking, once the picture is open…")
                                                                     : tr("No picture is open: open one to ask it."));
    }
    say(tr("Looking…"));
    m_study.locate(m_phrase);
}

void AskPresenter::take(const QString& phrase, const base::Outcome<PhraseAnswer>& outcome) {
    if (phrase != m_phrase) return;
    m_unanswered = !outcome.done();
    std::optional<AskedPlace> place;
    if (outcome.done())
        if (const auto& answer = outcome.value(); pointsSomewhere(answer))
            // Bare numbers beside a finding's name would be taken for its probability.
            place = AskedPlace{tr("similarity: %1").arg(m_phrase).toStdString(), *answer.location.map,
                               answer.location.region};
    m_overlay.setAsked(std::move(place));
    say(outcome.cancelled() ? tr("Cancelled.")
        : outcome.failed()  ? errorText(outcome.error())
                            : answerWords(outcome.value()));
}

void AskPresenter::say(const QString& answer) {
    m_answer = answer;
    Q_EMIT answered();
}

}  // namespace asg::presenters
