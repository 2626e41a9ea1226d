#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace asg::io {

/// One row of a DICOM file's header, for people. UTF-8.
struct FileElement {
    int level = 0;        ///< 0: of the data set; an item of a sequence is one deeper, its elements one more
    std::string tag;      ///< "(0010,0010)"; of an item "item 1"
    std::string vr;       ///< as written, else the dictionary's
    std::string keyword;  ///< "PatientName"; empty where the dictionary has none
    std::string value;    ///< what is long or binary is cut, and says how much there is
};

/// More rows are not listed; the last one then says so.
inline constexpr std::size_t kMostListedElements = 50'000;

/// Every element of a DICOM file, file meta information and private ones among them, sequences with their items, in
/// the file's order of tags. A damaged file gives what could be read, and a row that says where it ends. `name` is for
/// errors: NotThisFormat of a file that is no DICOM, Corrupt, TooLarge, Unsupported (a build without DICOM). Any
/// thread; a stop ends it soon.
[[nodiscard]] base::Outcome<std::vector<FileElement>> listElements(const std::string& name, std::string_view bytes,
                                                                   const std::stop_token& stop);

}  // namespace asg::io
