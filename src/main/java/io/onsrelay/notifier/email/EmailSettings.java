package io.onsrelay.notifier.email;

import java.time.Duration;
import java.util.List;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.bind.DefaultValue;

import io.onsrelay.digest.Digest;
import io.onsrelay.notifier.Batching;

/**
 * The recipients of a destination. The server is that of {@code spring.mail}.
 *
 * @param from the address of the sender, which the server must allow; with or without a
 * name
 * @param to the addresses of the recipients, who see each other; at most 50, since OCI
 * Email Delivery takes no more in a mail
 * @param digestFrom how many messages must wait for the recipients before one mail sums
 * them up; 0 for never
 * @param attachOriginal whether the message as ONS sent it is attached, with all that is
 * hidden elsewhere
 * @param allowUnencrypted whether mails may be sent without TLS to a server that has none
 * @param timeout how long sending a mail may take in total
 */
record EmailSettings(
		@NotNull @Pattern(
				regexp = "[^<>@\\p{Cntrl}\",;:\\\\]{1,64} <" + EmailSettings.ADDRESS + ">|" + EmailSettings.ADDRESS,
				message = "must be an address, such as relay@example.com") String from,
		@NotNull @Size(min = 1, max = 50,
				message = "must have 1 to 50 addresses") List<@NotNull @Pattern(regexp = EmailSettings.ADDRESS,
						message = "must be an address, such as ops@example.com") String> to,
		@DefaultValue("10") @Min(0) int digestFrom, @DefaultValue("false") boolean attachOriginal,
		@DefaultValue("false") boolean allowUnencrypted,
		@DefaultValue("30s") @DurationMin(millis = 1) Duration timeout) {

	/**
	 * Of ASCII, as a server without extensions takes it. A domain with other letters is
	 * written in its xn-- form.
	 */
	static final String ADDRESS = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
			+ "@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*";

	Batching batching() {
		return Digest.batching(this.digestFrom);
	}

}
