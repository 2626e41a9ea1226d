#include "ui/presenters/picture_list.h"

#include "ui/presenters/on_gui_thread.h"

#include <QStringList>

#include <filesystem>
#include <utility>

namespace asg::presenters {
namespace {

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

}  // namespace

QString fileNameOf(const study::PictureSource& source) {
    return QString::fromStdString(std::filesystem::path(study::nameOf(source)).filename().string());
}

PictureCard makePictureCard(const session::PictureLook& look, const QString& file) {
    const auto& thumbnail = look.thumbnail;
    PictureCard card;
    const auto name = nameText(look.patientName);
    card.title = name.isEmpty() ? file : name;
    QStringList parts{viewText(look.view), dateText(look.studyDate)};
    parts.removeAll(QString());
    if (parts.isEmpty() && !name.isEmpty()) parts << file;
    card.subtitle = parts.join(QStringLiteral(" · "));
    card.size = QSize(thumbnail.columns, thumbnail.rows);
    card.grey = QByteArray(reinterpret_cast<const char*>(thumbnail.grey.data()), qsizetype(thumbnail.grey.size()));
    return card;
}

void PictureList::setPictures(const std::vector<study::PictureSource>& pictures) {
    if (pictures.size() <= m_entries.size()) return;
    const auto known = static_cast<int>(m_entries.size());
    beginInsertRows({}, known, static_cast<int>(pictures.size()) - 1);
    for (auto i = m_entries.size(); i < pictures.size(); ++i) {
        Entry entry{pictures[i], {}, false};
        entry.card.title = fileNameOf(pictures[i]);
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
    const auto& [source, card, asked] = m_entries[row];
    switch (role) {
        case Qt::DisplayRole: return card.title;
        case Qt::ToolTipRole:
            return card.problem.isEmpty() ? QString::fromStdString(study::nameOf(source)) : card.problem;
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
        [&library = m_workplace.pictures(), source = m_entries[index].source](
            const std::stop_token& stop, const base::Progress&) -> base::Outcome<PictureCard> {
            const auto look = library.look(source, stop);
            if (look.cancelled()) return base::Cancelled{};
            if (look.failed()) return look.error();
            return makePictureCard(look.value(), fileNameOf(source));
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
