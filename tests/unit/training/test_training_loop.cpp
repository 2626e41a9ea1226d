#include "core/base/atomic_file.h"
#include "models/training/optimizer_step.h"
#include "models/training/pool_shares.h"
#include "models/training/training_loop.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/rand.h>
#include <torch/nn/modules/linear.h>
#include <torch/optim/adamw.h>

#undef slots
#include <QTemporaryDir>
#include <QtTest>

#include <array>
#include <cmath>
#include <limits>
#include <set>
#include <sstream>
#include <stdexcept>

using namespace asg;
using namespace asg::training;

namespace {

std::filesystem::path pathOf(const QTemporaryDir& folder) {
    return folder.path().toStdString();
}

/// A line of three weights that learns to give 1; what is drawn in a step decides what it is shown.
class LineSteps : public TrainingSteps {
public:
    LineSteps() {
        const at::NoGradGuard off;
        layer->weight.fill_(0.5);
        layer->bias.fill_(0);
        averaged->weight.copy_(layer->weight);
    }

    TrainingState state() override { return {{{"layer", layer.get()}, {"averaged", averaged.get()}}, optimizer}; }
    std::string notes() const override { return note; }
    void takeNotes(const std::string& notes) override {
        if (notes == "unreadable") throw std::invalid_argument(notes);
        note = notes;
    }
    base::Outcome<Interlude> between(std::int64_t done, ProgressLine& /*line*/, const std::stop_token& stop) override {
        if (done == stopsBetween && stop.stop_requested()) return base::Cancelled{};
        Interlude interlude;
        interlude.goesOn = done != endsAt;
        if (done == tellsAt) interlude = {true, true, {"told"}};
        return interlude;
    }
    base::Result<double> step(std::int64_t number, double learningRate) override {
        rates.push_back(learningRate);
        if (number == failsAt) return base::Error{base::ErrorCode::InvalidData, "no picture"};
        once.begin(number, learningRate);
        const auto shown = at::rand({1, 3});
        auto loss = (layer(shown) - 1).square().sum();
        loss.backward();
        once.end();
        if (number == becomesNoNumberAt) return std::numeric_limits<double>::quiet_NaN();
        return loss.item<double>();
    }
    std::vector<std::string> cells(std::int64_t done, double /*imagesPerSecond*/) override {
        return {"cell" + std::to_string(done)};
    }

    torch::nn::Linear layer{torch::nn::Linear(3, 1)};
    torch::nn::Linear averaged{torch::nn::Linear(3, 1)};
    torch::optim::AdamW optimizer{layer->parameters(), torch::optim::AdamWOptions(0.01)};
    WeightAverage average{*layer, *averaged, 0.9};
    OptimizerStep once{optimizer, layer->parameters(), {7, 0.5}, &average};
    std::string note = "fresh";
    std::vector<double> rates;
    std::int64_t stopsBetween = -1;
    std::int64_t endsAt = -1;
    std::int64_t tellsAt = -1;
    std::int64_t failsAt = -1;
    std::int64_t becomesNoNumberAt = -1;
};

LoopPlan planIn(const QTemporaryDir& folder) {
    return {.steps = 7,
            .rate = {0.01, 0.001, 0.5, 7},
            .pictures = 4,
            .logEvery = 3,
            .checkpointEvery = 4,
            .identity = "one",
            .checkpoint = pathOf(folder) / "checkpoint.pt",
            .log = pathOf(folder) / "log.csv",
            .columns = {"cell"}};
}

std::string logIn(const QTemporaryDir& folder) {
    return *base::readFile(pathOf(folder) / "log.csv", 1U << 16U);
}

base::Outcome<LoopSummary> run(LineSteps& steps, const LoopPlan& plan, bool resume = false,
                               const std::stop_token& stop = {}) {
    std::ostringstream messages;
    TrainingLoop loop(plan, steps, messages);
    if (resume)
        if (auto resumed = loop.resume(); !resumed) return resumed.error();
    return loop.run(stop);
}

std::stop_token asked() {
    static std::stop_source source;
    source.request_stop();
    return source.get_token();
}

}  // namespace

class TestTrainingLoop : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void itLogsEverySoManyStepsAndTheLast() {
        const QTemporaryDir folder;
        LineSteps steps;
        const auto ended = run(steps, planIn(folder));
        QVERIFY(ended.done());
        QCOMPARE(ended.value().steps, std::int64_t{7});
        QCOMPARE(logIn(folder), std::string("step,cell\n3,cell3\n6,cell6\n7,cell7\n"));
    }

    void theStepsGetTheSchedulesRates() {
        const QTemporaryDir folder;
        LineSteps steps;
        QVERIFY(run(steps, planIn(folder)).done());
        const auto schedule = planIn(folder).rate;
        QCOMPARE(steps.rates.size(), std::size_t{7});
        for (std::size_t i = 0; i < 7; ++i) QCOMPARE(steps.rates[i], schedule.at(static_cast<std::int64_t>(i)));
    }

    void aStopEndsAfterTheStepInHandAndWhatFollowsIsTheSame() {
        const QTemporaryDir folder;
        const QTemporaryDir other;
        LineSteps whole;
        QVERIFY(run(whole, planIn(other)).done());
        for (int i = 0; i < 3; ++i) {
            LineSteps part;
            QVERIFY(run(part, planIn(folder), true, asked()).cancelled());
            QCOMPARE(part.rates.size(), std::size_t{1});
        }
        LineSteps rest;
        const auto ended = run(rest, planIn(folder), true);
        QVERIFY(ended.done());
        QCOMPARE(ended.value().stepsOfThisRun, std::int64_t{4});
        QVERIFY(rest.layer->weight.equal(whole.layer->weight) && rest.averaged->weight.equal(whole.averaged->weight));
        QCOMPARE(logIn(folder), logIn(other));
    }

    void aStopBetweenTwoStepsLeavesACheckpoint() {
        const QTemporaryDir folder;
        LineSteps steps;
        steps.stopsBetween = 0;
        steps.note = "kept";
        QVERIFY(run(steps, planIn(folder), false, asked()).cancelled());
        QVERIFY(steps.rates.empty());
        LineSteps rest;
        QVERIFY(run(rest, planIn(folder), true).done());
        QCOMPARE(rest.note, std::string("kept"));
    }

    void whatIsDoneBetweenMayEndItAddALineAndAskForACheckpoint() {
        const QTemporaryDir folder;
        LineSteps steps;
        steps.tellsAt = 2;
        steps.endsAt = 3;
        auto plan = planIn(folder);
        plan.checkpointEvery = 100;
        const auto ended = run(steps, plan);
        QVERIFY(ended.done());
        QCOMPARE(ended.value().steps, std::int64_t{3});
        QCOMPARE(logIn(folder), std::string("step,cell\n2,told\n3,cell3\n"));
        LineSteps rest;
        QVERIFY(run(rest, plan, true).done());
        QCOMPARE(rest.rates.size(), std::size_t{5});
    }

    void aLossThatIsNoNumberEndsItAndTheLastCheckpointStays() {
        const QTemporaryDir folder;
        LineSteps steps;
        steps.becomesNoNumberAt = 5;
        const auto ended = run(steps, planIn(folder));
        QVERIFY(ended.failed());
        QCOMPARE(ended.error().code, base::ErrorCode::Internal);
        QVERIFY(ended.error().text.find("after step 6") != std::string::npos);
        LineSteps rest;
        QVERIFY(run(rest, planIn(folder), true).done());
        QCOMPARE(rest.rates.size(), std::size_t{3});
    }

    void anErrorOfAStepEndsIt() {
        const QTemporaryDir folder;
        LineSteps steps;
        steps.failsAt = 2;
        const auto ended = run(steps, planIn(folder));
        QVERIFY(ended.failed());
        QCOMPARE(ended.error().text, std::string("no picture"));
    }

    void aCheckpointOfAnotherIdentityOrWithUnreadableNotesIsRefused() {
        const QTemporaryDir folder;
        LineSteps steps;
        steps.note = "unreadable";
        QVERIFY(run(steps, planIn(folder)).done());
        LineSteps rest;
        QCOMPARE(run(rest, planIn(folder), true).error().code, base::ErrorCode::Corrupt);
        auto other = planIn(folder);
        other.identity = "two";
        QCOMPARE(run(rest, other, true).error().code, base::ErrorCode::InvalidData);
    }

    /// Of several processes that train together, one writes.
    void aProcessThatDoesNotWriteLeavesNoFile() {
        const QTemporaryDir folder;
        LineSteps steps;
        auto plan = planIn(folder);
        plan.writes = false;
        QVERIFY(run(steps, plan).done());
        QVERIFY(std::filesystem::is_empty(pathOf(folder)));
    }

    void trainingsOneBehindTheOtherShareALog() {
        const QTemporaryDir folder;
        LineSteps first;
        QVERIFY(run(first, planIn(folder)).done());
        LineSteps second;
        auto plan = planIn(folder);
        plan.stepsBefore = 7;
        QVERIFY(run(second, plan).done());
        QCOMPARE(logIn(folder), std::string("step,cell\n3,cell3\n6,cell6\n7,cell7\n10,cell3\n13,cell6\n14,cell7\n"));
    }

    void poolsAreDrawnByTheirShares() {
        const std::array pools{PoolShare{5, 0.2}, PoolShare{3, 0.5}, PoolShare{2, 0.3}};
        std::array<int, 3> counts{};
        for (std::uint64_t i = 0; i < 4000; ++i) {
            base::Random random(1, 2, i);
            const auto drawn = drawByShare(pools, random);
            QVERIFY(drawn.picture < pools[drawn.pool].pictures);
            ++counts[drawn.pool];
        }
        for (std::size_t i = 0; i < pools.size(); ++i) QVERIFY(std::abs(counts[i] / 4000.0 - pools[i].share) < 0.03);
    }

    void anEmptyPoolLeavesItsShareToANeighbour() {
        const auto poolOf = [](std::array<PoolShare, 3> pools, double from, double to) {
            std::set<std::size_t> drawn;
            for (std::uint64_t i = 0; i < 500; ++i) {
                const double choice = base::Random(1, 2, i).unit();
                base::Random random(1, 2, i);
                const auto pool = drawByShare(pools, random).pool;
                if (choice >= from && choice < to) drawn.insert(pool);
            }
            return drawn;
        };
        const PoolShare none{0, 0.3};
        QCOMPARE(poolOf({none, PoolShare{4, 0.4}, PoolShare{4, 0.3}}, 0, 0.3), std::set<std::size_t>{1});
        QCOMPARE(poolOf({PoolShare{4, 0.3}, PoolShare{4, 0.4}, none}, 0.7, 1), std::set<std::size_t>{1});
        QCOMPARE(poolOf({none, PoolShare{0, 0.4}, PoolShare{4, 0.3}}, 0, 1), std::set<std::size_t>{2});
    }
};

QTEST_APPLESS_MAIN(TestTrainingLoop)
#include "test_training_loop.moc"
