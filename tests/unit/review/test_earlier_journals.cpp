// A journal of format 1 means what it meant, and is gone on with. The files were written by the version that wrote such
// journals (journal_of_version_1/README.md).
#include "core/analysis/assemble.h"
#include "core/base/atomic_file.h"
#include "core/base/sha256.h"
#include "core/review/journal.h"
#include "core/review/readings.h"
#include "core/review/review_session.h"
#include "tests/support/reviewed_json.h"
#include "tests/unit/review/corrected_report.h"

#include <QTemporaryDir>
#include <QTest>
#include <nlohmann/json.hpp>

#include <map>
#include <string>

using namespace asg;
using namespace asg::tests;
using nlohmann::ordered_json;

namespace {

const std::filesystem::path kKept = ASG_SOURCE_DIR "/tests/unit/review/journal_of_version_1";

constexpr const char* kAda = "Dr. Ada First";
constexpr const char* kBo = "Dr. Bo Second";

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

    // Then the newest verdict held, whoever gave it: the two readers' together are those.
    void everySentenceHasTheVerdictOfTheLinkThatItWasOf() {
        const auto ada = tests::reviewedJson(m_analysis, kAda, open(kAda).decisions());
        const auto bo = tests::reviewedJson(m_analysis, kBo, open(kBo).decisions());
        QCOMPARE(ada["links"].size(), m_exported["links"].size());
        int judged = 0;
        for (std::size_t i = 0; i < ada["links"].size(); ++i) {
            const auto& now = ada["links"][i];
            const auto then = linkOfThen(now);
            QVERIFY2(!then.is_null(), now.dump().c_str());
            for (std::size_t j = 0; j < then["sentences"].size(); ++j) {
                const auto& byAda = now["verdicts"][j];
                const auto& byBo = bo["links"][i]["verdicts"][j];
                QVERIFY2(byAda.is_null() || byBo.is_null(), "both hold, each of his reader");
                QVERIFY2((byAda.is_null() ? byBo : byAda) == then["verdict"], then.dump().c_str());
                judged += byAda.is_null() && byBo.is_null() ? 0 : 1;
            }
        }
        QCOMPARE(judged, 9);
        QVERIFY(ada["notKept"].empty() && bo["notKept"].empty());
    }

    void everyReaderHasWhatHeGave() {
        const auto marks = [&](const char* reader) {
            const auto now = tests::reviewedJson(m_analysis, reader, open(reader).decisions());
            std::map<std::string, std::string> given;
            for (const auto& link : now["links"])
                if (!link["verdict"].is_null()) given[link["regions"][0]] = link["verdict"];
            return given;
        };
        using Given = std::map<std::string, std::string>;
        QVERIFY((marks(kAda) == Given{{"right upper lung zone", "accepted"},
                                      {"right lung", "nothing to point at"},
                                      {"left costophrenic angle", "rejected"}}));
        QVERIFY((marks(kBo) == Given{{"cardiac silhouette", "accepted"}}));
        QVERIFY(marks("Dr. Cy Third").empty());
        QVERIFY2(!open("Dr. Cy Third").canUndo(), "what others gave is not for the third to take back");
    }

    // Bo took back what Ada had given, and could: that it is taken back was meant, and Ada can give it again.
    void whatOneReaderTookBackOfAnotherStaysTakenBack() {
        auto ada = open(kAda);
        const auto& report = *m_analysis.report;
        const auto pneumothorax = report.sentences.at(4).id;
        QVERIFY(review::readingAfter(report, ada.history(), pneumothorax) == review::readingOf(report, pneumothorax));
        QVERIFY(ada.canRedo());
        QVERIFY(ada.redo().ok());
        QVERIFY(review::readingAfter(report, ada.history(), pneumothorax) != review::readingOf(report, pneumothorax));
    }

    void theCorrectionsThatHeldHold() {
        const auto now = tests::reviewedJson(m_analysis, kAda, open(kAda).decisions());
        QVERIFY(now["corrected"]["corrections"] == m_exported["corrected"]["corrections"]);
        const auto triplets = [](const ordered_json& said, int sentence) {
            auto own = ordered_json::array();
            for (const auto& triplet : said["report"]["triplets"])
                if (triplet["sentence"] == sentence) own.push_back(triplet);
            return own;
        };
        // "Cardiomegaly." was made uncertain; "No pneumothorax." is the parser's again.
        QCOMPARE(triplets(now["corrected"], 8).at(0)["existence"].get<std::string>(), std::string("uncertain"));
        QVERIFY(triplets(now["corrected"], 8) == triplets(m_exported["corrected"], 8));
        QVERIFY(triplets(now["corrected"], 4) == triplets(now, 4));
    }

    void everyLineIsWhoseItWasAndOfWhen() {
        const auto session = open(kAda);
        const auto& then = m_exported["decisions"];
        QCOMPARE(session.everybodys().given.size(), then.size());
        for (std::size_t i = 0; i < then.size(); ++i) {
            const auto& decision = session.everybodys().given[i];
            QCOMPARE(decision.reader, then[i]["reader"].get<std::string>());
            QCOMPARE(decision.time, then[i]["time"].get<std::string>());
            QCOMPARE(decision.reason, then[i]["reason"].get<std::string>());
            QVERIFY2(!decision.seen, "nobody wrote down what was seen");
            QCOMPARE(decision.reverts, then[i].value("reverts", std::uint64_t{0}));
            QCOMPARE(decision.as<domain::TakenBack>() != nullptr, then[i].contains("reverts"));
        }
    }

    void itIsGoneOnWithAndItsLinesStay() {
        const auto before = contentOf(journal());
        {
            auto session = open(kAda);
            const auto& link = m_analysis.report->links.at(2);
            QVERIFY(session.decide(link, link.sentences.back(), domain::ReviewVerdict::Rejected).ok());
            const auto now = tests::reviewedJson(m_analysis, kAda, session.decisions());
            QVERIFY((now["links"][2]["verdicts"] == ordered_json{"accepted", "rejected"}));
            QVERIFY(now["links"][2]["verdict"].is_null());
            QVERIFY(session.undo().ok());
        }
        QVERIFY(contentOf(journal()).starts_with(before));
        QCOMPARE(open(kAda).everybodys().given.size(), m_exported["decisions"].size() + 2);
    }

private:
    /// The parser may list links in another order by now: a link is known by what it says.
    [[nodiscard]] ordered_json linkOfThen(const ordered_json& now) const {
        for (const auto& then : m_exported["links"])
            if (now["regions"] == then["regions"] && now["sentences"] == then["sentences"]) return then;
        return {};
    }

    std::filesystem::path journal() const {
        return std::filesystem::path(m_folder->path().toStdString()) / "decisions.jsonl";
    }

    review::ReviewSession open(const char* reader) {
        auto journal = review::Journal::open(this->journal());
        if (!journal) qFatal("%s", journal.error().text.c_str());
        return review::ReviewSession(
            std::make_unique<review::Journal>(std::move(*journal)),
            {m_analysis.image.sha256, base::sha256Hex(std::string_view(m_analysis.report->text)), "model", reader},
            {std::shared_ptr<const domain::Report>(), &*m_analysis.report});
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    ordered_json m_exported;
    domain::Analysis m_analysis;
};

QTEST_GUILESS_MAIN(EarlierJournalsTest)
#include "test_earlier_journals.moc"
