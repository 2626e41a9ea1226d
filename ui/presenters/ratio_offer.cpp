#include "ui/presenters/ratio_offer.h"

#include "core/analysis/cardiothoracic.h"
#include "ui/presenters/measurement_words.h"

#include <QCoreApplication>

namespace asg::presenters {
namespace {

using analysis::CardiothoracicCaution;

struct RatioWords {
    Q_DECLARE_TR_FUNCTIONS(measurements)
};

/// Why nothing is offered, whatever the regions are; empty: something may be.
QString whyNot(const session::ReadingState& state, const QString& model) {
    if (state.readingFirst.hidesModel) return RatioWords::tr("The model’s word is hidden until you commit yours");
    if (state.original->model.name.empty()) return RatioWords::tr("No model has looked at this picture");
    if (!domain::isModelsKind(*state.original)) return RatioWords::tr("%1 takes this for no frontal chest").arg(model);
    if (!state.ratioError) return RatioWords::tr("How far %1’s ratio is off was not measured").arg(model);
    if (state.ratioError->within95 > analysis::kLargestProposedError)
        return RatioWords::tr("Not proposed: ±%1 in 95 %, ±%2 is asked")
            .arg(ratioNumber(state.ratioError->within95), ratioNumber(analysis::kLargestProposedError));
    return {};
}

QString cautionWords(CardiothoracicCaution caution) {
    switch (caution) {
        case CardiothoracicCaution::AnteriorPosterior: return RatioWords::tr("AP enlarges the heart");
        case CardiothoracicCaution::ViewNotSaid: return RatioWords::tr("PA or AP not said");
        case CardiothoracicCaution::Turned: return RatioWords::tr("patient turned");
        case CardiothoracicCaution::PoorInspiration: return RatioWords::tr("poor inspiration");
        case CardiothoracicCaution::Child: return RatioWords::tr("child");
    }
    return {};
}

}  // namespace

RatioOffer ratioOffer(const session::ReadingState& state) {
    const auto& analysis = *state.original;
    const auto model = QString::fromStdString(analysis.model.title());
    const auto widths = analysis::cardiothoracicWidths(analysis.regions, state.review.spacing);
    auto reason = whyNot(state, model);
    if (reason.isEmpty() && !widths) reason = RatioWords::tr("%1 does not show the heart and both lungs").arg(model);
    if (!reason.isEmpty()) return {{}, RatioWords::tr("%1. Drag the heart’s width, then the thorax’s").arg(reason)};
    domain::Measurement proposal{domain::MeasurementKind::CardiothoracicRatio,
                                 state.picture.radiograph->frame,
                                 widths->pointsInPixels,
                                 {},
                                 false};
    proposal.proposal = domain::Proposal{widths->pointsInPixels, analysis.model.title(), state.ratioError->within95};
    return {std::move(proposal), {}};
}

QStringList cautionsOf(const session::ReadingState& state, const domain::Measurement& measurement) {
    QStringList words;
    if (measurement.kind != domain::MeasurementKind::CardiothoracicRatio) return words;
    const auto cautions = analysis::cardiothoracicCautions(*state.picture.radiograph, state.original->regions);
    for (const auto caution : cautions) words << cautionWords(caution);
    return words;
}

}  // namespace asg::presenters
