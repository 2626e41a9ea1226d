#include "core/review/reader_verdicts.h"

#include "core/base/atomic_file.h"
#include "core/base/translatable.h"
#include "core/review/in_force.h"
#include "core/review/journal.h"

#include <set>
#include <system_error>
#include <tuple>
#include <utility>

namespace asg::review {
namespace {

namespace fs = std::filesystem;

template <typename Said>
void keepNewest(std::map<std::string, SaidByReader<Said>>& byReader, const domain::ReviewDecision& decision, Said said,
                std::optional<domain::RejectCode> code = {}) {
    auto& kept = byReader[decision.reader];
    if (kept.time <= decision.time) kept = {said, decision.time, decision.reason, code};
}

}  // namespace

bool operator<(const JudgedBox& a, const JudgedBox& b) {
    const auto key = [](const JudgedBox& judged) {
        const auto& box = judged.boxInImagePixels;
        return std::tuple(judged.imageSha256, judged.region, box.x1, box.y1, box.x2, box.y2);
    };
    return key(a) < key(b);
}

void addVerdicts(ReaderVerdicts& verdicts, std::span<const domain::ReviewDecision> history) {
    for (const auto* decision : inForce(history)) {
        if (const auto* link = decision->as<domain::LinkVerdict>()) {
            for (const auto sentence : link->sentences)
                keepNewest(verdicts.links[{decision->imageSha256, decision->reportSha256, sentence, link->regions}],
                           *decision, link->verdict, link->code);
        } else if (const auto* box = decision->as<domain::BoxVerdict>()) {
            keepNewest(verdicts.boxes[{decision->imageSha256, box->region, box->boxInImagePixels}], *decision,
                       box->fits);
        }
    }
}

base::Result<JournalCopy> copyIn(const fs::path& journal) {
    const auto content = base::readFile(journal, kMaximumJournalBytes);
    if (!content) return content.error();
    const JournalChain chain(*content);
    if (const auto& broken = chain.broken())
        return base::Error{broken->error.code,
                           base::Sentence{QT_TRANSLATE_NOOP("Error", "%1, line %2: %3."),
                                          {journal.string(), std::to_string(broken->line), broken->error.text}}};
    return JournalCopy{journal, chain.decisions(), chain.head()};
}

base::Result<std::vector<fs::path>> journalsBelow(const std::vector<fs::path>& folders) {
    std::set<fs::path> found;
    for (const auto& folder : folders) {
        std::error_code failure;
        fs::recursive_directory_iterator entry(folder, fs::directory_options::skip_permission_denied, failure);
        for (; !failure && entry != fs::recursive_directory_iterator(); entry.increment(failure))
            if (entry->path().filename() == "decisions.jsonl") found.insert(entry->path());
        if (failure)
            return base::Error{base::ErrorCode::NotFound,
                               base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: this folder cannot be read (%2)."),
                                              {folder.string(), failure.message()}}};
    }
    return std::vector(found.begin(), found.end());
}

}  // namespace asg::review
