package io.pilothouse.kernel.net.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpPrincipal;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request and its reply, as {@code jdk.httpserver} describes them. The request's body is there as a whole; the
 * reply's is sent as it is written, and a page that is quicker than its reader waits.
 *
 * <p>Threads: one at a time.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A connection that is cut is closed sooner or later.
final class PageExchange extends HttpExchange {
    private static final Logger LOG = LoggerFactory.getLogger(PageExchange.class);
    /** RFC 9110, section 5.6.7. */
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'",
            Locale.ROOT);
    private static final int UNANSWERED = -1;
    /** What {@link #sendResponseHeaders} is told when the reply has no body. */
    private static final long NO_BODY = -1;

    private final Conversation conversation;
    private final ChannelHandlerContext context;
    private final HttpVersion version;
    private final HttpMethod method;
    private final URI target;
    private final Headers received = new Headers();
    private final Headers sent = new Headers();
    private final Map<String, Object> attributes = new HashMap<>();
    private InputStream requestBody;
    private OutputStream replyBody;
    private final ReplyBody reply;
    private int status = UNANSWERED;
    private boolean closed;

    PageExchange(Conversation conversation, ChannelHandlerContext context, FullHttpRequest request, URI target,
            byte[] body, Duration patience) {
        this.conversation = conversation;
        this.context = context;
        this.target = target;
        version = request.protocolVersion();
        method = request.method();
        request.headers().forEach(header -> received.add(header.getKey(), header.getValue()));
        requestBody = new ByteArrayInputStream(body);
        reply = new ReplyBody(context, patience);
        replyBody = reply;
    }

    @Override
    public Headers getRequestHeaders() {
        return received;
    }

    @Override
    public Headers getResponseHeaders() {
        return sent;
    }

    @Override
    public URI getRequestURI() {
        return target;
    }

    @Override
    public String getRequestMethod() {
        return method.name();
    }

    /** Not offered: the door has no contexts, only exact paths. */
    @Override
    public HttpContext getHttpContext() {
        throw new UnsupportedOperationException("the front door has exact paths and no contexts");
    }

    @Override
    public InputStream getRequestBody() {
        return requestBody;
    }

    @Override
    public OutputStream getResponseBody() {
        if (status == UNANSWERED) {
            throw new IllegalStateException("sendResponseHeaders comes before the body");
        }
        return replyBody;
    }

    @Override
    public void sendResponseHeaders(int code, long length) throws IOException {
        if (status != UNANSWERED) {
            throw new IOException("headers already sent");
        }
        HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(code));
        sent.forEach((name, values) -> head.headers().set(name, values));
        head.headers().set(HttpHeaderNames.DATE, DATE.format(ZonedDateTime.now(ZoneOffset.UTC)));
        boolean bodiless = length == NO_BODY || code == 204 || code == 304;
        if (bodiless && code != 204 && code != 304) {
            HttpUtil.setContentLength(head, 0);
        } else if (length > 0) {
            HttpUtil.setContentLength(head, length);
        } else if (length == 0 && version.isKeepAliveDefault()) {
            // Who speaks HTTP/1.0 learns the end by the connection's.
            HttpUtil.setTransferEncodingChunked(head, true);
        }
        status = code;
        reply.begin(head, bodiless ? 0 : length == 0 ? Long.MAX_VALUE : length, method.equals(HttpMethod.HEAD));
    }

    @Override
    public InetSocketAddress getRemoteAddress() {
        return (InetSocketAddress) context.channel().remoteAddress();
    }

    @Override
    public InetSocketAddress getLocalAddress() {
        return (InetSocketAddress) context.channel().localAddress();
    }

    @Override
    public int getResponseCode() {
        return status;
    }

    @Override
    public String getProtocol() {
        return version.text();
    }

    @Override
    public Object getAttribute(String name) {
        return attributes.get(name);
    }

    @Override
    public void setAttribute(String name, Object value) {
        attributes.put(name, value);
    }

    @Override
    public void setStreams(InputStream in, OutputStream out) {
        requestBody = in == null ? requestBody : in;
        replyBody = out == null ? replyBody : out;
    }

    /** Nobody: pages authenticate themselves. */
    @Override
    public HttpPrincipal getPrincipal() {
        return null;
    }

    /** Ends the reply; a page that gave none is a defect, and its client is told so. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        if (status == UNANSWERED) {
            LOG.error("no reply to {} {}", method, target.getPath());
            apologise();
            return;
        }
        closed = true;
        try {
            replyBody.close();
            reply.close();
            conversation.answered();
        } catch (IOException broken) {
            LOG.debug("http client went away: {}", broken.getMessage());
            context.close();
        }
    }

    /** Says that the registry failed, or cuts the connection if the reply had begun. */
    void apologise() {
        if (status != UNANSWERED || closed) {
            abandon();
            return;
        }
        sent.clear();
        try {
            FrontDoor.send(this, 500, FrontDoor.TEXT, "500 Internal Server Error: see the registry's log\n");
            close();
        } catch (IOException gone) {
            abandon();
        }
    }

    /** Cuts the connection: what was sent is not the whole reply. */
    void abandon() {
        closed = true;
        context.close();
    }
}
