# Shell functions of ./run and ./test: packages, Node, configuring, building. Source it from the project's root.
# Installs only what is missing, and only through apt; elsewhere it says what is needed and stops.
# shellcheck shell=bash

say() { printf '%s\n' "$@"; }
heading() { printf '\n== %s (%s)\n' "$*" "$(date +%H:%M:%S)"; }
fail() {
  printf '%s\n' "$@" >&2
  exit 1
}
# A part of the program is there when its folder has a CMakeLists.txt (the rule of the top CMakeLists.txt).
has_part() { [ -e "$1/CMakeLists.txt" ]; }
has_web() { [ -e src/web/package.json ]; }
jobs() { nproc 2>/dev/null || echo 2; }

# Node 18 or newer is used as found, wherever it came from.
node_is_new_enough() {
  command -v npm >/dev/null 2>&1 && node -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 18 ? 0 : 1)' 2>/dev/null
}

# What ./run needs, one package a line.
build_packages() {
  printf '%s\n' g++ cmake ninja-build ccache mold libyaml-cpp-dev libcli11-dev nlohmann-json3-dev libfmt-dev libxxhash-dev libboost-dev
  if has_web && ! node_is_new_enough; then printf '%s\n' nodejs npm ca-certificates; fi
  if has_part src/study; then printf '%s\n' libsqlite3-dev libnetcdf-dev zlib1g-dev; fi
  if has_part src/evidence; then printf '%s\n' libeigen3-dev libnlopt-dev zlib1g-dev; fi
}

# What ./test needs beside that.
test_packages() {
  build_packages
  printf '%s\n' catch2 librandom123-dev python3 python3-numpy python3-yaml
  printf '%s\n' clang-14 libclang-rt-14-dev libomp-14-dev
  if has_web; then printf '%s\n' chromium fonts-dejavu-core; fi
  if has_part src/study; then printf '%s\n' slurmctld slurmd slurm-client munge libopenmpi-dev openmpi-bin \
    python3-pandas python3-xarray python3-netcdf4 r-base-core r-cran-rsqlite r-cran-ncdf4; fi
  if has_part src/python; then
    printf '%s\n' pybind11-dev python3-dev python3-pandas python3-matplotlib python3-xarray python3-netcdf4 python3-scipy \
      python3-ipykernel python3-nbconvert python3-nbclient python3-venv python3-pip python3-setuptools python3-wheel
  fi
}

on_debian() {
  command -v apt-get >/dev/null 2>&1 && command -v dpkg-query >/dev/null 2>&1 &&
    grep -qiE '^(ID|ID_LIKE)=.*(debian|ubuntu)' /etc/os-release 2>/dev/null
}

# Those of the named packages that are not installed.
missing_packages() {
  local installed
  installed=$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' 2>/dev/null | awk '$2 == "installed" {print $1}')
  printf '%s\n' "$@" | sort -u | grep -vxF -f <(printf '%s\n' "$installed") || true
}

# ensure_packages NAME...: installs what is missing, or says what to do. TARAZI_PACKAGES=skip leaves packages alone.
ensure_packages() {
  local wanted missing root=()
  wanted=$(printf '%s ' "$@")
  if [ "${TARAZI_PACKAGES:-}" = skip ]; then return; fi
  if ! on_debian; then
    fail "This script installs packages on Debian 12, Ubuntu 24.04 and newer only; this system is another one." \
      "Please install the equivalents of:" "  $wanted" \
      "(a C++20 compiler, CMake 3.25, Ninja, Node 18) and call again with TARAZI_PACKAGES=skip."
  fi
  mapfile -t missing < <(missing_packages "$@")
  if [ ${#missing[@]} = 0 ]; then return; fi
  if [ "$(id -u)" != 0 ]; then
    if ! command -v sudo >/dev/null 2>&1; then
      fail "Some packages are missing, and only root can install them. Please ask for:" "  apt-get install ${missing[*]}"
    fi
    root=(sudo)
  fi
  heading "Installing: ${missing[*]}"
  # --no-remove: never pay for a package of ours with one of yours.
  if ! "${root[@]}" apt-get update -q ||
    ! "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends --no-remove "${missing[@]}"; then
    fail "apt could not install: ${missing[*]}" "Install them by hand, or call again with TARAZI_PACKAGES=skip if they are there already."
  fi
}

# Puts the system's Node first when the one found on PATH is too old.
prefer_new_node() {
  if has_web && ! node_is_new_enough; then
    PATH=/usr/bin:$PATH
    node_is_new_enough || fail "The web pages need Node 18 or newer and npm; found: $(node --version 2>/dev/null || echo none)."
  fi
}

# configure PRESET DIR [OPTION...]: once; afterwards the build itself sees when CMake files change.
configure() {
  local preset=$1 directory=$2
  shift 2
  if [ ! -e "$directory/build.ninja" ]; then
    cmake --preset "$preset" "$@" || return 1
  fi
}
