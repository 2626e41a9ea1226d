#include "ui/widgets/own_reading_panel.h"

#include "ui/widgets/actions.h"
#include "ui/widgets/chooser_popup.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/list_keys.h"
#include "ui/widgets/panel_parts.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace asg::widgets {

using presenters::OwnReadingPresenter;

OwnReadingPanel::OwnReadingPanel(presenters::Workspace& workspace, const Actions& actions, QWidget* parent)
    : QWidget(parent), m_workspace(workspace), m_reading(workspace.ownReading()) {
    makeList();
    makeChoosers();
    m_standing = new ElidedLabel(this);
    m_standing->setObjectName(QStringLiteral("readingStanding"));
    m_standing->setFont(smallFont());
    m_standing->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_standing->setContentsMargins(3 * kGrid, kGrid, 2 * kGrid, kGrid);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makePanelHeader(tr("MY READING"), nullptr, this));
    layout->addWidget(m_standing);
    auto* indented = new QHBoxLayout;
    indented->setContentsMargins(2 * kGrid, 0, 2 * kGrid, 0);
    indented->addWidget(m_list);
    layout->addLayout(indented);
    layout->addWidget(makeButtons(actions));
    connect(&m_reading, &OwnReadingPresenter::changed, this, &OwnReadingPanel::refresh);
    connect(&m_reading, &OwnReadingPresenter::stated, this, &OwnReadingPanel::choosePlace);
    refresh();
}

QWidget* OwnReadingPanel::makeButtons(const Actions& actions) {
    auto* row = new QWidget(this);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(3 * kGrid, kGrid, 2 * kGrid, 2 * kGrid);
    layout->setSpacing(kGrid);
    const auto add = [&](ActionId id, Qt::ToolButtonStyle style) {
        auto* button = new QToolButton(row);
        button->setDefaultAction(actions[id]);
        button->setToolButtonStyle(style);
        button->setFocusPolicy(Qt::TabFocus);
        button->setFont(smallFont());
        layout->addWidget(button);
    };
    add(ActionId::StateFinding, Qt::ToolButtonTextBesideIcon);
    add(ActionId::StateExistence, Qt::ToolButtonTextOnly);
    add(ActionId::StatePlace, Qt::ToolButtonTextOnly);
    add(ActionId::StateRemove, Qt::ToolButtonIconOnly);
    layout->addStretch();
    add(ActionId::CommitReading, Qt::ToolButtonTextBesideIcon);
    return row;
}

void OwnReadingPanel::makeList() {
    m_list = new QListWidget(this);
    m_list->setObjectName(QStringLiteral("ownStatements"));
    m_list->setAccessibleName(tr("My reading: the findings that I state"));
    m_list->setItemDelegate(new PlainDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    new ListKeys(*m_list,
                 [this](const QModelIndex& index) { m_reading.choose(index.data(Qt::UserRole).toULongLong()); });
    connect(m_list, &QListWidget::itemClicked, this, [this](const QListWidgetItem* item) {
        const auto id = item->data(Qt::UserRole).toULongLong();
        if (m_reading.chosen() == id) return m_reading.turnExistence();
        m_reading.choose(id);
    });
}

void OwnReadingPanel::makeChoosers() {
    m_findings = new ChooserPopup(ChooserPopup::Mode::One, this);
    m_findings->setObjectName(QStringLiteral("statedFindings"));
    m_places = new ChooserPopup(ChooserPopup::Mode::Several, this);
    m_places->setObjectName(QStringLiteral("statedPlaces"));
    m_places->setWordsForNone(tr("no place"));
    connect(m_findings, &ChooserPopup::chosen, this, [this](const QStringList& names) {
        m_reading.add(presenters::findingShownAs(m_workspace.correction().findings(), names.first()));
    });
    connect(m_places, &ChooserPopup::chosen, this, [this](const QStringList& names) {
        std::vector<domain::RegionId> regions;
        for (const auto& name : names)
            if (const auto region = presenters::regionShownAs(name)) regions.push_back(*region);
        m_reading.setPlace(std::move(regions));
    });
}

void OwnReadingPanel::chooseFinding() {
    show();
    const auto names = presenters::findingTexts(m_workspace.correction().findings());
    if (!names.isEmpty()) m_findings->openAt(*m_standing, names, {});
}

void OwnReadingPanel::choosePlace() {
    const auto* statement = m_reading.chosenStatement();
    if (statement == nullptr) return;
    QStringList offered;
    for (const auto region : domain::modelRegions()) offered << presenters::regionText(region);
    QStringList current;
    for (const auto region : statement->regions) current << presenters::regionText(region);
    for (const auto& name : current)
        if (!offered.contains(name)) offered << name;
    m_places->openAt(*m_standing, offered, current);
}

void OwnReadingPanel::refresh() {
    setVisible(m_reading.isInUse());
    m_standing->say(m_reading.standing());
    setPlainTip(*m_standing, m_reading.standing() + QLatin1Char('\n') + m_reading.commitWords());
    fill();
}

void OwnReadingPanel::fill() {
    constexpr int kMostRows = 6;
    const int rowHeight = m_list->fontMetrics().height() + kGrid;
    m_list->clear();
    for (const auto& statement : m_reading.statements()) {
        const auto words = presenters::statementWords(statement.content);
        auto* item = new QListWidgetItem(words, m_list);
        item->setData(Qt::UserRole, qulonglong(statement.id));
        item->setData(Qt::ToolTipRole, words);
        item->setSizeHint(QSize(0, rowHeight));
        if (m_reading.chosen() == statement.id) m_list->setCurrentItem(item);
    }
    const int rows = std::min(m_list->count(), kMostRows);
    m_list->setVisible(rows > 0);
    m_list->setFixedHeight(rows * rowHeight);
    if (auto* item = m_list->currentItem()) m_list->scrollToItem(item);
}

}  // namespace asg::widgets
