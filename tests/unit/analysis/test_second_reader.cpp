// Whom a second opinion is asked of, when it is loaded, and what is remembered.

#include "core/analysis/second_reader.h"
#include "tests/support/fake_classifier.h"

#include <QTest>

using namespace asg;
using namespace asg::tests;

namespace {

domain::Radiograph greyPicture(const std::string& sha256) {
    domain::Radiograph radiograph;
    radiograph.sha256 = sha256;
    radiograph.rows = radiograph.columns = 32;
    radiograph.bitsStored = 8;
    radiograph.pixels = std::make_shared<const std::vector<std::uint16_t>>(32 * 32, std::uint16_t{90});
    return radiograph;
}

}  // namespace

class TestSecondReader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void itIsLoadedOnceAndEachPictureReadOnce() {
        auto script = std::make_shared<ClassifierScript>();
        script->opinion = opinionOf("other", {{"edema", 0.7F}});
        int loads = 0;
        analysis::SecondReader reader([&](const std::filesystem::path&) {
            ++loads;
            return script->load();
        });
        for (const char* picture : {"a", "b", "a", "b"}) {
            const auto said = reader.read(greyPicture(picture), "folder", {});
            QVERIFY(said.done());
            QCOMPARE(said.value().model.name, std::string("other"));
            QCOMPARE(said.value().scoreOf(*domain::tagFromName("edema")), std::optional(0.7F));
            QVERIFY(!said.value().scoreOf(*domain::tagFromName("nodule")));
        }
        QCOMPARE(loads, 1);
        QCOMPARE(script->runs.load(), 2);
    }

    void anotherFolderIsAnotherModelAndNothingOfTheOneBeforeIsKept() {
        auto script = std::make_shared<ClassifierScript>();
        std::vector<std::filesystem::path> loaded;
        analysis::SecondReader reader([&](const std::filesystem::path& folder) {
            loaded.push_back(folder);
            script->opinion = opinionOf(folder.string(), {});
            return script->load();
        });
        QCOMPARE(reader.read(greyPicture("a"), "one", {}).value().model.name, std::string("one"));
        QCOMPARE(reader.read(greyPicture("a"), "two", {}).value().model.name, std::string("two"));
        QCOMPARE(reader.read(greyPicture("a"), "one", {}).value().model.name, std::string("one"));
        QCOMPARE(loaded.size(), std::size_t{3});
        QCOMPARE(script->runs.load(), 3);
    }

    void whatCannotBeLoadedIsToldAndTriedAgain() {
        auto script = std::make_shared<ClassifierScript>();
        bool isThere = false;
        analysis::SecondReader reader(
            [&](const std::filesystem::path& folder) -> base::Result<std::unique_ptr<analysis::Classifier>> {
                if (!isThere) return base::Error{base::ErrorCode::NotFound, folder.string() + ": it is not there."};
                return script->load();
            });
        const auto failed = reader.read(greyPicture("a"), "gone", {});
        QVERIFY(failed.failed() && failed.error().text == "gone: it is not there.");
        isThere = true;
        QVERIFY(reader.read(greyPicture("a"), "gone", {}).done());
    }
};

QTEST_GUILESS_MAIN(TestSecondReader)
#include "test_second_reader.moc"
