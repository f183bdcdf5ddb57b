// The posterior as YAML that reads back, and as CSV tables.
// Numbers in full precision in the draws, rounded where a person reads them.
#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "src/config/fields.h"
#include "src/config/files.h"
#include "src/config/numbers.h"
#include "src/config/yaml.h"
#include "src/evidence/posterior.h"
#include "src/record/csv.h"

namespace tarazi::evidence {
namespace {

/// Double quotes hold anything on one line.
std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out + "\"";
}
std::string number(double value) {
  return std::isfinite(value) ? config::shortest(std::strtod(fmt::format("{:.6g}", value).c_str(), nullptr)) : "null";
}

using config::Key;
using config::Kind;

const config::Table& learned_table() {
  static const config::Table table{"a parameter of a posterior",
                                   {{"path", Kind::text, "in a scenario", true},
                                    {"prior", Kind::text, "before the data", true},
                                    {"source", Kind::text, "of the prior"},
                                    {"median", Kind::number, "50 % quantile", true},
                                    {"mean", Kind::number, "mean", true},
                                    {"sd", Kind::number, "standard deviation", true},
                                    {"low", Kind::number, "5 % quantile", true},
                                    {"high", Kind::number, "95 % quantile", true},
                                    {"variance_ratio", Kind::number, "posterior over prior variance", true},
                                    {"verdict", Kind::text, "identified, partly or not identified"}}};
  return table;
}
const config::Table& posterior_table() {
  static const config::Table table{
      "a posterior",
      {{"tarazi", Kind::choice, "kind and version of the file", true, {}, nullptr, {"posterior/1"}},
       {"title", Kind::text, "one line"},
       {"method", Kind::text, "abc, history or point", true},
       {"made", Kind::any, "provenance"},
       {"parameters", Kind::objects, "what was learned", true, {}, &learned_table()},
       {"ridges", Kind::any, "pairs that trade off"},
       {"correlations", Kind::any, "matrix, in the order of parameters"},
       {"draws", Kind::any, "rows of values, in the order of parameters", true}}};
  return table;
}

/// Rows of numbers of the same length.
std::vector<std::vector<double>> read_rows(const config::Node& node, const std::string& path, std::size_t width,
                                           config::Reading& reading) {
  std::vector<std::vector<double>> rows;
  for (std::size_t k = 0; k < node.items.size(); ++k) {
    const config::Node& item = node.items[k];
    std::vector<double> row;
    for (const config::Node& cell : item.items)
      row.push_back(config::read_number(cell, {}, config::join(path, std::to_string(k)), reading, false).value_or(0));
    if (row.size() != width) {
      reading.problems.add(item.mark, config::join(path, std::to_string(k)),
                           fmt::format("has {} numbers; {} parameters need as many", row.size(), width));
      return rows;
    }
    rows.push_back(std::move(row));
  }
  if (rows.empty()) reading.problems.add(node.mark, path, "is no list of rows of numbers");
  return rows;
}

}  // namespace

std::string write_posterior(const Posterior& p) {
  std::string out =
      "# A posterior made by `tarazi calibrate`. Ratios near 1 say that nothing "
      "was learned.\n";
  out += fmt::format("tarazi: posterior/1\ntitle: {}\nmethod: {}\nmade:\n", quoted(p.title), p.method);
  for (const auto& [key, value] : p.made) out += fmt::format("  {}: {}\n", key, quoted(value));
  out += "parameters:\n";
  for (const Learned& one : p.parameters)
    out += fmt::format(
        "  {}:\n    path: {}\n    prior: {}\n    source: {}\n    median: {}\n    mean: {}\n    sd: {}\n    low: {}\n   "
        " high: {}\n"
        "    variance_ratio: {}\n    verdict: {}\n",
        one.name, one.path, quoted(one.prior), quoted(one.source), number(one.median), number(one.mean), number(one.sd),
        number(one.low), number(one.high), number(one.ratio), one.verdict());
  out += "ridges: [";
  const auto ridges = p.ridges();
  for (std::size_t k = 0; k < ridges.size(); ++k) out += (k ? ", " : "") + quoted(ridges[k]);
  out += "]\ncorrelations:\n";
  for (const auto& row : p.correlations) {
    out += "  - [";
    for (std::size_t k = 0; k < row.size(); ++k) out += (k ? ", " : "") + number(std::round(row[k] * 1000) / 1000);
    out += "]\n";
  }
  out += "draws:\n";
  for (const auto& row : p.draws) {
    out += "  - [";
    for (std::size_t k = 0; k < row.size(); ++k) out += (k ? ", " : "") + number(row[k]);
    out += "]\n";
  }
  return out;
}

Posterior read_posterior(const std::filesystem::path& file) {
  config::Problems problems(file.string());
  const config::Node root = config::parse_yaml(config::read_text(file, config::Limits::own_files().bytes),
                                               file.string(), config::Limits::own_files(), problems);
  if (root.entries.empty() && !problems.any())
    problems.add(root.mark, "", "is no posterior: a mapping with tarazi: posterior/1 is needed");
  problems.raise_if_any();
  config::Reading reading{problems};
  config::Fields top(root, posterior_table(), "", reading);
  top.choice("tarazi");
  Posterior p;
  p.title = top.text("title").value_or("");
  p.method = top.text("method").value_or("");
  if (const config::Node* made = top.node("made"))
    for (const config::Entry& entry : made->entries) p.made.emplace_back(entry.key, entry.value.text);
  if (const config::Node* list = top.node("parameters"))
    for (const config::Entry& entry : list->entries) {
      config::Fields fields(entry.value, learned_table(), config::join("parameters", entry.key), reading);
      Learned one;
      one.name = entry.key;
      one.path = fields.text("path").value_or("");
      one.prior = fields.text("prior").value_or("");
      one.source = fields.text("source").value_or("");
      one.median = fields.number("median").value_or(0);
      one.mean = fields.number("mean").value_or(0);
      one.sd = fields.number("sd").value_or(0);
      one.low = fields.number("low").value_or(0);
      one.high = fields.number("high").value_or(0);
      one.ratio = fields.number("variance_ratio").value_or(1);
      p.parameters.push_back(std::move(one));
    }
  if (const config::Node* rows = top.node("draws")) p.draws = read_rows(*rows, "draws", p.parameters.size(), reading);
  if (const config::Node* rows = top.node("correlations"))
    p.correlations = read_rows(*rows, "correlations", p.parameters.size(), reading);
  problems.raise_if_any();
  return p;
}

std::string parameters_csv(const Posterior& p) {
  std::string out = "parameter,path,prior,median,mean,sd,low,high,variance_ratio,verdict\r\n";
  for (const Learned& one : p.parameters)
    out += fmt::format("{},{},{},{},{},{},{},{},{},{}\r\n", record::csv_field(one.name), record::csv_field(one.path),
                       record::csv_field(one.prior), one.median, one.mean, one.sd, one.low, one.high, one.ratio,
                       one.verdict());
  return out;
}

std::string draws_csv(const Posterior& p) {
  std::string out;
  for (std::size_t k = 0; k < p.parameters.size(); ++k) out += (k ? "," : "") + record::csv_field(p.parameters[k].name);
  out += "\r\n";
  for (const auto& row : p.draws) {
    for (std::size_t k = 0; k < row.size(); ++k) out += (k ? "," : "") + config::shortest(row[k]);
    out += "\r\n";
  }
  return out;
}

std::string targets_csv(const std::vector<Met>& targets) {
  std::string out =
      "target,observed,error,simulated_low,simulated_median,simulated_high,prior_low,prior_median,prior_high,miss,"
      "source\r\n";
  for (const Met& m : targets)
    out +=
        fmt::format("{},{},{},{},{},{},{},{},{},{},{}\r\n", record::csv_field(m.name), m.value, m.error, m.low,
                    m.median, m.high, m.prior_low, m.prior_median, m.prior_high, m.miss, record::csv_field(m.source));
  return out;
}

}  // namespace tarazi::evidence
