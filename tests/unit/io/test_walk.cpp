#include "core/io/walk.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

namespace fs = std::filesystem;

class TestWalk : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    void put(const QString& name, const QByteArray& content) const {
        QDir().mkpath(QFileInfo(m_folder.filePath(name)).path());
        QFile file(m_folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    [[nodiscard]] QStringList walked() const {
        QStringList names;
        for (const fs::path& path : asg::io::findPictures({m_folder.path().toStdString()}).paths)
            names << QDir(m_folder.path()).relativeFilePath(QString::fromStdString(path.string()));
        return names;
    }

private Q_SLOTS:
    void aFolderGivesItsPicturesSortedAndNothingElse() {
        const QByteArray dicom = QByteArray(128, '\0') + "DICM";
        put("b/2.PNG", "x");
        put("b/1.dcm", "x");
        put("a.jpeg", "x");
        put("without-extension", dicom);
        put("notes.txt", "text");
        put("DICOMDIR", dicom);
        put(".hidden/3.png", "x");
        put(".secret.png", "x");
        ::mkfifo(m_folder.filePath("pipe.png").toLocal8Bit().constData(), 0600);
        fs::create_directory_symlink(m_folder.path().toStdString(), m_folder.filePath("b/loop").toStdString());
        QCOMPARE(walked(), (QStringList{"a.jpeg", "b/1.dcm", "b/2.PNG", "without-extension"}));
    }

    void namedFilesStandAsTheyAreInTheirOrder() {
        const auto walk = asg::io::findPictures({"/nowhere/z.png", "/nowhere/a.txt"});
        QCOMPARE(walk.paths, (std::vector<fs::path>{"/nowhere/z.png", "/nowhere/a.txt"}));
        QVERIFY(walk.failures.empty());
    }

    void aFolderGivesTheFilesThatCount() {
        put("tables/2.csv", "x");
        put("tables/.1.csv", "x");
        put("tables/1.png", "x");
        const auto csv = [](const fs::path& path) { return path.extension() == ".csv"; };
        const auto folder = m_folder.filePath("tables").toStdString();
        const auto walk = asg::io::findFiles({folder, "/nowhere/named.txt"}, csv);
        QCOMPARE(walk.paths, (std::vector<fs::path>{folder + "/2.csv", "/nowhere/named.txt"}));
        QVERIFY(walk.failures.empty());
    }

    void whatCannotBeLookedAtIsAFailure() {
        QDir().mkpath(m_folder.filePath("circle"));
        fs::create_symlink("self.csv", m_folder.filePath("circle/self.csv").toStdString());
        fs::create_symlink("/nowhere", m_folder.filePath("circle/dangling.csv").toStdString());
        const auto walk =
            asg::io::findFiles({m_folder.filePath("circle").toStdString()}, [](const auto&) { return true; });
        QVERIFY(walk.paths.empty());
        QCOMPARE(walk.failures.size(), std::size_t{1});
        QVERIFY(walk.failures[0].error.text.find("self.csv") != std::string::npos);
    }

    void onlyKnownExtensionsAreCutOff() {
        QCOMPARE(asg::io::nameWithoutPictureExtension("/x/scan.DCM"), "scan");
        QCOMPARE(asg::io::nameWithoutPictureExtension("scan.tar.tiff"), "scan.tar");
        QCOMPARE(asg::io::nameWithoutPictureExtension("1.2.840.113619"), "1.2.840.113619");
    }
};

QTEST_GUILESS_MAIN(TestWalk)
#include "test_walk.moc"
