#include "core/review/merge_journals.h"

#include "core/base/atomic_file.h"
#include "core/base/sha256.h"
#include "core/base/translatable.h"
#include "core/review/folder_review_store.h"
#include "core/review/journal.h"
#include "core/review/reader_verdicts.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <optional>
#include <set>
#include <sys/file.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace asg::review {
namespace {

namespace fs = std::filesystem;
using base::ErrorCode;

base::Error brokenAt(const fs::path& journal, const BrokenLine& broken) {
    return {broken.error.code,
            base::Sentence{QT_TRANSLATE_NOOP("Error", "%1, line %2: %3."),
                           {journal.string(), std::to_string(broken.line), base::sentenceOf(broken.error)}}};
}

/// One merge into a store at a time: two would both begin a folder for the same journal.
class MergeLock {
public:
    static base::Result<MergeLock> take(const fs::path& root) {
        const auto path = root / "merge.lock";
        MergeLock lock;
        lock.m_descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        if (lock.m_descriptor < 0)
            return base::systemError(path, errno, base::Sentence{QT_TRANSLATE_NOOP("Error", "cannot be opened")});
        if (::flock(lock.m_descriptor, LOCK_EX | LOCK_NB) != 0)
            return base::Error{
                ErrorCode::InvalidArgument,
                base::Sentence{QT_TRANSLATE_NOOP("Error",
                                                 "%1: another program is bringing decisions into this folder. Try "
                                                 "again once it is done."),
                               {root.string()}}};
        return lock;
    }
    MergeLock(MergeLock&& other) noexcept : m_descriptor(std::exchange(other.m_descriptor, -1)) {}
    MergeLock(const MergeLock&) = delete;
    MergeLock& operator=(const MergeLock&) = delete;
    MergeLock& operator=(MergeLock&&) = delete;
    ~MergeLock() {
        if (m_descriptor >= 0) ::close(m_descriptor);
    }

private:
    MergeLock() = default;
    int m_descriptor = -1;
};

/// A journal that is brought: its whole lines, with their ends.
struct Incoming {
    fs::path journal;
    std::string bytes;
    JournalChain chain;

    [[nodiscard]] std::string image() const {
        return chain.decisions().empty() ? std::string() : chain.decisions().front().imageSha256;
    }
    /// Journals of the same beginning lie in folders of the same name but for a number.
    [[nodiscard]] std::string beginning() const {
        constexpr std::size_t kDigits = 16;
        return base::sha256Hex(std::string_view(bytes).substr(0, bytes.find('\n'))).substr(0, kDigits);
    }
};

bool isHash(const std::string& image) {
    constexpr std::size_t kDigits = 64;
    return image.size() == kDigits && image.find_first_not_of("0123456789abcdef") == std::string::npos;
}

/// A part of a line at its end is what another program is writing just now, or what a crash left.
base::Result<Incoming> readIncoming(const fs::path& journal) {
    auto bytes = base::readFile(journal, kMaximumJournalBytes);
    if (!bytes) return bytes.error();
    Incoming incoming{journal, std::move(*bytes), {}};
    incoming.chain = JournalChain(incoming.bytes);
    if (const auto& broken = incoming.chain.broken()) return brokenAt(journal, *broken);
    incoming.bytes.resize(std::min(incoming.bytes.size(), incoming.chain.bytes()));
    if (incoming.chain.lacksLastEnd()) incoming.bytes += '\n';
    const auto image = incoming.image();
    const auto isOther = [&](const auto& decision) { return decision.imageSha256 != image; };
    if (!image.empty() && (!isHash(image) || std::ranges::any_of(incoming.chain.decisions(), isOther)))
        return base::Error{ErrorCode::InvalidData,
                           base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: its decisions are not on one picture."),
                                          {journal.string()}}};
    return incoming;
}

class Merger {
public:
    explicit Merger(fs::path root) : m_root(std::move(root)), m_store(m_root) {}

    base::Result<BroughtJournal> bring(const Incoming& incoming) {
        BroughtJournal brought{incoming.journal, incoming.image(), Brought::Known, 0};
        if (brought.image.empty()) return brought;
        if (auto kept = keepTexts(incoming); !kept) return kept.error();
        auto there = journalsThere(brought.image);
        if (!there) return there.error();
        if (std::ranges::any_of(*there, [&](const auto& at) { return holdsAllOf(at.chain, incoming.chain); }))
            return brought;
        const auto own = m_store.journalPath(brought.image);
        const auto* shorter = longestBeginning(*there, own, incoming.chain);
        const auto before = shorter == nullptr ? 0 : shorter->chain.head().decisions;
        const auto at = shorter == nullptr ? unusedFolder(incoming) / kJournalFile : shorter->journal;
        brought.how = shorter == nullptr ? Brought::New : at == own ? Brought::Own : Brought::Longer;
        auto journal = Journal::open(at);
        if (!journal) return journal.error();
        if (auto taken = journal->goOnWith(incoming.bytes); !taken) return taken.error();
        brought.decisions = incoming.chain.head().decisions - before;
        return brought;
    }

private:
    static constexpr const char* kJournalFile = "decisions.jsonl";

    struct Present {
        fs::path journal;
        JournalChain chain;
    };

    static bool holdsAllOf(const JournalChain& chain, const JournalChain& other) {
        const auto fit = chain.fitOf(other.head());
        return fit == HeadFit::Same || fit == HeadFit::Behind;
    }

    /// The store's own journal and those that were brought.
    [[nodiscard]] base::Result<std::vector<Present>> journalsThere(const std::string& image) const {
        auto paths = std::vector<fs::path>{};
        if (m_store.hasLog(image)) paths.push_back(m_store.journalPath(image));
        const auto below = m_store.receivedFolder(image);
        std::error_code ignored;
        if (fs::exists(below, ignored)) {
            const auto received = journalsBelow({below});
            if (!received) return received.error();
            paths.insert(paths.end(), received->begin(), received->end());
        }
        std::vector<Present> there;
        for (const auto& path : paths) {
            auto bytes = base::readFile(path, kMaximumJournalBytes);
            if (!bytes) return bytes.error();
            there.push_back({path, JournalChain(*bytes)});
            if (const auto& broken = there.back().chain.broken()) return brokenAt(path, *broken);
        }
        return there;
    }

    /// What the journal goes on from. The store's own counts only where something was decided in it: a reader's journal
    /// does not begin with another's decisions.
    [[nodiscard]] static const Present* longestBeginning(const std::vector<Present>& there, const fs::path& own,
                                                         const JournalChain& chain) {
        const Present* longest = nullptr;
        for (const auto& at : there) {
            const auto head = at.chain.head();
            const bool isOwnAndEmpty = head.decisions == 0 && at.journal == own;
            if (isOwnAndEmpty || chain.fitOf(head) != HeadFit::Behind) continue;
            if (longest == nullptr || head.decisions > longest->chain.head().decisions) longest = &at;
        }
        return longest;
    }

    [[nodiscard]] fs::path unusedFolder(const Incoming& incoming) const {
        const auto below = m_store.receivedFolder(incoming.image());
        auto folder = below / incoming.beginning();
        std::error_code ignored;
        for (int number = 2; fs::exists(folder / kJournalFile, ignored); ++number)
            folder = below / (incoming.beginning() + "-" + std::to_string(number));
        return folder;
    }

    /// Of the texts that its decisions were given on, those that lie with it and not here. Before the journal: one that
    /// is there has its texts.
    base::Result<void> keepTexts(const Incoming& incoming) {
        const auto image = incoming.image();
        std::set<std::string> texts;
        for (const auto& decision : incoming.chain.decisions())
            if (!decision.reportSha256.empty()) texts.insert(decision.reportSha256);
        for (const auto& report : texts) {
            const auto here = m_store.reportText(image, report);
            if (!here) return here.error();
            if (*here) continue;
            const auto theirs = reportTextBeside({incoming.journal, {}, {}}, image, report);
            if (!theirs) continue;
            if (auto kept = m_store.keepEarlierReport(image, *theirs); !kept) return kept;
        }
        return {};
    }

    fs::path m_root;
    FolderReviewStore m_store;
};

/// Whether a path lies below a folder, both as they are on the disk.
bool liesBelow(const fs::path& path, const fs::path& folder) {
    const auto relative = path.lexically_relative(folder);
    return !relative.empty() && *relative.begin() != "..";
}

}  // namespace

std::string_view name(Brought brought) noexcept {
    switch (brought) {
        case Brought::Known: return "known";
        case Brought::New: return "new";
        case Brought::Longer: return "longer";
        case Brought::Own: return "own";
    }
    return {};
}

base::Result<MergedJournals> mergeJournals(const fs::path& root, const std::vector<fs::path>& folders,
                                           const std::stop_token& stop) {
    const auto journals = journalsBelow(folders);
    if (!journals) return journals.error();
    if (auto made = base::makeFolder(root); !made) return made.error();
    std::error_code failure;
    const auto whole = fs::canonical(root, failure);
    if (failure)
        return base::systemError(root, failure.value(), base::Sentence{QT_TRANSLATE_NOOP("Error", "cannot be opened")});
    const auto lock = MergeLock::take(whole);
    if (!lock) return lock.error();
    MergedJournals merged;
    Merger merger(whole);
    for (const auto& journal : *journals) {
        if (stop.stop_requested()) break;
        if (liesBelow(fs::weakly_canonical(journal, failure), whole)) continue;
        const auto incoming = readIncoming(journal);
        auto brought = incoming ? merger.bring(*incoming) : incoming.error();
        if (brought)
            merged.journals.push_back(std::move(*brought));
        else
            merged.failed.push_back(brought.error());
    }
    return merged;
}

}  // namespace asg::review
