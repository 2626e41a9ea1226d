#pragma once

#include "ui/presenters/selection.h"

#include <QObject>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace asg::presenters {

/// The one selection of the window. Hovering previews, choosing keeps, clear() forgets both, the steps walk. Nothing
/// else on the screen holds a selection of its own. What is kept is one sentence of one link and nothing beside it
/// wherever the chosen thing has one, so that a verdict judges just what is shown as chosen; a preview shows all that
/// belongs together. GUI thread; every call is a look-up, nothing waits.
class SelectionPresenter final : public QObject {
    Q_OBJECT
public:
    explicit SelectionPresenter(QObject* parent = nullptr);

    /// Another analysis, null without a picture. The kept selection stays while the picture's report is the same text,
    /// which has one number, and is forgotten otherwise.
    void setAnalysis(std::shared_ptr<const domain::Analysis> analysis, std::uint64_t reportVersion = 0);
    /// Whether what is kept is narrowed to one link. Not while a sentence is corrected: then all of it is shown.
    void setJudging(bool judging);
    /// The order in which stepTag() walks: that of the findings list as it is shown.
    void setTagOrder(std::vector<domain::TagId> tags);

    /// What is shown now: the preview while there is one, else what was kept.
    [[nodiscard]] const Selection& current() const { return m_preview ? *m_preview : m_kept; }
    [[nodiscard]] const Selection& kept() const { return m_kept; }

    /// Shows a seed for as long as the pointer rests on it; nothing ends the preview.
    void preview(const std::optional<SelectionSeed>& seed);
    /// Keeps the first link of a seed, or the next one where the seed is kept already; what belongs to it where it has
    /// no link. Nothing, or what the analysis does not know, clears.
    void keep(const std::optional<SelectionSeed>& seed);
    void clear();
    /// Keeps what kept() was before something that turned out to mean something else; not told as chosen().
    void keepAgain(const Selection& before);

    /// The next (+1) or previous (-1) one, round and round; coming from another kind of thing, the first that belongs
    /// to the kept selection. Nothing happens where there is none.
    /// Walks findings and impression, or all sentences where there is neither.
    void stepSentence(int step);
    void stepRegion(int step);
    void stepTag(int step);
    void stepLink(int step);

    /// Which of the seed's links is kept, from 1, and of how many; 0 of 0 without one.
    struct Place {
        std::size_t number = 0;
        std::size_t count = 0;
    };
    [[nodiscard]] Place placeAmongLinks() const;

Q_SIGNALS:
    void currentChanged();
    /// keep() or a step chose something, perhaps what was chosen before. Another analysis never chooses.
    void chosen();

private:
    void replaceKept(Selection selection);
    [[nodiscard]] Selection narrowed(const SelectionSeed& seed,
                                     const std::optional<domain::LinkedSentence>& wanted) const;
    template <typename Id>
    void stepThrough(const std::vector<Id>& ids, const std::set<Id>& belonging, int step);

    std::shared_ptr<const domain::Analysis> m_analysis;
    std::uint64_t m_reportVersion = 0;
    std::vector<domain::TagId> m_tagOrder;
    Selection m_kept;
    std::optional<Selection> m_preview;
    bool m_judging = true;
};

}  // namespace asg::presenters
