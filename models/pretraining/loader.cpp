#include "models/pretraining/loader.h"

#include "core/base/random.h"
#include "core/base/translatable.h"

#include <chrono>
#include <numeric>
#include <utility>

namespace asg::pretraining {
namespace {

using Clock = std::chrono::steady_clock;

// Streams of random numbers beside each other: order of samples, and what is done to each.
constexpr std::uint64_t kOrderStream = 0x4F72646572;

base::Result<Batch> collate(const std::vector<Sample>& samples, const std::vector<std::optional<base::Error>>& errors,
                            const SampleMaker& maker) try {
    for (const auto& error : errors)
        if (error) return *error;
    return makeBatch(samples, maker.settings(), maker.tokenizer().paddingId());
} catch (const std::exception& failure) {
    return base::Error{
        base::ErrorCode::OutOfMemory,
        base::Sentence{QT_TRANSLATE_NOOP("Error", "A batch could not be made: %1"), {base::reasonOf(failure)}}};
}

}  // namespace

std::vector<std::uint32_t> shuffledOrder(std::uint64_t seed, std::int64_t epoch, std::size_t count) {
    std::vector<std::uint32_t> order(count);
    std::iota(order.begin(), order.end(), 0U);
    base::Random random(seed, static_cast<std::uint64_t>(epoch), kOrderStream);
    for (std::size_t i = count; i > 1; --i) std::swap(order[i - 1], order[random.below(i)]);
    return order;
}

Loader::Loader(const SampleMaker& maker, const std::filesystem::path& folder, std::span<const Entry* const> entries,
               const LoaderPlan& plan, std::int64_t firstBatch)
    : m_maker(maker),
      m_folder(folder),
      m_entries(entries.begin(), entries.end()),
      m_plan(plan),
      m_wanted(firstBatch),
      m_claim{firstBatch, 0} {
    const auto global = static_cast<std::int64_t>(plan.batch) * plan.processes;
    const auto batches = static_cast<std::int64_t>(m_entries.size()) / global;
    m_batchesPerEpoch = batches / plan.batchesTogether * plan.batchesTogether;
    if (m_batchesPerEpoch == 0) return;
    for (int i = 0; i < plan.threads; ++i) m_threads.emplace_back([this](const std::stop_token& stop) { work(stop); });
}

Loader::~Loader() {
    for (auto& thread : m_threads) thread.request_stop();
    m_threads.clear();
}

base::Result<Batch> Loader::next() {
    const auto begin = Clock::now();
    std::unique_lock lock(m_mutex);
    const auto isMade = [this] {
        const auto found = m_making.find(m_wanted);
        return found != m_making.end() && found->second.made.has_value();
    };
    m_ready.wait(lock, isMade);
    m_secondsWaited += std::chrono::duration<double>(Clock::now() - begin).count();
    auto batch = std::move(*m_making.at(m_wanted).made);
    m_making.erase(m_wanted);
    ++m_wanted;
    lock.unlock();
    m_room.notify_all();
    return batch;
}

double Loader::samplesPerSecond() const {
    const double worked = static_cast<double>(m_workedNanoseconds.load()) * 1e-9;
    return worked > 0 ? static_cast<double>(m_samplesMade.load()) * m_plan.threads / worked : 0;
}

void Loader::work(const std::stop_token& stop) {
    while (const auto item = claim(stop)) {
        const auto begin = Clock::now();
        auto sample = makeSample(*item);
        finish(*item, std::move(sample));
        m_workedNanoseconds += std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now() - begin).count();
        ++m_samplesMade;
    }
}

std::optional<Loader::Item> Loader::claim(const std::stop_token& stop) {
    std::unique_lock lock(m_mutex);
    if (!m_room.wait(lock, stop, [this] { return m_claim.batch < m_wanted + m_plan.ahead; })) return std::nullopt;
    if (stop.stop_requested()) return std::nullopt;
    const Item item = m_claim;
    if (item.place == 0) {
        Making& making = m_making[item.batch];
        making.samples.resize(static_cast<std::size_t>(m_plan.batch));
        making.errors.resize(making.samples.size());
        making.left = m_plan.batch;
    }
    if (++m_claim.place == m_plan.batch) m_claim = {item.batch + 1, 0};
    return item;
}

base::Result<Sample> Loader::makeSample(Item item) try {
    const std::int64_t epoch = item.batch / m_batchesPerEpoch;
    const std::int64_t inEpoch = item.batch % m_batchesPerEpoch;
    const auto global = (inEpoch * m_plan.processes + m_plan.rank) * m_plan.batch + item.place;
    const auto position = static_cast<std::size_t>(global);
    const auto& settings = m_maker.settings();
    if (!m_plan.training) return m_maker.make(m_folder, *m_entries[position], centreCrop(settings.input), nullptr);
    base::Random random(m_plan.seed, static_cast<std::uint64_t>(epoch), position);
    const Entry& entry = *m_entries[(*orderOf(epoch))[position]];
    return m_maker.make(m_folder, entry, randomCrop(settings.input, random), &random);
} catch (const std::bad_alloc&) {
    return base::Error{base::ErrorCode::OutOfMemory,
                       base::Sentence{QT_TRANSLATE_NOOP("Error", "There is not enough memory to load pictures.")}};
} catch (const std::exception& failure) {
    return base::Error{
        base::ErrorCode::Internal,
        base::Sentence{QT_TRANSLATE_NOOP("Error", "A picture could not be made ready: %1"), {base::reasonOf(failure)}}};
}

void Loader::finish(Item item, base::Result<Sample> sample) {
    std::unique_lock lock(m_mutex);
    Making& making = m_making.at(item.batch);
    const auto place = static_cast<std::size_t>(item.place);
    if (sample) {
        making.samples[place] = std::move(*sample);
    } else {
        making.errors[place] = sample.error();
    }
    if (--making.left > 0) return;
    // Nobody else touches a batch whose samples are all there; map nodes stay where they are.
    lock.unlock();
    auto made = collate(making.samples, making.errors, m_maker);
    lock.lock();
    making.samples.clear();
    making.made.emplace(std::move(made));
    lock.unlock();
    m_ready.notify_all();
}

std::shared_ptr<const std::vector<std::uint32_t>> Loader::orderOf(std::int64_t epoch) {
    const std::scoped_lock lock(m_mutex);
    auto& kept = m_orders[epoch];
    if (!kept)
        kept = std::make_shared<const std::vector<std::uint32_t>>(shuffledOrder(m_plan.seed, epoch, m_entries.size()));
    auto order = kept;
    while (m_orders.size() > 2) m_orders.erase(m_orders.begin());
    return order;
}

}  // namespace asg::pretraining
