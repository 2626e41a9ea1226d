#include "app/cli/result_folders.h"
#include "core/base/atomic_file.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <unistd.h>

using namespace asg;
using namespace cli;
namespace fs = std::filesystem;

namespace {

std::vector<std::byte> bytesOf(const std::string& text) {
    const auto bytes = std::as_bytes(std::span(text));
    return {bytes.begin(), bytes.end()};
}

std::string analysisText(const std::string& more = {}) {
    return R"({"schema": "asg-analysis/1")" + more + "}";
}

struct Output {
    QTemporaryDir folder;
    fs::path path = fs::path(folder.path().toStdString()) / "out";

    base::Result<void> write(const std::vector<ResultFile>& files) const {
        return ResultFolders(path).write("p", files);
    }
    base::Result<void> mayWrite() const { return ResultFolders(path).mayWrite("p"); }
    void lay(const std::string& name, const std::string& text) const {
        fs::create_directories((path / name).parent_path());
        if (!base::writeFileAtomically(path / name, text)) qFatal("cannot write");
    }
    std::string read(const std::string& name) const {
        const auto text = base::readFile(path / name, 1000);
        return text ? *text : "none";
    }
    std::vector<std::string> names() const {
        std::vector<std::string> found;
        for (const auto& entry : fs::recursive_directory_iterator(path))
            if (!entry.is_directory()) found.push_back(entry.path().lexically_relative(path).string());
        std::ranges::sort(found);
        return found;
    }
};

}  // namespace

class ResultFoldersTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aResultIsThereAsAWholeAndNothingBeside() {
        const Output out;
        QVERIFY(out.write({{kOverlayFile, bytesOf("o")},
                           {"maps/a.png", bytesOf("m")},
                           {kAnalysisFile, bytesOf(analysisText())}})
                    .ok());
        QCOMPARE(out.names(), (std::vector<std::string>{"p/analysis.json", "p/maps/a.png", "p/overlay.png"}));
    }

    void aResultThatCannotBeWrittenLeavesNothing() {
        const Output out;
        QVERIFY(!out.write({{kOverlayFile, bytesOf("o")}, {kOverlayFile, bytesOf("twice")}}).ok());
        QVERIFY(out.names().empty());
        QVERIFY(!fs::exists(out.path / "p"));
    }

    void anEarlierResultIsReplacedAsAWhole() {
        const Output out;
        const std::string withMap = analysisText(R"(, "maps": [{"file": "maps/a.png"}])");
        QVERIFY(
            out.write({{kOverlayFile, bytesOf("o")}, {"maps/a.png", bytesOf("m")}, {kAnalysisFile, bytesOf(withMap)}})
                .ok());
        QVERIFY(out.mayWrite().ok());
        QVERIFY(out.write({{kAnalysisFile, bytesOf(analysisText())}}).ok());
        QCOMPARE(out.names(), (std::vector<std::string>{"p/analysis.json"}));
    }

    void othersFilesStayBesideAResult() {
        const Output out;
        out.lay("p/report.txt", "mine");
        QVERIFY(out.mayWrite().ok());
        QVERIFY(out.write({{kOverlayFile, bytesOf("o")}, {kAnalysisFile, bytesOf(analysisText())}}).ok());
        QVERIFY(out.write({{kAnalysisFile, bytesOf(analysisText(", \"x\": 1"))}}).ok());
        QCOMPARE(out.read("p/report.txt"), std::string("mine"));
        QCOMPARE(out.read("p/analysis.json"), analysisText(", \"x\": 1"));
        QCOMPARE(out.names(), (std::vector<std::string>{"p/analysis.json", "p/report.txt"}));
    }

    void aFileThatIsNotItsOwnIsNeverReplaced() {
        for (const char* name : {"p/overlay.png", "p/maps/a.png", "p/analysis.json"}) {
            const Output out;
            out.lay(name, "mine");
            const auto refused = out.mayWrite();
            QVERIFY(!refused.ok());
            QVERIFY(refused.error().text.find("was not written by asg") != std::string::npos);
        }
        // It came beside an own result.
        const Output out;
        out.lay("p/analysis.json", analysisText());
        out.lay("p/maps/a.png", "mine");
        QVERIFY(!out.write({{"maps/a.png", bytesOf("m")}, {kAnalysisFile, bytesOf(analysisText())}}).ok());
        QCOMPARE(out.read("p/maps/a.png"), std::string("mine"));
    }

    /// An analysis.json of unknown make names a file of its own far away.
    void onlyWhatLiesInTheMapsFolderIsTakenForAMap() {
        for (const char* name : {"../other/keep.txt", "maps/../../other/keep.txt", "report.txt"}) {
            const Output out;
            out.lay("other/keep.txt", "mine");
            out.lay("p/report.txt", "mine");
            out.lay("p/analysis.json", analysisText(R"(, "maps": [{"file": ")" + std::string(name) + R"("}])"));
            QVERIFY(out.write({{kAnalysisFile, bytesOf(analysisText())}}).ok());
            QCOMPARE(out.read("other/keep.txt"), std::string("mine"));
            QCOMPARE(out.read("p/report.txt"), std::string("mine"));
        }
    }

    void whatAKilledRunLeftIsRemovedAndWhatARunningOneHasIsNot() {
        QProcess ended;
        ended.start("true", QStringList{});
        QVERIFY(ended.waitForStarted());
        const auto process = std::to_string(ended.processId());
        QVERIFY(ended.waitForFinished());
        std::array<char, 256> host{};
        ::gethostname(host.data(), host.size() - 1);
        const std::string prefix = std::string(".asg-partial-") + host.data() + "-";
        const Output out;
        out.lay(prefix + process + "/new/p/overlay.png", "half");
        out.lay(prefix + "1/new/p/overlay.png", "of another process");
        out.lay(".asg-partial-elsewhere-" + process + "/new/p/overlay.png", "of another machine");
        QVERIFY(out.write({{kAnalysisFile, bytesOf(analysisText())}}).ok());
        QVERIFY(!fs::exists(out.path / (prefix + process)));
        QVERIFY(fs::exists(out.path / (prefix + "1")));
        QVERIFY(fs::exists(out.path / (".asg-partial-elsewhere-" + process)));
    }
};

QTEST_GUILESS_MAIN(ResultFoldersTest)
#include "test_result_folders.moc"
