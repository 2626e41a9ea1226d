#pragma once

#include "core/jobs/worker.h"
#include "core/session/workplace.h"
#include "core/study/patient_groups.h"
#include "ui/presenters/patient_ties.h"

#include <QAbstractListModel>
#include <QByteArray>
#include <QSize>
#include <QString>

#include <cstdint>
#include <optional>
#include <set>
#include <vector>

class QMimeData;

namespace asg::presenters {

/// A picture as the study panel shows it. Everything but the title is filled by the worker once it was looked at.
struct PictureCard {
    QString title;     ///< patient's name, else the file's
    QString subtitle;  ///< view and date, else the file's name
    QString problem;   ///< why it cannot be shown; empty when it can
    QByteArray grey;   ///< thumbnail, 8-bit grey, rows first, without padding
    QSize size;        ///< of the thumbnail
};

/// A place of a project's queue, as the list shows it: how far the reader has come there. Of its picture nothing is
/// shown, for what is met for the second time must look like any other place.
struct PlaceCard {
    enum class Mark : std::uint8_t { Open, Begun, Done };
    Mark mark = Mark::Open;
    QString words = {};       ///< how many of its questions are judged
    QString problem = {};     ///< why its picture cannot be opened; empty where nothing is known against it
    bool isKeyImage = false;  ///< to the reader, when he was there
    friend bool operator==(const PlaceCard&, const PlaceCard&) = default;
};

/// A card of what was seen of the picture in a file of that name. Pure; any thread.
[[nodiscard]] PictureCard makePictureCard(const session::PictureLook& look, const QString& file);

/// The last part of a source's name, for people.
[[nodiscard]] QString fileNameOf(const study::PictureSource& source);

/// The opened pictures in order. A row's thumbnail is made in a worker once the row came into view. GUI thread.
class PictureList final : public QAbstractListModel {
    Q_OBJECT
public:
    /// Whether a row begins the group of a patient who has several pictures, or goes on with it.
    enum class Grouping { Alone, First, Further };
    enum Role {
        SubtitleRole = Qt::UserRole,
        ProblemRole,
        ThumbnailRole,
        ThumbnailSizeRole,
        CurrentRole,  ///< stands in the active view
        ShownRole,    ///< stands in a view
        GroupingRole,
        KeyImageRole,  ///< a frame of it is a key image to the reader
        MarkRole       ///< of a place (PlaceCard::Mark); nothing of what is no place
    };

    /// `workplace` must outlive it.
    explicit PictureList(session::Workplace& workplace, QObject* parent = nullptr);

    // Pictures are named by their place among those that were set, which stays; rows follow the patients.
    void setPictures(const std::vector<study::PictureSource>& pictures);
    /// These stand in the list from now on, in place of all before: as places of a queue, in their order, or as
    /// pictures like others. Of places nothing is looked at.
    void replacePictures(const std::vector<study::PictureSource>& pictures, bool arePlaces);
    [[nodiscard]] bool arePlaces() const { return m_arePlaces; }
    void setPlace(std::size_t index, PlaceCard card);
    [[nodiscard]] const PlaceCard& place(std::size_t index) const { return m_entries[index].place; }
    void setCurrent(std::optional<std::size_t> index, std::set<std::size_t> shown = {});
    [[nodiscard]] std::optional<std::size_t> current() const { return m_current; }
    [[nodiscard]] int rowOf(std::size_t index) const;
    [[nodiscard]] std::size_t indexAt(int row) const { return m_order[static_cast<std::size_t>(row)]; }
    /// All of them, row by row.
    [[nodiscard]] const std::vector<std::size_t>& order() const { return m_order; }
    /// "22 of 60"; empty where there is one alone.
    [[nodiscard]] QString placeWords(std::size_t index) const;
    /// Of the open one; empty where none is open.
    [[nodiscard]] QString placeWords() const { return m_current ? placeWords(*m_current) : QString(); }
    /// Has the worker fill a picture's card, once. Called for rows that come into view.
    void lookAt(std::size_t index);
    /// The next one that nobody looked at, for as long as these are few: which patient it is of is known after that.
    void lookAtNext();
    void lookAtAll();
    /// Nothing more will be learned of any.
    [[nodiscard]] bool wasLookedAt() const;
    /// Nothing more will be learned of this one.
    [[nodiscard]] bool wasLookedAt(std::size_t index) const { return m_entries[index].looked; }

    /// What is known of a picture; nothing before it was looked at, or where that failed.
    [[nodiscard]] const std::optional<study::Picture>& picture(std::size_t index) const { return m_pictures[index]; }
    /// The pictures of its patient, row by row, itself among them.
    [[nodiscard]] std::vector<std::size_t> groupOf(std::size_t index) const;
    /// Who is told which pictures are key images; what others marked is not shown.
    void setReader(const std::string& reader);
    /// What is known of a picture since it was looked at: whether it is a key image to a reader.
    void setKeyImage(std::size_t index, const std::string& reader, bool marked);
    [[nodiscard]] bool isKeyImage(std::size_t index) const;

    /// What a person knows and the files do not say: these are of one patient, now and at the next starts. Both were
    /// looked at.
    void putTogether(std::size_t one, std::size_t other);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    [[nodiscard]] QStringList mimeTypes() const override;
    [[nodiscard]] QMimeData* mimeData(const QModelIndexList& indexes) const override;

Q_SIGNALS:
    /// Another picture is the open one.
    void currentChanged();
    /// A picture was looked at.
    void lookedAt(std::size_t index);
    /// order() is another one.
    void orderChanged();
    /// What was put together before cannot be read, or not be kept; in words.
    void problem(const QString& text);

private:
    struct Entry {
        study::PictureSource source;
        PictureCard card;
        bool asked = false;
        bool looked = false;
        std::set<std::string> keyReaders = {};  ///< to whom it is a key image
        bool keyIsKnown = false;                ///< from its session
        PlaceCard place = {};
    };
    struct Looked {
        PictureCard card;
        study::Picture picture;
        std::set<std::string> keyReaders;
    };

    void add(const study::PictureSource& picture);
    void looked(std::size_t index, const base::Outcome<Looked>& outcome);
    [[nodiscard]] QVariant placeData(std::size_t index, int role) const;
    void group();
    [[nodiscard]] Grouping groupingOf(std::size_t index) const;

    session::Workplace& m_workplace;
    std::vector<Entry> m_entries;
    bool m_arePlaces = false;
    std::uint64_t m_replaced = 0;                           ///< how often: what was looked at before is of none of them
    std::vector<std::optional<study::Picture>> m_pictures;  ///< one for each entry
    PatientTies m_ties;
    std::vector<std::vector<std::size_t>> m_groups;  ///< every entry is in one of them
    std::vector<std::size_t> m_groupOf;              ///< for each entry
    std::vector<std::size_t> m_order;                ///< the groups one after another
    std::string m_reader;
    std::optional<std::size_t> m_current;
    std::set<std::size_t> m_shown;
    jobs::Worker m_worker;
};

}  // namespace asg::presenters
