#pragma once

#include "core/domain/report.h"

#include <filesystem>
#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace asg::text::test {

/// Tag, existence and the names of the regions.
using Fact = std::tuple<std::string, domain::Existence, std::set<std::string>>;

struct Trap {
    std::string sentence;
    std::set<Fact> facts;
};

/// Reads traps.tsv or a file of its form; the codes are explained at its head. Stops the program on a row that it
/// cannot read.
std::vector<Trap> readTraps(const std::filesystem::path& path);

/// The tagged triplets of a report as facts.
std::set<Fact> factsOf(const domain::Report& report);

}  // namespace asg::text::test
