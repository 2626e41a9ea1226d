#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <stop_token>
#include <string>
#include <string_view>

namespace asg::cli {

/// Exit codes of the command line's contract.
inline constexpr int kDone = 0;
inline constexpr int kFailedOnSome = 1;
inline constexpr int kWrongUsage = 2;
inline constexpr int kInterrupted = 130;

/// Standard output is a terminal: other characters than ASCII stand escaped in JSON.
[[nodiscard]] bool outputIsTerminal();

/// A path as a result on standard output: as it is for a program that reads it, printable for a person at a terminal.
[[nodiscard]] std::string pathForOutput(const std::filesystem::path& path);
/// JSON text that is valid UTF-8 whatever names stand in it; all of it ASCII where standard output is a terminal.
[[nodiscard]] std::string jsonText(const nlohmann::ordered_json& document, int indent);
/// The same as a line of standard output.
void printJson(const nlohmann::ordered_json& document, int indent);

/// Whether everything that was printed reached standard output; says so where not.
[[nodiscard]] bool outputIsWritten();
/// A standard stream that the caller has closed would be taken by the next file that is opened; here it becomes one
/// that cannot be written to. Call it first.
void occupyStandardStreams();

/// One line to stderr: "asg: …", printable.
void say(std::string_view text);
void say(const base::Error& error);
/// The error with the name of what failed before it, unless it is one of the arguments of its sentence.
void sayFailure(const std::string& what, const base::Error& error);

/// Says what is wrong and gives the exit code: wrong usage where the caller asked for what cannot be, else failed.
[[nodiscard]] int sayAndExit(const base::Error& error);

/// A bar on stderr, drawn on a terminal only; elsewhere silent. `what` stands before it ("3 of 20 scan.dcm").
[[nodiscard]] base::Progress progressBar(std::string what);
/// How long something still takes, in words: "40 s left", "3 min left", "2 h 5 min left".
[[nodiscard]] std::string timeLeftInWords(double seconds);
/// Wipes the bar's line, so that a message can stand there.
void clearProgressBar();

/// What follows when a stop was asked for.
enum class WhenStopped {
    EndSoon,  ///< a second later the process ends, whatever it is in the middle of
    Wait      ///< until it ends by itself
};
/// From here on the first Ctrl-C (SIGINT) or SIGTERM asks for a stop through the token; a second one ends the process
/// at once. Call it before any thread is started.
[[nodiscard]] std::stop_token stopOnInterrupt(WhenStopped then);

}  // namespace asg::cli
