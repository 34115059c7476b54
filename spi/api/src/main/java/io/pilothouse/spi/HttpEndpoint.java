package io.pilothouse.spi;

import com.sun.net.httpserver.HttpHandler;

/**
 * Answers HTTP requests below a path of the registry's front door, for example for a provisioning protocol or a console. The
 * front door has let in nobody without a valid token before it is asked.
 */
public interface HttpEndpoint extends Component {
    /**
     * What answers.
     *
     * <p>Threads: asked once; the handler is called by many at once, virtual ones, and may block. Order: between creation and
     * {@link #close}. Failure: a throw of the handler is answered with status 500, and so is no answer before the kernel's
     * deadline (then the thread is interrupted). Requests and answers are bounded by the front door.
     */
    HttpHandler handler();

    /** Makes endpoints of one type; the type is the path: {@code /plugins/TYPE/}. */
    non-sealed interface Factory extends ComponentFactory<HttpEndpoint> {}
}
