// How the processes of a training agree on NCCL or Gloo, and what the NCCL library says where there is no GPU.
#include "models/distributed/nccl_library.h"

#include <QFile>
#include <QTest>

using namespace asg::distributed;

namespace {

const TransportOffer kOneGpu{"node0/cuda:0", {}};
const TransportOffer kOtherGpu{"node0/cuda:1", {}};
const TransportOffer kCpu{{}, "it trains on a CPU"};

}  // namespace

class TransportTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void gpusThatAllCanUseNccl() {
        for (const auto choice : {TransportChoice::Auto, TransportChoice::Nccl}) {
            const auto agreed = agreeOnTransport(choice, {kOneGpu, kOtherGpu});
            QVERIFY(agreed.ok());
            QVERIFY(agreed->nccl);
        }
        QVERIFY(!agreeOnTransport(TransportChoice::Gloo, {kOneGpu, kOtherGpu})->nccl);
    }

    void oneThatCannotMakesAllUseGloo() {
        const TransportOffer old{"node1/cuda:0", "NCCL is 2.18.1 here"};
        const auto agreed = agreeOnTransport(TransportChoice::Auto, {kOneGpu, old});
        QVERIFY(agreed.ok());
        QVERIFY(!agreed->nccl);
        QCOMPARE(agreed->why, std::string("process 1: NCCL is 2.18.1 here"));
        const auto asked = agreeOnTransport(TransportChoice::Nccl, {kOneGpu, old});
        QVERIFY(!asked.ok());
        QVERIFY(asked.error().text.find("2.18.1") != std::string::npos);
    }

    void oneGpuForTwoProcessesIsNotForNccl() {
        const auto agreed = agreeOnTransport(TransportChoice::Auto, {kOneGpu, kOneGpu});
        QVERIFY(agreed.ok());
        QVERIFY(!agreed->nccl);
        QVERIFY(agreed->why.find("another process uses its GPU") != std::string::npos);
    }

    void cpusUseGlooWithoutExcuses() {
        const auto agreed = agreeOnTransport(TransportChoice::Auto, {kCpu, kCpu});
        QVERIFY(agreed.ok());
        QVERIFY(!agreed->nccl);
        QVERIFY(agreed->why.empty());
    }

    void anOfferArrivesAsItWasSent() {
        for (const auto& offer : {kOneGpu, kCpu, TransportOffer{"node/cuda:3", "two\nlines"}, TransportOffer{}}) {
            const auto read = TransportOffer::fromText(offer.toText());
            QCOMPARE(read.gpu, offer.gpu);
            QCOMPARE(read.problem, offer.problem);
        }
    }

    void ncclSaysInWordsThatThereIsNoGpu() {
        const auto nccl = loadNcclLibrary();
        if (!nccl) QSKIP(nccl.error().text.c_str());
        const auto problem = (*nccl)->problem(c10::Device(c10::kCUDA, 0));
        if (QFile::exists("/dev/nvidia0")) QSKIP("this machine has a GPU: test_distributed uses NCCL itself");
        QCOMPARE(problem, std::string("no CUDA device"));
    }
};

QTEST_GUILESS_MAIN(TransportTest)
#include "test_transport.moc"
