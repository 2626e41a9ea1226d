#include "ui/widgets/correction_rows.h"

#include "ui/widgets/correction_key_filter.h"
#include "ui/widgets/panel_parts.h"
#include "ui/widgets/theme.h"

#include <QVBoxLayout>

#include <algorithm>

namespace asg::widgets {

CorrectionRows::CorrectionRows(const presenters::CorrectionPresenter& correction, CorrectionKeyFilter& keys,
                               QWidget* parent)
    : QScrollArea(parent), m_correction(correction), m_keyFilter(keys) {
    m_list = new QWidget(this);
    auto* layout = new QVBoxLayout(m_list);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_nothing = makeTeachingLabel(tr("Nothing was read from this sentence."), m_list);
    m_nothing->setContentsMargins(3 * kGrid, kGrid, 2 * kGrid, kGrid);
    layout->addWidget(m_nothing);
    m_placesRow = makeRow();
    layout->addWidget(m_placesRow);
    layout->addStretch();
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    setWidget(m_list);
}

CorrectionRow* CorrectionRows::makeRow() {
    auto* row = new CorrectionRow(m_list);
    row->setKeys(m_keys);
    connect(row, &CorrectionRow::touched, this, [this, row] {
        const auto at = std::ranges::find(m_rows, row);
        light(static_cast<std::size_t>(at - m_rows.begin()));
    });
    connect(row, &CorrectionRow::existenceChosen, this, &CorrectionRows::existenceChosen);
    connect(row, &CorrectionRow::findingAsked, this, &CorrectionRows::findingAsked);
    connect(row, &CorrectionRow::placeAsked, this, &CorrectionRows::placeAsked);
    connect(row, &CorrectionRow::sideChosen, this, &CorrectionRows::sideChosen);
    connect(row, &CorrectionRow::removeAsked, this, &CorrectionRows::removeAsked);
    m_keyFilter.watch(*row);
    return row;
}

void CorrectionRows::setKeys(const CorrectionKeys& keys) {
    m_keys = keys;
    for (auto* row : m_rows) row->setKeys(keys);
    m_placesRow->setKeys(keys);
}

void CorrectionRows::haveRows(std::size_t count) {
    auto* layout = static_cast<QVBoxLayout*>(m_list->layout());
    while (m_rows.size() > count) {
        delete m_rows.back();
        m_rows.pop_back();
    }
    while (m_rows.size() < count) {
        m_rows.push_back(makeRow());
        layout->insertWidget(static_cast<int>(m_rows.size()), m_rows.back());
        m_rows.back()->show();  // now: fitHeight() counts it
    }
}

void CorrectionRows::showReading(const domain::SentenceReading& reading, bool editable) {
    m_editable = editable;
    m_hasPlaces = !reading.places.empty();
    if (m_awaitsNew && reading.triplets.size() > m_rows.size()) {
        m_awaitsNew = false;
        m_lit = reading.triplets.size() - 1;
    }
    haveRows(reading.triplets.size());
    for (std::size_t i = 0; i < m_rows.size(); ++i) m_rows[i]->showTriplet(reading.triplets[i]);
    m_placesRow->showPlaces(reading.places);
    m_placesRow->setVisible(m_hasPlaces);
    m_nothing->setVisible(m_rows.empty() && !m_hasPlaces);
    showLit();
    fitHeight();
}

/// As high as its rows, up to a share of the window: the report above must stay readable.
void CorrectionRows::fitHeight() {
    constexpr int kSharePercent = 26;
    const int most = window()->height() * kSharePercent / 100;
    setFixedHeight(std::min(m_list->sizeHint().height(), most));
}

void CorrectionRows::startOver() {
    m_lit = 0;
    m_awaitsNew = false;
}

void CorrectionRows::step(int rows) {
    if (rows >= 0)
        light(m_lit + static_cast<std::size_t>(rows));
    else
        light(m_lit - std::min(m_lit, static_cast<std::size_t>(-rows)));
}

void CorrectionRows::light(std::size_t row) {
    m_awaitsNew = false;
    m_lit = row;
    showLit();
}

void CorrectionRows::awaitNew() {
    m_awaitsNew = true;
    showLit();
}

void CorrectionRows::showLit() {
    const std::size_t count = m_rows.size() + (m_hasPlaces ? 1 : 0);
    m_lit = count == 0 ? 0 : std::min(m_lit, count - 1);
    const bool one = m_editable && !m_awaitsNew;
    for (std::size_t i = 0; i < m_rows.size(); ++i) m_rows[i]->setState(one && i == m_lit, m_editable);
    m_placesRow->setState(onPlaces(), m_editable);
    if (count > 0 && !m_awaitsNew) ensureWidgetVisible(m_lit < m_rows.size() ? m_rows[m_lit] : m_placesRow, 0, 0);
}

std::optional<domain::SeenTriplet> CorrectionRows::litTriplet() const {
    return m_editable && !m_awaitsNew ? m_correction.triplet(m_lit) : std::nullopt;
}

bool CorrectionRows::onPlaces() const {
    return m_editable && !m_awaitsNew && m_lit == m_rows.size() && m_hasPlaces;
}

const CorrectionRow& CorrectionRows::litRow() const {
    return m_lit < m_rows.size() ? *m_rows[m_lit] : *m_placesRow;
}

}  // namespace asg::widgets
