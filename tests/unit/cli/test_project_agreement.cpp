/// `asg agreement` on what readers drew, corrected and were asked for in a project; an independent program reads the
/// journals and comes to the same figures.
#include "tests/unit/cli/project_folder.h"

#include <QJsonArray>
#include <QProcess>
#include <QTest>

using namespace asg;
using namespace cli_test;
using domain::ReviewVerdict;

namespace {

const domain::RegionId kHeart = *domain::regionFromName("cardiac silhouette");

QJsonObject partOf(const QJsonObject& agreement, const char* of) {
    const auto parts = agreement["agreement"].toArray();
    for (const QJsonValue& part : parts)
        if (part["of"].toString() == QLatin1String(of)) return part.toObject();
    return {};
}

double valueOf(const QJsonArray& figures, const char* name) {
    for (const QJsonValue& figure : figures)
        if (figure["name"].toString() == QLatin1String(name)) return figure["value"].toDouble(-9);
    return -9;
}

}  // namespace

class ProjectAgreementTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_project = std::make_unique<ProjectFolder>(); }

    void boxesAreComparedBetweenReadersAndWithTheModel() {
        const base::Box shown{100, 100, 200, 200};
        draw("Ada", "a", {100, 100, 200, 150}, shown);  // a half
        judgeBox("Ben", "a", shown, true);
        draw("Ada", "b", {100, 100, 200, 200}, {});
        draw("Ben", "b", {150, 100, 250, 200}, {});  // a third
        judgeBox("Ada", "c", shown, false);          // and drew none
        judgeBox("Ben", "c", shown, true);
        const auto boxes = partOf(compared({}), "drawn boxes");
        QCOMPARE(boxes["pictures"].toInt(), 3);
        const auto figures = boxes["figures"].toArray();
        QCOMPARE(valueOf(figures, "mean IoU"), (0.5 + 1.0 / 3) / 2);
        QCOMPARE(valueOf(figures, "F1 at IoU 0.5"), 2.0 * 1 / (2 + 3));
        const auto withModel = boxes["againstModel"].toArray();
        QCOMPARE(withModel[0]["readers"].toArray(), (QJsonArray{"Ada", "model"}));
        QCOMPARE(withModel[0]["value"].toDouble(), 0.5);
        QCOMPARE(withModel[2]["readers"].toArray(), (QJsonArray{"Ben", "model"}));
        QCOMPARE(withModel[2]["value"].toDouble(), 1.0);
        QCOMPARE(boxes["byRegion"][0]["region"].toString(), QString("cardiac silhouette"));
    }

    void whoIsUnsureHasRatedNothingAndIsCounted() {
        judge("Ada", "a", ReviewVerdict::Accepted);
        judge("Ben", "a", ReviewVerdict::Unsure);
        judge("Ada", "b", ReviewVerdict::Accepted);
        judge("Ben", "b", ReviewVerdict::Accepted);
        const auto links = partOf(compared({}), "links");
        QCOMPARE(links["byTwoOrMore"].toInt(), 1);
        QCOMPARE(links["readers"][1]["unsure"].toInt(), 1);
        QCOMPARE(links["readers"][1]["said"]["accepted"].toInt(), 1);
        QCOMPARE(valueOf(links["figures"].toArray(), "pairwise agreement"), 1.0);
        const auto words = m_project->asg({"agreement", "data"});
        QVERIFY2(words.out.contains("1 unsure (left out)"), words.out.constData());
    }

    void codesOfRejectionsAreCounted() {
        auto rejected = ProjectFolder::onTheHeart(ReviewVerdict::Rejected);
        rejected.code = domain::RejectCode::WrongSide;
        m_project->keep("data", "a", m_project->decision("Ada", "a", "10:00:00", rejected));
        judge("Ada", "b", ReviewVerdict::Rejected);
        const auto codes = compared({})["codes"].toArray();
        QCOMPARE(codes.size(), 2);
        QVERIFY(codes[0]["code"].isNull());
        QCOMPARE(codes[1]["code"].toString(), QString("wrong side"));
        QCOMPARE(codes[1]["count"].toInt(), 1);
    }

    void ofAProjectWhatSeveralReadIsComparedOnceAndTheRepeatWithTheFirst() {
        QCOMPARE(create({"--overlap", "100", "--gold-reader", "Dora"}).code, 0);
        judge("Ada", "a", ReviewVerdict::Accepted);
        judge("Ben", "a", ReviewVerdict::Accepted);
        judge("Eve", "a", ReviewVerdict::Rejected);  // no reader of the project
        judge("Ada", "b", ReviewVerdict::Accepted);
        judge("Ben", "b", ReviewVerdict::Rejected);
        const auto project = compared({"--project", "p.json"});
        const auto links = partOf(project, "links");
        QCOMPARE(links["readers"].toArray().size(), 2);
        QCOMPARE(valueOf(links["figures"].toArray(), "pairwise agreement"), 0.5);
        QCOMPARE(links["byFinding"][0]["finding"].toString(), QString("cardiomegaly"));
        // The report is the project's, so that what readers let stand of it can be compared.
        const auto tags = partOf(project, "tags");
        QVERIFY(tags["byTwoOrMore"].toInt() > 0);
        QCOMPARE(valueOf(tags["figures"].toArray(), "pairwise agreement"), 1.0);
        QCOMPARE(project["withoutReport"].toInt(), 0);
        QCOMPARE(compared({})["withoutReport"].toInt(), 2);
        QCOMPARE(valueOf(partOf(project, "linked regions")["figures"].toArray(), "F1"), 2.0 * 1 / (2 + 1));
    }

    void aCorrectionIsAnotherTagAndAnotherPlace() {
        QCOMPARE(create({"--overlap", "100"}).code, 0);
        judge("Ada", "a", ReviewVerdict::Accepted);
        domain::Correction correction;
        correction.sentence = {10, 32};
        domain::Triplet absent;
        absent.finding = "cardiomegaly";
        absent.tag = domain::tagFromName("cardiomegaly");
        absent.regions = {kHeart};
        absent.existence = domain::Existence::Absent;
        correction.after.emplace();
        correction.after->triplets.push_back(absent);
        m_project->keep("data", "a", m_project->decision("Ben", "a", "10:00:00", correction));
        const auto tags = partOf(compared({"--project", "p.json"}), "tags");
        const auto readers = tags["readers"].toArray();
        QCOMPARE(readers[0]["said"]["absent"].toInt(), 0);
        QCOMPARE(readers[1]["said"]["absent"].toInt(), 1);
        QVERIFY(valueOf(tags["figures"].toArray(), "pairwise agreement") < 1);
    }

    void readersAreComparedWithGoldAndWithThemselves() {
        textIn(m_project->folder(), "gold.txt", "pictures/d.png\n");
        QCOMPARE(create({"--overlap", "100", "--repeats", "50", "--gold", "gold.txt", "--gold-reader", "Dora"}).code,
                 0);
        judge("Dora", "d", ReviewVerdict::Rejected);
        judge("Ada", "d", ReviewVerdict::Rejected);
        judge("Ben", "d", ReviewVerdict::Accepted);
        auto first = m_project->decision("Ada", "a", "10:00:00", ProjectFolder::onTheHeart(ReviewVerdict::Accepted));
        const auto status = m_project->asg({"project", "status", "p.json", "data", "--json"});
        QVERIFY(QJsonDocument::fromJson(status.out)["readers"][0]["repeats"].toInt() > 0);
        for (const char* picture : {"a", "b", "c"})
            for (const bool repeat : {false, true}) {
                auto made = m_project->decision(
                    "Ada", picture, repeat ? "11:00:00" : "10:00:00",
                    ProjectFolder::onTheHeart(repeat ? ReviewVerdict::Rejected : ReviewVerdict::Accepted));
                made.asked = domain::Asked{"p", "1", "random", repeat ? 5U : 2U, repeat};
                m_project->keep("data", picture, made);
            }
        judge("Ben", "a", ReviewVerdict::Accepted);
        const auto project = compared({"--project", "p.json"});
        const auto gold = project["withGold"].toArray();
        QCOMPARE(gold[0]["same"].toInt(), 1);
        QCOMPARE(gold[1]["same"].toInt(), 0);
        QCOMPARE(gold[1]["both"].toInt(), 1);
        const auto himself = project["withHimself"].toArray();
        QVERIFY(himself[0]["both"].toInt() > 0);
        QCOMPARE(himself[0]["same"].toInt(), 0);
        // The second answer is no answer to another reader, and gold is none either.
        QCOMPARE(valueOf(partOf(project, "links")["figures"].toArray(), "pairwise agreement"), 1.0);
    }

    void anotherProgramComesToTheSameFigures() {
        std::uint32_t state = 7;
        const auto next = [&state](std::uint32_t below) {
            return (state = state * 1664525U + 1013904223U) / 65536U % below;
        };
        for (const char* picture : {"a", "b", "c", "d"})
            for (const char* reader : {"Ada", "Ben", "Cy"}) {
                if (next(5) > 0)
                    judge(reader, picture, next(3) > 0 ? ReviewVerdict::Accepted : ReviewVerdict::Rejected);
                const double x = 50 + next(60);
                if (next(4) > 0) draw(reader, picture, {x, 50, x + 100 + next(40), 160}, base::Box{60, 50, 170, 160});
            }
        const auto agreement = compared({});
        QProcess python;
        python.start("python3",
                     {QStringLiteral(ASG_SOURCE_DIR "/tests/unit/cli/check_agreement.py"), m_project->file("data")});
        if (!python.waitForStarted()) QSKIP("no python3: nothing to compare the figures with");
        QVERIFY(python.waitForFinished());
        const auto told = QJsonDocument::fromJson(python.readAllStandardOutput()).object();
        QVERIFY2(!told.isEmpty(), python.readAllStandardError().constData());
        const auto boxes = partOf(agreement, "drawn boxes")["figures"].toArray();
        const auto isNear = [](double a, double b) { return std::abs(a - b) < 1e-9; };
        QVERIFY(isNear(valueOf(boxes, "mean IoU"), told["iou"].toDouble()));
        QVERIFY(isNear(valueOf(boxes, "F1 at IoU 0.5"), told["f1"].toDouble()));
        const auto links = partOf(agreement, "links")["figures"].toArray();
        QVERIFY(isNear(valueOf(links, "pairwise agreement"), told["pairwise"].toDouble()));
        QVERIFY(isNear(valueOf(links, "Krippendorff's alpha"), told["alpha"].toDouble()));
    }

private:
    Run create(const QStringList& words) {
        return m_project->create(QStringList{"--reader", "Ada", "--reader", "Ben"} +
                                 (words.contains("--repeats") ? QStringList() : QStringList{"--repeats", "0"}) + words);
    }

    void judge(const char* reader, const char* picture, ReviewVerdict verdict) {
        m_project->keep("data", picture,
                        m_project->decision(reader, picture, "10:00:00", ProjectFolder::onTheHeart(verdict)));
    }

    void judgeBox(const char* reader, const char* picture, const base::Box& shown, bool fits) {
        m_project->keep("data", picture,
                        m_project->decision(reader, picture, "10:00:00", domain::BoxVerdict{kHeart, shown, fits}));
    }

    void draw(const char* reader, const char* picture, const base::Box& box, const std::optional<base::Box>& shown) {
        m_project->keep("data", picture,
                        m_project->decision(reader, picture, "10:00:00", domain::BoxCorrection{kHeart, shown, box}));
    }

    QJsonObject compared(const QStringList& words) {
        const auto run = m_project->asg(QStringList{"agreement", "data", "--json"} + words);
        if (run.code != 0) qFatal("%d %s", run.code, run.messages.constData());
        return QJsonDocument::fromJson(run.out).object();
    }

    std::unique_ptr<ProjectFolder> m_project;
};

QTEST_GUILESS_MAIN(ProjectAgreementTest)
#include "test_project_agreement.moc"
