// The one door to Catch2: version 2 and 3 keep their headers in different places.
#pragma once

#ifdef TARAZI_CATCH2_V3
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif

#include <algorithm>
#include <cmath>
#include <iomanip>

namespace tarazi::testing {

/// Whether two numbers agree to a relative error, with a floor for zeros.
inline bool close(double a, double b, double relative, double floor = 1e-13) {
  return std::abs(a - b) <= relative * std::max(std::abs(a), std::abs(b)) + floor;
}

}  // namespace tarazi::testing

/// Checks agreement to a relative error and prints both numbers in full when it fails.
#define CHECK_CLOSE(a, b, relative)                                                       \
  do {                                                                                    \
    const double close_a = (a), close_b = (b);                                            \
    INFO(#a " = " << std::setprecision(17) << close_a << ", expected " << close_b);       \
    CHECK(tarazi::testing::close(close_a, close_b, relative));                            \
  } while (false)
