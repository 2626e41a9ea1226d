#include "models/metrics/estimate.h"

#include "core/base/bootstrap.h"
#include "core/base/random.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <iomanip>
#include <map>
#include <optional>
#include <sstream>
#include <tuple>

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
    base::Random random(settings.seed);
    std::vector<std::uint32_t> counts(patients.size());
    const auto figures = base::bootstrapFigures(
        owners.count, settings.draws, [&random] { return random.next(); },
        [&](std::span<const std::uint32_t> drawn) -> std::optional<double> {
            std::ranges::transform(owners.ofExample, counts.begin(), [&](std::size_t owner) { return drawn[owner]; });
            const Score drawnFigure = statistic(counts);
            return drawnFigure ? std::optional(*drawnFigure) : std::nullopt;
        });
    estimate.draws = static_cast<int>(figures.size());
    if (figures.empty()) return estimate;
    std::tie(estimate.low, estimate.high) = base::middle95(figures);
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
