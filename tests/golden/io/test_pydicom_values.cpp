/// Our pixel values and windows against pydicom, an implementation that shares no code with DCMTK.
#include "core/io/dicom_writer.h"
#include "core/io/open_radiograph.h"
#include "core/vision/display_lut.h"
#include "tests/unit/io/made_dicom.h"
#include "tests/unit/io/shared_data.h"

#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <cstring>

namespace {

namespace fs = std::filesystem;
using asg::domain::LookUpTable;
using asg::domain::Radiograph;
using asg::domain::Rescale;
using asg::test::MadeDicom;

QString pythonWithPydicom() {
    const QString named = qEnvironmentVariable("ASG_PYTHON");
    const QString python = named.isEmpty() ? QStringLiteral(ASG_SOURCE_DIR "/.deps/python/bin/python") : named;
    if (!QFileInfo(python).isExecutable()) return {};
    return QProcess::execute(python, {"-c", "import pydicom.pixels, numpy"}) == 0 ? python : QString();
}

std::vector<double> doublesOf(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return {};
    const QByteArray bytes = file.readAll();
    std::vector<double> values(static_cast<std::size_t>(bytes.size()) / sizeof(double));
    std::memcpy(values.data(), bytes.constData(), values.size() * sizeof(double));
    return values;
}

double modalityOutput(const Radiograph& radiograph, std::uint16_t pixel) {
    const int stored = pixel + radiograph.storedOffset;
    if (const auto* rescale = std::get_if<Rescale>(&radiograph.modality))
        return stored * rescale->slope + rescale->intercept;
    const auto& table = std::get<LookUpTable>(radiograph.modality);
    const int last = static_cast<int>(table.values.size()) - 1;
    return table.values[static_cast<std::size_t>(std::clamp(stored - table.firstMapped, 0, last))];
}

}  // namespace

class TestPydicomValues : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QString m_python;

    void runPydicom(const std::vector<fs::path>& paths) {
        QStringList arguments{QStringLiteral(ASG_SOURCE_DIR "/tests/golden/io/pydicom_values.py"), m_folder.path()};
        for (const fs::path& path : paths) arguments << QString::fromStdString(path.string());
        QProcess process;
        process.start(m_python, arguments);
        QVERIFY(process.waitForFinished(300'000));
        QVERIFY2(process.exitCode() == 0, process.readAllStandardError().right(2000).constData());
    }

    /// Half a step where 32 bits were scaled into 16, else nothing but the rounding of doubles.
    static double toleranceOf(const Radiograph& radiograph, std::size_t largestStored) {
        const auto* rescale = std::get_if<Rescale>(&radiograph.modality);
        const double step = rescale != nullptr ? std::abs(rescale->slope) : 1;
        return largestStored > 16 ? step * 0.51 : std::max(1e-9, step * 1e-9);
    }

    /// False when pydicom could not decode the file.
    bool compareModality(const fs::path& path, int index) {
        const auto expected = doublesOf(m_folder.filePath(QString::number(index) + ".modality"));
        const auto opened = asg::io::openRadiograph(path);
        if (expected.empty() || !opened || opened->wasColor) return false;
        const auto* rescale = std::get_if<Rescale>(&opened->modality);
        const bool wasWide =
            rescale != nullptr && opened->bitsStored == 16 && rescale->slope > 1 && rescale->intercept > 0;
        const double tolerance = toleranceOf(*opened, wasWide ? 32 : 16);
        double worst = expected.size() == opened->pixels->size() ? 0 : INFINITY;
        for (std::size_t i = 0; i < expected.size() && std::isfinite(worst); ++i)
            worst = std::max(worst, std::abs(modalityOutput(*opened, (*opened->pixels)[i]) - expected[i]));
        [&] {
            QVERIFY2(worst <= tolerance,
                     qPrintable(QString("%1 differs by %2").arg(QString::fromStdString(path.string())).arg(worst)));
        }();
        return true;
    }

private Q_SLOTS:
    void initTestCase() {
        m_python = pythonWithPydicom();
        if (m_python.isEmpty()) QSKIP("no Python with pydicom (.deps/python or $ASG_PYTHON)");
    }

    void storedAndRescaledValuesEqualPydicom() {
        std::vector<fs::path> paths;
        for (const char* folder : {"chest", "not_frontal_chest", "corpus_pydicom/test_files", "corpus_other"})
            for (const fs::path& path : asg::test::filesBelow(asg::test::sharedData() / "dicom" / folder))
                paths.push_back(path);
        if (paths.empty()) QSKIP("the shared data are absent");
        runPydicom(paths);
        int compared = 0;
        for (std::size_t i = 0; i < paths.size(); ++i)
            compared += compareModality(paths[i], static_cast<int>(i)) ? 1 : 0;
        qInfo("%d files compared with pydicom", compared);
        QVERIFY(compared > 40);
    }

    void windowsEqualPydicom_data() {
        QTest::addColumn<QByteArray>("function");
        QTest::addColumn<bool>("isSigned");
        for (const char* function : {"LINEAR", "LINEAR_EXACT", "SIGMOID"})
            for (const bool isSigned : {false, true})
                QTest::addRow("%s %s", function, isSigned ? "signed" : "unsigned") << QByteArray(function) << isSigned;
    }
    void windowsEqualPydicom() {
        QFETCH(QByteArray, function);
        QFETCH(bool, isSigned);
        MadeDicom made;
        made.isSigned = isSigned;
        made.windowFunction = function.toStdString();
        made.windowCenters = isSigned ? "-100.5" : "700.25";
        made.windowWidths = "901.5";
        made.slope = "0.5";
        made.intercept = "-10";
        const fs::path path = m_folder.filePath("made.dcm").toStdString();
        QVERIFY(asg::test::writeMadeDicom(path, made));
        runPydicom({path});
        const auto expected = doublesOf(m_folder.filePath("0.window"));
        const auto opened = asg::io::openRadiograph(path);
        QVERIFY(opened.ok());
        QCOMPARE(expected.size(), opened->pixels->size());
        const auto grey =
            asg::vision::renderGrey(*opened, asg::vision::makeDisplayLut(*opened, opened->windows.front(), false));
        for (std::size_t i = 0; i < grey.size(); ++i) QVERIFY(std::abs(grey[i] - expected[i] * 255) <= 1.0);
    }

    void writtenFilesAreReadByPydicom() {
        Radiograph radiograph;
        radiograph.rows = 3;
        radiograph.columns = 5;
        radiograph.bitsStored = 12;
        radiograph.pixels = std::make_shared<const std::vector<std::uint16_t>>(
            std::vector<std::uint16_t>{0, 1, 2, 3, 4, 4095, 4094, 7, 8, 9, 10, 11, 12, 13, 14});
        radiograph.text.patientName = "Müller^山田";
        radiograph.text.studyInstanceUid = "2.25.10";
        radiograph.text.seriesInstanceUid = "2.25.11";
        radiograph.text.sopInstanceUid = "2.25.12";
        radiograph.spacing = {0.14, 0.15, "pixel spacing"};
        radiograph.windows = {{2048, 4096, asg::domain::Window::Function::Linear, "NORMAL"}};
        const QString path = m_folder.filePath("written.dcm");
        QVERIFY(asg::io::writeDicom(path.toStdString(), radiograph).ok());
        const char* script =
            "import pydicom, sys\n"
            "d = pydicom.dcmread(sys.argv[1])\n"
            "assert d.pixel_array.ravel().tolist() == [0,1,2,3,4,4095,4094,7,8,9,10,11,12,13,14]\n"
            "assert str(d.PatientName) == 'M\\u00fcller^\\u5c71\\u7530', d.PatientName\n"
            "assert d.SOPClassUID.name == 'Digital X-Ray Image Storage - For Presentation'\n"
            "assert d.file_meta.TransferSyntaxUID.name == 'Explicit VR Little Endian'\n"
            "assert [float(x) for x in d.PixelSpacing] == [0.14, 0.15]\n"
            "assert (d.WindowCenter, d.WindowWidth) == (2048, 4096)\n"
            "assert d.PresentationLUTShape == 'IDENTITY' and d.PixelIntensityRelationshipSign == -1\n";
        QProcess process;
        process.start(m_python, {"-c", QString::fromUtf8(script), path});
        QVERIFY(process.waitForFinished(60'000));
        QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
    }
};

QTEST_GUILESS_MAIN(TestPydicomValues)
#include "test_pydicom_values.moc"
