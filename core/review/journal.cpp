#include "core/review/journal.h"

#include "core/base/atomic_file.h"
#include "core/base/sha256.h"
#include "core/review/decision_json.h"

#include <nlohmann/json.hpp>

#include <cerrno>
#include <fcntl.h>
#include <string>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace asg::review {
namespace {

using nlohmann::ordered_json;

constexpr std::uintmax_t kMaximumJournalBytes = 256U << 20U;

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
    if (folder < 0) return base::systemError(path.parent_path(), errno, "the folder cannot be opened");
    const int failure = ::fsync(folder) != 0 ? errno : 0;
    ::close(folder);
    // Some file systems cannot do this for folders, and do not need it.
    if (failure != 0 && failure != EINVAL) return base::systemError(path, failure, "the journal cannot be begun");
    return {};
}

/// "decisions.jsonl.torn", or with a number behind it that no file has yet.
std::filesystem::path unusedName(const std::filesystem::path& path, const char* ending) {
    std::error_code ignored;
    auto name = path;
    name += ending;
    for (int number = 2; std::filesystem::exists(name, ignored); ++number) {
        name = path;
        name += ending + std::string("-") + std::to_string(number);
    }
    return name;
}

}  // namespace

Journal::Journal(Journal&& other) noexcept
    : DecisionLog(std::move(other)),
      m_path(std::move(other.m_path)),
      m_descriptor(std::exchange(other.m_descriptor, -1)),
      m_decisions(std::move(other.m_decisions)),
      m_lastLineSha256(std::move(other.m_lastLineSha256)),
      m_bytes(other.m_bytes),
      m_isSpoiled(other.m_isSpoiled),
      m_remarks(std::move(other.m_remarks)) {}

Journal& Journal::operator=(Journal&& other) noexcept {
    std::swap(m_path, other.m_path);
    std::swap(m_descriptor, other.m_descriptor);
    std::swap(m_decisions, other.m_decisions);
    std::swap(m_lastLineSha256, other.m_lastLineSha256);
    std::swap(m_bytes, other.m_bytes);
    std::swap(m_isSpoiled, other.m_isSpoiled);
    std::swap(m_remarks, other.m_remarks);
    return *this;
}

Journal::~Journal() {
    if (m_descriptor >= 0) ::close(m_descriptor);
}

base::Result<Journal> Journal::open(const std::filesystem::path& path) {
    if (auto made = base::makeFolder(path.parent_path()); !made) return made.error();
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (descriptor < 0) return base::systemError(path, errno, "the journal cannot be opened");
    Journal journal(path, descriptor);
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0)
        return base::Error{
            base::ErrorCode::InvalidArgument,
            path.string() + ": another window or program is reviewing this study. Close it there first."};
    if (auto kept = keepName(path); !kept) return kept.error();
    if (auto read = journal.readAll(); !read) return read.error();
    return journal;
}

base::Result<void> Journal::readAll() {
    auto content = base::readFile(m_path, kMaximumJournalBytes);
    if (!content) return content.error();
    std::size_t begin = 0;
    for (std::size_t number = 1; begin < content->size(); ++number) {
        const std::size_t end = content->find('\n', begin);
        if (end == std::string::npos) return takeLastLine(content->substr(begin), begin, number);
        if (auto read = readLine(content->substr(begin, end - begin), number); !read) return read;
        begin = end + 1;
        m_bytes = begin;
    }
    return {};
}

base::Result<void> Journal::readLine(const std::string& line, std::size_t number) {
    const auto broken = [&](const std::string& why) {
        return base::Error{base::ErrorCode::InvalidData,
                           m_path.string() + ", line " + std::to_string(number) + ": " + why +
                               ". The journal was changed by something else; nothing is written to it. Move the file "
                               "aside to go on with an empty one."};
    };
    const auto object = ordered_json::parse(line, nullptr, false);
    if (!object.is_object()) return broken("this is no decision");
    const auto previous = object.find("previous");
    if (previous == object.end() || *previous != m_lastLineSha256)
        return broken("a line before it is missing or changed");
    auto decision = decisionFromJson(object, m_decisions);
    if (!decision && decision.error().code == base::ErrorCode::Unsupported)
        return base::Error{base::ErrorCode::Unsupported,
                           m_path.string() + ", line " + std::to_string(number) + ": " + decision.error().text +
                               " is not known to this version. Nothing was changed; open this study with a newer "
                               "version of ASG Viewer to go on reviewing it."};
    if (!decision) return broken(decision.error().text);
    if (decision->sequence != number) return broken("the sequence number is not " + std::to_string(number));
    m_decisions.push_back(std::move(*decision));
    m_lastLineSha256 = base::sha256Hex(line);
    return {};
}

/// A line that has no end: whole, so that only its end is missing, or torn.
base::Result<void> Journal::takeLastLine(const std::string& line, std::size_t wholeBytes, std::size_t number) {
    if (!ordered_json::accept(line)) return setTornLineAside(line, wholeBytes);
    if (auto read = readLine(line, number); !read) return read;
    int failure = writeWhole(m_descriptor, "\n");
    if (failure == 0 && ::fsync(m_descriptor) != 0) failure = errno;
    if (failure != 0) return base::systemError(m_path, failure, "the journal cannot be repaired");
    m_bytes = wholeBytes + line.size() + 1;
    m_remarks.push_back({domain::WarningCode::LineEndMended, {m_path.string()}});
    return {};
}

base::Result<void> Journal::setTornLineAside(const std::string& torn, std::size_t wholeBytes) {
    const auto aside = unusedName(m_path, ".torn");
    if (auto kept = base::writeFileAtomically(aside, torn); !kept) return kept;
    if (::ftruncate(m_descriptor, static_cast<off_t>(wholeBytes)) != 0 || ::fsync(m_descriptor) != 0)
        return base::systemError(m_path, errno, "the journal cannot be repaired");
    m_bytes = wholeBytes;
    m_remarks.push_back({domain::WarningCode::TornLineSetAside, {m_path.string(), aside.filename().string()}});
    return {};
}

/// Whether a decision may be written: the file of that name is the one that is open, and ends where it was left.
base::Result<void> Journal::isWhole() const {
    const auto refused = [&](base::ErrorCode code, const char* why) {
        return base::Error{code, m_path.string() + ": " + why};
    };
    if (m_isSpoiled)
        return refused(base::ErrorCode::WriteFailed,
                       "an earlier decision was written in part and could not be removed. Nothing more is written; "
                       "open the picture again to go on.");
    struct stat open {};
    struct stat named {};
    if (::fstat(m_descriptor, &open) != 0) return base::systemError(m_path, errno, "the journal cannot be looked at");
    if (::stat(m_path.c_str(), &named) != 0 || named.st_dev != open.st_dev || named.st_ino != open.st_ino)
        return refused(base::ErrorCode::NotFound,
                       "the journal was removed or replaced while it was open. Nothing more is written; put it back, "
                       "or open the picture again to go on with what is there.");
    if (static_cast<std::size_t>(open.st_size) != m_bytes)
        return refused(base::ErrorCode::InvalidData,
                       "something else changed the journal while it was open. Nothing more is written; open the "
                       "picture again to see what it holds.");
    return {};
}

base::Result<domain::ReviewDecision> Journal::append(domain::ReviewDecision decision) {
    if (auto whole = isWhole(); !whole) return whole.error();
    decision.sequence = m_decisions.size() + 1;
    auto object = decisionJson(decision);
    object["previous"] = m_lastLineSha256;
    // A name or a reason that is not UTF-8 is kept readable rather than refused.
    const std::string line = object.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
    int failure = writeWhole(m_descriptor, line + '\n');
    if (failure == 0 && ::fsync(m_descriptor) != 0) failure = errno;
    if (failure != 0) {
        // Part of a line would make the next one unreadable: where it stays, nothing is written behind it. Opening sets
        // it aside.
        m_isSpoiled = ::ftruncate(m_descriptor, static_cast<off_t>(m_bytes)) != 0 || ::fsync(m_descriptor) != 0;
        return base::systemError(m_path, failure, "the decision could not be written");
    }
    m_bytes += line.size() + 1;
    m_lastLineSha256 = base::sha256Hex(line);
    m_decisions.push_back(decision);
    // Not acknowledged where it went into a file that nobody will find.
    if (auto whole = isWhole(); !whole) return whole.error();
    return decision;
}

}  // namespace asg::review
