#include "core/io/decoding/parcel.h"

#include <cstring>

namespace asg::io {

void ParcelWriter::putRaw(const void* source, std::size_t size) {
    const auto* bytes = static_cast<const std::uint8_t*>(source);
    m_bytes.insert(m_bytes.end(), bytes, bytes + size);
}

void ParcelWriter::put(std::int64_t number) {
    putRaw(&number, sizeof number);
}

void ParcelWriter::put(std::string_view text) {
    put(static_cast<std::int64_t>(text.size()));
    putRaw(text.data(), text.size());
}

void ParcelWriter::put(const std::vector<std::uint16_t>& words) {
    put(static_cast<std::int64_t>(words.size()));
    putRaw(words.data(), words.size() * sizeof(std::uint16_t));
}

void ParcelReader::takeRaw(void* target, std::size_t size) {
    m_sound = m_sound && size <= m_left.size();
    if (!m_sound || size == 0) return;
    std::memcpy(target, m_left.data(), size);
    m_left = m_left.subspan(size);
}

std::int64_t ParcelReader::number(std::int64_t least, std::int64_t most) {
    std::int64_t value = least;
    takeRaw(&value, sizeof value);
    m_sound = m_sound && value >= least && value <= most;
    return m_sound ? value : least;
}

std::size_t ParcelReader::count(std::size_t most, std::size_t size) {
    const auto value = static_cast<std::size_t>(number(0, static_cast<std::int64_t>(most)));
    m_sound = m_sound && value <= m_left.size() / size;
    return m_sound ? value : 0;
}

std::string ParcelReader::text(std::size_t most) {
    std::string result(count(most, 1), '\0');
    takeRaw(result.data(), result.size());
    return result;
}

std::vector<std::uint16_t> ParcelReader::words(std::size_t most) {
    std::vector<std::uint16_t> result(count(most, sizeof(std::uint16_t)));
    takeRaw(result.data(), result.size() * sizeof(std::uint16_t));
    return result;
}

}  // namespace asg::io
