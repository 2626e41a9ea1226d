// One opening of a picture with one verdict and an export, by the session's own functions: the victim of run.sh.
//
//     export_script FOLDER
#include "core/base/atomic_file.h"
#include "core/base/resources.h"
#include "core/base/sha256.h"
#include "core/review/folder_review_store.h"
#include "core/session/analysis_document.h"
#include "core/session/reading_desk.h"
#include "core/text/report_parser.h"

#include <cstdio>
#include <filesystem>
#include <memory>
#include <new>
#include <string>
#include <string_view>

using namespace asg;

namespace {

base::Result<void> judgeAndExport(const std::filesystem::path& folder, const text::ReportParser& parser) {
    auto radiograph = std::make_shared<domain::Radiograph>();
    radiograph->sha256 = std::string(64, 'a');
    const auto parse = [&](std::string_view bytes) -> base::Result<domain::Report> { return parser.parse(bytes); };
    session::ReadingDesk desk(std::make_shared<const review::FolderReviewStore>(folder), parse, {radiograph, nullptr},
                              "reader");
    if (auto taken = desk.takeReport(parser.parse("The heart is enlarged. No pneumothorax.")); !taken) return taken;
    const auto state = desk.state();
    const auto& link = state->analysis->report->links.front();
    if (auto given =
            desk.decide(link, link.sentences.front(), domain::ReviewVerdict::Accepted, session::shownIn(*state));
        !given)
        return given;
    return session::writeAnalysisDocument(*desk.state(), folder / "export.json");
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) return 2;
    // As in the programs, a picture was hashed before: libcrypto does not stand a failure of memory at its first use.
    static_cast<void>(base::sha256Hex(std::string_view()));
    const auto parser = text::ReportParser::load(base::resourceFolder() / "ontology");
    if (!parser) return 2;
    base::Result<void> done;
    try {
        done = judgeAndExport(argv[1], *parser);
    } catch (const std::bad_alloc&) {
        // As a worker says it.
        done = base::Error{base::ErrorCode::OutOfMemory, "There is not enough memory for this."};
    }
    if (!done) std::fprintf(stderr, "%s\n", done.error().text.c_str());
    return done ? 0 : 1;
}
