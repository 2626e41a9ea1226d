#include "core/project/answer_table.h"

#include "core/project/asked.h"
#include "core/project/table_cells.h"
#include "core/text/code_points.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

namespace asg::project {
namespace {

using review::JudgedLink;
using review::ReaderVerdicts;
using Row = std::vector<std::string>;

/// The rows of one item.
class ItemRows {
public:
    ItemRows(const Item& item, const ItemRecord& record, bool isOverlap, std::vector<Row>& rows)
        : m_item(item), m_record(record), m_isOverlap(isOverlap), m_rows(rows) {
        if (record.report) m_index.emplace(record.report->text);
    }

    /// What the reader was asked and said, as `verdicts` have it, since a time; all where that is empty.
    void add(const std::string& reader, int pass, const std::vector<JudgedLink>& asked, const ReaderVerdicts& verdicts,
             const std::string& since) {
        std::set<JudgedLink> links(asked.begin(), asked.end());
        for (const auto& [link, said] : verdicts.links)
            if (isSaid(said, reader, since)) links.insert(link);
        for (const auto& link : links) {
            const auto said = verdicts.links.find(link);
            const bool isAnswered = said != verdicts.links.end() && isSaid(said->second, reader, since);
            addLink(reader, pass, link, isAnswered ? &said->second.at(reader) : nullptr);
        }
        for (const auto& [box, said] : verdicts.boxes)
            if (isSaid(said, reader, since)) addBox(reader, pass, box, said.at(reader));
    }

private:
    template <typename Said>
    static bool isSaid(const std::map<std::string, Said>& said, const std::string& reader, const std::string& since) {
        const auto own = said.find(reader);
        return own != said.end() && own->second.time >= since;
    }

    void addLink(const std::string& reader, int pass, const JudgedLink& link,
                 const review::SaidByReader<domain::ReviewVerdict>* said) {
        const bool isOfReport = m_record.report && link.reportSha256 == m_record.reportSha256;
        const auto words =
            isOfReport ? text::textOf(m_record.report->text, *m_index, link.sentence) : std::string_view();
        addRow(reader, pass,
               {"link", plainCell(std::string(words)), std::to_string(link.sentence.start),
                std::to_string(link.sentence.end), link.reportSha256, isOfReport ? numberOfLink(link) : "",
                namesText(link.regions, "; "), ""},
               said == nullptr ? Row{"", "", "", ""}
                               : Row{std::string(domain::name(said->said)),
                                     said->code ? std::string(domain::name(*said->code)) : "", plainCell(said->reason),
                                     said->time});
    }

    void addBox(const std::string& reader, int pass, const review::JudgedBox& judged,
                const review::SaidByReader<bool>& said) {
        addRow(reader, pass,
               {"box", "", "", "", "", "", namesText({judged.region}, "; "), boxText(judged.boxInImagePixels)},
               {said.said ? "accepted" : "rejected", "", plainCell(said.reason), said.time});
    }

    void addRow(const std::string& reader, int pass, Row question, const Row& answer) {
        Row row{plainCell(m_item.picture.path), m_item.picture.sha256, m_item.gold ? "yes" : "no",
                m_isOverlap ? "yes" : "no",     plainCell(reader),     std::to_string(pass)};
        row.insert(row.end(), std::make_move_iterator(question.begin()), std::make_move_iterator(question.end()));
        row.insert(row.end(), answer.begin(), answer.end());
        m_rows.push_back(std::move(row));
    }

    /// As analysis.json numbers it; empty where the parser has no such link.
    [[nodiscard]] std::string numberOfLink(const JudgedLink& judged) const {
        for (const auto& link : m_record.report->links)
            for (const auto sentence : link.sentences)
                if (link.regions == judged.regions &&
                    m_record.report->sentences[sentence.value].span == judged.sentence)
                    return std::to_string(link.id.value);
        return "";
    }

    const Item& m_item;
    const ItemRecord& m_record;
    bool m_isOverlap;
    std::vector<Row>& m_rows;
    std::optional<text::CodePointIndex> m_index;
};

/// The places at which a reader meets items for the second time, by item.
std::map<std::size_t, EntryProgress> repeatsOf(const ReaderProgress& progress) {
    std::map<std::size_t, EntryProgress> repeats;
    for (const auto& at : progress.entries)
        if (at.entry.isRepeat) repeats.emplace(at.entry.item, at);
    return repeats;
}

struct AskedReader {
    std::string name;
    std::set<std::size_t> items;
    std::map<std::size_t, EntryProgress> repeats;
};

std::vector<AskedReader> everybody(const Project& project, const ProjectRecord& record) {
    std::set<std::string> names;
    for (const auto& reader : project.readers) names.insert(reader.name);
    for (auto& reader : readersIn(record)) names.insert(std::move(reader));
    std::vector<AskedReader> readers;
    for (const auto& name : names) {
        const auto progress = progressOf(project, record, name);
        AskedReader reader{name, {}, repeatsOf(progress)};
        for (const auto& at : progress.entries) reader.items.insert(at.entry.item);
        readers.push_back(std::move(reader));
    }
    return readers;
}

/// Both answers of a reader who meets an item twice. An answer that was not begun is open: all of its questions.
void addBoth(ItemRows& rows, const Project& project, const ItemRecord& item, const AskedReader& reader,
             const EntryProgress& repeat) {
    const auto add = [&](int pass, const ItemRecord& decided, const ReaderVerdicts& verdicts,
                         const std::string& since = {}) {
        rows.add(reader.name, pass, questionsOf(decided, reader.name), verdicts, since);
    };
    if (!repeat.beginIsTold && !repeat.begun.empty()) {
        add(1, item, verdictsOn(item, repeat.begun));
        return add(2, item, verdictsOn(item), repeat.begun);
    }
    for (const auto meeting : {Meeting::First, Meeting::Repeat}) {
        const auto decided = decidedAt(meeting, item, project.name);
        add(meeting == Meeting::First ? 1 : 2, decided, verdictsOn(decided));
    }
}

void addReader(ItemRows& rows, const Project& project, const ItemRecord& item, std::size_t number,
               const AskedReader& reader, const ReaderVerdicts& verdicts) {
    const auto repeat = reader.repeats.find(number);
    if (repeat != reader.repeats.end()) return addBoth(rows, project, item, reader, repeat->second);
    const auto asked = reader.items.contains(number) ? questionsOf(item, reader.name) : std::vector<JudgedLink>();
    rows.add(reader.name, 1, asked, verdicts, {});
}

}  // namespace

const Row& answerColumns() {
    static const Row columns{"picture",  "picture_sha256", "gold",   "overlap",       "reader", "pass",    "kind",
                             "sentence", "start",          "end",    "report_sha256", "link",   "regions", "box",
                             "verdict",  "code",           "reason", "time"};
    return columns;
}

std::vector<Row> answerRows(const Project& project, const ProjectRecord& record) {
    const auto overlap = overlapItems(project);
    const auto readers = everybody(project, record);
    std::vector<Row> rows;
    for (std::size_t i = 0; i < record.items.size(); ++i) {
        const auto verdicts = verdictsOn(record.items[i]);
        ItemRows ofItem(project.items[i], record.items[i], std::ranges::binary_search(overlap, i), rows);
        for (const auto& reader : readers) addReader(ofItem, project, record.items[i], i, reader, verdicts);
    }
    return rows;
}

}  // namespace asg::project
