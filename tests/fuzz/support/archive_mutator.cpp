#include "tests/fuzz/support/archive_mutator.h"

#include "tests/fuzz/support/target.h"

#include <algorithm>
#include <archive.h>
#include <archive_entry.h>
#include <cstdio>
#include <memory>
#include <vector>

namespace asg::fuzz {
namespace {

constexpr std::size_t kMostFiles = 64;
constexpr std::size_t kMostBytes = 1U << 17U;

struct File {
    std::string name;
    std::string content;
    unsigned type = AE_IFREG;
};

/// What of the archive can be read, up to a small size.
std::vector<File> filesOf(std::string_view bytes) {
    const std::unique_ptr<archive, decltype(&archive_read_free)> reader(archive_read_new(), archive_read_free);
    archive_read_support_format_zip(reader.get());
    archive_read_support_format_tar(reader.get());
    archive_read_support_filter_gzip(reader.get());
    std::vector<File> files;
    static std::string content(kMostBytes, '\0');
    if (archive_read_open_memory(reader.get(), bytes.data(), bytes.size()) != ARCHIVE_OK) return files;
    archive_entry* entry = nullptr;
    while (files.size() < kMostFiles && archive_read_next_header(reader.get(), &entry) >= ARCHIVE_WARN) {
        const char* name = archive_entry_pathname(entry);
        const auto got = archive_read_data(reader.get(), content.data(), content.size());
        files.push_back({name != nullptr ? name : "", content.substr(0, got > 0 ? static_cast<std::size_t>(got) : 0),
                         archive_entry_filetype(entry)});
    }
    return files;
}

std::string packed(const std::vector<File>& files, bool asZip, bool compressed) {
    const std::unique_ptr<archive, decltype(&archive_write_free)> writer(archive_write_new(), archive_write_free);
    if (asZip) {
        archive_write_set_format_zip(writer.get());
        archive_write_set_options(writer.get(), compressed ? "zip:compression=deflate" : "zip:compression=store");
    } else {
        archive_write_set_format_pax_restricted(writer.get());
        if (compressed) archive_write_add_filter_gzip(writer.get());
    }
    archive_write_set_bytes_in_last_block(writer.get(), 1);
    // Heads and blocks of any of the formats take less than this for each file.
    constexpr std::size_t kMostHead = 8192;
    std::size_t room = kMostHead;
    for (const auto& file : files) room += kMostHead + 2 * file.name.size() + file.content.size();
    std::string made(room, '\0');
    std::size_t used = 0;
    archive_write_open_memory(writer.get(), made.data(), made.size(), &used);
    for (const auto& file : files) {
        const std::unique_ptr<archive_entry, decltype(&archive_entry_free)> entry(archive_entry_new(),
                                                                                  archive_entry_free);
        archive_entry_set_pathname(entry.get(), file.name.c_str());
        archive_entry_set_filetype(entry.get(), file.type);
        archive_entry_set_perm(entry.get(), 0644);
        archive_entry_set_size(entry.get(), static_cast<la_int64_t>(file.content.size()));
        if (file.type == AE_IFLNK) archive_entry_set_symlink(entry.get(), file.content.c_str());
        if (archive_write_header(writer.get(), entry.get()) == ARCHIVE_OK)
            archive_write_data(writer.get(), file.content.data(), file.content.size());
    }
    archive_write_close(writer.get());
    made.resize(used);
    return made;
}

void change(std::vector<File>& files, Dice& dice) {
    static const std::vector<std::string> kNames{"",        "../../up", "/rooted",  "a/",
                                                 ".hidden", "\xFF\xFE", "a\nb.dcm", std::string(300, 'n')};
    constexpr unsigned kTypes[] = {AE_IFREG, AE_IFDIR, AE_IFLNK, AE_IFIFO};
    if (files.empty()) files.push_back({"a.dcm", "content"});
    auto& file = dice.pick(files);
    switch (dice.below(7)) {
        case 0: file.name = dice.pick(kNames); break;
        case 1: file.type = dice.pick(kTypes); break;
        case 2: file.content.assign(dice.below(kMostBytes), static_cast<char>(dice.any())); break;
        case 3:
            if (files.size() < kMostFiles) files.push_back(File(file));
            break;
        case 4: std::swap(file, dice.pick(files)); break;
        default: file.content = damaged(file.content); break;
    }
}

/// Puts right the checksums of tar's headers (POSIX 1003.1, pax), so that damage gets behind them.
void mendTarHeaders(std::string& bytes) {
    constexpr std::size_t kBlock = 512;
    constexpr std::size_t kChecksumAt = 148;
    constexpr std::size_t kMagicAt = 257;
    for (std::size_t at = 0; at + kBlock <= bytes.size(); at += kBlock) {
        if (bytes.compare(at + kMagicAt, 5, "ustar") != 0) continue;
        bytes.replace(at + kChecksumAt, 8, "        ");
        unsigned sum = 0;
        for (std::size_t i = 0; i < kBlock; ++i) sum += static_cast<unsigned char>(bytes[at + i]);
        char text[8];
        std::snprintf(text, sizeof text, "%06o", sum);
        std::copy_n(text, 7, bytes.begin() + static_cast<std::ptrdiff_t>(at + kChecksumAt));
    }
}

}  // namespace

std::string mutatedArchive(std::string_view bytes, bool zipOnly, Dice& dice) {
    std::string made(bytes);
    if (!dice.oneIn(3)) {
        auto files = filesOf(bytes);
        for (std::size_t changes = 1 + dice.below(3); changes > 0; --changes) change(files, dice);
        made = packed(files, zipOnly || dice.oneIn(2), !zipOnly && dice.oneIn(2));
        if (dice.oneIn(2)) return made;
    }
    made = damaged(made);
    mendTarHeaders(made);
    return made;
}

}  // namespace asg::fuzz
