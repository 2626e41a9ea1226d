/// A project's file: read back as it was written, and whatever breaks its rules is refused with a remedy.
#include "core/base/atomic_file.h"
#include "core/project/item_record.h"
#include "core/project/project_json.h"
#include "tests/unit/project/made_project.h"

#include <QTemporaryDir>
#include <QTest>
#include <nlohmann/json.hpp>

using namespace asg;
using namespace asg::tests;
using nlohmann::json;

namespace {

project::Project everything() {
    auto made = madeProject(6, 3, 1);
    made.name = "Überlauf \"one\"";
    made.seed = 18446744073709551615ULL;
    made.order = project::Order::List;
    made.orderSource = "uncertainty of a model";
    made.goldReader = "Senior";
    made.overlapPercent = 20;
    made.items[1].report = project::ProjectFile{"reports/one.txt", base::sha256Hex(std::string_view("text"))};
    made.readers[2].items = {2, 5};
    return made;
}

}  // namespace

class ProjectFileTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatWasWrittenIsReadBack() {
        const QTemporaryDir folder;
        const auto path = folder.filePath("project.json").toStdString();
        const auto made = everything();
        QVERIFY(project::writeProject(made, path).ok());
        const auto read = project::readProject(path);
        QVERIFY2(read.ok(), read.ok() ? "" : read.error().text.c_str());
        QVERIFY(*read == made);
    }

    void whatBreaksARuleIsRefusedWithTheRemedy_data() {
        QTest::addColumn<QString>("patch");
        QTest::addColumn<QString>("said");
        const auto row = [](const char* name, const char* patch, const char* said) {
            QTest::newRow(name) << patch << said;
        };
        row("another kind of file", R"([{"op":"remove","path":"/schema"}])", "asg project create");
        row("of a later version", R"([{"op":"replace","path":"/schema","value":"asg-project/9"}])", "Update");
        row("a key is missing", R"([{"op":"remove","path":"/guideline"}])", "guideline");
        row("seed below 0", R"([{"op":"replace","path":"/seed","value":-1}])", "whole number");
        row("seed that does not fit", R"([{"op":"replace","path":"/seed","value":1e300}])", "whole number");
        row("a share of a percent", R"([{"op":"replace","path":"/overlapPercent","value":4294967306}])",
            "whole number");
        row("more than all", R"([{"op":"replace","path":"/overlapPercent","value":101}])", "0 to 100");
        row("too many repeats", R"([{"op":"replace","path":"/repeatPercent","value":51}])", "0 to 50");
        row("no such order", R"([{"op":"replace","path":"/order","value":"by name"}])", "\"as given\"");
        row("a list from nowhere", R"([{"op":"replace","path":"/orderSource","value":null}])", "orderSource");
        row("no items",
            R"([{"op":"replace","path":"/items","value":[]},{"op":"replace","path":"/readers/2/pictures","value":null}])",
            "at least one picture");
        row("items of another kind", R"([{"op":"replace","path":"/items","value":{}}])", "docs/annotation.md");
        row("an item twice", R"([{"op":"copy","from":"/items/1","path":"/items/2"}])", "twice");
        row("two paths of one picture",
            R"([{"op":"copy","from":"/items/1/picture/sha256","path":"/items/3/picture/sha256"}])", "twice");
        row("a hash cut off", R"([{"op":"replace","path":"/items/1/picture/sha256","value":"abc"}])", "sha256sum");
        row("an absolute path", R"([{"op":"replace","path":"/items/1/report/path","value":"/etc/passwd"}])",
            "relative");
        row("a path of two lines", R"([{"op":"replace","path":"/items/1/picture/path","value":"a\nb"}])", "relative");
        row("no readers", R"([{"op":"replace","path":"/readers","value":[]}])", "at least one");
        row("a reader twice",
            R"([{"op":"copy","from":"/readers/0","path":"/readers/1"},{"op":"remove","path":"/readers/2"}])", "twice");
        row("a reader without a name", R"([{"op":"replace","path":"/readers/0/name","value":""}])", "no name");
        row("a picture that is no item", R"([{"op":"replace","path":"/readers/2/pictures","value":["x.png"]}])",
            "x.png");
        row("nobody reads it", R"([{"op":"remove","path":"/readers/0"},{"op":"remove","path":"/readers/0"}])",
            "nobody reads pictures/1.png");
        row("words without a version", R"([{"op":"replace","path":"/guideline/version","value":""}])", "version");
    }
    void whatBreaksARuleIsRefusedWithTheRemedy() {
        QFETCH(QString, patch);
        QFETCH(QString, said);
        const auto text = project::projectText(everything(), "p.json");
        QVERIFY(text.ok());
        const auto damaged = json::parse(*text).patch(json::parse(patch.toStdString())).dump();
        const auto read = project::projectFromText(damaged, "p.json");
        QVERIFY2(!read.ok(), damaged.c_str());
        const auto words = QString::fromStdString(read.error().text);
        QVERIFY2(words.startsWith("p.json") && words.contains(said), qPrintable(words));
    }

    void whatIsNoJsonIsRefused() {
        for (const auto& text :
             {std::string(), std::string("{"), std::string("[]"), std::string(100000, '['), std::string("\xff")})
            QVERIFY(!project::projectFromText(text, "p.json").ok());
        QCOMPARE(project::readProject("/nowhere/p.json").error().code, base::ErrorCode::NotFound);
    }

    void aFileIsKnownForAProjectByItsBeginning() {
        const auto text = project::projectText(everything(), "p.json");
        QVERIFY(text.ok() && project::beginsAsProject(*text));
        for (const char* begins :
             {"\xEF\xBB\xBF { \"schema\" :\n\"asg-project/9\", ", "{\"schema\":\"asg-project/1\"}"})
            QVERIFY2(project::beginsAsProject(begins), begins);
        for (const char* other : {"", "{", "{\"schema\": \"asg-analysis/1\"}", "[{\"schema\": \"asg-project/1\"}]",
                                  "asg-project/1", "{\"name\": 1, \"schema\": \"asg-project/1\"}"})
            QVERIFY2(!project::beginsAsProject(other), other);
        QVERIFY(!project::isProjectFile("/nowhere/p.json") && !project::isProjectFile("/dev/zero"));
    }

    void aPictureThatIsNotThereOrIsAnotherIsNamed() {
        const QTemporaryDir folder;
        const std::filesystem::path at = folder.path().toStdString();
        auto item = madeItem("one");
        std::filesystem::create_directory(at / "pictures");
        QVERIFY(project::missingPicture(item, at)->text.find("one.png is not there") != std::string::npos);
        QVERIFY(base::writeFileAtomically(at / item.picture.path, std::string_view("one")).ok());
        QVERIFY(!project::missingPicture(item, at) && !project::wrongPicture(item, at));
        QVERIFY(base::writeFileAtomically(at / item.picture.path, std::string_view("two")).ok());
        QVERIFY(!project::missingPicture(item, at));
        QVERIFY(project::wrongPicture(item, at)->text.find("one.png is not the picture") != std::string::npos);
        item.picture.path = "../../../../../../dev/zero";  // would never end
        QVERIFY(project::wrongPicture(item, at).has_value());
    }

    void whatCouldNotBeReadBackIsNotWritten() {
        auto made = madeProject(2, 1);
        made.items[1].picture.path = "\xff.png";
        const auto text = project::projectText(made, "p.json");
        QVERIFY(!text.ok());
        QVERIFY2(text.error().text.find("UTF-8") != std::string::npos, text.error().text.c_str());
        QVERIFY(!project::projectText(madeProject(0, 1), "p.json").ok());
    }
};

QTEST_GUILESS_MAIN(ProjectFileTest)
#include "test_project_file.moc"
