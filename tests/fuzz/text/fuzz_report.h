#pragma once

#include <cstddef>
#include <cstdint>

/// Parses the bytes as a report in both languages and stops the program where a promise is broken: a span outside the
/// text, an id that is not its index, a link without a sentence, a text that is not what was given.
void fuzzReport(const std::uint8_t* data, std::size_t size);
