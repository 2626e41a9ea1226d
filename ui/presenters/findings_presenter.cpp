#include "ui/presenters/findings_presenter.h"

#include "ui/presenters/report_presenter.h"

#include <QStringList>

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>
#include <utility>

namespace asg::presenters {
namespace {

bool differ(domain::AgreementVerdict verdict) {
    return verdict == domain::AgreementVerdict::Differ || verdict == domain::AgreementVerdict::ModelOnly;
}

QString tagText(domain::TagId tag) {
    const auto name = domain::tagName(tag);
    return QString::fromUtf8(name.data(), qsizetype(name.size()));
}

/// Place of each tag's first mention in the report.
std::map<domain::TagId, std::size_t> mentions(const domain::Analysis& analysis) {
    std::map<domain::TagId, std::size_t> order;
    if (analysis.report)
        for (const auto& triplet : analysis.report->triplets)
            if (triplet.tag) order.try_emplace(*triplet.tag, order.size());
    return order;
}

/// The kinds of uncertainty with which the report speaks of a tag.
std::set<domain::Certainty> certaintiesOf(const domain::Analysis& analysis, domain::TagId tag) {
    std::set<domain::Certainty> kinds;
    if (analysis.report)
        for (const auto& triplet : analysis.report->triplets)
            if (triplet.tag == tag && triplet.certainty) kinds.insert(*triplet.certainty);
    return kinds;
}

/// "present", or "uncertain (possible, borderline)".
QString reportWords(const FindingRow& row) {
    QStringList kinds;
    std::ranges::transform(row.certainties, std::back_inserter(kinds), certaintyWord);
    const auto word = existenceWord(row.report);
    return kinds.isEmpty() ? word : QStringLiteral("%1 (%2)").arg(word, kinds.join(QStringLiteral(", ")));
}

QString verdictWords(const FindingRow& row) {
    switch (row.verdict) {
        case domain::AgreementVerdict::Agree: return FindingsPresenter::tr("Report and model agree.");
        case domain::AgreementVerdict::Differ: return FindingsPresenter::tr("Report and model differ.");
        case domain::AgreementVerdict::ModelOnly:
            return FindingsPresenter::tr("The model says present; the report does not speak of it.");
        case domain::AgreementVerdict::ReportOnly: return FindingsPresenter::tr("Only the report speaks of it.");
        case domain::AgreementVerdict::Unknown: break;
    }
    return FindingsPresenter::tr("Nothing to compare.");
}

QString tip(const FindingRow& row) {
    auto text = tagText(row.tag) + QLatin1Char('\n');
    text += FindingsPresenter::tr("report: %1").arg(reportWords(row)) + QLatin1Char('\n');
    if (row.probability && row.threshold)
        text += FindingsPresenter::tr("model: %1 (threshold %2)")
                    .arg(double(*row.probability), 0, 'f', 2)
                    .arg(double(*row.threshold), 0, 'f', 2);
    else
        text += FindingsPresenter::tr("model: %1").arg(modelWords(row));
    return text + QLatin1Char('\n') + verdictWords(row);
}

/// Takes away what the model said of a picture that it was not made for.
void withhold(FindingRow& row) {
    row.judged = false;
    row.probability.reset();
    row.threshold.reset();
    row.verdict = row.report ? domain::AgreementVerdict::ReportOnly : domain::AgreementVerdict::Unknown;
}

}  // namespace

bool FindingRow::differs() const {
    return differ(verdict);
}

QString modelWords(const FindingRow& row) {
    if (!row.modelHasRun) return FindingsPresenter::tr("no model has run");
    if (!row.judged) return FindingsPresenter::tr("not for this picture");
    if (!row.probability) return FindingsPresenter::tr("not available in this model");
    return QString::number(double(*row.probability), 'f', 2);
}

void FindingsPresenter::setAnalysis(std::shared_ptr<const domain::Analysis> analysis) {
    m_analysis = std::move(analysis);
    rebuild();
}

void FindingsPresenter::setShowAll(bool all) {
    m_showAll = all;
    rebuild();
}

void FindingsPresenter::setFilter(const QString& text) {
    m_filter = text.trimmed();
    rebuild();
}

void FindingsPresenter::rebuild() {
    std::vector<FindingRow> rows;
    if (m_analysis) {
        const auto mentioned = mentions(*m_analysis);
        for (const auto tag : domain::allTags()) {
            const auto& agreement = m_analysis->agreement[tag.value];
            const auto& model = m_analysis->tags[tag.value];
            FindingRow row{tag,
                           agreement.report,
                           agreement.report == domain::Existence::Uncertain ? certaintiesOf(*m_analysis, tag)
                                                                            : std::set<domain::Certainty>{},
                           model.probability,
                           model.threshold,
                           agreement.verdict,
                           !m_analysis->model.name.empty()};
            if (!judges()) withhold(row);
            const bool spokenOf = row.report || (row.judged && model.present().value_or(false));
            const bool fits = m_filter.isEmpty() || tagText(tag).contains(m_filter, Qt::CaseInsensitive);
            if (fits && (m_showAll || spokenOf || !m_filter.isEmpty())) rows.push_back(row);
        }
        const auto rank = [&](const FindingRow& row) {
            const auto mention = mentioned.find(row.tag);
            return std::tuple(!row.differs(), mention == mentioned.end(),
                              mention == mentioned.end() ? mentioned.size() : mention->second, row.tag);
        };
        std::ranges::sort(rows, {}, rank);
    }
    if (rows == m_rows) return;
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
    Q_EMIT rowsChanged();
}

std::vector<domain::TagId> FindingsPresenter::order() const {
    std::vector<domain::TagId> tags;
    std::ranges::transform(m_rows, std::back_inserter(tags), &FindingRow::tag);
    return tags;
}

std::optional<int> FindingsPresenter::rowOf(domain::TagId tag) const {
    const auto found = std::ranges::find(m_rows, tag, &FindingRow::tag);
    if (found == m_rows.end()) return std::nullopt;
    return static_cast<int>(found - m_rows.begin());
}

bool FindingsPresenter::judges() const {
    return !m_analysis || std::ranges::none_of(m_analysis->warnings,
                                               [](const auto& warning) { return warning.code == "not-frontal-chest"; });
}

int FindingsPresenter::differing() const {
    if (!m_analysis || !judges()) return 0;
    return static_cast<int>(std::ranges::count_if(m_analysis->agreement, differ, &domain::Agreement::verdict));
}

int FindingsPresenter::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int FindingsPresenter::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant FindingsPresenter::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) return {};
    const auto& row = m_rows[static_cast<std::size_t>(index.row())];
    if (role == Qt::ToolTipRole) return tip(row);
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole) return {};
    const bool spoken = role == Qt::AccessibleTextRole;
    switch (index.column()) {
        case Mark: return row.differs() ? (spoken ? tr("differs") : QStringLiteral("!")) : QString();
        case Name: return tagText(row.tag);
        case Report: return spoken ? reportWords(row) : existenceGlyph(row.report);
        case Model: return modelWords(row);
        default: return {};
    }
}

QVariant FindingsPresenter::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (section == Report ? Qt::AlignHCenter : Qt::AlignLeft));
    if (role != Qt::DisplayRole) return {};
    switch (section) {
        case Name: return tr("Finding");
        case Report: return tr("Report");
        case Model: return tr("Model");
        default: return QString();
    }
}

}  // namespace asg::presenters
