// What analysis.json says of corrections and measurements, read back by a reader that shares no code with the writer
// (check_corrected.py).
#include "core/analysis/assemble.h"
#include "core/base/atomic_file.h"
#include "core/base/resources.h"
#include "core/export/analysis_json.h"
#include "core/review/correction.h"
#include "core/review/journal.h"
#include "core/review/reading_edits.h"
#include "core/review/readings.h"
#include "core/review/review_session.h"
#include "core/review/standing_measurements.h"
#include "core/text/ontology.h"
#include "core/text/report_parser.h"
#include "tests/support/reviewed_json.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <functional>
#include <memory>
#include <random>

using namespace asg;
using nlohmann::ordered_json;

namespace {

constexpr const char* kText =
    "FINDINGS: The heart is enlarged. Größe unverändert 😀. No pneumothorax or pleural effusion. Opacity in the left "
    "lower lobe. The trachea is midline. Left basilar atelectasis. Low lung volumes. The mediastinal and hilar "
    "contours are unremarkable. Degenerative changes of the spine.\nIMPRESSION: Possible pneumonia at the left base.";

const text::ReportParser& parser() {
    static const auto loaded = text::ReportParser::load(base::resourceFolder() / "ontology");
    if (!loaded) qFatal("%s", loaded.error().text.c_str());
    return *loaded;
}

domain::Analysis readAnalysis() {
    domain::Radiograph radiograph;
    radiograph.sha256 = "image";
    radiograph.spacing = domain::PixelSpacing{0.3, 0.2, "imager pixel spacing"};
    auto analysis = analysis::withoutModel(radiograph, parser().parse(kText));
    const auto model = [&](const char* name, float probability) {
        const auto tag = *domain::tagFromName(name);
        analysis.tags[tag.value] = {tag, probability, 0.5F};
    };
    model("cardiomegaly", 0.9F);
    model("pneumothorax", 0.8F);
    model("opacity", 0.25F);
    for (const auto id : domain::modelRegions()) {
        const double edge = id.value;
        analysis.regions.push_back({id, {edge, edge, edge + 20, edge + 30}, 1, domain::RegionOrigin::Model});
    }
    return analysis::withReport(analysis, analysis.report);
}

/// A reader who changes his mind: edits, verdicts, undo and redo as they come.
class RestlessReader {
public:
    RestlessReader(review::ReviewSession& session, const domain::Analysis& analysis, unsigned seed)
        : m_session(session), m_analysis(analysis), m_parsed(*analysis.report), m_random(seed) {}

    void step() {
        switch (below(14)) {
            case 0: (void)m_session.undo(); return;
            case 1: (void)m_session.redo(); return;
            case 2: judge(); return;
            case 9:
            case 10:
            case 11: measure(); return;
            case 12:
            case 13: draw(); return;
            case 3:
                QVERIFY(m_session.judge(m_analysis.regions[below(m_analysis.regions.size())], below(2) == 0).ok());
                return;
            default: correct();
        }
    }

private:
    std::size_t below(std::size_t end) { return std::uniform_int_distribution<std::size_t>(0, end - 1)(m_random); }

    template <typename Values>
    auto one(const Values& values) {
        return values[below(std::size(values))];
    }

    void judge() {
        const auto report = review::correctReport(m_parsed, m_session.history()).report;
        if (report.links.empty()) return;
        const auto link = one(report.links);
        QVERIFY(m_session.decide(link, one(link.sentences), static_cast<domain::ReviewVerdict>(below(4))).ok());
    }

    /// In place of a box that is there, where there is none, or back to the model's.
    void draw() {
        const auto region = domain::RegionId(static_cast<std::uint8_t>(below(domain::kRegionCount)));
        domain::BoxCorrection drawn{region, {}, {}};
        if (const auto* shown = domain::findRegion(m_analysis, region)) drawn.before = shown->boxInImagePixels;
        const double left = double(below(40)) / 4;
        if (below(4) != 0) drawn.after = base::Box{left, 1, left + 5.5, 9};
        QVERIFY(m_session.draw(drawn).ok());
    }

    void correct() {
        const auto sentence = one(m_parsed.sentences);
        auto before = review::readingAfter(m_parsed, m_session.history(), sentence.id);
        auto after = before;
        edit(after, sentence);
        for (const auto& triplet : after.triplets)
            for (const auto region : triplet.regions) std::erase(after.places, region);
        domain::Correction correction{sentence.span, before, {}};
        if (after != review::readingOf(m_parsed, sentence.id)) correction.after = after;
        QVERIFY(m_session.correct(std::move(correction)).ok());
    }

    void measure() {
        const auto standing = review::standingMeasurements(m_session.history());
        domain::MeasurementChange change{0, drawn()};
        if (!standing.empty() && below(2) == 0) change.drawnBy = one(standing).id;
        if (change.drawnBy != 0 && below(3) == 0) change.after.reset();
        QVERIFY(m_session.measure(std::move(change)).ok());
    }

    domain::Measurement drawn() {
        domain::Measurement drawn;
        drawn.kind = static_cast<domain::MeasurementKind>(below(11));
        const auto count = domain::pointCountOf(drawn.kind);
        const auto points = count.least + (count.most > count.least ? below(4) : 0);
        while (drawn.pointsInPixels.size() < points)
            drawn.pointsInPixels.push_back({double(below(4000)) / 8, double(below(4000)) / 8 + double(points)});
        drawn.hidden = below(4) == 0;
        if (drawn.kind == domain::MeasurementKind::Length && below(2) == 0) drawn.knownMm = 25.4;
        return drawn;
    }

    void edit(domain::SentenceReading& reading, const domain::Sentence& sentence) {
        const auto& findings = parser().findings();
        const auto chosen = below(7);
        if (chosen == 0 || reading.triplets.empty()) {
            reading.triplets.push_back(review::foundByHand(one(findings), sentence.id, sentence.span));
            return;
        }
        const auto row = below(reading.triplets.size());
        auto& triplet = reading.triplets[row];
        const auto own = std::ranges::find(findings, triplet.finding, &text::Finding::name);
        const auto* finding = own == findings.end() ? nullptr : &*own;
        switch (chosen) {
            case 1: review::setExistence(triplet, static_cast<domain::Existence>(below(3)), finding); return;
            case 2: review::setFinding(triplet, one(findings)); return;
            case 3: review::setPlace(triplet, {one(domain::modelRegions()), one(domain::modelRegions())}); return;
            case 4: review::setSide(triplet, static_cast<domain::Side>(below(3)), finding); return;
            case 5: reading.places.clear(); return;
            default: reading.triplets.erase(reading.triplets.begin() + static_cast<std::ptrdiff_t>(row));
        }
    }

    review::ReviewSession& m_session;
    const domain::Analysis& m_analysis;
    const domain::Report& m_parsed;
    std::mt19937 m_random;
};

}  // namespace

class CorrectedExportTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        if (QProcess::execute(QStringLiteral("python3"), {QStringLiteral("--version")}) != 0)
            QSKIP("python3 is not here: nobody reads the export back");
    }

    void anIndependentReaderComesToTheSameCorrectedState_data() {
        QTest::addColumn<int>("steps");
        QTest::addColumn<int>("seed");
        QTest::newRow("nothing done") << 0 << 0;
        for (const int steps : {1, 3, 10, 40})
            for (int seed = 0; seed < 3; ++seed) QTest::addRow("%d steps, seed %d", steps, seed) << steps << seed;
    }

    void anIndependentReaderComesToTheSameCorrectedState() {
        QFETCH(int, steps);
        QFETCH(int, seed);
        const auto document = exportAfter(steps, static_cast<unsigned>(seed));
        const auto [exit, said] = check(document);
        QVERIFY2(exit == 0, said.constData());
        if (steps >= 10) QVERIFY2(!document["corrected"].is_null(), "the reader never corrected anything");
    }

    void thatReaderWouldHaveSeenIt_data() {
        using Break = std::function<void(ordered_json&)>;
        QTest::addColumn<Break>("breakIt");
        QTest::newRow("a triplet") << Break([](auto& d) {
            auto& existence = d["corrected"]["report"]["triplets"][0]["existence"];
            existence = existence == "present" ? "absent" : "present";
        });
        QTest::newRow("a tag") << Break([](auto& d) { d["corrected"]["report"]["tags"]["hernia"] = "present"; });
        QTest::newRow("the agreement") << Break([](auto& d) { d["corrected"]["agreement"][0]["verdict"] = "agree?"; });
        QTest::newRow("a link") << Break([](auto& d) { d["corrected"]["links"].erase(0); });
        QTest::newRow("the history") << Break([](auto& d) { d["decisions"].erase(d["decisions"].size() - 1); });
        QTest::newRow("a box's verdict") << Break([](auto& d) { d["regions"][0]["verdict"] = "accepted?"; });
        QTest::newRow("a verdict") << Break([](auto& d) { d["links"][0]["verdicts"][0] = "accepted?"; });
        QTest::newRow("the parser's word") << Break([](auto& d) { d["report"]["triplets"].erase(0); });
    }

    void thatReaderWouldHaveSeenIt() {
        using Break = std::function<void(ordered_json&)>;
        QFETCH(Break, breakIt);
        auto document = exportAfter(1, kSeedThatCorrects);
        QVERIFY(!document["corrected"].is_null());
        QCOMPARE(check(document).first, 0);
        breakIt(document);
        QVERIFY(check(document).first != 0);
    }

    void thatReaderWouldHaveSeenItOfMeasurements_data() {
        using Break = std::function<void(ordered_json&)>;
        QTest::addColumn<Break>("breakIt");
        QTest::newRow("a length in pixels") << Break([](auto& m) { m[0]["values"]["length"]["px"] = 1; });
        QTest::newRow("a length in millimetres") << Break([](auto& m) { m[0]["values"]["length"]["mm"] = 1; });
        QTest::newRow("a point") << Break([](auto& m) { m[0]["points"][0][0] = -1; });
        QTest::newRow("the source") << Break([](auto& m) { m[0]["spacingSource"] = "pixel spacing"; });
        QTest::newRow("the spacing") << Break([](auto& m) { m[0]["spacingMm"][0] = 0.5; });
        QTest::newRow("one that is missing") << Break([](auto& m) { m.erase(0); });
    }

    void thatReaderWouldHaveSeenItOfMeasurements() {
        using Break = std::function<void(ordered_json&)>;
        QFETCH(Break, breakIt);
        auto document = exportAfter(
            0, 0, domain::Measurement{domain::MeasurementKind::Length, 1, {{1, 2}, {31, 22}}, "aorta", false});
        QCOMPARE(document["measurements"][0]["values"]["length"]["mm"].get<double>(), std::hypot(6.0, 6.0));
        QCOMPARE(check(document).first, 0);
        breakIt(document["measurements"]);
        QVERIFY(check(document).first != 0);
    }

    void whatStoodInTheContractIsNotChangedByCorrections() {
        const auto plain = exporting::analysisJson(readAnalysis());
        auto document = exportAfter(40, 7);
        QVERIFY(!document["corrected"].is_null());
        for (auto& region : document["regions"]) region.erase("verdict");
        for (auto& link : document["links"]) {
            link.erase("verdict");
            link.erase("verdicts");
        }
        for (const auto& [key, value] : plain.items()) QVERIFY2(document[key] == value, key.c_str());
        QVERIFY(!plain.contains("corrected") && !plain.contains("decisions"));
    }

private:
    static constexpr unsigned kSeedThatCorrects = 3;

    static ordered_json exportAfter(int steps, unsigned seed, const std::optional<domain::Measurement>& drawn = {}) {
        const QTemporaryDir folder;
        const auto analysis = readAnalysis();
        auto journal = review::Journal::open(std::filesystem::path(folder.path().toStdString()) / "decisions.jsonl");
        if (!journal) qFatal("%s", journal.error().text.c_str());
        review::ReviewSession session(std::make_unique<review::Journal>(std::move(*journal)),
                                      {"image", "report", "model", "Dr. Röntgen"},
                                      {std::shared_ptr<const domain::Report>(), &*analysis.report});
        RestlessReader reader(session, analysis, seed);
        for (int i = 0; i < steps; ++i) reader.step();
        if (drawn && !session.measure({0, drawn}).ok()) qFatal("it was not drawn");
        return tests::reviewedJson(analysis, "Dr. Röntgen", session.decisions());
    }

    static std::pair<int, QByteArray> check(const ordered_json& document) {
        const QTemporaryDir folder;
        const auto path = folder.filePath(QStringLiteral("analysis.json"));
        if (!base::writeFileAtomically(path.toStdString(), std::string_view(document.dump(1))).ok()) return {-1, {}};
        QProcess process;
        process.start(QStringLiteral("python3"),
                      {QStringLiteral(ASG_SOURCE_DIR "/tests/golden/export/check_corrected.py"), path});
        process.waitForFinished();
        return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
                process.readAllStandardOutput() + process.readAllStandardError()};
    }
};

QTEST_GUILESS_MAIN(CorrectedExportTest)
#include "test_corrected_export.moc"
