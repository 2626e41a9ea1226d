#include "core/io/dicom/untrusted_bytes.h"

#include <algorithm>
#include <cstring>
#include <pthread.h>
#include <string_view>
#include <zlib.h>

namespace asg::io {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

constexpr std::size_t kPreambleBytes = 132;
constexpr std::size_t kLevelsOnAnyStack = 1000;
constexpr std::size_t kMostItems = 250'000;
/// Measured: 300 000 levels fit into 1 GB; only what is used is backed by memory.
constexpr std::size_t kStackBytesPerLevel = 4096;
constexpr std::string_view kDeflatedUid = "1.2.840.10008.1.2.1.99";

std::uint16_t wordAt(std::span<const std::uint8_t> bytes, std::size_t at) {
    return static_cast<std::uint16_t>(bytes[at] | bytes[at + 1] << 8);
}

struct MetaHeader {
    std::size_t end = 0;  ///< where the data set begins
    std::string transferSyntaxUid;
};

/// The file meta information, which is Explicit VR Little Endian in every file (PS3.10 7.1).
MetaHeader readMetaHeader(std::span<const std::uint8_t> bytes) {
    MetaHeader header{kPreambleBytes, {}};
    while (header.end + 12 <= bytes.size() && wordAt(bytes, header.end) == 2) {
        const std::size_t at = header.end;
        const bool isLong =
            bytes[at + 4] == 'O' || (bytes[at + 4] == 'U' && bytes[at + 5] != 'I' && bytes[at + 5] != 'L');
        const std::size_t start = at + (isLong ? 12 : 8);
        const std::size_t length =
            isLong ? wordAt(bytes, at + 8) | std::size_t{wordAt(bytes, at + 10)} << 16 : wordAt(bytes, at + 6);
        if (length > bytes.size() - start) break;
        if (wordAt(bytes, at + 2) == 0x0010)
            header.transferSyntaxUid.assign(reinterpret_cast<const char*>(bytes.data()) + start, length);
        header.end = start + length;
    }
    while (!header.transferSyntaxUid.empty() && header.transferSyntaxUid.back() <= ' ')
        header.transferSyntaxUid.pop_back();
    return header;
}

/// Preamble and the least meta information that says "Explicit VR Little Endian".
std::vector<std::uint8_t> plainHeader() {
    constexpr char kMeta[] =
        "DICM"
        "\x02\x00\x00\x00UL\x04\x00\x1C\x00\x00\x00"
        "\x02\x00\x10\x00UI\x14\x00"
        "1.2.840.10008.1.2.1\x00";
    std::vector<std::uint8_t> bytes(kPreambleBytes - 4);
    bytes.insert(bytes.end(), kMeta, kMeta + sizeof(kMeta) - 1);
    return bytes;
}

class Inflater {
public:
    Inflater() {
        constexpr int kRawDeflate = -MAX_WBITS;
        m_ready = inflateInit2(&m_stream, kRawDeflate) == Z_OK;
    }
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;
    ~Inflater() { inflateEnd(&m_stream); }

    /// Appends what can be inflated; a damaged end is left to the parser, which sees a cut-off file.
    [[nodiscard]] bool appendTo(std::vector<std::uint8_t>& target, std::span<const std::uint8_t> source) {
        if (!m_ready) return true;
        m_stream.next_in = const_cast<Bytef*>(source.data());
        m_stream.avail_in = static_cast<uInt>(source.size());
        std::vector<std::uint8_t> chunk(std::size_t{1} << 18);
        int status = Z_OK;
        while (status == Z_OK) {
            m_stream.next_out = chunk.data();
            m_stream.avail_out = static_cast<uInt>(chunk.size());
            status = inflate(&m_stream, Z_NO_FLUSH);
            target.insert(target.end(), chunk.data(), chunk.data() + (chunk.size() - m_stream.avail_out));
            if (target.size() > kMaximumInflatedBytes) return false;
        }
        return true;
    }

private:
    z_stream m_stream{};
    bool m_ready = false;
};

std::size_t countItemTags(std::span<const std::uint8_t> bytes) {
    constexpr std::string_view kLittle("\xFE\xFF\x00\xE0", 4);
    constexpr std::string_view kBig("\xFF\xFE\xE0\x00", 4);
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    std::size_t count = 0;
    for (const std::string_view tag : {kLittle, kBig})
        for (std::size_t at = text.find(tag); at != std::string_view::npos; at = text.find(tag, at + tag.size()))
            ++count;
    return count;
}

void* call(void* work) {
    (*static_cast<const std::function<void()>*>(work))();
    return nullptr;
}

}  // namespace

Result<Inflated> inflateIfDeflated(std::span<const std::uint8_t> bytes) {
    if (bytes.size() < kPreambleBytes || std::memcmp(bytes.data() + kPreambleBytes - 4, "DICM", 4) != 0)
        return Inflated{};
    const MetaHeader header = readMetaHeader(bytes);
    if (header.transferSyntaxUid != kDeflatedUid) return Inflated{};
    Inflated result{true, plainHeader()};
    if (!Inflater().appendTo(result.bytes, bytes.subspan(header.end)))
        return Error{ErrorCode::TooLarge, "The file's compressed content is larger than " +
                                              std::to_string(kMaximumInflatedBytes >> 20) +
                                              " MB, more than is accepted."};
    return result;
}

bool isSoundRleHeader(std::span<const std::uint8_t> fragment) {
    constexpr std::size_t kHeaderBytes = 64;
    constexpr std::size_t kMostSegments = 15;
    if (fragment.size() < kHeaderBytes) return false;
    const auto entry = [&](std::size_t i) {
        return wordAt(fragment, 4 * i) | std::size_t{wordAt(fragment, 4 * i + 2)} << 16;
    };
    const std::size_t segments = entry(0);
    if (segments < 1 || segments > kMostSegments) return false;
    std::size_t previous = kHeaderBytes - 1;
    for (std::size_t i = 1; i <= segments; ++i) {
        if (entry(i) <= previous || entry(i) >= fragment.size()) return false;
        previous = entry(i);
    }
    return true;
}

Result<void> runWithStackFor(std::span<const std::uint8_t> bytes, const std::function<void()>& work) {
    const std::size_t items = countItemTags(bytes);
    if (items <= kLevelsOnAnyStack) {
        work();
        return {};
    }
    if (items > kMostItems)
        return Error{ErrorCode::TooLarge, "The file has " + std::to_string(items) + " items in sequences; at most " +
                                              std::to_string(kMostItems) + " are accepted."};
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, (items + kLevelsOnAnyStack) * kStackBytesPerLevel);
    pthread_t thread{};
    const int failed = pthread_create(&thread, &attributes, &call, const_cast<std::function<void()>*>(&work));
    pthread_attr_destroy(&attributes);
    if (failed != 0) return Error{ErrorCode::OutOfMemory, "There is not enough memory to read the file's sequences."};
    pthread_join(thread, nullptr);
    return {};
}

}  // namespace asg::io
