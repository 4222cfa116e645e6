package io.onsrelay.http;

/**
 * Makes calls. It throws nothing that the other side can cause: every failure is a
 * result.
 */
public interface OutboundHttp {

	/**
	 * Makes one call, once: no retry, no redirect followed, no cookie kept.
	 * @param call the call
	 * @return what came of it
	 */
	HttpResult exchange(HttpCall call);

}
