// The order of work, its packing into blocks, threads, and stopping when a mean is known well enough.
// Replicates are worked through in chunks, all points at each, so that a half-done study covers the space.
#include "src/study/ensemble.h"

#include <boost/math/distributions/students_t.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <exception>
#include <limits>
#include <map>
#include <mutex>

namespace tarazi::study {
namespace {

constexpr int kChunk = 16;             ///< replicates of a point that are decided on together
constexpr std::size_t kBatch = 8192;   ///< rows of a transaction, or
constexpr double kBatchSeconds = 1;    ///< what came in this time, or
constexpr std::size_t kBatchBytes = 64u << 20;  ///< series that are held in memory

using Wanted = std::vector<std::pair<std::uint32_t, int>>;

/// Hands out blocks. Points of one structure and length may share one.
class Queue {
 public:
  Queue(const Study& study, const PointList& points, int width) : study_(study), points_(points), width_(static_cast<std::size_t>(width)) {
    for (std::size_t k = 0; k < study.factors.size(); ++k)
      for (const config::Slot& slot : study.factors[k].slots)
        if (slot.kind != config::Slot::Kind::number) {
          structural_.push_back(k);
          break;
        }
  }
  /// Runs of a point, to be worked on in the order of calls.
  void push(std::uint32_t point, int replicate) {
    Wanted& open = open_[group_of(point)];
    open.emplace_back(point, replicate);
    if (open.size() == width_) close(open);
  }
  void close_all() {
    for (auto& [group, open] : open_) close(open);
  }
  bool pop(Wanted& block) {
    if (next_ == ready_.size()) return false;
    block = std::move(ready_[next_++]);
    if (next_ > 4096) {
      ready_.erase(ready_.begin(), ready_.begin() + static_cast<std::ptrdiff_t>(next_));
      next_ = 0;
    }
    return true;
  }
  bool empty() const { return next_ == ready_.size(); }

 private:
  void close(Wanted& open) {
    if (!open.empty()) ready_.push_back(std::move(open));
    open.clear();
  }
  /// Only choices, dates and whole numbers can change the structure; a look at each combination is enough.
  int group_of(std::uint32_t point) {
    std::vector<double> key;
    for (const std::size_t k : structural_) key.push_back(points_.unique[point].values[k]);
    const auto known = group_.find(key);
    if (known != group_.end()) return known->second;
    const Scenario scenario = study_.at(points_.unique[point].values);
    const std::string alike = structure(scenario) + std::to_string(scenario.months);
    const int group = structures_.try_emplace(alike, static_cast<int>(structures_.size())).first->second;
    return group_[key] = group;
  }

  const Study& study_;
  const PointList& points_;
  std::size_t width_;
  std::vector<std::size_t> structural_;
  std::map<std::vector<double>, int> group_;
  std::map<std::string, int> structures_;
  std::map<int, Wanted> open_;
  std::vector<Wanted> ready_;
  std::size_t next_ = 0;
};

/// Which runs are there, sixteen a word.
class Done {
 public:
  Done(std::size_t points, int most) : chunks_(static_cast<std::size_t>((most + kChunk - 1) / kChunk)), bits_(points * chunks_, 0) {}
  bool has(std::size_t point, int replicate) const { return bits_[at(point, replicate)] >> (replicate % kChunk) & 1; }
  void set(std::size_t point, int replicate) { bits_[at(point, replicate)] |= static_cast<std::uint16_t>(1u << (replicate % kChunk)); }

 private:
  std::size_t at(std::size_t point, int replicate) const { return point * chunks_ + static_cast<std::size_t>(replicate / kChunk); }
  std::size_t chunks_;
  std::vector<std::uint16_t> bits_;
};

std::size_t place_of(const PointList& list, const std::string& id) {
  const auto at = std::lower_bound(list.unique.begin(), list.unique.end(), id, [](const Point& p, const std::string& other) { return p.id < other; });
  return at != list.unique.end() && at->id == id ? static_cast<std::size_t>(at - list.unique.begin()) : list.unique.size();
}

/// Works through what `feed` puts into a queue. `feed` returns false when it has nothing more.
class Workers {
 public:
  Workers(const Study& study, const PointList& points, Store& store, const EnsembleSettings& settings, EnsembleResult& result)
      : study_(study), points_(points), store_(store), settings_(settings), result_(result) {}

  void work(const std::function<bool(Wanted&)>& next, long total) {
    std::mutex mutex;
    std::exception_ptr failure;
    bool stop = false;
    std::vector<Run> buffer;
    std::size_t held = 0;
    auto saved = std::chrono::steady_clock::now();
    const auto save = [&] {
      store_.add(points_, buffer);
      buffer.clear();
      held = 0;
      saved = std::chrono::steady_clock::now();
    };
#pragma omp parallel num_threads(std::max(1, settings_.threads))
    while (true) {
      Wanted block;
      {
        const std::lock_guard lock(mutex);
        if (stop || !next(block)) break;
      }
      try {
        std::vector<Run> runs = run_block(study_, points_, block, settings_.isa);
        const std::lock_guard lock(mutex);
        for (Run& run : runs) {
          result_.failed += !run.ok;
          held += run.series.size();
          buffer.push_back(std::move(run));
        }
        result_.made += static_cast<long>(runs.size());
        result_.done += static_cast<long>(runs.size());
        const std::chrono::duration<double> since = std::chrono::steady_clock::now() - saved;
        if (!failure && (buffer.size() >= kBatch || held >= kBatchBytes || since.count() > kBatchSeconds)) save();
        if (settings_.progress && !settings_.progress(result_.done, total)) {
          stop = true;
          result_.interrupted = true;
        }
      } catch (...) {
        const std::lock_guard lock(mutex);
        if (!failure) failure = std::current_exception();
        stop = true;
      }
    }
    if (failure) std::rethrow_exception(failure);
    save();
  }

 private:
  const Study& study_;
  const PointList& points_;
  Store& store_;
  const EnsembleSettings& settings_;
  EnsembleResult& result_;
};

}  // namespace

double half_width(long count, double variance) {
  if (count < 2) return std::numeric_limits<double>::infinity();
  const boost::math::students_t student(static_cast<double>(count - 1));
  return boost::math::quantile(student, .975) * std::sqrt(variance / static_cast<double>(count));
}

EnsembleResult run_ensemble(const Study& study, Store& store, const EnsembleSettings& settings) {
  EnsembleResult result;
  const PointList list = list_points(study);
  const std::size_t count = list.unique.size();
  const int most = study.until ? study.until->most : study.replicates;
  const auto shards = static_cast<std::size_t>(settings.shards), shard = static_cast<std::size_t>(settings.shard);
  // A point whose replicates are counted while it runs stays in one part; otherwise chunks are dealt out.
  const auto is_mine = [&](std::size_t point, int chunk) {
    return (study.until ? point : static_cast<std::size_t>(chunk) * count + point) % shards == shard;
  };
  std::vector<bool> mine(count, false);
  for (std::size_t p = 0; p < count; ++p)
    for (int chunk = 0; chunk * kChunk < study.replicates && !mine[p]; ++chunk) mine[p] = is_mine(p, chunk);
  result.points = std::count(mine.begin(), mine.end(), true);
  store.add_points(list, mine);
  Done done(count, most);
  store.for_each_run([&](const std::string& id, int replicate) {
    const std::size_t p = place_of(list, id);
    if (p < count && replicate < most && is_mine(p, replicate / kChunk)) {
      done.set(p, replicate);
      ++result.done;
    }
  });
  Workers workers(study, list, store, settings, result);
  std::vector<int> target(count, study.replicates);
  int from = 0;
  while (!result.interrupted) {
    long total = 0;
    int highest = 0;
    for (std::size_t p = 0; p < count; ++p) {
      highest = std::max(highest, target[p]);
      for (int first = 0; first < target[p]; first += kChunk)
        if (is_mine(p, first / kChunk)) total += std::min(kChunk, target[p] - first);
    }
    Queue queue(study, list, best_lanes(study.scenario));
    int first = from / kChunk * kChunk;
    std::size_t p = 0;
    // Feeds the queue a little ahead of the threads, so that memory does not grow with the number of runs.
    const auto next = [&](Wanted& block) {
      while (queue.empty() && first < highest) {
        if (is_mine(p, first / kChunk))
          for (int r = first; r < std::min(first + kChunk, target[p]); ++r)
            if (!done.has(p, r)) queue.push(static_cast<std::uint32_t>(p), r);
        if (++p == count) {
          p = 0;
          first += kChunk;
        }
        if (first >= highest) queue.close_all();
      }
      return queue.pop(block);
    };
    workers.work(next, total);
    if (!study.until || result.interrupted) break;
    for (std::size_t k = 0; k < count; ++k)
      for (int r = 0; r < target[k]; ++r) done.set(k, r);
    // Decided on the first target[p] replicates only, so that a resumed study decides alike.
    std::vector<long> n(count, 0);
    std::vector<double> mean(count, 0), squares(count, 0);
    store.for_each_value(study.outcomes[static_cast<std::size_t>(study.until->outcome)], [&](const std::string& id, double value) {
      const std::size_t k = place_of(list, id);
      if (k == count || n[k] >= target[k]) return;
      const double away = value - mean[k];
      mean[k] += away / static_cast<double>(++n[k]);
      squares[k] += away * (value - mean[k]);
    });
    bool again = false;
    from = highest;
    for (std::size_t k = 0; k < count; ++k) {
      if (!mine[k] || target[k] >= most) continue;
      if (half_width(n[k], n[k] < 2 ? 0 : squares[k] / static_cast<double>(n[k] - 1)) <= study.until->half_width) continue;
      from = std::min(from, target[k]);
      target[k] = std::min(most, target[k] + kChunk);
      again = true;
    }
    if (!again) break;
  }
  store.finish();
  return result;
}

}  // namespace tarazi::study
