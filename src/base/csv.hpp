// Reading comma-separated values (RFC 4180), as programs really write them: the separator may be a
// comma, a semicolon or a tab, lines end with CR, LF or CRLF, a byte-order mark may come first.
//
//   CsvReader reader(text);
//   while (reader.next())
//       if (!reader.fault()) use(reader.fields());
//
// Quotes are taken seriously: a record with a misplaced one is reported with its line, and reading
// goes on with the line after it, so that one slip costs one line. That is also what makes reading
// linear: only a line with an odd number of quotes opens a field it does not close, and the search
// for its end stops at the next such line.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coaching {

class CsvReader {
public:
    /// More fields than any table a person exports; a record with more is faulty.
    static constexpr std::size_t most_fields = 256;

    /// The text must outlive the reader. The separator is the one the first record has most of.
    explicit CsvReader(std::string_view text);

    char separator() const noexcept { return separator_; }

    /// Goes to the next record; blank lines are passed over. False after the last.
    bool next();

    /// Where the record begins: lines count from 1, also those within quotes.
    std::size_t line() const noexcept { return line_; }

    /// Why the record cannot be read, as a sentence; nullptr where it can.
    const char* fault() const noexcept { return fault_; }

    /// The fields of a record without fault, unquoted. Valid until the next record.
    std::span<const std::string_view> fields() const noexcept { return fields_; }

private:
    struct RawField {
        std::string_view text;
        bool has_doubled_quotes;
    };

    void read_record();
    RawField read_field();
    RawField read_quoted();
    void finish_fields();
    void skip_line();
    void skip_line_end();
    bool at_end() const noexcept { return at_ == text_.size(); }
    bool at_line_end() const noexcept { return text_[at_] == '\n' || text_[at_] == '\r'; }

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t next_line_ = 1;
    std::size_t line_ = 0;
    char separator_ = ',';
    const char* fault_ = nullptr;
    std::vector<RawField> raw_;
    std::vector<std::string_view> fields_;
    std::string unquoted_;
};

}  // namespace coaching
