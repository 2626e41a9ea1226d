#include "ui/presenters/findings_presenter.h"

#include "ui/presenters/report_view.h"
#include "ui/presenters/second_words.h"

#include <QStringList>

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

namespace asg::presenters {
namespace {

bool differ(domain::AgreementVerdict verdict) {
    return verdict == domain::AgreementVerdict::Differ || verdict == domain::AgreementVerdict::ModelOnly;
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

QString number(float probability) {
    return QString::number(double(probability), 'f', 2);
}

/// "0.10, undecided (0.08 to 0.11)".
QString modelWords(const domain::TagResult& model) {
    switch (model.verdict()) {
        case domain::ModelVerdict::NotAvailable: return FindingsPresenter::tr("not judged");
        case domain::ModelVerdict::Undecided:
            return FindingsPresenter::tr("%1, undecided (from %2 to %3)")
                .arg(number(*model.probability), number(model.undecided->low), number(model.undecided->high));
        case domain::ModelVerdict::Present: return FindingsPresenter::tr("%1, present").arg(number(*model.probability));
        case domain::ModelVerdict::Absent: break;
    }
    return FindingsPresenter::tr("%1, absent").arg(number(*model.probability));
}

QString tip(const FindingRow& row, const domain::SecondOpinion* second) {
    auto text = row.name + QLatin1Char('\n');
    text += FindingsPresenter::tr("report: %1").arg(reportWords(row)) + QLatin1Char('\n');
    text += FindingsPresenter::tr("model: %1").arg(modelWords(row.model));
    if (row.model.threshold) text += FindingsPresenter::tr(" (threshold %1)").arg(number(*row.model.threshold));
    text += QLatin1Char('\n') + verdictWords(row);
    const auto other = second != nullptr ? secondWords(*second, row.tag) : QString();
    return other.isEmpty() ? text : text + QLatin1Char('\n') + other;
}

/// Takes away what the model said of a picture that it was not made for.
void withhold(FindingRow& row) {
    row.model = {row.tag, {}, {}};
    row.verdict = row.report ? domain::AgreementVerdict::ReportOnly : domain::AgreementVerdict::Unknown;
}

/// Those of the highest probabilities by name, and how many more there are.
QString judgedNames(std::vector<FindingRow> judged, bool withNumbers) {
    constexpr std::size_t kMostNamed = 6;
    std::ranges::stable_sort(judged, std::ranges::greater(), [](const auto& row) { return *row.model.probability; });
    QStringList names;
    for (std::size_t i = 0; i < std::min(judged.size(), kMostNamed); ++i)
        names << (withNumbers ? FindingsPresenter::tr("%1 %2 (threshold %3)")
                                    .arg(judged[i].name, number(*judged[i].model.probability),
                                         number(*judged[i].model.threshold))
                              : judged[i].name);
    auto text = names.join(QStringLiteral(", "));
    if (judged.size() > kMostNamed) text += FindingsPresenter::tr(" and %1 more").arg(judged.size() - kMostNamed);
    return text;
}

}  // namespace

bool FindingRow::differs() const {
    return differ(verdict);
}

QString reportWords(const FindingRow& row) {
    QStringList kinds;
    std::ranges::transform(row.certainties, std::back_inserter(kinds), certaintyWord);
    auto word = existenceWord(row.report);
    if (!row.changes.empty()) word += QStringLiteral(", ") + changeWords(row);
    return kinds.isEmpty() ? word : QStringLiteral("%1 (%2)").arg(word, kinds.join(QStringLiteral(", ")));
}

QString changeWords(const FindingRow& row) {
    QStringList words;
    std::ranges::transform(row.changes, std::back_inserter(words), changeWord);
    return words.join(QStringLiteral(", "));
}

QString modelNumber(const domain::TagResult& model) {
    return model.probability ? number(*model.probability) : QStringLiteral("–");
}

void FindingsPresenter::setAnalysis(std::shared_ptr<const domain::Analysis> analysis, bool hidesModel) {
    m_hidesModel = hidesModel;
    m_analysis = std::move(analysis);
    m_said.clear();
    if (m_analysis && m_analysis->report)
        for (const auto& triplet : m_analysis->report->triplets) {
            if (!triplet.tag) continue;
            auto& said = m_said.try_emplace(*triplet.tag, Said{m_said.size(), {}, {}}).first->second;
            if (triplet.change) said.changes.insert(*triplet.change);
            if (triplet.certainty) said.certainties.insert(*triplet.certainty);
        }
    rebuild();
}

void FindingsPresenter::setSecond(std::shared_ptr<const domain::SecondOpinion> second) {
    if (second == m_second) return;
    m_second = std::move(second);
    Q_EMIT secondChanged();
}

QString FindingsPresenter::secondOpinion() const {
    return m_second ? secondSummary(*m_second, m_names) : QString();
}

void FindingsPresenter::setNames(FindingNames names) {
    m_names = std::move(names);
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

FindingRow FindingsPresenter::makeRow(domain::TagId tag) const {
    FindingRow row{tag, presenters::nameOf(m_names, tag), {}, {}, {}, m_analysis->tags[tag.value]};
    if (!m_analysis->agreement.empty()) {
        row.report = m_analysis->agreement[tag.value].report;
        row.verdict = m_analysis->agreement[tag.value].verdict;
    }
    if (const auto said = m_said.find(tag); said != m_said.end()) {
        row.changes = said->second.changes;
        if (row.report == domain::Existence::Uncertain) row.certainties = said->second.certainties;
    }
    if (!domain::isModelsKind(*m_analysis)) withhold(row);
    return row;
}

std::vector<FindingRow> FindingsPresenter::judgedRows() const {
    std::vector<FindingRow> judged;
    for (const auto tag : domain::allTags())
        if (auto row = makeRow(tag); row.model.verdict() != domain::ModelVerdict::NotAvailable)
            judged.push_back(std::move(row));
    return judged;
}

bool FindingsPresenter::isListed(const FindingRow& row) const {
    if (!m_filter.isEmpty()) return forSearch(row.name).contains(forSearch(m_filter));
    const auto said = row.model.verdict();
    return m_showAll || row.report || said == domain::ModelVerdict::Present || said == domain::ModelVerdict::Undecided;
}

void FindingsPresenter::rebuild() {
    std::vector<FindingRow> rows;
    if (m_analysis) {
        for (const auto tag : domain::allTags())
            if (auto row = makeRow(tag); isListed(row)) rows.push_back(std::move(row));
        const auto rank = [&](const FindingRow& row) {
            const auto said = m_said.find(row.tag);
            return std::tuple(!row.differs(), said == m_said.end() ? m_said.size() : said->second.mention, row.tag);
        };
        std::ranges::sort(rows, {}, rank);
    }
    if (rows == m_rows) return;
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
    Q_EMIT rowsChanged();
}

QString FindingsPresenter::whyDashes() const {
    if (!m_analysis || std::ranges::all_of(m_rows, [](const auto& row) { return row.model.probability.has_value(); }))
        return {};
    if (m_hidesModel) return tr("– hidden until you commit your reading.");
    if (m_analysis->model.name.empty()) return tr("– no model has run on this picture.");
    if (!domain::isModelsKind(*m_analysis)) return tr("– the model does not judge this picture.");
    const auto judged = judgedRows();
    return judged.empty() ? tr("– this model judges no finding.")
                          : tr("– not judged: this model judges %1 of the %2 (%3).")
                                .arg(judged.size())
                                .arg(m_analysis->tags.size())
                                .arg(judgedNames(judged, false));
}

QString FindingsPresenter::whyNothing() const {
    if (!m_analysis) return tr("What report and model say of each finding stands here.");
    const auto report =
        m_analysis->report ? tr("The report names no finding that could be read.") : tr("There is no report.");
    if (m_hidesModel)
        return tr("What the model says is hidden until you commit your reading.") + QLatin1Char(' ') + report;
    if (m_analysis->model.name.empty()) return tr("No model has run.") + QLatin1Char(' ') + report;
    if (!domain::isModelsKind(*m_analysis))
        return tr("The model was made for frontal chest X-rays and does not judge this picture.") + QLatin1Char(' ') +
               report;
    const auto judged = judgedRows();
    const auto model =
        judged.empty()
            ? tr("This model judges no finding.")
            : tr("Nothing stands above the model's thresholds; it judged %1.").arg(judgedNames(judged, true));
    return model + QLatin1Char(' ') + report;
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

int FindingsPresenter::differing() const {
    if (!m_analysis || !domain::isModelsKind(*m_analysis)) return 0;
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
    if (role == Qt::ToolTipRole) return tip(row, m_second.get());
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole) return {};
    const bool spoken = role == Qt::AccessibleTextRole;
    switch (index.column()) {
        case Mark: return row.differs() ? (spoken ? tr("differs") : QStringLiteral("!")) : QString();
        case Name: return row.name;
        case Report: return spoken ? reportWords(row) : existenceGlyph(row.report);
        case Model: return spoken ? modelWords(row.model) : modelNumber(row.model);
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
