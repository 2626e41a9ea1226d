// A classifier that others trained: converted, asked, and refused where its pictures are not normalised as it knows
// them.

#include "core/base/atomic_file.h"
#include "models/inference/foreign_scores.h"
#include "models/inference/torch_backend.h"
#include "models/inference/verify_model.h"
#include "models/weights/convert.h"
#include "models/weights/safetensors.h"

#undef slots
#include <QTemporaryDir>
#include <QtTest>
#include <nlohmann/json.hpp>

#include <cmath>

using namespace asg;
using nlohmann::json;

namespace {

const std::filesystem::path kKept = std::filesystem::path(ASG_SOURCE_DIR) / "tests" / "golden" / "weights" / "data";
constexpr std::size_t kHernia = 13;  ///< the output that the kept state dict has no operating point of

base::Result<weights::ConvertReport> convertKept(const char* name, const QTemporaryDir& out,
                                                 weights::ConvertRequest request = {}) {
    request.sources = {kKept / name / "source.pt"};
    request.out = out.path().toStdString();
    return weights::convert(request);
}

std::filesystem::path pathOf(const QTemporaryDir& folder) {
    return folder.path().toStdString();
}

json cardOf(const QTemporaryDir& folder) {
    return json::parse(*base::readFile(pathOf(folder) / "card.json", 1U << 20U));
}

/// The picture of make_files.py.
vision::ModelInput stripes(const vision::InputSpec& spec) {
    auto input = inference::canaryInput(spec);
    for (int row = 0; row < spec.crop; ++row)
        for (int column = 0; column < spec.crop; ++column)
            input.grey[static_cast<std::size_t>(row) * spec.crop + column] =
                static_cast<float>((row * 7 + column * 13) % 256);
    return input;
}

}  // namespace

class TestForeignClassifier : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aWholeModuleIsReadWithTheNamesOfItsOutputs() {
        const QTemporaryDir out;
        const auto report = convertKept("convert-densenet", out);
        QVERIFY2(report.ok(), report.ok() ? "" : report.error().text.c_str());
        const auto card = cardOf(out);
        QCOMPARE(card.at("tagOutputs").size(), std::size_t{18});
        QVERIFY(card.at("tagOutputs")[6] == "scar" && card.at("tagOutputs")[7] == "pleural effusion");
        QVERIFY(card.at("trainedTags").empty());
        QCOMPARE(card.at("tagsNotShown").size(), std::size_t{18});
        QVERIFY(card.at("tagsNotShown")[0].at("reason") == "not measured here");
        QVERIFY(card.at("classifier").at("operatingPoints").is_null());
    }

    void itsScoresAreThoseOfPyTorch() {
        const QTemporaryDir out;
        QVERIFY(convertKept("convert-densenet-state", out).ok());
        auto model = inference::readModelFolder(pathOf(out));
        QVERIFY2(model.ok(), model.ok() ? "" : model.error().text.c_str());
        const auto scores = inference::foreignScores(*model, stripes(model->card.input));
        const auto file = weights::readSafetensors(kKept / "convert-densenet-state" / "scores.safetensors");
        QVERIFY(file.ok());
        const auto& expected = file->tensors.at("scores");
        QCOMPARE(scores.size(), static_cast<std::size_t>(expected.numel()));
        for (std::size_t i = 0; i < scores.size(); ++i) {
            QCOMPARE(scores[i].score.has_value(), i != kHernia);
            if (i == kHernia) continue;
            const float difference = std::abs(*scores[i].score - expected.data_ptr<float>()[i]);
            QVERIFY2(difference < 1e-4F, (scores[i].name + " " + std::to_string(difference)).c_str());
        }
        QCOMPARE(cardOf(out).at("tagsNotShown").size(), std::size_t{17});
    }

    void theOperatingPointScoresAHalf() {
        QCOMPARE(inference::scoreAt(0.2F, 0.2F), 0.5F);
        QCOMPARE(inference::scoreAt(0.1F, 0.2F), 0.25F);
        QCOMPARE(inference::scoreAt(0.6F, 0.2F), 0.75F);
        QCOMPARE(inference::scoreAt(0.0F, 0.2F), 0.0F);
        QCOMPARE(inference::scoreAt(1.0F, 0.2F), 1.0F);
        QCOMPARE(inference::scoreAt(0.3F, std::nullopt), 0.3F);
    }

    void anAnalysisShowsNothingOfItUnmeasured() {
        const QTemporaryDir out;
        QVERIFY(convertKept("convert-densenet", out).ok());
        const auto backend = inference::loadTorchBackend(pathOf(out), {analysis::DeviceChoice::Kind::Cpu, 0});
        QVERIFY2(backend.ok(), backend.ok() ? "" : backend.error().text.c_str());
        const auto outcome = (*backend)->encode(stripes((*backend)->card().input), {}, {});
        QVERIFY(outcome.done());
        QVERIFY(outcome.value().tags.empty() && outcome.value().regions.empty());
        QVERIFY(!(*backend)->card().isChecked);
    }

    void whatSaysTheSameOfEveryPictureIsRefused() {
        const QTemporaryDir out;
        QVERIFY(convertKept("convert-densenet", out).ok());
        QVERIFY(inference::verifyModel(pathOf(out)).ok());
        auto card = cardOf(out);
        card["input"]["mean"] = {0.485, 0.456, 0.406};
        card["input"]["deviation"] = {0.229, 0.224, 0.225};
        QVERIFY(base::writeFileAtomically(pathOf(out) / "card.json", card.dump()).ok());
        const auto verified = inference::verifyModel(pathOf(out));
        QVERIFY(!verified.ok());
        QCOMPARE(verified.error().code, base::ErrorCode::InvalidData);
        QVERIFY(verified.error().text.find("the same of every picture") != std::string::npos);
        QVERIFY(!inference::loadTorchBackend(pathOf(out), {analysis::DeviceChoice::Kind::Cpu, 0}).ok());
    }

    void namesAndPointsMustFitTheOutputs() {
        const QTemporaryDir out;
        weights::ConvertRequest request;
        request.outputs = {"Mass", "Nodule"};
        auto report = convertKept("convert-densenet", out, request);
        QVERIFY(!report.ok() && report.error().text.find("--outputs") != std::string::npos);
        request.outputs.clear();
        request.operatingPoints = {0.5};
        report = convertKept("convert-densenet", out, request);
        QVERIFY(!report.ok() && report.error().text.find("--operating-points") != std::string::npos);
        request.operatingPoints.assign(18, 0.1);
        request.operatingPoints[3] = 1.5;
        report = convertKept("convert-densenet", out, request);
        QVERIFY(!report.ok());
        request.operatingPoints[3] = std::nan("");
        QVERIFY(convertKept("convert-densenet", out, request).ok());
        QVERIFY(cardOf(out).at("classifier").at("operatingPoints")[3].is_null());
    }
};

QTEST_APPLESS_MAIN(TestForeignClassifier)
#include "test_foreign_classifier.moc"
