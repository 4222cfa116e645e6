package io.onsrelay.ingest;

import java.io.IOException;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * A response to a request whose body was not read. The container closes the connection
 * afterwards, and the system would then reset it: a client that still sends would lose
 * the response. So it is sent at once, and what the client has to send is read and
 * dropped. HTTP/2 needs none of that.
 *
 * @param delegate the response
 * @param bodies reads and drops the rest of the body, within bounds
 */
record DrainingResponse(ServerResponse delegate, BodyReader bodies) implements ServerResponse {

	@Override
	public HttpStatusCode statusCode() {
		return this.delegate.statusCode();
	}

	@Override
	public HttpHeaders headers() {
		return this.delegate.headers();
	}

	@Override
	public MultiValueMap<String, Cookie> cookies() {
		return this.delegate.cookies();
	}

	@Override
	public @Nullable ModelAndView writeTo(HttpServletRequest request, HttpServletResponse response, Context context)
			throws ServletException, IOException {
		ModelAndView view = this.delegate.writeTo(request, response, context);
		if (request.getProtocol().startsWith("HTTP/1")) {
			response.flushBuffer();
			try {
				this.bodies.drain(request);
			}
			catch (IOException ex) {
				// The client is gone, or sends nothing more
			}
		}
		return view;
	}

}
