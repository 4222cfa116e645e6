package io.onsrelay.signature.construction;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import io.onsrelay.event.Body;
import io.onsrelay.event.OnsHeaders;
import io.onsrelay.standin.SigningKey;

/**
 * Checking the signature of a message, by one construction and by all.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SignatureBenchmark {

	private static final Construction KNOWN = Construction.all().getFirst();

	/**
	 * The size of the body.
	 */
	@Param({ "2048", "65536" })
	public int bytes;

	private final PublicKey key = publicKey();

	private OnsHeaders headers = new OnsHeaders(Map.of());

	private Body body = Body.of(new byte[0]);

	/**
	 * Makes a message whose signature is of another one.
	 */
	@Setup
	public void sign() {
		this.body = Body.of(new byte[this.bytes]);
		this.headers = new OnsHeaders(Map.of("X-OCI-NS-MessageType", "Notification", "X-OCI-NS-MessageId", "m",
				"X-OCI-NS-TopicOcid", "ocid1.onstopic.oc1.phx.aaaa", "X-OCI-NS-TopicName", "t", "X-OCI-NS-Timestamp",
				"2021-09-14T12:38:00.774+0000", "X-OCI-NS-SignatureVersion", "1.0", "X-OCI-NS-Signature",
				SigningKey.standIn().sign("SHA256withRSA", "another".getBytes(StandardCharsets.UTF_8))));
	}

	/**
	 * Tries the construction that is known.
	 * @return whether it verifies
	 */
	@Benchmark
	public boolean known() {
		return KNOWN.verifies(SignedMessage.of(this.headers, this.body), this.key);
	}

	/**
	 * Tries all constructions.
	 * @return whether one verifies
	 */
	@Benchmark
	public boolean all() {
		SignedMessage message = SignedMessage.of(this.headers, this.body);
		return Construction.all().stream().anyMatch((construction) -> construction.verifies(message, this.key));
	}

	private static PublicKey publicKey() {
		try {
			RSAPrivateCrtKey key = (RSAPrivateCrtKey) SigningKey.standIn().key();
			return KeyFactory.getInstance("RSA")
				.generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
