#include "core/jobs/in_order.h"

#include <QTest>

#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

using asg::jobs::InOrder;

class InOrderTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyNumberComesOnceAndInOrder() {
        constexpr std::size_t kCount = 500;
        std::vector<std::size_t> received;
        InOrder<std::size_t> order(kCount, 8, [&](std::size_t number, std::size_t made) {
            received.push_back(number);
            if (made != number * 2) received.clear();
        });
        {
            std::vector<std::jthread> threads;
            for (int i = 0; i < 4; ++i)
                threads.emplace_back([&] {
                    while (const auto number = order.take({})) {
                        if (*number % 7 == 0) std::this_thread::sleep_for(std::chrono::microseconds(200));
                        order.give(*number, *number * 2);
                    }
                });
        }
        QCOMPARE(received.size(), kCount);
        for (std::size_t i = 0; i < kCount; ++i) QCOMPARE(received[i], i);
    }

    void nobodyRunsFurtherAheadThanAllowed() {
        constexpr std::size_t kAhead = 3;
        InOrder<int> order(100, kAhead, [](std::size_t, int) {});
        for (std::size_t i = 0; i < kAhead; ++i) QCOMPARE(*order.take({}), i);
        std::atomic<bool> taken = false;
        std::jthread waiting([&] {
            const auto number = order.take({});
            taken = number == kAhead;
        });
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        order.give(1, 0);
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        QVERIFY(!taken);
        order.give(0, 0);
        waiting.join();
        QVERIFY(taken);
    }

    void aStopWakesWhoWaits() {
        InOrder<int> order(10, 1, [](std::size_t, int) {});
        QVERIFY(order.take({}).has_value());
        std::stop_source stop;
        std::atomic<bool> woken = false;
        std::jthread waiting([&] { woken = !order.take(stop.get_token()).has_value(); });
        stop.request_stop();
        waiting.join();
        QVERIFY(woken);
        // What was taken before is still handed on.
        order.give(0, 1);
        QVERIFY(!order.take(stop.get_token()).has_value());
    }

    void nothingToDealEndsAtOnce() {
        InOrder<int> order(0, 1, [](std::size_t, int) {});
        QVERIFY(!order.take({}).has_value());
    }
};

QTEST_GUILESS_MAIN(InOrderTest)
#include "test_in_order.moc"
