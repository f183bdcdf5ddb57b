// The series of a study as NetCDF-4, as xarray and R read them: labelled dimensions, units, factors as coordinates.
// The only user of the NetCDF library. A chunk holds some replicates of one point, about as they are asked for.
#include <netcdf.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <map>

#include <fmt/format.h>

#include "src/config/numbers.h"
#include "src/study/store.h"

namespace tarazi::study {
namespace {

constexpr std::size_t kChunkBytes = 256u << 10;
constexpr int kDeflate = 1;  ///< with shuffle; higher levels are slower and no smaller on such numbers

/// A NetCDF file under a temporary name, put in its place by `finish`; removed otherwise.
class NetcdfFile {
 public:
  NetcdfFile(const std::filesystem::path& path, bool force) : path_(path), fresh_(path.string() + ".new") {
    if (std::filesystem::exists(path) && !force)
      throw config::FileError(path.string(), "exists already; nothing was changed; add --force to replace it");
    check(nc_create(fresh_.c_str(), NC_NETCDF4 | NC_CLOBBER, &id_));
    open_ = true;
  }
  ~NetcdfFile() {
    if (open_) nc_close(id_);
    std::error_code ignored;
    if (!finished_) std::filesystem::remove(fresh_, ignored);
  }
  NetcdfFile(const NetcdfFile&) = delete;
  NetcdfFile& operator=(const NetcdfFile&) = delete;

  void finish() {
    open_ = false;
    check(nc_close(id_));
    std::filesystem::rename(fresh_, path_);
    finished_ = true;
  }
  int dimension(const std::string& name, std::size_t size) {
    int out = 0;
    check(nc_def_dim(id_, name.c_str(), size, &out));
    return out;
  }
  int variable(const std::string& name, nc_type type, const std::vector<int>& dimensions) {
    int out = 0;
    check(nc_def_var(id_, name.c_str(), type, static_cast<int>(dimensions.size()), dimensions.data(), &out));
    return out;
  }
  void attribute(int variable, const char* name, std::string_view text) {
    check(nc_put_att_text(id_, variable, name, text.size(), text.data()));
  }
  void labels(int variable, const std::vector<std::string>& names) {
    std::vector<const char*> pointers;
    for (const std::string& name : names) pointers.push_back(name.c_str());
    check(nc_put_var_string(id_, variable, pointers.data()));
  }
  void check(int code) const {
    if (code != NC_NOERR) throw config::FileError(path_.string(), std::string("cannot be written: ") + nc_strerror(code));
  }
  int id() const { return id_; }

 private:
  std::filesystem::path path_;
  std::string fresh_;
  int id_ = 0;
  bool open_ = false, finished_ = false;
};

/// "influence_share" has its meaning and unit in the table of measures: "meaning, unit".
void describe(NetcdfFile& file, int variable, const Measure& measure) {
  const std::string_view help = measure.help;
  if (measure.categorical) return file.attribute(variable, "long_name", help);
  const std::size_t comma = help.rfind(", ");
  const std::string_view tail = comma == help.npos ? "" : help.substr(comma + 2);
  const bool unit = !tail.empty() && tail.find(" to ") == tail.npos;  // "0 to 1" is a range
  file.attribute(variable, "long_name", unit ? help.substr(0, comma) : help);
  file.attribute(variable, "units", unit ? tail : "1");
  if (measure.subject == Subject::influence) file.attribute(variable, "comment", "share on `state` that `partner` has");
  if (measure.subject == Subject::dependence) file.attribute(variable, "comment", "of `state` on `partner`");
  if (measure.subject == Subject::pair) file.attribute(variable, "comment", "of or from `state`, for or to `partner`");
}

/// One measure in the file, and where its numbers stand in a run's.
struct Field {
  const Measure* measure;
  int variable;
  std::size_t offset, width;      ///< numbers a month has of the measures before it, and of it
  std::vector<std::size_t> tail;  ///< sizes after month
};

class SeriesFile {
 public:
  SeriesFile(const Study& study, Database& database, const std::filesystem::path& out, bool force)
      : study_(study), database_(database), file_(out, force) {
    read_extent();
    define();
  }

  /// False when `progress` wished to stop.
  bool fill(const std::function<bool(long, long)>& progress) {
    Statement count(database_, "SELECT count(*) FROM series");
    count.next();
    const auto total = static_cast<long>(count.integer(0));
    Statement rows(database_, "SELECT replicate, months, data FROM series WHERE point = ? ORDER BY replicate");
    long done = 0;
    for (std::size_t p = 0; p < points_.size(); ++p) {
      rows.bind(points_[p]);
      while (rows.next()) {
        const auto replicate = static_cast<std::size_t>(rows.integer(0));
        const int months = static_cast<int>(rows.integer(1));
        if (!pending_.empty() && replicate / chunk_ != first_ / chunk_) flush(p);
        if (pending_.empty()) first_ = replicate / chunk_ * chunk_;
        pending_.resize(std::max(pending_.size(), replicate - first_ + 1));
        pending_.back() = {months, unpack(rows.bytes(2), study_.series.size(study_.scenario, months), database_.path())};
        if (progress && !progress(++done, total)) return false;
      }
      flush(p);
    }
    file_.finish();
    return true;
  }

 private:
  struct Pending {
    int months = -1;  ///< none
    std::vector<double> values;
  };

  /// Points in the order of the design, then those of earlier designs; replicates and months as long as they go.
  void read_extent() {
    Statement points(database_, "SELECT point FROM points LEFT JOIN (SELECT point, min(place) AS place FROM design GROUP BY point) USING (point) "
                                "ORDER BY place IS NULL, place, point");
    while (points.next()) points_.push_back(points.text(0));
    Statement most(database_, "SELECT max(replicate), max(months) FROM series");
    if (!most.next() || most.is_null(0)) throw config::FileError(database_.path(), "holds no series yet; run the study first");
    replicates_ = static_cast<std::size_t>(most.integer(0)) + 1;
    months_ = static_cast<int>(most.integer(1));
    kept_ = static_cast<std::size_t>(study_.series.kept(months_));
    const std::size_t run = study_.series.size(study_.scenario, months_) * sizeof(double) / study_.series.measures.size();
    chunk_ = std::clamp<std::size_t>(kChunkBytes / std::max<std::size_t>(run, 1), 1, replicates_);
  }

  void define() {
    const Scenario& scenario = study_.scenario;
    const int point = file_.dimension("point", points_.size()), replicate = file_.dimension("replicate", replicates_);
    const int month = file_.dimension("month", kept_);
    std::vector<std::string> codes, names, corridors;
    for (const int i : study_.series.states) {
      codes.push_back(scenario.states[static_cast<std::size_t>(i)].code);
      names.push_back(scenario.states[static_cast<std::size_t>(i)].name);
    }
    for (const Corridor& corridor : scenario.corridors) corridors.push_back(corridor.name);
    std::map<std::string, int> made;
    const auto labelled = [&](const std::string& name, const std::vector<std::string>& labels) {
      if (!made.contains(name)) {
        made[name] = file_.dimension(name, labels.size());
        file_.labels(file_.variable(name, NC_STRING, {made[name]}), labels);
      }
      return made[name];
    };
    define_coordinates(point, replicate, month);
    std::size_t offset = 0;
    for (const Measure* measure : study_.series.measures) {
      Field field{measure, 0, offset, study_.series.width(*measure, scenario), {}};
      std::vector<int> dimensions{point, replicate, month};
      if (measure->subject == Subject::corridor) {
        dimensions.push_back(labelled("corridor", corridors));
        field.tail = {corridors.size()};
      } else {
        dimensions.push_back(labelled("state", codes));
        field.tail = {codes.size()};
        if (measure->subject != Subject::state) {
          dimensions.push_back(labelled("partner", codes));
          field.tail.push_back(codes.size());
        } else if (measure->name == "position" && scenario.dimensions > 1) {
          std::vector<std::string> components;
          for (int d = 0; d < scenario.dimensions; ++d) components.push_back(std::to_string(d));
          dimensions.push_back(labelled("component", components));
          field.tail.push_back(components.size());
        }
      }
      define_measure(field, dimensions);
      offset += field.width;
      fields_.push_back(std::move(field));
    }
    if (made.contains("state")) file_.labels(file_.variable("name", NC_STRING, {made["state"]}), names);
    file_.attribute(NC_GLOBAL, "Conventions", "CF-1.8");
    file_.attribute(NC_GLOBAL, "title", study_.title);
    file_.attribute(NC_GLOBAL, "source", std::string("tarazi ") + TARAZI_VERSION);
    file_.attribute(NC_GLOBAL, "study_hash", study_.hash());
    file_.attribute(NC_GLOBAL, "scenario_hash", config::content_hash(scenario));
    file_.attribute(NC_GLOBAL, "study", study_.text);
  }

  void define_measure(Field& field, const std::vector<int>& dimensions) {
    const std::string name(field.measure->name);
    field.variable = file_.variable(name, NC_DOUBLE, dimensions);
    std::vector<std::size_t> chunk{1, chunk_, kept_};
    chunk.insert(chunk.end(), field.tail.begin(), field.tail.end());
    file_.check(nc_def_var_chunking(file_.id(), field.variable, NC_CHUNKED, chunk.data()));
    file_.check(nc_def_var_deflate(file_.id(), field.variable, 1, 1, kDeflate));
    const double empty = std::numeric_limits<double>::quiet_NaN();
    file_.check(nc_def_var_fill(file_.id(), field.variable, NC_FILL, &empty));
    describe(file_, field.variable, *field.measure);
    file_.attribute(field.variable, "coordinates", coordinates_ + (field.measure->subject == Subject::corridor ? "" : " name"));
    if (!field.measure->categorical) return;
    Outcome outcome;
    outcome.measure = field.measure;
    std::vector<double> values;
    std::string meanings;
    for (const std::string& category : outcome.categories(study_.scenario)) {
      meanings += (values.empty() ? "" : " ") + category;
      values.push_back(static_cast<double>(values.size()));
    }
    file_.check(nc_put_att_double(file_.id(), field.variable, "flag_values", NC_DOUBLE, values.size(), values.data()));
    file_.attribute(field.variable, "flag_meanings", meanings);
  }

  void define_coordinates(int point, int replicate, int month) {
    file_.labels(file_.variable("point", NC_STRING, {point}), points_);
    std::vector<int> numbers(std::max(replicates_, kept_));
    for (std::size_t k = 0; k < numbers.size(); ++k) numbers[k] = static_cast<int>(k);
    file_.check(nc_put_var_int(file_.id(), file_.variable("replicate", NC_INT, {replicate}), numbers.data()));
    for (int& k : numbers) k *= study_.series.every;
    const int months = file_.variable("month", NC_INT, {month});
    file_.attribute(months, "long_name", "months since the start");
    file_.check(nc_put_var_int(file_.id(), months, numbers.data()));
    const int date = file_.variable("date", NC_DOUBLE, {month});
    const Date start = study_.scenario.start;
    const auto day_of = [](const Date& d) {
      return std::chrono::sys_days(std::chrono::year(d.year) / std::chrono::month(static_cast<unsigned>(d.month)) / 1);
    };
    file_.attribute(date, "units", fmt::format("days since {}-01", config::format_date(start)));
    file_.attribute(date, "calendar", "proleptic_gregorian");
    std::vector<double> days;
    for (std::size_t k = 0; k < kept_; ++k)
      days.push_back(static_cast<double>((day_of(config::months_after(start, numbers[k])) - day_of(start)).count()));
    file_.check(nc_put_var_double(file_.id(), date, days.data()));
    coordinates_ = "date";
    for (const Factor& factor : study_.factors) define_factor(factor, point);
  }

  /// A factor as a coordinate of the points; factor_NAME when a dimension or a measure of the file has its name.
  void define_factor(const Factor& factor, int point) {
    static const std::vector<std::string> kTaken{"point", "replicate", "month", "date", "state", "partner", "corridor", "component", "name"};
    const bool taken = std::count(kTaken.begin(), kTaken.end(), factor.name) > 0 ||
                       std::count(study_.series.measures.begin(), study_.series.measures.end(), find_measure(factor.name)) > 0;
    const std::string name = (taken ? "factor_" : "") + factor.name;
    std::map<std::string, std::string> values;
    Statement rows(database_, fmt::format("SELECT point, {} FROM points", sql_name(factor.name)));
    std::vector<std::string> words;
    std::vector<double> numbers;
    while (rows.next()) values[rows.text(0)] = factor.is_choice() ? rows.text(1) : config::shortest(rows.number(1));
    for (const std::string& id : points_) {
      if (factor.is_choice()) words.push_back(values.at(id));
      else numbers.push_back(std::stod(values.at(id)));
    }
    const int variable = file_.variable(name, factor.is_choice() ? NC_STRING : NC_DOUBLE, {point});
    std::string paths;
    for (const std::string& path : factor.paths) paths += (paths.empty() ? "" : ", ") + path;
    file_.attribute(variable, "long_name", "factor " + paths);
    if (factor.is_choice()) file_.labels(variable, words);
    else file_.check(nc_put_var_double(file_.id(), variable, numbers.data()));
    coordinates_ += " " + name;
  }

  /// Writes the replicates gathered of one point.
  void flush(std::size_t p) {
    if (pending_.empty()) return;
    for (const Field& field : fields_) {
      const std::size_t block = field.width * kept_;
      std::vector<double> values(pending_.size() * block, std::numeric_limits<double>::quiet_NaN());
      for (std::size_t r = 0; r < pending_.size(); ++r) {
        if (pending_[r].months < 0) continue;
        const auto own = static_cast<std::size_t>(study_.series.kept(pending_[r].months));  // a shorter run ends in NaN
        const auto from = pending_[r].values.begin() + static_cast<std::ptrdiff_t>(field.offset * own);
        std::copy(from, from + static_cast<std::ptrdiff_t>(field.width * own), values.begin() + static_cast<std::ptrdiff_t>(r * block));
      }
      std::vector<std::size_t> start{p, first_, 0}, count{1, pending_.size(), kept_};
      start.resize(3 + field.tail.size(), 0);
      count.insert(count.end(), field.tail.begin(), field.tail.end());
      file_.check(nc_put_vara_double(file_.id(), field.variable, start.data(), count.data(), values.data()));
    }
    pending_.clear();
  }

  const Study& study_;
  Database& database_;
  NetcdfFile file_;
  std::vector<std::string> points_;
  std::size_t replicates_ = 0, kept_ = 0, chunk_ = 1;
  int months_ = 0;
  std::string coordinates_;
  std::vector<Field> fields_;
  std::vector<Pending> pending_;
  std::size_t first_ = 0;  ///< replicate of pending_[0]
};

}  // namespace

bool export_netcdf(const std::filesystem::path& file, const std::filesystem::path& out, bool force,
                   const std::function<bool(long, long)>& progress) {
  Database database(file, Database::Mode::read);
  const Study study = stored_study(database);
  if (study.series.empty())
    throw config::InputError({{file.string(), 0, 0, "series", "is not in this study: nothing was kept month by month; add e.g. "
                                                              "series: {measures: [influence_share]} to the study file and run it into a new file"}});
  return SeriesFile(study, database, out, force).fill(progress);
}

}  // namespace tarazi::study
