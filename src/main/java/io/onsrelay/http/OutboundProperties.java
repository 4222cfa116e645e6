package io.onsrelay.http;

import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

import io.onsrelay.secret.Secret;

/**
 * How destinations and confirmation URLs are called.
 *
 * @param proxy the proxy in front of the network of the destinations
 * @param sslBundle the name of an SSL bundle of Spring Boot whose certificates of CAs are
 * trusted, beside those of the JVM; none if none is configured
 */
@Validated
@ConfigurationProperties(prefix = "relay.http", ignoreUnknownFields = false)
record OutboundProperties(@DefaultValue @NotNull @Valid Proxy proxy, @Nullable String sslBundle) {

	/**
	 * A proxy that passes HTTP on and opens tunnels by CONNECT.
	 *
	 * @param url its address, such as http://proxy.example.com:3128; if none is
	 * configured, the standard properties of the JVM apply, such as https.proxyHost
	 * @param username the user, where the proxy asks for one by HTTP Basic
	 * @param password the user's password
	 * @param noProxy hosts that are called without the proxy, such as
	 * alertmanager.example.com, domains such as .example.com, addresses, or networks such
	 * as 10.0.0.0/8; the loopback interface always is
	 */
	record Proxy(@Nullable String url, @Nullable String username, @Nullable Secret password,
			@DefaultValue List<@NotBlank String> noProxy) {
	}

}
