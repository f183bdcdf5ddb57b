// Reading a store for analysis.
// Categories become one 0/1 response each, so that every method works on shares as well.
#include "src/study/results.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include <fmt/format.h>

namespace tarazi::study {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

double mean_present(const std::vector<double>& values) {
  double sum = 0;
  int count = 0;
  for (const double v : values)
    if (!std::isnan(v)) sum += v, ++count;
  return count ? sum / count : kNaN;
}

}  // namespace

Results load_results(const std::filesystem::path& file) {
  Database database(file, Database::Mode::read);
  Results r;
  r.study = stored_study(database);
  {
    Statement row(database, "SELECT version, hash, started FROM study ORDER BY id DESC LIMIT 1");
    row.next();
    r.version = row.text(0);
    r.hash = row.text(1);
    r.started = row.text(2);
  }
  const auto& factors = r.study.factors;
  Statement points(database, "SELECT * FROM points WHERE point IN (SELECT point FROM design) ORDER BY point");
  while (points.next()) {
    Point point{points.text(0), {}};
    for (std::size_t k = 0; k < factors.size(); ++k) {
      const int column = static_cast<int>(k) + 1;
      const auto& words = factors[k].words;
      point.values.push_back(factors[k].is_choice()
                                 ? static_cast<double>(std::find(words.begin(), words.end(), points.text(column)) - words.begin())
                                 : points.number(column));
    }
    r.points.push_back(std::move(point));
  }
  const auto place = [&](const std::string& id) {
    const auto at = std::lower_bound(r.points.begin(), r.points.end(), id, [](const Point& p, const std::string& other) { return p.id < other; });
    return at != r.points.end() && at->id == id ? static_cast<int>(at - r.points.begin()) : -1;
  };
  Statement design(database, "SELECT place, point FROM design ORDER BY place");
  while (design.next()) {
    r.design.resize(static_cast<std::size_t>(design.integer(0)) + 1, -1);
    r.design.back() = place(design.text(1));
  }
  r.expected = static_cast<long>(r.points.size()) * r.study.replicates;

  std::vector<std::vector<std::size_t>> responses_of;  // of each outcome: one, or one a category
  std::vector<std::vector<std::string>> categories;
  for (const Outcome& o : r.study.outcomes) {
    categories.push_back(o.categories(r.study.scenario));
    responses_of.emplace_back();
    const std::size_t many = o.categorical() ? categories.back().size() : 1;
    for (std::size_t c = 0; c < many; ++c) {
      responses_of.back().push_back(r.responses.size());
      r.responses.push_back({o.categorical() ? o.name + "=" + categories.back()[c] : o.name, static_cast<int>(responses_of.size()) - 1, o.categorical(),
                             std::vector<std::vector<double>>(r.points.size()), {}});
    }
  }
  std::string columns;
  for (const Outcome& o : r.study.outcomes) columns += ", " + sql_name(o.name);
  Statement runs(database, "SELECT point, replicate, status" + columns + " FROM runs ORDER BY point, replicate");
  while (runs.next()) {
    const int p = place(runs.text(0));
    if (p < 0) continue;
    ++r.runs;
    const bool ok = runs.text(2) == "ok";
    r.failed += !ok;
    const auto replicate = static_cast<std::size_t>(runs.integer(1));
    for (std::size_t o = 0; o < categories.size(); ++o) {
      const int column = static_cast<int>(o) + 3;
      const std::string category = categories[o].empty() ? "" : runs.text(column);
      for (std::size_t c = 0; c < responses_of[o].size(); ++c) {
        auto& values = r.responses[responses_of[o][c]].values[static_cast<std::size_t>(p)];
        values.resize(replicate + 1, kNaN);
        if (ok && !runs.is_null(column)) values[replicate] = categories[o].empty() ? runs.number(column) : category == categories[o][c];
      }
    }
  }
  for (Response& response : r.responses)
    for (const auto& values : response.values) response.means.push_back(mean_present(values));
  for (std::size_t o = 0; o < categories.size(); ++o) {
    if (categories[o].empty()) continue;
    Results::Leading leading{r.study.outcomes[o].name, std::vector<std::string>(r.points.size())};
    for (std::size_t p = 0; p < r.points.size(); ++p) {
      double most = 0;
      for (std::size_t c = 0; c < categories[o].size(); ++c) {
        const double share = r.responses[responses_of[o][c]].means[p];
        if (share > most) {
          most = share;
          leading.category[p] = categories[o][c];
        }
      }
    }
    r.leading.push_back(std::move(leading));
  }
  // Categories that never occur would only fill tables.
  std::erase_if(r.responses, [](const Response& response) {
    return response.is_share &&
           std::none_of(response.means.begin(), response.means.end(), [](double m) { return m > 0; });
  });
  return r;
}

}  // namespace tarazi::study
