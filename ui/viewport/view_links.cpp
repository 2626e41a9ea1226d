#include "ui/viewport/view_links.h"

#include <QStringList>

#include <algorithm>
#include <utility>

namespace asg::viewport {
namespace {

QString basisWords(render::LinkBasis basis) {
    switch (basis) {
        case render::LinkBasis::Millimetres: return ViewLinks::tr("linked in mm");
        case render::LinkBasis::Lungs: return ViewLinks::tr("linked by the lungs");
        case render::LinkBasis::Fraction: break;
    }
    return ViewLinks::tr("linked by share of the picture");
}

}  // namespace

ViewLinks::ViewLinks(ViewGrid& grid) : QObject(&grid), m_grid(grid) {
    for (std::size_t i = 0; i < grid.views().size(); ++i) watch(i);
    connect(&grid, &ViewGrid::viewMade, this, &ViewLinks::watch);
    connect(&grid, &ViewGrid::arranged, this, &ViewLinks::tie);
}

void ViewLinks::watch(std::size_t view) {
    m_seen.resize(std::max(m_seen.size(), view + 1));
    connect(&m_grid.view(view), &Viewport::viewStateChanged, this, [this, view] { lookAt(view); });
}

void ViewLinks::linkPlaces(bool linked) {
    m_places = linked;
    tie();
}

void ViewLinks::linkWindows(bool linked) {
    m_windows = linked;
    tie();
}

void ViewLinks::setLungs(std::size_t view, std::optional<base::Box> inImagePixels) {
    if (view >= m_seen.size() || m_seen[view].lungs == inImagePixels) return;
    m_seen[view].lungs = inImagePixels;
    // What is linked in mm stays as it lies.
    if (m_basis != render::LinkBasis::Millimetres) tie();
}

void ViewLinks::pictureChanged() {
    tie();
}

std::vector<std::size_t> ViewLinks::viewsWithPictures() const {
    std::vector<std::size_t> views;
    for (std::size_t i = 0; i < m_grid.count(); ++i)
        if (m_grid.view(i).radiograph()) views.push_back(i);
    return views;
}

render::LinkedPicture ViewLinks::pictureIn(std::size_t view) const {
    const auto& radiograph = *m_grid.view(view).radiograph();
    return {QSizeF(radiograph.columns, radiograph.rows), radiograph.spacing, m_seen[view].lungs};
}

/// Ties what stands on the screen now; the active view leads.
void ViewLinks::tie() {
    for (auto& seen : m_seen) seen.isIn = false;
    m_basis.reset();
    const auto views = viewsWithPictures();
    const bool areSeveral = views.size() > 1;
    if (areSeveral && m_places) tieFrames(views);
    if (areSeveral)
        for (const auto view : views) m_seen[view].isIn = true;
    for (std::size_t i = 0; i < m_seen.size(); ++i) m_seen[i].state = m_grid.view(i).viewState();
    if (const auto active = m_grid.activeIndex(); m_seen[active].isIn) lead(active, m_places, m_windows);
    say();
}

void ViewLinks::tieFrames(const std::vector<std::size_t>& views) {
    std::vector<render::LinkedPicture> pictures;
    std::vector<render::Framing> framings;
    for (const auto view : views) {
        pictures.push_back(pictureIn(view));
        framings.push_back(m_grid.view(view).viewState().framing);
    }
    m_basis = render::basisFor(pictures);
    const auto anchors = render::anchorsOf(pictures, framings);
    for (std::size_t i = 0; i < views.size(); ++i)
        m_seen[views[i]].frame = render::linkFrame(pictures[i], *m_basis, anchors[i]);
}

/// Told whenever a view may have changed; one that did leads the others.
void ViewLinks::lookAt(std::size_t view) {
    auto& seen = m_seen[view];
    const auto before = std::exchange(seen.state, m_grid.view(view).viewState());
    if (m_leading || !seen.isIn || view >= m_grid.count()) return;
    const bool moved = before.framing != seen.state.framing;
    const bool changedGrey =
        before.voi != seen.state.voi || before.inverted != seen.state.inverted || before.filter != seen.state.filter;
    lead(view, m_places && moved, m_windows && changedGrey);
}

void ViewLinks::lead(std::size_t leader, bool place, bool window) {
    if (!place && !window) return;
    m_leading = true;
    const auto& seen = m_seen[leader];
    const auto& from = m_grid.view(leader).radiograph();
    for (std::size_t i = 0; i < m_grid.count(); ++i) {
        const auto& to = m_grid.view(i).radiograph();
        if (i == leader || !m_seen[i].isIn || !from || !to) continue;
        auto state = m_grid.view(i).viewState();
        if (place) state.framing = render::followed(seen.frame, seen.state.framing, m_seen[i].frame, state.framing);
        if (window) {
            state.voi = render::followedVoi(*from, seen.state.voi, *to);
            state.inverted = seen.state.inverted;
            state.filter = seen.state.filter;
        }
        m_grid.view(i).showViewState(state);
    }
    m_leading = false;
}

std::optional<base::Point> ViewLinks::samePlace(std::size_t from, base::Point inImagePixels, std::size_t to) const {
    if (!m_basis || from == to || !m_seen[from].isIn || !m_seen[to].isIn) return std::nullopt;
    render::Framing there;
    there.centerInImagePixels = inImagePixels;
    return render::followed(m_seen[from].frame, there, m_seen[to].frame, {}).centerInImagePixels;
}

QString ViewLinks::words() const {
    QStringList words;
    if (m_basis) words << basisWords(*m_basis);
    const bool areSeveral = std::ranges::any_of(m_seen, &Seen::isIn);
    if (m_windows && areSeveral) words << tr("window linked");
    return words.join(QStringLiteral(" · "));
}

void ViewLinks::say() {
    const auto now = words();
    for (std::size_t i = 0; i < m_seen.size(); ++i) m_grid.view(i).setLinkWords(m_seen[i].isIn ? now : QString());
    if (std::exchange(m_words, now) != now) Q_EMIT linked();
}

}  // namespace asg::viewport
