/// What of a DICOM file becomes a Radiograph; the grey values themselves are compared with DCMTK in tests/golden/io.
#include "core/io/open_radiograph.h"
#include "tests/unit/io/made_dicom.h"
#include "tests/unit/io/shared_data.h"

#include <QTemporaryDir>
#include <QTest>
#include <dcmtk/dcmdata/dcdeftag.h>

namespace fs = std::filesystem;
using asg::base::ErrorCode;
using asg::domain::LookUpTable;
using asg::domain::Radiograph;
using asg::domain::Rescale;
using asg::domain::View;
using asg::domain::Window;
using asg::io::openRadiograph;
using asg::test::MadeDicom;

namespace {

fs::path corpus() {
    return asg::test::sharedData() / "dicom" / "corpus_pydicom";
}

}  // namespace

class TestDicom : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    Radiograph open(const MadeDicom& made) {
        const fs::path path = m_folder.filePath("made.dcm").toStdString();
        if (!asg::test::writeMadeDicom(path, made)) qFatal("the file could not be written");
        auto opened = openRadiograph(path);
        if (!opened) qFatal("%s", opened.error().text.c_str());
        return std::move(opened).value();
    }

private Q_SLOTS:
    void storedValuesComeBackFromEveryLayout_data() {
        QTest::addColumn<int>("allocated");
        QTest::addColumn<int>("stored");
        QTest::addColumn<int>("high");
        QTest::addColumn<bool>("isSigned");
        for (const bool isSigned : {false, true}) {
            QTest::addRow("8 of 8 %d", isSigned) << 8 << 8 << 7 << isSigned;
            QTest::addRow("5 of 8 %d", isSigned) << 8 << 5 << 4 << isSigned;
            QTest::addRow("12 of 16 %d", isSigned) << 16 << 12 << 11 << isSigned;
            QTest::addRow("12 of 16 from the top %d", isSigned) << 16 << 12 << 15 << isSigned;
            QTest::addRow("10 of 16 in the middle %d", isSigned) << 16 << 10 << 12 << isSigned;
            QTest::addRow("16 of 16 %d", isSigned) << 16 << 16 << 15 << isSigned;
        }
    }
    void storedValuesComeBackFromEveryLayout() {
        QFETCH(int, allocated);
        QFETCH(int, stored);
        QFETCH(int, high);
        QFETCH(bool, isSigned);
        MadeDicom made;
        made.bitsAllocated = allocated;
        made.bitsStored = stored;
        made.highBit = high;
        made.isSigned = isSigned;
        made.junkInUnusedBits = true;
        const Radiograph radiograph = open(made);
        QCOMPARE(radiograph.bitsStored, stored);
        for (int row = 0; row < made.rows; ++row)
            for (int column = 0; column < made.columns; ++column)
                QCOMPARE((*radiograph.pixels)[static_cast<std::size_t>(row * made.columns + column)] +
                             radiograph.storedOffset,
                         asg::test::storedValue(made, row, column));
        QCOMPARE(radiograph.minimumStored, asg::test::storedValue(made, 0, 0));
        QCOMPARE(radiograph.maximumStored, asg::test::storedValue(made, made.rows - 1, made.columns - 1));
    }

    void paddingStaysOutOfMinimumAndMaximum() {
        MadeDicom made;
        made.padding = {{500, 0}};  // the limit may lie below the value
        const Radiograph radiograph = open(made);
        QCOMPARE(*radiograph.paddingStored, (std::pair<std::int32_t, std::int32_t>{0, 500}));
        QVERIFY(radiograph.minimumStored > 500);
        QCOMPARE(radiograph.maximumStored, asg::test::storedValue(made, made.rows - 1, made.columns - 1));
    }

    void windowsKeepOrderFunctionAndNames() {
        MadeDicom made;
        made.windowCenters = "100\\200.5\\300";
        made.windowWidths = "50\\0\\60";
        made.windowFunction = "SIGMOID";
        made.change = [](DcmDataset& dataSet) {
            dataSet.putAndInsertString(DCM_WindowCenterWidthExplanation, "LUNG\\BROKEN\\BONE");
        };
        const Radiograph radiograph = open(made);
        QCOMPARE(radiograph.windows.size(), std::size_t{2});  // a width of 0 is no window
        QCOMPARE(radiograph.windows[0], (Window{100, 50, Window::Function::Sigmoid, "LUNG"}));
        QCOMPARE(radiograph.windows[1], (Window{300, 60, Window::Function::Sigmoid, "BONE"}));
    }

    void modalityIsATableOrARescale() {
        MadeDicom made;
        made.slope = "0.25";
        made.intercept = "-7.5";
        const Radiograph rescaled = open(made);
        QCOMPARE(std::get<Rescale>(rescaled.modality).slope, 0.25);
        QCOMPARE(std::get<Rescale>(rescaled.modality).intercept, -7.5);
        made.modalityLut = asg::test::MadeTable{10, 16, {5, 6, 7}};
        const Radiograph mapped = open(made);
        const auto& table = std::get<LookUpTable>(mapped.modality);
        QCOMPARE(table.firstMapped, 10);
        QCOMPARE(table.values, (std::vector<std::uint16_t>{5, 6, 7}));
        QCOMPARE(table.name, "MADE");
    }

    void tablesWithAWrongBitDepthAreTakenByTheirEntries() {
        MadeDicom made;
        made.voiLuts = {{0, 8, {0, 1000, 4000}}, {0, 99, {1, 2}}};
        const Radiograph radiograph = open(made);
        QCOMPARE(radiograph.voiLuts.size(), std::size_t{2});
        QCOMPARE(radiograph.voiLuts[0].bits, 12);
        QCOMPARE(radiograph.voiLuts[1].bits, 8);
    }

    void spacingSaysWhereItComesFrom_data() {
        QTest::addColumn<QString>("pixel");
        QTest::addColumn<QString>("imager");
        QTest::addColumn<QString>("calibration");
        QTest::addColumn<QString>("magnification");
        QTest::addColumn<QString>("source");
        QTest::addColumn<double>("rowMm");
        QTest::newRow("none") << ""
                              << ""
                              << ""
                              << "1.1"
                              << "" << 0.0;
        QTest::newRow("pixel") << "0.2\\0.3"
                               << ""
                               << ""
                               << "1.1"
                               << "pixel spacing" << 0.2;
        QTest::newRow("imager") << ""
                                << "0.22\\0.22"
                                << ""
                                << ""
                                << "imager pixel spacing" << 0.22;
        QTest::newRow("magnified") << ""
                                   << "0.22\\0.22"
                                   << ""
                                   << "1.1"
                                   << "imager pixel spacing / magnification 1.1" << 0.2;
        QTest::newRow("repeated") << "0.22\\0.22"
                                  << "0.22\\0.22"
                                  << ""
                                  << "1.1"
                                  << "imager pixel spacing / magnification 1.1" << 0.2;
        QTest::newRow("calibrated") << "0.22\\0.22"
                                    << "0.22\\0.22"
                                    << "GEOMETRY"
                                    << "1.1"
                                    << "pixel spacing" << 0.22;
        QTest::newRow("corrected") << "0.2\\0.2"
                                   << "0.22\\0.22"
                                   << ""
                                   << "1.1"
                                   << "pixel spacing" << 0.2;
        QTest::newRow("nonsense") << "0\\-1"
                                  << ""
                                  << ""
                                  << ""
                                  << "" << 0.0;
    }
    void spacingSaysWhereItComesFrom() {
        QFETCH(QString, pixel);
        QFETCH(QString, imager);
        QFETCH(QString, calibration);
        QFETCH(QString, magnification);
        QFETCH(QString, source);
        QFETCH(double, rowMm);
        static QString values[4];
        values[0] = pixel;
        values[1] = imager;
        values[2] = calibration;
        values[3] = magnification;
        MadeDicom made;
        made.change = [](DcmDataset& dataSet) {
            const DcmTagKey tags[] = {DCM_PixelSpacing, DCM_ImagerPixelSpacing, DCM_PixelSpacingCalibrationType,
                                      DCM_EstimatedRadiographicMagnificationFactor};
            for (int i = 0; i < 4; ++i)
                if (!values[i].isEmpty()) dataSet.putAndInsertString(tags[i], values[i].toLatin1().constData());
        };
        const Radiograph radiograph = open(made);
        QCOMPARE(radiograph.spacing.has_value(), !source.isEmpty());
        if (!radiograph.spacing) return;
        QCOMPARE(radiograph.spacing->source, source.toStdString());
        QCOMPARE(radiograph.spacing->rowMm, rowMm);
    }

    void theViewIsOnlyGivenWhenItIsCertain_data() {
        QTest::addColumn<QString>("position");
        QTest::addColumn<QString>("series");
        QTest::addColumn<QString>("orientation");
        QTest::addColumn<int>("view");
        QTest::newRow("PA") << "PA"
                            << "lateral"
                            << "" << int(View::PA);
        QTest::newRow("AP") << "ap"
                            << ""
                            << "" << int(View::AP);
        QTest::newRow("left lateral") << "LL"
                                      << ""
                                      << "" << int(View::Lateral);
        QTest::newRow("series") << ""
                                << "W033 Thorax p.a. / Chest PA"
                                << "" << int(View::PA);
        QTest::newRow("two views") << ""
                                   << "Chest PA and LAT"
                                   << "" << int(View::Unknown);
        QTest::newRow("word inside") << ""
                                     << "PATELLA"
                                     << "" << int(View::Unknown);
        QTest::newRow("orientation") << ""
                                     << ""
                                     << "A\\F" << int(View::Lateral);
        QTest::newRow("frontal orientation") << ""
                                             << ""
                                             << "L\\F" << int(View::Unknown);
        QTest::newRow("oblique") << "LLO"
                                 << ""
                                 << "" << int(View::Unknown);
    }
    void theViewIsOnlyGivenWhenItIsCertain() {
        QFETCH(QString, position);
        QFETCH(QString, series);
        QFETCH(QString, orientation);
        QFETCH(int, view);
        static QString values[2];
        values[0] = series;
        values[1] = orientation;
        MadeDicom made;
        made.viewPosition = position.toStdString();
        made.change = [](DcmDataset& dataSet) {
            dataSet.putAndInsertString(DCM_SeriesDescription, values[0].toLatin1().constData());
            dataSet.putAndInsertString(DCM_PatientOrientation, values[1].toLatin1().constData());
        };
        QCOMPARE(int(open(made).view), view);
    }

    /// The names are those that pydicom's documentation of these files gives.
    void namesOfAllScriptsAreUtf8_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("name");
        QTest::newRow("Arabic") << "chrArab.dcm"
                                << "قباني^لنزار";
        QTest::newRow("French") << "chrFren.dcm"
                                << "Buc^Jérôme";
        QTest::newRow("German") << "chrGerm.dcm"
                                << "Äneas^Rüdiger";
        QTest::newRow("Greek") << "chrGreek.dcm"
                               << "Διονυσιος";
        QTest::newRow("Japanese") << "chrH31.dcm"
                                  << "Yamada^Tarou=山田^太郎=やまだ^たろう";
        QTest::newRow("Japanese with half-width") << "chrH32.dcm"
                                                  << "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう";
        QTest::newRow("Hebrew") << "chrHbrw.dcm"
                                << "שרון^דבורה";
        QTest::newRow("Korean") << "chrI2.dcm"
                                << "Hong^Gildong=洪^吉洞=홍^길동";
        QTest::newRow("Russian") << "chrRuss.dcm"
                                 << "Люкceмбypг";
        QTest::newRow("UTF-8") << "chrX1.dcm"
                               << "Wang^XiaoDong=王^小東=";
        QTest::newRow("GB18030") << "chrX2.dcm"
                                 << "Wang^XiaoDong=王^小东=";
    }
    void namesOfAllScriptsAreUtf8() {
        QFETCH(QString, file);
        QFETCH(QString, name);
        const fs::path path = corpus() / "charset_files" / file.toStdString();
        if (!fs::exists(path)) QSKIP("the shared data are absent");
        const auto opened = openRadiograph(path);
        QVERIFY2(opened.ok(), opened ? "" : opened.error().text.c_str());
        QCOMPARE(QString::fromStdString(opened->text.patientName), name);
        for (const auto& warning : opened->warnings) QVERIFY(asg::domain::codeName(warning) != "character-set");
    }

    void textOfAnUnnamedCharacterSetIsGuessedAndSaidSo() {
        MadeDicom made;
        made.change = [](DcmDataset& dataSet) { dataSet.putAndInsertString(DCM_PatientName, "M\xFCller"); };
        const Radiograph radiograph = open(made);
        QCOMPARE(radiograph.text.patientName, "Müller");
        QVERIFY(asg::domain::codeName(radiograph.warnings.front()) == "character-set");
    }

    void filesWithoutPreambleOpen() {
        const fs::path path = asg::test::sharedData() / "dicom" / "chest" / "CR-MONO1-10-chest.dcm";
        if (!fs::exists(path)) QSKIP("the shared data are absent");
        const auto opened = openRadiograph(path);
        QVERIFY(opened.ok());
        QCOMPARE(opened->rows, 440);
        QVERIFY(opened->polarity == asg::domain::Polarity::Monochrome1);
        QVERIFY(opened->view == View::PA);
    }

    void framesAreChosenFromOne() {
        const fs::path path = corpus() / "test_files" / "rtdose.dcm";
        if (!fs::exists(path)) QSKIP("the shared data are absent");
        const auto first = openRadiograph(path, 1);
        const auto last = openRadiograph(path, 15);
        QVERIFY(first.ok() && last.ok());
        QCOMPARE(last->frame, 15);
        QCOMPARE(last->frameCount, 15);
        QVERIFY(*first->pixels != *last->pixels);
        QCOMPARE(openRadiograph(path, 16).error().code, ErrorCode::InvalidArgument);
    }

    /// Values of pydicom 3.0.2 for this file: 795 000 to 1 254 000.
    void valuesOf32BitsKeepTheirScale() {
        const fs::path path = corpus() / "test_files" / "rtdose.dcm";
        if (!fs::exists(path)) QSKIP("the shared data are absent");
        const auto opened = openRadiograph(path);
        QVERIFY(opened.ok());
        const auto& rescale = std::get<Rescale>(opened->modality);
        QCOMPARE(opened->minimumStored * rescale.slope + rescale.intercept, 795000.0);
        QCOMPARE(opened->maximumStored * rescale.slope + rescale.intercept, 1254000.0);
    }

    void colorFilesBecomeLuminance() {
        const fs::path path = corpus() / "test_files" / "SC_rgb_rle.dcm";
        if (!fs::exists(path)) QSKIP("the shared data are absent");
        const auto opened = openRadiograph(path);
        QVERIFY(opened.ok());
        QVERIFY(opened->wasColor);
        // The first bars are red (255, 0, 0) over most of the first ten rows.
        QCOMPARE(int((*opened->pixels)[0]), 76);
    }
};

QTEST_GUILESS_MAIN(TestDicom)
#include "test_dicom.moc"
