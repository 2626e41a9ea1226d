#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>
#include <string_view>

namespace asg::base {

/// Writes JSON as text, value by value, in the form of nlohmann::json::dump() on one line: a long document is never
/// held as a tree. Keys and values come in the order of the document; what is begun must be ended. Text must be UTF-8;
/// bytes that are not stand as U+FFFD. One thread at a time.
class JsonWriter {
public:
    /// `ascii`: other characters are written as \uXXXX.
    explicit JsonWriter(bool ascii = false) : m_ascii(ascii) {}
    /// Hands the text on to a stream piece by piece, so that little of it is held.
    explicit JsonWriter(std::ostream& out, bool ascii = false) : m_out(&out), m_ascii(ascii) {}

    void beginObject() { begin('{'); }
    void endObject() { end('}'); }
    void beginArray() { begin('['); }
    void endArray() { end(']'); }
    void key(std::string_view name);

    void text(std::string_view value);
    void number(std::uint64_t value);
    void number(double value);  ///< null where it is not finite
    void truth(bool value) { plain(value ? "true" : "false"); }
    void null() { plain("null"); }
    /// A value that is JSON already.
    void plain(std::string_view json);

    /// A line break behind a document, which is handed on whole; another one may follow.
    void endLine();
    /// The text so far, where there is no stream.
    [[nodiscard]] const std::string& written() const { return m_text; }

private:
    void flush();
    void begin(char bracket);
    void end(char bracket);
    void separate();
    void quoted(std::string_view value);

    std::string m_text;
    std::ostream* m_out = nullptr;
    bool m_ascii = false;
    bool m_first = true;  ///< no value stands before the next one in its object or array
};

}  // namespace asg::base
