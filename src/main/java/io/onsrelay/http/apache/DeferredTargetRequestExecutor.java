package io.onsrelay.http.apache;

import java.io.IOException;

import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * Sets path and query of a request when it is written to the connection. Until then the
 * client knows the origin only, so it can neither log nor normalise the rest.
 */
public final class DeferredTargetRequestExecutor extends HttpRequestExecutor {

	private static final String TARGET = DeferredTargetRequestExecutor.class.getName() + ".target";

	/**
	 * Sets the target of a request.
	 * @param context the context of the exchange
	 * @param target path and query
	 */
	public static void setTarget(HttpContext context, String target) {
		context.setAttribute(TARGET, target);
	}

	@Override
	public ClassicHttpResponse execute(ClassicHttpRequest request, HttpClientConnection connection,
			HttpResponseInformationCallback callback, HttpContext context) throws IOException, HttpException {
		// The target of a CONNECT to a proxy is host and port.
		if (!Method.CONNECT.isSame(request.getMethod())) {
			request.setPath((String) context.getAttribute(TARGET));
		}
		return super.execute(request, connection, callback, context);
	}

}
