#include "core/jobs/worker.h"

#include <QTest>

#include <atomic>
#include <latch>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <vector>

using namespace asg;

namespace {

/// What was delivered, in order; filled on the worker's thread.
class Deliveries {
public:
    std::function<void(jobs::RequestId, base::Outcome<int>)> sink() {
        return [this](jobs::RequestId id, const base::Outcome<int>& outcome) {
            const std::lock_guard lock(m_mutex);
            m_all.emplace_back(id, outcome);
        };
    }
    std::vector<std::pair<jobs::RequestId, base::Outcome<int>>> all() {
        const std::lock_guard lock(m_mutex);
        return m_all;
    }

private:
    std::mutex m_mutex;
    std::vector<std::pair<jobs::RequestId, base::Outcome<int>>> m_all;
};

base::Outcome<int> untilStopped(const std::stop_token& stop) {
    while (!stop.stop_requested()) std::this_thread::yield();
    return base::Cancelled{};
}

}  // namespace

class TestJobs : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aResultIsDeliveredWithItsId() {
        Deliveries deliveries;
        jobs::RequestId id;
        {
            jobs::Worker worker(jobs::AtEnd::Finish);
            id = worker.enqueue(
                jobs::Job<int>{[](const auto&, const auto&) { return base::Outcome<int>(7); }, deliveries.sink()});
        }
        QCOMPARE(deliveries.all().size(), std::size_t{1});
        QVERIFY(deliveries.all()[0].first == id);
        QCOMPARE(deliveries.all()[0].second.value(), 7);
    }

    void aNewRequestStopsTheRunningOneAndTheWaitingOnes() {
        Deliveries deliveries;
        {
            jobs::Worker worker(jobs::AtEnd::Finish);
            std::latch running(1);
            worker.supersede(jobs::Job<int>{[&](const std::stop_token& stop, const auto&) {
                                                running.count_down();
                                                return untilStopped(stop);
                                            },
                                            deliveries.sink()});
            running.wait();
            worker.enqueue(
                jobs::Job<int>{[](const auto&, const auto&) { return base::Outcome<int>(2); }, deliveries.sink()});
            worker.supersede(
                jobs::Job<int>{[](const auto&, const auto&) { return base::Outcome<int>(3); }, deliveries.sink()});
        }
        const auto all = deliveries.all();
        QCOMPARE(all.size(), std::size_t{3});
        QVERIFY(all[0].second.cancelled());
        QVERIFY(all[1].second.cancelled());
        QCOMPARE(all[2].second.value(), 3);
    }

    void destructionCancelsAndDeliversNothingLater() {
        Deliveries deliveries;
        {
            jobs::Worker worker;
            std::latch running(1);
            worker.enqueue(jobs::Job<int>{[&](const std::stop_token& stop, const auto&) {
                                              running.count_down();
                                              return untilStopped(stop);
                                          },
                                          deliveries.sink()});
            worker.enqueue(
                jobs::Job<int>{[](const auto&, const auto&) { return base::Outcome<int>(2); }, deliveries.sink()});
            running.wait();
        }
        QCOMPARE(deliveries.all().size(), std::size_t{2});
        QVERIFY(deliveries.all()[0].second.cancelled());
        QVERIFY(deliveries.all()[1].second.cancelled());
    }

    void workThatMustNotBeLostIsFinishedFirst() {
        Deliveries deliveries;
        {
            jobs::Worker worker(jobs::AtEnd::Finish);
            for (int i = 0; i < 50; ++i)
                worker.enqueue(
                    jobs::Job<int>{[i](const auto&, const auto&) { return base::Outcome<int>(i); }, deliveries.sink()});
        }
        const auto all = deliveries.all();
        QCOMPARE(all.size(), std::size_t{50});
        for (int i = 0; i < 50; ++i) QCOMPARE(all[static_cast<std::size_t>(i)].second.value(), i);
    }

    void cancelIsNotAFailure() {
        Deliveries deliveries;
        jobs::Worker worker;
        std::latch running(1);
        worker.enqueue(jobs::Job<int>{[&](const std::stop_token& stop, const auto&) {
                                          running.count_down();
                                          return untilStopped(stop);
                                      },
                                      deliveries.sink()});
        running.wait();
        worker.cancelAll();
        QTRY_COMPARE(deliveries.all().size(), std::size_t{1});
        QVERIFY(deliveries.all()[0].second.cancelled());
        QVERIFY(!deliveries.all()[0].second.failed());
    }

    void anEscapedExceptionBecomesAFailure() {
        Deliveries deliveries;
        {
            jobs::Worker worker(jobs::AtEnd::Finish);
            worker.enqueue(jobs::Job<int>{
                [](const auto&, const auto&) -> base::Outcome<int> { throw std::runtime_error("broken"); },
                deliveries.sink()});
            worker.enqueue(jobs::Job<int>{
                [](const auto&, const auto&) -> base::Outcome<int> { throw std::bad_alloc(); }, deliveries.sink()});
        }
        QVERIFY(deliveries.all()[0].second.failed());
        QVERIFY(deliveries.all()[0].second.error().code == base::ErrorCode::Internal);
        QVERIFY(deliveries.all()[1].second.error().code == base::ErrorCode::OutOfMemory);
    }

    void progressCarriesTheRequest() {
        std::atomic<std::uint64_t> heardOf = 0;
        std::atomic<double> fraction = 0;
        jobs::RequestId id;
        {
            jobs::Worker worker(jobs::AtEnd::Finish);
            id = worker.enqueue(jobs::Job<int>{[](const auto&, const base::Progress& progress) {
                                                   progress(0.5, "half");
                                                   return base::Outcome<int>(1);
                                               },
                                               [](auto, const auto&) {},
                                               [&](jobs::RequestId request, double how, std::string_view) {
                                                   heardOf = request.value;
                                                   fraction = how;
                                               }});
        }
        QCOMPARE(heardOf.load(), id.value);
        QCOMPARE(fraction.load(), 0.5);
    }

    void manyRequestsFromManyThreadsEachGetOneAnswer() {
        std::atomic<int> answers = 0;
        {
            jobs::Worker worker;
            std::vector<std::thread> senders;
            for (int t = 0; t < 4; ++t)
                senders.emplace_back([&] {
                    for (int i = 0; i < 200; ++i)
                        worker.supersede(jobs::Job<int>{[](const auto&, const auto&) { return base::Outcome<int>(1); },
                                                        [&](auto, const auto&) { ++answers; }});
                });
            for (auto& sender : senders) sender.join();
        }
        QCOMPARE(answers.load(), 800);
    }
};

QTEST_GUILESS_MAIN(TestJobs)
#include "test_jobs.moc"
