// Which region a state is counted in when errors are reported, and who belongs to the European Union.
// The grouping is political geography (after the regional groups of the United Nations), an assumption of the reports only.
#include <algorithm>
#include <sstream>
#include <unordered_map>

#include "src/evidence/data.h"

namespace tarazi::evidence {
namespace {

constexpr const char* kMembers =
    "AUT BEL BGR CYP CZE DEU DNK ESP EST FIN FRA GRC HRV HUN IRL ITA LTU LUX LVA MLT NLD POL PRT ROU SVK SVN SWE";

struct Group {
  const char* name;
  const char* codes;
};
constexpr Group kGroups[] = {
    {"European Union", nullptr},  // kMembers and EU27
    {"Post-Soviet", "ARM AZE BLR GEO KAZ KGZ MDA RUS TJK TKM UKR UZB"},
    {"Rest of the West", "AND AUS CAN CHE GBR ISL ISR JPN KOR LIE MCO NOR NZL SMR USA"},
    {"Balkans", "ALB BIH MKD MNE SRB XKX"},
    {"Middle East and North Africa",
     "ARE BHR DZA EGY IRN IRQ JOR KWT LBN LBY MAR OMN PSE QAT SAU SYR TUN TUR YEM"},
    {"Africa south of the Sahara",
     "AGO BDI BEN BFA BWA CAF CIV CMR COD COG COM CPV DJI ERI ETH GAB GHA GIN GMB GNB GNQ KEN LBR LSO MDG MLI MOZ MRT "
     "MUS MWI NAM NER NGA RWA SDN SEN SLE SOM SSD STP SWZ SYC TCD TGO TZA UGA ZAF ZMB ZWE"},
    {"Asia and the Pacific",
     "AFG BGD BRN BTN CHN FJI FSM IDN IND KHM KIR LAO LKA MDV MHL MMR MNG MYS NPL NRU PAK PHL PLW PNG PRK SGP SLB THA "
     "TLS TON TUV TWN VNM VUT WSM"},
    {"Latin America and the Caribbean",
     "ARG ATG BHS BLZ BOL BRA BRB CHL COL CRI CUB DMA DOM ECU GRD GTM GUY HND HTI JAM KNA LCA MEX NIC PAN PER PRY SLV "
     "SUR TTO URY VCT VEN"},
    {"Other", ""}};

std::vector<std::string> words(const char* text) {
  std::istringstream in(text);
  std::vector<std::string> out;
  for (std::string word; in >> word;) out.push_back(word);
  return out;
}

}  // namespace

const std::vector<std::string>& union_members() {
  static const std::vector<std::string> members = words(kMembers);
  return members;
}

const std::vector<std::string>& regions() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> out;
    for (const Group& group : kGroups) out.emplace_back(group.name);
    return out;
  }();
  return names;
}

int region_of(const std::string& code) {
  static const std::unordered_map<std::string, int> table = [] {
    std::unordered_map<std::string, int> out{{kUnion, 0}};
    for (const std::string& member : union_members()) out[member] = 0;
    for (std::size_t k = 1; k < std::size(kGroups); ++k)
      for (const std::string& word : words(kGroups[k].codes)) out[word] = static_cast<int>(k);
    return out;
  }();
  const auto found = table.find(code);
  return found == table.end() ? static_cast<int>(std::size(kGroups)) - 1 : found->second;
}

}  // namespace tarazi::evidence
