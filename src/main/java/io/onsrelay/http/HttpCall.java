package io.onsrelay.http;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import io.onsrelay.secret.Secret;

/**
 * A request to send.
 *
 * @param method {@code GET} or {@code POST}
 * @param uri the URL, a secret since webhook and confirmation URLs are; sent as written
 * @param headers request headers
 * @param body the body
 */
public record HttpCall(String method, Secret uri, Map<String, String> headers, HttpBody body) {

	/**
	 * Creates a call with a body of text.
	 * @param method {@code GET} or {@code POST}
	 * @param uri the URL
	 * @param headers request headers
	 * @param text the body, sent as UTF-8; empty for none
	 */
	public HttpCall(String method, Secret uri, Map<String, String> headers, String text) {
		this(method, uri, headers, HttpBody.of(text));
	}

	/**
	 * Creates a GET.
	 * @param uri the URL
	 * @param accept the content type to ask for
	 * @return the call
	 */
	public static HttpCall get(Secret uri, String accept) {
		return new HttpCall("GET", uri, Map.of("Accept", accept), HttpBody.NONE);
	}

	/**
	 * Creates a POST of JSON.
	 * @param uri the URL
	 * @param json the body
	 * @return the call
	 */
	public static HttpCall postJson(Secret uri, JsonNode json) {
		return new HttpCall("POST", uri, Map.of("Content-Type", "application/json; charset=utf-8"), HttpBody.of(json));
	}

	/**
	 * Shows names only: URL, header values and body may be secrets.
	 */
	@Override
	public String toString() {
		return "HttpCall[" + this.method + ", headers=" + this.headers.keySet() + "]";
	}

}
