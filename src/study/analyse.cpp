// The analysis of a study in words and tables: what the design allows, with intervals and with what is missing.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "src/study/results.h"

namespace tarazi::study {
namespace {

std::string show(double v) { return std::isnan(v) ? "-" : fmt::format("{:.4g}", v); }
std::string show(const Estimate& e) {
  if (std::isnan(e.value)) return "-";
  if (!std::isfinite(e.low) || !std::isfinite(e.high)) return show(e.value);
  return fmt::format("{:.4g} [{:.4g}, {:.4g}]", e.value, e.low, e.high);
}

/// Columns as wide as their widest cell.
class Table {
 public:
  void row(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
  std::string text() const {
    std::vector<std::size_t> width;
    for (const auto& row : rows_)
      for (std::size_t c = 0; c < row.size(); ++c) {
        width.resize(std::max(width.size(), row.size()), 0);
        width[c] = std::max(width[c], row[c].size());
      }
    std::string out;
    for (const auto& row : rows_) {
      std::string line = "  ";
      for (std::size_t c = 0; c < row.size(); ++c) line += fmt::format("{:<{}}  ", row[c], width[c]);
      line.erase(line.find_last_not_of(' ') + 1);
      out += line + "\n";
    }
    return out;
  }

 private:
  std::vector<std::vector<std::string>> rows_;
};

std::string values_text(const Study& study, const std::vector<double>& values, int without = -1) {
  std::string out;
  for (std::size_t k = 0; k < values.size(); ++k)
    if (static_cast<int>(k) != without) out += fmt::format("{}{} = {}", out.empty() ? "" : ", ", study.factors[k].name, study.factors[k].text(values[k]));
  return out;
}

std::string head(const Results& r) {
  std::string out = fmt::format("{}\n{} design, {} points, {} runs of {} in the file; tarazi {}, study {}\n",
                                r.study.title.empty() ? "Study" : r.study.title, name(r.study.design.kind), r.points.size(), r.runs, r.expected,
                                r.version, r.hash);
  if (r.runs < r.expected) out += "The study is not complete: every number below is of what is there.\n";
  if (r.failed > 0) out += fmt::format("{} runs left the bounds of the model and are left out.\n", r.failed);
  if (r.study.until)
    out += "Replicates stopped when an interval was narrow enough: intervals of stopped points cover a little less than 95 %.\n";
  return out + "Intervals are 95 %: Student's t for means, Wilson for shares, the bootstrap for indices.\n";
}

std::string means(const Results& r, int most_rows) {
  std::vector<std::size_t> order(r.points.size());
  for (std::size_t p = 0; p < order.size(); ++p) order[p] = p;
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return r.points[a].values < r.points[b].values; });
  Table table;
  std::vector<std::string> header;
  for (const Factor& f : r.study.factors) header.push_back(f.name);
  for (const Response& response : r.responses) header.push_back(response.name);
  table.row(header);
  for (std::size_t k = 0; k < order.size() && static_cast<int>(k) < most_rows; ++k) {
    const std::size_t p = order[k];
    std::vector<std::string> cells;
    for (std::size_t f = 0; f < r.study.factors.size(); ++f) {
      const Factor& factor = r.study.factors[f];
      cells.push_back(factor.is_choice() ? factor.text(r.points[p].values[f]) : show(r.points[p].values[f]));
    }
    for (const Response& response : r.responses) cells.push_back(show(point_mean(response, p)));
    table.row(std::move(cells));
  }
  std::string out = "\nMeans\n" + table.text();
  if (static_cast<int>(order.size()) > most_rows)
    out += fmt::format("  ... and {} more points (--rows {} shows all)\n", order.size() - static_cast<std::size_t>(most_rows), order.size());
  return out;
}

std::string level_effects(const Results& r, const Response& response) {
  std::string out;
  const auto differences = contrasts(r, response);
  if (!differences.empty()) {
    Table table;
    table.row({"factor", "from", "to", "difference"});
    for (const Contrast& c : differences) {
      const Factor& factor = r.study.factors[static_cast<std::size_t>(c.factor)];
      table.row({factor.name, factor.text(c.from), factor.text(c.to), show(c.difference)});
    }
    out += "  Differences to the first level, paired under common random numbers\n" + table.text();
  }
  const Decomposition parts = decompose(r, response);
  if (!parts.main.empty()) {
    out += "  Share of the variance between points:";
    for (std::size_t k = 0; k < parts.main.size(); ++k) out += fmt::format(" {} {:.3f};", r.study.factors[k].name, parts.main[k]);
    for (const auto& pair : parts.pairs)
      out += fmt::format(" {} x {} {:.3f};", r.study.factors[static_cast<std::size_t>(pair.a)].name,
                         r.study.factors[static_cast<std::size_t>(pair.b)].name, pair.share);
    out.back() = '\n';
  }
  return out;
}

std::string sobol_table(const Results& r, const Response& response) {
  const SobolTable indices = sobol_of(r, response);
  std::vector<double> totals;
  for (const SobolIndex& index : indices.factors) totals.push_back(index.total.value);
  Table table;
  table.row({"factor", "first order", "total"});
  for (const std::size_t k : by_size(totals)) table.row({r.study.factors[k].name, show(indices.factors[k].first), show(indices.factors[k].total)});
  return "  Sobol indices (Saltelli 2010, Jansen)\n" + table.text() +
         fmt::format("  Convergence: the widest interval of a total index is {:.3f}, and with half the samples the largest change is {:.3f}{}\n",
                     indices.widest, indices.moved, indices.widest > .1 ? "; more points would be needed to rank close factors" : "");
}

std::string morris_table(const Results& r, const Response& response) {
  const auto effects = morris_of(r, response);
  std::vector<double> strengths;
  for (const MorrisEffect& effect : effects) strengths.push_back(effect.strength.value);
  Table table;
  table.row({"factor", "mu*", "mu", "sigma"});
  for (const std::size_t k : by_size(strengths))
    table.row({r.study.factors[k].name, show(effects[k].strength), show(effects[k].mean), show(effects[k].spread)});
  return "  Elementary effects over the whole range of each factor (Morris)\n" + table.text();
}

std::string slope_table(const Results& r, const Response& response) {
  const auto effects = slopes(r, response);
  Table table;
  table.row({"factor", "effect"});
  for (std::size_t k = 0; k < effects.size(); ++k)
    if (!std::isnan(effects[k].value)) table.row({r.study.factors[k].name, show(effects[k])});
  return "  Linear effect over the whole range of each factor, in standard deviations of the outcome\n" + table.text();
}

std::string tipping_text(const Results& r, int most_rows) {
  const auto found = tippings(r);
  if (r.leading.empty()) return "";
  std::string out = "\nTipping: where the most frequent category changes along a factor\n";
  if (found.empty()) return out + "  nowhere between the points of this design\n";
  int rows = 0;
  for (const Tipping& t : found) {
    if (++rows > most_rows) break;
    const Factor& factor = r.study.factors[static_cast<std::size_t>(t.factor)];
    const std::string others = values_text(r.study, t.point, t.factor);
    out += fmt::format("  {}: {} becomes {} between {} = {} and {}{}\n", t.outcome, t.before, t.after, factor.name, show(t.below), show(t.above),
                       others.empty() ? "" : " at " + others);
  }
  if (static_cast<int>(found.size()) > most_rows) out += fmt::format("  ... and {} more\n", found.size() - static_cast<std::size_t>(most_rows));
  return out;
}

}  // namespace

std::string analyse_text(const Results& r, int most_rows) {
  std::string out = head(r);
  if (r.runs == 0) return out + "There is no run yet.\n";
  out += "\nIn short\n";
  for (const std::string& sentence : findings(r)) out += "  " + sentence + "\n";
  const DesignKind kind = r.study.design.kind;
  if (has_levels(kind)) out += means(r, most_rows);
  for (const Response& response : r.responses) {
    out += "\n" + response.name + "\n";
    const double noise = noise_share(response);
    if (!std::isnan(noise)) out += fmt::format("  Share of the variance that is noise between replicates: {:.3f}\n", noise);
    const auto [low, high] = std::minmax_element(response.means.begin(), response.means.end());
    if (*low == *high) {
      out += "  The same at every point.\n";
      continue;
    }
    if (has_levels(kind)) out += level_effects(r, response);
    else if (kind == DesignKind::saltelli) out += sobol_table(r, response);
    else if (kind == DesignKind::morris) out += morris_table(r, response);
    else out += slope_table(r, response);
  }
  if (has_levels(kind)) out += tipping_text(r, most_rows);
  return out;
}

}  // namespace tarazi::study
