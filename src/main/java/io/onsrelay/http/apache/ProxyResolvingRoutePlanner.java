package io.onsrelay.http.apache;

import java.net.InetAddress;
import java.net.ProxySelector;
import java.net.UnknownHostException;

import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.impl.routing.SystemDefaultRoutePlanner;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * Lets a client that calls public addresses only use a proxy with an internal address.
 * The operator has configured the proxy, so its name is resolved here, without the filter
 * of the client's resolver. The proxy resolves the names of the targets, by its own
 * rules.
 */
public final class ProxyResolvingRoutePlanner extends SystemDefaultRoutePlanner {

	private final DnsResolver resolver;

	/**
	 * Creates a route planner.
	 * @param proxies the proxies
	 * @param resolver resolves the name of a proxy to any address
	 */
	public ProxyResolvingRoutePlanner(ProxySelector proxies, DnsResolver resolver) {
		super(proxies);
		this.resolver = resolver;
	}

	@Override
	protected @Nullable HttpHost determineProxy(HttpHost target, HttpContext context) throws HttpException {
		HttpHost proxy = super.determineProxy(target, context);
		if (proxy == null || proxy.getAddress() != null) {
			return proxy;
		}
		try {
			InetAddress address = this.resolver.resolve(proxy.getHostName())[0];
			return new HttpHost(proxy.getSchemeName(), address, proxy.getHostName(), proxy.getPort());
		}
		catch (UnknownHostException ex) {
			throw new HttpException("The name of the proxy can't be resolved", ex);
		}
	}

}
