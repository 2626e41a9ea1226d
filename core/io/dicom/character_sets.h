#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace asg::io {

/// Text as a DICOM file stores it (PS3.5 6.1 and annexes H to K), in UTF-8. `specificCharacterSet` is the attribute as
/// stored (PS3.3 C.12.1.1.2), also in the spellings that occur in its place ("ISO-IR 100", "ISO 8859-1"); escape
/// sequences are followed whether it names them or not, as writers forget them. Whole values go in: a backslash may be
/// the second byte of a character. Empty where a byte fits nothing, or the set is unknown and needed.
[[nodiscard]] std::optional<std::string> textToUtf8(std::string_view stored, std::string_view specificCharacterSet);

/// Bytes that nobody names the character set of: as they are where they are UTF-8, else read as Latin-1.
[[nodiscard]] std::string guessedUtf8(std::string_view stored);

[[nodiscard]] bool isUtf8(std::string_view text);
[[nodiscard]] bool isLatin1(std::string_view specificCharacterSet);

/// Whether every byte is ASCII, and none the escape that changes the set.
[[nodiscard]] bool isPlainAscii(std::string_view text);

}  // namespace asg::io
