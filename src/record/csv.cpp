// Writing a history as tidy CSV text.
#include "src/record/csv.h"

#include <fmt/format.h>

#include <cmath>
#include <iterator>

namespace tarazi::record {
namespace {

using Text = fmt::memory_buffer;

/// ",number" in the shortest form that reads back exactly; an empty field for NaN; never "-0".
void add(Text& out, double value) {
  if (std::isnan(value))
    out.push_back(',');
  else
    fmt::format_to(std::back_inserter(out), ",{}", value == 0 ? 0. : value);
}
void add_empty(Text& out, int fields) {
  for (int k = 0; k < fields; ++k) out.push_back(',');
}

/// Calls row(replicate, month) for every month of every replicate with "month,date,replicate" written.
template <class Row>
std::string table(const History& h, const std::string& header, Row&& row) {
  Text out;
  fmt::format_to(std::back_inserter(out), "month,date,replicate,{}\n", header);
  for (int r = 0; r < h.replicates; ++r)
    for (int m = 0; m <= h.months; ++m)
      row(out, fmt::format("{},{},{}", m, date_of(h.scenario, m), h.first_replicate + r), r, m);
  return fmt::to_string(out);
}

}  // namespace

std::string date_of(const Scenario& scenario, int month) {
  const int months = scenario.start.year * 12 + scenario.start.month - 1 + month;
  return fmt::format("{:04}-{:02}", months / 12, months % 12 + 1);
}

std::string csv_field(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string states_csv(const History& h) {
  std::string header = "state";
  for (int d = 1; d <= h.dimensions; ++d) header += fmt::format(",position_{}", d);
  header += ",output,multivector_index,effective_vectors,lean,lean_towards,posture,idle,shortage";
  return table(h, header, [&](Text& out, const std::string& when, int r, int m) {
    for (int i = 0; i < h.states; ++i) {
      const State& state = h.scenario.states[static_cast<std::size_t>(i)];
      fmt::format_to(std::back_inserter(out), "{},{}", when, state.code);
      for (int d = 0; d < h.dimensions; ++d) add(out, h.position_of(r, m, i, d));
      add(out, h.of(StateField::output, r, m, i));
      if (state.passive) {
        add_empty(out, 5);
      } else {
        const Alignment a = h.alignment_of(r, m, i);
        add(out, a.index);
        add(out, a.vectors);
        add(out, a.lean);
        fmt::format_to(std::back_inserter(out), ",{},{}",
                       a.towards < 0 ? "" : h.scenario.states[static_cast<std::size_t>(a.towards)].code, name(a.posture));
      }
      add(out, h.of(StateField::idle, r, m, i));
      add(out, h.of(StateField::shortage, r, m, i));
      out.push_back('\n');
    }
  });
}

std::string dyads_csv(const History& h) {
  const double length = h.scenario[Parameter::length];
  const std::string header =
      "from,to,exports,stock,pressure,openness,offer,affinity,grievance,mood,bond,dependence,influence_share,closeness,agreement";
  return table(h, header, [&](Text& out, const std::string& when, int r, int m) {
    for (int i = 0; i < h.states; ++i)
      for (int j = 0; j < h.states; ++j) {
        if (i == j) continue;
        const State& from = h.scenario.states[static_cast<std::size_t>(i)];
        const State& to = h.scenario.states[static_cast<std::size_t>(j)];
        fmt::format_to(std::back_inserter(out), "{},{},{}", when, from.code, to.code);
        add(out, h.of(DyadField::exports, r, m, i, j));
        add(out, h.of(DyadField::stock, r, m, i, j));
        if (from.passive || to.passive) {
          add_empty(out, 11);
        } else {
          for (const DyadField field : {DyadField::pressure, DyadField::openness, DyadField::offer, DyadField::affinity,
                                        DyadField::grievance, DyadField::mood, DyadField::bond, DyadField::dependence,
                                        DyadField::influence_share})
            add(out, h.of(field, r, m, i, j));
          const double d = h.distance_of(r, m, i, j);
          add(out, closeness(d, length));
          add(out, predicted_agreement(d));
        }
        out.push_back('\n');
      }
  });
}

std::string corridors_csv(const History& h) {
  return table(h, "corridor,flow,cost", [&](Text& out, const std::string& when, int r, int m) {
    for (int c = 0; c < h.corridors; ++c) {
      fmt::format_to(std::back_inserter(out), "{},{}", when, csv_field(h.scenario.corridors[static_cast<std::size_t>(c)].name));
      add(out, h.flow_of(r, m, c));
      add(out, h.cost_of(r, m, c));
      out.push_back('\n');
    }
  });
}

std::string freight_csv(const History& h) {
  return table(h, "class,route,share", [&](Text& out, const std::string& when, int r, int m) {
    int k = 0;
    for (const FreightClass& freight : h.scenario.freight)
      for (const FreightClass::Route& route : freight.routes) {
        fmt::format_to(std::back_inserter(out), "{},{},{}", when, csv_field(freight.name),
                       csv_field(h.scenario.corridors[static_cast<std::size_t>(route.corridor)].name));
        add(out, h.route_of(r, m, k++));
        out.push_back('\n');
      }
  });
}

}  // namespace tarazi::record
