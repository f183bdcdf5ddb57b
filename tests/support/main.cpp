// The main of the C++ tests, built once.
#ifndef TARAZI_CATCH2_V3
#define CATCH_CONFIG_MAIN
#endif
#include "tests/testing.hpp"

#ifdef TARAZI_CATCH2_V3
int main(int argc, char* argv[]) { return Catch::Session().run(argc, argv); }
#endif
