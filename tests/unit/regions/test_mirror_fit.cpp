// The closed form behind a mirror head.

#include "models/regions/mirror_fit.h"
#include "models/regions/mirror_recipe.h"

#include <ATen/Context.h>
#include <ATen/TensorOperators.h>
#include <ATen/ops/allclose.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/eye.h>
#include <ATen/ops/full.h>
#include <ATen/ops/linalg_solve.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/randn.h>
#include <QTemporaryDir>
#include <QtTest>

#include <fstream>

using namespace asg::regions;

class TestMirrorFit : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { at::manual_seed(1); }

    void itIsTheRidgeRegressionOfScaledNumbers() {
        const auto asTaken = at::randn({40, 6}, at::kDouble) * 3;
        const auto mirrored = at::randn({40, 6}, at::kDouble) + 0.5;
        MirrorFit fit;
        fit.add(asTaken.slice(0, 0, 25), mirrored.slice(0, 0, 25));
        fit.add(asTaken.slice(0, 25), mirrored.slice(0, 25));
        // The same by the whole table at once.
        const auto rows = at::cat({asTaken, mirrored});
        const auto answers = at::cat({at::full({40}, -1.0, at::kDouble), at::full({40}, 1.0, at::kDouble)});
        const auto scale = rows.square().mean(0).sqrt();
        const auto scaled = rows / scale;
        const auto expected = at::linalg_solve(scaled.t().matmul(scaled) / 80 + 0.3 * at::eye(6, at::kDouble),
                                               scaled.t().matmul(answers) / 80) /
                              scale;
        QVERIFY(at::allclose(fit.weight(0.3), expected.to(at::kFloat), 1e-5, 1e-7));
    }

    /// Left and right differ in one number alone, and in another not at all.
    void itFindsTheNumberThatTellsThemApart() {
        auto asTaken = at::randn({200, 4}) * 5;
        asTaken.select(1, 2).fill_(-1).add_(at::randn({200}) * 0.2);
        asTaken.select(1, 3).zero_();
        MirrorFit fit;
        fit.add(asTaken, -asTaken);
        const auto weight = fit.weight(0.01);
        QVERIFY(weight.isfinite().all().item<bool>());
        const auto said = asTaken.matmul(weight);
        QVERIFY(said.max().item<double>() < 0);
        QVERIFY(weight[2].item<double>() > 10 * weight[0].abs().item<double>());
        QCOMPARE(weight[3].item<double>(), 0.0);
        // More decay, smaller answers.
        QVERIFY(asTaken.matmul(fit.weight(10)).abs().mean().item<double>() < said.abs().mean().item<double>());
    }

    void aRecipeIsReadAndAWrongOneRefusedByItsKey() {
        QTemporaryDir folder;
        const auto read = [&](const std::string& text) {
            const auto path = std::filesystem::path(folder.path().toStdString()) / "recipe.json";
            std::ofstream(path) << text;
            return readMirrorRecipe(path);
        };
        const auto recipe = read(R"({"seed": 4, "side": 8, "decay": 0.5, "views": 3})");
        QVERIFY2(recipe.ok(), recipe.ok() ? "" : recipe.error().text.c_str());
        QVERIFY(recipe->seed == 4 && recipe->head.side == 8 && recipe->decay == 0.5 && recipe->views == 3);
        QVERIFY(read("{}").ok());
        for (const auto& [text, key] : {std::pair{R"({"side": 5})", "side"},
                                        {R"({"side": 0})", "side"},
                                        {R"({"decay": 0})", "decay"},
                                        {R"({"views": 0})", "views"},
                                        {R"({"steps": 3})", "steps"},
                                        {R"({"augmentation": {"mirrored": 0.5}})", "mirrored"}}) {
            const auto refused = read(text);
            QVERIFY(!refused.ok());
            QVERIFY2(refused.error().text.find(key) != std::string::npos, refused.error().text.c_str());
        }
    }
};

QTEST_GUILESS_MAIN(TestMirrorFit)
#include "test_mirror_fit.moc"
