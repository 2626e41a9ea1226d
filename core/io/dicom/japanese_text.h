#pragma once

#include <optional>
#include <string>

namespace asg::io {

/// Text with ISO 2022 code extensions of JIS X 0201, 0208 and 0212 (PS3.5 annex H) in UTF-8; empty where a byte fits
/// none of them. Needed because DCMTK on top of glibc's iconv refuses these three character sets.
[[nodiscard]] std::optional<std::string> japaneseToUtf8(const std::string& stored);

/// Whether a Specific Character Set names one of them.
[[nodiscard]] bool isJapanese(const std::string& specificCharacterSet);

}  // namespace asg::io
