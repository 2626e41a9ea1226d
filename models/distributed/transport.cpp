#include "models/distributed/transport.h"

#include "core/base/translatable.h"

#include <algorithm>
#include <set>

namespace asg::distributed {
namespace {

/// Why not all of them can use NCCL; empty when they can.
std::string obstacle(const std::vector<TransportOffer>& offers) {
    std::set<std::string> gpus;
    for (std::size_t rank = 0; rank < offers.size(); ++rank) {
        const auto& offer = offers[rank];
        const std::string who = "process " + std::to_string(rank) + ": ";
        if (!offer.problem.empty()) return who + offer.problem;
        if (!gpus.insert(offer.gpu).second) return who + "another process uses its GPU too, which NCCL does not allow";
    }
    return {};
}

}  // namespace

base::Result<TransportChoice> transportFromText(std::string_view text) {
    if (text == "auto") return TransportChoice::Auto;
    if (text == "gloo") return TransportChoice::Gloo;
    if (text == "nccl") return TransportChoice::Nccl;
    return base::Error{base::ErrorCode::InvalidArgument,
                       base::Sentence{QT_TRANSLATE_NOOP("Error", "backend must be \"auto\", \"gloo\" or \"nccl\".")}};
}

std::string TransportOffer::toText() const {
    return gpu + "\n" + problem;
}

TransportOffer TransportOffer::fromText(const std::string& text) {
    const auto end = std::min(text.find('\n'), text.size());
    return {text.substr(0, end), text.substr(std::min(end + 1, text.size()))};
}

base::Result<TransportAgreement> agreeOnTransport(TransportChoice choice, const std::vector<TransportOffer>& offers) {
    if (choice == TransportChoice::Gloo) return TransportAgreement{};
    const auto problem = obstacle(offers);
    if (problem.empty()) return TransportAgreement{true, {}};
    if (choice == TransportChoice::Nccl)
        return base::Error{
            base::ErrorCode::DeviceUnavailable,
            base::Sentence{
                QT_TRANSLATE_NOOP("Error", "NCCL cannot be used (%1). Use \"backend\": \"auto\" or \"gloo\"."),
                {problem}}};
    const bool anyGpu = std::ranges::any_of(offers, [](const auto& offer) { return !offer.gpu.empty(); });
    return TransportAgreement{false, anyGpu ? problem : std::string()};
}

}  // namespace asg::distributed
