package io.onsrelay.access;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers requests of other networks with 403, whatever their credentials.
 */
public final class AllowedNetworksFilter extends OncePerRequestFilter {

	private final AllowedNetworks networks;

	private final Runnable rejected;

	/**
	 * Creates the filter.
	 * @param networks the networks whose requests are admitted
	 * @param rejected runs for each request that is rejected
	 */
	public AllowedNetworksFilter(AllowedNetworks networks, Runnable rejected) {
		this.networks = networks;
		this.rejected = rejected;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (this.networks.admit(request.getRemoteAddr())) {
			chain.doFilter(request, response);
		}
		else {
			this.rejected.run();
			ProblemResponse.write(response, HttpStatus.FORBIDDEN);
		}
	}

}
