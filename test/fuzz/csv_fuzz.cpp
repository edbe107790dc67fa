// Comma-separated values, both ways: tables made from bytes are written in every lawful spelling
// and read back the same, with the line a record begins in; and whatever the bytes are, every line
// is read once, in order.

#include <string>
#include <vector>

#include "base/csv.hpp"
#include "bytes.hpp"

namespace coaching {
namespace {

using Record = std::vector<std::string>;

constexpr std::string_view line_ends[] = {"\n", "\r\n", "\r"};

std::size_t lines_in(std::string_view text) {
    std::size_t lines = 0;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n')))
            ++lines;
    return lines;
}

/// Made of what a reader may fail on, more often than of other bytes.
std::string some_text(Bytes& bytes, int most) {
    static constexpr std::string_view pieces[] = {"\"", "\"\"", ",",  ";",   "\t",  "\n",
                                                  "\r", "\r\n", "a,", "\",", ",\"", "\xef\xbb\xbf"};
    std::string out;
    for (int left = bytes.up_to(most); left > 0 && bytes.are_left(); --left) {
        const int choice = bytes.up_to(20);
        if (choice < static_cast<int>(std::size(pieces)))
            out += pieces[choice];
        else
            out += bytes.number<char>();
    }
    return out;
}

std::string spelled(const std::string& field, char separator, bool quoted) {
    const bool must = field.find_first_of("\"\r\n") != std::string::npos ||
                      field.find(separator) != std::string::npos;
    if (!must && !quoted) return field;
    std::string out = "\"";
    for (const char c : field) out += c == '"' ? "\"\"" : std::string(1, c);
    return out + '"';
}

void write_and_read_back(Bytes& bytes) {
    const char separator = std::string_view(",;\t")[static_cast<std::size_t>(bytes.up_to(2))];
    const std::string_view line_end = line_ends[bytes.up_to(2)];
    const auto columns = static_cast<std::size_t>(2 + bytes.up_to(3));
    std::string text = bytes.up_to(1) == 0 ? "" : "\xef\xbb\xbf";
    std::vector<Record> written;
    std::vector<std::size_t> lines;
    for (std::size_t row = 0; row == 0 || bytes.are_left(); ++row) {
        lines.push_back(lines_in(text) + 1);
        Record& record = written.emplace_back();
        for (std::size_t i = 0; i < columns; ++i) {
            // The header decides on the separator, so it has no other.
            record.push_back(row == 0 ? std::string("h") : some_text(bytes, 6));
            if (i > 0) text += separator;
            text += spelled(record.back(), separator, bytes.up_to(1) == 0);
        }
        text += line_end;
    }
    CsvReader reader(text);
    require(reader.separator() == separator, "the header's separator is found");
    for (std::size_t row = 0; row < written.size(); ++row) {
        require(reader.next() && reader.fault() == nullptr, "what is well written is read");
        require(reader.line() == lines[row], "a record is numbered by its first line");
        require(std::equal(reader.fields().begin(), reader.fields().end(), written[row].begin(),
                           written[row].end()),
                "fields are read as they were written");
    }
    require(!reader.next(), "there are as many records as were written");
}

void read_anything(std::string_view text) {
    const std::size_t lines = lines_in(text) + 1;
    CsvReader reader(text);
    std::size_t last = 0;
    bool faulty = false;
    while (reader.next()) {
        require(reader.line() > last && reader.line() <= lines, "lines are read in order");
        require((reader.fault() != nullptr) == reader.fields().empty(),
                "a record has fields, or a fault");
        require(reader.fields().size() <= CsvReader::most_fields, "fields are limited");
        faulty = faulty || reader.fault() != nullptr;
        last = reader.line();
    }
    require(!faulty || text.find('"') != std::string_view::npos || text.size() > 256,
            "without quotes nothing is faulty");
    require(!reader.next(), "the end stays the end");
}

}  // namespace
}  // namespace coaching

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    coaching::read_anything({reinterpret_cast<const char*>(data), size});
    coaching::Bytes bytes(data, size);
    coaching::read_anything(coaching::some_text(bytes, 200));
    coaching::write_and_read_back(bytes);
    return 0;
}
