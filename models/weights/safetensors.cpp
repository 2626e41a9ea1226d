#include "models/weights/safetensors.h"

#include "core/base/atomic_file.h"
#include "core/base/json_text.h"
#include "core/base/translatable.h"
#include "models/weights/tensor_layout.h"

#include <ATen/ops/empty.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <fstream>
#include <optional>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

namespace asg::weights {

namespace {

using base::Error;
using base::ErrorCode;
using base::Result;
using nlohmann::json;

static_assert(std::endian::native == std::endian::little, "safetensors are little-endian, and so is this reader");

constexpr std::uint64_t kMaximumHeaderBytes = 100'000'000;
constexpr std::size_t kMaximumRank = 64;
constexpr const char* kMetadataKey = "__metadata__";

struct TensorEntry {
    std::string name;
    c10::ScalarType type = c10::ScalarType::Undefined;
    std::vector<std::int64_t> shape;
    std::uint64_t begin = 0;  // offsets within the data, after the header
    std::uint64_t end = 0;
};

Error failure(ErrorCode code, const std::string& file, base::Sentence reason) {
    return {code, base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: %2."), {file, std::move(reason)}}};
}

Error corrupt(const std::string& file, base::Sentence reason) {
    return failure(ErrorCode::Corrupt, file, std::move(reason));
}

Error corruptTensor(const std::string& file, const std::string& tensor, base::Sentence reason) {
    return corrupt(file, base::Sentence{QT_TRANSLATE_NOOP("Error", "tensor \"%1\" %2"), {tensor, std::move(reason)}});
}

bool readExactly(std::istream& stream, void* target, std::uint64_t bytes) {
    stream.read(static_cast<char*>(target), static_cast<std::streamsize>(bytes));
    return stream.good() && static_cast<std::uint64_t>(stream.gcount()) == bytes;
}

Result<std::string> readHeaderText(std::istream& stream, std::uint64_t size, const std::string& file) {
    std::uint64_t length = 0;
    if (size < sizeof length || !readExactly(stream, &length, sizeof length)) {
        return failure(ErrorCode::NotThisFormat, file,
                       base::Sentence{QT_TRANSLATE_NOOP("Error", "too short for a safetensors file")});
    }
    if (length > kMaximumHeaderBytes) {
        return failure(ErrorCode::TooLarge, file,
                       base::Sentence{QT_TRANSLATE_NOOP(
                           "Error", "the header claims more than 100 MB, or this is no safetensors file")});
    }
    if (length > size - sizeof length)
        return corrupt(file,
                       base::Sentence{QT_TRANSLATE_NOOP("Error", "the header reaches beyond the end of the file")});
    std::string text(length, '\0');
    if (!readExactly(stream, text.data(), length))
        return corrupt(file, base::Sentence{QT_TRANSLATE_NOOP("Error", "the header could not be read")});
    if (text.empty() || text.front() != '{') {
        return failure(
            ErrorCode::NotThisFormat, file,
            base::Sentence{QT_TRANSLATE_NOOP("Error", "not a safetensors file: its header is no JSON object")});
    }
    return text;
}

/// The header as JSON; a name that stands twice is refused (which of the two would count is anyone's guess).
Result<json> parseHeader(const std::string& text, const std::string& file) {
    // A hundred megabytes of brackets would take gigabytes.
    if (base::isNestedTooDeep(text))
        return corrupt(file, base::Sentence{QT_TRANSLATE_NOOP("Error", "the header is nested deeper than any")});
    std::set<std::string> names;
    std::string twice;
    const auto watch = [&](int depth, json::parse_event_t event, json& parsed) {
        if (event == json::parse_event_t::key && depth == 1) {
            const auto& name = parsed.get_ref<const std::string&>();
            if (!names.insert(name).second) twice = name;
        }
        return true;
    };
    json header = json::parse(text, watch, false);
    if (header.is_discarded() || !header.is_object())
        return corrupt(file, base::Sentence{QT_TRANSLATE_NOOP("Error", "the header is not valid JSON")});
    if (!twice.empty())
        return corruptTensor(file, twice, base::Sentence{QT_TRANSLATE_NOOP("Error", "stands twice in the header")});
    return header;
}

Result<std::map<std::string, std::string>> readMetadata(const json& header, const std::string& file) {
    std::map<std::string, std::string> metadata;
    if (!header.contains(kMetadataKey)) return metadata;
    const json& entries = header.at(kMetadataKey);
    if (!entries.is_object())
        return corrupt(file, base::Sentence{QT_TRANSLATE_NOOP("Error", "__metadata__ is not an object")});
    for (const auto& [key, value] : entries.items()) {
        if (!value.is_string())
            return corrupt(file,
                           base::Sentence{QT_TRANSLATE_NOOP("Error", "__metadata__ holds something that is not text")});
        metadata.emplace(key, value.get<std::string>());
    }
    return metadata;
}

std::optional<std::uint64_t> asSize(const json& value) {
    if (!value.is_number_unsigned()) return std::nullopt;
    const auto number = value.get<std::uint64_t>();
    if (number > static_cast<std::uint64_t>(INT64_MAX)) return std::nullopt;
    return number;
}

Result<TensorEntry> readEntry(const std::string& name, const json& value, const std::string& file) {
    TensorEntry entry;
    entry.name = name;
    if (!value.is_object() || !value.contains("dtype") || !value.contains("shape") || !value.contains("data_offsets") ||
        !value.at("dtype").is_string() || !value.at("shape").is_array() || !value.at("data_offsets").is_array()) {
        return corruptTensor(file, name,
                             base::Sentence{QT_TRANSLATE_NOOP("Error", "lacks dtype, shape or data_offsets")});
    }
    const auto typeName = value.at("dtype").get<std::string>();
    const auto type = scalarTypeFromName(typeName);
    if (!type) {
        return failure(
            ErrorCode::Unsupported, file,
            base::Sentence{QT_TRANSLATE_NOOP("Error", "tensor \"%1\" has the unknown type %2"), {name, typeName}});
    }
    entry.type = *type;
    if (value.at("shape").size() > kMaximumRank)
        return corruptTensor(file, name, base::Sentence{QT_TRANSLATE_NOOP("Error", "has too many dimensions")});
    for (const json& item : value.at("shape")) {
        const auto dimension = asSize(item);
        if (!dimension)
            return corruptTensor(file, name, base::Sentence{QT_TRANSLATE_NOOP("Error", "has an impossible shape")});
        entry.shape.push_back(static_cast<std::int64_t>(*dimension));
    }
    const json& offsets = value.at("data_offsets");
    const auto begin = offsets.size() == 2 ? asSize(offsets[0]) : std::nullopt;
    const auto end = offsets.size() == 2 ? asSize(offsets[1]) : std::nullopt;
    if (!begin || !end || *begin > *end)
        return corruptTensor(file, name, base::Sentence{QT_TRANSLATE_NOOP("Error", "has impossible offsets")});
    entry.begin = *begin;
    entry.end = *end;
    const auto bytes = byteCount(entry.shape, entry.type);
    if (!bytes || static_cast<std::uint64_t>(*bytes) != entry.end - entry.begin) {
        return corruptTensor(file, name,
                             base::Sentence{QT_TRANSLATE_NOOP("Error", "has a length that is not its shape's")});
    }
    return entry;
}

/// All entries in the order of their data, checked to fill `dataBytes` exactly.
Result<std::vector<TensorEntry>> readEntries(const json& header, std::uint64_t dataBytes, const std::string& file) {
    std::vector<TensorEntry> entries;
    for (const auto& [name, value] : header.items()) {
        if (name == kMetadataKey) continue;
        auto entry = readEntry(name, value, file);
        if (!entry) return entry.error();
        entries.push_back(std::move(entry).value());
    }
    std::ranges::sort(entries, [](const TensorEntry& a, const TensorEntry& b) {
        return std::tie(a.begin, a.end) < std::tie(b.begin, b.end);
    });
    std::uint64_t filled = 0;
    for (const TensorEntry& entry : entries) {
        if (entry.begin < filled)
            return corruptTensor(file, entry.name, base::Sentence{QT_TRANSLATE_NOOP("Error", "overlaps another")});
        if (entry.begin > filled)
            return corruptTensor(file, entry.name,
                                 base::Sentence{QT_TRANSLATE_NOOP("Error", "leaves a hole before it")});
        filled = entry.end;
    }
    if (filled > dataBytes) return corrupt(file, base::Sentence{QT_TRANSLATE_NOOP("Error", "the data is cut off")});
    if (filled < dataBytes)
        return corrupt(file, base::Sentence{QT_TRANSLATE_NOOP("Error", "there is data that belongs to no tensor")});
    return entries;
}

struct WriteEntry {
    std::string name;
    std::string_view type;
    at::Tensor tensor;
};

Result<std::vector<WriteEntry>> entriesToWrite(const TensorMap& tensors) {
    std::vector<WriteEntry> entries;
    for (const auto& [name, tensor] : tensors) {
        if (name == kMetadataKey)
            return Error{ErrorCode::InvalidArgument,
                         base::Sentence{QT_TRANSLATE_NOOP("Error", "a tensor must not be named __metadata__.")}};
        const auto type = scalarTypeName(tensor.scalar_type());
        if (!type)
            return Error{
                ErrorCode::Unsupported,
                base::Sentence{QT_TRANSLATE_NOOP("Error", "tensor \"%1\": safetensors has no such type."), {name}}};
        entries.push_back({name, *type, tensor.detach().cpu().contiguous()});
    }
    std::ranges::stable_sort(entries, std::ranges::greater{},
                             [](const WriteEntry& entry) { return entry.tensor.element_size(); });
    return entries;
}

std::string headerFor(const std::vector<WriteEntry>& entries, const std::map<std::string, std::string>& metadata) {
    json header = json::object();
    if (!metadata.empty()) header[kMetadataKey] = metadata;
    std::uint64_t offset = 0;
    for (const WriteEntry& entry : entries) {
        const std::uint64_t end = offset + entry.tensor.nbytes();
        header[entry.name] = {
            {"dtype", entry.type}, {"shape", entry.tensor.sizes().vec()}, {"data_offsets", {offset, end}}};
        offset = end;
    }
    std::string text = header.dump();
    text.resize((text.size() + 7) / 8 * 8, ' ');
    return text;
}

using Take = std::function<void(const std::string&, const at::Tensor&)>;

/// Checks the header, then reads tensor after tensor; gives the metadata.
Result<std::map<std::string, std::string>> visit(std::istream& stream, std::uint64_t size, const std::string& name,
                                                 const Take& take) try {
    const auto text = readHeaderText(stream, size, name);
    if (!text) return text.error();
    const auto header = parseHeader(*text, name);
    if (!header) return header.error();
    auto metadata = readMetadata(*header, name);
    if (!metadata) return metadata;
    const auto entries = readEntries(*header, size - sizeof(std::uint64_t) - text->size(), name);
    if (!entries) return entries.error();
    for (const TensorEntry& entry : *entries) {
        const at::Tensor tensor = at::empty(entry.shape, entry.type);
        if (entry.end > entry.begin && !readExactly(stream, tensor.mutable_data_ptr(), entry.end - entry.begin)) {
            return corrupt(name, base::Sentence{QT_TRANSLATE_NOOP("Error", "the data is cut off")});
        }
        take(entry.name, tensor);
    }
    return metadata;
} catch (const std::exception&) {
    return failure(ErrorCode::OutOfMemory, name,
                   base::Sentence{QT_TRANSLATE_NOOP("Error", "not enough memory for its tensors")});
}

struct OpenFile {
    std::ifstream stream;
    std::uint64_t size = 0;
};

Result<OpenFile> open(const std::filesystem::path& path) {
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    if (error) return base::systemError(path, error.value(), base::Sentence{QT_TRANSLATE_NOOP("Error", "reading")});
    OpenFile file{std::ifstream(path, std::ios::binary), size};
    if (!file.stream) return base::systemError(path, errno, base::Sentence{QT_TRANSLATE_NOOP("Error", "opening")});
    return file;
}

}  // namespace

Result<SafetensorsFile> readSafetensors(std::istream& stream, std::uint64_t size, const std::string& name) {
    SafetensorsFile file;
    auto metadata = visit(stream, size, name, [&file](const std::string& tensorName, const at::Tensor& tensor) {
        file.tensors.emplace(tensorName, tensor);
    });
    if (!metadata) return metadata.error();
    file.metadata = std::move(metadata).value();
    return file;
}

Result<SafetensorsFile> readSafetensors(const std::filesystem::path& path) {
    auto opened = open(path);
    if (!opened) return opened.error();
    return readSafetensors(opened->stream, opened->size, path.string());
}

Result<std::map<std::string, std::string>> visitSafetensors(const std::filesystem::path& path, const Take& take) {
    auto opened = open(path);
    if (!opened) return opened.error();
    return visit(opened->stream, opened->size, path.string(), take);
}

Result<void> writeSafetensors(const std::filesystem::path& path, const TensorMap& tensors,
                              const std::map<std::string, std::string>& metadata) try {
    const auto entries = entriesToWrite(tensors);
    if (!entries) return entries.error();
    const std::string header = headerFor(*entries, metadata);
    const std::uint64_t length = header.size();
    std::uint64_t total = sizeof length + length;
    for (const WriteEntry& entry : *entries) total += entry.tensor.nbytes();

    std::string bytes;
    bytes.reserve(total);
    bytes.append(reinterpret_cast<const char*>(&length), sizeof length);
    bytes.append(header);
    for (const WriteEntry& entry : *entries) {
        bytes.append(static_cast<const char*>(entry.tensor.const_data_ptr()), entry.tensor.nbytes());
    }
    return base::writeFileAtomically(path, bytes);
} catch (const nlohmann::json::exception&) {
    return Error{
        ErrorCode::InvalidArgument,
        base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: a tensor's name or a note is not UTF-8."), {path.string()}}};
} catch (const std::exception& problem) {
    return Error{ErrorCode::OutOfMemory, base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: could not be written: %2"),
                                                        {path.string(), base::reasonOf(problem)}}};
}

}  // namespace asg::weights
