#include "ui/presenters/picture_list.h"

#include "core/review/key_images.h"
#include "ui/presenters/on_gui_thread.h"
#include "ui/presenters/warning_text.h"
#include "ui/render/dragged_picture.h"

#include <QMimeData>
#include <QStringList>

#include <algorithm>
#include <filesystem>
#include <utility>

namespace asg::presenters {
namespace {

constexpr qsizetype kLookedAtUnasked = 300;

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

study::Picture pictureOf(const session::PictureLook& look, const study::PictureSource& source) {
    const auto& uid = look.text.sopInstanceUid;
    study::Picture picture;
    picture.uid = uid.empty() ? look.sha256 : uid;
    picture.sha256 = look.sha256;
    picture.source = source;
    picture.view = look.view;
    picture.text = look.text;
    return picture;
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
    const auto name = nameText(look.text.patientName);
    card.title = name.isEmpty() ? file : name;
    QStringList parts{viewText(look.view), dateText(look.text.studyDate)};
    parts.removeAll(QString());
    if (parts.isEmpty() && !name.isEmpty()) parts << file;
    card.subtitle = parts.join(QStringLiteral(" · "));
    card.size = QSize(thumbnail.columns, thumbnail.rows);
    card.grey = QByteArray(reinterpret_cast<const char*>(thumbnail.grey.data()), qsizetype(thumbnail.grey.size()));
    return card;
}

PictureList::PictureList(session::Workplace& workplace, QObject* parent)
    : QAbstractListModel(parent), m_workplace(workplace) {
    connect(&m_ties, &PatientTies::changed, this, &PictureList::group);
    connect(&m_ties, &PatientTies::problem, this, &PictureList::problem);
    m_ties.load();
}

void PictureList::setPictures(const std::vector<study::PictureSource>& pictures) {
    const auto known = m_entries.size();
    if (pictures.size() <= known) return;
    beginInsertRows({}, static_cast<int>(known), static_cast<int>(pictures.size()) - 1);
    for (auto i = known; i < pictures.size(); ++i) add(pictures[i]);
    endInsertRows();
    Q_EMIT orderChanged();
}

void PictureList::add(const study::PictureSource& picture) {
    const auto index = m_entries.size();
    Entry entry{picture, {}};
    entry.card.title = fileNameOf(picture);
    entry.asked = entry.looked = m_arePlaces;
    m_entries.push_back(std::move(entry));
    m_pictures.emplace_back();
    m_groupOf.push_back(m_groups.size());
    m_groups.push_back({index});
    m_order.push_back(index);
}

void PictureList::replacePictures(const std::vector<study::PictureSource>& pictures, bool arePlaces) {
    m_worker.cancelAll();
    beginResetModel();
    ++m_replaced;
    m_arePlaces = arePlaces;
    m_entries.clear();
    m_pictures.clear();
    m_groups.clear();
    m_groupOf.clear();
    m_order.clear();
    m_current.reset();
    m_shown.clear();
    for (const auto& picture : pictures) add(picture);
    endResetModel();
    Q_EMIT orderChanged();
    Q_EMIT currentChanged();
}

void PictureList::setPlace(std::size_t index, PlaceCard card) {
    if (m_entries[index].place == card) return;
    m_entries[index].place = std::move(card);
    const auto changed = this->index(rowOf(index));
    Q_EMIT dataChanged(changed, changed);
}

void PictureList::setCurrent(std::optional<std::size_t> index, std::set<std::size_t> shown) {
    const bool isOther = index != m_current;
    if (!isOther && shown == m_shown) return;
    m_current = index;
    m_shown = std::move(shown);
    if (!m_entries.empty()) Q_EMIT dataChanged(this->index(0), this->index(rowCount() - 1), {CurrentRole, ShownRole});
    if (isOther) Q_EMIT currentChanged();
}

int PictureList::rowOf(std::size_t index) const {
    return static_cast<int>(std::ranges::find(m_order, index) - m_order.begin());
}

QString PictureList::placeWords(std::size_t index) const {
    if (m_entries.size() < 2) return {};
    return tr("%1 of %2").arg(rowOf(index) + 1).arg(m_entries.size());
}

int PictureList::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant PictureList::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) return {};
    const auto at = indexAt(index.row());
    if (m_arePlaces) return placeData(at, role);
    const auto& [source, card, asked, looked, keyReaders, keyIsKnown, place] = m_entries[at];
    switch (role) {
        case Qt::DisplayRole: return card.title;
        case Qt::ToolTipRole:
            return card.problem.isEmpty() ? QString::fromStdString(study::nameOf(source)) : card.problem;
        case SubtitleRole: return card.subtitle;
        case ProblemRole: return card.problem;
        case ThumbnailSizeRole: return card.size;
        case CurrentRole: return m_current == at;
        case ShownRole: return m_shown.contains(at);
        case GroupingRole: return QVariant::fromValue(groupingOf(at));
        case KeyImageRole: return isKeyImage(at);
        case ThumbnailRole: return card.grey;
        default: return {};
    }
}

QVariant PictureList::placeData(std::size_t index, int role) const {
    const auto& place = m_entries[index].place;
    switch (role) {
        case Qt::DisplayRole: return tr("Place %1").arg(index + 1);
        case SubtitleRole: return place.words;
        case ProblemRole:
        case Qt::ToolTipRole: return place.problem;
        case CurrentRole: return m_current == index;
        case ShownRole: return m_shown.contains(index);
        case GroupingRole: return QVariant::fromValue(Grouping::Alone);
        case KeyImageRole: return isKeyImage(index);
        case MarkRole: return static_cast<int>(place.mark);
        default: return {};
    }
}

void PictureList::setReader(const std::string& reader) {
    if (std::exchange(m_reader, reader) == reader || m_entries.empty()) return;
    Q_EMIT dataChanged(index(0), index(rowCount() - 1), {KeyImageRole});
}

void PictureList::setKeyImage(std::size_t index, const std::string& reader, bool marked) {
    auto& entry = m_entries[index];
    entry.keyIsKnown = true;
    const bool isOther = marked ? entry.keyReaders.insert(reader).second : entry.keyReaders.erase(reader) > 0;
    if (!isOther) return;
    const auto changed = this->index(rowOf(index));
    Q_EMIT dataChanged(changed, changed, {KeyImageRole});
}

bool PictureList::isKeyImage(std::size_t index) const {
    const auto& entry = m_entries[index];
    // Of a place that was open since, its session knows; of the others the journals.
    if (m_arePlaces && !entry.keyIsKnown) return entry.place.isKeyImage;
    return entry.keyReaders.contains(m_reader);
}

PictureList::Grouping PictureList::groupingOf(std::size_t index) const {
    const auto& group = m_groups[m_groupOf[index]];
    if (group.size() == 1) return Grouping::Alone;
    return group.front() == index ? Grouping::First : Grouping::Further;
}

std::vector<std::size_t> PictureList::groupOf(std::size_t index) const {
    return m_groups[m_groupOf[index]];
}

Qt::ItemFlags PictureList::flags(const QModelIndex& index) const {
    return QAbstractListModel::flags(index) | (index.isValid() ? Qt::ItemIsDragEnabled : Qt::NoItemFlags);
}

QStringList PictureList::mimeTypes() const {
    return {QString::fromUtf8(render::kDraggedPicture)};
}

QMimeData* PictureList::mimeData(const QModelIndexList& indexes) const {
    auto* data = new QMimeData;
    if (!indexes.isEmpty()) data->setData(mimeTypes().front(), render::draggedPicture(indexAt(indexes.front().row())));
    return data;
}

void PictureList::lookAt(std::size_t index) {
    if (index >= m_entries.size() || m_entries[index].asked) return;
    m_entries[index].asked = true;
    m_worker.enqueue(jobs::Job<Looked>{
        [&library = m_workplace.pictures(), store = m_workplace.services().store, source = m_entries[index].source](
            const std::stop_token& stop, const base::Progress&) -> base::Outcome<Looked> {
            const auto look = library.look(source, stop);
            if (look.cancelled()) return base::Cancelled{};
            if (look.failed()) return look.error();
            Looked looked{makePictureCard(look.value(), fileNameOf(source)), pictureOf(look.value(), source), {}};
            // What cannot be read now is told when the picture is opened.
            if (const auto decisions = store->decisionsOn(looked.picture.sha256))
                looked.keyReaders = review::readersWithKeyImages(*decisions);
            return looked;
        },
        [this, index, replaced = m_replaced](jobs::RequestId, base::Outcome<Looked> outcome) {
            onGuiThread(this, [this, index, replaced, outcome = std::move(outcome)] {
                if (replaced == m_replaced) looked(index, outcome);
            });
        }});
}

void PictureList::lookAtNext() {
    const auto asked = std::ranges::count_if(m_entries, &Entry::asked);
    const auto next = std::ranges::find_if_not(m_entries, &Entry::asked);
    if (next != m_entries.end() && asked < kLookedAtUnasked) lookAt(static_cast<std::size_t>(next - m_entries.begin()));
}

void PictureList::lookAtAll() {
    for (std::size_t i = 0; i < m_entries.size(); ++i) lookAt(i);
}

bool PictureList::wasLookedAt() const {
    return std::ranges::all_of(m_entries, &Entry::looked);
}

void PictureList::looked(std::size_t index, const base::Outcome<Looked>& outcome) {
    auto& entry = m_entries[index];
    entry.looked = true;
    if (outcome.done()) {
        entry.card = outcome.value().card;
        m_pictures[index] = outcome.value().picture;
        // Of an open picture its session knows, and may know more.
        if (!entry.keyIsKnown) entry.keyReaders = outcome.value().keyReaders;
        group();
    }
    if (outcome.failed()) entry.card.problem = errorText(outcome.error());
    const auto changed = this->index(rowOf(index));
    Q_EMIT dataChanged(changed, changed);
    Q_EMIT lookedAt(index);
}

void PictureList::putTogether(std::size_t one, std::size_t other) {
    if (!m_pictures[one] || !m_pictures[other]) return;
    m_ties.tie(m_pictures[one]->sha256, m_pictures[other]->sha256);
}

/// Rows move where a picture turns out to be of a patient who stands elsewhere in the list.
void PictureList::group() {
    auto groups = study::groupedByPatient(m_pictures, m_ties.all());
    if (groups == m_groups) return;
    Q_EMIT layoutAboutToBeChanged();
    const auto persistent = persistentIndexList();
    std::vector<std::size_t> were;
    for (const auto& each : persistent) were.push_back(indexAt(each.row()));
    m_groups = std::move(groups);
    m_order.clear();
    for (std::size_t i = 0; i < m_groups.size(); ++i) {
        for (const auto index : m_groups[i]) m_groupOf[index] = i;
        m_order.insert(m_order.end(), m_groups[i].begin(), m_groups[i].end());
    }
    QModelIndexList now;
    for (const auto index : were) now << this->index(rowOf(index));
    changePersistentIndexList(persistent, now);
    Q_EMIT layoutChanged();
    Q_EMIT orderChanged();
}

}  // namespace asg::presenters
