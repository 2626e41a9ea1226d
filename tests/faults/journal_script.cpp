// Some verdicts and reports, as a reader gives them over two openings of a picture: the victim of the tests of faults
// and kills. What was acknowledged goes to standard output, a line each; what failed, in words, to standard error.
#include "core/base/sha256.h"
#include "core/review/folder_review_store.h"
#include "core/review/review_session.h"

#include <cstdio>
#include <functional>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <string_view>

using namespace asg;

namespace {

const std::string kImage(64, 'a');

class Script {
public:
    explicit Script(const char* folder) : m_store(folder) {}

    /// One opening of the picture. Where the memory fails between two acts, the rest of them is left out.
    void open(const std::string& prefix, int number) try {
        const auto name = prefix + std::to_string(number);
        m_session.reset();
        act("report " + name, [&] { return m_store.keepReport(kImage, "Report " + name + "."); });
        judge(name + "-1");
        judge(name + "-2");
        act(name + "-3", [&] { return done(m_session->undo({name + "-3", {}})); });
        judge(name + "-4");
    } catch (const std::bad_alloc&) {
        sayThatMemoryFailed();
    }

private:
    using Work = std::function<base::Result<void>()>;

    static base::Result<void> done(const base::Result<domain::ReviewDecision>& written) {
        return written ? base::Result<void>{} : written.error();
    }

    void judge(const std::string& name) {
        const domain::RegionBox box{domain::allRegions().front(), {10, 10, 20, 20}};
        act(name, [&, box] { return done(m_session->judge(box, true, {name, {}})); });
    }

    /// Tries again once with the picture opened again, as the messages ask for.
    void act(const std::string& name, const Work& work) {
        if (attempt(name, work)) return;
        m_session.reset();
        static_cast<void>(attempt(name, work));
    }

    bool attempt(const std::string& name, const Work& work) {
        base::Result<void> result;
        try {
            result = openLog();
            if (result) result = work();
        } catch (const std::bad_alloc&) {
            m_session.reset();
            sayThatMemoryFailed();
            return false;
        }
        if (result)
            std::printf("kept %s\n", name.c_str());
        else
            std::fprintf(stderr, "failed: %s\n", result.error().text.c_str());
        std::fflush(stdout);
        return result.ok();
    }

    /// As a worker says it.
    static void sayThatMemoryFailed() { std::fputs("failed: There is not enough memory for this.\n", stderr); }

    base::Result<void> openLog() {
        if (m_session) return {};
        auto log = m_store.openLog(kImage);
        if (!log) return log.error();
        m_session.emplace(std::move(*log), review::ReviewSubject{kImage, "", "model", "reader"}, nullptr);
        for (const auto& remark : m_session->remarks())
            std::fprintf(stderr, "remark: %s: %s\n", std::string(domain::codeName(remark)).c_str(),
                         domain::textOf(remark).c_str());
        return {};
    }

    review::FolderReviewStore m_store;
    std::optional<review::ReviewSession> m_session;
};

}  // namespace

// journal_script FOLDER: two openings. journal_script FOLDER NUMBER: for ever, with names that begin with the number.
int main(int argc, char** argv) {
    if (argc < 2 || argc > 3) return 2;
    // libcrypto does not stand a failure of memory at its first use. In the programs that is a picture's hash, before
    // there is a journal.
    static_cast<void>(base::sha256Hex(std::string_view()));
    Script script(argv[1]);
    const std::string prefix = argc == 3 ? argv[2] + std::string(".") : "";
    for (int number = 1; number <= 2 || argc == 3; ++number) script.open(prefix, number);
    return 0;
}
