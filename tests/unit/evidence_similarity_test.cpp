// Measures of similarity against their definitions by brute force, from the margins of a table, and on invented data.
// Published values need the roll calls, which the reference data do not hold.
#include <cmath>
#include <vector>

#include "src/evidence/similarity.h"
#include "src/study/random.h"
#include "tests/support/evidence_data.h"
#include "tests/testing.hpp"

namespace {

using namespace tarazi;
using namespace tarazi::evidence;

}  // namespace

TEST_CASE("similarity agrees with its definitions by brute force", "[evidence][similarity]") {
  study::Random random(7);
  for (int trial = 0; trial < 20; ++trial) {
    const int n = 1 + random.below(60);
    std::vector<double> x, y;
    for (int k = 0; k < n; ++k) {
      x.push_back(random.below(3) / 2.);
      y.push_back(trial % 2 ? random.unit() : random.below(3) / 2.);
    }
    double there = 0, own = 0, pooled = 0;
    std::vector<double> z(x);
    z.insert(z.end(), y.begin(), y.end());
    for (int k = 0; k < n; ++k) there += std::abs(x[static_cast<std::size_t>(k)] - y[static_cast<std::size_t>(k)]) / n;
    for (const double a : x)
      for (const double b : y) own += std::abs(a - b) / (n * n);
    for (const double a : z)
      for (const double b : z) pooled += std::abs(a - b) / (4. * n * n);
    const Similarity found = similarity(x, y);
    CHECK_CLOSE(found.agreement, 1 - there, 1e-12);
    CHECK_CLOSE(found.s, 1 - 2 * there, 1e-12);
    CHECK(found.kappa.has_value() == (own > 0));
    if (found.kappa) CHECK_CLOSE(*found.kappa, 1 - there / own, 1e-9);
    if (found.pi) CHECK_CLOSE(*found.pi, 1 - there / pooled, 1e-9);
  }
  const std::vector<double> yes(9, 1.), no(9, 0.);
  CHECK(!similarity(yes, yes).kappa);  // chance explains all
  CHECK_CLOSE(similarity(yes, no).s, -1, 1e-12);
  CHECK_CLOSE(*similarity(yes, no).pi, -1, 1e-12);
  CHECK_THROWS_AS(similarity(yes, std::vector<double>(8, 1.)), std::invalid_argument);
  CHECK_THROWS_AS(similarity(std::vector<double>{2}, std::vector<double>{1}), std::invalid_argument);
}

TEST_CASE("kappa and pi follow from the margins of a table of votes", "[evidence][similarity]") {
  // Like most pairs in the General Assembly: both nearly always vote yes, so that chance explains most agreement.
  std::vector<double> x, y;
  const auto add = [&](double a, double b, int times) {
    for (int k = 0; k < times; ++k) x.push_back(a), y.push_back(b);
  };
  add(1, 1, 809);
  add(1, .5, 91);
  add(1, 0, 58);
  add(.5, 1, 23);
  add(.5, .5, 10);
  add(0, 1, 1);
  add(.5, 0, 5);
  add(0, 0, 3);
  const Similarity found = similarity(x, y);
  CHECK_CLOSE(found.s, 2 * found.agreement - 1, 1e-12);
  // The same from the margins: 1 - observed / expected difference.
  const auto n = static_cast<double>(x.size());
  double margins[2][3] = {};
  for (std::size_t k = 0; k < x.size(); ++k) {
    ++margins[0][static_cast<int>(2 * x[k])];
    ++margins[1][static_cast<int>(2 * y[k])];
  }
  double own = 0, pooled = 0;
  for (int a = 0; a < 3; ++a)
    for (int b = 0; b < 3; ++b) {
      own += margins[0][a] * margins[1][b] / (n * n) * std::abs(a - b) / 2.;
      pooled += (margins[0][a] + margins[1][a]) * (margins[0][b] + margins[1][b]) / (4 * n * n) * std::abs(a - b) / 2.;
    }
  CHECK_CLOSE(*found.kappa, 1 - (1 - found.agreement) / own, 1e-9);
  CHECK_CLOSE(*found.pi, 1 - (1 - found.agreement) / pooled, 1e-9);
  CHECK(found.agreement > .85);
  CHECK(*found.kappa < .25);
  CHECK(*found.pi < *found.kappa);  // different margins: pooling makes chance agree less often
}

TEST_CASE("pairs are compared on what a folder has", "[evidence][similarity]") {
  const testing::EvidenceFolder folder;
  {
    const DataFolder data(folder.path());
    const auto pairs = compare_pairs(data, {"AZE", "CHN", "RUS"}, 2000, 2001);
    REQUIRE(pairs.size() == 3);
    CHECK_CLOSE(*pairs[0].agreement, .9, 1e-12);
    CHECK(!pairs[0].votes);
    CHECK_CLOSE(*pairs[0].position_distance, ((-.3 + 1.1) + (-.28 + .9)) / 2, 1e-9);
    // Alliances of 2000: AZE-RUS and CHN-RUS; towards the third states RUS and DEU both are alike.
    REQUIRE(pairs[0].alliances);
    CHECK_CLOSE(pairs[0].alliances->s, 1, 1e-12);
    // Trade: AZE trades with RUS alone; CHN with DEU (70) and TWN (5): nothing in common.
    CHECK_CLOSE(*pairs[0].trade_overlap, 0, 1e-12);
    CHECK(similarity_text(pairs, 2000, 2001).find("votes.csv") != std::string::npos);
    CHECK_THROWS_AS(compare_pairs(data, {"AZE", "XXX"}, 2000, 2001), std::invalid_argument);
    CHECK_THROWS_AS(compare_pairs(data, {"AZE", "CHN"}, 2001, 2000), std::invalid_argument);
  }
  folder.write("votes.csv", "rollcall,year,iso3,vote\n1,2000,AZE,1\n1,2000,CHN,1\n2,2000,AZE,1\n2,2000,CHN,0\n3,2001,AZE,0.5\n3,2001,CHN,0.5\n4,2001,AZE,1\n5,1999,AZE,0\n5,1999,CHN,1\n");
  const DataFolder data(folder.path());
  const auto pairs = compare_pairs(data, {"AZE", "CHN"}, 2000, 2001);
  REQUIRE(pairs[0].votes);
  CHECK(pairs[0].votes->objects == 3);
  CHECK_CLOSE(pairs[0].votes->agreement, 2. / 3, 1e-12);
  CHECK(similarity_csv(pairs).find("AZE,CHN,") != std::string::npos);
}
