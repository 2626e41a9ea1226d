#include "models/distributed/launch.h"

#include "core/base/translatable.h"

#include <charconv>
#include <cstdlib>
#include <utility>

namespace asg::distributed {
namespace {

base::Error wrong(const std::string& name, base::Sentence why) {
    return {base::ErrorCode::InvalidArgument,
            base::Sentence{QT_TRANSLATE_NOOP("Error", "The environment variable %1 %2"), {name, std::move(why)}}};
}

base::Result<int> number(const Environment& environment, const char* name, int atLeast, int atMost) {
    const auto text = environment(name);
    if (!text)
        return wrong(name, base::Sentence{QT_TRANSLATE_NOOP(
                               "Error", "is missing; training in several processes needs it (see docs/training.md).")});
    int value = 0;
    const auto [end, failure] = std::from_chars(text->data(), text->data() + text->size(), value);
    if (failure != std::errc{} || end != text->data() + text->size() || value < atLeast || value > atMost)
        return wrong(name,
                     base::Sentence{QT_TRANSLATE_NOOP("Error", "is \"%1\"; it must be a whole number from %2 to %3."),
                                    {*text, std::to_string(atLeast), std::to_string(atMost)}});
    return value;
}

/// The names under which a launcher says who this process is.
struct Names {
    const char* rank;
    const char* worldSize;
    const char* localRank;
};

constexpr int kMostProcesses = 1 << 20;
constexpr int kMostPort = 65535;

base::Result<Launch> read(const Environment& environment, const Names& names) {
    Launch launch;
    const auto size = number(environment, names.worldSize, 1, kMostProcesses);
    if (!size) return size.error();
    launch.worldSize = *size;
    const auto rank = number(environment, names.rank, 0, launch.worldSize - 1);
    if (!rank) return rank.error();
    launch.rank = *rank;
    launch.localRank = launch.rank;
    if (environment(names.localRank)) {
        const auto local = number(environment, names.localRank, 0, launch.worldSize - 1);
        if (!local) return local.error();
        launch.localRank = *local;
    }
    if (launch.worldSize == 1) return launch;
    const auto address = environment("MASTER_ADDR");
    if (!address || address->empty())
        return wrong("MASTER_ADDR", base::Sentence{QT_TRANSLATE_NOOP(
                                        "Error", "is missing; it must name the machine that rank 0 runs on.")});
    launch.masterAddress = *address;
    const auto port = number(environment, "MASTER_PORT", 1, kMostPort);
    if (!port) return port.error();
    launch.masterPort = *port;
    return launch;
}

}  // namespace

base::Result<Launch> launchFrom(const Environment& environment) {
    if (environment("RANK") || environment("WORLD_SIZE"))
        return read(environment, {"RANK", "WORLD_SIZE", "LOCAL_RANK"});
    // A shell inside a Slurm allocation has Slurm's variables too; only with a master is it meant as one of many.
    if (environment("SLURM_PROCID") && environment("MASTER_ADDR"))
        return read(environment, {"SLURM_PROCID", "SLURM_NTASKS", "SLURM_LOCALID"});
    return Launch{};
}

base::Result<Launch> launchFromEnvironment() {
    return launchFrom([](const char* name) -> std::optional<std::string> {
        const char* value = std::getenv(name);
        if (value == nullptr) return std::nullopt;
        return value;
    });
}

}  // namespace asg::distributed
