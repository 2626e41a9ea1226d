#include "tests/gui/viewer/shown_words.h"

#include "ui/widgets/elided_label.h"
#include "ui/widgets/report_text_view.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QComboBox>
#include <QHeaderView>
#include <QKeySequence>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QScrollArea>
#include <QScrollBar>
#include <QStatusBar>
#include <QWidget>

#include <algorithm>

namespace asg::tests {
namespace {

constexpr QStringView kPlain = u"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr QStringView kStrange = u"ÄƁÇĎËƑĞĤÏĴĶĹṀÑÖƤǪŘŠŤÜṼŴẊŸŽäƀçďëƒğĥïĵķĺṁñöƥǫřšťüṽŵẋÿž";
static_assert(kPlain.size() == kStrange.size());

/// Qt's own words of keys would change what a key is called; its others are translated as the program's are.
bool namesKeys(QLatin1String context) {
    return context == QLatin1String("QShortcut");
}

/// The same in every language: names, units, what DICOM calls things, and what stands in the tests' own files.
const QStringList& sameEverywhere() {
    static const QStringList words{
        QStringLiteral("ASG"),  QStringLiteral("Viewer"), QStringLiteral("DICOM"), QStringLiteral("CPU"),
        QStringLiteral("PA"),   QStringLiteral("AP"),     QStringLiteral("mm"),    QStringLiteral("cm"),
        QStringLiteral("px"),   QStringLiteral("SHA"),    QStringLiteral("test"),  QStringLiteral("fake"),
        QStringLiteral("png"),  QStringLiteral("dcm"),    QStringLiteral("txt"),   QStringLiteral("English"),
        QStringLiteral("Espa"), QStringLiteral("ol"),     QStringLiteral("DOE")};
    return words;
}

bool isKeys(const QString& text) {
    const auto keys = QKeySequence::listFromString(text, QKeySequence::NativeText);
    return !keys.isEmpty() && std::ranges::all_of(keys, [](const QKeySequence& key) {
        return !key.isEmpty() && key[0].key() != Qt::Key_unknown;
    });
}

/// The key at the end of a tip: "words (Ctrl+O)".
QString withoutKeyAtEnd(const QString& text) {
    static const QRegularExpression end(QStringLiteral(R"(\s*\(([^()]+)\)$)"));
    const auto match = end.match(text);
    return match.hasMatch() && isKeys(match.captured(1)) ? text.left(match.capturedStart()) : text;
}

void addAction(QStringList& words, const QAction& action) {
    words << action.text() << action.iconText() << action.toolTip() << action.whatsThis() << action.statusTip();
    if (const auto* menu = action.menu())
        for (const auto* inner : menu->actions()) addAction(words, *inner);
}

void addModel(QStringList& words, const QAbstractItemView& view) {
    const auto* model = view.model();
    if (model == nullptr) return;
    for (int row = 0; row < model->rowCount(); ++row)
        for (int column = 0; column < model->columnCount(); ++column)
            for (const auto role : {Qt::DisplayRole, Qt::ToolTipRole, Qt::AccessibleTextRole})
                words << model->index(row, column).data(role).toString();
    for (int column = 0; column < model->columnCount(); ++column)
        if (const auto* header = view.findChild<QHeaderView*>(); header != nullptr && header->isVisible())
            words << model->headerData(column, Qt::Horizontal).toString();
}

void addOwnWords(QStringList& words, const QWidget& widget) {
    if (const auto* label = qobject_cast<const QLabel*>(&widget)) words << label->text();
    if (const auto* button = qobject_cast<const QAbstractButton*>(&widget)) words << button->text();
    if (const auto* field = qobject_cast<const QLineEdit*>(&widget)) words << field->placeholderText();
    if (const auto* field = qobject_cast<const QPlainTextEdit*>(&widget)) words << field->placeholderText();
    if (const auto* status = qobject_cast<const QStatusBar*>(&widget)) words << status->currentMessage();
    if (const auto* box = qobject_cast<const QComboBox*>(&widget))
        for (int i = 0; i < box->count(); ++i) words << box->itemText(i);
    // A header is a view of the same rows.
    const auto* view = qobject_cast<const QAbstractItemView*>(&widget);
    if (view != nullptr && qobject_cast<const QHeaderView*>(view) == nullptr) addModel(words, *view);
}

/// The report, and the elements of a DICOM file, which have DICOM's names.
bool isOutside(const QWidget& widget) {
    return widget.objectName() == QLatin1String("tags") ||
           qobject_cast<const widgets::ReportTextView*>(widget.parentWidget()) != nullptr;
}

bool isTooSmall(const QWidget& control) {
    if (control.sizePolicy().horizontalPolicy() == QSizePolicy::Ignored) return false;
    if (qobject_cast<const QAbstractButton*>(&control) != nullptr)
        return control.width() < control.minimumSizeHint().width() ||
               control.height() < control.minimumSizeHint().height();
    const auto* label = qobject_cast<const QLabel*>(&control);
    if (label == nullptr || label->text().isEmpty() || qobject_cast<const widgets::ElidedLabel*>(label) != nullptr)
        return false;
    return label->wordWrap() ? label->height() < label->heightForWidth(label->width())
                             : label->width() < label->minimumSizeHint().width();
}

/// What scrolls up and down is seen by and by; sideways nothing should.
const QScrollArea* scrollAreaOf(const QWidget& control) {
    for (const auto* above = control.parentWidget(); above != nullptr; above = above->parentWidget())
        if (const auto* area = qobject_cast<const QScrollArea*>(above)) return area;
    return nullptr;
}

bool isCut(const QWidget& control, const QWidget& window) {
    if (isTooSmall(control)) return true;
    if (const auto* area = scrollAreaOf(control)) return area->horizontalScrollBar()->maximum() > 0;
    return !window.rect().contains(QRect(control.mapTo(&window, QPoint(0, 0)), control.size()));
}

QString nameOf(const QWidget& widget) {
    QString words = QString::fromLatin1(widget.metaObject()->className()) + u' ' + widget.objectName();
    if (const auto* button = qobject_cast<const QAbstractButton*>(&widget)) words += u' ' + button->text();
    if (const auto* label = qobject_cast<const QLabel*>(&widget)) words += u' ' + label->text();
    return words;
}

}  // namespace

QString pseudo(const QString& words) {
    QString strange;
    for (const QChar letter : words) {
        const auto at = kPlain.indexOf(letter);
        strange += at < 0 ? letter : kStrange[at];
    }
    constexpr QStringView kMore = u"äñ öë ïü";
    for (qsizetype i = 0, more = (words.trimmed().size() * 2 + 4) / 5; i < more; ++i)
        strange += i + 1 == more && kMore[i % kMore.size()] == u' ' ? u'ü' : kMore[i % kMore.size()];
    return strange;
}

QString PseudoTranslator::translate(const char* context, const char* words, const char* /*comment*/,
                                    int /*count*/) const {
    const QLatin1String where(context);
    if (namesKeys(where)) return {};
    const auto text = QString::fromUtf8(words);
    if (!where.startsWith(QLatin1String("Q"))) m_asked.emplace(where, text);
    return pseudo(text);
}

QStringList latinWordsIn(const QString& text) {
    if (isKeys(text)) return {};
    static const QRegularExpression quoted(QStringLiteral("“[^”]*”|/[^ ]*/"));  // a report's words, a folder
    static const QRegularExpression run(QStringLiteral("[A-Za-z]{2,}"));
    QStringList words;
    auto found = run.globalMatch(withoutKeyAtEnd(text).remove(quoted));
    while (found.hasNext())
        if (const auto word = found.next().captured(); !sameEverywhere().contains(word)) words << word;
    return words;
}

QStringList wordsIn(const QWidget& window) {
    QStringList words{window.windowTitle()};
    auto widgets = window.findChildren<QWidget*>();
    widgets.prepend(const_cast<QWidget*>(&window));
    for (const auto* widget : widgets) {
        if (!widget->isVisible() || qobject_cast<const QMenu*>(widget) != nullptr) continue;
        if (isOutside(*widget)) continue;
        words << withoutKeyAtEnd(widget->toolTip()) << widget->accessibleName() << widget->accessibleDescription();
        addOwnWords(words, *widget);
    }
    for (const auto* action : window.actions()) addAction(words, *action);
    for (const auto* menu : window.findChildren<QMenu*>()) {
        words << menu->title();
        for (const auto* action : menu->actions()) addAction(words, *action);
    }
    words.removeDuplicates();
    words.removeAll(QString());
    return words;
}

QStringList cutIn(const QWidget& window) {
    QStringList cut;
    for (const auto* control : window.findChildren<QWidget*>()) {
        const bool says = qobject_cast<const QAbstractButton*>(control) != nullptr ||
                          qobject_cast<const QLabel*>(control) != nullptr ||
                          qobject_cast<const QStatusBar*>(control) != nullptr;
        if (says && control->isVisible() && control->window() == &window && isCut(*control, window))
            cut << QStringLiteral("%1 %2×%3").arg(nameOf(*control)).arg(control->width()).arg(control->height());
    }
    return cut;
}

}  // namespace asg::tests
