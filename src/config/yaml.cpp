// Builds the tree from the parser's events instead of from its nodes: positions are exact, aliases are
// copied under a budget, a looping alias is seen at once, and nothing is read beyond the first document.
#include "src/config/yaml.h"

#include <algorithm>
#include <istream>
#include <map>
#include <optional>
#include <streambuf>
#include <unordered_set>

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

namespace tarazi::config {
namespace {

/// Ends the parsing after a mistake that leaves no tree.
struct Stop {
  Mark mark;
  std::string what;
};

class Builder : public YAML::EventHandler {
 public:
  Builder(std::string_view text, std::shared_ptr<const std::string> file, const Limits& limits, Problems& problems)
      : text_(text), file_(std::move(file)), limits_(limits), problems_(problems) {}

  Node take_root() { return root_ ? std::move(*root_) : Node{Node::Kind::null, false, {file_, 1, 1}, {}, {}, {}}; }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (started_) throw Stop{at(mark), "the file holds more than one document; only one is allowed"};
    started_ = true;
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    leaf({Node::Kind::null, false, at(mark), {}, {}, {}}, anchor);
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    check_tag(mark, tag);
    if (tag == "!") check_closed(mark);
    // The parser gives "?" to plain scalars and "!" to quoted ones.
    leaf({Node::Kind::scalar, tag != "?", at(mark), value, {}, {}}, anchor);
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    for (const Open& open : open_)
      if (open.anchor == anchor)
        throw Stop{at(mark), "the alias stands inside what it names, which would go on for ever"};
    const auto known = anchors_.find(anchor);
    if (known == anchors_.end()) throw Stop{at(mark), "the alias names nothing"};
    Node copy = known->second;
    spend(size(copy), at(mark));
    if (depth(copy) + static_cast<int>(open_.size()) > limits_.depth) too_deep(mark);
    copy.mark = at(mark);
    place(std::move(copy));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(Node::Kind::list, mark, tag, anchor);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(Node::Kind::map, mark, tag, anchor);
  }
  void OnMapEnd() override { close(); }

 private:
  struct Open {
    Node node;
    YAML::anchor_t anchor;
    std::unordered_set<std::string> keys;
    std::optional<Entry> entry;  ///< of a map: the key that waits for its value
    bool repeated = false;       ///< the waiting key is a duplicate; its value is dropped
  };

  Mark at(const YAML::Mark& mark) const { return {file_, mark.line + 1, mark.column + 1}; }

  void check_tag(const YAML::Mark& mark, const std::string& tag) {
    if (!tag.empty() && tag != "?" && tag != "!")
      problems_.add(at(mark), "", fmt::format("the tag {} is not used here; remove it", tag.substr(0, 60)));
  }
  /// The parser takes an open quote as closed by the end of the file, and the file's rest with it.
  void check_closed(const YAML::Mark& mark) const {
    auto k = static_cast<std::size_t>(mark.pos);
    if (k >= text_.size() || (text_[k] != '"' && text_[k] != '\'')) return;
    const char quote = text_[k];
    for (++k; k < text_.size(); ++k) {
      if (quote == '"' && text_[k] == '\\') {
        ++k;
      } else if (text_[k] == quote) {
        if (quote == '"' || k + 1 >= text_.size() || text_[k + 1] != quote) return;
        ++k;
      }
    }
    throw Stop{at(mark), "the quote that opens here is never closed"};
  }
  void spend(std::size_t nodes, const Mark& mark) {
    spent_ += nodes;
    if (spent_ > limits_.nodes)
      throw Stop{mark, fmt::format("the file holds more than {} values (aliases counted as often as they are used)",
                                   limits_.nodes)};
  }
  [[noreturn]] void too_deep(const YAML::Mark& mark) const {
    throw Stop{at(mark), fmt::format("nested more than {} levels deep", limits_.depth)};
  }
  static std::size_t size(const Node& node) {
    std::size_t sum = 1;
    for (const Node& item : node.items) sum += size(item);
    for (const Entry& entry : node.entries) sum += 1 + size(entry.value);
    return sum;
  }
  static int depth(const Node& node) {
    int deepest = 0;
    for (const Node& item : node.items) deepest = std::max(deepest, depth(item));
    for (const Entry& entry : node.entries) deepest = std::max(deepest, depth(entry.value));
    return deepest + (node.is_list() || node.is_map() ? 1 : 0);
  }

  void leaf(Node node, YAML::anchor_t anchor) {
    spend(1, node.mark);
    if (anchor) anchors_[anchor] = node;
    place(std::move(node));
  }
  void open(Node::Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    check_tag(mark, tag);
    if (static_cast<int>(open_.size()) >= limits_.depth) too_deep(mark);
    spend(1, at(mark));
    if (!open_.empty() && open_.back().node.is_map() && !open_.back().entry)
      throw Stop{at(mark), "a list or map cannot be a key"};
    open_.push_back({{kind, false, at(mark), {}, {}, {}}, anchor, {}, {}, false});
  }
  void close() {
    Open done = std::move(open_.back());
    open_.pop_back();
    if (done.anchor) {
      spend(size(done.node), done.node.mark);  // nested anchors keep many copies
      anchors_[done.anchor] = done.node;
    }
    place(std::move(done.node));
  }

  /// Puts a finished value (or a key) where it belongs.
  void place(Node node) {
    if (open_.empty()) {
      root_ = std::move(node);
      return;
    }
    Open& parent = open_.back();
    if (parent.node.is_list()) {
      parent.node.items.push_back(std::move(node));
    } else if (!parent.entry) {
      parent.entry = Entry{key_text(node), node.mark, {}};
      parent.repeated = !parent.keys.insert(parent.entry->key).second;
      if (parent.repeated) complain_twice(parent, *parent.entry);
    } else {
      parent.entry->value = std::move(node);
      if (!parent.repeated) parent.node.entries.push_back(std::move(*parent.entry));
      parent.entry.reset();
    }
  }
  std::string key_text(const Node& node) {
    if (node.is_list() || node.is_map()) throw Stop{node.mark, "a list or map cannot be a key"};
    if (node.is_null()) {
      problems_.add(node.mark, here(), "a key is missing; a key named null or ~ must stand in quotes");
      return "~";
    }
    if (node.text == "<<" && !node.quoted)
      throw Stop{node.mark, "merge keys (<<) are not used here; repeat the entries, or use `extends` for a whole file"};
    return node.text;
  }
  void complain_twice(const Open& map, const Entry& entry) {
    const Entry* first = map.node.entry(entry.key);
    problems_.add(
        entry.mark, join(here(), entry.key),
        first ? fmt::format("the key stands twice, first in line {}", first->mark.line) : "the key stands twice");
  }
  /// The path of the innermost open map.
  std::string here() const {
    std::string path;
    for (std::size_t k = 0; k + 1 < open_.size(); ++k) {
      const Open& level = open_[k];
      path = join(path, level.node.is_list() ? std::to_string(level.node.items.size())
                        : level.entry        ? level.entry->key
                                             : "");
    }
    return path;
  }

  std::string_view text_;
  std::shared_ptr<const std::string> file_;
  const Limits& limits_;
  Problems& problems_;
  std::vector<Open> open_;
  std::map<YAML::anchor_t, Node> anchors_;
  std::optional<Node> root_;
  std::size_t spent_ = 0;
  bool started_ = false;
};

/// Length of the UTF-8 character that starts at text[k], 0 when there is none.
std::size_t utf8_length(std::string_view text, std::size_t k) {
  const auto byte = [&](std::size_t i) { return k + i < text.size() ? static_cast<unsigned char>(text[k + i]) : 0u; };
  const auto next = [&](std::size_t i) { return (byte(i) & 0xc0u) == 0x80u; };
  const unsigned first = byte(0);
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first < 0xe0) return next(1) ? 2 : 0;
  if (first >= 0xe0 && first < 0xf0) {
    if (!next(1) || !next(2)) return 0;
    const unsigned code = (first & 0xfu) << 12 | (byte(1) & 0x3fu) << 6;
    return code < 0x800 || (code >= 0xd800 && code < 0xe000) ? 0 : 3;
  }
  if (first >= 0xf0 && first < 0xf5) {
    if (!next(1) || !next(2) || !next(3)) return 0;
    const unsigned code = (first & 7u) << 18 | (byte(1) & 0x3fu) << 12;
    return code < 0x10000 || code > 0x10ffff ? 0 : 4;
  }
  return 0;
}

/// Refuses binary junk before the parser sees it.
bool is_text(std::string_view text, const std::shared_ptr<const std::string>& file, Problems& problems) {
  Mark mark{file, 1, 1};
  for (std::size_t k = 0; k < text.size();) {
    const auto c = static_cast<unsigned char>(text[k]);
    if ((c < 0x20 && c != '\n' && c != '\r' && c != '\t') || c == 0x7f) {
      problems.add(mark, "",
                   fmt::format("the byte 0x{:02x} does not belong into a text file; is this the right file?", c));
      return false;
    }
    const std::size_t length = utf8_length(text, k);
    if (length == 0) {
      problems.add(mark, "", fmt::format("the byte 0x{:02x} is not valid UTF-8; save the file as UTF-8", c));
      return false;
    }
    k += length;
    if (c == '\n') {
      ++mark.line;
      mark.column = 1;
    } else {
      mark.column += static_cast<int>(length);
    }
  }
  return true;
}

/// Reads from a string_view without a copy.
struct ViewBuffer : std::streambuf {
  explicit ViewBuffer(std::string_view text) {
    char* begin = const_cast<char*>(text.data());
    setg(begin, begin, begin + text.size());
  }
};

}  // namespace

Node parse_yaml(std::string_view text, const std::string& name, const Limits& limits, Problems& problems) {
  const auto file = std::make_shared<const std::string>(name);
  Node nothing{Node::Kind::null, false, {file, 1, 1}, {}, {}, {}};
  if (text.size() > limits.bytes) {
    problems.add({file, 0, 0}, "",
                 fmt::format("{} bytes are too many; at most {} are read", text.size(), limits.bytes));
    return nothing;
  }
  if (!is_text(text, file, problems)) return nothing;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  ViewBuffer buffer(text);
  std::istream stream(&buffer);
  Builder builder(text, file, limits, problems);
  try {
    YAML::Parser parser(stream);
    // The second call meets the end of the text, or a second document, which the builder refuses. Asking
    // until nothing is left would never end: on some broken text the parser reports documents for ever.
    if (parser.HandleNextDocument(builder)) parser.HandleNextDocument(builder);
  } catch (const Stop& stop) {
    problems.add(stop.mark, "", stop.what);
    return nothing;
  } catch (const YAML::Exception& e) {
    const Mark mark = e.mark.is_null() ? Mark{file, 1, 1} : Mark{file, e.mark.line + 1, e.mark.column + 1};
    problems.add(mark, "", "not valid YAML: " + e.msg);
    return nothing;
  }
  return builder.take_root();
}

}  // namespace tarazi::config
