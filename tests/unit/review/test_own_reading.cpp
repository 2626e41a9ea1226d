// What a reader says of a picture himself is kept, changed, undone and committed like any other decision; what was
// committed and what was seen stay as they were.
#include "core/base/atomic_file.h"
#include "core/review/decision_json.h"
#include "core/review/journal.h"
#include "core/review/own_reading.h"
#include "core/review/read_first.h"
#include "core/review/review_session.h"
#include "tests/unit/review/corrected_report.h"

#include <QTemporaryDir>
#include <QTest>
#include <nlohmann/json.hpp>

#include <fstream>

using namespace asg;
using namespace asg::tests;
using domain::Existence;
using domain::SeenKind;
using domain::Statement;

namespace {

Statement said(const char* finding, Existence existence = Existence::Present) {
    return {finding, existence, {*domain::regionFromName("left lung")}};
}

std::string standing(const std::vector<review::StandingStatement>& statements) {
    std::string words;
    for (const auto& statement : statements)
        words += std::to_string(statement.id) + statement.content.finding +
                 std::string(domain::name(statement.content.existence).substr(0, 1)) + " ";
    return words;
}

}  // namespace

class OwnReadingTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void statedChangedTakenAwayUndoneAndRedoneAcrossRestarts() {
        {
            auto session = open();
            QVERIFY(session.state({0, said("nodule")}).ok());
            QVERIFY(session.state({0, said("mass")}).ok());
            QVERIFY(session.state({1, said("nodule", Existence::Uncertain)}).ok());
            QVERIFY(session.state({2, {}}).ok());
            QCOMPARE(own(session), std::string("1noduleu "));
        }
        auto session = open();
        QCOMPARE(own(session), std::string("1noduleu "));
        QVERIFY(session.undo().ok() && session.undo().ok());
        QCOMPARE(own(session), std::string("1nodulep 2massp "));
        QVERIFY(session.redo().ok());
        QCOMPARE(own(session), std::string("1noduleu 2massp "));
    }

    void whatWasCommittedStaysAsItWas() {
        auto session = open();
        QVERIFY(session.state({0, said("nodule")}, unseen()).ok());
        QVERIFY(session.commit(unseen()).ok());
        QVERIFY(session.recordSeen({{SeenKind::Presence, SeenKind::Place}}, unseen()).ok());
        QVERIFY(session.state({1, said("nodule", Existence::Absent)}).ok());
        const auto reading = review::ownReading(session.history());
        QVERIFY(reading.isRevised && reading.hasSeenModel);
        QCOMPARE(standing(reading.statements), std::string("1nodulea "));
        QCOMPARE(standing(reading.standing()->statements), std::string("1nodulep "));
        QVERIFY(reading.standing()->unaided);
    }

    void anUndoLeavesOutWhatWasSeenAndReachesTheCommit() {
        auto session = open();
        QVERIFY(session.commit(unseen()).ok());
        QVERIFY(session.recordSeen({{SeenKind::Number}}).ok());
        QVERIFY(session.undo().ok());
        QVERIFY(!session.canUndo());
        const auto reading = review::ownReading(session.history());
        QVERIFY(reading.standing() == nullptr && reading.committed.front().withdrawn && reading.hasSeenModel);
        QVERIFY(session.redo().ok());
        QVERIFY(review::ownReading(session.history()).standing() != nullptr);
        QCOMPARE(review::seenOf(session.history(), "").size(), std::size_t{1});
    }

    void whatIsNoStatementIsRefused() {
        auto session = open();
        QCOMPARE(session.state({0, {}}).error().code, base::ErrorCode::InvalidArgument);
        QCOMPARE(session.state({0, said("")}).error().code, base::ErrorCode::InvalidArgument);
        QCOMPARE(session.state({3, said("nodule")}).error().code, base::ErrorCode::InvalidArgument);
        auto twice = said("nodule");
        twice.regions.push_back(twice.regions.front());
        QCOMPARE(session.state({0, twice}).error().code, base::ErrorCode::InvalidArgument);
        QVERIFY(session.history().empty());
    }

    void theJournalsLinesAreReadBackAsTheyWereWritten() {
        auto session = open();
        QVERIFY(session.state({0, said("nodule")}).ok());
        QVERIFY(session.commit().ok());
        QVERIFY(session.recordSeen({{SeenKind::Category, SeenKind::Number}}).ok());
        std::vector<domain::ReviewDecision> earlier;
        for (const auto& decision : session.history()) {
            const auto object = review::decisionJson(decision);
            const auto back = review::decisionFromJson(object, earlier);
            QVERIFY2(back.ok(), object.dump().c_str());
            QCOMPARE(review::decisionJson(*back).dump(), object.dump());
            earlier.push_back(*back);
        }
    }

    void linesThatCannotBeAreRefused_data() {
        QTest::addColumn<QString>("change");
        QTest::newRow("no finding") << R"({"kind":"finding","statedBy":null,"after":null})";
        QTest::newRow("another's") << R"({"kind":"finding","statedBy":9,"after":null})";
        QTest::newRow("existence")
            << R"({"kind":"finding","statedBy":null,"after":{"finding":"a","existence":"perhaps","regions":[]}})";
        QTest::newRow("kind of seeing") << R"({"kind":"model seen","kinds":["smell"]})";
        QTest::newRow("order of kinds") << R"({"kind":"model seen","kinds":["number","place"]})";
        QTest::newRow("nothing seen") << R"({"kind":"model seen","kinds":[]})";
        QTest::newRow("unseeing") << R"({"kind":"taken back","reverts":1})";
    }
    void linesThatCannotBeAreRefused() {
        QFETCH(QString, change);
        auto session = open();
        QVERIFY(session.recordSeen({{SeenKind::Place}}).ok());
        auto object = review::decisionJson(session.history().front());
        object.erase("kinds");
        object["sequence"] = 2;
        object.update(nlohmann::ordered_json::parse(change.toStdString()));
        const auto read = review::decisionFromJson(object, session.history());
        QVERIFY(!read.ok());
        QCOMPARE(read.error().code, base::ErrorCode::InvalidData);
    }

    void theSettingIsKeptAndWhatIsWrongWithItIsSaid() {
        const auto path = std::filesystem::path(m_folder->path().toStdString()) / "read-first.json";
        QCOMPARE(*review::readReadFirst(path), review::ReadFirst{});
        const review::ReadFirst setting{{"Anna", "Bo \"the\" ü"}, {"1.2.3"}};
        QVERIFY(review::writeReadFirst(setting, path).ok());
        QCOMPARE(*review::readReadFirst(path), setting);
        QVERIFY(setting.holdsFor("Anna") && setting.holdsFor("") && !setting.holdsFor("Cy"));
        QVERIFY(!review::ReadFirst{}.holdsFor(""));
        for (const auto* wrong : {"", "[]", "{}", R"({"format":1,"readers":"Anna","studies":[]})"}) {
            std::ofstream(path, std::ios::trunc) << wrong;
            QCOMPARE(review::readReadFirst(path).error().code, base::ErrorCode::InvalidData);
        }
        std::ofstream(path, std::ios::trunc) << R"({"format":2})";
        QCOMPARE(review::readReadFirst(path).error().code, base::ErrorCode::Unsupported);
    }

private:
    static review::Note unseen() { return {{}, domain::Seen{}}; }
    static std::string own(const review::ReviewSession& session) {
        return standing(review::standingStatements(session.history()));
    }
    review::ReviewSession open() {
        auto journal = review::Journal::open(std::filesystem::path(m_folder->path().toStdString()) / "decisions.jsonl");
        return {std::make_unique<review::Journal>(std::move(*journal)), {"image", "", "", "reader"}, nullptr};
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(OwnReadingTest)
#include "test_own_reading.moc"
