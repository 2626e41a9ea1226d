#include "models/weights/torch_file.h"

#include "core/base/atomic_file.h"
#include "core/base/translatable.h"
#include "models/weights/pickle_input.h"
#include "models/weights/pickle_machine.h"
#include "models/weights/torch_state.h"
#include "models/weights/torch_storage.h"

#include <ATen/ops/empty.h>

#include <algorithm>
#include <array>
#include <caffe2/serialize/inline_container.h>
#include <cerrno>
#include <fstream>
#include <map>
#include <new>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace asg::weights {

namespace {

using base::Error;
using base::ErrorCode;
using base::Result;
using Kind = PickleValue::Kind;

constexpr std::uint64_t kMaximumPickleBytes = 64U << 20U;

/// Refusals that are no damage.
class UnsupportedFile : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

PickleHeap pickleFrom(std::istream& stream) {
    auto heap = readPickle(stream, kMaximumPickleBytes);
    if (!heap) throw PickleProblem(heap.error().text);
    return std::move(heap).value();
}

TorchFile tensorsOf(const PickleHeap& heap, TorchState state, StorageSource source) {
    TorchFile file{{}, std::move(state.wrapper), {}, std::move(state.outputs), std::move(state.operatingPoints)};
    TensorMaker maker(heap, std::move(source));
    for (const auto& [name, value] : state.entries) {
        if (value->kind == Kind::Tensor) {
            file.tensors.insert_or_assign(name, maker.make(*value));
        } else {
            file.ignored.push_back(name + " (" + kindInWords(value->kind) + ")");
        }
    }
    return file;
}

/// The zip kind: data.pkl, and one entry data/<key> for each storage.
TorchFile readZip(std::istream& stream, std::uint64_t size) {
    caffe2::serialize::PyTorchStreamReader archive(&stream);
    if (archive.hasRecord("constants.pkl")) {
        throw UnsupportedFile("this is a TorchScript program; save its state_dict instead");
    }
    if (archive.hasRecord("byteorder") && archive.getRecordSize("byteorder") == 3) {
        throw UnsupportedFile("it was saved on a big-endian computer");
    }
    if (!archive.hasRecord("data.pkl")) throw PickleProblem("it has no data.pkl");
    if (archive.getRecordSize("data.pkl") > std::min(size, kMaximumPickleBytes)) {
        throw PickleProblem("its data.pkl is larger than what is accepted");
    }
    const auto [bytes, length] = archive.getRecord("data.pkl");
    std::istringstream pickle(std::string(static_cast<const char*>(bytes.get()), length));
    const auto heap = pickleFrom(pickle);
    auto state = findState(heap);
    std::uint64_t left = size;
    return tensorsOf(heap, std::move(state), [&](const std::string& key, c10::ScalarType type, std::int64_t count) {
        auto storage = at::empty({0}, type);
        const std::string record = "data/" + key;
        const auto wanted = static_cast<std::uint64_t>(count) * storage.element_size();
        if (!archive.hasRecord(record)) throw PickleProblem("the storage " + key + " is missing");
        if (archive.getRecordSize(record) != wanted) throw PickleProblem("the storage " + key + " has another size");
        if (wanted > left) throw PickleProblem("its storages are larger than the file");
        left -= wanted;
        storage.resize_({count});
        if (wanted > 0 && archive.getRecord(record, storage.mutable_data_ptr(), wanted) != wanted) {
            throw PickleProblem("the storage " + key + " is cut off");
        }
        return storage;
    });
}

/// Python's pickle of Torch's magic number, 0x1950a86a20f9469cfc6c, as a little-endian number.
constexpr std::string_view kMagic = "\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19";
constexpr std::int64_t kPlainProtocol = 1001;

void requirePlainHeader(std::istream& stream) {
    const auto magic = pickleFrom(stream);
    if (magic.at(magic.root).kind != Kind::BigInteger || magic.at(magic.root).text != kMagic) {
        throw PickleProblem("it is a pickle, but not one that PyTorch saved");
    }
    const auto protocol = pickleFrom(stream);
    if (protocol.at(protocol.root).integer != kPlainProtocol) throw PickleProblem("its protocol is unknown");
    const auto system = pickleFrom(stream);
    const auto* little = entryOf(system, system.at(system.root), "little_endian");
    if (little != nullptr && little->integer == 0) throw UnsupportedFile("it was saved on a big-endian computer");
}

/// Types and sizes of the storages of a pickle by key.
std::map<std::string, StorageDescription> storagesOf(const PickleHeap& heap) {
    std::map<std::string, StorageDescription> storages;
    for (const auto& value : heap.values) {
        if (value.kind != Kind::Storage) continue;
        auto description = describeStorage(heap, value);
        const auto key = description.key;
        storages.emplace(key, std::move(description));
    }
    return storages;
}

/// The bytes that follow the pickles: for each key in turn the element count and the elements.
std::map<std::string, at::Tensor> readPlainStorages(std::istream& stream, std::uint64_t size, const PickleHeap& heap) {
    const auto described = storagesOf(heap);
    const auto keys = pickleFrom(stream);
    std::map<std::string, at::Tensor> storages;
    for (const PickleRef ref : keys.at(keys.root).items) {
        const auto& key = keys.at(ref).text;
        const auto found = described.find(key);
        if (found == described.end()) throw PickleProblem("the storage " + key + " belongs to nothing");
        PickleInput input(stream, size);
        const auto count = input.number<std::int64_t>();
        if (count != found->second.count) throw PickleProblem("the storage " + key + " has another size");
        auto storage = at::empty({0}, found->second.type);
        const auto left = size - static_cast<std::uint64_t>(stream.tellg());
        if (static_cast<std::uint64_t>(count) > left / storage.element_size()) {
            throw PickleProblem("the storage " + key + " is cut off");
        }
        storage.resize_({count});
        stream.read(static_cast<char*>(storage.mutable_data_ptr()), static_cast<std::streamsize>(storage.nbytes()));
        if (!stream) throw PickleProblem("the storage " + key + " is cut off");
        storages.insert_or_assign(key, std::move(storage));
    }
    return storages;
}

/// The plain kind: magic number, protocol, system, the object, the storages' keys, each as a pickle; then the bytes.
TorchFile readPlain(std::istream& stream, std::uint64_t size) {
    requirePlainHeader(stream);
    const auto heap = pickleFrom(stream);
    auto state = findState(heap);  // before its storages are read
    const auto storages = readPlainStorages(stream, size, heap);
    return tensorsOf(heap, std::move(state), [&](const std::string& key, c10::ScalarType, std::int64_t) {
        const auto found = storages.find(key);
        if (found == storages.end()) throw PickleProblem("the storage " + key + " is missing");
        return found->second;
    });
}

enum class FileKind { Zip, Plain, Other };

/// By the file's first bytes. A safetensors file may begin with any of them, as they are a length there; its JSON,
/// which begins at once behind the length, tells it apart.
FileKind kindOf(std::istream& stream) {
    std::array<char, 9> first{};
    stream.read(first.data(), first.size());
    const std::string_view bytes(first.data(), static_cast<std::size_t>(stream.gcount()));
    stream.clear();
    stream.seekg(0);
    if (bytes.size() == first.size() && bytes.back() == '{') return FileKind::Other;
    if (bytes.starts_with("PK")) return FileKind::Zip;
    return bytes.starts_with('\x80') ? FileKind::Plain : FileKind::Other;
}

}  // namespace

Result<TorchFile> readTorchFile(std::istream& stream, std::uint64_t size, const std::string& name) try {
    switch (kindOf(stream)) {
        case FileKind::Zip: return readZip(stream, size);
        case FileKind::Plain: return readPlain(stream, size);
        case FileKind::Other: break;
    }
    return Error{
        ErrorCode::NotThisFormat,
        base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: not a file that PyTorch saved (neither a zip nor a pickle)."),
                       {name}}};
} catch (const PickleProblem& problem) {
    return Error{ErrorCode::Corrupt,
                 base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: refused: %2."), {name, problem.what()}}};
} catch (const UnsupportedFile& problem) {
    return Error{ErrorCode::Unsupported, base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: %2."), {name, problem.what()}}};
} catch (const std::bad_alloc&) {
    return Error{ErrorCode::OutOfMemory,
                 base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: not enough memory for its tensors."), {name}}};
} catch (const std::exception&) {
    // Torch's archive reader and allocator speak in stack traces; what a person can use is that the file is damaged.
    return Error{ErrorCode::Corrupt,
                 base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: the archive is damaged or cut off."), {name}}};
}

Result<TorchFile> readTorchFile(const std::filesystem::path& path) {
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    if (error) return base::systemError(path, error.value(), base::Sentence{QT_TRANSLATE_NOOP("Error", "reading")});
    std::ifstream stream(path, std::ios::binary);
    if (!stream) return base::systemError(path, errno, base::Sentence{QT_TRANSLATE_NOOP("Error", "opening")});
    return readTorchFile(stream, size, path.string());
}

}  // namespace asg::weights
