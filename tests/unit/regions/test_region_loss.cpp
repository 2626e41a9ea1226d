#include "models/regions/region_loss.h"

#include <ATen/ops/rand.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros.h>
#include <torch/utils.h>

#undef slots
#include <QtTest>

using namespace asg;

namespace {

at::Tensor box(double x1, double y1, double x2, double y2) {
    return at::tensor({static_cast<float>(x1), static_cast<float>(y1), static_cast<float>(x2), static_cast<float>(y2)});
}

double giou(const at::Tensor& a, const at::Tensor& b) {
    return regions::generalisedIou(a, b).item<double>();
}

regions::RegionBatch randomBatch() {
    torch::manual_seed(5);
    regions::RegionBatch batch;
    batch.boxes = at::rand({2, 29, 4});
    batch.boxWeights = at::rand({2, 29});
    batch.presence = (at::rand({2, 29}) > 0.5).to(at::kFloat);
    batch.presenceWeights = at::rand({2, 29});
    batch.gate = at::zeros({2, nets::kGateQuestions});
    return batch;
}

regions::RegionBatchOutput randomOutput() {
    torch::manual_seed(6);
    return {{at::randn({2, 29}), at::rand({2, 29, 4})}, at::randn({2, nets::kGateQuestions})};
}

}  // namespace

class TestRegionLoss : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void generalisedIouOfKnownBoxes() {
        QVERIFY(std::abs(giou(box(0, 0, 1, 1), box(0, 0, 1, 1)) - 1) < 1e-6);
        // Half overlapping: IoU 1/3, hull filled.
        QVERIFY(std::abs(giou(box(0, 0, 2, 1), box(1, 0, 3, 1)) - 1.0 / 3) < 1e-6);
        // Apart by as much as they are wide: 0 - (3 - 2) / 3.
        QVERIFY(std::abs(giou(box(0, 0, 1, 1), box(2, 0, 3, 1)) + 1.0 / 3) < 1e-6);
    }

    void whatNobodyLabelledTeachesNothing() {
        auto batch = randomBatch();
        batch.boxWeights.select(1, 7).zero_();
        batch.presenceWeights.select(1, 7).zero_();
        auto output = randomOutput();
        const double before = regions::regionLoss(output, batch, {}).total.item<double>();
        output.regions.boxes.select(1, 7).fill_(0.9);
        output.regions.presenceLogits.select(1, 7).fill_(20);
        QVERIFY(std::abs(regions::regionLoss(output, batch, {}).total.item<double>() - before) < 1e-6);
        output.regions.boxes.select(1, 8).fill_(0.9);
        QVERIFY(std::abs(regions::regionLoss(output, batch, {}).total.item<double>() - before) > 1e-4);
    }

    void aBatchWithoutAnyBoxHasAFiniteLoss() {
        auto batch = randomBatch();
        batch.boxWeights.zero_();
        batch.presenceWeights.zero_();
        QVERIFY(std::isfinite(regions::regionLoss(randomOutput(), batch, {}).total.item<double>()));
    }
};

QTEST_APPLESS_MAIN(TestRegionLoss)
#include "test_region_loss.moc"
