#include "app/cli/console.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <iostream>
#include <thread>
#include <unistd.h>

namespace asg::cli {
namespace {

bool errorsGoToTerminal() {
    return ::isatty(STDERR_FILENO) != 0;
}

/// The length of the UTF-8 character at the beginning; 0 where there is none.
std::size_t characterBytes(std::string_view text) {
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t bytes = lead < 0x80   ? 1
                              : lead < 0xC2 ? 0
                              : lead < 0xE0 ? 2
                              : lead < 0xF0 ? 3
                              : lead < 0xF5 ? 4
                                            : 0;
    if (bytes == 0 || bytes > text.size()) return 0;
    for (std::size_t i = 1; i < bytes; ++i)
        if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) return 0;
    return bytes;
}

/// C0 and C1 controls, and the characters that turn the direction of what follows.
bool steersTerminal(std::string_view character) {
    using namespace std::string_view_literals;
    if (character.size() == 1) return static_cast<unsigned char>(character[0]) < 0x20 || character[0] == 0x7F;
    if (character.size() == 2) return character[0] == '\xC2' && static_cast<unsigned char>(character[1]) < 0xA0;
    return (character >= "\u200E"sv && character <= "\u200F"sv) ||
           (character >= "\u2028"sv && character <= "\u202E"sv) || (character >= "\u2066"sv && character <= "\u2069"sv);
}

void appendEscaped(std::string& result, std::string_view bytes) {
    for (const char byte : bytes) {
        char escaped[8];
        std::snprintf(escaped, sizeof(escaped), "\\x%02x", static_cast<unsigned>(static_cast<unsigned char>(byte)));
        result += escaped;
    }
}

}  // namespace

std::string printable(std::string_view text, bool keepLines) {
    std::string result;
    while (!text.empty()) {
        const std::size_t bytes = std::max<std::size_t>(1, characterBytes(text));
        const std::string_view character = text.substr(0, bytes);
        const bool kept = characterBytes(text) > 0 && (!steersTerminal(character) || (keepLines && character == "\n"));
        if (kept)
            result += character;
        else
            appendEscaped(result, character);
        text.remove_prefix(bytes);
    }
    return result;
}

std::string pathForOutput(const std::filesystem::path& path) {
    return ::isatty(STDOUT_FILENO) != 0 ? printable(path.string()) : path.string();
}

std::string jsonText(const nlohmann::ordered_json& document, int indent) {
    return document.dump(indent, ' ', ::isatty(STDOUT_FILENO) != 0, nlohmann::ordered_json::error_handler_t::replace);
}

void printJson(const nlohmann::ordered_json& document, int indent) {
    std::cout << jsonText(document, indent) << '\n';
}

bool outputIsWritten() {
    if (std::cout.flush() && std::ferror(stdout) == 0) return true;
    say("standard output: writing failed. Is the disk full, or was it closed?");
    return false;
}

void occupyStandardStreams() {
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        if (::fcntl(stream, F_GETFD) < 0) static_cast<void>(::open("/dev/null", O_RDONLY));
}

void say(std::string_view text) {
    clearProgressBar();
    std::cerr << "asg: " << printable(text) << '\n';
}

void say(const base::Error& error) {
    say(error.text);
}

int sayAndExit(const base::Error& error) {
    say(error);
    return error.code == base::ErrorCode::InvalidArgument ? kWrongUsage : kFailedOnSome;
}

base::Progress progressBar(std::string what) {
    if (!errorsGoToTerminal()) return {};
    return [what = printable(what)](double fraction, std::string_view step) {
        constexpr int kCells = 20;
        const int filled = static_cast<int>(std::clamp(fraction, 0.0, 1.0) * kCells);
        std::string bar;
        for (int i = 0; i < kCells; ++i) bar += i < filled ? "█" : "░";
        std::fprintf(stderr, "\r\033[K%s %s %3.0f %% %.*s", what.c_str(), bar.c_str(), fraction * 100,
                     static_cast<int>(step.size()), step.data());
    };
}

std::string timeLeftInWords(double seconds) {
    const auto whole = static_cast<long long>(std::ceil(std::max(0.0, seconds)));
    if (whole < 60) return std::to_string(whole) + " s left";
    const auto minutes = (whole + 59) / 60;
    if (minutes < 60) return std::to_string(minutes) + " min left";
    return std::to_string(minutes / 60) + " h " + std::to_string(minutes % 60) + " min left";
}

void clearProgressBar() {
    if (errorsGoToTerminal()) std::fputs("\r\033[K", stderr);
}

std::stop_token stopOnInterrupt() {
    sigset_t signals;
    ::sigemptyset(&signals);
    ::sigaddset(&signals, SIGINT);
    ::sigaddset(&signals, SIGTERM);
    ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::stop_source source;
    // The one detached thread: it waits for signals for as long as the process lives and owns all it touches.
    std::thread([signals, source]() mutable {
        int signal = 0;
        ::sigwait(&signals, &signal);
        source.request_stop();
        ::sigwait(&signals, &signal);
        std::_Exit(kInterrupted);
    }).detach();
    return source.get_token();
}

}  // namespace asg::cli
