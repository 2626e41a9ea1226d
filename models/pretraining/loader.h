#pragma once

// Private to models/: includes Torch.

#include "core/base/result.h"
#include "models/pretraining/batch.h"
#include "models/pretraining/sample.h"

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <stop_token>
#include <thread>
#include <vector>

namespace asg::pretraining {

/// Which samples stand in which batch. A pure function of its members: neither threads nor the speed of the disk
/// decide.
struct LoaderPlan {
    std::uint64_t seed = 1;
    int batch = 72;     ///< samples of one process in one batch
    int rank = 0;       ///< this process …
    int processes = 1;  ///< … among so many: a global batch is batch × processes samples, dealt in order of ranks
    int batchesTogether = 1;  ///< an epoch has a multiple of so many batches (gradient accumulation)
    bool training = true;     ///< shuffled anew in each epoch, random crops, grey values changed; else as stored
    int threads = 2;          ///< that open, crop and tokenise
    int ahead = 4;            ///< batches that are made before they are asked for
};

/// Order of the samples in an epoch: a permutation of 0 … count - 1 by seed and epoch.
[[nodiscard]] std::vector<std::uint32_t> shuffledOrder(std::uint64_t seed, std::int64_t epoch, std::size_t count);

/// Makes batches in threads of its own while the network trains. What is left over at an epoch's end (less than
/// a full global batch) is left out of that epoch.
///
/// `next` is for one thread. Destroying it stops the threads and waits for them.
class Loader {
public:
    /// `maker` and `entries` outlive it. `firstBatch`: number of the first batch since the training's begin, so that a
    /// resumed training goes on in the middle of an epoch.
    Loader(const SampleMaker& maker, const std::filesystem::path& folder, std::span<const Entry* const> entries,
           const LoaderPlan& plan, std::int64_t firstBatch);
    ~Loader();
    Loader(const Loader&) = delete;
    Loader& operator=(const Loader&) = delete;

    /// May be 0, when there are fewer samples than one global batch; then `next` must not be called.
    [[nodiscard]] std::int64_t batchesPerEpoch() const { return m_batchesPerEpoch; }

    /// The next batch, waiting until it is made. The first sample that cannot be read is its batch's error.
    [[nodiscard]] base::Result<Batch> next();

    /// Samples a second that the threads can make, from the time that they worked; 0 before the first.
    [[nodiscard]] double samplesPerSecond() const;
    /// Seconds that `next` waited in all.
    [[nodiscard]] double secondsWaited() const { return m_secondsWaited; }

private:
    struct Making {
        std::vector<Sample> samples;
        std::vector<std::optional<base::Error>> errors;
        int left = 0;
        std::optional<base::Result<Batch>> made;
    };
    struct Item {
        std::int64_t batch;
        int place;
    };

    void work(const std::stop_token& stop);
    std::optional<Item> claim(const std::stop_token& stop);
    base::Result<Sample> makeSample(Item item);
    void finish(Item item, base::Result<Sample> sample);
    std::shared_ptr<const std::vector<std::uint32_t>> orderOf(std::int64_t epoch);

    const SampleMaker& m_maker;
    std::filesystem::path m_folder;
    std::vector<const Entry*> m_entries;
    LoaderPlan m_plan;
    std::int64_t m_batchesPerEpoch;

    std::mutex m_mutex;  ///< guards what follows
    std::condition_variable_any m_room;
    std::condition_variable_any m_ready;
    std::map<std::int64_t, Making> m_making;
    std::int64_t m_wanted;  ///< the batch that `next` gives
    Item m_claim;           ///< what the next free thread makes
    std::map<std::int64_t, std::shared_ptr<const std::vector<std::uint32_t>>> m_orders;

    std::atomic<std::int64_t> m_workedNanoseconds{0};
    std::atomic<std::int64_t> m_samplesMade{0};
    double m_secondsWaited = 0;
    std::vector<std::jthread> m_threads;
};

}  // namespace asg::pretraining
