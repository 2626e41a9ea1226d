#pragma once

#include "ui/render/linked_views.h"
#include "ui/viewport/view_grid.h"

#include <QObject>
#include <QString>

#include <optional>
#include <vector>

namespace asg::viewport {

/// Ties the views of a grid together on demand: place and zoom, and the window of grey values, each by itself.
/// Whichever view changes, the others on the screen follow it. GUI thread.
class ViewLinks final : public QObject {
    Q_OBJECT
public:
    /// `grid` must outlive it.
    explicit ViewLinks(ViewGrid& grid);

    void linkPlaces(bool linked);
    void linkWindows(bool linked);
    [[nodiscard]] bool placesAreLinked() const { return m_places; }
    [[nodiscard]] bool windowsAreLinked() const { return m_windows; }
    /// Where the model found the lungs in a view's picture; nothing where it did not.
    void setLungs(std::size_t view, std::optional<base::Box> inImagePixels);
    /// Another picture stands in a view.
    void pictureChanged();

    /// The place of another view's picture, in its image pixels, that is the same as one of this view's; nothing where
    /// the places of both are not linked.
    [[nodiscard]] std::optional<base::Point> samePlace(std::size_t from, base::Point inImagePixels,
                                                       std::size_t to) const;

    /// What the places are compared by now; nothing where fewer than two pictures are linked.
    [[nodiscard]] std::optional<render::LinkBasis> basis() const { return m_basis; }
    /// The same for people: "linked in mm"; empty where nothing is.
    [[nodiscard]] QString words() const;

Q_SIGNALS:
    /// words() are others.
    void linked();

private:
    /// What a view showed when it was last looked at.
    struct Seen {
        std::optional<base::Box> lungs = {};
        render::ViewState state = {};
        render::LinkFrame frame = {};
        bool isIn = false;  ///< one of those that are linked
    };

    void watch(std::size_t view);
    void lookAt(std::size_t view);
    void tie();
    void tieFrames(const std::vector<std::size_t>& views);
    void lead(std::size_t leader, bool place, bool window);
    void say();
    [[nodiscard]] std::vector<std::size_t> viewsWithPictures() const;
    [[nodiscard]] render::LinkedPicture pictureIn(std::size_t view) const;

    ViewGrid& m_grid;
    std::vector<Seen> m_seen;  ///< one for each view that was ever on the screen
    std::optional<render::LinkBasis> m_basis;
    QString m_words;
    bool m_places = false;
    bool m_windows = false;
    bool m_leading = false;
};

}  // namespace asg::viewport
