#include "ui/presenters/picture_list.h"

#include "core/io/open_radiograph.h"
#include "core/vision/display_lut.h"
#include "ui/presenters/on_gui_thread.h"

#include <QStringList>

#include <algorithm>
#include <utility>

namespace asg::presenters {
namespace {

constexpr int kThumbnailSide = 192;

QString fileName(const std::filesystem::path& path) {
    return QString::fromStdString(path.filename().string());
}

QString viewText(domain::View view) {
    switch (view) {
        case domain::View::PA: return QStringLiteral("PA");
        case domain::View::AP: return QStringLiteral("AP");
        case domain::View::Lateral: return PictureList::tr("lateral");
        case domain::View::Unknown: break;
    }
    return {};
}

QString dateText(const std::string& stored) {
    if (stored.size() != 8) return QString::fromStdString(stored);
    return QString::fromStdString(stored.substr(0, 4) + '-' + stored.substr(4, 2) + '-' + stored.substr(6, 2));
}

QString nameText(const std::string& stored) {
    return QString::fromStdString(stored)
        .section(QLatin1Char('='), 0, 0)
        .replace(QLatin1Char('^'), QLatin1Char(' '))
        .simplified();
}

/// Mean grey over each thumbnail pixel's share of the picture.
void addThumbnail(PictureCard& card, const domain::Radiograph& radiograph, int side) {
    const auto grey =
        vision::renderGrey(radiograph, vision::makeDisplayLut(radiograph, vision::defaultVoi(radiograph), false));
    const int longest = std::max(radiograph.columns, radiograph.rows);
    const int step = std::max(1, (longest + side - 1) / side);
    card.size = QSize(std::max(1, radiograph.columns / step), std::max(1, radiograph.rows / step));
    card.grey.resize(qsizetype(card.size.width()) * card.size.height());
    for (int y = 0; y < card.size.height(); ++y)
        for (int x = 0; x < card.size.width(); ++x) {
            std::int64_t sum = 0;
            const int rows = std::min(step, radiograph.rows - y * step);
            const int columns = std::min(step, radiograph.columns - x * step);
            for (int row = 0; row < rows; ++row)
                for (int column = 0; column < columns; ++column)
                    sum += grey[std::size_t(y * step + row) * std::size_t(radiograph.columns) +
                                std::size_t(x * step + column)];
            card.grey[qsizetype(y) * card.size.width() + x] = static_cast<char>(sum / (std::int64_t(rows) * columns));
        }
}

}  // namespace

PictureCard makePictureCard(const domain::Radiograph& radiograph, int side) {
    PictureCard card;
    const auto file = fileName(radiograph.path);
    const auto name = nameText(radiograph.text.patientName);
    card.title = name.isEmpty() ? file : name;
    QStringList parts{viewText(radiograph.view), dateText(radiograph.text.studyDate)};
    parts.removeAll(QString());
    if (parts.isEmpty() && !name.isEmpty()) parts << file;
    card.subtitle = parts.join(QStringLiteral(" · "));
    card.studyUid = QString::fromStdString(radiograph.text.studyInstanceUid);
    addThumbnail(card, radiograph, side);
    return card;
}

void PictureList::setPictures(const std::vector<std::filesystem::path>& paths) {
    if (paths.size() <= m_entries.size()) return;
    const auto known = static_cast<int>(m_entries.size());
    beginInsertRows({}, known, static_cast<int>(paths.size()) - 1);
    for (auto i = m_entries.size(); i < paths.size(); ++i) {
        Entry entry{paths[i], {}, false};
        entry.card.title = fileName(paths[i]);
        m_entries.push_back(std::move(entry));
    }
    endInsertRows();
}

void PictureList::setCurrent(std::optional<std::size_t> index) {
    if (index == m_current) return;
    m_current = index;
    if (!m_entries.empty()) Q_EMIT dataChanged(this->index(0), this->index(rowCount() - 1), {CurrentRole});
    Q_EMIT currentChanged();
}

QString PictureList::placeWords() const {
    if (!m_current || m_entries.size() < 2) return {};
    return tr("%1 of %2").arg(*m_current + 1).arg(m_entries.size());
}

int PictureList::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant PictureList::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) return {};
    const auto row = static_cast<std::size_t>(index.row());
    const auto& [path, card, asked] = m_entries[row];
    switch (role) {
        case Qt::DisplayRole: return card.title;
        case Qt::ToolTipRole: return card.problem.isEmpty() ? QString::fromStdString(path.string()) : card.problem;
        case SubtitleRole: return card.subtitle;
        case ProblemRole: return card.problem;
        case ThumbnailSizeRole: return card.size;
        case CurrentRole: return m_current == row;
        case ThumbnailRole: return card.grey;
        default: return {};
    }
}

void PictureList::lookAt(std::size_t index) {
    if (index >= m_entries.size() || m_entries[index].asked) return;
    m_entries[index].asked = true;
    m_worker.enqueue(jobs::Job<PictureCard>{
        [path = m_entries[index].path](const std::stop_token& stop,
                                       const base::Progress&) -> base::Outcome<PictureCard> {
            const auto radiograph = io::openRadiograph(path, 1, stop);
            if (radiograph.cancelled()) return base::Cancelled{};
            if (radiograph.failed()) return radiograph.error();
            return makePictureCard(radiograph.value(), kThumbnailSide);
        },
        [this, index](jobs::RequestId, base::Outcome<PictureCard> outcome) {
            onGuiThread(this, [this, index, outcome = std::move(outcome)] { looked(index, outcome); });
        }});
}

void PictureList::looked(std::size_t index, const base::Outcome<PictureCard>& outcome) {
    auto& card = m_entries[index].card;
    if (outcome.done()) card = outcome.value();
    if (outcome.failed()) card.problem = QString::fromStdString(outcome.error().text);
    const auto changed = this->index(static_cast<int>(index));
    Q_EMIT dataChanged(changed, changed);
}

}  // namespace asg::presenters
