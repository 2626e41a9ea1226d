#include "models/weights/pickle_machine.h"

#include "core/base/translatable.h"
#include "models/weights/pickle_calls.h"
#include "models/weights/pickle_input.h"

#include <bit>
#include <charconv>
#include <new>
#include <unordered_map>
#include <utility>

namespace asg::weights {

namespace {

using Kind = PickleValue::Kind;

constexpr std::size_t kMaximumValues = 4'000'000;
constexpr std::size_t kMaximumStack = 16'000'000;
// Text and places that all values may hold together: calls copy what they are given, so a short file could ask for
// long copies again and again.
constexpr std::size_t kMaximumBytes = 512'000'000;

/// The stack machine of Python's pickletools, with calls understood instead of made.
class Machine {
public:
    Machine(std::istream& stream, std::uint64_t maximumBytes) : m_input(stream, maximumBytes) {}

    PickleHeap run() {
        while (step(m_input.byte())) {
            if (m_stack.size() > kMaximumStack) throw PickleProblem("its stack is too deep");
        }
        m_heap.root = pop();
        return std::move(m_heap);
    }

private:
    /// One opcode; false at STOP. The families are tried in turn.
    bool step(std::uint8_t opcode) {
        if (opcode == '.') return false;
        if (number(opcode) || text(opcode) || container(opcode) || memory(opcode) || object(opcode)) return true;
        throw PickleProblem("the opcode " + std::to_string(opcode) + " is unknown or not accepted");
    }

    bool number(std::uint8_t opcode) {
        switch (opcode) {
            case 'N': push({}); return true;
            case 0x88: pushInteger(Kind::Bool, 1); return true;
            case 0x89: pushInteger(Kind::Bool, 0); return true;
            case 'K': pushInteger(Kind::Integer, m_input.byte()); return true;
            case 'M': pushInteger(Kind::Integer, m_input.number<std::uint16_t>()); return true;
            case 'J': pushInteger(Kind::Integer, m_input.number<std::int32_t>()); return true;
            case 0x8A: pushLong(m_input.bytes(m_input.byte())); return true;
            case 0x8B: pushLong(m_input.bytes(m_input.number<std::uint32_t>())); return true;
            case 'I':
            case 'L': pushDecimal(m_input.line()); return true;
            case 'G': pushReal(std::bit_cast<double>(__builtin_bswap64(m_input.number<std::uint64_t>()))); return true;
            case 'F': pushRealText(m_input.line()); return true;
            default: return false;
        }
    }

    bool text(std::uint8_t opcode) {
        switch (opcode) {
            case 'X':
            case 'T': pushText(Kind::Text, m_input.bytes(m_input.number<std::uint32_t>())); return true;
            case 0x8C:
            case 'U': pushText(Kind::Text, m_input.bytes(m_input.byte())); return true;
            case 0x8D: pushText(Kind::Text, m_input.bytes(m_input.number<std::uint64_t>())); return true;
            case 'V': pushText(Kind::Text, m_input.line()); return true;
            case 'S': pushText(Kind::Text, unquoted(m_input.line())); return true;
            case 'B': pushText(Kind::Bytes, m_input.bytes(m_input.number<std::uint32_t>())); return true;
            case 'C': pushText(Kind::Bytes, m_input.bytes(m_input.byte())); return true;
            case 0x8E:
            case 0x96: pushText(Kind::Bytes, m_input.bytes(m_input.number<std::uint64_t>())); return true;
            default: return false;
        }
    }

    bool container(std::uint8_t opcode) {
        switch (opcode) {
            case ']': pushItems(Kind::List, {}); return true;
            case ')': pushItems(Kind::Tuple, {}); return true;
            case '}': pushItems(Kind::Dict, {}); return true;
            case 'l': pushItems(Kind::List, popToMark()); return true;
            case 't': pushItems(Kind::Tuple, popToMark()); return true;
            case 'd': pushItems(Kind::Dict, popToMark()); return true;
            case 0x85: pushItems(Kind::Tuple, popCount(1)); return true;
            case 0x86: pushItems(Kind::Tuple, popCount(2)); return true;
            case 0x87: pushItems(Kind::Tuple, popCount(3)); return true;
            case 0x8F: pushOpaque("builtins.set"); return true;
            case 0x91: popToMark(), pushOpaque("builtins.frozenset"); return true;
            case 'a': extend(Kind::List, popCount(1)); return true;
            case 'e':
            case 0x90: extend(Kind::List, popToMark()); return true;
            case 's': extend(Kind::Dict, popCount(2)); return true;
            case 'u': extend(Kind::Dict, popToMark()); return true;
            default: return false;
        }
    }

    bool memory(std::uint8_t opcode) {
        switch (opcode) {
            case 0x80: m_input.byte(); return true;                   // PROTO
            case 0x95: m_input.number<std::uint64_t>(); return true;  // FRAME
            case 0x97:                                                // NEXT_BUFFER, READONLY_BUFFER: never in a file
            case 0x98: throw PickleProblem("it refers to buffers outside the file");
            case '(': m_marks.push_back(m_stack.size()); return true;
            case '0': popOrMark(); return true;
            case '1': popToMark(); return true;
            case '2': m_stack.push_back(top()); return true;
            case 'q': remember(m_input.byte()); return true;
            case 'r': remember(m_input.number<std::uint32_t>()); return true;
            case 'p': remember(decimal(m_input.line())); return true;
            case 0x94: remember(m_memo.size()); return true;
            case 'h': recall(m_input.byte()); return true;
            case 'j': recall(m_input.number<std::uint32_t>()); return true;
            case 'g': recall(decimal(m_input.line())); return true;
            default: return false;
        }
    }

    bool object(std::uint8_t opcode) {
        switch (opcode) {
            case 'c': pushGlobal(); return true;
            case 0x93: pushStackGlobal(); return true;
            case 'R':
            case 0x81: call(popCount(2)); return true;
            case 0x92: callWithNames(popCount(3)); return true;
            case 'i': popToMark(), pushOpaque(readGlobalName()); return true;
            case 'o': makeOld(popToMark()); return true;
            case 'b': build(popCount(1).front()); return true;
            case 'Q': push(understandPersistentId(m_heap, pop())); return true;
            default: return false;
        }
    }

    PickleRef add(PickleValue value) {
        m_bytes += value.text.size() + value.items.size() * sizeof(PickleRef);
        if (m_heap.values.size() >= kMaximumValues || m_bytes > kMaximumBytes) {
            throw PickleProblem("it holds too many values");
        }
        m_heap.values.push_back(std::move(value));
        return static_cast<PickleRef>(m_heap.values.size() - 1);
    }
    void push(PickleValue value) { m_stack.push_back(add(std::move(value))); }

    void pushInteger(Kind kind, std::int64_t integer) {
        PickleValue value;
        value.kind = kind;
        value.integer = integer;
        push(std::move(value));
    }
    void pushReal(double real) {
        PickleValue value;
        value.kind = Kind::Real;
        value.real = real;
        push(std::move(value));
    }
    void pushText(Kind kind, std::string text) {
        PickleValue value;
        value.kind = kind;
        value.text = std::move(text);
        push(std::move(value));
    }
    void pushItems(Kind kind, std::vector<PickleRef> items) {
        if (kind == Kind::Dict && items.size() % 2 != 0) throw PickleProblem("a dictionary has a key without a value");
        PickleValue value;
        value.kind = kind;
        value.items = std::move(items);
        push(std::move(value));
    }
    void pushOpaque(std::string name) { pushText(Kind::Opaque, std::move(name)); }

    /// Little-endian two's complement of any length.
    void pushLong(std::string bytes) {
        if (bytes.size() > sizeof(std::int64_t)) return pushText(Kind::BigInteger, std::move(bytes));
        std::uint64_t number = !bytes.empty() && static_cast<signed char>(bytes.back()) < 0 ? ~0ULL : 0ULL;
        for (std::size_t i = bytes.size(); i-- > 0;) number = number << 8U | static_cast<std::uint8_t>(bytes[i]);
        pushInteger(Kind::Integer, static_cast<std::int64_t>(number));
    }
    /// Protocol 0's numbers: "12", "12L", and "00" and "01" for False and True.
    void pushDecimal(std::string text) {
        if (text == "00" || text == "01") return pushInteger(Kind::Bool, text == "01" ? 1 : 0);
        if (text.ends_with('L')) text.pop_back();
        std::int64_t value = 0;
        const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
        if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) throw PickleProblem("a number is damaged");
        pushInteger(Kind::Integer, value);
    }
    void pushRealText(const std::string& text) {
        double value = 0;
        const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
        if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) throw PickleProblem("a number is damaged");
        pushReal(value);
    }
    static std::size_t decimal(const std::string& text) {
        std::size_t value = 0;
        const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
        if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) throw PickleProblem("a number is damaged");
        return value;
    }
    static std::string unquoted(const std::string& text) {
        if (text.size() < 2 || text.front() != text.back()) throw PickleProblem("a text is damaged");
        return text.substr(1, text.size() - 2);
    }

    /// The stack may not be emptied below the last mark: what lies there belongs to somebody else.
    [[nodiscard]] std::size_t floor() const { return m_marks.empty() ? 0 : m_marks.back(); }
    PickleRef top() {
        if (m_stack.size() <= floor()) throw PickleProblem("its stack is empty where a value is needed");
        return m_stack.back();
    }
    PickleRef pop() {
        const PickleRef ref = top();
        m_stack.pop_back();
        return ref;
    }
    std::vector<PickleRef> takeFrom(std::size_t begin) {
        std::vector<PickleRef> items(m_stack.begin() + static_cast<std::ptrdiff_t>(begin), m_stack.end());
        m_stack.resize(begin);
        return items;
    }
    std::vector<PickleRef> popCount(std::size_t count) {
        if (m_stack.size() < floor() + count) throw PickleProblem("its stack is empty where a value is needed");
        return takeFrom(m_stack.size() - count);
    }
    std::vector<PickleRef> popToMark() {
        if (m_marks.empty()) throw PickleProblem("a mark is missing");
        const std::size_t begin = m_marks.back();
        m_marks.pop_back();
        return takeFrom(begin);
    }
    void popOrMark() {
        if (!m_marks.empty() && m_marks.back() == m_stack.size()) {
            m_marks.pop_back();
        } else {
            pop();
        }
    }

    /// Appends to the container on top. Anything but a list or dictionary is an object of its own: left as it is.
    void extend(Kind kind, const std::vector<PickleRef>& items) {
        PickleValue& target = m_heap.values.at(top());
        if (target.kind == Kind::Opaque) return;
        if (target.kind != kind) throw PickleProblem("items are added to what is no container");
        if (kind == Kind::Dict && items.size() % 2 != 0) throw PickleProblem("a dictionary has a key without a value");
        target.items.insert(target.items.end(), items.begin(), items.end());
    }

    /// BUILD: the attributes of the object on top. Of what was understood they do not matter.
    void build(PickleRef state) {
        PickleValue& target = m_heap.values.at(top());
        if (target.kind == Kind::Opaque && m_heap.at(state).kind == Kind::Dict) target.items = {state};
    }

    void remember(std::size_t place) {
        if (m_memo.size() >= kMaximumValues) throw PickleProblem("it remembers too many values");
        m_memo[place] = top();
    }
    void recall(std::size_t place) {
        const auto found = m_memo.find(place);
        if (found == m_memo.end()) throw PickleProblem("it recalls what it never remembered");
        m_stack.push_back(found->second);
    }

    std::string readGlobalName() {
        auto module = m_input.line();
        return std::move(module) + "." + m_input.line();
    }
    void pushGlobal() { pushText(Kind::Global, readGlobalName()); }
    void pushStackGlobal() {
        const auto names = popCount(2);
        const auto& module = m_heap.at(names[0]);
        const auto& name = m_heap.at(names[1]);
        if (module.kind != Kind::Text || name.kind != Kind::Text) throw PickleProblem("a global's name is no text");
        pushText(Kind::Global, module.text + "." + name.text);
    }

    /// REDUCE and NEWOBJ: callable, arguments.
    void call(const std::vector<PickleRef>& parts) { push(understandCall(m_heap, parts[0], parts[1])); }
    /// NEWOBJ_EX: callable, arguments, named arguments.
    void callWithNames(const std::vector<PickleRef>& parts) { pushOpaque(globalName(m_heap.at(parts[0]))); }
    /// OBJ: the class and its arguments, after a mark.
    void makeOld(const std::vector<PickleRef>& parts) {
        if (parts.empty()) throw PickleProblem("an object has no class");
        pushOpaque(globalName(m_heap.at(parts[0])));
    }

    PickleInput m_input;
    PickleHeap m_heap;
    std::size_t m_bytes = 0;
    std::vector<PickleRef> m_stack;
    std::vector<std::size_t> m_marks;
    std::unordered_map<std::size_t, PickleRef> m_memo;
};

}  // namespace

base::Result<PickleHeap> readPickle(std::istream& stream, std::uint64_t maximumBytes) try {
    return Machine(stream, maximumBytes).run();
} catch (const PickleProblem& problem) {
    return base::Error{
        base::ErrorCode::Corrupt,
        base::Sentence{QT_TRANSLATE_NOOP("Error", "the pickle is damaged or hostile: %1"), {problem.what()}}};
} catch (const std::bad_alloc&) {
    return base::Error{base::ErrorCode::OutOfMemory,
                       base::Sentence{QT_TRANSLATE_NOOP("Error", "not enough memory for the pickle")}};
}

}  // namespace asg::weights
