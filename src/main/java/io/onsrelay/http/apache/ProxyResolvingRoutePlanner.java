package io.onsrelay.http.apache;

import java.net.InetAddress;
import java.net.ProxySelector;
import java.net.UnknownHostException;

import org.apache.hc.client5.http.impl.routing.SystemDefaultRoutePlanner;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * Lets a client that calls public addresses only go through a proxy inside. The proxy is
 * the operator's word, so its name is resolved here, past the filter in the client's
 * resolver; what lies behind it is looked up by the proxy, whose rules are the guard.
 */
public final class ProxyResolvingRoutePlanner extends SystemDefaultRoutePlanner {

	public ProxyResolvingRoutePlanner(ProxySelector proxies) {
		super(proxies);
	}

	@Override
	protected @Nullable HttpHost determineProxy(HttpHost target, HttpContext context) throws HttpException {
		HttpHost proxy = super.determineProxy(target, context);
		if (proxy == null || proxy.getAddress() != null) {
			return proxy;
		}
		try {
			InetAddress address = InetAddress.getByName(proxy.getHostName());
			return new HttpHost(proxy.getSchemeName(), address, proxy.getHostName(), proxy.getPort());
		}
		catch (UnknownHostException ex) {
			throw new HttpException("The name of the proxy can't be resolved", ex);
		}
	}

}
