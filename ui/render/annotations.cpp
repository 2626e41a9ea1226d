#include "ui/render/annotations.h"

#include "ui/render/halo_text.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace asg::render {
namespace {

const QColor kWarningColor(0xE6, 0x9F, 0x00);  // Okabe and Ito's orange

class AnnotationLayout {
public:
    AnnotationLayout(const QRectF& view, const QFont& font, double unit)
        : m_area(view.adjusted(kMargin * unit, kMargin * unit, -kMargin * unit, -kMargin * unit)),
          m_font(font),
          m_metrics(font),
          m_letterMetrics(letterFont(font)),
          m_top(m_area.top()) {}

    void addNotice(const QString& notice, const QString& note) {
        QStringList lines = wrapped(note, m_font, m_area.width()) + wrapped(notice, m_font, m_area.width());
        lines.removeAll(QString());
        m_bottom = m_area.bottom() - lines.size() * lineHeight();
        double y = m_bottom;
        for (const QString& line : lines) {
            const double width = m_metrics.horizontalAdvance(line);
            m_placed.push_back({QRectF(m_area.center().x() - width / 2, y, width, lineHeight()), line});
            y += lineHeight();
        }
        m_bottomLeft = m_bottom;
    }

    /// In the small letters where the large ones are too wide.
    void addHeading(const QString& heading) {
        if (heading.isEmpty()) return;
        const bool isLarge = m_letterMetrics.horizontalAdvance(heading) <= m_area.width();
        const auto& metrics = isLarge ? m_letterMetrics : m_metrics;
        const QString shown = metrics.elidedText(heading, Qt::ElideRight, m_area.width());
        const QSizeF size(metrics.horizontalAdvance(shown), metrics.height());
        add({QRectF(QPointF(m_area.center().x() - size.width() / 2, m_area.top()), size), shown,
             isLarge ? PlacedText::Kind::Letter : PlacedText::Kind::Line});
        m_top = m_area.top() + size.height();
    }

    void addWarnings(const QStringList& lines) {
        for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
            m_bottomLeft -= m_letterMetrics.height();
            const QSizeF size(m_letterMetrics.horizontalAdvance(*line), m_letterMetrics.height());
            add({QRectF(QPointF(m_area.left(), m_bottomLeft), size), *line, PlacedText::Kind::Warning});
        }
    }

    void addTop(const QStringList& lines, bool right) {
        double y = m_top;
        for (const QString& line : lines) {
            addLine(line, y, right);
            y += lineHeight();
        }
    }

    void addBottom(const QStringList& lines, bool right) {
        double y = right ? m_bottom : m_bottomLeft;
        for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
            y -= lineHeight();
            addLine(*line, y, right);
        }
    }

    void addLetters(const OrientationLetters& letters) {
        const double h = m_letterMetrics.height();
        const double middle = m_area.center().y() - h / 2;
        addLetter(letters.left, [&](double) { return QPointF(m_area.left(), middle); });
        addLetter(letters.right, [&](double w) { return QPointF(m_area.right() - w, middle); });
        addLetter(letters.top, [&](double w) { return QPointF(m_area.center().x() - w / 2, m_top); });
        addLetter(letters.bottom, [&](double w) { return QPointF(m_area.center().x() - w / 2, m_bottom - h); });
    }

    std::vector<PlacedText> take() { return std::move(m_placed); }

private:
    static constexpr double kMargin = 8;

    [[nodiscard]] double lineHeight() const { return std::ceil(m_metrics.height()); }

    void addLine(const QString& line, double y, bool right) {
        const double half = (m_area.width() - lineHeight()) / 2;
        const QString shown = m_metrics.elidedText(line, Qt::ElideRight, half);
        const double width = m_metrics.horizontalAdvance(shown);
        add({QRectF(right ? m_area.right() - width : m_area.left(), y, width, lineHeight()), shown});
    }

    template <typename Place>
    void addLetter(const QString& letter, Place place) {
        if (letter.isEmpty()) return;
        const double width = m_letterMetrics.horizontalAdvance(letter);
        add({QRectF(place(width), QSizeF(width, m_letterMetrics.height())), letter, PlacedText::Kind::Letter});
    }

    void add(PlacedText text) {
        if (text.text.isEmpty() || !m_area.adjusted(-1, -1, 1, 1).contains(text.rect)) return;
        const bool covers =
            std::ranges::any_of(m_placed, [&](const PlacedText& other) { return other.rect.intersects(text.rect); });
        if (!covers) m_placed.push_back(std::move(text));
    }

    QRectF m_area;
    QFont m_font;
    QFontMetricsF m_metrics;
    QFontMetricsF m_letterMetrics;
    double m_top;             ///< of what stands below the heading
    double m_bottom = 0;      ///< of what stands above the notice
    double m_bottomLeft = 0;  ///< the same above the warnings
    std::vector<PlacedText> m_placed;
};

}  // namespace

QFont letterFont(QFont font) {
    font.setBold(true);
    if (font.pixelSize() > 0)
        font.setPixelSize(font.pixelSize() * 3 / 2);
    else
        font.setPointSizeF(font.pointSizeF() * 1.5);
    return font;
}

QStringList wrapped(const QString& text, const QFont& font, double width) {
    const QFontMetricsF metrics(font);
    QStringList lines;
    for (const QString& word : text.split(u' ', Qt::SkipEmptyParts)) {
        const QString longer = lines.isEmpty() ? word : lines.back() + u' ' + word;
        if (!lines.isEmpty() && metrics.horizontalAdvance(longer) <= width)
            lines.back() = longer;
        else
            lines << word;
    }
    return lines;
}

std::vector<PlacedText> layOutAnnotations(const Annotations& annotations, const QRectF& view, const QFont& font,
                                          double unit) {
    AnnotationLayout layout(view, font, unit);
    layout.addNotice(annotations.notice, annotations.note);
    layout.addHeading(annotations.heading);
    layout.addWarnings(annotations.turnedRound);
    layout.addTop(annotations.corners.topLeft, false);
    layout.addTop(annotations.corners.topRight, true);
    layout.addBottom(annotations.corners.bottomLeft, false);
    layout.addBottom(annotations.corners.bottomRight, true);
    layout.addLetters(annotations.letters);
    return layout.take();
}

void paintAnnotations(QPainter& painter, const std::vector<PlacedText>& texts, const QFont& font, double unit) {
    for (const PlacedText& text : texts)
        paintHaloText(painter, text.rect, text.text, text.kind == PlacedText::Kind::Line ? font : letterFont(font),
                      unit, text.kind == PlacedText::Kind::Warning ? kWarningColor : kHaloTextColor);
}

}  // namespace asg::render
