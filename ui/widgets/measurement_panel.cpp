#include "ui/widgets/measurement_panel.h"

#include "ui/widgets/list_keys.h"
#include "ui/widgets/measurement_delegate.h"
#include "ui/widgets/panel_parts.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QHeaderView>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace asg::widgets {

MeasurementPanel::MeasurementPanel(presenters::Workspace& workspace, QAction* remove, QWidget* parent)
    : QWidget(parent), m_workspace(workspace), m_table(workspace.measurements()) {
    makeList();
    auto* button = new QToolButton(this);
    button->setDefaultAction(remove);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makePanelHeader(tr("MEASUREMENTS"), button, this));
    layout->addWidget(m_list, 1);
    connect(&workspace.measurements(), &presenters::MeasurementsPresenter::changed, this,
            &MeasurementPanel::showChoice);
    showChoice();
}

void MeasurementPanel::makeList() {
    m_list = new QTreeView(this);
    m_list->setObjectName(QStringLiteral("measurementList"));
    m_list->setAccessibleName(tr("Measurements"));
    m_list->setModel(&m_table);
    auto* delegate = new MeasurementDelegate(m_list);
    m_list->setItemDelegate(delegate);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setRootIsDecorated(false);
    m_list->setHeaderHidden(true);
    m_list->setUniformRowHeights(true);
    m_list->setEditTriggers(QAbstractItemView::DoubleClicked);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    // The value stands below the name.
    m_list->setColumnHidden(presenters::MeasurementTable::ValueColumn, true);
    m_list->header()->setSectionResizeMode(QHeaderView::Stretch);
    const auto choose = [this](const QModelIndex& index) {
        m_workspace.measurements().choose(m_table.idAt(index.row()));
        Q_EMIT jumped();
    };
    connect(m_list, &QTreeView::clicked, this, choose);
    new ListKeys(*m_list, choose);
    connect(delegate, &QAbstractItemDelegate::closeEditor, this, &MeasurementPanel::left, Qt::QueuedConnection);
}

void MeasurementPanel::showChoice() {
    constexpr int kMostRows = 8;
    const int rows = m_table.rowCount();
    setVisible(rows > 0);
    if (rows == 0) return;
    const int rowHeight = std::max(m_list->sizeHintForRow(0), fontMetrics().height());
    m_list->setFixedHeight(std::min(rows, kMostRows) * rowHeight + 2 * kGrid);
    const auto chosen = m_table.chosenRow();
    const auto index = chosen ? m_table.index(*chosen, 0) : QModelIndex();
    if (index != m_list->currentIndex()) m_list->setCurrentIndex(index);
}

}  // namespace asg::widgets
