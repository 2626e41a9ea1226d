#include "ui/widgets/study_panel.h"

#include "ui/widgets/list_keys.h"
#include "ui/widgets/panel_parts.h"
#include "ui/widgets/picture_delegate.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/theme.h"

#include <QListView>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

namespace asg::widgets {

StudyPanel::StudyPanel(presenters::Workspace& workspace, QWidget* parent) : QWidget(parent), m_workspace(workspace) {
    m_list = new QListView(this);
    m_list->setObjectName(QStringLiteral("pictureList"));
    m_list->setModel(&workspace.pictures());
    m_list->setItemDelegate(new PictureDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    // One that is dragged has to be selected; the delegate does not show it.
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->setDragDropMode(QAbstractItemView::DragOnly);
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    const auto open = [this](const QModelIndex& index) {
        m_workspace.study().openAt(m_workspace.pictures().indexAt(index.row()));
    };
    connect(m_list, &QListView::clicked, this, open);
    new ListKeys(*m_list, open);

    auto* empty = makeTeachingLabel(tr("Opened pictures stand here, each with its thumbnail."), this);
    empty->setAlignment(Qt::AlignTop);
    empty->setContentsMargins(3 * kGrid, 2 * kGrid, 3 * kGrid, 0);
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(empty);
    m_pages->addWidget(m_list);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_count = new PlainLabel(this);
    m_count->setObjectName(QStringLiteral("pictureCount"));
    m_count->setFont(smallFont());
    auto* header = makePanelHeader({}, m_count, this);
    m_title = header->findChild<PlainLabel*>(QStringLiteral("panelTitle"));
    layout->addWidget(header);
    layout->addWidget(m_pages, 1);

    connect(m_list->verticalScrollBar(), &QScrollBar::valueChanged, this, &StudyPanel::lookAtVisible);
    connect(m_list->verticalScrollBar(), &QScrollBar::rangeChanged, this, &StudyPanel::lookAtVisible);
    connect(&workspace.pictures(), &QAbstractItemModel::rowsInserted, this, &StudyPanel::refresh);
    connect(&workspace.pictures(), &presenters::PictureList::currentChanged, this, &StudyPanel::follow);
    connect(&workspace.pictures(), &presenters::PictureList::orderChanged, this, &StudyPanel::refresh);
    refresh();
}

void StudyPanel::refresh() {
    const bool arePlaces = m_workspace.pictures().arePlaces();
    m_title->setText(arePlaces ? tr("PLACES") : tr("STUDIES"));
    m_list->setAccessibleName(arePlaces ? tr("Places of the project") : tr("Opened pictures"));
    m_pages->setCurrentIndex(m_workspace.pictures().rowCount() == 0 ? 0 : 1);
    // The view lays new rows out before it can say which of them are seen.
    QTimer::singleShot(0, this, &StudyPanel::lookAtVisible);
    follow();
}

/// The open picture stays in view, and its number says where one is.
void StudyPanel::follow() {
    const auto& pictures = m_workspace.pictures();
    m_count->setText(pictures.placeWords());
    if (const auto current = pictures.current()) {
        const auto index = pictures.index(pictures.rowOf(*current));
        m_list->setCurrentIndex(index);
        m_list->scrollTo(index, QAbstractItemView::EnsureVisible);
    }
}

void StudyPanel::lookAtVisible() {
    const QRect seen = m_list->viewport()->rect();
    const int rows = m_workspace.pictures().rowCount();
    for (int row = 0; row < rows; ++row)
        if (m_list->visualRect(m_workspace.pictures().index(row)).intersects(seen))
            m_workspace.pictures().lookAt(m_workspace.pictures().indexAt(row));
}

}  // namespace asg::widgets
