package io.onsrelay.http;

import java.util.Map;

import io.onsrelay.secret.Secret;

/**
 * One request to make.
 *
 * @param method {@code GET} or {@code POST}
 * @param uri the address, treated as a secret since webhook addresses and confirmation
 * URLs are; sent as it is
 * @param headers request headers
 * @param body the request's body, sent as UTF-8; empty for none
 */
public record HttpCall(String method, Secret uri, Map<String, String> headers, String body) {

	/**
	 * A request for an address.
	 * @param uri the address
	 * @param accept the wanted content type
	 * @return the call
	 */
	public static HttpCall get(Secret uri, String accept) {
		return new HttpCall("GET", uri, Map.of("Accept", accept), "");
	}

	/**
	 * A post of JSON.
	 * @param uri the address
	 * @param json the body
	 * @return the call
	 */
	public static HttpCall postJson(Secret uri, String json) {
		return new HttpCall("POST", uri, Map.of("Content-Type", "application/json; charset=utf-8"), json);
	}

	/**
	 * Names only: address, header values and body may be secrets.
	 */
	@Override
	public String toString() {
		return "HttpCall[" + this.method + ", headers=" + this.headers.keySet() + "]";
	}

}
