#include "core/io/dicom_writer.h"
#include "core/io/open_radiograph.h"
#include "core/vision/display_lut.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

namespace fs = std::filesystem;
using asg::base::ErrorCode;
using asg::domain::LookUpTable;
using asg::domain::Polarity;
using asg::domain::Radiograph;
using asg::domain::View;
using asg::domain::Window;

namespace {

Radiograph sample() {
    Radiograph radiograph;
    radiograph.rows = 21;
    radiograph.columns = 17;
    radiograph.bitsStored = 12;
    std::vector<std::uint16_t> pixels;
    for (int i = 0; i < 21 * 17; ++i) pixels.push_back(static_cast<std::uint16_t>(i * 11));
    radiograph.pixels = std::make_shared<const std::vector<std::uint16_t>>(pixels);
    radiograph.windows = {{1800, 3500, Window::Function::Linear, "NORMAL"},
                          {900, 1200.5, Window::Function::Linear, "LUNG"}};
    radiograph.voiLuts = {LookUpTable{100, 12, {0, 7, 4095}, "CURVE"}};
    radiograph.spacing = {0.143, 0.1430000001, "imager pixel spacing"};
    radiograph.view = View::PA;
    radiograph.paddingStored = {{0, 3}};
    radiograph.text.patientName = "Müller^山田";
    radiograph.text.patientId = "PHANTOM-1";
    radiograph.text.studyDate = "20240302";
    radiograph.text.studyTime = "101500";
    radiograph.text.studyInstanceUid = "2.25.10";
    radiograph.text.seriesInstanceUid = "2.25.11";
    radiograph.text.sopInstanceUid = "2.25.12";
    radiograph.text.patientOrientation = "L\\F";
    return radiograph;
}

}  // namespace

class TestDicomWriter : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

private Q_SLOTS:
    void whatIsWrittenReadsBack() {
        const fs::path path = m_folder.filePath("written.dcm").toStdString();
        const Radiograph written = sample();
        const auto done = asg::io::writeDicom(path, written);
        QVERIFY2(done.ok(), done ? "" : done.error().text.c_str());
        const auto read = asg::io::openRadiograph(path);
        QVERIFY2(read.ok(), read ? "" : read.error().text.c_str());
        QVERIFY(*read->pixels == *written.pixels);
        QCOMPARE(read->bitsStored, 12);
        QCOMPARE(read->windows, written.windows);
        QCOMPARE(read->voiLuts.size(), std::size_t{1});
        QCOMPARE(read->voiLuts[0].values, written.voiLuts[0].values);
        QCOMPARE(read->voiLuts[0].firstMapped, 100);
        QCOMPARE(read->voiLuts[0].name, "CURVE");
        QCOMPARE(read->spacing->source, "imager pixel spacing");
        QCOMPARE(read->spacing->rowMm, 0.143);
        QVERIFY(read->view == View::PA);
        QCOMPARE(*read->paddingStored, *written.paddingStored);
        QCOMPARE(read->text.patientName, written.text.patientName);
        QCOMPARE(read->text.sopInstanceUid, "2.25.12");
        QCOMPARE(read->text.modality, "DX");
        QVERIFY(read->warnings.size() == 1);  // it is too small for the model, nothing else
    }

    void monochrome1ShowsTheSameAfterReading() {
        const fs::path path = m_folder.filePath("mono1.dcm").toStdString();
        Radiograph written = sample();
        written.polarity = Polarity::Monochrome1;
        QVERIFY(asg::io::writeDicom(path, written).ok());
        const auto read = asg::io::openRadiograph(path);
        QVERIFY(read.ok());
        const auto voi = asg::vision::defaultVoi(written);
        QVERIFY(asg::vision::makeDisplayLut(written, voi, false).grey ==
                asg::vision::makeDisplayLut(*read, voi, false).grey);
    }

    void theSameInputGivesTheSameBytes() {
        const auto first = asg::io::encodeDicom(sample());
        const auto second = asg::io::encodeDicom(sample());
        QVERIFY(first.ok() && second.ok());
        QVERIFY(*first == *second);
    }

    void whatADxFileCannotHoldIsRefused() {
        Radiograph radiograph = sample();
        radiograph.text.sopInstanceUid.clear();
        QCOMPARE(asg::io::encodeDicom(radiograph).error().code, ErrorCode::InvalidArgument);
        radiograph = sample();
        radiograph.rows = 22;
        QCOMPARE(asg::io::encodeDicom(radiograph).error().code, ErrorCode::InvalidArgument);
        radiograph = sample();
        radiograph.modality = asg::domain::Rescale{2, 0};
        QCOMPARE(asg::io::encodeDicom(radiograph).error().code, ErrorCode::InvalidArgument);
        radiograph = sample();
        radiograph.text.patientId = std::string(70, 'x');
        QVERIFY(asg::io::encodeDicom(radiograph).ok());
    }

    void dcmtkReadsItWithoutComplaint() {
        if (QStandardPaths::findExecutable("dcmdump").isEmpty()) QSKIP("dcmdump (package dcmtk) is not installed");
        const QString path = m_folder.filePath("dump.dcm");
        QVERIFY(asg::io::writeDicom(path.toStdString(), sample()).ok());
        QProcess dump;
        dump.start("dcmdump", {path});
        QVERIFY(dump.waitForFinished());
        QCOMPARE(dump.exitCode(), 0);
        const QByteArray complaints = dump.readAllStandardError();
        QVERIFY2(complaints.isEmpty(), complaints.constData());
        QVERIFY(dump.readAllStandardOutput().contains("=DigitalXRayImageStorageForPresentation"));
    }
};

QTEST_GUILESS_MAIN(TestDicomWriter)
#include "test_dicom_writer.moc"
