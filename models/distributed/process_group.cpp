#include "models/distributed/process_group.h"

#include "core/base/translatable.h"
#include "models/distributed/gloo_group.h"
#include "models/distributed/nccl_library.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/csrc/autograd/variable.h>
#include <torch/csrc/distributed/c10d/TCPStore.hpp>

#include <array>
#include <exception>
#include <string>
#include <unistd.h>

namespace asg::distributed {
namespace {

class AlreadyDone final : public ProcessGroup::Pending {
public:
    void wait() override {}
};

/// One process: everything it asks for, it has.
class Alone final : public ProcessGroup {
public:
    explicit Alone(Launch launch) : m_launch(std::move(launch)) {}
    [[nodiscard]] const Launch& launch() const override { return m_launch; }
    [[nodiscard]] std::string transport() const override { return "none: one process"; }
    [[nodiscard]] std::unique_ptr<Pending> startSum(at::Tensor /*tensor*/) override {
        return std::make_unique<AlreadyDone>();
    }
    [[nodiscard]] std::vector<at::Tensor> gather(const at::Tensor& tensor) override { return {tensor}; }
    void copyFromFirst(std::vector<at::Tensor>& /*tensors*/) override {}
    void waitForAll() override {}

private:
    Launch m_launch;
};

c10::intrusive_ptr<c10d::Store> meet(const Launch& launch, std::chrono::milliseconds timeout) {
    c10d::TCPStoreOptions options;
    options.port = static_cast<std::uint16_t>(launch.masterPort);
    options.isServer = launch.rank == 0;
    options.numWorkers = static_cast<std::size_t>(launch.worldSize);
    options.timeout = timeout;
    return c10::make_intrusive<c10d::TCPStore>(launch.masterAddress, options);
}

std::string machineName() {
    std::array<char, 256> name{};
    return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "?";
}

TransportOffer ownOffer(const JoinOptions& options) {
    if (!options.device.is_cuda()) return {{}, "it trains on a CPU"};
    TransportOffer offer{machineName() + "/" + options.device.str(), {}};
    const auto nccl = loadNcclLibrary();
    offer.problem = nccl ? (*nccl)->problem(options.device) : nccl.error().text;
    return offer;
}

/// Every process tells the others what it can, and waits for what they say.
std::vector<TransportOffer> exchangeOffers(const Launch& launch, c10d::Store& store, const TransportOffer& own) {
    const auto key = [](int rank) { return "asg/transport/" + std::to_string(rank); };
    const auto hasRead = [](int rank) { return "asg/transport/read/" + std::to_string(rank); };
    store.set(key(launch.rank), own.toText());
    std::vector<TransportOffer> offers;
    for (int rank = 0; rank < launch.worldSize; ++rank) {
        const auto bytes = store.get(key(rank));
        offers.push_back(TransportOffer::fromText({bytes.begin(), bytes.end()}));
    }
    store.set(hasRead(launch.rank), "yes");
    // The first process holds what the others read: it must not end, for want of NCCL say, before they have.
    if (launch.rank == 0)
        for (int rank = 0; rank < launch.worldSize; ++rank) store.get(hasRead(rank));
    return offers;
}

base::Result<std::shared_ptr<ProcessGroup>> joinOthers(const Launch& launch, const JoinOptions& options) {
    const auto store = meet(launch, options.timeout);
    const auto agreed = agreeOnTransport(options.transport, exchangeOffers(launch, *store, ownOffer(options)));
    if (!agreed) return agreed.error();
    if (agreed->nccl) return (*loadNcclLibrary())->join(launch, store, options.device, options.timeout);
    if (hasGloo()) return joinGloo(launch, store, options.timeout, agreed->why);
    return base::Error{
        base::ErrorCode::Unsupported,
        base::Sentence{QT_TRANSLATE_NOOP(
            "Error", "This build trains in one process only: libgloo-dev was missing when it was configured.")}};
}

base::Error processGone(const Launch& launch, const char* what) {
    // c10d's texts go on with a stack trace; its first line says what happened.
    const std::string text(what);
    return {
        base::ErrorCode::Internal,
        base::Sentence{
            QT_TRANSLATE_NOOP("Error",
                              "Process %1 of %2: another process of this training ended or does not answer, so this "
                              "one ends too (%3). Start again with --resume to go on from the last checkpoint."),
            {std::to_string(launch.rank), std::to_string(launch.worldSize), text.substr(0, text.find('\n'))}}};
}

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// Carries the group through autograd's context, which keeps values of its own kinds only.
struct GroupHolder : torch::CustomClassHolder {
    explicit GroupHolder(std::shared_ptr<ProcessGroup> g) : group(std::move(g)) {}
    std::shared_ptr<ProcessGroup> group;
};

class GatherRows : public torch::autograd::Function<GatherRows> {
public:
    static at::Tensor forward(AutogradContext* context, const at::Tensor& rows,
                              const c10::intrusive_ptr<GroupHolder>& holder) {
        context->saved_data["group"] = c10::IValue::make_capsule(holder);
        context->saved_data["rows"] = rows.size(0);
        return at::cat(holder->group->gather(rows));
    }
    static variable_list backward(AutogradContext* context, const variable_list& gradients) {
        const auto holder = context->saved_data["group"].toCapsule();
        auto& group = *static_cast<GroupHolder*>(holder.get())->group;
        auto sum = gradients[0].contiguous().clone();
        group.startSum(sum)->wait();
        const auto rows = context->saved_data["rows"].toInt();
        return {sum.narrow(0, group.rank() * rows, rows), {}};
    }
};

class SumAcross : public torch::autograd::Function<SumAcross> {
public:
    static at::Tensor forward(AutogradContext* context, const at::Tensor& values,
                              const c10::intrusive_ptr<GroupHolder>& holder) {
        context->saved_data["group"] = c10::IValue::make_capsule(holder);
        auto sum = values.detach().contiguous().clone();
        holder->group->startSum(sum)->wait();
        return sum;
    }
    static variable_list backward(AutogradContext* context, const variable_list& gradients) {
        const auto holder = context->saved_data["group"].toCapsule();
        auto sum = gradients[0].contiguous().clone();
        static_cast<GroupHolder*>(holder.get())->group->startSum(sum)->wait();
        return {sum, {}};
    }
};

}  // namespace

base::Result<std::shared_ptr<ProcessGroup>> ProcessGroup::join(const Launch& launch, const JoinOptions& options) {
    if (launch.worldSize == 1) return std::shared_ptr<ProcessGroup>(std::make_shared<Alone>(launch));
    try {
        return joinOthers(launch, options);
    } catch (const std::exception& failure) {
        return base::Error{
            base::ErrorCode::NotFound,
            base::Sentence{QT_TRANSLATE_NOOP("Error", "Process %1: not all %2 processes met at %3:%4 (%5)."),
                           {std::to_string(launch.rank), std::to_string(launch.worldSize), launch.masterAddress,
                            std::to_string(launch.masterPort), std::string(failure.what()).substr(0, 200)}}};
    }
}

base::Result<void> ProcessGroup::guarded(const std::function<void()>& step) const {
    try {
        step();
        return {};
    } catch (const std::exception& failure) {
        return processGone(launch(), failure.what());
    }
}

at::Tensor gatherRows(const at::Tensor& rows, const std::shared_ptr<ProcessGroup>& group) {
    if (group->size() == 1) return rows;
    return GatherRows::apply(rows, c10::make_intrusive<GroupHolder>(group));
}

at::Tensor sumAcross(const at::Tensor& values, const std::shared_ptr<ProcessGroup>& group) {
    if (group->size() == 1) return values;
    return SumAcross::apply(values, c10::make_intrusive<GroupHolder>(group));
}

}  // namespace asg::distributed
