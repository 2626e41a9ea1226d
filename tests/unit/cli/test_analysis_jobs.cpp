#include "app/cli/analysis_jobs.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace asg;

namespace {

void touch(const QString& path, const QByteArray& content = {}) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size()) qFatal("cannot write");
}

}  // namespace

class AnalysisJobsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void namesThatComeTwiceAreNumbered() {
        const QTemporaryDir folder;
        QDir(folder.path()).mkpath("a");
        QDir(folder.path()).mkpath("b");
        for (const char* name : {"/a/film.png", "/b/film.png", "/b/film.jpg"}) touch(folder.path() + name);
        const auto work = cli::jobsFromPaths({folder.path().toStdString()});
        QCOMPARE(work.jobs.size(), std::size_t{3});
        QCOMPARE(work.jobs[0].folderName, std::string("film"));
        QCOMPARE(work.jobs[1].folderName, std::string("film-2"));
        QCOMPARE(work.jobs[2].folderName, std::string("film-3"));
    }

    /// Labels of a data set go by a picture's name; a name that two have is nobody's.
    void labelsGoByAnIdOrByANameThatIsUnique() {
        const QTemporaryDir folder;
        for (const char* name : {"a", "b"}) QDir(folder.path()).mkpath(name);
        for (const char* name : {"/a/1.png", "/b/1.jpg", "/b/1-2.png"}) touch(folder.path() + name);
        const auto work = cli::jobsFromPaths({folder.path().toStdString()});
        QCOMPARE(work.jobs.size(), std::size_t{3});
        QVERIFY(work.jobs[0].labelNames.empty());
        QCOMPARE(work.jobs[1].labelNames, std::vector<std::string>{"1-2"});
        QVERIFY(work.jobs[2].labelNames.empty());
        QCOMPARE(work.sameNames, std::size_t{2});

        const QString lines = folder.path() + "/in.jsonl";
        touch(lines, "{\"id\": \"x\", \"image\": \"a/1.png\"}\n{\"id\": \"x\", \"image\": \"b/2.png\"}\n");
        const auto batch = cli::jobsFromBatch(lines.toStdString());
        QVERIFY(batch.ok());
        QCOMPARE(batch->jobs[0].labelNames, (std::vector<std::string>{"x", "1"}));
        QCOMPARE(batch->jobs[1].folderName, std::string("x-2"));
        QCOMPARE(batch->jobs[1].labelNames, (std::vector<std::string>{"x", "2"}));
    }

    // Both pictures got the labels of "x".
    void anotherPicturesIdIsNoNameForLabels() {
        const QTemporaryDir folder;
        const QString lines = folder.path() + "/in.jsonl";
        touch(lines, "{\"id\": \"a\", \"image\": \"x.png\"}\n{\"id\": \"x\", \"image\": \"y.png\"}\n");
        const auto batch = cli::jobsFromBatch(lines.toStdString());
        QVERIFY(batch.ok());
        QCOMPARE(batch->jobs[0].labelNames, std::vector<std::string>{"a"});
        QCOMPARE(batch->jobs[1].labelNames, (std::vector<std::string>{"x", "y"}));
    }

    // It was taken for two pictures of one name, and its labels for nobody's.
    void aPictureThatIsNamedTwiceIsOne() {
        const QTemporaryDir folder;
        QDir(folder.path()).mkpath("a");
        touch(folder.path() + "/a/1.png");
        const auto path = folder.path().toStdString();
        for (const auto& named : {std::vector<std::filesystem::path>{path + "/a/1.png", path + "/a/../a"},
                                  {path + "/a", path + "//a/1.png"}}) {
            const auto work = cli::jobsFromPaths(named);
            QCOMPARE(work.jobs.size(), std::size_t{1});
            QCOMPARE(work.jobs[0].labelNames, std::vector<std::string>{"1"});
        }
    }

    void shardsTakeEveryPictureOnceUnderTheNameThatItHasInTheWhole() {
        const QTemporaryDir folder;
        for (const char* name : {"/a", "/b"}) QDir(folder.path()).mkpath(folder.path() + name);
        for (const char* name : {"/a/1.png", "/a/2.png", "/b/1.png", "/b/2.png", "/b/3.png"})
            touch(folder.path() + name);
        std::vector<std::string> names;
        for (const char* part : {"1/3", "2/3", "3/3"}) {
            auto work = cli::jobsFromPaths({folder.path().toStdString()});
            cli::keepShard(work, *cli::parseShard(part));
            QVERIFY(!work.jobs.empty());
            for (const auto& job : work.jobs) names.push_back(job.folderName);
        }
        std::ranges::sort(names);
        QCOMPARE(names, (std::vector<std::string>{"1", "1-2", "2", "2-2", "3"}));
        for (const char* wrong : {"", "0/3", "4/3", "1/0", "/", "1", "1/", "a/b", "1/2/3", "-1/2", " 1/2"})
            QCOMPARE(cli::parseShard(wrong).error().code, base::ErrorCode::InvalidArgument);
    }

    void aBatchLineThatIsWrongDoesNotStopTheRest() {
        const QTemporaryDir folder;
        const QString lines = folder.path() + "/in.jsonl";
        touch(lines,
              "{\"id\": \"one\", \"image\": \"a.png\", \"report\": \"No edema.\"}\n"
              "not JSON\n"
              "{\"id\": \"../escape\", \"image\": \"b.png\"}\n"
              "{\"id\": \"two\", \"image\": \"c.png\", \"report\": null}\n"
              "{\"id\": 7, \"image\": \"d.png\", \"report\": 3}\n"
              "\n"
              "{\"id\": 8, \"image\": \"e.png\"}");
        const auto work = cli::jobsFromBatch(lines.toStdString());
        QVERIFY(work.ok());
        QCOMPARE(work->jobs.size(), std::size_t{3});
        QCOMPARE(work->jobs[0].reportBytes.value(), std::string("No edema."));
        QVERIFY(!work->jobs[1].reportBytes);
        QCOMPARE(work->jobs[2].folderName, std::string("8"));
        QCOMPARE(work->failed.size(), std::size_t{3});
        QVERIFY(work->failed[1].path.find("line 3") != std::string::npos);
        // Who gave the ids gets them back as they were.
        QVERIFY(work->jobs[0].id == "one" && work->jobs[2].id == 8);
        QVERIFY(work->failed[0].id.is_null() && work->failed[1].id == "../escape" && work->failed[2].id == 7);
    }
};

QTEST_GUILESS_MAIN(AnalysisJobsTest)
#include "test_analysis_jobs.moc"
