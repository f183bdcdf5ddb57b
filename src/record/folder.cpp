// Writing and reading result folders.
#include "src/record/folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "src/config/config.h"
#include "src/record/pages.h"
#include "src/record/report.h"

namespace tarazi::record {
namespace fs = std::filesystem;
namespace {

constexpr const char* kEffective = "effective.yaml";

[[noreturn]] void fail(const fs::path& path, const std::string& doing, const std::string& reason) {
  throw FolderError(fmt::format("{}: {}: {}", path.string(), doing, reason));
}

fs::path parent_of(const fs::path& folder) {
  const fs::path parent = fs::absolute(folder).lexically_normal().parent_path();
  return parent.empty() ? fs::path(".") : parent;
}

/// Writes a whole file and waits until it is on the disk.
void write_file(const fs::path& path, const std::string& text) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (file < 0) fail(path, "cannot be written", std::strerror(errno));
  std::size_t done = 0;
  while (done < text.size()) {
    const ssize_t count = ::write(file, text.data() + done, text.size() - done);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) {
      const std::string reason = std::strerror(errno);
      ::close(file);
      fail(path, "cannot be written", reason);
    }
    done += static_cast<std::size_t>(count);
  }
  const bool synced = ::fsync(file) == 0 || errno == EINVAL;
  const std::string reason = std::strerror(errno);
  if (::close(file) != 0 || !synced) fail(path, "cannot be written", reason);
}

bool holds_something(const fs::path& folder) {
  std::error_code error;
  return fs::exists(folder, error) && (!fs::is_directory(folder, error) || !fs::is_empty(folder, error));
}

}  // namespace

void check_writable(const fs::path& folder, bool force, const std::string& main_file) {
  if (holds_something(folder)) {
    if (!force) fail(folder, "holds something already", "nothing was changed; choose another folder or add --force to replace it");
    if (!fs::exists(folder / main_file)) fail(folder, fmt::format("has no {} of tarazi", main_file), "nothing was changed; choose another folder");
  }
  fs::path parent = parent_of(folder);
  while (!fs::exists(parent) && parent.has_relative_path()) parent = parent.parent_path();
  if (!fs::is_directory(parent)) fail(parent, "is not a folder", "choose another place for the results");
  if (::access(parent.c_str(), W_OK | X_OK) != 0) fail(parent, "cannot be written to", std::strerror(errno));
}

void write_folder(const fs::path& folder, const std::vector<ResultFile>& files, bool force, const std::string& main_file) {
  check_writable(folder, force, main_file);
  const fs::path target = fs::absolute(folder).lexically_normal();
  const fs::path clean = target.filename().empty() ? target.parent_path() : target;
  const std::string mark = fmt::format(".{}-{}", clean.filename().string(), ::getpid());
  const fs::path fresh = clean.parent_path() / (mark + ".new");
  const fs::path old = clean.parent_path() / (mark + ".old");
  std::error_code error;
  fs::create_directories(clean.parent_path(), error);
  if (error) fail(clean.parent_path(), "cannot be made", error.message());
  fs::create_directory(fresh, error);
  if (error) fail(fresh, "cannot be made", error.message());
  try {
    for (const ResultFile& file : files) write_file(fresh / file.name, file.text);
  } catch (...) {
    fs::remove_all(fresh, error);
    throw;
  }
  const bool replaces = holds_something(clean);
  if (replaces) {
    fs::rename(clean, old, error);
    if (error) fail(clean, "cannot be replaced", error.message());
  }
  fs::rename(fresh, clean, error);
  if (error) {
    const std::string reason = error.message();
    if (replaces) fs::rename(old, clean, error);
    fs::remove_all(fresh, error);
    fail(clean, "cannot be put in place", reason);
  }
  if (replaces) fs::remove_all(old, error);
}

void write_new_file(const fs::path& path, const std::string& text, bool force) {
  if (!force && fs::exists(path)) fail(path, "exists already", "nothing was changed; choose another name or add --force where the command has it");
  const fs::path fresh = path.string() + fmt::format(".{}.new", ::getpid());
  std::error_code error;
  try {
    write_file(fresh, text);
  } catch (...) {
    fs::remove(fresh, error);
    throw;
  }
  fs::rename(fresh, path, error);
  if (error) fail(path, "cannot be put in place", error.message());
}

std::vector<ResultFile> run_files(const History& h, const Scenario& first, const std::vector<Continuation>& continuations,
                                  const std::string& command) {
  Scenario effective = h.scenario;
  const std::string hash = config::content_hash(effective);
  const std::string bits = signature(h);
  const auto headed = [&](const Scenario& s, const char* what) {
    return fmt::format("# {} of a run by tarazi {}; seed {}, replicates {}, hash {}\n# signature {}\n{}", what, TARAZI_VERSION,
                       s.seed, h.replicates, config::content_hash(s), bits, config::write_scenario(s));
  };
  nlohmann::ordered_json run;
  run["tarazi"] = "run/1";
  run["version"] = TARAZI_VERSION;
  run["command"] = command;
  run["hash"] = hash;
  run["signature"] = bits;
  run["seed"] = h.scenario.seed;
  run["months"] = h.months;
  run["replicates"] = h.replicates;
  std::vector<ResultFile> files{{kEffective, headed(effective, "The complete scenario")}};
  const Scenario* scenario = &first;
  for (std::size_t k = 0; k <= continuations.size(); ++k) {
    const int from = k == 0 ? 0 : continuations[k - 1].month;
    const bool last = k == continuations.size();
    const std::string name = last ? kEffective : fmt::format("until-month-{}.yaml", continuations[k].month);
    if (!last) files.push_back({name, headed(*scenario, "The scenario of the first months")});
    run["phases"].push_back({{"from", from}, {"scenario", name}});
    if (!last) scenario = &continuations[k].scenario;
  }
  files.push_back({kRunFile, run.dump(2) + "\n"});
  files.push_back({"states.csv", states_csv(h)});
  files.push_back({"dyads.csv", dyads_csv(h)});
  files.push_back({"corridors.csv", corridors_csv(h)});
  files.push_back({"freight.csv", freight_csv(h)});
  if (const std::string_view page_template = page("report"); !page_template.empty())
    files.push_back({"report.html", fill_page(page_template, report_json(h, {command, hash, bits, config::unsourced(effective)}))});
  return files;
}

StoredRun read_run(const fs::path& folder) {
  std::ifstream in(folder / kRunFile);
  if (!in) fail(folder, "holds no run of tarazi", fmt::format("{} is missing or cannot be read", kRunFile));
  try {
    const auto run = nlohmann::json::parse(in);
    StoredRun stored;
    stored.replicates = run.at("replicates").get<int>();
    stored.months = run.at("months").get<int>();
    stored.signature = run.at("signature").get<std::string>();
    bool first = true;
    for (const auto& phase : run.at("phases")) {
      const fs::path name = phase.at("scenario").get<std::string>();
      if (name.has_parent_path()) fail(folder / kRunFile, "names a file elsewhere", name.string());
      Scenario scenario = config::read_scenario(folder / name);
      if (first)
        stored.first = std::move(scenario);
      else
        stored.continuations.push_back({phase.at("from").get<int>(), std::move(scenario)});
      first = false;
    }
    if (first) fail(folder / kRunFile, "names no scenario", "phases is empty");
    return stored;
  } catch (const nlohmann::json::exception& error) {
    fail(folder / kRunFile, "is damaged", error.what());
  }
}

}  // namespace tarazi::record
