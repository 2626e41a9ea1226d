#include "app/cli/analysis_jobs.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

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
    }
};

QTEST_GUILESS_MAIN(AnalysisJobsTest)
#include "test_analysis_jobs.moc"
