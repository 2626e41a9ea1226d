#include "ui/widgets/correction_row.h"

#include "ui/presenters/ontology_words.h"
#include "ui/presenters/report_view.h"
#include "ui/widgets/existence_mark.h"
#include "ui/widgets/panel_parts.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QIcon>
#include <QMouseEvent>
#include <QPainter>
#include <QPushButton>
#include <QStringList>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace asg::widgets {
namespace {

constexpr std::array kExistences{domain::Existence::Present, domain::Existence::Absent, domain::Existence::Uncertain};
constexpr std::array kSides{domain::Side::Left, domain::Side::Right, domain::Side::Both};
constexpr int kControlHeight = 26;
constexpr int kMarkSide = 14;

/// Short enough for a button: a pair is named once ("apical zone, both sides").
QString placeWords(const std::vector<domain::RegionId>& regions) {
    if (regions.empty()) return CorrectionRow::tr("nothing to point at");
    QStringList names;
    for (const auto region : regions) {
        const auto mirrored = domain::mirroredRegion(region);
        const bool pair = mirrored != region && std::ranges::find(regions, mirrored) != regions.end();
        if (!pair)
            names << presenters::regionText(region);
        else if (region < mirrored)
            names << CorrectionRow::tr("%1, both sides").arg(presenters::pairText(region));
    }
    return names.join(QStringLiteral("; "));
}

QString withKey(const QString& words, const QString& key) {
    return key.isEmpty() ? words : QStringLiteral("%1 (%2)").arg(words, key);
}

/// The mark that report and findings show, as an icon.
QIcon markOf(domain::Existence existence) {
    constexpr int kDensity = 2;
    QPixmap pixmap(kDensity * kMarkSide, kDensity * kMarkSide);
    pixmap.setDevicePixelRatio(kDensity);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paintExistence(painter, QRectF(0, 0, kMarkSide, kMarkSide), existence, colors().text);
    return QIcon(pixmap);
}

/// What holds stands out by its border, not by a shade alone.
QString toggleStyle() {
    const auto& in = colors();
    return QStringLiteral(
               "QToolButton { color: %4; background: %1; border: 1px solid %2; border-radius: 2px; padding: 0 6px; }"
               "QToolButton:hover { background: %3; } QToolButton:focus { border-color: %4; }"
               "QToolButton:checked { background: %5; border: 1px solid %6; }")
        .arg(in.raised.name(), in.line.name(), in.hovered.name(), in.text.name(), in.selected.name(), in.accent.name());
}

QPushButton* makeValueButton(const QString& name, QWidget* parent) {
    auto* button = new QPushButton(parent);
    button->setObjectName(name);
    button->setFixedHeight(kControlHeight);
    button->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    button->setStyleSheet(QStringLiteral("text-align: left; padding: 0 8px;"));
    button->setAutoDefault(false);
    return button;
}

}  // namespace

CorrectionRow::CorrectionRow(QWidget* parent) : QWidget(parent) {
    m_finding = makeValueButton(QStringLiteral("rowFinding"), this);
    m_place = makeValueButton(QStringLiteral("rowPlace"), this);
    m_remove = new QToolButton(this);
    m_remove->setObjectName(QStringLiteral("rowRemove"));
    m_remove->setIcon(themeIcon(QStringLiteral("list-remove")));
    m_remove->setAutoRaise(true);
    m_remove->setFixedSize(kControlHeight, kControlHeight);
    m_remove->setAccessibleName(tr("Remove"));
    makeExistence();
    makeSides();
    arrange();
    showInColors();
    connect(m_finding, &QPushButton::clicked, this, [this] { (Q_EMIT touched(), Q_EMIT findingAsked()); });
    connect(m_place, &QPushButton::clicked, this, [this] { (Q_EMIT touched(), Q_EMIT placeAsked()); });
    connect(m_remove, &QToolButton::clicked, this, [this] { (Q_EMIT touched(), Q_EMIT removeAsked()); });
    for (auto* control : findChildren<QWidget*>()) control->installEventFilter(this);
}

QToolButton* CorrectionRow::makeToggle(const QString& words) {
    auto* button = new QToolButton(this);
    button->setText(words);
    button->setCheckable(true);
    button->setFixedHeight(kControlHeight);
    button->setFont(smallFont());
    button->setFocusPolicy(Qt::StrongFocus);
    button->setAccessibleName(words);
    return button;
}

void CorrectionRow::makeExistence() {
    for (std::size_t i = 0; i < kExistences.size(); ++i) {
        const auto existence = kExistences[i];
        auto* button = makeToggle(presenters::existenceWord(existence));
        button->setObjectName(QStringLiteral("rowExistence%1").arg(i));
        button->setIconSize(QSize(kMarkSide, kMarkSide));
        m_existence[i] = button;
        connect(button, &QToolButton::clicked, this, [this, button, existence] {
            // What is checked is what is on the disk; showTriplet() checks it once it is there.
            button->setChecked(!button->isChecked());
            Q_EMIT touched();
            Q_EMIT existenceChosen(existence);
        });
    }
}

void CorrectionRow::makeSides() {
    const std::array words{tr("left"), tr("right"), tr("both")};
    for (std::size_t i = 0; i < kSides.size(); ++i) {
        auto* button = makeToggle(words[i]);
        button->setObjectName(QStringLiteral("rowSide%1").arg(i));
        m_sides[i] = button;
        connect(button, &QToolButton::clicked, this, [this, button, side = kSides[i]] {
            const bool on = button->isChecked();
            button->setChecked(!on);
            Q_EMIT touched();
            Q_EMIT sideChosen(on ? std::optional(side) : std::nullopt);
        });
    }
}

void CorrectionRow::setKeys(const CorrectionKeys& keys) {
    for (std::size_t i = 0; i < kExistences.size(); ++i)
        setPlainTip(*m_existence[i], withKey(m_existence[i]->text(), keys.existence[i]));
    for (auto* button : m_sides)
        setPlainTip(*button, withKey(tr("The patient's side; once more: the side is not said"), keys.side));
    m_findingTip = withKey(tr("The finding: choose another"), keys.finding);
    m_placeTip = withKey(tr("Where it is: choose regions, or none"), keys.place);
    setPlainTip(*m_remove, withKey(tr("The sentence does not say this: remove it"), keys.remove));
    fit();
}

void CorrectionRow::arrange() {
    const auto line = [this](std::initializer_list<QWidget*> widgets) {
        auto* layout = new QHBoxLayout;
        layout->setSpacing(kGrid);
        for (auto* widget : widgets) layout->addWidget(widget, widget == m_finding || widget == m_place ? 1 : 0);
        return layout;
    };
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(3 * kGrid, kGrid, 2 * kGrid, kGrid);
    layout->setSpacing(kGrid);
    layout->addLayout(line({m_existence[0], m_existence[1], m_existence[2], m_finding, m_remove}));
    auto* second = line({m_place, m_sides[0], m_sides[1], m_sides[2]});
    layout->addLayout(second);
}

QWidget& CorrectionRow::findingControl() const {
    return *m_finding;
}

QWidget& CorrectionRow::placeControl() const {
    return *m_place;
}

void CorrectionRow::showTriplet(const domain::Triplet& triplet) {
    for (std::size_t i = 0; i < kExistences.size(); ++i)
        m_existence[i]->setChecked(triplet.existence == kExistences[i]);
    for (std::size_t i = 0; i < kSides.size(); ++i) m_sides[i]->setChecked(triplet.laterality == kSides[i]);
    m_findingWords = presenters::findingText(triplet.finding);
    showRegions(triplet.regions, triplet.implied);
}

void CorrectionRow::showPlaces(const std::vector<domain::RegionId>& places) {
    for (auto* button : m_existence) button->hide();
    for (auto* button : m_sides) button->hide();
    m_finding->setFlat(true);
    m_findingWords = tr("a place without a finding");
    showRegions(places, false);
}

void CorrectionRow::showRegions(const std::vector<domain::RegionId>& regions, bool implied) {
    m_placeWords = placeWords(regions);
    if (implied) m_placeWords = tr("%1 · implied").arg(m_placeWords);
    fit();
}

void CorrectionRow::setState(bool lit, bool editable) {
    m_lit = lit;
    // Not greyed: what the parser said is there to be read.
    setAttribute(Qt::WA_TransparentForMouseEvents, !editable);
    m_remove->setVisible(editable);
    update();
}

/// Words where there is room for them, marks alone where there is not; values end in an ellipsis.
void CorrectionRow::fit() {
    constexpr int kRoomForWords = 440;
    for (auto* button : m_existence)
        button->setToolButtonStyle(width() >= kRoomForWords ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
    layout()->activate();
    const auto fill = [](QPushButton& button, const QString& words, const QString& tip) {
        constexpr int kPadding = 20;
        button.setText(
            plainActionText(button.fontMetrics().elidedText(words, Qt::ElideRight, button.width() - kPadding)));
        button.setAccessibleName(words);
        setPlainTip(button, words + QLatin1Char('\n') + tip);
    };
    const bool named = !m_finding->isFlat();
    fill(*m_finding, m_findingWords,
         named ? m_findingTip : tr("The sentence speaks of this place and names no finding there"));
    fill(*m_place, m_placeWords, m_placeTip);
}

/// Of the theme that is shown.
void CorrectionRow::showInColors() {
    m_colors = &colors();
    for (std::size_t i = 0; i < kExistences.size(); ++i) m_existence[i]->setIcon(markOf(kExistences[i]));
    const auto style = toggleStyle();
    for (auto* button : m_existence) button->setStyleSheet(style);
    for (auto* button : m_sides) button->setStyleSheet(style);
}

void CorrectionRow::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_colors != &colors()) showInColors();
}

void CorrectionRow::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fit();
}

bool CorrectionRow::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::FocusIn) Q_EMIT touched();
    return QWidget::eventFilter(watched, event);
}

void CorrectionRow::mousePressEvent(QMouseEvent* event) {
    QWidget::mousePressEvent(event);
    Q_EMIT touched();
}

void CorrectionRow::paintEvent(QPaintEvent* event) {
    QWidget::paintEvent(event);
    if (!m_lit) return;
    QPainter painter(this);
    painter.fillRect(rect(), colors().hovered);
    painter.fillRect(QRect(0, 0, kAccentBar, height()), colors().accent);
}

}  // namespace asg::widgets
