package io.onsrelay.provisioning.probe;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.security.cert.CertificateException;
import java.util.Locale;

import javax.net.ssl.SSLException;

/**
 * Says what the response of an endpoint, or the lack of one, means, and what to do.
 */
final class ProbeFinding {

	private ProbeFinding() {
	}

	static String unknownHost(String host) {
		return """
				The name %s does not resolve.
				Add a record for it to the public DNS, or correct --endpoint.""".formatted(host);
	}

	static String privateAddress(String host, String address) {
		return """
				The name %s is the private address %s here, and Notifications calls public addresses only.
				Give the endpoint a public address. If this machine has a DNS of its own, ask a public one."""
			.formatted(host, address);
	}

	static String of(URI endpoint, IOException failure) {
		String host = endpoint.getHost();
		if (has(failure, CertificateException.class)) {
			return """
					The TLS certificate of %s is not accepted: it is no certificate of a public authority for this name, it has
					expired, or its chain is incomplete.
					Install one with its intermediate certificates: docs/container.md says how."""
				.formatted(host);
		}
		if (has(failure, SSLException.class)) {
			return """
					There is no TLS at %s:%d, or none that was agreed on.
					Terminate TLS at this port, in the service or a proxy in front of it.""".formatted(host,
					(endpoint.getPort() < 0) ? 443 : endpoint.getPort());
		}
		if (failure instanceof HttpTimeoutException) {
			return """
					There was no response within 5 seconds, which is as long as Notifications waits.
					Open the port for incoming connections: firewall, security list, load balancer. Is the relay running?""";
		}
		if (has(failure, ConnectException.class)) {
			return """
					The connection is refused.
					Start the relay, or the proxy in front of it, and check the port of --endpoint.""";
		}
		return """
				The connection was closed without a response (%s).
				Look into the logs of the proxy and of the relay.""".formatted(failure.getClass().getSimpleName());
	}

	static String of(URI endpoint, int status, String challenge) {
		if (status == 401) {
			return challenge.toLowerCase(Locale.ROOT).startsWith("basic")
					? """
							The endpoint asks for Basic credentials, as it should. So either the relay has another user name or password
							than the subscription (correct relay.ingest.password and add --rotate), or relay.ingest.topics does not name
							the topic, or it can't call Oracle to confirm.
							Look for 'confirm' and 'logins of relay.ingest failed' in its log."""
					: """
							The response is 401 without 'WWW-Authenticate: Basic', so Notifications sends no credentials.
							Something in front of the relay answers, or removes the header: let it pass requests on as they are.""";
		}
		return switch (status / 100) {
			case 2 -> """
					The response is %d without asking for credentials, so this is not the relay.
					Check host and path of --endpoint, and where the proxy leads.""".formatted(status);
			case 3 -> """
					The response is a redirect (%d), and Notifications follows none.
					Use the address that it leads to, or remove the redirect.""".formatted(status);
			case 4 -> clientError(endpoint, status);
			default -> """
					The response is %d: the proxy does not reach the relay, or the relay can't store messages.
					Look at its /readyz and its log.""".formatted(status);
		};
	}

	private static String clientError(URI endpoint, int status) {
		return switch (status) {
			case 403 ->
				"""
						The response is 403: a list of networks or a web application firewall refuses this machine, and perhaps
						Notifications.
						Check relay.ingest.allowed-cidrs, relay.ingest.trusted-proxies and the proxy.""";
			case 404 ->
				"""
						The response is 404: nothing is at the path %s.
						It has to be that of relay.ingest.path, which is /ons unless it is set; check what the proxy does to it."""
					.formatted(endpoint.getRawPath().isEmpty() ? "/" : endpoint.getRawPath());
			default -> """
					The response is %d, and not the 401 of the relay.
					Check the path of --endpoint and the proxy.""".formatted(status);
		};
	}

	private static boolean has(Throwable failure, Class<? extends Throwable> type) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (type.isInstance(cause)) {
				return true;
			}
		}
		return false;
	}

}
