// However long a report is, the window's thread goes on: what takes long is made on others.
#include "core/io/image_writer.h"
#include "core/review/folder_review_store.h"
#include "tests/support/fake_backend.h"
#include "tests/support/pulse.h"
#include "ui/presenters/workspace.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <string>

using namespace asg;

namespace {

constexpr std::uint32_t kSentences = 200'000;  // some 8 MB

/// A finding and a place in each sentence.
domain::Report longReport() {
    const std::string words = "Opacity in the left lower lobe, again. ";
    domain::Report report;
    report.text.reserve(kSentences * words.size());
    const auto tag = *domain::tagFromName("opacity");
    for (std::uint32_t i = 0; i < kSentences; ++i) {
        const std::size_t start = report.text.size();
        report.text += words;
        report.sentences.push_back({domain::SentenceId(i),
                                    {start, start + words.size() - 1},
                                    domain::SectionName::Findings,
                                    0,
                                    true,
                                    false,
                                    {}});
        domain::Triplet triplet;
        triplet.sentence = domain::SentenceId(i);
        triplet.finding = "opacity";
        triplet.tag = tag;
        triplet.change = domain::Change::Unchanged;
        triplet.findingSpan = {start, start + 7};
        triplet.regionSpan = {{start + 15, start + 30}};
        report.triplets.push_back(std::move(triplet));
    }
    report.sections.push_back({domain::SectionName::Findings, {0, report.text.size()}});
    report.tags[tag] = domain::Existence::Present;
    return report;
}

domain::Report shortReport() {
    domain::Report report;
    report.text = "short";
    return report;
}

std::shared_ptr<session::Workplace> workplace(const domain::Report& report, const QTemporaryDir& folder) {
    return std::make_shared<session::Workplace>(session::Services{
        .parseReport = [&report](std::string_view bytes) -> base::Result<domain::Report> {
            return bytes == "short" ? shortReport() : report;
        },
        .loadModel = []() -> base::Result<std::unique_ptr<analysis::Backend>> {
            return std::unique_ptr<analysis::Backend>(std::make_unique<tests::FakeBackend>());
        },
        .store = std::make_shared<const review::FolderReviewStore>(folder.filePath("store").toStdString()),
        .loadFindings = []() -> base::Result<std::vector<text::Finding>> { return std::vector<text::Finding>(); },
        .namesTaughtPlace = [](std::string_view) -> base::Result<bool> { return false; }});
}

}  // namespace

class TestLongReport : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theEventLoopComesRoundWhileAReportIsRead() {
        const QTemporaryDir folder;
        const auto report = longReport();
        QElapsedTimer timer;
        timer.start();
        const auto view = presenters::makeReportView(report);
        const auto oneView = timer.elapsed();
        QCOMPARE(view.sentences.size(), std::size_t{kSentences});

        const auto picture = folder.filePath("one.png");
        const std::vector<std::uint8_t> pixels(300 * 240, 90);
        QVERIFY(io::writePng(picture.toStdString(), pixels, 300, 240).ok());
        presenters::Workspace workspace(workplace(report, folder), "tester");
        workspace.study().open({picture});
        QTRY_VERIFY(workspace.study().modelPhase() == presenters::ModelPhase::Done);
        const tests::Pulse pulse;
        workspace.study().setReport(QStringLiteral("whatever is parsed"));
        QTRY_VERIFY_WITH_TIMEOUT(workspace.report().view(), 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(workspace.study().modelPhase() == presenters::ModelPhase::Done, 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(workspace.review().isSettled(), 60'000);
        QCOMPARE(workspace.report().view()->sentences.size(), std::size_t{kSentences});
        qInfo("one view takes %lld ms, the longest pause was %lld ms", static_cast<long long>(oneView),
              static_cast<long long>(pulse.longestMs()));
        // A thread that made the view itself would have stood still for as long as that takes.
        QVERIFY2(pulse.longestMs() < oneView, qPrintable(QString::number(pulse.longestMs())));
    }

    void aViewThatComesLateIsNotTheNextOnes() {
        const QTemporaryDir folder;
        const auto report = longReport();
        for (const auto* name : {"one.png", "two.png"})
            QVERIFY(io::writePng(folder.filePath(QString::fromLatin1(name)).toStdString(),
                                 std::vector<std::uint8_t>(300 * 240, *name == 'o' ? 90 : 120), 300, 240)
                        .ok());
        presenters::Workspace workspace(workplace(report, folder), "tester");
        auto& study = workspace.study();
        study.open({folder.filePath(QStringLiteral("one.png")), folder.filePath(QStringLiteral("two.png"))});
        QTRY_VERIFY(study.modelPhase() == presenters::ModelPhase::Done);
        study.setReport(QStringLiteral("whatever is parsed"));
        QTRY_VERIFY_WITH_TIMEOUT(study.session()->state()->reportVersion == 1, 60'000);
        QVERIFY2(!study.reportView(), "its view takes longer");
        study.setReport(QStringLiteral("short"));
        QTRY_VERIFY_WITH_TIMEOUT(study.session()->state()->reportVersion == 2, 60'000);
        study.stepPicture(1);
        study.stepPicture(-1);
        QTRY_VERIFY_WITH_TIMEOUT(study.modelPhase() == presenters::ModelPhase::Done && workspace.report().view(),
                                 60'000);
        QCOMPARE(workspace.report().view()->text, QStringLiteral("short"));
        QTest::qWait(2000);
        QCOMPARE(workspace.report().view()->text, QStringLiteral("short"));
    }
};

QTEST_GUILESS_MAIN(TestLongReport)
#include "test_long_report.moc"
