// Statistics of worlds against closed forms and brute force, reading of calibrations, and the log of runs.
// The worlds are small; what is checked is the arithmetic, not the model.
#include "src/evidence/target.h"

#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <fstream>

#include "src/evidence/calibrate.h"
#include "src/evidence/posterior.h"
#include "src/evidence/target_experiments.h"
#include "src/study/random.h"
#include "tests/testing.hpp"

namespace {

using namespace tarazi;
using namespace tarazi::evidence;
namespace fs = std::filesystem;

const std::string kWorld = TARAZI_SOURCE_DIR "/configs/calibration/trade-shock.yaml";

std::string small_calibration(const std::string& more = "") {
  return "tarazi: calibration/1\nseed: 3\nworlds: {w: {scenario: " + kWorld +
         ", months: 120}}\nparameters:\n  trade_up: {path: parameters.trade_up, low: 0.02, high: 0.1}\n"
         "  drift: {path: parameters.drift_sd, low: 0.001, high: 0.06}\n  error: {path: observation.position_sd, low: "
         "0, high: 0.1}\ntargets:\n"
         "  sd: {statistic: change_sd, value: 0.05, error: 0.01}\n"
         "  year: {statistic: trade_adjustment, years: 10, from: A, to: B, value: 0.38, error: 0.05}\n" +
         more;
}

struct Folder {
  Folder() : path(fs::temp_directory_path() / ("tarazi-calibration-" + std::to_string(::getpid()))) {
    fs::create_directories(path);
  }
  ~Folder() { fs::remove_all(path); }
  fs::path path;
};

}  // namespace

TEST_CASE("changes and drift of a panel agree with brute force", "[evidence][target]") {
  study::Random random(1);
  Panel p;
  p.states = 30;
  p.years = 12;
  p.memory = 4;
  for (int i = 0; i < p.states; ++i) p.anchor.push_back(random.unit());
  for (int k = 0; k < p.states * p.years; ++k) {
    p.position.push_back(random.unit());
    p.pull.push_back(random.unit() - .5);
  }
  std::vector<double> moves;
  for (int t = 0; t < 7; ++t)
    for (int i = 0; i < 30; ++i) moves.push_back(p.x(t + 5, i) - p.x(t, i));
  double mean = 0, second = 0, fourth = 0;
  for (const double m : moves) mean += m / static_cast<double>(moves.size());
  for (const double m : moves) second += std::pow(m - mean, 2) / static_cast<double>(moves.size());
  for (const double m : moves) fourth += std::pow(m - mean, 4) / static_cast<double>(moves.size());
  CHECK_CLOSE(changes(p, 5).sd, std::sqrt(second), 1e-12);
  CHECK_CLOSE(changes(p, 5).kurtosis, fourth / second / second, 1e-12);

  // Positions made to obey x(t+5) = x(t) + .1 + .3 (own mean - x) - .2 pull: the regression must say so.
  for (int t = 0; t < 7; ++t)
    for (int i = 0; i < 30; ++i) {
      double own = 4 * p.anchor[static_cast<std::size_t>(i)];
      for (int s = 0; s <= t; ++s) own += p.x(s, i);
      own /= 4 + t + 1;
      p.position[p.at(t + 5, i)] = p.x(t, i) + .1 + .3 * (own - p.x(t, i)) - .2 * p.pull[p.at(t, i)];
    }
  CHECK_CLOSE(drift(p, 5).reversion, .3, 1e-9);
  CHECK_CLOSE(drift(p, 5).pull, -.2, 1e-9);
}

TEST_CASE("trade adjusts and recovers at the speed of its parameters", "[evidence][target]") {
  Scenario s = config::read_scenario(kWorld);
  TargetOptions options;
  options.from = "A";
  options.to = "B";
  // With relations held still the adjustment is 1 - (1 - up)^12 of the long run (model test 7), but for the little that
  // output follows trade.
  options.years = 20;
  for (const double up : {.03, .08}) {
    s[Parameter::trade_up] = up;
    const double share = trade_adjustment(s, options, 240, Isa::automatic);
    CHECK(std::abs(share - (1 - std::pow(1 - up, 12))) < .05);
  }
  options.size = .9;
  s[Parameter::trade_up] = .03;
  const double slow = sanction_recovery(s, options, 400, Isa::automatic);
  s[Parameter::trade_up] = .08;
  const double fast = sanction_recovery(s, options, 400, Isa::automatic);
  CHECK(slow > fast + 1);
  CHECK(fast > std::log(.05) / std::log(1 - .08) / 12 - .5);  // no quicker than the relaxation alone
}

TEST_CASE("observing a world: years, noise of the run and of the observer", "[evidence][target]") {
  Scenario s = config::read_scenario(kWorld);
  const Panel still = observe({&s, 1, 0}, 5, 0, 0, Isa::automatic);
  CHECK(still.years == 6);
  CHECK(still.states == 4);
  CHECK(changes(still, 5).sd < 1e-9);
  const Panel blurred = observe({&s, 1, 0}, 60, 0, .1, Isa::automatic);
  CHECK(std::abs(changes(blurred, 1).sd / (.1 * std::sqrt(2.)) - 1) < .2);
  s[Parameter::drift_sd] = .02;
  const Panel a = observe({&s, 1, 0}, 5, 0, .1, Isa::automatic), b = observe({&s, 1, 0}, 5, 0, .1, Isa::automatic),
              c = observe({&s, 1, 1}, 5, 0, .1, Isa::automatic);
  CHECK(a.position == b.position);
  CHECK(a.position != c.position);
}

TEST_CASE("a hindcast's error is measured in that of persistence", "[evidence][target]") {
  // Without influence and anchoring nothing moves, so the model is persistence; and a world that ends where it was
  // observed to end has no error.
  Scenario world = config::read_scenario(kWorld);
  for (const Parameter p : {Parameter::influence, Parameter::anchoring, Parameter::coercion, Parameter::resentment}) world[p] = 0;
  world[Parameter::drift_sd] = .05;  // hindcasts run without noise
  TargetOptions options;
  options.years = 2;
  const double unknown = std::nan("");
  for (const State& s : world.states) {
    options.before.push_back(s.position[0]);
    options.after.push_back(s.position[0] + .3);
  }
  CHECK(hindcast_ratio(world, options, 24, Isa::automatic) == Approx(1).epsilon(1e-12));
  options.before[0] += 1;  // .7 off after two years if it stays there, .3 as the world has it
  options.after[1] = unknown;
  const double n = static_cast<double>(world.size()) - 2;
  CHECK(hindcast_ratio(world, options, 24, Isa::automatic) == Approx((.09 + .09 * n) / (.49 + .09 * n)).epsilon(1e-12));
  options.after = options.before;
  options.after[0] -= 1;
  CHECK(hindcast_ratio(world, options, 24, Isa::automatic) == Approx(0).margin(1e-20));
}

TEST_CASE("a target of hindcasts reads what was observed at both ends", "[evidence][calibration]") {
  const Folder folder;
  std::string table = "iso3,year,ideal_point\n", states;
  for (int k = 0; k < 12; ++k) {
    const std::string code = std::string("A") + static_cast<char>('A' + k) + "A";
    states += "  " + code + ": {gdp: 10, anchor: 0.5, position: 0." + std::to_string(k) + "}\n";
    table += code + ",2000,0." + std::to_string(k) + "\n";
    if (k > 0) table += code + ",2003,0.5\n";
  }
  std::ofstream(folder.path / "points.csv") << table;
  std::ofstream(folder.path / "world.yaml") << "tarazi: scenario/1\ntitle: w\nstart: 2000-01\nmonths: 36\nstates:\n" << states;
  const auto text = [](const std::string& target) {
    return "tarazi: calibration/1\nworlds: {w: {scenario: world.yaml, months: 36}}\nparameters:\n"
           "  anchoring: {path: parameters.anchoring, low: 0.002, high: 0.012}\ntargets:\n  h: {statistic: hindcast_ratio, value: 1, error: 0.1, " + target + "}\n";
  };
  const Calibration c = parse_calibration(text("years: 3, observed: points.csv"), "c.yaml", folder.path);
  REQUIRE(c.targets.size() == 1);
  CHECK(c.targets[0].options.before[2] == .2);
  CHECK(c.targets[0].options.after[2] == .5);
  CHECK(std::isnan(c.targets[0].options.after[0]));
  const Point out = simulate_targets(c, {.5}, 0, Isa::automatic);
  CHECK(out[0] > 0);
  CHECK(out[0] < 1);  // all are on their way to where they were seen
  for (const auto& [target, said] : {std::pair("years: 3", "h.observed: is missing"), std::pair("years: 2, observed: points.csv", "has 0 of the world's states in both 2000 and 2002")}) {
    try {
      parse_calibration(text(target), "c.yaml", folder.path);
      FAIL("a target without positions passed");
    } catch (const config::InputError& error) {
      INFO(error.what());
      CHECK(std::string(error.what()).find(said) != std::string::npos);
    }
  }
}

TEST_CASE("a calibration's mistakes are reported together, at their places", "[evidence][calibration]") {
  CHECK_NOTHROW(parse_calibration(small_calibration(), "c.yaml", "."));
  const auto message = [](const std::string& text) {
    try {
      parse_calibration(text, "c.yaml", ".");
    } catch (const config::InputError& error) {
      return std::string(error.what());
    }
    return std::string("no mistake");
  };
  const std::string many =
      message(small_calibration("  far: {statistic: change_sd, years: 30, value: 1, error: 1}\n  odd: {statistic: "
                                "change_sdd, value: 1, error: 0}\n"
                                "  pair: {statistic: trade_adjustment, from: A, to: E, value: 1, error: 1}\n"));
  CHECK(many.find("30 years do not fit") != std::string::npos);
  CHECK(many.find("change_sd?") != std::string::npos);
  CHECK(many.find("targets.odd.error") != std::string::npos);
  CHECK(many.find("targets.pair.to: no such state") != std::string::npos);
  CHECK(many.find("c.yaml:11") != std::string::npos);
  std::string path = small_calibration();
  path.replace(path.find("parameters.trade_up"), 19, "parameters.trade_upp");
  CHECK(message(path).find("parameters.trade_up") != std::string::npos);
  std::string wide = small_calibration();
  wide.replace(wide.find("high: 0.1}"), 10, "high: 9.9}");
  CHECK(message(wide).find("the prior reaches 9.9") != std::string::npos);
  CHECK(message("tarazi: calibration/1\n").find("worlds") != std::string::npos);
  CHECK(message("x").find("calibration") != std::string::npos);
}

TEST_CASE("a calibration that was interrupted ends as an undisturbed one", "[evidence][calibration]") {
  const Folder folder;
  Calibration c = parse_calibration(small_calibration(), "c.yaml", ".");
  c.abc.population = 20;
  c.abc.generations = 3;
  const auto calibrate = [&](const fs::path& file, long most, int threads) {
    RunLog log(c, file, threads, Isa::automatic);
    const WeightedSample s = abc_smc(
        c.observed(), 3, [&](const Points& units) { return log(units, [&](long, long) { return log.made() < most; }); },
        c.abc);
    return std::pair(s, log.made());
  };
  const auto [whole, runs] = calibrate(folder.path / "whole.json", 1000, 1);
  CHECK(runs == 60);
  long made = 0;
  for (int stop = 0; stop < 20; ++stop) {  // every call may make a few runs and is then stopped
    try {
      const auto [again, more] = calibrate(folder.path / "torn.json", 7, 2);
      CHECK(again.units == whole.units);
      CHECK(again.outputs == whole.outputs);
      CHECK(again.weights == whole.weights);
      made += more;
      break;
    } catch (const Interrupted&) {
      made += 0;
    }
  }
  CHECK(made > 0);
  CHECK(calibrate(folder.path / "torn.json", 1000, 1).second == 0);
  Calibration other = c;
  other.seed = 4;
  CHECK_THROWS_AS(RunLog(other, folder.path / "whole.json", 1, Isa::automatic), config::InputError);
  std::ofstream(folder.path / "torn.json") << "{\"tarazi\": \"calib";
  CHECK_THROWS_AS(RunLog(c, folder.path / "torn.json", 1, Isa::automatic), config::InputError);
}

TEST_CASE("a posterior reads back as it was written", "[evidence][posterior]") {
  const Folder folder;
  const Calibration c = parse_calibration(small_calibration(), "c.yaml", ".");
  WeightedSample s;
  study::Random random(2);
  for (int k = 0; k < 300; ++k) {
    const double u = random.unit();
    s.units.push_back({.5 + .05 * (u - .5), random.unit(), u});
    s.outputs.push_back({.04 + .01 * u, .3 + u / 10});
  }
  s.weights.assign(300, 1. / 300);
  Posterior p = summarise(c, s, "abc", 50);
  p.title = "a \"quoted\": title";
  p.made = {{"command", "tarazi calibrate \\x"}};
  CHECK(p.parameters[0].verdict() == "identified");
  CHECK(p.parameters[1].verdict() == "not identified");
  CHECK(p.parameters[0].ratio < .01);
  CHECK(std::abs(p.parameters[1].ratio - 1) < .15);
  CHECK(p.correlations[0][2] > .99);
  CHECK(p.ridges().size() == 1);
  std::ofstream(folder.path / "posterior.yaml") << write_posterior(p);
  const Posterior q = read_posterior(folder.path / "posterior.yaml");
  CHECK(q.title == p.title);
  CHECK(q.made == p.made);
  REQUIRE(q.parameters.size() == 3);
  CHECK(q.parameters[0].path == "parameters.trade_up");
  CHECK_CLOSE(q.parameters[1].median, p.parameters[1].median, 1e-5);
  REQUIRE(q.draws.size() == 50);
  CHECK_CLOSE(q.draws[7][0], p.draws[7][0], 1e-5);
  const auto met = compare_targets(c, s, 100);
  CHECK(met[0].low < met[0].median);
  CHECK(std::abs(met[0].miss) < 2);
  CHECK_CLOSE(weighted_quantile({{1, .2}, {2, .2}, {3, .6}}, .5), 3, 1e-12);
}
