#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

namespace asg::study {

/// No table is larger: more is not read.
inline constexpr std::uintmax_t kMostTableBytes = 1U << 20U;

/// Where a table of that name lies that users write themselves: in $ASG_DATA where that is set, else in asg in the
/// user's configuration folder (XDG). Empty where neither is known.
[[nodiscard]] std::filesystem::path ownTable(std::string_view name);

/// What stands in it; nothing where there is no such file. Blocks on the disk; any thread. Errors: those of
/// base::readFile.
[[nodiscard]] base::Result<std::string> readOwnTable(const std::filesystem::path& path);

/// Whoever changes a table reads it, adds to it and writes it: two viewers that do so at once would lose a line. While
/// one holds this the other waits. A lock on the table's folder, which is made where it is missing; a file system
/// without locks gives none.
class OwnTableTurn {
public:
    /// Blocks until it is this one's turn, two seconds at most. Errors: WriteFailed where another program holds the
    /// table for longer, and those of base::makeFolder.
    [[nodiscard]] static base::Result<OwnTableTurn> take(const std::filesystem::path& table);
    ~OwnTableTurn();
    OwnTableTurn(OwnTableTurn&& other) noexcept : m_folder(std::exchange(other.m_folder, -1)) {}
    OwnTableTurn& operator=(OwnTableTurn&&) = delete;

private:
    explicit OwnTableTurn(int folder) : m_folder(folder) {}
    int m_folder;  ///< its descriptor; -1: none
};

}  // namespace asg::study
