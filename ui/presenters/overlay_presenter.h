#pragma once

#include "core/domain/analysis.h"
#include "ui/presenters/finding_names.h"
#include "ui/presenters/selection.h"
#include "ui/render/overlay_scene.h"

#include <QObject>

#include <map>
#include <memory>
#include <optional>
#include <string>

namespace asg::presenters {

enum class OverlayMode { Off, Selection, All };

/// Where the words of a question point; drawn instead of the selection while it stands.
struct AskedPlace {
    std::string legend;  ///< what the map shows
    domain::HeatMap map;
    std::optional<domain::RegionId> region;
};

/// The box that the reader has in hand.
struct BoxInHand {
    domain::RegionId region;
    std::optional<base::Box> boxInImagePixels;  ///< nothing: none is drawn yet
    friend bool operator==(const BoxInHand&, const BoxInHand&) = default;
};

/// What is drawn over the picture: analysis + selection + mode, or the place that was asked for → scene. GUI thread.
class OverlayPresenter final : public QObject {
    Q_OBJECT
public:
    explicit OverlayPresenter(QObject* parent = nullptr) : QObject(parent) {}

    /// `hidesModel`: what a model says waits until the reader has committed.
    void setAnalysis(std::shared_ptr<const domain::Analysis> analysis, bool hidesModel = false);
    void setNames(FindingNames names);
    /// The boxes that were judged, and whether they fit: their names carry a sign.
    void setBoxVerdicts(std::map<domain::RegionId, bool> verdicts);
    /// Drawn in place of the region's box, whatever the mode; nothing: none is in hand.
    void setBoxInHand(std::optional<BoxInHand> box);
    /// What is looked at now, perhaps only under the pointer, and what is chosen.
    void setSelection(const Selection& shown, const Selection& chosen);
    void setMode(OverlayMode mode);
    /// The place that was asked for; nothing gives the selection back.
    void setAsked(std::optional<AskedPlace> asked);
    /// The heat map of the selected tag, where the model has one.
    void setHeatMapShown(bool shown);

    [[nodiscard]] OverlayMode mode() const { return m_mode; }
    /// An asked place is drawn, and the selection is not.
    [[nodiscard]] bool showsAnswer() const { return m_asked.has_value(); }
    [[nodiscard]] bool heatMapShown() const { return m_heatMapShown; }
    [[nodiscard]] render::OverlayScene scene() const;

Q_SIGNALS:
    void sceneChanged();
    void modeChanged();

private:
    void markBoxes(render::OverlayScene& scene) const;
    void putInHand(render::OverlayScene& scene) const;

    std::shared_ptr<const domain::Analysis> m_analysis;
    FindingNames m_names;
    std::map<domain::RegionId, bool> m_boxVerdicts;
    std::optional<BoxInHand> m_inHand;
    Selection m_shown;
    Selection m_chosen;
    std::optional<AskedPlace> m_asked;
    OverlayMode m_mode = OverlayMode::Selection;
    bool m_heatMapShown = false;
    bool m_hidesModel = false;
};

/// Off draws nothing; Selection the regions that are shown or chosen; All every region, thin and coloured by its kind,
/// beneath them. What is only looked at is never filled. The map is that of the shown tag; where there is none, the
/// scene says so. The rim that the model did not see belongs to any overlay but Off, once a model has run. Pure.
[[nodiscard]] render::OverlayScene makeOverlayScene(const domain::Analysis& analysis, const Selection& shown,
                                                    const Selection& chosen, OverlayMode mode, bool heatMap,
                                                    const FindingNames& names = {});
/// The phrase's map and the region that it points into, where the analysis has it. Pure.
[[nodiscard]] render::OverlayScene makeAskedScene(const domain::Analysis& analysis, const AskedPlace& asked);

}  // namespace asg::presenters
