package io.onsrelay.http;

/**
 * Makes HTTP calls. It throws no exception that a server can cause: every failure is a
 * result.
 */
public interface OutboundHttp {

	/**
	 * Makes one call, once: no retry, no redirect followed, no cookie kept.
	 * @param call the call
	 * @return the result
	 */
	HttpResult exchange(HttpCall call);

}
