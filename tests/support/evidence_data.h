// A small invented data folder in the columns of the real one, for tests of the world builder and the hindcast.
// Four states and the Union over 1990-2010; every number is made by a formula, so that expectations can be worked out.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace tarazi::testing {

/// A folder that is removed with its object.
class EvidenceFolder {
 public:
  EvidenceFolder() {
    static int count = 0;
    path_ = std::filesystem::temp_directory_path() / ("tarazi-data-" + std::to_string(::getpid()) + "-" + std::to_string(count++));
    std::filesystem::create_directories(path_);
    std::string points = "iso3,year,ideal_point,q5,q95\n", macro = "iso3,year,gdp_usd_billion,population_million\n";
    std::string votes = "iso3_a,iso3_b,year,n_votes,agree_share,same_share\n", trade = "exporter,importer,year,usd_million\n";
    for (int year = 1990; year <= 2010; ++year) {
      const std::string y = "," + std::to_string(year) + ",";
      const double t = year - 1990;
      points += "AZE" + y + std::to_string(-.5 + .02 * t) + ",,\nCHN" + y + std::to_string(-1 + (year % 2 ? .1 : -.1)) + ",,\n";
      points += "RUS" + y + std::to_string(.5 - .03 * t) + ",,\nDEU" + y + "1.2,,\nEU27" + y + "1.2,,\n";
      macro += "AZE" + y + std::to_string(10 + t) + ",8\nCHN" + y + std::to_string(1000 + 100 * t) + ",1300\n";
      macro += "RUS" + y + "500,140\nDEU" + y + "2000,80\nEU27" + y + "2000,80\nTWN" + y + "300,23\nWLD" + y + "9999,6000\n";
      votes += "AZE,CHN" + y + "50,0.9,0.8\nAZE,RUS" + y + "50," + std::to_string(.7 + .005 * t) + ",0.6\nCHN,DEU" + y + "50,0.5,0.4\nAZE,EU27" + y + "9,0.6,0.5\n";
      trade += "AZE,RUS" + y + "1000\nRUS,AZE" + y + "2000\nDEU,CHN" + y + "30000\nCHN,DEU" + y + "40000\nTWN,CHN" + y + "5000\nEU27,CHN" + y + "30000\n";
    }
    write("unga_ideal_points.csv", points);
    write("macro.csv", macro);
    write("unga_agreement_all.csv", votes);
    write("trade_all_2000_2016.csv", trade);
    write("capitals.csv", "iso3,name,capital,lat,lon\nAZE,Azerbaijan,Baku,40.4,49.9\nCHN,\"China, People's Republic\",Beijing,39.9,116.4\n");
    write("ties_all.csv",
          "a,b,year,kind,value\nAZE,CHN,2000,igo_joint_memberships,20\nAZE,RUS,2000,igo_joint_memberships,40\n"
          "AZE,RUS,2000,atop_defense,1\nCHN,RUS,2000,atop_defense,1\nRUS,CHN,1999,arms_tiv_ordered,100\nDEU,CHN,1980,arms_tiv_ordered,900\n");
    write("sanctions.csv",
          "sender,target,start,end,type,trade_detail\nDEU,CHN,1995,2005,arms,\nRUS,AZE,2004,2006,trade,imp_compl\nUN,RUS,2001,2001,financial,\nG7,CHN,1990,2010,trade,\n");
    write("events.csv", "source,target,year,verbal_coop,material_coop,verbal_conflict,material_conflict\nCHN,RUS,1999,10,10,20,5\n");
  }
  EvidenceFolder(const EvidenceFolder&) = delete;
  EvidenceFolder& operator=(const EvidenceFolder&) = delete;
  ~EvidenceFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  const std::filesystem::path& path() const { return path_; }
  void write(const std::string& name, const std::string& text) const { std::ofstream(path_ / name, std::ios::binary) << text; }
  void remove(const std::string& name) const { std::filesystem::remove(path_ / name); }

 private:
  std::filesystem::path path_;
};

}  // namespace tarazi::testing
