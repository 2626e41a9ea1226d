#pragma once

#include "core/jobs/worker.h"
#include "core/session/workplace.h"

#include <QAbstractListModel>
#include <QByteArray>
#include <QSize>
#include <QString>

#include <optional>
#include <vector>

namespace asg::presenters {

/// A picture as the study panel shows it. Everything but the title is filled by the worker once it was looked at.
struct PictureCard {
    QString title;     ///< patient's name, else the file's
    QString subtitle;  ///< view and date, else the file's name
    QString problem;   ///< why it cannot be shown; empty when it can
    QByteArray grey;   ///< thumbnail, 8-bit grey, rows first, without padding
    QSize size;        ///< of the thumbnail
};

/// A card of what was seen of the picture in a file of that name. Pure; any thread.
[[nodiscard]] PictureCard makePictureCard(const session::PictureLook& look, const QString& file);

/// The last part of a source's name, for people.
[[nodiscard]] QString fileNameOf(const study::PictureSource& source);

/// The opened pictures in order. A row's thumbnail is made in a worker once the row came into view. GUI thread.
class PictureList final : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { SubtitleRole = Qt::UserRole, ProblemRole, ThumbnailRole, ThumbnailSizeRole, CurrentRole };

    /// `workplace` must outlive it.
    explicit PictureList(session::Workplace& workplace, QObject* parent = nullptr)
        : QAbstractListModel(parent), m_workplace(workplace) {}

    void setPictures(const std::vector<study::PictureSource>& pictures);
    void setCurrent(std::optional<std::size_t> index);
    [[nodiscard]] std::optional<std::size_t> current() const { return m_current; }
    /// "22 of 60"; empty where none is open or there is one alone.
    [[nodiscard]] QString placeWords() const;
    /// Has the worker fill the row's card, once. Called for rows that come into view.
    void lookAt(std::size_t index);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

Q_SIGNALS:
    /// Another picture is the open one.
    void currentChanged();

private:
    struct Entry {
        study::PictureSource source;
        PictureCard card;
        bool asked = false;
    };

    void looked(std::size_t index, const base::Outcome<PictureCard>& outcome);

    session::Workplace& m_workplace;
    std::vector<Entry> m_entries;
    std::optional<std::size_t> m_current;
    jobs::Worker m_worker;
};

}  // namespace asg::presenters
