#pragma once

#include "core/domain/analysis.h"
#include "core/domain/second_opinion.h"
#include "ui/presenters/finding_names.h"

#include <QAbstractTableModel>

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <vector>

namespace asg::presenters {

/// One finding: what the report says of it and what the model says.
struct FindingRow {
    domain::TagId tag;
    QString name;  ///< as people say it
    std::optional<domain::Existence> report;
    std::set<domain::Change> changes;         ///< against an earlier picture, in the report's words
    std::set<domain::Certainty> certainties;  ///< of the report's words, where it is uncertain
    domain::TagResult model;  ///< without numbers: no model has run, it does not know the tag, or it was
                              ///< not made for this picture
    domain::AgreementVerdict verdict = domain::AgreementVerdict::Unknown;

    /// Report and model contradict, or the model sees what the report does not say.
    [[nodiscard]] bool differs() const;
    friend bool operator==(const FindingRow&, const FindingRow&) = default;
};

/// The findings list: the tags that the report or the model speaks of, or all. Rows that differ stand on top; else
/// the order is that of the report, then that of the tags. A finding without a tag has no row. GUI thread.
class FindingsPresenter final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Mark, Name, Report, Model, ColumnCount };

    explicit FindingsPresenter(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

    /// `hidesModel`: what a model says waits until the reader has committed.
    void setAnalysis(std::shared_ptr<const domain::Analysis> analysis, bool hidesModel = false);
    /// What another model says of the picture; null: nobody was asked, or it is hidden.
    void setSecond(std::shared_ptr<const domain::SecondOpinion> second);
    void setNames(FindingNames names);
    void setShowAll(bool all);
    void setFilter(const QString& text);

    [[nodiscard]] const std::vector<FindingRow>& rows() const { return m_rows; }
    [[nodiscard]] std::vector<domain::TagId> order() const;
    [[nodiscard]] std::optional<int> rowOf(domain::TagId tag) const;
    /// How many of all differ.
    [[nodiscard]] int differing() const;
    /// In one sentence, why rows have a dash in place of the model's number; empty where none has.
    [[nodiscard]] QString whyDashes() const;
    /// Where no row is shown: what was judged, in numbers, and what was not.
    [[nodiscard]] QString whyNothing() const;
    /// What another model says, in words of its own; empty without one. No row and no agreement follows from it.
    [[nodiscard]] QString secondOpinion() const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void rowsChanged();
    void secondChanged();

private:
    /// All that the report's words say of a tag.
    struct Said {
        std::size_t mention = 0;  ///< its place among the tags, by their first mention
        std::set<domain::Change> changes;
        std::set<domain::Certainty> certainties;
    };

    void rebuild();
    [[nodiscard]] FindingRow makeRow(domain::TagId tag) const;
    [[nodiscard]] bool isListed(const FindingRow& row) const;
    [[nodiscard]] std::vector<FindingRow> judgedRows() const;

    std::shared_ptr<const domain::Analysis> m_analysis;
    std::shared_ptr<const domain::SecondOpinion> m_second;
    std::map<domain::TagId, Said> m_said;  ///< of the analysis's report, gone through once: it may be long
    FindingNames m_names;
    std::vector<FindingRow> m_rows;
    QString m_filter;
    bool m_showAll = false;
    bool m_hidesModel = false;
};

/// What the report says of it: "present", or "uncertain, worse (possible, borderline)".
[[nodiscard]] QString reportWords(const FindingRow& row);
/// What the report says has changed: "worse", or nothing.
[[nodiscard]] QString changeWords(const FindingRow& row);
/// The probability with two decimals, or a dash.
[[nodiscard]] QString modelNumber(const domain::TagResult& model);

}  // namespace asg::presenters
