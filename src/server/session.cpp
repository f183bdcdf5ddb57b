// HTTP and WebSocket of one connection, in callbacks. Limits stand where the bytes arrive: sizes in the parsers, times in
// the streams, and a guard that ends whoever says no hello or takes nothing.
#include <utility>  // before Asio: Boost 1.74 forgets to include it

#include "src/server/session.h"

#include <chrono>
#include <deque>

#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket.hpp>

#include "src/server/assets.h"
#include "src/server/hub.h"
#include "src/server/message.h"

namespace tarazi::server {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
namespace websocket = beast::websocket;
using Clock = std::chrono::steady_clock;
using Request = http::request<http::string_body>;
using Response = http::response<http::string_body>;
using boost::system::error_code;

constexpr std::string_view kProtocol = "tarazi.v1";
constexpr auto kHelloTime = std::chrono::seconds(5);
constexpr auto kSlowReader = std::chrono::seconds(15);
constexpr std::size_t kMostWaiting = 64;  ///< messages other than frames that may wait for a slow reader

std::string_view view(beast::string_view text) { return {text.data(), text.size()}; }

class WebSocketSession : public Peer, public std::enable_shared_from_this<WebSocketSession> {
 public:
  WebSocketSession(beast::tcp_stream&& stream, Hub& hub, const std::string& from, bool from_laptop)
      : ws_(std::move(stream)), guard_(ws_.get_executor()), hub_(hub) {
    address = from;
    local = from_laptop;
    hub_.attach(this);
  }
  ~WebSocketSession() override {
    hub_.detach(this);
    hub_.disconnect(address);
  }

  void accept(const Request& request) {
    websocket::stream_base::timeout times{std::chrono::seconds(5), std::chrono::seconds(40), true};  // a ping after 20 s
    ws_.set_option(times);
    ws_.read_message_max(kMessageBytes);
    ws_.auto_fragment(false);
    ws_.set_option(websocket::stream_base::decorator([](websocket::response_type& response) {
      response.set(http::field::sec_websocket_protocol, "tarazi.v1");
      response.set(http::field::server, "tarazi");
    }));
    began_ = Clock::now();
    watch();
    ws_.async_accept(request, [self = shared_from_this()](error_code error) {
      if (!error) self->read();
    });
  }

  void send(Bytes message, bool frame) override {
    if (closing_) return;
    // A frame that still waits is old news. If months are missing then, the client sees it and asks with `sync`.
    if (frame)
      for (std::size_t k = writing_ ? 1 : 0; k < queue_.size(); ++k)
        if (queue_[k].frame) return void(queue_[k].bytes = std::move(message));
    if (queue_.size() >= kMostWaiting) return drop();
    queue_.push_back({std::move(message), frame});
    if (!writing_) write();
  }

  void close() override {
    if (closing_) return;
    closing_ = true;
    if (!writing_) finish();
  }

 private:
  struct Waiting {
    Bytes bytes;
    bool frame;
  };

  void read() {
    ws_.async_read(buffer_, [self = shared_from_this()](error_code error, std::size_t) {
      if (error) {
        if (error == websocket::error::message_too_big) self->hub_.refused(self->address, "too_large");
        return self->stop();
      }
      if (!self->ws_.got_text()) {
        self->hub_.refused(self->address, "malformed");
        return self->close();
      }
      const std::string text = beast::buffers_to_string(self->buffer_.data());
      self->buffer_.consume(self->buffer_.size());
      self->hub_.receive(*self, text);
      if (!self->closing_) self->read();
    });
  }

  void write() {
    writing_ = true;
    write_began_ = Clock::now();
    ws_.text(true);
    ws_.async_write(asio::buffer(*queue_.front().bytes), [self = shared_from_this()](error_code error, std::size_t) {
      self->writing_ = false;
      if (error) return self->stop();
      self->queue_.pop_front();
      if (!self->queue_.empty()) self->write();
      else if (self->closing_) self->finish();
    });
  }

  void finish() {
    ws_.async_close(websocket::close_code::policy_error, [self = shared_from_this()](error_code) { self->stop(); });
  }

  /// Ends at once, without a word.
  void drop() {
    error_code ignored;
    beast::get_lowest_layer(ws_).socket().close(ignored);
    stop();
  }

  void stop() {
    closing_ = true;
    guard_.cancel();
  }

  void watch() {
    guard_.expires_after(std::chrono::seconds(1));
    guard_.async_wait([weak = weak_from_this()](error_code error) {
      const auto self = weak.lock();
      if (error || !self) return;
      const auto now = Clock::now();
      const bool mute = !self->viewer && now - self->began_ > kHelloTime;
      const bool slow = self->writing_ && now - self->write_began_ > kSlowReader;
      if (mute || slow) return self->drop();
      self->watch();
    });
  }

  websocket::stream<beast::tcp_stream> ws_;
  asio::steady_timer guard_;
  Hub& hub_;
  beast::flat_buffer buffer_;
  std::deque<Waiting> queue_;
  bool writing_ = false, closing_ = false;
  Clock::time_point began_, write_began_;
};

class HttpSession : public std::enable_shared_from_this<HttpSession> {
 public:
  HttpSession(asio::ip::tcp::socket&& socket, Hub& hub, std::string address, bool local)
      : stream_(std::move(socket)), hub_(hub), address_(std::move(address)), local_(local) {}
  ~HttpSession() {
    if (!handed_over_) hub_.disconnect(address_);
  }

  void read() {
    parser_.emplace();
    parser_->body_limit(kMessageBytes);
    parser_->header_limit(8192);
    stream_.expires_after(std::chrono::seconds(15));
    http::async_read(stream_, buffer_, *parser_, [self = shared_from_this()](error_code error, std::size_t) {
      if (error == http::error::body_limit || error == http::error::header_limit) {
        self->hub_.refused(self->address_, "too_large");
        return self->answer(http::status::payload_too_large, "text/plain", "too large", false);
      }
      if (error) return;  // closed, silent or no HTTP: nothing to answer
      self->handle();
    });
  }

 private:
  void handle() {
    const Request& request = parser_->get();
    keep_alive_ = request.keep_alive();
    const std::string_view host = view(request[http::field::host]), origin = view(request[http::field::origin]);
    if (!hub_.host_allowed(host) || !hub_.origin_allowed(origin, host)) {
      hub_.refused(address_, hub_.host_allowed(host) ? "forbidden: origin" : "forbidden: host");
      return answer(http::status::forbidden, "text/plain", "forbidden", false);
    }
    const std::string_view target = view(request.target());
    const std::string path(target.substr(0, target.find('?')));
    if (websocket::is_upgrade(request)) return upgrade(path, origin);
    if (path.starts_with("/api/v1/")) return api(path);
    if (request.method() != http::verb::get && request.method() != http::verb::head) return answer(http::status::method_not_allowed, "text/plain", "method not allowed", keep_alive_);
    const Asset* found = asset(path);
    if (!found) return answer(http::status::not_found, "text/plain", "not found", keep_alive_);
    const bool packed = view(request[http::field::accept_encoding]).find("gzip") != std::string_view::npos;
    Response response{http::status::ok, request.version()};
    response.set(http::field::vary, "Accept-Encoding");
    if (packed) response.set(http::field::content_encoding, "gzip");
    // Names of script and texts carry a hash of their content; the page itself is asked for anew.
    response.set(http::field::cache_control, target.find("?v=") == std::string_view::npos ? "no-cache" : "public, max-age=31536000, immutable");
    response.body() = std::string(packed ? found->packed : found->plain);
    write(std::move(response), std::string(found->type));
  }

  void upgrade(const std::string& path, std::string_view origin) {
    const Request& request = parser_->get();
    const std::string_view offered = view(request[http::field::sec_websocket_protocol]);
    // Browsers always send an origin with a WebSocket; one without is no browser and harms nobody but itself.
    if (path != "/ws" || offered.find(kProtocol) == std::string_view::npos || origin == "null") {
      hub_.refused(address_, "forbidden: websocket");
      return answer(http::status::bad_request, "text/plain", "bad request", false);
    }
    handed_over_ = true;
    stream_.expires_never();
    std::make_shared<WebSocketSession>(std::move(stream_), hub_, address_, local_)->accept(request);
  }

  void api(const std::string& path) {
    const Request& request = parser_->get();
    constexpr std::string_view kBearer = "Bearer ";
    const std::string_view given = view(request[http::field::authorization]);
    const std::string bearer = given.starts_with(kBearer) ? std::string(given.substr(kBearer.size())) : std::string();
    HttpAnswer made{405, "application/json", R"({"error":"forbidden","field":"method"})", {}};
    if (request.method() == http::verb::get) {
      if (hub_.get_later(path, bearer, local_, [self = shared_from_this()](HttpAnswer late) { self->send_made(std::move(late)); })) return;
      made = hub_.get(path, bearer, local_);
    }
    if (request.method() == http::verb::post) made = hub_.post(path, request.body(), address_);
    send_made(std::move(made));
  }

  void send_made(HttpAnswer made) {
    Response response{static_cast<http::status>(made.status), 11};
    response.set(http::field::cache_control, "no-store");
    if (!made.file.empty()) response.set(http::field::content_disposition, "attachment; filename=\"" + made.file + "\"");
    response.body() = std::move(made.body);
    write(std::move(response), made.type);
  }

  void answer(http::status status, const std::string& type, const std::string& text, bool keep) {
    keep_alive_ = keep;
    Response response{status, 11};
    response.body() = text;
    write(std::move(response), type);
  }

  void write(Response&& response, const std::string& type) {
    response.set(http::field::server, "tarazi");
    response.set(http::field::content_type, type);
    response.set("X-Content-Type-Options", "nosniff");
    response.set("Referrer-Policy", "no-referrer");
    response.set("X-Frame-Options", "DENY");
    response.set("Cross-Origin-Resource-Policy", "same-origin");
    response.set("Content-Security-Policy",
                 "default-src 'self'; img-src 'self' data: blob:; style-src 'self'; script-src 'self'; connect-src 'self'; object-src 'none'; "
                 "base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    response.keep_alive(keep_alive_);
    response.prepare_payload();
    if (parser_ && parser_->is_header_done() && parser_->get().method() == http::verb::head) response.body().clear();
    response_ = std::move(response);
    stream_.expires_after(std::chrono::seconds(15));
    http::async_write(stream_, response_, [self = shared_from_this()](error_code error, std::size_t) {
      if (error) return;
      if (self->keep_alive_) return self->read();
      error_code ignored;
      self->stream_.socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
    });
  }

  beast::tcp_stream stream_;
  beast::flat_buffer buffer_{16384};
  std::optional<http::request_parser<http::string_body>> parser_;
  Response response_;
  Hub& hub_;
  std::string address_;
  bool local_, handed_over_ = false, keep_alive_ = false;
};

}  // namespace

void start_session(asio::ip::tcp::socket socket, Hub& hub, const std::string& address, bool local) {
  std::make_shared<HttpSession>(std::move(socket), hub, address, local)->read();
}

}  // namespace tarazi::server
