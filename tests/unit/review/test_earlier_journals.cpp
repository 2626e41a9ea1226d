// A journal of format 1 means what it meant, and is gone on with. The files were written by the version that wrote such
// journals (journal_of_version_1/README.md).
#include "core/analysis/assemble.h"
#include "core/base/atomic_file.h"
#include "core/base/sha256.h"
#include "core/export/analysis_json.h"
#include "core/review/review_session.h"
#include "tests/unit/review/corrected_report.h"

#include <QTemporaryDir>
#include <QTest>
#include <nlohmann/json.hpp>

using namespace asg;
using namespace asg::tests;
using nlohmann::ordered_json;

namespace {

const std::filesystem::path kKept = ASG_SOURCE_DIR "/tests/unit/review/journal_of_version_1";

std::string contentOf(const std::filesystem::path& path) {
    auto content = base::readFile(path, 64U << 20U);
    if (!content) qFatal("%s", content.error().text.c_str());
    return *content;
}

/// The study as it was exported then: its report is read by today's parser, its regions stand in the file.
domain::Analysis analysisOf(const ordered_json& exported) {
    domain::Radiograph radiograph;
    radiograph.sha256 = exported["image"]["sha256"].get<std::string>();
    auto analysis = analysis::withoutModel(radiograph, parser().parse(contentOf(kKept / "report.txt")));
    for (const auto& region : exported["regions"]) {
        const auto box = region["box"].get<std::vector<double>>();
        analysis.regions.push_back({*domain::regionFromName(region["name"].get<std::string>()),
                                    {box[0], box[1], box[2], box[3]},
                                    1,
                                    domain::RegionOrigin::Model});
    }
    return analysis::withReport(analysis, analysis.report);
}

}  // namespace

class EarlierJournalsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        std::filesystem::copy(kKept / "decisions.jsonl", journal());
        m_exported = ordered_json::parse(contentOf(kKept / "analysis.json"));
        m_analysis = analysisOf(m_exported);
        QCOMPARE(base::sha256Hex(std::string_view(m_analysis.report->text)),
                 m_exported["decisions"][0]["report"].get<std::string>());
    }

    void everySentenceHasTheVerdictOfTheLinkThatItWasOf() {
        const auto now = exporting::analysisJson(m_analysis, open().decisions());
        QCOMPARE(now["links"].size(), m_exported["links"].size());
        int judged = 0;
        for (std::size_t i = 0; i < now["links"].size(); ++i) {
            const auto& then = m_exported["links"][i];
            QVERIFY(now["links"][i]["regions"] == then["regions"] && now["links"][i]["sentences"] == then["sentences"]);
            QVERIFY2(now["links"][i]["verdict"] == then["verdict"], then.dump().c_str());
            for (const auto& verdict : now["links"][i]["verdicts"]) {
                QVERIFY(verdict == then["verdict"]);
                judged += verdict.is_null() ? 0 : 1;
            }
        }
        QCOMPARE(judged, 9);
        QVERIFY(now["notKept"].empty());
    }

    void theCorrectionsThatHeldHold() {
        const auto now = exporting::analysisJson(m_analysis, open().decisions());
        for (const char* part : {"corrections", "report", "unplaced", "agreement"})
            QVERIFY2(now["corrected"][part] == m_exported["corrected"][part], part);
    }

    void everyLineIsWhoseItWasAndOfWhen() {
        const auto session = open();
        const auto& then = m_exported["decisions"];
        QCOMPARE(session.history().size(), then.size());
        for (std::size_t i = 0; i < then.size(); ++i) {
            const auto& decision = session.history()[i];
            QCOMPARE(decision.reader, then[i]["reader"].get<std::string>());
            QCOMPARE(decision.time, then[i]["time"].get<std::string>());
            QCOMPARE(decision.reason, then[i]["reason"].get<std::string>());
            QCOMPARE(decision.reverts, then[i].value("reverts", std::uint64_t{0}));
            QCOMPARE(decision.as<domain::TakenBack>() != nullptr, then[i].contains("reverts"));
        }
    }

    void itIsGoneOnWithAndItsLinesStay() {
        const auto before = contentOf(journal());
        {
            auto session = open();
            const auto& link = m_analysis.report->links.at(2);
            QVERIFY(session.decide(link, link.sentences.back(), domain::ReviewVerdict::Rejected).ok());
            const auto now = exporting::analysisJson(m_analysis, session.decisions());
            QVERIFY((now["links"][2]["verdicts"] == ordered_json{"accepted", "rejected"}));
            QVERIFY(now["links"][2]["verdict"].is_null());
            QVERIFY(session.undo().ok());
        }
        QVERIFY(contentOf(journal()).starts_with(before));
        QCOMPARE(open().history().size(), m_exported["decisions"].size() + 2);
    }

private:
    std::filesystem::path journal() const {
        return std::filesystem::path(m_folder->path().toStdString()) / "decisions.jsonl";
    }

    review::ReviewSession open() {
        auto journal = review::Journal::open(this->journal());
        if (!journal) qFatal("%s", journal.error().text.c_str());
        return review::ReviewSession(
            std::move(*journal),
            {m_analysis.image.sha256, base::sha256Hex(std::string_view(m_analysis.report->text)), "model", "tester"},
            {std::shared_ptr<const domain::Report>(), &*m_analysis.report});
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    ordered_json m_exported;
    domain::Analysis m_analysis;
};

QTEST_GUILESS_MAIN(EarlierJournalsTest)
#include "test_earlier_journals.moc"
