#include "ui/widgets/picture_delegate.h"

#include "ui/presenters/picture_list.h"
#include "ui/render/visible_text.h"
#include "ui/widgets/theme.h"

#include <QImage>
#include <QPainter>

namespace asg::widgets {
namespace {

using presenters::PictureList;

constexpr int kThumbnailSide = 56;
constexpr int kPlaceHeight = 30;
constexpr QColor kStarColor(0xF0, 0xE4, 0x42);  // Okabe and Ito's yellow, on the thumbnail's black in every theme

void paintThumbnail(QPainter& painter, const QRect& into, const QModelIndex& index) {
    painter.fillRect(into, Qt::black);
    const QByteArray grey = index.data(PictureList::ThumbnailRole).toByteArray();
    const QSize size = index.data(PictureList::ThumbnailSizeRole).toSize();
    if (grey.isEmpty()) return;
    const QImage image(reinterpret_cast<const uchar*>(grey.constData()), size.width(), size.height(), size.width(),
                       QImage::Format_Grayscale8);
    QRect fitted(QPoint(), size.scaled(into.size(), Qt::KeepAspectRatio));
    fitted.moveCenter(into.center());
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(fitted, image);
}

/// In the corner of a key image's thumbnail.
void paintStar(QPainter& painter, const QRect& thumbnail) {
    constexpr int kSide = 16;
    const QRect corner(thumbnail.right() - kSide + 1, thumbnail.top(), kSide, kSide);
    painter.fillRect(corner, QColor(0, 0, 0, 180));
    painter.setFont(smallFont());
    painter.setPen(kStarColor);
    painter.drawText(corner, Qt::AlignCenter, QStringLiteral("★"));
}

/// Between the thumbnails of one patient.
void paintTie(QPainter& painter, const QRect& row) {
    const QRect tie(row.left() + 2 * kGrid + kThumbnailSide / 2 - 1, row.top() - kGrid, 2, 2 * kGrid);
    painter.fillRect(tie, colors().accent);
}

void paintGround(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) {
    const QRect rect = option.rect;
    const bool current = index.data(PictureList::CurrentRole).toBool();
    if (current || option.state.testFlag(QStyle::State_MouseOver))
        painter.fillRect(rect, current ? colors().selected : colors().hovered);
    if (current || index.data(PictureList::ShownRole).toBool())
        painter.fillRect(QRect(rect.left(), rect.top(), kAccentBar, rect.height()),
                         current ? colors().accent : colors().dimText);
}

QString glyphOf(presenters::PlaceCard::Mark mark) {
    using Mark = presenters::PlaceCard::Mark;
    switch (mark) {
        case Mark::Begun: return QStringLiteral("◐");
        case Mark::Done: return QStringLiteral("✓");
        case Mark::Open: break;
    }
    return QStringLiteral("○");
}

/// "✓ Place 12 … 5 of 5".
void paintPlace(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) {
    constexpr int kGlyphWidth = 18;
    const auto mark = static_cast<presenters::PlaceCard::Mark>(index.data(PictureList::MarkRole).toInt());
    const bool isDone = mark == presenters::PlaceCard::Mark::Done;
    QRect line = option.rect.adjusted(2 * kGrid, 0, -2 * kGrid, 0);
    painter.setFont(option.font);
    painter.setPen(isDone ? colors().accent : colors().dimText);
    painter.drawText(QRect(line.left(), line.top(), kGlyphWidth, line.height()), Qt::AlignCenter, glyphOf(mark));
    line.setLeft(line.left() + kGlyphWidth + 2 * kGrid);
    const bool isBroken = !index.data(PictureList::ProblemRole).toString().isEmpty();
    auto words = isBroken ? PictureDelegate::tr("unreadable") : index.data(PictureList::SubtitleRole).toString();
    if (index.data(PictureList::KeyImageRole).toBool()) words.prepend(QStringLiteral("★ "));
    painter.setPen(isDone ? colors().dimText : colors().text);
    const auto title = index.data(Qt::DisplayRole).toString();
    painter.drawText(line, Qt::AlignVCenter | Qt::AlignLeft, title);
    line.setLeft(line.left() + painter.fontMetrics().horizontalAdvance(title) + 2 * kGrid);
    painter.setFont(smallFont());
    painter.setPen(isBroken ? colors().mark : colors().dimText);
    painter.drawText(line, Qt::AlignVCenter | Qt::AlignRight,
                     painter.fontMetrics().elidedText(words, Qt::ElideRight, line.width()));
}

}  // namespace

QSize PictureDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const bool isPlace = index.data(PictureList::MarkRole).isValid();
    return {option.rect.width(), isPlace ? kPlaceHeight : kThumbnailSide + 2 * kGrid};
}

void PictureDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    painter->save();
    const QRect rect = option.rect;
    paintGround(*painter, option, index);
    if (index.data(PictureList::MarkRole).isValid()) {
        paintPlace(*painter, option, index);
        return painter->restore();
    }
    const QRect thumbnail(rect.left() + 2 * kGrid, rect.top() + kGrid, kThumbnailSide, kThumbnailSide);
    paintThumbnail(*painter, thumbnail, index);
    const auto grouping = index.data(PictureList::GroupingRole).value<PictureList::Grouping>();
    const bool goesOn = grouping == PictureList::Grouping::Further;
    if (goesOn) paintTie(*painter, rect);

    const QRect words = rect.adjusted(kThumbnailSide + 4 * kGrid, 2 * kGrid, -kGrid, -2 * kGrid);
    const bool broken = !index.data(PictureList::ProblemRole).toString().isEmpty();
    const auto line = [&](const QString& text, const QFont& font, const QColor& color, Qt::Alignment alignment,
                          Qt::TextElideMode elide) {
        painter->setFont(font);
        painter->setPen(color);
        painter->drawText(words, alignment | Qt::AlignLeft,
                          painter->fontMetrics().elidedText(render::visibleLine(text), elide, words.width()));
    };
    if (index.data(PictureList::KeyImageRole).toBool()) paintStar(*painter, thumbnail);
    // A patient's further pictures are told apart by their dates; the name stands above them.
    line(index.data(goesOn ? int{PictureList::SubtitleRole} : int{Qt::DisplayRole}).toString(), option.font,
         colors().text, Qt::AlignTop, Qt::ElideMiddle);
    line(broken   ? tr("cannot be opened")
         : goesOn ? tr("same patient")
                  : index.data(PictureList::SubtitleRole).toString(),
         smallFont(), colors().dimText, Qt::AlignBottom, Qt::ElideRight);
    painter->restore();
}

}  // namespace asg::widgets
