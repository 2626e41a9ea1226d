// How well a model's cardiothoracic ratio agrees with people's: limits of agreement, what the tables say, turned
// copies.
#include "models/regions/cardiothoracic_evaluation.h"
#include "models/regions/cardiothoracic_truth.h"
#include "models/regions/turned_picture.h"

#include <QTemporaryDir>
#include <QtTest>
#include <nlohmann/json.hpp>

#include <cmath>
#include <filesystem>
#include <fstream>

using namespace asg;
namespace fs = std::filesystem;

namespace {

bool isNear(double a, double b) {
    return std::abs(a - b) < 1e-9;
}

void write(const fs::path& path, const std::string& text) {
    fs::create_directories(path.parent_path());
    std::ofstream(path) << text;
}

/// Black with one white pixel.
domain::Radiograph withPixelAt(int row, int column) {
    domain::Radiograph radiograph;
    radiograph.rows = 101;
    radiograph.columns = 141;
    auto pixels = std::make_shared<std::vector<std::uint16_t>>(101 * 141, std::uint16_t{0});
    (*pixels)[static_cast<std::size_t>(row * 141 + column)] = 1000;
    radiograph.pixels = std::move(pixels);
    return radiograph;
}

}  // namespace

class TestCardiothoracicEvaluation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void limitsOfAgreementAreTheBiasAndTwiceTheSpread() {
        // Mean 0.01, sum of squares about it 0.0050, divided by four.
        const auto agreement =
            regions::agreementOf({{"a", 0.01}, {"b", 0.05}, {"c", -0.03}, {"d", 0.04}, {"e", -0.02}});
        const double deviation = std::sqrt(0.0050 / 4);
        QVERIFY(isNear(agreement.bias.value, 0.01) && isNear(agreement.standardDeviation.value, deviation));
        QVERIFY(isNear(agreement.low.value, 0.01 - 1.96 * deviation));
        QVERIFY(isNear(agreement.high.value, 0.01 + 1.96 * deviation));
        QVERIFY(isNear(agreement.within95.value, 0.01 + 1.96 * deviation));
        QVERIFY(agreement.high.low < agreement.high.value && agreement.high.count == 5 && agreement.high.patients == 5);
    }

    void aBiasToTheOtherSideCountsAsMuch() {
        const auto agreement = regions::agreementOf({{"a", -0.06}, {"b", -0.05}, {"c", -0.07}});
        QVERIFY(isNear(agreement.within95.value, -agreement.low.value) && agreement.within95.value > 0.06);
    }

    void twoPicturesHaveNoLimits() {
        const auto agreement = regions::agreementOf({{"a", 0.01}, {"b", 0.05}});
        QVERIFY(!agreement.within95.notDefined.empty());
        QCOMPARE(agreement.within95.count, 2);
    }

    void theFiguresSayWhetherTheyAreKnown() {
        regions::CardiothoracicEvaluation evaluation;
        evaluation.pictures = 2;
        evaluation.comparisons.push_back({"masks", "lungs' masks", regions::agreementOf({{"a", 0.01}}), {}});
        QVERIFY(regions::toJson(evaluation)["within95"]["value"].is_null());
        QVERIFY(regions::toText(evaluation).find("not defined") != std::string::npos);
    }

    void masksAndViewsComeFromTheTables() {
        const QTemporaryDir folder;
        const fs::path data = folder.path().toStdString();
        write(data / "chest_regions" / "structure.csv",
              "Template Name,Filename,Resolution,Top,Left,Width,Height\n"
              "Cardiomediastinum,a.jpg,1000x800,100,400,300,400\n"
              "Right Lung,a.jpg,1000x800,50,100,300,600\n"
              "Left Lung,a.jpg,1000x800,50,550,350,600\n"
              "Cardiomediastinum,b.jpg,1000x800,100,400,200,400\n"
              "Right Lung,b.jpg,1000x800,50,100,300,600\n");
        write(data / "chest_regions" / "metadata.csv", "filename,view\na.jpg,PA\nb.jpg,AP Supine\nc.jpg,?\n");
        write(data / "chest_mhh" / "data.csv", "image_id,projection\nd,ap\n");
        const auto truths = regions::readCardiothoracicTruths(data);
        QVERIFY(truths.ok());
        const auto& a = truths->at("chest_regions/images/a.jpg");
        QVERIFY(a.view == "PA" && isNear(a.heartOfMask.value(), 0.3) && isNear(a.thoraxOfMask.value(), 0.8));
        const auto& b = truths->at("chest_regions/images/b.jpg");
        QVERIFY2(b.view == "AP" && b.heartOfMask && !b.thoraxOfMask, "one lung alone is no thorax");
        QCOMPARE(truths->at("chest_regions/images/c.jpg").view, std::string("not said"));
        QCOMPARE(truths->at("chest_mhh/png/d.jpg").view, std::string("AP"));
    }

    void aTurnedCopyIsTurnedClockwiseAboutItsMiddle() {
        // A quarter turn: what is to the right of the middle comes to lie below it.
        const auto turned = regions::turnedBy(withPixelAt(50, 100), 90);
        QVERIFY((*turned.pixels)[80 * 141 + 70] > 900);
        const auto little = regions::turnedBy(withPixelAt(50, 120), 8);
        const int row = 50 + int(std::lround(50 * std::sin(8 * 3.14159265 / 180)));
        QVERIFY((*little.pixels)[static_cast<std::size_t>(row * 141 + 120)] > 200);
        QVERIFY(little.rows == 101 && little.columns == 141 && (*little.pixels)[0] == 0);
    }
};

QTEST_GUILESS_MAIN(TestCardiothoracicEvaluation)
#include "test_cardiothoracic_evaluation.moc"
