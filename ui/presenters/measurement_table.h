#pragma once

#include "ui/presenters/measurements_presenter.h"

#include <QAbstractTableModel>

#include <cstdint>
#include <optional>
#include <vector>

namespace asg::presenters {

/// The measurements as a list shows them: a name that can be edited, whether it is drawn as a check mark, and the
/// value. GUI thread.
class MeasurementTable final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { NameColumn, ValueColumn, ColumnCount };

    /// `measurements` must outlive it.
    explicit MeasurementTable(MeasurementsPresenter& measurements, QObject* parent = nullptr);

    /// Nothing while it waits for the disk.
    [[nodiscard]] std::optional<std::uint64_t> idAt(int row) const;
    /// Of the one that is chosen.
    [[nodiscard]] std::optional<int> chosenRow() const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;

private:
    void take();
    [[nodiscard]] QVariant nameOf(const domain::Measurement& content, int role) const;
    [[nodiscard]] QVariant valueOf(const MeasurementsPresenter::Item& row, int role) const;
    [[nodiscard]] QString tipOf(const MeasurementsPresenter::Item& row) const;

    MeasurementsPresenter& m_measurements;
    std::vector<MeasurementsPresenter::Item> m_rows;
    std::optional<domain::PixelSpacing> m_spacing;
};

}  // namespace asg::presenters
