/// Our grey values against DCMTK's own program dcmj2pnm, pixel by pixel, on real and self-made files.
#include "core/io/open_radiograph.h"
#include "core/vision/display_lut.h"
#include "tests/unit/io/made_dicom.h"
#include "tests/unit/io/shared_data.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

namespace {

namespace fs = std::filesystem;
using asg::domain::Radiograph;
using asg::domain::Window;
using asg::test::MadeDicom;
using asg::vision::VoiChoice;

constexpr int kTolerance = 1;

/// Pixels of a binary PGM; empty when it is not one of this size.
std::vector<std::uint8_t> readPgm(const QString& path, int rows, int columns) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return {};
    const QByteArray bytes = file.readAll();
    const auto size = static_cast<qsizetype>(rows) * columns;
    if (!bytes.startsWith("P5") || bytes.size() <= size) return {};
    return {bytes.end() - size, bytes.end()};
}

/// The window of DCMTK's LINEAR that shows the same as minimum to maximum.
QStringList asLinearWindow(const Window& exact) {
    return {"+Wfl", "+Ww", QString::number(exact.center + 0.5, 'g', 12), QString::number(exact.width + 1, 'g', 12)};
}

}  // namespace

class TestDcmtkRendering : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QString m_program = QStandardPaths::findExecutable("dcmj2pnm");
    int m_compared = 0;

    /// DCMTK's grey, or empty where it cannot show the file. JPEG 2000 is unpacked by gdcmconv first.
    std::vector<std::uint8_t> dcmtkGrey(const fs::path& path, const Radiograph& radiograph,
                                        const QStringList& options) {
        QString input = QString::fromStdString(path.string());
        const QString output = m_folder.filePath("out.pgm");
        QFile::remove(output);
        const QStringList common{"-q", "-O", "+F", QString::number(radiograph.frame)};
        if (QProcess::execute(m_program, common + options + QStringList{input, output}) != 0) {
            const QString raw = m_folder.filePath("raw.dcm");
            QFile::remove(raw);
            QProcess::execute("gdcmconv", {"--raw", input, raw});
            if (!QFile::exists(raw)) return {};
            QProcess::execute(m_program, common + options + QStringList{raw, output});
        }
        return readPgm(output, radiograph.rows, radiograph.columns);
    }

    void compare(const fs::path& path, const Radiograph& radiograph, const VoiChoice& voi, const QStringList& options) {
        const auto expected = dcmtkGrey(path, radiograph, options);
        if (expected.empty()) return;
        const auto lut = asg::vision::makeDisplayLut(radiograph, voi, false);
        const auto actual = asg::vision::renderGrey(radiograph, lut);
        int worst = 0;
        for (std::size_t i = 0; i < actual.size(); ++i) worst = std::max(worst, std::abs(actual[i] - expected[i]));
        ++m_compared;
        QVERIFY2(worst <= kTolerance,
                 qPrintable(QString("%1 %2: differs by %3")
                                .arg(QString::fromStdString(path.filename().string()), options.join(' '))
                                .arg(worst)));
    }

    /// Everything the file offers: each window, each VOI LUT, and the full range.
    void compareAll(const fs::path& path, int frame) {
        const auto opened = asg::io::openRadiograph(path, frame);
        if (!opened || opened->wasColor) return;
        const Radiograph& radiograph = *opened;
        for (std::size_t i = 0; i < radiograph.windows.size(); ++i) {
            if (radiograph.windows[i].function == Window::Function::LinearExact) continue;
            compare(path, radiograph, radiograph.windows[i], {"+Wi", QString::number(i + 1)});
        }
        for (std::size_t i = 0; i < radiograph.voiLuts.size(); ++i)
            compare(path, radiograph, asg::vision::VoiLutChoice{i}, {"+Wl", QString::number(i + 1)});
        const Window full = asg::vision::equivalentWindow(radiograph, asg::vision::FullRange{});
        compare(path, radiograph, asg::vision::FullRange{}, asLinearWindow(full));
        if (frame < radiograph.frameCount) compareAll(path, radiograph.frameCount);
    }

    void compareMade(const MadeDicom& made) {
        const fs::path path = m_folder.filePath("made.dcm").toStdString();
        QVERIFY(asg::test::writeMadeDicom(path, made));
        const int before = m_compared;
        compareAll(path, 1);
        QVERIFY2(m_compared > before, "nothing was compared");
    }

private Q_SLOTS:
    void initTestCase() {
        if (m_program.isEmpty()) QSKIP("dcmj2pnm (package dcmtk) is not installed");
    }

    void chestRadiographsEqualDcmtk_data() { addFiles("dicom/chest"); }
    void chestRadiographsEqualDcmtk() { compareFetched(true); }
    void refusedRadiographsEqualDcmtk_data() { addFiles("dicom/not_frontal_chest"); }
    void refusedRadiographsEqualDcmtk() { compareFetched(true); }
    void otherFilesEqualDcmtk_data() {
        addFiles("dicom/corpus_pydicom");
        addFiles("dicom/corpus_other");
    }
    void otherFilesEqualDcmtk() {
        // DCMTK exchanges the halves of big-endian 32-bit samples; the next test has these files.
        if (!QByteArray(QTest::currentDataTag()).startsWith("rtdose_expb")) compareFetched(false);
    }

    void bigEndian32BitEqualsLittleEndian() {
        const fs::path folder = asg::test::sharedData() / "dicom/corpus_pydicom/test_files";
        const auto little = asg::io::openRadiograph(folder / "rtdose.dcm");
        if (!little) QSKIP("the shared data are absent");
        const auto big = asg::io::openRadiograph(folder / "rtdose_expb.dcm");
        QVERIFY(big.ok());
        QVERIFY(*big->pixels == *little->pixels);
        QCOMPARE(std::get<asg::domain::Rescale>(big->modality).intercept, 795000.0);
    }

    void bitLayoutsEqualDcmtk_data() {
        QTest::addColumn<int>("allocated");
        QTest::addColumn<int>("stored");
        QTest::addColumn<int>("high");
        QTest::addColumn<bool>("isSigned");
        QTest::newRow("8 of 8") << 8 << 8 << 7 << false;
        QTest::newRow("6 of 8") << 8 << 6 << 5 << false;
        QTest::newRow("8 of 8 signed") << 8 << 8 << 7 << true;
        QTest::newRow("10 of 16") << 16 << 10 << 9 << false;
        QTest::newRow("12 of 16 at the top") << 16 << 12 << 15 << false;
        QTest::newRow("12 of 16 signed") << 16 << 12 << 11 << true;
        QTest::newRow("12 of 16 signed at the top") << 16 << 12 << 15 << true;
        QTest::newRow("16 of 16") << 16 << 16 << 15 << false;
        QTest::newRow("16 of 16 signed") << 16 << 16 << 15 << true;
    }
    void bitLayoutsEqualDcmtk() {
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
        compareMade(made);
    }

    void windowsEqualDcmtk_data() {
        QTest::addColumn<QString>("function");
        QTest::addColumn<QString>("photometric");
        QTest::addColumn<QString>("shape");
        for (const char* function : {"", "LINEAR", "SIGMOID"})
            for (const char* photometric : {"MONOCHROME1", "MONOCHROME2"})
                for (const char* shape : {"", "IDENTITY", "INVERSE"})
                    QTest::addRow("%s %s %s", function, photometric, shape) << function << photometric << shape;
    }
    void windowsEqualDcmtk() {
        QFETCH(QString, function);
        QFETCH(QString, photometric);
        QFETCH(QString, shape);
        MadeDicom made;
        made.photometric = photometric.toStdString();
        made.shape = shape.toStdString();
        made.windowFunction = function.toStdString();
        made.windowCenters = "2048\\1000\\3000.5\\500";
        made.windowWidths = "4096\\2000\\1\\2.5";
        compareMade(made);
    }

    void rescaledWindowsEqualDcmtk() {
        MadeDicom made;
        made.windowCenters = "40\\600";
        made.windowWidths = "400\\1600";
        made.intercept = "-1024";
        for (const char* slope : {"1", "2", "-1", "0.5", "1.25"}) {
            made.slope = slope;
            compareMade(made);
        }
    }

    void lookUpTablesEqualDcmtk() {
        MadeDicom made;
        asg::test::MadeTable rising{300, 12, {}};
        for (int i = 0; i < 2500; ++i)
            rising.values.push_back(static_cast<std::uint16_t>(4095 * std::pow(i / 2499.0, 0.6)));
        asg::test::MadeTable falling{0, 10, {}};
        for (int i = 0; i < 4096; ++i) falling.values.push_back(static_cast<std::uint16_t>(1023 - i / 4));
        made.voiLuts = {rising, falling};
        compareMade(made);
        made.photometric = "MONOCHROME1";
        compareMade(made);
        made.voiLuts.clear();
        made.modalityLut = asg::test::MadeTable{0, 16, {}};
        for (int i = 0; i < 4096; ++i) made.modalityLut->values.push_back(static_cast<std::uint16_t>(i * i / 300));
        made.windowCenters = "20000";
        made.windowWidths = "30000";
        compareMade(made);
    }

    void transferSyntaxesEqualDcmtk_data() {
        QTest::addColumn<int>("syntax");
        QTest::newRow("implicit little endian") << int(EXS_LittleEndianImplicit);
        QTest::newRow("explicit big endian") << int(EXS_BigEndianExplicit);
        QTest::newRow("deflated") << int(EXS_DeflatedLittleEndianExplicit);
        QTest::newRow("JPEG lossless") << int(EXS_JPEGProcess14SV1);
        QTest::newRow("JPEG-LS") << int(EXS_JPEGLSLossless);
        QTest::newRow("RLE") << int(EXS_RLELossless);
    }
    void transferSyntaxesEqualDcmtk() {
        QFETCH(int, syntax);
        MadeDicom made;
        made.syntax = static_cast<E_TransferSyntax>(syntax);
        made.windowCenters = "2048";
        made.windowWidths = "3000";
        compareMade(made);
    }

    void jpeg2000EqualsTheUncompressedFile() {
        if (QStandardPaths::findExecutable("gdcmconv").isEmpty()) QSKIP("gdcmconv (libgdcm-tools) is not installed");
        const QString plain = m_folder.filePath("plain.dcm");
        const QString packed = m_folder.filePath("packed.dcm");
        MadeDicom made;
        made.isSigned = true;
        QVERIFY(asg::test::writeMadeDicom(plain.toStdString(), made));
        QCOMPARE(QProcess::execute("gdcmconv", {"--j2k", plain, packed}), 0);
        const auto expected = asg::io::openRadiograph(plain.toStdString());
        const auto actual = asg::io::openRadiograph(packed.toStdString());
        QVERIFY(expected.ok());
        QVERIFY2(actual.ok(), actual ? "" : actual.error().text.c_str());
        QVERIFY(*expected->pixels == *actual->pixels);
    }

private:
    void addFiles(const char* folder) {
        if (QTest::currentTestFunction() != m_columnsOf) QTest::addColumn<QString>("path");
        m_columnsOf = QTest::currentTestFunction();
        const auto files = asg::test::filesBelow(asg::test::sharedData() / folder);
        for (const fs::path& path : files)
            QTest::newRow(path.filename().c_str()) << QString::fromStdString(path.string());
        if (files.empty()) QTest::newRow("absent") << QString();
    }
    void compareFetched(bool mustCompare) {
        QFETCH(QString, path);
        if (path.isEmpty()) QSKIP("the shared data are absent");
        const int before = m_compared;
        compareAll(path.toStdString(), 1);
        if (mustCompare) QVERIFY2(m_compared > before, "nothing was compared");
    }
    QByteArray m_columnsOf;
};

QTEST_GUILESS_MAIN(TestDcmtkRendering)
#include "test_dcmtk_rendering.moc"
