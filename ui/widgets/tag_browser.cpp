#include "ui/widgets/tag_browser.h"

#include "ui/presenters/on_gui_thread.h"
#include "ui/render/visible_text.h"
#include "ui/widgets/panel_parts.h"
#include "ui/widgets/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidgetItemIterator>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <utility>

namespace asg::widgets {
namespace {

enum TagColumn { TagAt, VrAt, KeywordAt, ValueAt, TagColumns };

QString lineOf(const QTreeWidgetItem& item) {
    QStringList cells;
    for (int column = 0; column < TagColumns; ++column) cells << item.text(column);
    return cells.join(u'\t');
}

/// Shown where it holds the words, or something within it does.
bool showWhatHolds(QTreeWidgetItem& item, const QString& words) {
    bool shown = words.isEmpty() || lineOf(item).contains(words, Qt::CaseInsensitive);
    for (int i = 0; i < item.childCount(); ++i) shown = showWhatHolds(*item.child(i), words) || shown;
    item.setHidden(!shown);
    return shown;
}

}  // namespace

TagBrowser::TagBrowser(const study::PictureSource& source, QWidget* parent)
    : QDialog(parent), m_search(new QLineEdit(this)), m_tree(new QTreeWidget(this)) {
    constexpr QSize kWanted(760, 560);
    constexpr int kMargin = 10 * kGrid;
    setPlainTitle(*this, tr("Elements of %1").arg(QString::fromStdString(study::nameOf(source))));
    m_search->setObjectName(QStringLiteral("tagSearch"));
    m_search->setAccessibleName(tr("Search tag, keyword or value"));
    m_search->setPlaceholderText(tr("Search tag, keyword or value"));
    m_search->setClearButtonEnabled(true);
    m_tree->setObjectName(QStringLiteral("tags"));
    m_tree->setAccessibleName(tr("Elements"));
    m_tree->setHeaderLabels({tr("Tag"), tr("VR"), tr("Keyword"), tr("Value")});
    m_tree->setItemDelegate(new PlainDelegate(m_tree));
    m_tree->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_tree->setUniformRowHeights(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_copy = new QPushButton(tr("Copy"), this);
    m_copy->setAutoDefault(false);
    setPlainTip(*m_copy, tr("The chosen rows, else all that are shown"));
    auto* close = new QPushButton(tr("Close"), this);
    close->setAutoDefault(false);
    m_message = makeTeachingLabel(tr("Reading the file…"), this);
    m_message->setObjectName(QStringLiteral("tagMessage"));
    auto* foot = new QHBoxLayout;
    foot->addWidget(m_message, 1);
    foot->addWidget(m_copy);
    foot->addWidget(close);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_search);
    layout->addWidget(m_tree, 1);
    layout->addLayout(foot);
    connect(m_search, &QLineEdit::textChanged, this, &TagBrowser::search);
    connect(m_copy, &QPushButton::clicked, this, &TagBrowser::copy);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    resize(kWanted.boundedTo(parent->size() - QSize(kMargin, kMargin)));
    m_search->setFocus();
    read(source);
}

void TagBrowser::read(const study::PictureSource& source) {
    using Elements = std::vector<io::FileElement>;
    m_reader.enqueue(jobs::Job<Elements>{
        [source](const std::stop_token& stop, const base::Progress&) { return study::listElements(source, stop); },
        [this](jobs::RequestId, base::Outcome<Elements> outcome) {
            presenters::onGuiThread(this, [this, outcome = std::move(outcome)] {
                if (outcome.failed()) m_message->setText(QString::fromStdString(outcome.error().text));
                if (outcome.done()) fill(outcome.value());
            });
        }});
}

void TagBrowser::fill(const std::vector<io::FileElement>& elements) {
    std::vector<QTreeWidgetItem*> parents;  // the last row of each level
    QList<QTreeWidgetItem*> top;
    for (const auto& element : elements) {
        auto* item = new QTreeWidgetItem;
        const std::array cells{&element.tag, &element.vr, &element.keyword, &element.value};
        for (int column = 0; column < TagColumns; ++column)
            item->setText(column, render::visibleLine(QString::fromStdString(*cells[std::size_t(column)])));
        item->setData(ValueAt, Qt::ToolTipRole, item->text(ValueAt));
        const auto level = std::min(static_cast<std::size_t>(element.level), parents.size());
        parents.resize(level);
        if (level == 0)
            top << item;
        else
            parents.back()->addChild(item);
        parents.push_back(item);
    }
    m_tree->addTopLevelItems(top);
    m_tree->expandAll();
    for (const auto column : {TagAt, VrAt, KeywordAt}) m_tree->resizeColumnToContents(column);
    m_message->setText(tr("Rows: %1").arg(elements.size()));
    search(m_search->text());
}

void TagBrowser::search(const QString& words) {
    for (int i = 0; i < m_tree->topLevelItemCount(); ++i) showWhatHolds(*m_tree->topLevelItem(i), words.trimmed());
}

void TagBrowser::copy() {
    QStringList lines;
    const bool all = m_tree->selectedItems().isEmpty();
    for (QTreeWidgetItemIterator at(m_tree, QTreeWidgetItemIterator::NotHidden); *at != nullptr; ++at)
        if (all || (*at)->isSelected()) lines << lineOf(**at);
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
    m_message->setText(tr("Rows on the clipboard: %1").arg(lines.size()));
}

void TagBrowser::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy)) return copy();
    QDialog::keyPressEvent(event);
}

}  // namespace asg::widgets
