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

}  // namespace

QSize PictureDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& /*index*/) const {
    return {option.rect.width(), kThumbnailSide + 2 * kGrid};
}

void PictureDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    painter->save();
    const QRect rect = option.rect;
    const bool current = index.data(PictureList::CurrentRole).toBool();
    if (current || option.state.testFlag(QStyle::State_MouseOver))
        painter->fillRect(rect, QColor(current ? colors::kSelected : colors::kHovered));
    if (current) painter->fillRect(QRect(rect.left(), rect.top(), kAccentBar, rect.height()), QColor(colors::kAccent));
    const QRect thumbnail(rect.left() + 2 * kGrid, rect.top() + kGrid, kThumbnailSide, kThumbnailSide);
    paintThumbnail(*painter, thumbnail, index);

    const QRect words = rect.adjusted(kThumbnailSide + 4 * kGrid, 2 * kGrid, -kGrid, -2 * kGrid);
    const bool broken = !index.data(PictureList::ProblemRole).toString().isEmpty();
    const auto line = [&](const QString& text, const QFont& font, QRgb color, Qt::Alignment alignment,
                          Qt::TextElideMode elide) {
        painter->setFont(font);
        painter->setPen(QColor(color));
        painter->drawText(words, alignment | Qt::AlignLeft,
                          painter->fontMetrics().elidedText(render::visibleLine(text), elide, words.width()));
    };
    line(index.data(Qt::DisplayRole).toString(), option.font, colors::kText, Qt::AlignTop, Qt::ElideMiddle);
    line(broken ? tr("cannot be opened") : index.data(PictureList::SubtitleRole).toString(), smallFont(),
         colors::kDimText, Qt::AlignBottom, Qt::ElideRight);
    painter->restore();
}

}  // namespace asg::widgets
