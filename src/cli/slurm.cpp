// tarazi slurm: writes, and if wanted submits, a job array for a study and the merge that follows it.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <filesystem>
#include <memory>

#include "src/cli/commands.h"
#include "src/config/problems.h"
#include "src/study/cluster.h"
#include "src/study/study.h"

namespace tarazi::cli {

void add_slurm(CLI::App& app, Common& common) {
  struct Options {
    study::SlurmJob job;
    std::string study, folder;
    bool submit = false;
  };
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("slurm", "Write a Slurm job array for a study and the merge after it");
  command->footer("Example:  tarazi slurm configs/studies/pressure-and-offer.yaml --out results/cluster --array 20 --submit\n"
                  "Elements should last minutes: choose --array so that each has some 100,000 runs.");
  command->add_option("study", options->study, "Study file (YAML)")->required();
  command->add_option("-o,--out", options->folder, "Folder on a shared disk for scripts, parts, logs and study.db")->required();
  command->add_option("--array", options->job.array, "Elements of the job array")->required()->check(CLI::Range(1, 100000));
  command->add_option("--sbatch", options->job.options, "Further options for sbatch, e.g. '--partition=long --time=2:00:00'");
  command->add_flag("--submit", options->submit, "Submit both jobs now");
  command->callback([options, &common] {
    study::read_study(options->study);  // a mistake is better found here than in every element
    study::SlurmJob& job = options->job;
    job.program = std::filesystem::read_symlink("/proc/self/exe");
    job.study = std::filesystem::absolute(options->study);
    job.folder = std::filesystem::absolute(options->folder);
    job.threads = common.threads > 0 ? common.threads : 1;
    study::write_slurm(job);
    const std::string submit = (job.folder / "submit.sh").string();
    if (!options->submit) {
      if (!common.quiet) fmt::print("Scripts in {}; submit them with {}\n", job.folder.string(), submit);
      return;
    }
    std::string quoted = "'";
    for (const char c : submit) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    if (std::system((quoted + "'").c_str()) != 0) throw config::FileError(submit, "failed; is sbatch on the path and the controller up?");
  });
}

}  // namespace tarazi::cli
