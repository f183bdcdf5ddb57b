// The folder of results: written beside and renamed, so that nothing is ever half there; and read back, so
// that a run can be explained, continued and repeated.
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include "src/record/csv.h"
#include "src/sim/history.h"

namespace tarazi::record {

/// Files could not be written or read (exit code 4): says which and why.
class FolderError : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The file by which a folder is known to hold a run.
inline constexpr const char* kRunFile = "run.json";

/// Throws FolderError when results could not be written to `folder` later: it exists and holds something (without
/// `force`, and with it when `main_file` is not there, so that only results of the same kind are replaced), or its
/// parent cannot be written to. Called before a long run, not after it.
void check_writable(const std::filesystem::path& folder, bool force, const std::string& main_file = kRunFile);

/// Writes all files into a new folder beside `folder` and renames it; an existing one is replaced only with
/// `force`, and only when the new one is complete. Throws FolderError (disk full, no permission).
void write_folder(const std::filesystem::path& folder, const std::vector<ResultFile>& files, bool force,
                  const std::string& main_file = kRunFile);

/// Writes one new file, whole or not at all; one that exists is replaced only with `force`. Throws FolderError.
void write_new_file(const std::filesystem::path& path, const std::string& text, bool force = false);

/// All files of a run: effective.yaml, run.json, the CSV files, report.html. `phases`: the scenarios it ran
/// under, the first from month 0, each later one from its month on.
std::vector<ResultFile> run_files(const History& history, const Scenario& first,
                                  const std::vector<Continuation>& continuations, const std::string& command);

/// A run read back from its folder.
struct StoredRun {
  Scenario first;
  std::vector<Continuation> continuations;
  int replicates = 1;
  int months = 0;
  std::string signature;
};
/// Throws FolderError when the folder holds no run, and config::InputError when its scenario does not check.
StoredRun read_run(const std::filesystem::path& folder);

}  // namespace tarazi::record
