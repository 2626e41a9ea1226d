#pragma once

#include "core/base/result.h"
#include "core/review/own_reading.h"
#include "core/review/review_store.h"
#include "core/session/reading_state.h"

#include <cstdint>
#include <memory>
#include <set>
#include <string>

namespace asg::session {

/// By whom it is settled that a reader reads first: by the reader, or by the study.
enum class ReadFirstBy : std::uint8_t { Reader, Study };

/// Whether the reader of a picture may have the model's opinion by now. Whatever cannot be found out hides it. Not
/// thread-safe; blocks on the store where it says so.
class ModelSight {
public:
    /// `study` is the name that the setting has the study under (studyIdOf).
    ModelSight(std::shared_ptr<const review::ReviewStore> store, std::string study, std::string reader);

    [[nodiscard]] const ReadingFirst& now() const { return m_now; }
    /// Whether the opinion's being handed out is a fact for the journal.
    [[nodiscard]] bool isOnRecord() const { return m_now.holds() || m_hasHidden; }

    /// Another reader has seen nothing yet.
    void setReader(std::string reader);
    /// Asks the store who reads first. Errors: the store's; then everybody does.
    [[nodiscard]] base::Result<void> look();
    /// Changes the setting in the store. InvalidArgument where nobody said yet who reads.
    [[nodiscard]] base::Result<void> set(ReadFirstBy by, bool on);

    /// Whether the opinion has to wait: the reader reads first, has not committed, and never had it, neither by the
    /// journal nor since the picture was opened.
    [[nodiscard]] bool mustHide(const review::OwnReading& own) const;
    void hide();
    /// `hasOpinion`: there is something that the reader has from now on.
    void show(bool hasOpinion);

private:
    std::shared_ptr<const review::ReviewStore> m_store;
    std::string m_study;
    std::string m_reader;
    ReadingFirst m_now;
    bool m_hasHidden = false;         ///< from this reader, at any time
    std::set<std::string> m_shownTo;  ///< readers who had it since the picture was opened
};

/// Its Study Instance UID; of a file without one, the SHA-256 of the picture. Pure.
[[nodiscard]] std::string studyIdOf(const domain::Radiograph& radiograph);

}  // namespace asg::session
