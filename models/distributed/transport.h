#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace asg::distributed {

/// What a recipe may ask for. Auto: NCCL where every process can, else Gloo.
enum class TransportChoice { Auto, Gloo, Nccl };

/// "auto", "gloo", "nccl". Errors: InvalidArgument.
[[nodiscard]] base::Result<TransportChoice> transportFromText(std::string_view text);

/// What one process says of itself before anything travels.
struct TransportOffer {
    std::string gpu;      ///< machine and GPU, so that two processes on one GPU are seen; empty on a CPU
    std::string problem;  ///< why NCCL cannot be used by it; empty when it can

    /// One line, to be read by the other processes.
    [[nodiscard]] std::string toText() const;
    [[nodiscard]] static TransportOffer fromText(const std::string& text);
};

/// What all processes do, since all of them come to the same end from the same offers.
struct TransportAgreement {
    bool nccl = false;
    std::string why;  ///< why it is not NCCL although a GPU is there; empty otherwise
};

/// `offers`: in the order of ranks. Errors: DeviceUnavailable, when NCCL is asked for and cannot be had.
[[nodiscard]] base::Result<TransportAgreement> agreeOnTransport(TransportChoice choice,
                                                                const std::vector<TransportOffer>& offers);

}  // namespace asg::distributed
