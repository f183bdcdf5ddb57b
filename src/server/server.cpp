// The one loop that everything at the edge runs in: a listener, the sessions, a timer. No locks, as there is one thread.
// What it decides stands in hub.h; this file only accepts connections.
#include <utility>  // before Asio: Boost 1.74 forgets to include it

#include "src/server/server.h"

#include <csignal>
#include <ifaddrs.h>
#include <net/if.h>

#include <chrono>

#include <boost/asio.hpp>

#include "src/config/problems.h"
#include "src/server/hub.h"
#include "src/server/session.h"

namespace tarazi::server {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

/// Addresses of this machine on its networks, loopback left out; private IPv4 ones, as phones reach those.
std::vector<std::string> lan_addresses() {
  std::vector<std::string> found;
  ifaddrs* list = nullptr;
  if (::getifaddrs(&list) != 0) return found;
  for (const ifaddrs* one = list; one; one = one->ifa_next) {
    if (!one->ifa_addr || one->ifa_addr->sa_family != AF_INET || (one->ifa_flags & IFF_LOOPBACK) || !(one->ifa_flags & IFF_UP)) continue;
    const auto* v4 = reinterpret_cast<const sockaddr_in*>(one->ifa_addr);
    found.push_back(asio::ip::make_address_v4(ntohl(v4->sin_addr.s_addr)).to_string());
  }
  ::freeifaddrs(list);
  return found;
}

class Listener {
 public:
  Listener(asio::io_context& context, Hub& hub, const ServerSettings& settings) : hub_(hub), acceptor_(context) {
    const auto address = settings.lan ? asio::ip::address(asio::ip::address_v4::any()) : asio::ip::address(asio::ip::address_v4::loopback());
    boost::system::error_code error;
    acceptor_.open(tcp::v4());
    acceptor_.set_option(asio::socket_base::reuse_address(true));
    acceptor_.bind({address, settings.port}, error);
    if (error && settings.any_port) acceptor_.bind({address, 0}, error = {}), error = {};
    if (!error) acceptor_.listen(256, error);
    if (error) throw config::FileError("port " + std::to_string(settings.port), error.message());
  }
  std::uint16_t port() const { return acceptor_.local_endpoint().port(); }
  void accept() {
    acceptor_.async_accept([this](boost::system::error_code error, tcp::socket socket) {
      if (!error) begin(std::move(socket));
      if (acceptor_.is_open()) accept();  // also after an error: too many open files pass
    });
  }
  void close() {
    boost::system::error_code ignored;
    acceptor_.close(ignored);
  }

 private:
  void begin(tcp::socket socket) {
    boost::system::error_code error;
    const auto from = socket.remote_endpoint(error).address();
    if (error || !hub_.connect(from.to_string())) return;  // closed by its destructor
    socket.set_option(tcp::no_delay(true), error);
    start_session(std::move(socket), hub_, from.to_string(), from.is_loopback());
  }

  Hub& hub_;
  tcp::acceptor acceptor_;
};

}  // namespace

void serve(Lesson lesson, RoomSettings room, const ServerSettings& settings, const std::function<void(const Announcement&)>& ready,
           const std::function<void(const std::string&)>& log, const std::function<bool()>& stop) {
  std::signal(SIGXFSZ, SIG_IGN);  // a file that may not grow is a failed write, not the end of the class
  Hub hub(std::move(lesson), room, settings, log);
  asio::io_context context(1);  // goes first: the sessions it still holds take their leave from the hub
  // However it ends: requests that wait for long work are answered while their connections still exist.
  struct Farewell {
    Hub& hub;
    ~Farewell() { hub.close_all(); }
  } farewell{hub};
  Listener listener(context, hub, settings);
  const std::string port = ":" + std::to_string(listener.port());
  std::vector<std::string> hosts{"127.0.0.1" + port, "localhost" + port};
  Announcement announcement;
  if (settings.lan)
    for (const std::string& address : lan_addresses()) {
      hosts.push_back(address + port);
      announcement.addresses.push_back("http://" + address + port + "/");
    }
  announcement.addresses.push_back("http://127.0.0.1" + port + "/");
  announcement.code = hub.code();
  announcement.instructor = (settings.remote_instructor ? announcement.addresses.front() : "http://127.0.0.1" + port + "/") + "#console=" + hub.instructor_token();
  announcement.recording = settings.recording;
  announcement.replayed = hub.replayed();
  hub.set_hosts(hosts, announcement.addresses.front());
  listener.accept();
  asio::steady_timer tick(context);
  const std::function<void()> beat = [&] {
    tick.expires_after(std::chrono::milliseconds(200));
    tick.async_wait([&](boost::system::error_code error) {
      if (error) return;
      if (stop() || hub.finished()) {
        listener.close();
        hub.close_all();
        context.stop();
        return;
      }
      hub.tick();
      beat();
    });
  };
  // Forecasts, a slice at a time: what has arrived meanwhile goes first.
  bool working = false;
  const std::function<void()> work = [&] {
    working = hub.work();
    if (working) asio::post(context, work);
  };
  hub.set_wake([&] {
    if (!working) asio::post(context, work);
    working = true;
  });
  beat();
  ready(announcement);
  context.run();
}

}  // namespace tarazi::server
