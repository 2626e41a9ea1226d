/// What the checks say of an installation, a machine and a data folder.
#include "core/doctor/bug_report.h"
#include "core/doctor/checkup.h"
#include "core/doctor/checkup_json.h"
#include "core/doctor/loaded_libraries.h"
#include "core/review/journal.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <nlohmann/json.hpp>

#include <algorithm>

using namespace asg;

namespace {

const doctor::Check& named(const std::vector<doctor::Check>& checks, const std::string& name) {
    const auto found = std::ranges::find(checks, name, &doctor::Check::name);
    if (found == checks.end()) qFatal("no check %s", name.c_str());
    return *found;
}

std::int64_t number(const doctor::Check& check, const std::string& name) {
    for (const auto& [fact, value] : check.facts)
        if (fact == name) return std::get<std::int64_t>(value);
    qFatal("no fact %s", name.c_str());
}

}  // namespace

class CheckupTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    [[nodiscard]] std::filesystem::path folder() const { return m_folder.path().toStdString(); }
    [[nodiscard]] std::filesystem::path journalOf(char picture) const {
        return folder() / "studies" / std::string(64, picture) / "decisions.jsonl";
    }
    void decide(char picture, int count) const {
        auto journal = review::Journal::open(journalOf(picture));
        for (int i = 0; i < count; ++i) {
            domain::ReviewDecision decision;
            decision.imageSha256 = std::string(64, picture);
            QVERIFY(journal->append(decision).ok());
        }
    }

private Q_SLOTS:
    void theHelperThatDecodesIsTriedWithAPicture() {
        const auto checks = doctor::examineInstallation({});
        const auto& decoder = named(checks, "decoder");
        QVERIFY2(decoder.state == doctor::CheckState::Good, base::inEnglish(decoder.words).c_str());
    }

    void theMachineIsMeasuredAndNotGuessed() {
        const auto checks = doctor::examineMachine();
        const auto total = number(named(checks, "memory"), "totalMiB");
        QVERIFY(total > number(named(checks, "memory"), "availableMiB") && total > 100);
        QVERIFY(number(named(checks, "processor"), "threads") >= 1);
    }

    void aSessionWithoutAScreenIsANoteAndNoProblem() {
        const auto display = qgetenv("DISPLAY");
        const auto wayland = qgetenv("WAYLAND_DISPLAY");
        qunsetenv("DISPLAY");
        qunsetenv("WAYLAND_DISPLAY");
        QCOMPARE(named(doctor::examineMachine(), "display").state, doctor::CheckState::Note);
        qputenv("DISPLAY", ":0");
        QCOMPARE(named(doctor::examineMachine(), "display").state, doctor::CheckState::Good);
        display.isNull() ? qunsetenv("DISPLAY") : qputenv("DISPLAY", display);
        if (!wayland.isNull()) qputenv("WAYLAND_DISPLAY", wayland);
    }

    void aDataFolderThatIsNotThereYetIsGood() {
        const auto checks = doctor::examineData(folder() / "not" / "yet", {});
        QCOMPARE(named(checks, "data-folder").state, doctor::CheckState::Good);
        QVERIFY2(!std::filesystem::exists(folder() / "not"), "looking made a folder");
        QVERIFY2(std::filesystem::is_empty(folder()), "looking left a file");
    }

    void whereNothingCanBeWrittenIsSaid() {
        const auto checks = doctor::examineData("/proc/asg", {});
        const auto& place = named(checks, "data-folder");
        QCOMPARE(place.state, doctor::CheckState::Problem);
        QVERIFY(base::inEnglish(place.words).find("/proc/asg") != std::string::npos && !place.remedy.empty());
    }

    void journalsAreCountedAndABrokenOneIsNamed() {
        decide('a', 3);
        decide('b', 2);
        auto journals = named(doctor::examineData(folder(), {}), "journals");
        QCOMPARE(journals.state, doctor::CheckState::Good);
        QCOMPARE(number(journals, "journals"), 2);
        QCOMPARE(number(journals, "decisions"), 5);

        QFile file(QString::fromStdString(journalOf('b').string()));
        QVERIFY(file.open(QIODevice::ReadWrite) && file.resize(file.size() / 3));
        file.close();
        journals = named(doctor::examineData(folder(), {}), "journals");
        QCOMPARE(journals.state, doctor::CheckState::Problem);
        QCOMPARE(number(journals, "broken"), 1);
        QVERIFY(base::inEnglish(journals.words).find(journalOf('b').string()) != std::string::npos);
    }

    void aModelThatIsNotThereIsAProblem() {
        const auto checks = doctor::examineModel(folder() / "no-model", {});
        QCOMPARE(named(checks, "model").state, doctor::CheckState::Problem);
        QVERIFY(!doctor::Checkup({"1", checks}).works());
    }

    void aNoteDoesNotKeepTheProgramFromWorking() {
        QVERIFY(doctor::Checkup({"1", {{"a", doctor::CheckState::Note, "words", {}}}}).works());
        QVERIFY(!doctor::Checkup({"1", {{"a", doctor::CheckState::Problem, "words", {}}}}).works());
    }

    void whatSentencesNameIsLeftOutWhereAsked() {
        const base::Sentence inner{"Secret %1.", {"/klinik/vogel"}};
        const doctor::Checkup checkup{"1", {{"a", doctor::CheckState::Note, {"It is %1: %2", {"x", inner}}, {}, {}}}};
        const auto shown = doctor::checkupJson(checkup, doctor::Arguments::Shown);
        QCOMPARE(QString::fromStdString(shown["checks"][0]["text"]), QString("It is x: Secret /klinik/vogel."));
        const auto left = doctor::checkupJson(checkup, doctor::Arguments::LeftOut);
        QCOMPARE(QString::fromStdString(left["checks"][0]["text"]), QString("It is …: …"));
    }

    void versionsAreReadFromNames() {
        QCOMPARE(doctor::versionInName("libQt6Core.so.6.4.2"), std::string("6.4.2"));
        QCOMPARE(doctor::versionInName("libtorch_cpu.so"), std::string());
        QVERIFY(!doctor::loadedLibraries("libQt6Core.so").empty());
        QVERIFY(doctor::loadedLibraries("libNothing.so").empty());
    }

    void aLogKeepsItsOwnWordsAndNobodysFiles() {
        const auto kept = doctor::logForBugReport(
            "[2026-12-01 05:00:00.000] [asg-viewer] [info] asg-viewer 0.1.0 starts\n"
            "[2026-12-01 05:00:01.000] [asg-viewer] [warning] Qt: QFile::open: /klinik/vogel/pfeiffer.dcm\n"
            "[2026-12-01 05:00:01.500] [asg-viewer] [warning] Qt: could not read pfeiffer.dcm\n"
            "[2026-12-01 05:00:02.000] [asg-viewer] [info] picture shown of pfeiffer\n"
            "pfeiffer goes on here\n"
            "[2026-12-01 05:00:02.000] [asg-viewer] [info] picture shown");
        QCOMPARE(QString::fromStdString(kept),
                 QString("[2026-12-01 05:00:00.000] [asg-viewer] [info] asg-viewer 0.1.0 starts\n"
                         "[2026-12-01 05:00:01.000] [asg-viewer] [warning] Qt: QFile::open …\n"
                         "[2026-12-01 05:00:01.500] [asg-viewer] [warning] …\n"
                         "[2026-12-01 05:00:02.000] [asg-viewer] [info] …\n"
                         "[2026-12-01 05:00:02.000] [asg-viewer] [info] picture shown\n"));
    }
};

QTEST_GUILESS_MAIN(CheckupTest)
#include "test_checkup.moc"
