#include "ui/presenters/measurement_table.h"

#include "ui/presenters/measurement_words.h"
#include "ui/presenters/ratio_offer.h"

#include <QStringList>

#include <algorithm>

namespace asg::presenters {

MeasurementTable::MeasurementTable(MeasurementsPresenter& measurements, QObject* parent)
    : QAbstractTableModel(parent), m_measurements(measurements) {
    connect(&measurements, &MeasurementsPresenter::changed, this, &MeasurementTable::take);
    take();
}

/// Rows that stay are told of as such: a name that is being typed stays open.
void MeasurementTable::take() {
    const auto sameRows = std::ranges::equal(m_rows, m_measurements.items(), {}, &MeasurementsPresenter::Item::id,
                                             &MeasurementsPresenter::Item::id);
    if (!sameRows) beginResetModel();
    m_rows = m_measurements.items();
    m_spacing = m_measurements.spacing();
    if (!sameRows) return endResetModel();
    if (!m_rows.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

std::optional<std::uint64_t> MeasurementTable::idAt(int row) const {
    if (row < 0 || row >= rowCount() || m_rows[std::size_t(row)].id == 0) return std::nullopt;
    return m_rows[std::size_t(row)].id;
}

std::optional<int> MeasurementTable::chosenRow() const {
    const auto found = std::ranges::find(m_rows, m_measurements.chosen().value_or(0), &MeasurementsPresenter::Item::id);
    if (!m_measurements.chosen() || found == m_rows.end()) return std::nullopt;
    return static_cast<int>(found - m_rows.begin());
}

int MeasurementTable::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int MeasurementTable::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant MeasurementTable::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) return {};
    const auto& row = m_rows[std::size_t(index.row())];
    if (role == Qt::ToolTipRole) return tipOf(row);
    return index.column() == NameColumn ? nameOf(row.content, role) : valueOf(row, role);
}

QVariant MeasurementTable::nameOf(const domain::Measurement& content, int role) const {
    const auto name = QString::fromStdString(content.name);
    switch (role) {
        case Qt::DisplayRole: return name.isEmpty() ? kindWords(content.kind) : name;
        case Qt::EditRole: return name;
        case Qt::CheckStateRole: return int(content.hidden ? Qt::Unchecked : Qt::Checked);
        default: return {};
    }
}

QVariant MeasurementTable::valueOf(const MeasurementsPresenter::Item& row, int role) const {
    return role == Qt::DisplayRole ? valueWords({row.content, m_spacing, row.statistics}) : QVariant();
}

QString MeasurementTable::tipOf(const MeasurementsPresenter::Item& row) const {
    QStringList lines{nameOf(row.content, Qt::DisplayRole).toString()};
    if (!row.content.name.empty()) lines << kindWords(row.content.kind);
    const auto& state = m_measurements.study().state();
    lines << labelWords(
                 {row.content, m_spacing, row.statistics, state ? cautionsOf(*state, row.content) : QStringList()})
          << spacingWords(m_spacing);
    return lines.join(QLatin1Char('\n'));
}

Qt::ItemFlags MeasurementTable::flags(const QModelIndex& index) const {
    if (!idAt(index.row())) return Qt::ItemIsEnabled;
    const Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    return index.column() == NameColumn ? flags | Qt::ItemIsEditable | Qt::ItemIsUserCheckable : flags;
}

bool MeasurementTable::setData(const QModelIndex& index, const QVariant& value, int role) {
    const auto id = idAt(index.row());
    if (!id || !flags(index).testFlag(role == Qt::EditRole ? Qt::ItemIsEditable : Qt::ItemIsUserCheckable))
        return false;
    if (role == Qt::CheckStateRole) {
        m_measurements.setHidden(*id, value.toInt() != Qt::Checked);
        return true;
    }
    if (role != Qt::EditRole) return false;
    m_measurements.rename(*id, value.toString());
    return true;
}

}  // namespace asg::presenters
