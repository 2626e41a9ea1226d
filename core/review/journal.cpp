#include "core/review/journal.h"

#include "core/base/atomic_file.h"
#include "core/base/sha256.h"
#include "core/review/decision_json.h"

#include <nlohmann/json.hpp>

#include <cerrno>
#include <fcntl.h>
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

}  // namespace

Journal::Journal(Journal&& other) noexcept
    : DecisionLog(std::move(other)),
      m_path(std::move(other.m_path)),
      m_descriptor(std::exchange(other.m_descriptor, -1)),
      m_decisions(std::move(other.m_decisions)),
      m_lastLineSha256(std::move(other.m_lastLineSha256)),
      m_bytes(other.m_bytes) {}

Journal& Journal::operator=(Journal&& other) noexcept {
    std::swap(m_path, other.m_path);
    std::swap(m_descriptor, other.m_descriptor);
    std::swap(m_decisions, other.m_decisions);
    std::swap(m_lastLineSha256, other.m_lastLineSha256);
    std::swap(m_bytes, other.m_bytes);
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
    if (auto read = journal.readAll(); !read) return read.error();
    return journal;
}

base::Result<void> Journal::readAll() {
    auto content = base::readFile(m_path, kMaximumJournalBytes);
    if (!content) return content.error();
    std::size_t begin = 0;
    for (std::size_t number = 1; begin < content->size(); ++number) {
        const std::size_t end = content->find('\n', begin);
        if (end == std::string::npos) return setTornLineAside(content->substr(begin), begin);
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

base::Result<void> Journal::setTornLineAside(const std::string& torn, std::size_t wholeBytes) {
    auto aside = m_path;
    aside += ".torn";
    if (auto kept = base::writeFileAtomically(aside, torn); !kept) return kept;
    if (::ftruncate(m_descriptor, static_cast<off_t>(wholeBytes)) != 0 || ::fsync(m_descriptor) != 0)
        return base::systemError(m_path, errno, "the journal cannot be repaired");
    m_bytes = wholeBytes;
    return {};
}

base::Result<domain::ReviewDecision> Journal::append(domain::ReviewDecision decision) {
    decision.sequence = m_decisions.size() + 1;
    auto object = decisionJson(decision);
    object["previous"] = m_lastLineSha256;
    // A name or a reason that is not UTF-8 is kept readable rather than refused.
    const std::string line = object.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
    int failure = writeWhole(m_descriptor, line + '\n');
    if (failure == 0 && ::fsync(m_descriptor) != 0) failure = errno;
    if (failure != 0) {
        // Part of a line would make the next one unreadable. Should even this fail, opening sets the torn line aside.
        if (::ftruncate(m_descriptor, static_cast<off_t>(m_bytes)) == 0) ::fsync(m_descriptor);
        return base::systemError(m_path, failure, "the decision could not be written");
    }
    m_bytes += line.size() + 1;
    m_lastLineSha256 = base::sha256Hex(line);
    m_decisions.push_back(decision);
    return decision;
}

}  // namespace asg::review
