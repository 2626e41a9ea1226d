#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace asg::project {

/// A file of a project: its path below the project file's folder (with '/'; `..` may lead out of it) and the SHA-256 of
/// its bytes, 64 lower-case hexadecimal digits.
struct ProjectFile {
    std::string path;
    std::string sha256;
    friend bool operator==(const ProjectFile&, const ProjectFile&) = default;
};

/// A picture to be read, with its report where it has one.
struct Item {
    ProjectFile picture;
    std::optional<ProjectFile> report = {};
    bool gold = false;  ///< readers begin with it: what is right is known
    friend bool operator==(const Item&, const Item&) = default;
};

/// Who reads. Readers without pictures of their own share all items: some are read by each of them (the overlap), every
/// other one by one of them.
struct ProjectReader {
    std::string name;                                    ///< as in the journals' decisions
    std::optional<std::vector<std::size_t>> items = {};  ///< these alone, by number
    friend bool operator==(const ProjectReader&, const ProjectReader&) = default;
};

/// In which order a reader meets his items.
enum class Order : std::uint8_t {
    Random,   ///< drawn from the seed, for each reader by himself
    AsGiven,  ///< as the items stand in the file
    List      ///< the same, but the items stand as a list from elsewhere had them (by a model's uncertainty, say)
};

/// As in the project's file ("random", "as given", "list").
[[nodiscard]] std::string_view name(Order order) noexcept;

/// What the readers are asked to hold to.
struct Guideline {
    std::string version;
    std::string text;
    friend bool operator==(const Guideline&, const Guideline&) = default;
};

/// What is to be read, by whom, and in which order. What was read is in the readers' journals alone.
struct Project {
    std::string name;
    Guideline guideline;
    std::uint64_t seed = 0;  ///< of all that is drawn
    Order order = Order::Random;
    std::string goldReader;   ///< whose decisions on gold items are right; empty: nobody's
    std::string orderSource;  ///< of a List: where it comes from, in words
    int overlapPercent = 0;   ///< of the items, 0..100
    int repeatPercent = 5;    ///< of a reader's items, 0..50: he meets them once more and is not told
    std::vector<ProjectReader> readers;
    std::vector<Item> items;
    friend bool operator==(const Project&, const Project&) = default;
};

}  // namespace asg::project
