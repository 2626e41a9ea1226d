#include "core/analysis/assemble.h"
#include "core/base/resources.h"
#include "core/text/report_parser.h"
#include "ui/presenters/findings_presenter.h"
#include "ui/presenters/picture_list.h"
#include "ui/presenters/report_presenter.h"
#include "ui/presenters/study_presenter.h"

#include <QAbstractItemModelTester>
#include <QTest>

#include <memory>

using namespace asg;
using domain::AgreementVerdict;
using domain::Existence;

namespace {

domain::TagId tag(const char* name) {
    return *domain::tagFromName(name);
}

domain::RegionId region(const char* name) {
    return *domain::regionFromName(name);
}

/// Cardiomegaly: both say present. Opacity: the report alone, uncertain. Pneumothorax: they differ. Nodule: the model
/// alone.
std::shared_ptr<domain::Analysis> comparedAnalysis() {
    auto analysis = std::make_shared<domain::Analysis>();
    analysis->model.name = "a model";
    analysis->report.emplace();
    for (const auto id : domain::allTags()) {
        analysis->tags[id.value].tag = id;
        analysis->agreement.push_back({id, {}, {}, {}});
    }
    const auto set = [&](const char* name, std::optional<Existence> said, std::optional<float> probability,
                         AgreementVerdict verdict) {
        const auto id = tag(name);
        analysis->agreement[id.value] = {id, said, {}, verdict};
        analysis->tags[id.value] = {id, probability, probability ? std::optional(0.5F) : std::nullopt};
    };
    set("cardiomegaly", Existence::Present, 0.9F, AgreementVerdict::Agree);
    set("opacity", Existence::Uncertain, std::nullopt, AgreementVerdict::ReportOnly);
    set("pneumothorax", Existence::Absent, 0.8F, AgreementVerdict::Differ);
    set("nodule", std::nullopt, 0.7F, AgreementVerdict::ModelOnly);
    return analysis;
}

int rowOf(const presenters::FindingsPresenter& findings, const char* name) {
    return findings.rowOf(tag(name)).value_or(-1);
}

}  // namespace

class TestPresenters : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void findingsThatDifferStandOnTop() {
        presenters::FindingsPresenter findings;
        const QAbstractItemModelTester tester(&findings);
        findings.setAnalysis(comparedAnalysis());
        QCOMPARE(findings.rowCount(), 4);
        QCOMPARE(findings.differing(), 2);
        QVERIFY(findings.rows()[0].differs() && findings.rows()[1].differs());
        QVERIFY(!findings.rows()[2].differs() && !findings.rows()[3].differs());
    }

    void anUntrainedTagHasADashAndOneSentenceSaysWhy() {
        presenters::FindingsPresenter findings;
        findings.setAnalysis(comparedAnalysis());
        const auto words = [&](const char* name) {
            return findings.index(rowOf(findings, name), presenters::FindingsPresenter::Model).data().toString();
        };
        QCOMPARE(words("opacity"), QStringLiteral("–"));
        QCOMPARE(words("cardiomegaly"), QStringLiteral("0.90"));
        QVERIFY2(
            findings.whyDashes().contains(QStringLiteral("judges 3 of the 40 (cardiomegaly, pneumothorax, nodule)")),
            qPrintable(findings.whyDashes()));
        const auto without = comparedAnalysis();
        without->model = {};
        without->tags = domain::untoldTags();
        findings.setAnalysis(without);
        QCOMPARE(words("opacity"), QStringLiteral("–"));
        QVERIFY2(findings.whyDashes().contains(QStringLiteral("no model has run")), qPrintable(findings.whyDashes()));
    }

    // A dental film had an edema of 0.47.
    void aPictureThatTheModelWasNotMadeForIsNotJudged() {
        presenters::FindingsPresenter findings;
        const auto analysis = comparedAnalysis();
        findings.setAnalysis(analysis);
        const int before = findings.rowCount();
        analysis->warnings.push_back({domain::WarningCode::NotFrontalChest});
        findings.setAnalysis(analysis);
        QVERIFY(findings.whyDashes().contains(QStringLiteral("does not judge this picture")));
        QCOMPARE(findings.differing(), 0);
        QVERIFY(findings.rowCount() > 0 && findings.rowCount() < before);  // what the model alone spoke of is gone
        for (const auto& row : findings.rows()) {
            QVERIFY(!row.model.probability && !row.differs());
            QCOMPARE(presenters::modelNumber(row.model), QStringLiteral("–"));
        }
    }

    void theTipSaysProbabilityAndThreshold() {
        presenters::FindingsPresenter findings;
        findings.setAnalysis(comparedAnalysis());
        const auto tip = findings.index(rowOf(findings, "nodule"), 0).data(Qt::ToolTipRole).toString();
        QVERIFY2(tip.contains(QStringLiteral("model: 0.70, present (threshold 0.50)")), qPrintable(tip));
        QVERIFY(tip.contains(QStringLiteral("report: not said")));
    }

    void anUncertainFindingSaysHowInTheReportsTerm_data() {
        QTest::addColumn<QString>("sentence");
        QTest::addColumn<QString>("finding");
        QTest::addColumn<QString>("word");
        QTest::newRow("possible") << "Possible left pneumothorax."
                                  << "pneumothorax"
                                  << "possible";
        QTest::newRow("probable") << "Probable left pneumothorax."
                                  << "pneumothorax"
                                  << "probable";
        QTest::newRow("borderline") << "Borderline cardiomegaly."
                                    << "cardiomegaly"
                                    << "borderline";
        QTest::newRow("alternative") << "Atelectasis or pneumonia."
                                     << "atelectasis"
                                     << "alternative";
    }
    void anUncertainFindingSaysHowInTheReportsTerm() {
        QFETCH(QString, sentence);
        QFETCH(QString, finding);
        QFETCH(QString, word);
        const auto parser = text::ReportParser::load(base::resourceFolder() / "ontology");
        QVERIFY(parser.ok());
        const auto report = parser->parse("FINDINGS: " + sentence.toStdString());
        const auto lines = presenters::makeReportView(report).sentences.front().uncertain;
        QVERIFY2(lines.contains(finding + QStringLiteral(": ") + word), qPrintable(lines.join(u'|')));
        presenters::FindingsPresenter findings;
        findings.setAnalysis(std::make_shared<domain::Analysis>(analysis::withReport(domain::Analysis{}, report)));
        const int row = rowOf(findings, finding.toUtf8().constData());
        const auto expected = QStringLiteral("uncertain (%1)").arg(word);
        QVERIFY(findings.index(row, 0).data(Qt::ToolTipRole).toString().contains(expected));
        QCOMPARE(findings.index(row, presenters::FindingsPresenter::Report).data(Qt::AccessibleTextRole).toString(),
                 expected);
    }

    void whatIsCertainOrUncertainByHandClaimsNoKind() {
        const auto parser = text::ReportParser::load(base::resourceFolder() / "ontology");
        QVERIFY(parser.ok());
        auto report = parser->parse("FINDINGS: Cardiomegaly. Possible left pneumothorax. Left pneumothorax.");
        QVERIFY(presenters::makeReportView(report).sentences[0].uncertain.isEmpty());
        presenters::FindingsPresenter findings;
        const auto tipOf = [&](const char* name) {
            findings.setAnalysis(std::make_shared<domain::Analysis>(analysis::withReport(domain::Analysis{}, report)));
            return findings.index(rowOf(findings, name), 0).data(Qt::ToolTipRole).toString();
        };
        QVERIFY2(tipOf("pneumothorax").contains(QStringLiteral("report: present\n")), "another sentence asserts it");
        report.triplets[0].existence = Existence::Uncertain;
        report.tags[tag("cardiomegaly")] = Existence::Uncertain;
        QVERIFY(tipOf("cardiomegaly").contains(QStringLiteral("report: uncertain\n")));
        QVERIFY(presenters::makeReportView(report).sentences[0].uncertain.isEmpty());
    }

    void allFortyAreShownOnRequestAndTheFilterNarrows() {
        presenters::FindingsPresenter findings;
        findings.setAnalysis(comparedAnalysis());
        findings.setShowAll(true);
        QCOMPARE(findings.rowCount(), 40);
        findings.setShowAll(false);
        findings.setFilter(QStringLiteral("pneumo"));
        QCOMPARE(findings.rowCount(), 2);  // pneumonia, which nobody speaks of, and pneumothorax
    }

    void withoutAReportNothingDiffers() {
        presenters::FindingsPresenter findings;
        const auto analysis =
            std::make_shared<domain::Analysis>(analysis::withReport(*comparedAnalysis(), std::nullopt));
        findings.setAnalysis(analysis);
        QCOMPARE(findings.differing(), 0);
        QCOMPARE(findings.rowCount(), 3);  // what the model says is present
        for (const auto& row : findings.rows()) QVERIFY(!row.differs() && !row.report);
    }

    void aFindingIsCalledAsPeopleSayIt() {
        presenters::FindingsPresenter findings;
        findings.setAnalysis(comparedAnalysis());
        findings.setNames({{tag("nodule"), QStringLiteral("lung nodule")}});
        const auto name = [&](const char* of) {
            return findings.index(rowOf(findings, of), presenters::FindingsPresenter::Name).data().toString();
        };
        QCOMPARE(name("nodule"), QStringLiteral("lung nodule"));
        QCOMPARE(name("opacity"), QStringLiteral("opacity"));
        findings.setFilter(QStringLiteral("lung nod"));
        QCOMPARE(findings.rowCount(), 1);
    }

    void nearTheThresholdTheListSaysUndecided() {
        presenters::FindingsPresenter findings;
        auto analysis = comparedAnalysis();
        auto& nodule = analysis->tags[tag("nodule").value];
        nodule.undecided = domain::ProbabilityBand{0.3F, 0.75F};
        analysis->agreement[tag("nodule").value] = analysis::compareTag(tag("nodule"), {}, nodule.verdict());
        findings.setAnalysis(analysis);
        QCOMPARE(findings.differing(), 1);
        const int row = rowOf(findings, "nodule");
        QVERIFY(row >= 0 && !findings.rows()[static_cast<std::size_t>(row)].differs());
        const auto spoken =
            findings.index(row, presenters::FindingsPresenter::Model).data(Qt::AccessibleTextRole).toString();
        QCOMPARE(spoken, QStringLiteral("0.70, undecided (from 0.30 to 0.75)"));
    }

    void whereNothingIsFoundTheFindingsThatWereJudgedAreNamed() {
        presenters::FindingsPresenter findings;
        auto analysis = std::make_shared<domain::Analysis>(analysis::withReport({}, std::nullopt));
        analysis->model.name = "a model";
        analysis->tags[tag("edema").value] = {tag("edema"), 0.05F, 0.13F};
        analysis->tags[tag("nodule").value] = {tag("nodule"), 0.2F, 0.5F};
        findings.setAnalysis(analysis);
        QCOMPARE(findings.rowCount(), 0);
        QCOMPARE(findings.whyNothing(),
                 QStringLiteral("Nothing stands above the model's thresholds; it judged nodule 0.20 "
                                "(threshold 0.50), edema 0.05 (threshold 0.13). There is no report."));
        for (const auto id : domain::allTags()) analysis->tags[id.value] = {id, 0.1F, 0.5F};
        findings.setAnalysis(std::make_shared<domain::Analysis>(*analysis));
        QVERIFY2(findings.whyNothing().contains(QStringLiteral(" and 34 more.")), qPrintable(findings.whyNothing()));
        analysis->warnings.push_back({domain::WarningCode::NotFrontalChest});
        findings.setAnalysis(std::make_shared<domain::Analysis>(*analysis));
        QVERIFY(!findings.whyNothing().contains(QStringLiteral("0.10")));
    }

    void whatHasChangedIsSaid() {
        const auto parser = text::ReportParser::load(base::resourceFolder() / "ontology");
        QVERIFY(parser.ok());
        const auto report = parser->parse("FINDINGS: The left pleural effusion has increased. Stable cardiomegaly.");
        presenters::FindingsPresenter findings;
        findings.setAnalysis(std::make_shared<domain::Analysis>(analysis::withReport(domain::Analysis{}, report)));
        const auto changes = [&](const char* name) {
            return presenters::changeWords(findings.rows()[static_cast<std::size_t>(rowOf(findings, name))]);
        };
        QCOMPARE(changes("pleural effusion"), QStringLiteral("worse"));
        QCOMPARE(changes("cardiomegaly"), QStringLiteral("unchanged"));
        QCOMPARE(presenters::makeReportView(report).sentences[0].changes, QStringList{"pleural effusion: worse"});
    }

    void theReportsOwnHeadingsAreShown() {
        const auto parser = text::ReportParser::load(base::resourceFolder() / "ontology");
        QVERIFY(parser.ok());
        const auto headings = [&](const char* text) {
            QStringList found;
            for (const auto& sentence : presenters::makeReportView(parser->parse(text)).sentences)
                if (!sentence.heading.isEmpty()) found << sentence.heading;
            return found;
        };
        QCOMPARE(headings("CHEST X-RAY\n\nClinical history: Cough.\n\nFindings:\nClear lungs. No effusion.\n"),
                 (QStringList{"Clinical history:", "Findings:"}));
        QCOMPARE(headings("The lungs are clear."), QStringList());
    }

    // Three headings without a word under them, then one that has some.
    void anEmptySectionsHeadingIsNotTheNextOnes() {
        domain::Report report;
        report.text = "A:\nB:\nThe heart.";
        report.sections = {{domain::SectionName::Findings, {3, 3}}, {domain::SectionName::Findings, {6, 16}}};
        report.sentences = {{domain::SentenceId(0), {6, 16}, domain::SectionName::Findings, 0, true, false, {}}};
        QCOMPARE(presenters::makeReportView(report).sentences[0].heading, QStringLiteral("B:"));
    }

    void whatWasNotUnderstoodIsToldApart() {
        const auto parser = text::ReportParser::load(base::resourceFolder() / "ontology");
        QVERIFY(parser.ok());
        const auto view =
            presenters::makeReportView(parser->parse("No effusion. It is not true that there is no effusion."));
        QCOMPARE(view.sentences.size(), std::size_t{2});
        QVERIFY(view.sentences[0].understood);
        QVERIFY(!view.sentences[1].understood);
    }

    void findingsAreNamedAsPeopleSayThem() {
        const auto parser = text::ReportParser::load(base::resourceFolder() / "ontology");
        QVERIFY(parser.ok());
        presenters::FindingsPresenter findings;
        findings.setNames(presenters::tagNames(parser->findings()));
        findings.setAnalysis(std::make_shared<domain::Analysis>(
            analysis::withReport(domain::Analysis{}, parser->parse("The left hemidiaphragm is obscured."))));
        const auto shown = findings.index(rowOf(findings, "obscure"), presenters::FindingsPresenter::Name);
        QCOMPARE(shown.data().toString(), QStringLiteral("obscured border"));
    }

    void spansCountUtf16BeyondTheBasicPlane() {
        const auto parser = text::ReportParser::load(base::resourceFolder() / "ontology");
        QVERIFY(parser.ok());
        const auto report = parser->parse("FINDINGS: Café 😀 sign noted. The heart is enlarged.");
        const auto view = presenters::makeReportView(report);
        const auto& last = view.sentences.back();
        QCOMPARE(view.text.mid(last.range.start, last.range.end - last.range.start),
                 QStringLiteral("The heart is enlarged."));
        for (const auto& span : last.spans)
            QVERIFY(span.range.start >= last.range.start && span.range.end <= last.range.end);
        QVERIFY(!last.spans.empty());
    }

    void anotherReportKeepsTheModelsRegionsAndPlacesItsLinks() {
        domain::Analysis analysis = *comparedAnalysis();
        analysis.regions = {{region("cardiac silhouette"), {1, 2, 3, 4}, 1, {}}};
        domain::Report report;
        report.text = "x";
        domain::Link link;
        link.regions = {region("cardiac silhouette")};
        report.links = {link};
        report.tags[tag("pneumothorax")] = Existence::Present;
        const auto changed = analysis::withReport(analysis, report);
        QVERIFY(changed.report->links[0].boxInImagePixels == (base::Box{1, 2, 3, 4}));
        QVERIFY(changed.agreement[tag("pneumothorax").value].verdict == AgreementVerdict::Agree);
        QVERIFY(changed.agreement[tag("cardiomegaly").value].verdict == AgreementVerdict::ModelOnly);
    }

    void aCardNamesThePatientElseTheFile() {
        domain::Radiograph radiograph;
        radiograph.path = "/somewhere/scan.dcm";
        radiograph.rows = 3;
        radiograph.columns = 500;
        radiograph.pixels = std::make_shared<std::vector<std::uint16_t>>(1500, std::uint16_t{7});
        radiograph.maximumStored = 7;
        const auto cardOf = [](const domain::Radiograph& of) {
            return presenters::makePictureCard(session::lookOf(of), QStringLiteral("scan.dcm"));
        };
        auto card = cardOf(radiograph);
        QCOMPARE(card.title, QStringLiteral("scan.dcm"));
        QCOMPARE(card.size, QSize(166, 1));
        radiograph.text.patientName = "DOE^JANE=x";
        radiograph.text.studyDate = "20240302";
        radiograph.view = domain::View::PA;
        card = cardOf(radiograph);
        QCOMPARE(card.title, QStringLiteral("DOE JANE"));
        QCOMPARE(card.subtitle, QStringLiteral("PA · 2024-03-02"));
    }
};

QTEST_GUILESS_MAIN(TestPresenters)
#include "test_presenters.moc"
