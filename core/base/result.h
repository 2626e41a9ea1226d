#pragma once

#include "core/base/error.h"

#include <cassert>
#include <utility>
#include <variant>

namespace asg::base {

/// A value, or the reason why there is none. Every edge of a room returns one; no exception crosses a room.
///
/// Reading `value()` of a failure, or `error()` of a success, is a programming error (asserted).
template <typename T>
class [[nodiscard]] Result {
public:
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}

    [[nodiscard]] bool ok() const noexcept { return m_state.index() == 0; }
    explicit operator bool() const noexcept { return ok(); }

    [[nodiscard]] const T& value() const& {
        assert(ok());
        return *std::get_if<0>(&m_state);
    }
    [[nodiscard]] T& value() & {
        assert(ok());
        return *std::get_if<0>(&m_state);
    }
    [[nodiscard]] T&& value() && {
        assert(ok());
        return std::move(*std::get_if<0>(&m_state));
    }
    [[nodiscard]] const Error& error() const {
        assert(!ok());
        return *std::get_if<1>(&m_state);
    }

    const T& operator*() const& { return value(); }
    T& operator*() & { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    const T* operator->() const { return &value(); }
    T* operator->() { return &value(); }

private:
    std::variant<T, Error> m_state;
};

/// Success without a value, or the reason of the failure.
template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error) : m_error(std::move(error)), m_failed(true) {}

    [[nodiscard]] bool ok() const noexcept { return !m_failed; }
    explicit operator bool() const noexcept { return ok(); }
    [[nodiscard]] const Error& error() const {
        assert(m_failed);
        return m_error;
    }

private:
    Error m_error;
    bool m_failed = false;
};

/// The job was stopped on request. Not an error: nobody is told that something went wrong.
struct Cancelled {};

/// How a job that can be stopped ended: done with a value, failed, or cancelled.
template <typename T>
class [[nodiscard]] Outcome {
public:
    Outcome(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Outcome(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}
    Outcome(Cancelled) : m_state(std::in_place_index<2>) {}

    [[nodiscard]] bool done() const noexcept { return m_state.index() == 0; }
    [[nodiscard]] bool failed() const noexcept { return m_state.index() == 1; }
    [[nodiscard]] bool cancelled() const noexcept { return m_state.index() == 2; }

    [[nodiscard]] const T& value() const& {
        assert(done());
        return *std::get_if<0>(&m_state);
    }
    [[nodiscard]] T&& value() && {
        assert(done());
        return std::move(*std::get_if<0>(&m_state));
    }
    [[nodiscard]] const Error& error() const {
        assert(failed());
        return *std::get_if<1>(&m_state);
    }

private:
    std::variant<T, Error, Cancelled> m_state;
};

}  // namespace asg::base
