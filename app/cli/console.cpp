#include "app/cli/console.h"

#include "core/base/printable.h"

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

}  // namespace

bool outputIsTerminal() {
    return ::isatty(STDOUT_FILENO) != 0;
}

std::string pathForOutput(const std::filesystem::path& path) {
    return outputIsTerminal() ? base::printable(path.string()) : path.string();
}

std::string jsonText(const nlohmann::ordered_json& document, int indent) {
    return document.dump(indent, ' ', outputIsTerminal(), nlohmann::ordered_json::error_handler_t::replace);
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
    std::cerr << "asg: " << base::printable(text) << '\n';
}

void say(const base::Error& error) {
    say(error.text);
}

void sayFailure(const std::string& what, const base::Error& error) {
    say(base::names(error.sentence, what) ? error : base::about(what, error));
}

int sayAndExit(const base::Error& error) {
    say(error);
    return error.code == base::ErrorCode::InvalidArgument ? kWrongUsage : kFailedOnSome;
}

base::Progress progressBar(std::string what) {
    if (!errorsGoToTerminal()) return {};
    return [what = base::printable(what)](double fraction, std::string_view step) {
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

std::stop_token stopOnInterrupt(WhenStopped then) {
    sigset_t signals;
    ::sigemptyset(&signals);
    ::sigaddset(&signals, SIGINT);
    ::sigaddset(&signals, SIGTERM);
    ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::stop_source source;
    // The one detached thread: it waits for signals for as long as the process lives and owns all it touches.
    std::thread([signals, source, then]() mutable {
        int signal = 0;
        ::sigwait(&signals, &signal);
        source.request_stop();
        // A library that is being loaded, or a pipe that nobody writes to, does not look at the token.
        constexpr timespec kPatience{1, 200'000'000};
        if (then == WhenStopped::EndSoon)
            ::sigtimedwait(&signals, nullptr, &kPatience);
        else
            ::sigwait(&signals, &signal);
        std::_Exit(kInterrupted);
    }).detach();
    return source.get_token();
}

}  // namespace asg::cli
