// Reports a second, and whether time and memory stay linear and flat: `bench_text`. Relative to nothing but the
// machine.
#include "core/text/parse_batch.h"

#include <benchmark/benchmark.h>
#include <fstream>
#include <iostream>
#include <sstream>
#include <streambuf>
#include <string>
#include <sys/resource.h>
#include <vector>

namespace {

using asg::text::ReportParser;

const ReportParser& parser() {
    static const ReportParser loaded = [] {
        auto result = ReportParser::load(ASG_SOURCE_DIR "/resources/ontology");
        if (!result) {
            std::cerr << result.error().text << '\n';
            std::exit(1);
        }
        return std::move(*result);
    }();
    return loaded;
}

// Reports of eight sentences each, made of the trap sentences.
const std::vector<std::string>& reports() {
    static const std::vector<std::string> made = [] {
        std::vector<std::string> texts;
        std::ifstream file(ASG_SOURCE_DIR "/tests/unit/text/traps.tsv");
        std::string text = "FINDINGS: ";
        int sentences = 0;
        for (std::string line; std::getline(file, line);) {
            if (line.starts_with('#')) continue;
            text += line.substr(0, line.find('\t')) + " ";
            if (++sentences % 8 != 0) continue;
            texts.push_back(text);
            text = "FINDINGS: ";
        }
        return texts;
    }();
    return made;
}

void parseReports(benchmark::State& state) {
    std::size_t next = 0;
    for (auto _ : state) benchmark::DoNotOptimize(parser().parse(reports()[next++ % reports().size()]));
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(parseReports);

void parseOneLongReport(benchmark::State& state) {
    std::string text;
    while (text.size() < static_cast<std::size_t>(state.range(0))) text += reports()[text.size() % reports().size()];
    for (auto _ : state) benchmark::DoNotOptimize(parser().parse(text));
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(parseOneLongReport)->RangeMultiplier(4)->Range(1 << 14, 1 << 20);

/// Gives the same lines again and again without holding them.
class RepeatedLines : public std::streambuf {
public:
    explicit RepeatedLines(std::size_t count) : m_left(count) {}

protected:
    int_type underflow() override {
        if (m_left-- == 0) return traits_type::eof();
        m_line = "{\"id\":" + std::to_string(m_left) + ",\"text\":\"" + reports()[m_left % reports().size()] + "\"}\n";
        setg(m_line.data(), m_line.data(), m_line.data() + m_line.size());
        return traits_type::to_int_type(m_line.front());
    }

private:
    std::size_t m_left;
    std::string m_line;
};

class Discard : public std::streambuf {
protected:
    int_type overflow(int_type c) override { return traits_type::not_eof(c); }
    std::streamsize xsputn(const char*, std::streamsize count) override { return count; }
};

void parseBatchOf(benchmark::State& state) {
    for (auto _ : state) {
        RepeatedLines lines(static_cast<std::size_t>(state.range(0)));
        Discard discard;
        std::istream in(&lines);
        std::ostream out(&discard);
        asg::text::parseBatch(parser(), in, out);
    }
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    state.counters["peakMiB"] = static_cast<double>(usage.ru_maxrss) / 1024.0;
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(parseBatchOf)->Arg(1000)->Arg(10000)->Arg(100000)->Iterations(1)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
