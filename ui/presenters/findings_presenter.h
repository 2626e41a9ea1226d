#pragma once

#include "core/domain/analysis.h"

#include <QAbstractTableModel>

#include <memory>
#include <optional>
#include <set>
#include <vector>

namespace asg::presenters {

/// One finding: what the report says of it and what the model says.
struct FindingRow {
    domain::TagId tag;
    std::optional<domain::Existence> report;
    std::set<domain::Certainty> certainties;  ///< of the report's words, where it is uncertain
    std::optional<float> probability;         ///< 0..1; nothing: no model has run, or it does not know the tag
    std::optional<float> threshold;
    domain::AgreementVerdict verdict = domain::AgreementVerdict::Unknown;
    bool modelHasRun = false;
    bool judged = true;  ///< false: the model was not made for this picture, and what it said is not shown

    /// Report and model contradict, or the model sees what the report does not say.
    [[nodiscard]] bool differs() const;
    friend bool operator==(const FindingRow&, const FindingRow&) = default;
};

/// The findings list: those that the report or the model speaks of, or all 40. Rows that differ stand on top;
/// else the order is that of the report, then that of the tags. GUI thread.
class FindingsPresenter final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Mark, Name, Report, Model, ColumnCount };

    explicit FindingsPresenter(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

    void setAnalysis(std::shared_ptr<const domain::Analysis> analysis);
    void setShowAll(bool all);
    void setFilter(const QString& text);

    [[nodiscard]] const std::vector<FindingRow>& rows() const { return m_rows; }
    [[nodiscard]] std::vector<domain::TagId> order() const;
    [[nodiscard]] std::optional<int> rowOf(domain::TagId tag) const;
    /// False where the input gate or the file says that this is no frontal chest X-ray: then no row says what the model
    /// made of it.
    [[nodiscard]] bool judges() const;
    /// How many of all 40 differ.
    [[nodiscard]] int differing() const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void rowsChanged();

private:
    void rebuild();

    std::shared_ptr<const domain::Analysis> m_analysis;
    std::vector<FindingRow> m_rows;
    QString m_filter;
    bool m_showAll = false;
};

/// The probability with two decimals, "not available in this model", or "no model has run".
[[nodiscard]] QString modelWords(const FindingRow& row);

}  // namespace asg::presenters
