#pragma once

#include "core/vision/display_lut.h"
#include "core/vision/eye_filter.h"
#include "ui/presenters/workspace.h"
#include "ui/render/overlay_scene.h"
#include "ui/render/view_state.h"

#include <QObject>
#include <QString>

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace asg::viewport {
class ViewGrid;
class ViewLinks;
}  // namespace asg::viewport

namespace asg::widgets {

/// Joins the views of the window with the pictures that stand in them: what each shows, which one is active, what is
/// dropped on it, and, in the active one, overlay and selection. Holds no state of a picture. GUI thread.
class ViewBoard final : public QObject {
    Q_OBJECT
public:
    /// Both must outlive it.
    ViewBoard(presenters::Workspace& workspace, viewport::ViewGrid& grid);

    [[nodiscard]] viewport::ViewLinks& links() { return *m_links; }

    /// How the picture of the active view is shown: its grey, what is done to it for the eye, and all that is drawn
    /// over it.
    struct Look {
        vision::VoiChoice voi;
        vision::EyeFilter filter;
        render::OverlayScene scene;
    };
    [[nodiscard]] Look activeLook() const;

    /// How many views there were when the last window was closed.
    void restore();
    void remember() const;

private:
    void wire(std::size_t view);
    void wireSelection(std::size_t view);
    void showPicture(std::size_t view);
    void showNames();
    void showOverlay();
    void describe(std::size_t view);
    void showMeasurements(std::size_t view);
    [[nodiscard]] render::OverlayScene sceneOf(std::size_t view) const;
    void arrange();
    [[nodiscard]] QString nameOf(const presenters::OpenPicture& picture) const;
    [[nodiscard]] bool remembersLooks() const;

    presenters::Workspace& m_workspace;
    viewport::ViewGrid& m_grid;
    viewport::ViewLinks* m_links;
    presenters::Selection m_beforeClick;  ///< what was kept before the latest click
    render::OverlayScene m_scene;  ///< of the active view, without measurements: these change as the pointer moves
    std::map<std::pair<std::string, int>, render::ViewState> m_seen;  ///< how pictures and frames were left
    std::vector<domain::RadiographPtr> m_shown;                       ///< in each view that was ever on the screen
};

}  // namespace asg::widgets
