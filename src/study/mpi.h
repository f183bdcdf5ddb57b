// Studies over MPI ranks: each rank is a shard with its own part, rank 0 merges. Built without MPI, or started
// without mpirun, a session has one rank and does nothing.
#pragma once

#include <filesystem>
#include <vector>

namespace tarazi::study {

/// Joins the ranks that mpirun started; one object for the life of the program's work.
class MpiSession {
 public:
  MpiSession();
  ~MpiSession();
  MpiSession(const MpiSession&) = delete;
  MpiSession& operator=(const MpiSession&) = delete;

  int rank() const { return rank_; }
  int ranks() const { return ranks_; }
  void barrier() const;
  /// Sum over all ranks, known to rank 0 only.
  long sum(long mine) const;
  /// Ends all ranks at once with an exit code, when one cannot go on.
  [[noreturn]] static void abort(int code);

 private:
  int rank_ = 0, ranks_ = 1;
};

/// The file in which a rank keeps its rows until they are merged.
std::filesystem::path part_of(const std::filesystem::path& out, int rank);
/// Parts that an earlier call left behind beside `out`.
std::vector<std::filesystem::path> parts_left(const std::filesystem::path& out);
/// Merges parts into `out` and removes them.
void absorb(const std::filesystem::path& out, const std::vector<std::filesystem::path>& parts);

}  // namespace tarazi::study
