#include "core/base/json_writer.h"

#include <nlohmann/json.hpp>

#include <array>
#include <charconv>
#include <ostream>

namespace asg::base {
namespace {

constexpr std::size_t kHeldBytes = 1U << 16U;

// Everything that JSON lets stand as it is.
bool isPlain(char c) {
    return c >= 0x20 && c < 0x7F && c != '"' && c != '\\';
}

std::size_t plainPrefix(std::string_view text) {
    std::size_t count = 0;
    while (count < text.size() && isPlain(text[count])) ++count;
    return count;
}

}  // namespace

void JsonWriter::begin(char bracket) {
    separate();
    m_text.push_back(bracket);
    m_first = true;
}

void JsonWriter::end(char bracket) {
    m_text.push_back(bracket);
    m_first = false;
    if (m_out != nullptr && m_text.size() >= kHeldBytes) flush();
}

void JsonWriter::separate() {
    if (!m_first) m_text.push_back(',');
    m_first = false;
}

void JsonWriter::key(std::string_view name) {
    separate();
    quoted(name);
    m_text.push_back(':');
    m_first = true;
}

void JsonWriter::text(std::string_view value) {
    separate();
    quoted(value);
}

void JsonWriter::number(std::uint64_t value) {
    separate();
    std::array<char, 20> digits{};
    const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), value);
    m_text.append(digits.data(), written.ptr);
}

void JsonWriter::number(double value) {
    plain(nlohmann::json(value).dump());
}

void JsonWriter::plain(std::string_view json) {
    separate();
    m_text.append(json);
}

void JsonWriter::quoted(std::string_view value) {
    m_text.push_back('"');
    const std::size_t plain = plainPrefix(value);
    m_text.append(value.substr(0, plain));
    // What is rare is left to the library, which knows every rule.
    if (plain < value.size()) {
        const auto rest = nlohmann::json(std::string(value.substr(plain)))
                              .dump(-1, ' ', m_ascii, nlohmann::json::error_handler_t::replace);
        m_text.append(rest, 1, rest.size() - 2);
    }
    m_text.push_back('"');
}

void JsonWriter::endLine() {
    m_text.push_back('\n');
    m_first = true;
    flush();
}

void JsonWriter::flush() {
    if (m_out == nullptr) return;
    m_out->write(m_text.data(), static_cast<std::streamsize>(m_text.size()));
    m_text.clear();
}

}  // namespace asg::base
