// The scripts themselves. An element that is requeued or run again continues its own part, so nothing is lost
// and nothing is done twice; parts live in separate files because database locks are unsafe on shared disks.
#include "src/study/cluster.h"

#include <fstream>

#include <fmt/format.h>

#include "src/config/problems.h"

namespace tarazi::study {
namespace {

std::string shell(const std::string& text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

void write(const std::filesystem::path& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  if (!file) throw config::FileError(path.string(), "cannot be written");
  std::filesystem::permissions(path, std::filesystem::perms::owner_exec, std::filesystem::perm_options::add);
}

}  // namespace

void write_slurm(const SlurmJob& job) {
  std::error_code error;
  std::filesystem::create_directories(job.folder / "parts", error);
  std::filesystem::create_directories(job.folder / "log", error);
  if (error) throw config::FileError(job.folder.string(), error.message());
  const std::string program = shell(job.program.string()), folder = shell(job.folder.string());
  write(job.folder / "array.sh",
        fmt::format("#!/bin/bash\n"
                    "#SBATCH --job-name=tarazi-study\n#SBATCH --array=1-{0}\n#SBATCH --ntasks=1\n#SBATCH --cpus-per-task={1}\n#SBATCH --requeue\n"
                    "#SBATCH --open-mode=append\n"
                    "# One element runs its share of the study and continues it after a requeue.\n"
                    "set -eu\ncd {2}\n"
                    "exec {3} study {4} --out \"parts/part-$SLURM_ARRAY_TASK_ID.db\" --shard \"$SLURM_ARRAY_TASK_ID/{0}\" --threads {1}\n",
                    job.array, job.threads, folder, program, shell(job.study.string())));
  write(job.folder / "merge.sh",
        fmt::format("#!/bin/bash\n"
                    "#SBATCH --job-name=tarazi-merge\n#SBATCH --ntasks=1\n#SBATCH --open-mode=append\n"
                    "# Joins the parts once all elements have succeeded; may be run again.\n"
                    "set -eu\ncd {0}\n"
                    "exec {1} merge study.db parts/part-*.db\n",
                    folder, program));
  write(job.folder / "submit.sh",
        fmt::format("#!/bin/bash\n"
                    "# Submits the array and the merge that follows it; prints both job numbers.\n"
                    "set -eu\ncd {0}\n"
                    "array=$(sbatch --parsable {1} --output=log/array-%a.txt array.sh)\n"
                    "array=${{array%%;*}}\n"
                    "merge=$(sbatch --parsable {1} --dependency=afterok:$array --output=log/merge.txt merge.sh)\n"
                    "echo \"array $array merge ${{merge%%;*}}\"\n",
                    folder, job.options));
}

}  // namespace tarazi::study
