#pragma once

#include "ui/presenters/correction_presenter.h"
#include "ui/widgets/correction_row.h"

#include <QScrollArea>

#include <optional>
#include <vector>

namespace asg::widgets {

class CorrectionKeyFilter;
class PlainLabel;

/// What a sentence says, one row for each thing, and which of them the keys are for: the lit one. Scrolls where they
/// are many. GUI thread.
class CorrectionRows final : public QScrollArea {
    Q_OBJECT
public:
    /// `correction` and `keys` must outlive it.
    CorrectionRows(const presenters::CorrectionPresenter& correction, CorrectionKeyFilter& keys, QWidget* parent);

    /// The keys that the rows' tips name.
    void setKeys(const CorrectionKeys& keys);
    /// Not editable: what the parser said, to be read.
    void showReading(const domain::SentenceReading& reading, bool editable);
    /// Another sentence: the first row is lit.
    void startOver();
    void step(int rows);
    /// A finding was added and is not on the disk yet: nothing is lit until it is.
    void awaitNew();

    /// What the keys are for: a triplet, the places without a finding, or none of them.
    [[nodiscard]] std::optional<domain::SeenTriplet> litTriplet() const;
    [[nodiscard]] bool onPlaces() const;
    /// The row that shows it; only where one of the two is so.
    [[nodiscard]] const CorrectionRow& litRow() const;

Q_SIGNALS:
    /// From the lit row.
    void existenceChosen(asg::domain::Existence existence);
    void findingAsked();
    void placeAsked();
    void sideChosen(std::optional<asg::domain::Side> side);
    void removeAsked();

private:
    CorrectionRow* makeRow();
    void haveRows(std::size_t count);
    void light(std::size_t row);
    void showLit();
    void fitHeight();

    const presenters::CorrectionPresenter& m_correction;
    CorrectionKeyFilter& m_keyFilter;
    CorrectionKeys m_keys;
    QWidget* m_list = nullptr;
    PlainLabel* m_nothing = nullptr;
    std::vector<CorrectionRow*> m_rows;  ///< one for each triplet
    CorrectionRow* m_placesRow = nullptr;
    bool m_hasPlaces = false;
    bool m_editable = true;
    std::size_t m_lit = 0;
    bool m_awaitsNew = false;
};

}  // namespace asg::widgets
