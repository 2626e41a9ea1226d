#include "app/cli/console.h"

#include <algorithm>
#include <cmath>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <thread>
#include <unistd.h>

namespace asg::cli {
namespace {

bool errorsGoToTerminal() {
    return ::isatty(STDERR_FILENO) != 0;
}

}  // namespace

void say(std::string_view text) {
    clearProgressBar();
    std::cerr << "asg: " << text << '\n';
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
    return [what = std::move(what)](double fraction, std::string_view step) {
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
