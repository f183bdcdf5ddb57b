// Scripts that run a study on a Slurm cluster: a job array of shards, then one job that merges them.
#pragma once

#include <filesystem>
#include <string>

namespace tarazi::study {

struct SlurmJob {
  std::filesystem::path program;  ///< this program, absolute
  std::filesystem::path study;    ///< absolute
  std::filesystem::path folder;   ///< where parts, logs and the result go, absolute
  int array = 1;                  ///< elements
  int threads = 1;                ///< of each
  std::string options;            ///< further options of sbatch, as written
};

/// Writes array.sh, merge.sh and submit.sh into the folder (made when missing). Throws config::FileError.
void write_slurm(const SlurmJob& job);

}  // namespace tarazi::study
