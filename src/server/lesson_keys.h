// The tables of keys of a lesson file: what may stand where, with range and help.
// Reading and suggestions use them. Internal to src/server.
#pragma once

#include "src/config/keys.h"

namespace tarazi::server {

const config::Table& lesson_table();
const config::Table& budget_table();
const config::Table& seat_table();
const config::Table& planned_table();
const config::Table& question_table();

}  // namespace tarazi::server
