// The only calls to MPI (C interface), and the files that ranks leave for rank 0.
// MPI is started only under mpirun, so that an ordinary call of the program stays quick.
#include "src/study/mpi.h"

#include <algorithm>
#include <cstdlib>
#include <stdexcept>

#include "src/config/problems.h"
#include "src/study/store.h"

#ifdef TARAZI_HAS_MPI
#define OMPI_SKIP_MPICXX
#include <mpi.h>
#endif

namespace tarazi::study {

#ifdef TARAZI_HAS_MPI
MpiSession::MpiSession() {
  const bool launched = std::getenv("OMPI_COMM_WORLD_SIZE") || std::getenv("PMI_SIZE") || std::getenv("PMIX_RANK");
  if (!launched) return;
  int granted = 0;
  MPI_Init_thread(nullptr, nullptr, MPI_THREAD_FUNNELED, &granted);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank_);
  MPI_Comm_size(MPI_COMM_WORLD, &ranks_);
}
MpiSession::~MpiSession() {
  int started = 0;
  MPI_Initialized(&started);
  if (started) MPI_Finalize();
}
void MpiSession::barrier() const {
  if (ranks_ > 1) MPI_Barrier(MPI_COMM_WORLD);
}
long MpiSession::sum(long mine) const {
  long total = mine;
  if (ranks_ > 1) MPI_Reduce(&mine, &total, 1, MPI_LONG, MPI_SUM, 0, MPI_COMM_WORLD);
  return total;
}
void MpiSession::abort(int code) {
  MPI_Abort(MPI_COMM_WORLD, code);
  std::exit(code);
}
#else
MpiSession::MpiSession() {
  const char* ranks = std::getenv("OMPI_COMM_WORLD_SIZE");
  if (ranks && std::atoi(ranks) > 1)
    throw std::invalid_argument("this program was built without MPI; use --shard I/N and tarazi merge instead of mpirun");
}
MpiSession::~MpiSession() = default;
void MpiSession::barrier() const {}
long MpiSession::sum(long mine) const { return mine; }
void MpiSession::abort(int code) { std::exit(code); }
#endif

std::filesystem::path part_of(const std::filesystem::path& out, int rank) {
  return out.string() + ".rank-" + std::to_string(rank);
}

std::vector<std::filesystem::path> parts_left(const std::filesystem::path& out) {
  std::vector<std::filesystem::path> parts;
  const std::string start = out.filename().string() + ".rank-";
  const auto folder = out.has_parent_path() ? out.parent_path() : std::filesystem::path(".");
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    const std::string name = entry.path().filename().string();
    const bool part = name.starts_with(start) && name.size() > start.size() &&
                      std::all_of(name.begin() + static_cast<std::ptrdiff_t>(start.size()), name.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (part) parts.push_back(entry.path());
  }
  std::sort(parts.begin(), parts.end());
  return parts;
}

void absorb(const std::filesystem::path& out, const std::vector<std::filesystem::path>& parts) {
  std::vector<std::filesystem::path> filled;
  for (const auto& part : parts) {  // one that was killed before its first transaction holds nothing
    Database database(part, Database::Mode::write);
    Statement table(database, "SELECT count(*) FROM sqlite_schema WHERE name = 'runs'");
    table.next();
    if (table.integer(0) > 0) filled.push_back(part);
  }
  if (!filled.empty()) merge(out, filled);
  for (const auto& part : parts)
    for (const char* end : {"", "-wal", "-shm"}) {
      std::error_code ignored;
      std::filesystem::remove(part.string() + end, ignored);
    }
}

}  // namespace tarazi::study
