package io.onsrelay.confirmation;

import io.onsrelay.confirmation.url.ConfirmationGuard;
import io.onsrelay.http.HttpCall;
import io.onsrelay.http.HttpResult;
import io.onsrelay.http.OutboundHttp;
import io.onsrelay.secret.Secret;

/**
 * The HTTP clients that call confirmation URLs.
 *
 * @param external calls public addresses only
 * @param anywhere calls internal addresses too, for origins that are configured
 */
record ConfirmationClients(OutboundHttp external, OutboundHttp anywhere) {

	HttpResult get(Secret url, ConfirmationGuard.Admitted admitted) {
		OutboundHttp client = admitted.extraOrigin() ? this.anywhere : this.external;
		return client.exchange(HttpCall.get(url, "application/json"));
	}

}
