// One connection of a browser, HTTP first, perhaps a WebSocket afterwards.
// Everything of Beast is behind this function.
#pragma once

#include <string>

#include <boost/asio/ip/tcp.hpp>

namespace tarazi::server {

class Hub;

/// Serves a connection until it closes or breaks a rule; it then tells the hub. Keeps itself alive.
void start_session(boost::asio::ip::tcp::socket socket, Hub& hub, const std::string& address, bool local);

}  // namespace tarazi::server
