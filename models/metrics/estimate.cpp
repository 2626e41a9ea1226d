#include "models/metrics/estimate.h"

#include "core/base/random.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <iomanip>
#include <map>
#include <sstream>

namespace asg::metrics {
namespace {

/// Which patient (0 …) each example is of; patients are numbered by name, so that the order of the examples does not
/// change the draws.
struct Owners {
    explicit Owners(std::span<const std::string> patients) {
        std::map<std::string_view, std::size_t> numbers;
        for (const auto& patient : patients) numbers.emplace(patient, 0);
        for (auto& [name, number] : numbers) number = count++;
        for (const auto& patient : patients) ofExample.push_back(numbers.at(patient));
    }
    std::vector<std::size_t> ofExample;
    std::size_t count = 0;
};

std::vector<double> drawnFigures(const Owners& owners, const Statistic& statistic, const BootstrapSettings& settings) {
    std::vector<double> figures;
    std::vector<std::uint32_t> counts(owners.ofExample.size());
    base::Random random(settings.seed);
    for (int draw = 0; draw < settings.draws; ++draw) {
        std::vector<std::uint32_t> drawn(owners.count);
        for (std::size_t i = 0; i < owners.count; ++i) ++drawn[random.below(owners.count)];
        std::ranges::transform(owners.ofExample, counts.begin(), [&](std::size_t owner) { return drawn[owner]; });
        if (const Score figure = statistic(counts)) figures.push_back(*figure);
    }
    std::ranges::sort(figures);
    return figures;
}

}  // namespace

Estimate bootstrap(std::span<const std::string> patients, const Statistic& statistic,
                   const BootstrapSettings& settings) {
    Estimate estimate;
    const Owners owners(patients);
    estimate.count = static_cast<int>(patients.size());
    estimate.patients = static_cast<int>(owners.count);
    if (patients.empty()) {
        estimate.notDefined = "nothing was measured";
        return estimate;
    }
    const std::vector<std::uint32_t> once(patients.size(), 1);
    const Score figure = statistic(once);
    if (!figure) {
        estimate.notDefined = figure.error().text;
        return estimate;
    }
    estimate.value = estimate.low = estimate.high = *figure;
    const auto figures = drawnFigures(owners, statistic, settings);
    estimate.draws = static_cast<int>(figures.size());
    if (figures.empty()) return estimate;
    const auto size = static_cast<double>(figures.size());
    estimate.low = figures[static_cast<std::size_t>(0.025 * size)];
    estimate.high = figures[static_cast<std::size_t>(std::max(std::ceil(0.975 * size) - 1, 0.0))];
    return estimate;
}

Estimate meanWithInterval(const std::vector<Measurement>& measurements) {
    std::vector<std::string> patients;
    for (const auto& measurement : measurements) patients.push_back(measurement.patient);
    return bootstrap(patients, [&](Counts counts) -> Score {
        double total = 0;
        double drawn = 0;
        for (std::size_t i = 0; i < measurements.size(); ++i) {
            total += measurements[i].value * counts[i];
            drawn += counts[i];
        }
        return total / drawn;
    });
}

nlohmann::json toJson(const Estimate& estimate) {
    nlohmann::json document{{"count", estimate.count}, {"patients", estimate.patients}};
    if (!estimate.notDefined.empty()) {
        document["value"] = document["low"] = document["high"] = nullptr;
        document["notDefined"] = estimate.notDefined;
        return document;
    }
    const auto rounded = [](double value) { return std::round(value * 1000) / 1000; };
    document["value"] = rounded(estimate.value);
    document["low"] = rounded(estimate.low);
    document["high"] = rounded(estimate.high);
    if (estimate.draws < BootstrapSettings{}.draws) document["draws"] = estimate.draws;
    return document;
}

std::string toText(const Estimate& estimate) {
    if (!estimate.notDefined.empty()) return "not defined: " + estimate.notDefined;
    std::ostringstream text;
    text << std::fixed << std::setprecision(3) << estimate.value << "  (95 % " << estimate.low << " – " << estimate.high
         << "; " << estimate.count << " of " << estimate.patients
         << (estimate.patients == 1 ? " patient)" : " patients)");
    return text.str();
}

}  // namespace asg::metrics
