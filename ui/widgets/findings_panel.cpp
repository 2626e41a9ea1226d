#include "ui/widgets/findings_panel.h"

#include "ui/widgets/findings_delegate.h"
#include "ui/widgets/list_keys.h"
#include "ui/widgets/panel_parts.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QMouseEvent>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

namespace asg::widgets {

using presenters::FindingsPresenter;

FindingsPanel::FindingsPanel(presenters::Workspace& workspace, QWidget* parent)
    : QWidget(parent), m_workspace(workspace) {
    makeTable();
    m_emptyWords = makeTeachingLabel({}, this);
    m_emptyWords->setObjectName(QStringLiteral("whyNothing"));
    m_emptyWords->setAlignment(Qt::AlignTop);
    m_emptyWords->setContentsMargins(3 * kGrid, 2 * kGrid, 3 * kGrid, 0);
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(m_emptyWords);
    m_pages->addWidget(m_table);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHeader());
    layout->addWidget(m_pages, 1);
    m_dashes = makeNote("whyDashes");
    layout->addWidget(m_dashes);
    m_second = makeNote("secondOpinion");
    layout->addWidget(m_second);

    connect(&workspace.selection(), &presenters::SelectionPresenter::currentChanged, this,
            &FindingsPanel::showSelection);
    connect(&workspace.findings(), &FindingsPresenter::rowsChanged, this, &FindingsPanel::showRows);
    connect(&workspace.findings(), &FindingsPresenter::secondChanged, this, &FindingsPanel::showRows);
    connect(&workspace.study(), &presenters::StudyPresenter::stateChanged, this, &FindingsPanel::showRows);
    connect(&workspace, &presenters::Workspace::analysisChanged, this, &FindingsPanel::showRows);
    showRows();
}

/// A few quiet words below the table.
PlainLabel* FindingsPanel::makeNote(const char* name) {
    auto* note = makeTeachingLabel({}, this);
    note->setObjectName(QLatin1String(name));
    note->setFont(smallFont());
    note->setContentsMargins(3 * kGrid, kGrid, 3 * kGrid, kGrid);
    return note;
}

QWidget* FindingsPanel::makeHeader() {
    auto* right = new QWidget(this);
    m_summary = new PlainLabel(right);
    m_summary->setFont(smallFont());
    m_filter = new QLineEdit(right);
    m_filter->setObjectName(QStringLiteral("findingsFilter"));
    m_filter->setPlaceholderText(tr("Filter"));
    m_filter->setAccessibleName(tr("Filter findings"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaximumWidth(30 * kGrid);
    m_filter->installEventFilter(this);
    connect(m_filter, &QLineEdit::textChanged, &m_workspace.findings(), &FindingsPresenter::setFilter);
    auto* all = new QToolButton(right);
    all->setText(tr("All %1").arg(domain::tagCount()));
    all->setCheckable(true);
    all->setAutoRaise(true);
    all->setFont(smallFont());
    setPlainTip(*all, tr("Show every tag, also those that neither report nor model speaks of"));
    connect(all, &QToolButton::toggled, &m_workspace.findings(), &FindingsPresenter::setShowAll);
    auto* layout = new QHBoxLayout(right);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2 * kGrid);
    layout->addWidget(m_summary);
    layout->addWidget(m_filter);
    layout->addWidget(all);
    return makePanelHeader(tr("FINDINGS"), right, this);
}

void FindingsPanel::makeTable() {
    constexpr int kMarkWidth = 22;
    constexpr int kReportWidth = 56;
    constexpr int kModelWidth = 164;
    m_table = new QTableView(this);
    m_table->setObjectName(QStringLiteral("findingsTable"));
    m_table->setAccessibleName(tr("Findings: report against model"));
    m_table->setModel(&m_workspace.findings());
    m_table->setItemDelegate(new FindingsDelegate(m_workspace.findings(), m_table));
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setSelectionMode(QAbstractItemView::NoSelection);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    auto* header = m_table->horizontalHeader();
    header->setFont(smallFont());
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setSectionsClickable(false);
    header->setMinimumSectionSize(kMarkWidth);
    header->setSectionResizeMode(FindingsPresenter::Mark, QHeaderView::Fixed);
    header->setSectionResizeMode(FindingsPresenter::Name, QHeaderView::Stretch);
    header->setSectionResizeMode(FindingsPresenter::Report, QHeaderView::Fixed);
    header->setSectionResizeMode(FindingsPresenter::Model, QHeaderView::Fixed);
    header->resizeSection(FindingsPresenter::Model, kModelWidth);
    header->resizeSection(FindingsPresenter::Mark, kMarkWidth);
    header->resizeSection(FindingsPresenter::Report, kReportWidth);
    m_table->viewport()->setMouseTracking(true);
    m_table->viewport()->installEventFilter(this);
    const auto keep = [this](const QModelIndex& index) {
        m_workspace.selection().keep(m_workspace.findings().rows()[static_cast<std::size_t>(index.row())].tag);
    };
    connect(m_table, &QTableView::clicked, this, keep);
    new ListKeys(*m_table, keep);
}

/// Escape leaves the filter, and not what is selected; Enter leaves it with the words in it.
bool FindingsPanel::leaveFilter(QEvent* event) {
    const bool isKey = event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress;
    const int key = isKey ? static_cast<QKeyEvent*>(event)->key() : 0;
    if (key != Qt::Key_Escape && key != Qt::Key_Return && key != Qt::Key_Enter) return false;
    event->accept();
    if (event->type() == QEvent::ShortcutOverride) return true;
    if (key == Qt::Key_Escape) m_filter->clear();
    m_filter->clearFocus();
    return true;
}

bool FindingsPanel::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_filter) return leaveFilter(event) || QWidget::eventFilter(watched, event);
    if (event->type() == QEvent::MouseMove)
        hover(m_table->rowAt(static_cast<QMouseEvent*>(event)->position().toPoint().y()));
    else if (event->type() == QEvent::Leave)
        hover(-1);
    return QWidget::eventFilter(watched, event);
}

void FindingsPanel::hover(int row) {
    if (row == m_hovered) return;
    m_hovered = row;
    if (row < 0)
        m_workspace.selection().preview(std::nullopt);
    else
        m_workspace.selection().preview(m_workspace.findings().rows()[static_cast<std::size_t>(row)].tag);
}

void FindingsPanel::showSelection() {
    const auto& selection = m_workspace.selection();
    static_cast<FindingsDelegate*>(m_table->itemDelegate())->setLit(selection.current().tags, selection.kept().tags);
    m_table->viewport()->update();
    if (m_hovered >= 0 || selection.kept().tags.empty()) return;
    if (const auto row = m_workspace.findings().rowOf(*selection.kept().tags.begin())) {
        const auto index = m_workspace.findings().index(*row, 0);
        m_table->setCurrentIndex(index);
        m_table->scrollTo(index);
    }
}

void FindingsPanel::showRows() {
    m_hovered = -1;
    const auto& findings = m_workspace.findings();
    const auto& study = m_workspace.study();
    const int differing = findings.differing();
    m_summary->setText(differing == 0 ? QString() : differing == 1 ? tr("1 differs") : tr("%1 differ").arg(differing));
    const bool running = study.modelPhase() == presenters::ModelPhase::Running;
    const bool filtered = m_workspace.analysis() && !m_filter->text().isEmpty();
    m_emptyWords->setText(filtered  ? tr("No finding is called that.")
                          : running ? tr("The model is reading the picture.")
                                    : findings.whyNothing());
    const auto dashes = running ? QString() : findings.whyDashes();
    m_dashes->setText(dashes);
    m_dashes->setVisible(!findings.rows().empty() && !dashes.isEmpty());
    m_second->setText(findings.secondOpinion());
    m_second->setVisible(!m_second->text().isEmpty());
    m_pages->setCurrentIndex(findings.rows().empty() ? 0 : 1);
}

}  // namespace asg::widgets
