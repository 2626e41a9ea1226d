#include "core/review/journal.h"

#include "core/base/atomic_file.h"
#include "core/base/translatable.h"
#include "core/review/decision_json.h"

#include <nlohmann/json.hpp>

#include <cerrno>
#include <fcntl.h>
#include <new>
#include <string>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace asg::review {
namespace {

using nlohmann::ordered_json;

int writeWhole(int descriptor, const std::string& text) {
    std::size_t done = 0;
    while (done < text.size()) {
        const ssize_t written = ::write(descriptor, text.data() + done, text.size() - done);
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return errno;
        done += static_cast<std::size_t>(written);
    }
    return 0;
}

/// A file that has just been begun is there after a crash, too, once its folder is on the disk.
base::Result<void> keepName(const std::filesystem::path& path) {
    const int folder = ::open(path.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        return base::systemError(path.parent_path(), errno,
                                 base::Sentence{QT_TRANSLATE_NOOP("Error", "the folder cannot be opened")});
    const int failure = ::fsync(folder) != 0 ? errno : 0;
    ::close(folder);
    // Some file systems cannot do this for folders, and do not need it.
    if (failure != 0 && failure != EINVAL)
        return base::systemError(path, failure,
                                 base::Sentence{QT_TRANSLATE_NOOP("Error", "the journal cannot be begun")});
    return {};
}

base::Error refusal(const std::filesystem::path& path, const BrokenLine& broken) {
    const base::Sentence place{QT_TRANSLATE_NOOP("Error", "%1, line %2: %3"),
                               {path.string(), std::to_string(broken.line), base::sentenceOf(broken.error)}};
    if (broken.error.code == base::ErrorCode::Unsupported)
        return {base::ErrorCode::Unsupported,
                base::Sentence{QT_TRANSLATE_NOOP("Error",
                                                 "%1 is not known to this version. Nothing was changed; open this "
                                                 "study with a newer version of ASG Viewer to go on reviewing it."),
                               {place}}};
    return {base::ErrorCode::InvalidData,
            base::Sentence{QT_TRANSLATE_NOOP("Error",
                                             "%1. The journal was changed by something else; nothing is written to it. "
                                             "Move the file aside to go on with an empty one."),
                           {place}}};
}

}  // namespace

Journal::Journal(const std::filesystem::path& path) : m_path(path), m_head(path) {}

Journal::Journal(Journal&& other) noexcept
    : DecisionLog(std::move(other)),
      m_path(std::move(other.m_path)),
      m_descriptor(std::exchange(other.m_descriptor, -1)),
      m_chain(std::move(other.m_chain)),
      m_head(std::move(other.m_head)),
      m_isSpoiled(other.m_isSpoiled),
      m_remarks(std::move(other.m_remarks)) {}

Journal& Journal::operator=(Journal&& other) noexcept {
    std::swap(m_path, other.m_path);
    std::swap(m_descriptor, other.m_descriptor);
    std::swap(m_chain, other.m_chain);
    std::swap(m_head, other.m_head);
    std::swap(m_isSpoiled, other.m_isSpoiled);
    std::swap(m_remarks, other.m_remarks);
    return *this;
}

Journal::~Journal() {
    if (m_descriptor >= 0) ::close(m_descriptor);
}

base::Result<Journal> Journal::open(const std::filesystem::path& path) {
    if (auto made = base::makeFolder(path.parent_path()); !made) return made.error();
    Journal journal(path);
    journal.m_descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (journal.m_descriptor < 0)
        return base::systemError(path, errno,
                                 base::Sentence{QT_TRANSLATE_NOOP("Error", "the journal cannot be opened")});
    if (::flock(journal.m_descriptor, LOCK_EX | LOCK_NB) != 0)
        return base::Error{
            base::ErrorCode::InvalidArgument,
            base::Sentence{QT_TRANSLATE_NOOP(
                               "Error", "%1: another window or program is reviewing this study. Close it there first."),
                           {path.string()}}};
    if (auto kept = keepName(path); !kept) return kept.error();
    if (auto read = journal.readAll(); !read) return read.error();
    return journal;
}

base::Result<void> Journal::readAll() {
    const auto content = base::readFile(m_path, kMaximumJournalBytes);
    if (!content) return content.error();
    m_chain = JournalChain(*content);
    if (m_chain.broken()) return refusal(m_path, *m_chain.broken());
    m_remarks = m_head.compareWith(m_chain);
    if (m_chain.lacksLastEnd()) return putEndBehindLastLine();
    return m_chain.torn().empty() ? base::Result<void>{} : setTornLineAside();
}

base::Result<void> Journal::putEndBehindLastLine() {
    int failure = writeWhole(m_descriptor, "\n");
    if (failure == 0 && ::fsync(m_descriptor) != 0) failure = errno;
    if (failure != 0)
        return base::systemError(m_path, failure,
                                 base::Sentence{QT_TRANSLATE_NOOP("Error", "the journal cannot be repaired")});
    m_remarks.push_back({domain::WarningCode::LineEndMended, {m_path.string()}});
    return {};
}

base::Result<void> Journal::setTornLineAside() {
    const auto aside = unusedName(m_path, ".torn");
    if (auto kept = base::writeFileAtomically(aside, m_chain.torn()); !kept) return kept;
    if (::ftruncate(m_descriptor, static_cast<off_t>(m_chain.bytes())) != 0 || ::fsync(m_descriptor) != 0)
        return base::systemError(m_path, errno,
                                 base::Sentence{QT_TRANSLATE_NOOP("Error", "the journal cannot be repaired")});
    m_remarks.push_back({domain::WarningCode::TornLineSetAside, {m_path.string(), aside.filename().string()}});
    return {};
}

/// Whether a decision may be written: the file of that name is the one that is open, and ends where it was left.
base::Result<void> Journal::isWhole() const {
    const auto refused = [&](base::ErrorCode code, base::Sentence why) {
        return base::Error{code,
                           base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: %2"), {m_path.string(), std::move(why)}}};
    };
    if (m_isSpoiled)
        return refused(
            base::ErrorCode::WriteFailed,
            base::Sentence{QT_TRANSLATE_NOOP("Error",
                                             "an earlier decision was written in part and could not be removed. "
                                             "Nothing more is written; open the picture again to go on.")});
    struct stat open {};
    struct stat named {};
    if (::fstat(m_descriptor, &open) != 0)
        return base::systemError(m_path, errno,
                                 base::Sentence{QT_TRANSLATE_NOOP("Error", "the journal cannot be looked at")});
    if (::stat(m_path.c_str(), &named) != 0 || named.st_dev != open.st_dev || named.st_ino != open.st_ino)
        return refused(base::ErrorCode::NotFound,
                       base::Sentence{QT_TRANSLATE_NOOP(
                           "Error",
                           "the journal was removed or replaced while it was open. Nothing more is written; put it "
                           "back, or open the picture again to go on with what is there.")});
    if (static_cast<std::size_t>(open.st_size) != m_chain.bytes())
        return refused(
            base::ErrorCode::InvalidData,
            base::Sentence{QT_TRANSLATE_NOOP("Error",
                                             "something else changed the journal while it was open. Nothing more is "
                                             "written; open the picture again to see what it holds.")});
    return {};
}

base::Result<void> Journal::writeLines(const std::string& lines) {
    int failure = writeWhole(m_descriptor, lines);
    if (failure == 0 && ::fsync(m_descriptor) != 0) failure = errno;
    if (failure == 0) return {};
    // Part of a line would make the next one unreadable: where it stays, nothing is written behind it. Opening sets it
    // aside.
    m_isSpoiled = ::ftruncate(m_descriptor, static_cast<off_t>(m_chain.bytes())) != 0 || ::fsync(m_descriptor) != 0;
    return base::systemError(m_path, failure,
                             base::Sentence{QT_TRANSLATE_NOOP("Error", "the decision could not be written")});
}

base::Result<domain::ReviewDecision> Journal::append(domain::ReviewDecision decision) {
    if (auto whole = isWhole(); !whole) return whole.error();
    const auto before = m_chain.head();
    decision.sequence = before.decisions + 1;
    auto object = decisionJson(decision);
    object["previous"] = before.last;
    // A name or a reason that is not UTF-8 is kept readable rather than refused.
    const std::string line = object.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
    JournalChain::Line next(line, decision);
    m_chain.makeRoom();
    if (auto written = writeLines(line + '\n'); !written) return written.error();
    m_chain.add(std::move(next));
    // Not acknowledged where it went into a file that nobody will find.
    if (auto whole = isWhole(); !whole) return whole.error();
    keepHead();
    return decision;
}

base::Result<void> Journal::goOnWith(std::string_view copy) {
    JournalChain longer(copy);
    const auto fit = longer.fitOf(m_chain.head());
    if (longer.broken() || fit == HeadFit::Cut || fit == HeadFit::Changed)
        return base::Error{
            base::ErrorCode::InvalidArgument,
            base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: what is to be taken does not go on from this journal."),
                           {m_path.string()}}};
    if (fit == HeadFit::Same) return {};
    if (auto whole = isWhole(); !whole) return whole;
    // The end of the copy's last line may be missing; the chain counts it.
    auto lines = std::string(copy.substr(0, longer.bytes())).substr(m_chain.bytes());
    if (longer.lacksLastEnd()) lines += '\n';
    if (auto written = writeLines(lines); !written) return written;
    m_chain = std::move(longer);
    if (auto whole = isWhole(); !whole) return whole;
    keepHead();
    return {};
}

/// The decision is kept whether its head is or not: a head that stays behind is what a crash leaves, too.
void Journal::keepHead() try {
    const auto written = m_head.write(m_chain.head());
    std::erase_if(m_remarks, [](const auto& remark) { return remark.code == domain::WarningCode::HeadNotWritten; });
    if (!written) m_remarks.push_back({domain::WarningCode::HeadNotWritten, {written.error().text}});
} catch (const std::bad_alloc&) {
    // The next decision writes it.
}

}  // namespace asg::review
