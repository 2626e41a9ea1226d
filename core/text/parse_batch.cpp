#include "core/text/parse_batch.h"

#include "core/base/json_text.h"
#include "core/text/code_points.h"
#include "core/text/report_json.h"

#include <nlohmann/json.hpp>

#include <istream>
#include <ostream>
#include <string>
#include <string_view>

namespace asg::text {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

ordered_json failure(const ordered_json& id, const std::string& why) {
    return {{"id", id}, {"error", why}};
}

ordered_json answer(const ReportParser& parser, std::string_view line) {
    const auto parsed = base::jsonFromText(line);
    if (!parsed) return failure(nullptr, parsed.error().text);
    const json& request = *parsed;
    if (!request.is_object()) return failure(nullptr, "the line is not a JSON object");
    const ordered_json id = request.value("id", json(nullptr));
    const auto text = request.find("text");
    if (text == request.end() || !text->is_string()) return failure(id, "\"text\" is missing or no text");
    ordered_json object{{"id", id}};
    object.update(parseJson(parser.parse(text->get_ref<const std::string&>())));
    return object;
}

}  // namespace

BatchSummary parseBatch(const ReportParser& parser, std::istream& in, std::ostream& out, const std::stop_token& stop) {
    BatchSummary summary;
    std::string line;
    while (!stop.stop_requested() && std::getline(in, line)) {
        if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
        const ordered_json object = answer(parser, line);
        ++summary.read;
        if (object.contains("error")) ++summary.failed;
        out << object.dump(-1, ' ', false, json::error_handler_t::replace) << '\n';
    }
    return summary;
}

}  // namespace asg::text
